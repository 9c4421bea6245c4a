"""Questions about the past: since when, of which source, how many; and how the clock cannot confuse them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from msgspec.structs import replace

from nights import CAMPUS, MENU, night_of, page_of, play, start_of
from scrape_clean.history import History
from scrape_clean.history.comparisons import change_ids
from scrape_clean.history.model import PageId

LIBRARY = PageId("library", "hours")
PRICES = [
    tuple(f"Soup of the day for {price} euros" if "Soup" in text else text for text in MENU) for price in range(3, 9)
]


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    """Runs 1 to 6 of the campus, in which the price rises each night; the library only once, in run 7, and in run 8."""
    with History.open(tmp_path / "history.db") as new:
        for bullets in PRICES:
            play(new, bullets)
        play(new, MENU, LIBRARY)
        play(new, PRICES[1], LIBRARY)
        yield new


def runs_of(history: History, since: int | date, **choices: object) -> list[int]:
    """The runs of what is found."""
    return [one.run.id for one in history.changes(since, **choices)]  # type: ignore[arg-type]  # as each test has it


def test_since_a_run_a_day_or_a_moment(history: History) -> None:
    """Each includes the night that it names."""
    assert runs_of(history, 1) == [2, 3, 4, 5, 6, 8]
    assert runs_of(history, 5) == [5, 6, 8]
    assert runs_of(history, start_of(5).date()) == [5, 6, 8]
    assert runs_of(history, start_of(5)) == [5, 6, 8]
    assert runs_of(history, start_of(5) + timedelta(seconds=1)) == [6, 8]
    assert runs_of(history, start_of(5).astimezone(timezone(timedelta(hours=-9)))) == [5, 6, 8]
    assert runs_of(history, 99) == runs_of(history, date(2030, 1, 1)) == []


def test_of_a_source_and_at_most_so_many(history: History) -> None:
    """The latest ones, still the oldest first."""
    assert runs_of(history, 1, source="campus") == [2, 3, 4, 5, 6]
    assert runs_of(history, 1, source="nowhere") == []
    assert runs_of(history, 1, limit=3) == [5, 6, 8]
    assert runs_of(history, 1, limit=3, source="campus") == [4, 5, 6]
    assert runs_of(history, 1, limit=99) == [2, 3, 4, 5, 6, 8]
    assert runs_of(history, 8, limit=3) == [8]
    assert runs_of(history, 1, limit=0) == []


def test_ids_of_changes_are_stable_and_their_own(history: History, tmp_path: Path) -> None:
    """The same when asked again, in another file, and made from the night's changes; others for any other change."""
    ids = [one.id for one in history.changes(1, substantive=False)]
    assert ids == [one.id for one in history.changes(1, substantive=False)]
    with History.open(tmp_path / "other.db") as other:
        for bullets in PRICES[:3]:
            play(other, bullets)
        assert [one.id for one in other.changes(1, substantive=False)] == ids[:2]
    assert len(set(ids)) == len(ids)
    changes = history.changes_of(2, CAMPUS)
    assert changes is not None
    one, other_run, other_page, twice = (
        change_ids(CAMPUS, 2, changes.changes),
        change_ids(CAMPUS, 3, changes.changes),
        change_ids(LIBRARY, 2, changes.changes),
        change_ids(CAMPUS, 2, changes.changes * 2),
    )
    assert list(one) == ids[:1]
    assert len({*one, *other_run, *other_page, *twice}) == 4


def test_a_change_to_another_text_is_another_change(history: History) -> None:
    """A receiver that knows a change by its id takes one that was found anew, with other words on either side."""
    changes = history.changes_of(2, CAMPUS)
    assert changes is not None
    (change,) = changes.changes
    assert change.before is not None
    assert change.after is not None
    others = (
        replace(change, before=replace(change.before, text="Soup of the day for 9 euros")),
        replace(change, after=replace(change.after, text="Soup of the day for 9 euros")),
        replace(change, before=change.after, after=change.before),
        replace(change, type="moved"),
        replace(change, id="another"),
    )
    assert len({change_ids(CAMPUS, 2, [one]) for one in (change, *others)}) == 6
    assert change_ids(CAMPUS, 2, [*others, change])[-1:] == change_ids(CAMPUS, 2, [change])


def test_a_clock_that_jumps_confuses_no_question(tmp_path: Path) -> None:
    """Run 3 believes to be in 1970, run 5 in 2040: neither is missed, nor does it hide others (row 17)."""
    believed = {3: datetime(1970, 1, 5, tzinfo=UTC), 5: datetime(2040, 1, 5, tzinfo=UTC)}
    with History.open(tmp_path / "history.db") as history:
        for number, bullets in enumerate(PRICES, 1):
            now = believed.get(number, start_of(number))
            run, resumed = history.begin_run(now, "1.0")
            assert (run.id, resumed) == (number, False)
            history.store(run, night_of(history, number, bullets))
            history.finish_run(run, now)
        assert runs_of(history, start_of(2).date()) == [2, 3, 4, 5, 6]
        assert runs_of(history, start_of(3).date()) == [3, 4, 5, 6]
        for late in (4, 6):
            told = list(range(late - 1, 7))
            assert runs_of(history, start_of(late).date()) == told, "rather one night too many than one too few"
        assert runs_of(history, start_of(1)) == runs_of(history, date.min) == [2, 3, 4, 5, 6]
        assert runs_of(history, date.max) == []
        assert history.at(CAMPUS, start_of(2).date()) == history.at(CAMPUS, 3)
        assert history.at(CAMPUS, start_of(4).date()) == history.at(CAMPUS, 5)
        assert history.at(CAMPUS, start_of(6).date()) == history.at(CAMPUS, date.max) == history.at(CAMPUS, 6)
        for before in (start_of(1) - timedelta(seconds=1), date(2025, 2, 20), date(1970, 1, 6), date.min):
            assert history.night(before) is None, "no night of 1970 stands for every day since"
        found = history.night(start_of(4))
        assert found is not None
        assert found.id == 5, "it belongs right after the one before it"


def test_a_life_has_every_version_and_change(history: History) -> None:
    """On each page the record stands on."""
    versions, changes = history.life(page_of(MENU).records[0].id)
    assert [(one.page, one.start.id, one.end and one.end.id) for one in versions] == [
        *((CAMPUS, night, night + 1) for night in range(1, 6)),
        (CAMPUS, 6, None),
        (LIBRARY, 7, 8),
        (LIBRARY, 8, None),
    ]
    assert [one.record.text for one in versions][:6] == [bullets[0] for bullets in PRICES]
    assert [(one.page, one.run.id) for one in changes] == [*((CAMPUS, night) for night in range(2, 7)), (LIBRARY, 8)]
    assert history.life("aaaaaaaaaaaaaaaa") == ((), ())


def test_the_night_of_a_day(history: History) -> None:
    """The last run that began before its end."""
    found = history.night(start_of(3).date())
    assert found is not None
    assert found.id == 3
    assert history.night(2) == history.runs()[1]
    assert (history.night(0), history.night(99), history.night(date(2020, 1, 1))) == (None, None, None)


def test_words_are_counted_by_page(history: History) -> None:
    """What is gone is counted no longer."""
    words = history.words()
    assert (words["soup"], words["butter"]) == (2, 2)
    assert "3" not in words
    play(history, MENU[1:], LIBRARY)
    assert history.words()["soup"] == 1


def test_the_last_capture_alone(history: History) -> None:
    """As `known` has it."""
    assert history.received(CAMPUS) == history.known(CAMPUS).received
    assert history.received(CAMPUS) is not None
    assert history.received(PageId("nowhere")) is None
