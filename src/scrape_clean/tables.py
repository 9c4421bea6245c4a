"""Texts in from any table or snapshot, a table of clusters out."""

import contextlib
import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final

import orjson
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.json
import pyarrow.parquet

from scrape_clean.canonical import load_snapshot
from scrape_clean.corpus import CLUSTERS, clusters_in_files
from scrape_clean.dedupe.clustering.representative import representative
from scrape_clean.dedupe.explain import variation
from scrape_clean.dedupe.texts import cluster
from scrape_clean.errors import InputError, UsageError
from scrape_clean.frames import csv_bytes

__all__ = [
    "TEXTS_IN_MEMORY",
    "check_ending",
    "clusters_table",
    "clusters_tables",
    "read_texts",
    "text_chunks",
    "write_tables",
]

TEXTS_IN_MEMORY = 2_000_000
"""Texts that are compared in memory, where each takes about a kilobyte; more are worked on in files."""
BLOCK = 1 << 26
"""Bytes of a CSV or JSON Lines file that are read at once."""

_ENDINGS = (".csv", ".jsonl", ".parquet")
_OF_ANOTHER_KIND = re.compile(r"Column\(/.*\) changed from string to (\w+)")
"""What Arrow says of a value in JSON that is no string."""
_NOTHING: Final[Mapping[str, int]] = MappingProxyType({})


def text_chunks(path: Path, column: str, size: int) -> Iterator[list[str]]:
    """The texts of a snapshot (.json), or of one column of a .jsonl, .csv or .parquet file, so many at a time.

    An absent text is empty. In CSV every cell is text, as it is written: "NA", "null" and "2024" too.

    Raises:
        InputError: The file cannot be read, is not what its name says, or has no such column of texts.
    """
    try:
        path.open("rb").close()  # the reason in words, before a library tells it in its own
        if path.suffix.lower() == ".json":
            yield [record.text for record in load_snapshot(path.read_bytes()).records]
            return
        texts = (text for batch in _batches(path, column) for text in _texts(batch, column))
        while chunk := list(islice(texts, size)):
            yield chunk
    except InputError as problem:
        raise InputError(problem.reason, str(path)) from None
    except OSError as problem:
        raise InputError(f"cannot be read: {problem.strerror or problem}", str(path)) from None
    except (pa.ArrowInvalid, csv.Error, UnicodeDecodeError) as problem:
        raise InputError(_reason(problem, column), str(path)) from None


def _reason(problem: Exception, column: str) -> str:
    said = str(problem).splitlines()[0]
    if isinstance(problem, UnicodeDecodeError) or "invalid UTF8" in said:
        return "is not UTF-8: save it as UTF-8"
    other = _OF_ANOTHER_KIND.search(said)
    return f"column {column!r} holds a {other[1]}, no text" if other else f"is no table: {said}"


def read_texts(path: Path, column: str) -> list[str]:
    """All texts of a file, as ``text_chunks`` reads them."""
    return [text for chunk in text_chunks(path, column, TEXTS_IN_MEMORY) for text in chunk]


def _check_column(names: Sequence[str], column: str) -> None:
    count = names.count(column)
    if count == 0:
        raise InputError(f"has no column {column!r}: name one with --column")
    if count > 1:
        raise InputError(f"has {count} columns {column!r}: give each a name of its own")


def _texts(batch: pa.RecordBatch | pa.Table, column: str) -> list[str]:
    found = batch.column(column)
    if pa.types.is_null(found.type):
        return [""] * len(found)
    if not (pa.types.is_string(found.type) or pa.types.is_large_string(found.type)):
        raise InputError(f"column {column!r} holds {found.type}, no text")
    texts: list[str] = pc.fill_null(found, "").to_pylist()
    return texts


def _batches(path: Path, column: str) -> Iterator[pa.RecordBatch | pa.Table]:
    """The rows of a table, some thousand or some megabytes at a time; at least one batch, so that columns are told."""
    ending = path.suffix.lower()
    if ending == ".parquet":
        file = pa.parquet.ParquetFile(path)
        _check_column(file.schema_arrow.names, column)
        yield file.schema_arrow.empty_table()
        yield from file.iter_batches()
    elif ending == ".csv":
        yield from _rows_of_csv(path, column)
    elif ending == ".jsonl":
        with path.open("rb") as lines:
            before = 0
            while block := lines.readlines(BLOCK):
                _check_objects(block, before)
                yield _rows_of_json(block, column)
                before += len(block)
    else:
        raise InputError("is no table: name a .json snapshot or a .jsonl, .csv or .parquet file")


def _rows_of_csv(path: Path, column: str) -> Iterator[pa.RecordBatch]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        _check_column(next(csv.reader(lines), []), column)
    yield from pa.csv.open_csv(
        path,
        pa.csv.ReadOptions(block_size=BLOCK),
        parse_options=pa.csv.ParseOptions(newlines_in_values=True),
        convert_options=pa.csv.ConvertOptions(
            include_columns=[column], column_types={column: pa.string()}, strings_can_be_null=False
        ),
    )


def _check_objects(lines: Sequence[bytes], before: int) -> None:
    """Refuse a line that begins no object: where Arrow meets a null for the first row, the process dies."""
    for number, line in enumerate(lines, before + 1):
        text = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        for row in text.split(b"\r"):  # for Arrow a carriage return ends a line, too
            if (start := row.lstrip()) and not start.startswith(b"{"):
                raise InputError(f"line {number:,} is no JSON object")


def _rows_of_json(lines: Sequence[bytes], column: str) -> pa.Table:
    """Only a null is no text, and whatever is in quotes is one: Arrow would take some for dates."""
    schema = pa.schema([(column, pa.string())])
    options = pa.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")
    table = pa.json.read_json(io.BytesIO(b"".join(lines)), parse_options=options)
    if table.column(column).null_count == len(table):  # named, it stands there, found or not
        _check_column([column] * any(column in orjson.loads(line) for line in lines if line.strip()), column)
    return table


def clusters_table(
    texts: Sequence[str], language: str | None = None, attested: Mapping[str, int] = _NOTHING
) -> pa.Table:
    """For each text its row (from 0), cluster id, the cluster's representative, and how it differs from that one."""
    labels = cluster(texts, language=language, attested=attested)
    groups: dict[int, dict[str, int]] = {}
    for text, label in zip(texts, labels, strict=True):
        counts = groups.setdefault(label, {})
        counts[text] = counts.get(text, 0) + 1
    best = {label: representative(counts, language) for label, counts in groups.items()}
    chosen = [best[label] for label in labels]
    reasons = list(map(variation, texts, chosen))
    return pa.table([range(len(labels)), labels, chosen, reasons], schema=CLUSTERS)


def clusters_tables(
    chunks: Iterator[list[str]],
    in_memory: int = TEXTS_IN_MEMORY,
    language: str | None = None,
    attested: Mapping[str, int] = _NOTHING,
) -> Iterator[pa.Table]:
    """The same for any number of texts, a table after the other: with more than fit into memory, by way of files.

    Args:
        chunks: The texts, ``in_memory`` at a time.
        in_memory: Texts that are held in memory.
        language: As for ``cluster``.
        attested: As for ``cluster``.
    """
    first, second = next(chunks, []), next(chunks, None)
    if second is None:
        yield clusters_table(first, language, attested)
        return
    with tempfile.TemporaryDirectory(prefix="scrape-clean-", ignore_cleanup_errors=True) as folder:
        rows = clusters_in_files(chain((first, second), chunks), Path(folder), in_memory, language, attested)
        while batch := list(islice(rows, in_memory)):
            yield pa.table([list(column) for column in zip(*batch, strict=True)], schema=CLUSTERS)


def check_ending(ending: str) -> None:
    """Refuse what no table is written as.

    Raises:
        UsageError: An ending other than .csv, .jsonl or .parquet.
    """
    if ending.lower() not in _ENDINGS:
        raise UsageError(f"cannot write {ending or 'a file without an ending'}: choose {', '.join(_ENDINGS)}")


def write_tables(tables: Iterable[pa.Table], ending: str, sink: BinaryIO) -> tuple[int, int]:
    """Write tables of ``CLUSTERS``, one after the other, as a file of the kind that its name ends with.

    Returns:
        How many texts and how many clusters these are.
    """
    check_ending(ending)
    ending = ending.lower()
    texts = clusters = 0
    parquet = pa.parquet.ParquetWriter(sink, CLUSTERS) if ending == ".parquet" else None
    with parquet or contextlib.nullcontext():
        for table in tables:
            if parquet is not None:
                parquet.write_table(table)
            elif ending == ".csv":
                sink.write(csv_bytes(table.to_pandas(), header=not texts))
            else:
                lines: str = table.to_pandas().to_json(orient="records", lines=True, force_ascii=False)
                sink.write(lines.encode())
            texts += len(table)
            clusters = max(clusters, (pc.max(table["cluster"]).as_py() or 0) + 1) if len(table) else clusters
    return texts, clusters
