"""Files that earlier versions wrote are brought up to date and read, whatever has been added to types and tables."""

import gzip
from collections.abc import Sequence
from pathlib import Path

import pytest

from nights import CAMPUS, MENU, page_of, play
from scrape_clean.history import History

SHOWN: tuple[Sequence[str] | None, ...] = (MENU, ("Soup of the day for 4 euros", *MENU[1:]), None, [])
"""What was played when the files were written; they are never made anew."""
FILES = sorted((Path(__file__).parent / "layouts").glob("*.db.gz"))


@pytest.fixture(params=FILES, ids=[path.name for path in FILES])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file as an earlier version left it."""
    file = tmp_path / "history.db"
    file.write_bytes(gzip.decompress(request.param.read_bytes()))
    return file


def test_a_file_of_an_earlier_version_goes_on(path: Path) -> None:
    """Pages, nights, records and changes are there, and the next night is compared with the last good one."""
    with History.open(path) as history:
        assert [run.status for run in history.runs()] == ["done"] * len(SHOWN)
        known = history.known(CAMPUS)
        assert known.last is not None
        assert known.last.drops == page_of(SHOWN[1] or ()).drops
        assert (len(known.held), known.failures) == (1, 2)
        assert [record.text for record in known.last.records] == list(SHOWN[1] or ())
        first = history.at(CAMPUS, 1)
        assert first is not None
        assert [record.text for record in first.records] == list(MENU)
        (flagged,) = history.changes(1)
        assert (flagged.run.id, [edit.after.text for edit in flagged.change.edits]) == (2, ["4"])
        versions, changes = history.life(flagged.change.id)
        assert ([one.start.id for one in versions], len(changes)) == ([1, 2], 1)
        assert [past.outcome for past in history.captures(CAMPUS)] == ["new", "changed", "failed", "suspect"]
        play(history, MENU)
        assert [one.run.id for one in history.changes(1)] == [2, 5]
        versions, _ = history.life(page_of(MENU).records[1].id)
        assert [(one.start.id, one.end) for one in versions] == [(1, None)]


def test_there_is_one_for_each_step() -> None:
    """At least of the first layout."""
    assert FILES[0].name == "0001.db.gz"
