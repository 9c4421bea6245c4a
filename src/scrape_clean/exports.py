"""A cleaned page in the forms that other programs and people read."""

import io
import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Literal

import msgspec

from scrape_clean.canonical import record_lines
from scrape_clean.model import Record
from scrape_clean.page import CleanedPage

__all__ = ["Format", "export"]

Format = Literal["json", "jsonl", "csv", "markdown", "parquet"]

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")
_LINE_START = re.compile(r"^(\d{0,9})((?<!\d)(?:#{1,6}|[-+])(?= )|(?<=\d)[.)](?= )|(?<!\d)[~=-]{3,})")

_FAMILIES = {
    **dict.fromkeys(("bullet", "field", "term", "definition"), "list"),
    **dict.fromkeys(("table_row", "table_header"), "table"),
}
"""Kinds whose lines stand together; all else is a block of its own."""


def export(page: CleanedPage, form: Format) -> bytes:
    """The page's records in one form; text forms are UTF-8 with line feeds.

    ``json``: the canonical snapshot. ``jsonl``: a canonical record a line. ``csv``: the columns of
    `CleanedPage.to_frame`. ``markdown``: the page as one would write it. ``parquet``: all fields, nested.
    """
    return _WRITERS[form](page)


def _json(page: CleanedPage) -> bytes:
    return page.canonical()


def _jsonl(page: CleanedPage) -> bytes:
    return record_lines(page.records)


def _csv(page: CleanedPage) -> bytes:
    from scrape_clean.frames import csv_bytes  # noqa: PLC0415  pandas takes longer to load than a page to clean

    return csv_bytes(page.to_frame())


def _parquet(page: CleanedPage) -> bytes:
    import pyarrow as pa  # noqa: PLC0415  only this form needs it
    import pyarrow.parquet as pq  # noqa: PLC0415

    place = pa.struct(
        [
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("path", pa.string()),
            ("section", pa.list_(pa.string())),
            ("wording", pa.string()),
        ]
    )
    link = pa.struct([("href", pa.string()), ("text", pa.string()), ("start", pa.int64()), ("end", pa.int64())])
    cell = pa.struct([("header", pa.string()), ("text", pa.string())])
    words = [(name, pa.string()) for name in ("text", "value", "role")]
    annotation = pa.struct([("kind", pa.string()), ("start", pa.int64()), ("end", pa.int64()), *words])
    kinds = {
        **dict.fromkeys(("id", "kind", "text", "marker"), pa.string()),
        **dict.fromkeys(("position", "depth"), pa.int64()),
        "section": pa.list_(pa.string()),
        "occurrences": pa.list_(place),
        "links": pa.list_(link),
        "cells": pa.list_(cell),
        "annotations": pa.list_(annotation),
    }
    schema = pa.schema([(name, kinds[name]) for name in Record.__struct_fields__])
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(msgspec.to_builtins(list(page.records)), schema=schema), buffer)
    return buffer.getvalue()


def _markdown(page: CleanedPage) -> bytes:
    return ("\n".join(_markdown_lines(page)).strip("\n") + "\n").encode()


def _markdown_lines(page: CleanedPage) -> Iterator[str]:
    section: tuple[str, ...] = ()
    last = ""
    for record, below in zip_longest(page.records, page.records[1:]):
        if (
            record.kind == "summary"
            and below
            and below.section[: len(record.section) + 1]
            == (
                *record.section,
                record.text,
            )
        ):
            continue  # the heading of what it unfolds
        if record.section != section:
            shared = _shared(section, record.section)
            for level in range(shared, len(record.section)):
                yield from ("", f"{'#' * min(level + 1, 6)} {_escaped(record.section[level])}")
            section, last = record.section, ""
        family = _FAMILIES.get(record.kind, "text")
        if family != last or family == "text":
            yield ""
        yield from _markdown_record(record, starts_table=last != "table")
        last = family


def _markdown_record(record: Record, *, starts_table: bool) -> Iterator[str]:
    if _FAMILIES.get(record.kind) == "list":
        yield f"{'    ' * (max(record.depth, 1) - 1)}- {_escaped(record.text)}"
    elif record.kind == "quote":
        yield f"> {_escaped(record.text)}"
    elif record.kind == "preformatted":
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", record.text)), 3)
        yield from (fence, record.text, fence)
    elif record.cells:
        yield f"| {' | '.join(_escaped(cell.text) for cell in record.cells)} |"
        if starts_table:
            yield f"|{' --- |' * len(record.cells)}"
    else:
        yield _escaped(record.text)


def _escaped(text: str) -> str:
    """The text with every character that Markdown would take for markup escaped (CommonMark 0.31, section 2.4)."""
    return _LINE_START.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", text))


def _shared(before: tuple[str, ...], after: tuple[str, ...]) -> int:
    """How many outer headings two section paths have in common."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        count += 1
    return count


_WRITERS: dict[Format, Callable[[CleanedPage], bytes]] = {
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "markdown": _markdown,
    "parquet": _parquet,
}
