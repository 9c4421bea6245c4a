"""Which files of the archive may go, and which never."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scrape_clean.archive import Archived, Filed, Retention, delete_archived, expired
from scrape_clean.errors import OutputError

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def night(age: int, body: int | None = None) -> Filed:
    """The file of the night so many days ago, which may refer to that of an earlier one."""
    archived = Archived(path=f"a/{age}.warc.gz", records=3, bytes=1, digest="sha256:0")
    time = NOW - timedelta(days=age)
    return Filed(archived=archived, run=1000 - age, time=time, body=None if body is None else f"a/{body}.warc.gz")


def gone(filed: list[Filed], keep: Retention, last: int | None = None) -> list[int]:
    """Ages of the files that may go."""
    found = expired(filed, keep, NOW, None if last is None else f"a/{last}.warc.gz")
    return [int(one.path.removeprefix("a/").partition(".")[0]) for one in found]


def test_without_limits_everything_stays() -> None:
    """The default is to keep."""
    assert gone([night(age) for age in range(1000)], Retention()) == []


def test_age_and_count_are_limits_each() -> None:
    """A file goes as soon as one of them says so, the oldest first; the day itself is still within."""
    nights = [night(age) for age in range(10)]
    assert gone(nights, Retention(days=7)) == [9, 8]
    assert gone(nights, Retention(count=4)) == [9, 8, 7, 6, 5, 4]
    assert gone(nights, Retention(days=2, count=9)) == gone(nights[::-1], Retention(days=2)) == [9, 8, 7, 6, 5, 4, 3]
    assert gone(nights, Retention(days=0, count=0)) == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]


def test_the_last_good_capture_and_what_is_referred_to_stay() -> None:
    """However old: the page may not have changed for years."""
    nights = [night(0, body=9), night(1, body=9), night(5, body=8), night(8), night(9)]
    assert gone(nights, Retention(count=1), last=9) == [8, 5, 1]
    assert gone(nights, Retention(count=3)) == []
    assert gone(nights, Retention(count=0), last=8) == [9, 5, 1, 0]
    assert gone([night(0), *nights[1:]], Retention(count=1)) == [9, 8, 5, 1]


def test_a_clock_that_was_ahead_loses_nothing_more() -> None:
    """A night of the future counts as new, but is not the newest for ever: runs are numbered."""
    assert gone([night(-400), night(1)], Retention(days=7)) == []
    ahead = replace(night(3), time=NOW + timedelta(days=60_000))
    assert gone([night(4), ahead, night(2), night(1), night(0)], Retention(count=2)) == [4, 3, 2]


@given(
    nights=st.lists(st.tuples(st.integers(0, 30), st.none() | st.integers(0, 30)), unique_by=lambda one: one[0]),
    days=st.none() | st.integers(0, 30),
    count=st.none() | st.integers(0, 10),
    last=st.none() | st.integers(0, 30),
)
def test_what_stays_can_be_read(
    nights: list[tuple[int, int | None]], days: int | None, count: int | None, last: int | None
) -> None:
    """No file that stays refers to one that goes, the last good one stays, and doing it twice deletes no more."""
    filed = [night(age, body) for age, body in nights]
    going = set(gone(filed, Retention(days=days, count=count), last))
    left = [(age, body) for age, body in nights if age not in going]
    assert not {body for _, body in left} & going
    assert last not in going
    assert gone([night(age, body) for age, body in left], Retention(days=days, count=count), last) == []
    assert going == set(gone(filed[::-1], Retention(days=days, count=count), last))


def test_files_are_deleted_and_missing_ones_are_no_error(tmp_path: Path) -> None:
    """A killed run may have deleted some already."""
    (tmp_path / "a").mkdir()
    for age in (1, 2):
        (tmp_path / "a" / f"{age}.warc.gz").touch()
    delete_archived(tmp_path, [night(2).archived, night(3).archived])
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["1.warc.gz"]
    (tmp_path / "a" / "4.warc.gz").mkdir()
    with pytest.raises(OutputError, match=r"4\.warc\.gz: cannot be deleted: "):
        delete_archived(tmp_path, [night(4).archived])
