"""A cleaned page in the forms that other programs and people read."""

import io
from collections.abc import Callable
from typing import Literal

import msgspec

from scrape_clean.canonical import record_lines
from scrape_clean.model import Record
from scrape_clean.page import CleanedPage
from scrape_clean.views.records import records_as_markdown

__all__ = ["Format", "export"]

Format = Literal["json", "jsonl", "csv", "markdown", "parquet"]


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
    return records_as_markdown(page.records).encode()


_WRITERS: dict[Format, Callable[[CleanedPage], bytes]] = {
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "markdown": _markdown,
    "parquet": _parquet,
}
