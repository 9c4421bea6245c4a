"""More rows than memory holds: sorted runs in Arrow files, merged when they are read (Knuth, TAOCP vol. 3, 5.4)."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.ipc

__all__ = ["Row", "Runs", "batches_in", "written"]

Row: TypeAlias = tuple[Any, ...]
ROWS_IN_A_BATCH = 4096
"""Rows that are decoded at once from each run."""


def batches_in(path: Path) -> list[pa.RecordBatch]:
    """The record batches of an Arrow file, mapped into memory: they take none until they are looked at."""
    reader = pa.ipc.open_file(pa.memory_map(str(path)))
    return [reader.get_batch(at) for at in range(reader.num_record_batches)]


def written(rows: Iterable[Row], schema: pa.Schema, path: Path) -> Path:
    """Put rows into an Arrow file, some thousand at a time."""
    left = iter(rows)
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, schema) as writer:
        while batch := list(islice(left, ROWS_IN_A_BATCH)):
            writer.write_batch(pa.record_batch([list(column) for column in zip(*batch, strict=True)], schema=schema))
    return path


def _rows(path: Path) -> Iterator[Row]:
    for batch in batches_in(path):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


class Runs:
    """Rows of any number: each run is a file of its own, sorted by the first column and then by the last."""

    def __init__(self, folder: Path, schema: pa.Schema, rows_in_a_run: int) -> None:
        """Without rows; the folder is made."""
        folder.mkdir()
        self._folder, self._schema, self._size = folder, schema, rows_in_a_run
        self._paths: list[Path] = []
        self._count = 0

    def __len__(self) -> int:
        """How many rows there are."""
        return self._count

    def add(self, rows: Iterable[Row]) -> None:
        """Add rows; no more of them are held at once than a run has."""
        left = iter(rows)
        ends: Sequence[int] = (0, len(self._schema) - 1)
        while run := list(islice(left, self._size)):
            self._count += len(run)
            run.sort(key=itemgetter(*ends))
            self._paths.append(written(run, self._schema, self._folder / f"{len(self._paths)}.arrow"))

    def unsorted(self) -> Iterator[Row]:
        """All rows, run after run."""
        for path in self._paths:
            yield from _rows(path)

    def __iter__(self) -> Iterator[Row]:
        """All rows in the order of the first column; of equals first those that were added first."""
        return heapq.merge(*map(_rows, self._paths), key=itemgetter(0))
