"""``datapackage.json``: what the tables of a run are, for a program that has never seen them (Data Package v2).

It holds nothing that the tables do not follow from, but for the run's id: no time, no version, no path.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pyarrow as pa
from msgspec import Struct

from scrape_clean.canonical import dumps
from scrape_clean.history.model import Run
from scrape_clean.publish.columns import TABLES, Column, Table, TableName

__all__ = ["Written", "datapackage_json"]

_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_MEDIA_TYPES: Final = {"parquet": "application/vnd.apache.parquet", "csv": "text/csv"}
_GUARD: Final = (
    " A cell that a spreadsheet would take for a formula, or that starts with an apostrophe, has an apostrophe in"
    " front: taking one leading apostrophe off gives every text back."
)


class Written(Struct, frozen=True):
    """A file as it was written."""

    bytes: int
    hash: str
    """``sha256:`` and hex digits."""
    rows: int


def datapackage_json(run: Run, written: Mapping[TableName, tuple[Written, Written]]) -> bytes:
    """The description of all tables, in RFC 8785 bytes.

    Args:
        run: The run.
        written: The Parquet file and the CSV file of each table.
    """
    resources = [
        _resource(name, table, form, file)
        for name, table in TABLES.items()
        for form, file in zip(("parquet", "csv"), written[name], strict=True)
    ]
    return dumps(
        {
            "$schema": _PROFILE,
            "name": "scrape-clean",
            "title": "What watched pages say, and what changed",
            "description": "Tables of one run of scrape-clean over all sources, each as Parquet and as CSV.",
            "run": run.id,
            "resources": resources,
        }
    )


def _resource(name: TableName, table: Table, form: str, file: Written) -> dict[str, Any]:
    is_csv = form == "csv"
    return {
        "name": f"{name}-{form}",
        "path": f"{name}.{form}",
        "type": "table",
        "format": form,
        "mediatype": _MEDIA_TYPES[form],
        "description": table.description + (_GUARD if is_csv else ""),
        "bytes": file.bytes,
        "hash": file.hash,
        "rows": file.rows,
        **({"encoding": "utf-8", "dialect": {"lineTerminator": "\n"}} if is_csv else {}),
        "schema": {
            "fields": [_field(column, is_csv=is_csv) for column in table.columns],
            **({"primaryKey": list(table.key)} if table.key else {}),
            **dict(_foreign_keys(name, form)),
        },
    }


def _field(column: Column, *, is_csv: bool) -> dict[str, str]:
    kind = "string" if is_csv and column.flat and not pa.types.is_timestamp(column.type) else _type(column.type)
    return {"name": column.name, "type": kind, "description": column.description}


def _type(kind: pa.DataType) -> str:
    """Table Schema's name of a type."""
    if pa.types.is_timestamp(kind):
        return "datetime"
    if pa.types.is_list(kind):
        return "array"
    if pa.types.is_boolean(kind):
        return "boolean"
    return "integer" if pa.types.is_integer(kind) else "string"


def _foreign_keys(name: TableName, form: str) -> Iterator[tuple[str, Any]]:
    """Rows belong to a page, and annotations to a record."""
    page = ["source", "page"]
    keys = [{"fields": page, "reference": {"resource": f"pages-{form}", "fields": page}}]
    if name == "annotations":
        there = {"resource": f"records-{form}", "fields": [*page, "id"]}
        keys.append({"fields": [*page, "record"], "reference": there})
    if name != "pages":
        yield "foreignKeys", keys
