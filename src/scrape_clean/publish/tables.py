"""Tables of a run for other systems, as Parquet and as CSV, of all sources together, with a description of both.

Pages are drawn one by one and rows are written some thousand at a time, so that memory stays flat. Rows stand in the
order of the pages. CSV bytes are the same on every machine; Parquet's are with one release of pyarrow, which writes its
own version into the file.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, Final, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
from msgspec import Struct

from scrape_clean.frames import FORMULA_STARTS, first_date
from scrape_clean.history.model import Run
from scrape_clean.model import Record
from scrape_clean.publish.columns import TABLES, Table, TableName
from scrape_clean.publish.datapackage import Written, datapackage_json
from scrape_clean.publish.model import PageReport
from scrape_clean.storage import write_atomic, write_streamed
from scrape_clean.views.clear import web_address

__all__ = ["ROWS_AT_ONCE", "TABLE_FILES", "PageRecords", "store_tables", "write_tables"]

ROWS_AT_ONCE: Final = 20_000
"""Rows that are held and written at once: a row group of Parquet, a few megabytes."""
TABLE_FILES: Final = tuple(f"{name}.{form}" for name in TABLES for form in ("parquet", "csv"))
_GUARDED: Final = f"^([{FORMULA_STARTS}])"

Row = tuple[Any, ...]


class PageRecords(Struct, frozen=True, kw_only=True):
    """A page as the tables tell it."""

    report: PageReport
    records: tuple[Record, ...] = ()
    """As of the last good night."""
    earlier: tuple[PageReport, ...] = ()
    """What earlier runs found that no table has told."""


def store_tables(folder: Path, run: Run, pages: Iterable[PageRecords]) -> None:
    """Write all tables into a folder: each file whole or not at all, and their description last.

    Raises:
        OutputError: A file cannot be written; then none is replaced.
    """
    paths = [folder / name for name in TABLE_FILES]
    described: list[bytes] = []
    _store(
        paths, lambda streams: described.append(write_tables(run, pages, dict(zip(TABLE_FILES, streams, strict=True))))
    )
    write_atomic(folder / "datapackage.json", described[0])


def _store(paths: Sequence[Path], write: Callable[[Sequence[BinaryIO]], object], *streams: BinaryIO) -> None:
    """Open files one within the other, so that none is put in place before all are written."""
    if paths:
        write_streamed(paths[0], lambda stream: _store(paths[1:], write, *streams, stream))
    else:
        write(streams)


def write_tables(run: Run, pages: Iterable[PageRecords], sinks: Mapping[str, BinaryIO]) -> bytes:
    """Write all tables into open files.

    Args:
        run: The run.
        pages: Every page that is watched, in order of `PageId`.
        sinks: A file for each of `TABLE_FILES`.

    Returns:
        ``datapackage.json``.
    """
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(_Writer(table, sinks[f"{name}.parquet"], sinks[f"{name}.csv"]))
            for name, table in TABLES.items()
        }
        for page in pages:
            for name, rows in _rows(run, page).items():
                writers[name].add(rows)
    return datapackage_json(run, {name: writer.written() for name, writer in writers.items()})


class _Counted:
    """A file that counts and digests what is written to it."""

    closed = False

    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink
        self._hash = hashlib.sha256()
        self._bytes = 0

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        self._bytes += len(data)
        self._sink.write(data)
        return len(data)

    def flush(self) -> None:
        """Left to whoever opened the file."""

    def close(self) -> None:
        """As `flush`."""

    def written(self, rows: int) -> Written:
        return Written(bytes=self._bytes, hash=f"sha256:{self._hash.hexdigest()}", rows=rows)


class _Writer:
    """One table into two files."""

    def __init__(self, table: Table, parquet: BinaryIO, csv: BinaryIO) -> None:
        self._table = table
        self._files = _Counted(parquet), _Counted(csv)
        self._waiting: list[Row] = []
        self._rows = 0
        self._parquet = pa.parquet.ParquetWriter(
            pa.PythonFile(self._files[0], mode="w"), table.schema, compression="zstd", store_schema=True
        )
        self._csv_schema = pa.schema([(one.name, pa.string() if one.flat else one.type) for one in table.columns])
        self._csv = pa.csv.CSVWriter(pa.PythonFile(self._files[1], mode="w"), self._csv_schema)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush(len(self._waiting))
        self._parquet.close()
        self._csv.close()

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._waiting.append(row)
            if len(self._waiting) == ROWS_AT_ONCE:
                self._flush(ROWS_AT_ONCE)

    def _flush(self, count: int) -> None:
        if not count:
            return
        columns = list(zip(*self._waiting, strict=True))
        self._waiting.clear()
        self._rows += count
        typed = [pa.array(values, one.type) for one, values in zip(self._table.columns, columns, strict=True)]
        self._parquet.write_batch(pa.record_batch(typed, schema=self._table.schema))
        flat = [
            _guarded(pa.array(map(one.flat, values), pa.string()) if one.flat else array)
            for one, values, array in zip(self._table.columns, columns, typed, strict=True)
        ]
        self._csv.write_batch(pa.record_batch(flat, schema=self._csv_schema))

    def written(self) -> tuple[Written, Written]:
        """Of the Parquet file and of the CSV file."""
        parquet, csv = self._files
        return parquet.written(self._rows), csv.written(self._rows)


def _guarded(cells: pa.Array) -> pa.Array:
    """Cells that no spreadsheet takes for a formula, as `frames.csv_bytes` has them."""
    if not pa.types.is_string(cells.type):
        return cells
    return pc.replace_substring_regex(cells, pattern=_GUARDED, replacement=r"'\1")


def _rows(run: Run, page: PageRecords) -> dict[TableName, Iterator[Row]]:
    report = page.report
    key = (report.page.source, report.page.key)
    told = (report.url and (web_address(report.url) or report.url), report.title, report.language, report.outcome)
    found = (report.problem, report.since, report.nights, report.last_good, report.records)
    return {
        "pages": iter([(*key, *told, *found)]),
        "records": ((*key, *_record(record)) for record in page.records),
        "annotations": (
            (*key, record.id, one.kind, one.start, one.end, one.text, one.value, one.role)
            for record in page.records
            for one in record.annotations
        ),
        "changes": (row for one in (report, *page.earlier) for row in _changes(run, one, told[0])),
    }


def _record(record: Record) -> Row:
    return (
        *(record.id, record.kind, record.section, record.position, record.depth, record.marker, record.text),
        *(len(record.occurrences), *first_date(record), [link.href for link in record.links]),
    )


def _changes(run: Run, report: PageReport, url: str | None) -> Iterator[Row]:
    run = report.night or run
    changes = report.changes.changes if report.changes else ()
    for name, change in zip(report.ids, changes, strict=True):
        before, after = change.before, change.after
        record = after or before
        edits = [{"kind": edit.kind, "before": edit.before.text, "after": edit.after.text} for edit in change.edits]
        yield (
            *(name, run.id, run.started, report.page.source, report.page.key, url),
            *(change.id, change.type, change.substantive, change.moved, record and record.kind),
            *(before and before.section, after and after.section, before and before.text, after and after.text),
            edits,
        )
