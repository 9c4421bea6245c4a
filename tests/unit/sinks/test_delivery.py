"""Emptying the outbox."""

import sqlite3
from datetime import timedelta

import pytest

from scrape_clean.history.model import Message
from scrape_clean.history.outbox import backlogs, dead_letters, enqueue, retry
from scrape_clean.secret import Secret
from scrape_clean.sinks.delivery import Patience, Sent, deliver, outbox_lines
from scrape_clean.sinks.sink import Destination
from telling import CHANGED, START, FakeClock, Memory, message, outbox

IDS = ["msg_0001", "msg_0002", "msg_0003"]


def waiting(*names: str) -> sqlite3.Connection:
    """An outbox with three messages for some sinks."""
    connection = outbox()
    with connection:
        enqueue(connection, [message(number) for number in (1, 2, 3)], dict.fromkeys(names, CHANGED))
    return connection


def to(**sinks: Memory) -> list[Destination]:
    """Where to."""
    return [Destination(name=name, sink=sink) for name, sink in sinks.items()]


def test_everything_is_delivered_in_order_and_only_once() -> None:
    """To each sink."""
    connection, one, two = waiting("one", "two"), Memory(), Memory()
    assert deliver(lambda: connection, to(one=one, two=two)) == (
        Sent(sink="one", delivered=3),
        Sent(sink="two", delivered=3),
    )
    deliver(lambda: connection, to(one=one, two=two))
    assert one.tried == two.tried == IDS


def test_a_stumble_is_got_over_in_the_same_run() -> None:
    """With the same message, and with a pause that grows."""
    connection, sink, clock = waiting("hook"), Memory(), FakeClock()
    sink.fail(3)
    assert deliver(lambda: connection, to(hook=sink), clock=clock)[0].delivered == 3
    assert sink.tried == ["msg_0001"] * 3 + IDS
    assert 0 < clock.monotonic() <= 7


def test_a_failing_sink_keeps_its_order_and_holds_up_no_other() -> None:
    """It is left alone until its wait is over."""
    connection, down, up, clock = waiting("down", "up"), Memory(), Memory(), FakeClock()
    down.fail(5)
    sent = deliver(lambda: connection, to(down=down, up=up), clock=clock)
    assert sent == (Sent(sink="down", error="answers 503"), Sent(sink="up", delivered=3))
    deliver(lambda: connection, to(down=down, up=up), clock=clock)
    assert down.tried == ["msg_0001"] * 4
    clock.set(START + timedelta(days=1))
    deliver(lambda: connection, to(down=down, up=up), clock=clock)
    assert down.taken == up.taken == IDS


def test_what_asks_for_a_long_wait_gets_it_up_to_a_cap() -> None:
    """Without keeping the run waiting."""
    connection, sink, clock = waiting("hook"), Memory(), FakeClock()
    sink.fail(1, retry_after=3600.0)
    sink.fail(1, retry_after=1e9)
    for hours, tries in ((0, 1), (0.9, 1), (1.1, 2), (7, 2), (7.2, 5)):
        clock.set(START + timedelta(hours=hours))
        deliver(lambda: connection, to(hook=sink), clock=clock)
        assert len(sink.tried) == tries, hours
    assert sink.taken == IDS
    assert clock.monotonic() == 0


def test_a_short_wait_that_is_asked_for_is_waited_for() -> None:
    """In the same run."""
    connection, sink, clock = waiting("hook"), Memory(), FakeClock()
    sink.fail(1, retry_after=12.0)
    deliver(lambda: connection, to(hook=sink), clock=clock)
    assert (sink.taken, clock.monotonic()) == (IDS, 12.0)


def test_a_message_that_can_never_be_delivered_lets_the_others_by() -> None:
    """And can be taken up again."""
    connection, sink = waiting("hook"), Memory()
    sink.fail(1, retryable=False)
    assert deliver(lambda: connection, to(hook=sink)) == (Sent(sink="hook", delivered=2, dead=1, error="answers 503"),)
    assert [letter.id for letter in dead_letters(connection)] == ["msg_0001"]
    retry(connection)
    deliver(lambda: connection, to(hook=sink))
    assert sink.taken == ["msg_0002", "msg_0003", "msg_0001"]


def test_a_message_that_fails_for_a_week_is_dead_and_the_next_ones_go_on() -> None:
    """Those have a week of their own: what waited behind it arrives when the receiver is back."""
    connection, sink, clock = waiting("hook"), Memory(), FakeClock()
    for day in range(7):
        clock.set(START + timedelta(days=day))
        sink.fail(4)
        assert deliver(lambda: connection, to(hook=sink), clock=clock)[0].dead == 0
    clock.set(START + timedelta(days=7, minutes=1))
    tried = len(sink.tried)
    sink.fail(5)
    assert deliver(lambda: connection, to(hook=sink), clock=clock)[0].dead == 1
    assert sink.tried[tried:] == ["msg_0001"] * 4 + ["msg_0002"]
    clock.set(START + timedelta(days=8))
    deliver(lambda: connection, to(hook=sink), clock=clock)
    assert sink.taken == ["msg_0002", "msg_0003"]


class Slow(Memory):
    """Takes its time."""

    def __init__(self, clock: FakeClock, seconds: float) -> None:
        """How long, by which clock."""
        super().__init__()
        self._clock, self._seconds = clock, seconds

    def deliver(self, message: Message) -> None:
        """Let time pass, then take it."""
        self._clock.sleep(self._seconds)
        super().deliver(message)


def test_no_sink_takes_more_than_its_share_of_the_time() -> None:
    """What it leaves, the others have; what is not sent waits."""
    clock = FakeClock()
    connection, slow, quick = waiting("slow", "quick"), Slow(clock, 40), Slow(clock, 1)
    sent = deliver(lambda: connection, to(slow=slow, quick=quick), patience=Patience(budget=60), clock=clock)
    assert sent[0] == Sent(sink="slow", delivered=1, error="no time was left")
    assert sent[1].delivered == 3
    assert [backlog.pending for backlog in backlogs(connection)] == [0, 2]


def test_a_stop_begins_no_further_try() -> None:
    """What was taken is noted, what was not waits; also between two tries of one message."""
    clock, connection, sink = FakeClock(), waiting("hook"), Memory()
    sent = deliver(lambda: connection, to(hook=sink), clock=clock, stopped=lambda: bool(sink.taken))
    assert sent == (Sent(sink="hook", delivered=1, error="told to stop"),)
    assert sink.taken == IDS[:1]
    sink.fail(1)
    tried = len(sink.tried)
    (told,) = deliver(lambda: connection, to(hook=sink), clock=clock, stopped=lambda: len(sink.tried) > tried)
    assert (told.delivered, len(sink.tried) - tried) == (0, 1)
    clock.set(START + timedelta(days=1))
    assert deliver(lambda: connection, to(hook=sink), clock=clock)[0].delivered == 2
    assert sink.taken == IDS


class Broken:
    """A plug-in with a bug, which shows its password."""

    def deliver(self, message: Message) -> None:
        """Never works."""
        raise RuntimeError(f"cannot log in\nwith pa55word: {message.kind}")


def test_an_exception_of_a_plugin_is_a_failed_try_and_shows_no_secret() -> None:
    """It stops nobody else, and is noted on one line."""
    connection, sink = waiting("mine", "hook"), Memory()
    mine = Destination(name="mine", sink=Broken(), secrets=(Secret("pa55"), Secret("pa55word")))
    sent = deliver(lambda: connection, [mine, *to(hook=sink)], clock=FakeClock())
    assert sent[0].error == "RuntimeError: cannot log in with ***: page.changed"
    assert sink.taken == IDS
    ((noted,),) = connection.execute("SELECT last_error FROM deliveries WHERE last_error IS NOT NULL").fetchall()
    assert noted == sent[0].error


def test_doctor_is_told_what_waits_and_what_was_given_up() -> None:
    """With what to do about it; nothing when all is well."""
    connection, sink = waiting("hook", "old"), Memory()
    assert list(outbox_lines(connection, ["hook", "old"])) == []
    sink.fail(1, retryable=False)
    sink.fail(4)
    deliver(lambda: connection, to(hook=sink), clock=FakeClock())
    assert list(outbox_lines(connection, ["hook"])) == [
        "sink 'hook': 2 messages waiting since 2026-05-01: answers 503",
        "sink 'hook': 1 message given up; put right what is wrong, then: scrape-clean deliver --retry --sink hook",
        "  page.changed of campus 1, 2026-05-01, 1 try: answers 503 (msg_0001)",
        (
            "3 messages for sink 'old', which the settings do not have; switch it on there, or throw them away:"
            " scrape-clean deliver --forget old"
        ),
    ]


@pytest.mark.parametrize("tries", [1, 3])
def test_patience_is_the_users(tries: int) -> None:
    """As many tries as are asked for."""
    connection, sink = waiting("hook"), Memory()
    sink.fail(9)
    deliver(lambda: connection, to(hook=sink), patience=Patience(tries=tries), clock=FakeClock())
    assert len(sink.tried) == tries
