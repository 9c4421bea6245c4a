"""The tables of a run, column by column: what stands there, as Arrow has it, and as text where CSV has no such type."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Final, Literal

import pyarrow as pa
from msgspec import Struct

from scrape_clean.frames import SECTION_MARK

__all__ = ["TABLES", "Column", "Table", "TableName"]

TableName = Literal["pages", "records", "annotations", "changes"]

_TEXTS: Final = pa.list_(pa.string())
_TIME: Final = pa.timestamp("us", tz="UTC")
_EDIT: Final = pa.struct([("kind", pa.string()), ("before", pa.string()), ("after", pa.string())])


class Column(Struct, frozen=True):
    """One column."""

    name: str
    type: Any
    """Arrow's, for Parquet."""
    description: str
    flat: Callable[[Any], str | None] | None = None
    """The value as text, for CSV; None where CSV can hold it as it is."""


class Table(Struct, frozen=True):
    """One table."""

    description: str
    key: tuple[str, ...]
    """Columns that tell the rows apart; empty where equal rows may stand."""
    columns: tuple[Column, ...]

    @property
    def schema(self) -> pa.Schema:
        """Arrow's; descriptions travel with the fields."""
        return pa.schema(
            [pa.field(one.name, one.type, metadata={"description": one.description}) for one in self.columns]
        )


def _path(section: Sequence[str] | None) -> str | None:
    return None if section is None else SECTION_MARK.join(section)


def _lines(texts: Sequence[str]) -> str:
    return "\n".join(texts)


def _edits(edits: Sequence[dict[str, str]]) -> str:
    return "; ".join(f"{edit['kind']}: {edit['before']} → {edit['after']}" for edit in edits)


def _time(moment: datetime | None) -> str | None:
    """As RFC 3339."""
    return None if moment is None else f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


_PAGE: Final = (
    Column("source", pa.string(), "Id of the source."),
    Column("page", pa.string(), "Which of the source's pages; empty for the one page of a source that has one."),
)
_SPAN: Final = (
    Column("start", pa.int64(), "Where it begins in the record's text, in code points from 0."),
    Column("end", pa.int64(), "Where it ends; exclusive."),
)

TABLES: Final[dict[TableName, Table]] = {
    "pages": Table(
        "Every page that is watched, and what became of it in this run.",
        ("source", "page"),
        (
            *_PAGE,
            Column("url", pa.string(), "Address, after redirects."),
            Column("title", pa.string(), "Title as the page gives it."),
            Column("language", pa.string(), "Language that the page is read in (BCP 47): declared, or found out."),
            Column("outcome", pa.string(), "new, changed, unchanged, suspect, failed or gone."),
            Column("problem", pa.string(), "Why it failed or is suspect."),
            Column("since", _TIME, "When it first failed or was suspect, of the nights in a row.", _time),
            Column("nights", pa.int64(), "How many nights in a row it has failed or been suspect."),
            Column("last_good", _TIME, "When the page was last seen as it should be.", _time),
            Column("records", pa.int64(), "How many records stand on it, as of the last good night."),
        ),
    ),
    "records": Table(
        "What the pages say, as of the last good night of each.",
        ("source", "page", "id"),
        (
            *_PAGE,
            Column("id", pa.string(), "The record's id; it stays through edits, moves and reorderings."),
            Column("kind", pa.string(), "bullet, paragraph, table_row, field ..."),
            Column("section", _TEXTS, "Headings above it, outermost first; in CSV joined by ' > '.", _path),
            Column("position", pa.int64(), "Place among the page's records, from 0."),
            Column("depth", pa.int64(), "How many lists it stands in; 0 outside of lists."),
            Column("marker", pa.string(), "Bullet or ordinal as a reader sees it; null for a plain dot."),
            Column("text", pa.string(), "What it says."),
            Column("occurrences", pa.int64(), "How often it stands on the page."),
            Column("date", pa.string(), "First date that it states (EDTF, ISO 8601-2)."),
            Column("date_start", pa.string(), "First day of that date."),
            Column("date_end", pa.string(), "Last day of that date."),
            Column("year", pa.int64(), "Year in which that date begins."),
            Column("links", _TEXTS, "Where its links lead; in CSV a line each.", _lines),
        ),
    ),
    "annotations": Table(
        "What the records state in standard form: dates, counts, money, names ...",
        (),
        (
            *_PAGE,
            Column("record", pa.string(), "Id of the record."),
            Column("kind", pa.string(), "date, quantity, money, percent, acronym, title, country, url ..."),
            *_SPAN,
            Column("text", pa.string(), "The words."),
            Column("value", pa.string(), "In standard form: EDTF, a decimal number, ISO codes, E.164 ..."),
            Column("role", pa.string(), "What it is there for: since, before; the counted noun ..."),
        ),
    ),
    "changes": Table(
        "What changed in this run, and in those before it that were killed untold; by page, then by run.",
        ("change",),
        (
            Column("change", pa.string(), "The change's id for ever, as the history has it."),
            Column("run", pa.int64(), "Id of the run."),
            Column("time", _TIME, "When the run started.", _time),
            *_PAGE,
            Column("url", pa.string(), "Address of the page."),
            Column("record", pa.string(), "Id of the record."),
            Column("type", pa.string(), "added, removed, changed or moved."),
            Column("flagged", pa.bool_(), "Whether a fact changed; else how it is written or where it stands."),
            Column("moved", pa.bool_(), "Whether it stands elsewhere, whatever else happened to it."),
            Column("kind", pa.string(), "Kind of the record."),
            Column("section_before", _TEXTS, "Headings above it before; null if it was not there.", _path),
            Column("section_after", _TEXTS, "Headings above it now; null if it is gone.", _path),
            Column("before", pa.string(), "Its text before; null if it was not there."),
            Column("after", pa.string(), "Its text now; null if it is gone."),
            Column("edits", pa.list_(_EDIT), "Words that differ: kind, before, after; in CSV as one text.", _edits),
        ),
    ),
}
