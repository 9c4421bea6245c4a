"""Messages wait in the outbox until each sink has taken them."""

import sqlite3
from datetime import timedelta

from msgspec.structs import replace

from scrape_clean.history.outbox import (
    LONGEST_WAIT,
    Delivery,
    Wanted,
    backlogs,
    dead_letters,
    delivered,
    due,
    enqueue,
    failed,
    forget,
    gave_up,
    prune,
    retry,
    told,
)
from scrape_clean.sinks.messages import messages_of
from telling import CHANGED, HOOK, START, changed_night, message, outbox, run_of


def ids(connection: sqlite3.Connection, sink: str = "hook", hours: float = 0) -> list[str]:
    """What is due, by id, if all of it is taken; nothing is noted."""
    found = []
    connection.execute("SAVEPOINT look")
    while delivery := due(connection, sink, START + timedelta(hours=hours)):
        found.append(delivery.message.id)
        delivered(connection, delivery, START)
    connection.execute("ROLLBACK TO look")
    return found


def first(connection: sqlite3.Connection, sink: str = "hook") -> Delivery:
    """The next one that is due."""
    delivery = due(connection, sink, START)
    assert delivery
    return delivery


def count(connection: sqlite3.Connection, table: str) -> int:
    """Rows of a table."""
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  a test's own word


def test_a_message_is_there_only_with_the_transaction_that_it_belongs_to() -> None:
    """A night that is rolled back has told nothing."""
    connection = outbox()
    enqueue(connection, [message(1)], HOOK)
    assert connection.in_transaction
    connection.rollback()
    assert ids(connection) == []


def test_a_message_is_stored_once_and_told_to_whom_it_concerns() -> None:
    """However many sinks want it, and however often the night is told."""
    connection = outbox()
    sinks: Wanted = {"one": CHANGED, "two": ("page.changed", "page.new"), "three": ()}
    for _ in range(2):
        enqueue(connection, [message(1), message(2, "page.new"), message(3, "page.updated")], sinks)
    assert [ids(connection, name) for name in sinks] == [["msg_0001"], ["msg_0001", "msg_0002"], []]
    assert (count(connection, "messages"), count(connection, "deliveries")) == (2, 3)


def test_a_message_comes_out_as_it_went_in() -> None:
    """With every edit and record."""
    connection = outbox()
    night, known = changed_night()
    (sent,) = messages_of(run_of(1), night, known)
    enqueue(connection, [sent], HOOK)
    assert first(connection).message == sent
    assert sent.upserted
    assert list(told(connection, 1)) == [replace(sent, upserted=())]


def test_only_the_digest_wants_it_then_its_records_are_left_out() -> None:
    """A first night of ten thousand pages is not stored twice for nobody."""
    connection = outbox()
    night, known = changed_night()
    enqueue(connection, messages_of(run_of(1), night, known), {})
    (kept,) = told(connection, 1)
    assert (kept.changes is not None, kept.upserted) == (True, ())


def test_what_waits_holds_up_those_behind_it_and_no_other_sink() -> None:
    """Nothing overtakes."""
    connection = outbox()
    enqueue(connection, [message(n) for n in (1, 2, 3)], {"hook": CHANGED, "other": CHANGED})
    delivered(connection, first(connection), START)
    failed(connection, first(connection), "answers 503", START, START + timedelta(hours=2))
    assert ids(connection) == []
    assert ids(connection, "other") == ["msg_0001", "msg_0002", "msg_0003"]
    assert ids(connection, hours=2) == ["msg_0002", "msg_0003"]
    again = due(connection, "hook", START + LONGEST_WAIT)
    assert again
    assert (again.attempts, again.failing) == (1, START)


def test_a_clock_put_back_delays_nothing() -> None:
    """A next try that lies further ahead than any wait leads was noted by a clock that was wrong."""
    connection = outbox()
    enqueue(connection, [message(1)], HOOK)
    failed(connection, first(connection), "answers 503", START, START + timedelta(days=2000))
    assert ids(connection) == ["msg_0001"]


def test_dead_letters_are_listed_and_taken_up_again() -> None:
    """In their old place in the row."""
    connection = outbox()
    enqueue(connection, [message(n) for n in (1, 2)], HOOK)
    gave_up(connection, first(connection), "answers 410:\r\n gone", START)
    assert ids(connection) == ["msg_0002"]
    (letter,) = dead_letters(connection)
    assert (letter.sink, letter.id, letter.page, letter.attempts) == ("hook", "msg_0001", "1", 1)
    assert letter.error == "answers 410: gone"
    assert list(dead_letters(connection, "other")) == []
    assert (retry(connection, "other"), retry(connection, "hook")) == (0, 1)
    assert ids(connection) == ["msg_0001", "msg_0002"]


def test_retry_waits_no_longer() -> None:
    """Whoever asks for it knows that the receiver is back."""
    connection = outbox()
    enqueue(connection, [message(1)], HOOK)
    failed(connection, first(connection), "answers 503", START, START + timedelta(hours=3))
    assert retry(connection) == 0
    assert ids(connection) == ["msg_0001"]


def test_a_message_that_cannot_be_read_is_dead_and_blocks_nothing() -> None:
    """As after a disk has lost a page."""
    connection = outbox()
    enqueue(connection, [message(n) for n in (1, 2)], HOOK)
    connection.execute("UPDATE messages SET body = x'00' WHERE id = 'msg_0001'")
    assert first(connection).message.id == "msg_0002"
    assert [letter.id for letter in dead_letters(connection)] == ["msg_0001"]


def test_old_messages_are_removed_when_everybody_has_them() -> None:
    """Those that wait or are dead stay."""
    connection = outbox()
    enqueue(connection, [message(n, run=n) for n in (1, 2, 3, 4)], HOOK)
    enqueue(connection, [message(5, run=1)], {})
    delivered(connection, first(connection), START)
    gave_up(connection, first(connection), "answers 410", START)
    assert prune(connection, before=4) == 2
    kept = connection.execute("SELECT id FROM messages ORDER BY seq").fetchall()
    assert kept == [("msg_0002",), ("msg_0003",), ("msg_0004",)]


def test_how_each_sink_stands() -> None:
    """Counts, the last success, and what is wrong."""
    connection = outbox()
    enqueue(connection, [message(n) for n in (1, 2, 3)], HOOK)
    delivered(connection, first(connection), START + timedelta(seconds=5))
    gave_up(connection, first(connection), "answers 410", START)
    failed(connection, first(connection), "answers 503", START, START + timedelta(hours=1))
    (backlog,) = backlogs(connection)
    assert (backlog.sink, backlog.pending, backlog.dead, backlog.error) == ("hook", 1, 1, "answers 503")
    assert (backlog.oldest, backlog.last_success) == (START, START + timedelta(seconds=5))
    assert forget(connection, "hook") == 2
    assert [(left.pending, left.dead) for left in backlogs(connection)] == [(0, 0)]
