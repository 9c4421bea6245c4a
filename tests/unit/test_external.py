"""Rows in files: sorted runs, merged."""

from pathlib import Path

import pyarrow as pa

from scrape_clean.external import Runs

SCHEMA = pa.schema([("word", pa.string()), ("row", pa.int64())])


def test_runs_are_merged_in_order(tmp_path: Path) -> None:
    """By the first column in the order of code points, and of equal rows the one first that was added first."""
    words = ["b", "a", "\U0001f600", "\uffee", "b", "", "a"]
    runs = Runs(tmp_path / "runs", SCHEMA, 2)
    runs.add((word, row) for row, word in enumerate(words))
    assert list(runs) == sorted((word, row) for row, word in enumerate(words))
    assert sorted(runs.unsorted()) == list(runs)
    assert len(runs) == len(words)
    assert len(list((tmp_path / "runs").iterdir())) == 4


def test_no_rows(tmp_path: Path) -> None:
    """Nothing in, nothing out."""
    runs = Runs(tmp_path / "runs", SCHEMA, 2)
    runs.add([])
    assert list(runs) == []
