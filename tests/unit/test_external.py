"""Rows in files: sorted runs, merged."""

from operator import itemgetter
from pathlib import Path

import pyarrow as pa

from scrape_clean.external import Runs

SCHEMA = pa.schema([("word", pa.string()), ("weight", pa.int64()), ("row", pa.int64())])


def test_runs_are_merged_in_order(tmp_path: Path) -> None:
    """By the first column in the order of code points, and of equal rows the one first that was added first."""
    words = ["b", "a", "\U0001f600", "\uffee", "b", "", "a"]
    runs = Runs(tmp_path / "runs", SCHEMA, 2)
    rows = [(word, -row, row) for row, word in enumerate(words)]
    runs.add(rows)
    assert list(runs) == sorted(rows, key=itemgetter(0, 2))
    assert sorted(runs.unsorted()) == sorted(rows)
    assert len(runs) == len(words)
    assert len(list((tmp_path / "runs").iterdir())) == 4


def test_no_rows(tmp_path: Path) -> None:
    """Nothing in, nothing out."""
    runs = Runs(tmp_path / "runs", SCHEMA, 2)
    runs.add([])
    assert list(runs) == []
