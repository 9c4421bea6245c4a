"""A replay puts what it found in the place of what was found then."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from nights import CAMPUS, MENU, archived_of, failed_night, page_of, play
from scrape_clean.compare import compare
from scrape_clean.history import History
from scrape_clean.history.model import Night, PageId
from scrape_clean.views.data import changes_of

OTHER = (*MENU[:3], "Coffee from the garden")


def replayed(history: History, shown: dict[int, tuple[str, ...]]) -> dict[int, Night]:
    """What other rules make of some nights."""
    found: dict[int, Night] = {}
    last = None
    for past in history.captures(CAMPUS):
        if past.run.id not in shown:
            continue
        now = page_of(shown[past.run.id])
        night = Night(page=CAMPUS, outcome="new", seen=past.seen, last=now, rules="r2")
        if last is not None:
            compared = compare(last, now)
            night = replace(night, last=replace(now, records=compared.base.records), changes=changes_of(compared))
            night = replace(night, outcome="changed" if compared.changes else "unchanged")
        last = night.last
        found[past.run.id] = night
    return found


def test_everything_is_as_if_it_had_been_found_so(tmp_path: Path) -> None:
    """Snapshots, versions, changes, words and what the next night needs; runs, times and captures stay."""
    shown: dict[int, tuple[str, ...]] = {1: MENU, 2: OTHER, 3: OTHER, 4: MENU}
    upper = {night: tuple(f"{text} (from the kitchen)" for text in bullets) for night, bullets in shown.items()}
    with History.open(tmp_path / "a.db") as one, History.open(tmp_path / "b.db") as other:
        for bullets in shown.values():
            play(one, bullets)
        for bullets in upper.values():
            play(other, bullets)
        before = one.captures(CAMPUS)
        one.rewrite(CAMPUS, replayed(one, upper))
        assert [(past.run, past.seen, past.received, past.archived) for past in one.captures(CAMPUS)] == [
            (past.run, past.seen, past.received, past.archived) for past in before
        ]
        for night in shown:
            assert one.bytes_at(CAMPUS, night) == other.bytes_at(CAMPUS, night)
            assert one.changes_of(night, CAMPUS) == other.changes_of(night, CAMPUS)
        assert list(one.changes(1, substantive=False)) == list(other.changes(1, substantive=False))
        assert one.words() == other.words()
        assert one.known(CAMPUS).last == other.known(CAMPUS).last
        assert one.known(CAMPUS).rules == "r2"
        assert one.recent(CAMPUS, 9) == other.recent(CAMPUS, 9)
        current = one.current(CAMPUS)
        assert current
        for record in current.records:
            assert one.life(record.id) == other.life(record.id)
        assert [dirty.run for dirty in one.dirty()] == [4]
        play(one, upper[2])
        play(other, upper[2])
        assert one.changes_of(5, CAMPUS) == other.changes_of(5, CAMPUS)


def test_nights_whose_captures_are_gone_stay(tmp_path: Path) -> None:
    """What is replayed begins with the first night that is given."""
    with History.open(tmp_path / "history.db") as history:
        for bullets in (MENU, None, OTHER, MENU):
            play(history, bullets)
        first = history.bytes_at(CAMPUS, 2)
        history.rewrite(CAMPUS, replayed(history, {3: MENU, 4: MENU}))
        assert history.bytes_at(CAMPUS, 2) == first
        assert list(history.changes(1)) == []
        (record, *_), _ = history.life(page_of(MENU).records[0].id)
        assert (record.start.id, record.end) == (1, None)


def rows_of(history: History, page: PageId) -> dict[str, list[tuple[object, ...]]]:
    """All that the database holds of a page."""
    with history.view() as view:
        (number,) = view.execute("SELECT id FROM page WHERE source = ?", (page.source,)).fetchone()
        tables = view.execute(
            "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'page'"
            " AND m.name <> 'messages'"
        ).fetchall()
        found = {name: view.execute(f"SELECT * FROM {name} WHERE page = ?", (number,)).fetchall() for (name,) in tables}  # noqa: S608
        return {**found, "page": view.execute("SELECT * FROM page WHERE id = ?", (number,)).fetchall()}


def test_the_other_pages_stay_as_they_are(tmp_path: Path) -> None:
    """Whatever was found of them: changes, versions that ended, a night that failed and one that was suspect."""
    other = PageId("other")
    with History.open(tmp_path / "history.db") as history:
        for bullets in (MENU, OTHER, MENU[:2], None, ("Gone",)):
            play(history, bullets, other)
            play(history, bullets or MENU)
        before = rows_of(history, other)
        assert {"held", "record", "snapshot", "comparison", "last", "night"} <= {
            name for name, rows in before.items() if rows
        }
        mine = rows_of(history, CAMPUS)
        history.rewrite(CAMPUS, replayed(history, dict.fromkeys((2, 4, 6, 8, 10), OTHER)))
        assert rows_of(history, CAMPUS) != mine
        assert rows_of(history, other) == before


def test_a_replay_with_a_gap_is_refused(tmp_path: Path) -> None:
    """And changes nothing."""
    with History.open(tmp_path / "history.db") as history:
        for bullets in (MENU, OTHER, MENU):
            play(history, bullets)
        found = replayed(history, {1: MENU, 2: MENU, 3: MENU})
        before = list(history.changes(1))
        for gap in ({1: found[1], 3: found[3]}, {**found, 4: failed_night(4)}):
            with pytest.raises(ValueError, match="all nights"):
                history.rewrite(CAMPUS, gap)
        with pytest.raises(ValueError, match="given whole"):
            history.rewrite(CAMPUS, {2: failed_night(2), 3: failed_night(3)})
        assert list(history.changes(1)) == before
        assert history.known(CAMPUS).last is not None


def test_files_of_the_archive_can_be_forgotten(tmp_path: Path) -> None:
    """Nights and captures stay without their files."""
    with History.open(tmp_path / "history.db") as history:
        for bullets in (MENU, OTHER, OTHER):
            play(history, bullets)
        files = [archived_of(night) for night in (1, 2, 3)]
        assert [past.archived for past in history.captures(CAMPUS)] == files
        history.forget_archived([files[0].path, "campus/never-there.warc.gz", files[2].path])
        first, second, third = history.captures(CAMPUS)
        assert first.received
        assert (first.archived, first.received.archived) == (None, None)
        assert (second.archived, third.archived) == (files[1], None)
        assert third.received == second.received
