"""What is stored comes back: runs, nights, output files, and what the next night needs."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace

from nights import CAMPUS, MENU, archived_of, failed_night, night_of, page_of, play, received_of, start_of
from scrape_clean.canonical import snapshot_bytes
from scrape_clean.compare import Volatile
from scrape_clean.errors import HistoryError
from scrape_clean.history import History, outbox
from scrape_clean.history.model import Message, Night, PageId
from scrape_clean.model import Annotation
from scrape_clean.views.data import Changes

OTHER = (*MENU[:3], "Coffee from the garden")


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    """A new one."""
    with History.open(tmp_path / "history.db") as new:
        yield new


def test_a_page_that_was_never_stored_is_known_to_nobody(history: History) -> None:
    """Everything is empty, nothing fails."""
    known = history.known(CAMPUS)
    assert (known.page, known.last, known.held, known.failures) == (CAMPUS, None, (), 0)
    assert (history.current(CAMPUS), history.recent(CAMPUS, 5), history.pages()) == (None, (), ())
    assert (history.changes_of(1, CAMPUS), history.at(CAMPUS, 1), list(history.changes(1))) == (None, None, [])
    assert (history.captures(CAMPUS), dict(history.words())) == ((), {})


def test_the_last_good_night_comes_back_whole(history: History) -> None:
    """The cleaned page, its capture and rules."""
    _, night = play(history, MENU)
    known = history.known(CAMPUS)
    assert known.last == night.last
    assert known.received == night.received
    assert known.rules == "r1"


def test_an_unchanged_night_refers_to_the_capture_before(history: History) -> None:
    """The capture stays the first one, and the night has its own file."""
    _, first = play(history, MENU)
    _, second = play(history, MENU)
    assert second.outcome == "unchanged"
    assert history.known(CAMPUS).received == first.received
    assert [past.received for past in history.captures(CAMPUS)] == [first.received] * 2
    assert [past.archived for past in history.captures(CAMPUS)] == [first.archived, second.archived]
    with sqlite3.connect(history.path) as connection:
        assert connection.execute("SELECT count(*) FROM capture").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM snapshot").fetchone() == (1,)
    connection.close()


def test_changes_are_kept_whole(history: History) -> None:
    """As they were compared, with what is muted and the sections."""
    play(history, MENU)
    run, night = play(history, OTHER)
    assert night.outcome == "changed"
    assert night.changes is not None
    assert history.changes_of(run.id, CAMPUS) == night.changes
    assert history.changes_of(1, CAMPUS) is None
    quiet, _ = play(history, OTHER)
    assert history.changes_of(quiet.id, CAMPUS) == Changes()


def test_a_night_is_stored_once(history: History) -> None:
    """A second time for the same run changes and enqueues nothing."""
    run, night = play(history, MENU)
    again = replace(night, outcome="failed", problem="twice")
    assert not history.store(run, again)
    assert history.pages()[0].outcome == "new"
    assert len(history.captures(CAMPUS)) == 1


def test_suspect_nights_are_held_until_a_good_one(history: History) -> None:
    """They are handed to the next comparison; the good night stands meanwhile."""
    play(history, MENU)
    good = history.current(CAMPUS)
    for _ in range(2):
        _, night = play(history, [])
        assert night.outcome == "suspect"
    known = history.known(CAMPUS)
    assert known.held == (page_of([]).snapshot(),) * 2
    assert (known.failures, history.current(CAMPUS)) == (2, good)
    play(history, OTHER)
    known = history.known(CAMPUS)
    assert (known.held, known.failures) == ((), 0)


def test_how_a_page_is_doing(history: History) -> None:
    """Its last outcome, its last good night, and since when it fails."""
    play(history, MENU)
    play(history, None)
    play(history, None)
    (state,) = history.pages("campus")
    assert (state.outcome, state.problem, state.failures, state.run) == ("failed", "HTTP 500", 2, 3)
    assert state.seen == start_of(3)
    assert state.good is not None
    assert state.failing is not None
    assert (state.good.id, state.failing.id, state.failing.started) == (1, 2, start_of(2))
    assert (state.url, state.title) == ("https://canteen.example/menu", "Canteen")
    assert history.pages("elsewhere") == ()
    play(history, MENU)
    (state,) = history.pages()
    assert (state.outcome, state.failures, state.failing, state.problem) == ("unchanged", 0, None, None)


def test_volatile_parts_live_through_nights_that_compare_nothing(history: History) -> None:
    """A failed or unmodified night says nothing of them; a compared one says it all."""
    play(history, MENU)
    part = Volatile(("Canteen",), ("visitor", None))
    run, _ = history.begin_run(start_of(2), "1.0")
    history.store(run, replace(night_of(history, 2, MENU), volatile=(part,)))
    assert history.known(CAMPUS).volatile == (part,)
    history.finish_run(run, start_of(2))
    play(history, None)
    run, _ = history.begin_run(start_of(4), "1.0")
    history.store(run, Night(page=CAMPUS, outcome="unchanged", seen=start_of(4)))
    assert history.known(CAMPUS).volatile == (part,)
    assert history.known(CAMPUS).last is not None


def test_recent_nights_include_the_quiet_ones(history: History) -> None:
    """The last good nights, the oldest first; failed and suspect ones are left out."""
    shown: tuple[Sequence[str] | None, ...] = (MENU, MENU, None, OTHER, [], OTHER, MENU)
    for bullets in shown:
        play(history, bullets)
    first, other = (page_of(bullets).snapshot() for bullets in (MENU, OTHER))
    texts = [[record.text for record in night.records] for night in history.recent(CAMPUS, 4)]
    assert texts == [[record.text for record in night.records] for night in (first, other, other, first)]
    assert len(history.recent(CAMPUS, 99)) == 5


def test_a_page_stays_dirty_until_its_files_are_written(history: History) -> None:
    """Whatever changes an output file asks for writing it, and a later night asks again."""
    play(history, MENU)
    (dirty,) = history.dirty()
    assert (dirty.page, dirty.run) == (CAMPUS, 1)
    play(history, OTHER)
    history.projected(CAMPUS, 1)
    assert [one.run for one in history.dirty()] == [2]
    history.projected(CAMPUS, 2)
    assert history.dirty() == ()
    play(history, OTHER)
    assert [one.run for one in history.dirty()] == [3], "the changes of the night before are to go from changes.json"
    history.projected(CAMPUS, 3)
    play(history, OTHER)
    play(history, None)
    assert history.dirty() == ()


def test_run_numbers_grow_whatever_the_clock_does(history: History) -> None:
    """Back by years, forward, the same time again (row 17 of the hostile inputs)."""
    numbers = []
    for days in (0, 1, -4000, 9000, -4000, 2, 2):
        run, resumed = history.begin_run(start_of(1) + timedelta(days=days), "1.0")
        assert not resumed
        numbers.append(run.id)
        history.finish_run(run, run.started)
    assert numbers == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(("hours", "resumed"), [(0, True), (5.9, True), (-5.9, True), (6.1, False), (-6.1, False)])
def test_a_killed_run_is_gone_on_with_for_six_hours(history: History, hours: float, *, resumed: bool) -> None:
    """Forward or back; an older one is closed and its night stays."""
    run, _ = history.begin_run(start_of(1), "1.0")
    history.store(run, night_of(history, 1, MENU))
    again, went_on = history.begin_run(start_of(1) + timedelta(hours=hours), "1.1")
    assert went_on is resumed
    assert again.id == (1 if resumed else 2)
    assert history.stored(again) == ({CAMPUS} if resumed else set())
    assert [one.status for one in history.runs()] == (["running"] if resumed else ["interrupted", "running"])
    assert history.current(CAMPUS) is not None


def test_messages_are_enqueued_in_the_same_transaction(tmp_path: Path) -> None:
    """If the outbox refuses, the night is not stored either; without sinks nobody is asked."""
    asked: list[Sequence[Message]] = []
    broken = True

    def enqueue(connection: sqlite3.Connection, messages: Sequence[Message], sinks: Sequence[str]) -> None:
        assert connection.in_transaction
        assert sinks == ["hook"]
        asked.append(messages)
        if broken:
            raise LookupError

    with History.open(tmp_path / "history.db", enqueue=enqueue) as history:
        run, _ = history.begin_run(start_of(1), "1.0")
        message = Message(id="m1", run=1, kind="page.new", time=start_of(1))
        night = night_of(history, 1, MENU)
        with pytest.raises(LookupError):
            history.store(run, night, [message], ["hook"])
        assert history.stored(run) == set()
        broken = False
        assert history.store(run, night, [message], ["hook"])
        assert not history.store(run, night, [message], ["hook"])
        history.finish_run(run, start_of(1), [message], ["hook"])
        history.finish_run(run, start_of(1), [message], [])
    assert asked == [[message]] * 3


def test_messages_that_nothing_takes_are_a_bug(history: History) -> None:
    """They are not dropped in silence."""
    run, _ = history.begin_run(start_of(1), "1.0")
    message = Message(id="m1", run=1, kind="page.new", time=start_of(1))
    with pytest.raises(ValueError, match="nothing that takes them"):
        history.store(run, failed_night(1), [message], ["hook"])
    assert history.stored(run) == set()


def test_names_that_are_no_unicode_come_back(history: History) -> None:
    """A file name of another encoding, NUL and 300 characters."""
    keys = ("caf\udce9.html", "a\x00b", "x" * 300, "../../etc")
    for key in keys:
        page = PageId("files", key)
        play(history, MENU, page)
        assert history.known(page).page == page
    assert {state.page.key for state in history.pages("files")} == set(keys)
    assert list(history.changes(1, source="caf\udce9")) == []


def test_at_is_what_stood_after_that_night(history: History) -> None:
    """By number, day and moment; failed nights and days without a run have what stood before."""
    for bullets in (MENU, None, OTHER):
        play(history, bullets)
    first, third = (history.at(CAMPUS, night) for night in (1, 3))
    assert first
    assert third
    assert snapshot_bytes(first) != snapshot_bytes(third)
    assert history.at(CAMPUS, 2) == first
    assert history.at(CAMPUS, 99) == third
    assert history.at(CAMPUS, 0) is None
    assert history.at(CAMPUS, start_of(3).date()) == third
    assert history.at(CAMPUS, start_of(2).date()) == first
    assert history.at(CAMPUS, start_of(3) - timedelta(seconds=1)) == first
    assert history.at(CAMPUS, start_of(1).date() - timedelta(days=1)) is None


def test_a_page_in_no_night_cannot_be_rewritten(history: History) -> None:
    """A replay of what was never there says so."""
    with pytest.raises(HistoryError, match="in no night"):
        history.rewrite(CAMPUS, {1: failed_night(1)})


def test_what_annotators_once_stored_as_numbers_is_read_as_text(history: History) -> None:
    """An early version let them through, and then no night could be read: now every question is answered."""
    seats = Annotation("seats", 0, 4, "Soup", cast("str", 120), cast("str", ["hall"]))
    for bullets in (MENU, OTHER):
        run, _ = history.begin_run(start_of(len(history.runs()) + 1), "0.1")
        night = night_of(history, run.id, bullets)
        assert night.last is not None
        first, *others = night.last.records
        records = (replace(first, annotations=(seats,)), *others)
        message = Message(id=f"m{run.id}", run=run.id, kind="page.changed", time=run.started, upserted=records)
        history.store(run, replace(night, last=replace(night.last, records=records)), [], ())
        with history.outbox() as connection:
            outbox.enqueue(connection, [message], {"copy": outbox.PAGES})
            due = outbox.due(connection, "copy", start_of(9))
        assert due is not None
        assert due.message.upserted[0].annotations[0].value == "120"
        history.finish_run(run, run.started)
    told = replace(seats, value="120", role='["hall"]')
    page = history.known(CAMPUS).last
    for what in (page, history.current(CAMPUS), history.at(CAMPUS, 1), *history.recent(CAMPUS, 5)):
        assert what is not None
        assert what.records[0].annotations == (told,)
    assert page is not None
    assert history.life(page.records[0].id)[0][0].record.annotations == (told,)
    assert [one.change.type for one in history.changes(1)] == ["changed"]
    play(history, MENU)
    assert b'"value":120' in (history.bytes_at(CAMPUS, 2) or b"")
    assert b'"seats"' not in (history.current_bytes(CAMPUS) or b"")


def test_captures_are_told_apart_by_all_that_is_said_of_them(history: History) -> None:
    """Each night has its own, however much of it was so before; whatever its digest and the place of its file."""
    usual = received_of(1)
    seen = [
        usual,
        replace(usual, time=usual.time + timedelta(days=1)),
        replace(usual, url="https://canteen.example/other"),
        replace(usual, url=None),
        replace(usual, status=203),
        replace(usual, etag=None),
        replace(usual, last_modified="Sun, 01 Mar 2026 02:30:00 GMT"),
        replace(usual, media_type="text/plain"),
        replace(usual, charset="utf-8"),
        *(
            replace(usual, digest=digest)
            for digest in ("md5:0a", f"sha256:{'0a' * 31}", f"sha256:{'0A' * 32}", "0a" * 32)
        ),
        replace(usual, record="<urn:uuid:other>"),
        replace(usual, record=None, archived=None),
        replace(usual, record="<urn:uuid:at-the-top>", archived=replace(archived_of(1), path="a.warc.gz")),
    ]
    for page in (CAMPUS, PageId("other")):
        for received in seen:
            run, _ = history.begin_run(start_of(len(history.runs()) + 1), "1.0")
            history.store(run, replace(failed_night(run.id, page), received=received))
            history.finish_run(run, run.started)
        assert [past.received for past in history.captures(page)] == seen
