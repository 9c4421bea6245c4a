"""Values that stand in another column of a table without headers, though their row reads the same.

"Kayak | 8.00 | " may be a price for members and "Kayak |  | 8.00" one for guests, whatever is read as a header.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from scrape_clean.compare.changes import Edit, Span
from scrape_clean.compare.pairing.sides import Side
from scrape_clean.compare.text.words import meaning_key
from scrape_clean.model import Record

__all__ = ["in_other_columns"]

_GAP = " | "

_Columns: TypeAlias = Sequence[int]
"""Those in which something stands."""
_Moved: TypeAlias = Sequence[tuple[int, int]]
"""The columns of values before and after, where these differ."""


def in_other_columns(before: Side, after: Side, partner: Mapping[int, int]) -> dict[int, tuple[Edit, ...]]:
    """Edits of rows whose values stand in other columns, by the indices before.

    A column that was put in or taken out moves the values of all rows beyond it. So another row of the table must have
    a value as far to the right, and all of its own where they were.
    """
    tables = _tables(before.records)
    reach: dict[int, int] = defaultdict(int)
    rows: dict[int, _Moved] = {}
    for one, other in partner.items():
        here, there = before.records[one], after.records[other]
        if one in tables and _is_unheaded(there):
            columns = _filled(here), _filled(there)
            if columns[0] == columns[1]:
                reach[tables[one]] = max(reach[tables[one]], columns[0][-1])
            elif before.seen[one] == here.text and _says(here) == _says(there):
                rows[one] = [pair for pair in zip(*columns, strict=True) if pair[0] != pair[1]]
    edits = {}
    for one, moved in rows.items():
        if max(map(max, moved)) <= reach[tables[one]]:
            top = before.records[tables[one]]
            pair = before.records[one], after.records[partner[one]]
            edits[one] = tuple(
                Edit("heading", _span(pair[0], here, top), _span(pair[1], there, top), substantive=True)
                for here, there in moved
            )
    return edits


def _tables(records: Sequence[Record]) -> dict[int, int]:
    """The first row of the table in which each row without headers stands, by their indices."""
    found: dict[int, int] = {}
    for at, record in enumerate(records):
        if _is_unheaded(record):
            above = at - 1 if at - 1 in found and records[at - 1].section == record.section else at
            found[at] = found.get(above, at)
    return found


def _is_unheaded(record: Record) -> bool:
    return record.kind == "table_row" and len(record.cells) > 1 and not any(cell.header for cell in record.cells)


def _filled(record: Record) -> _Columns:
    return [column for column, cell in enumerate(record.cells) if cell.text]


def _says(record: Record) -> list[str]:
    return [meaning_key(cell.text) for cell in record.cells if cell.text]


def _span(record: Record, column: int, top: Record) -> Span:
    """Where a value stands, and what it says below a label in the first row of its table, or else in its column."""
    texts = [cell.text for cell in record.cells]
    label = top.cells[column].text if top.id != record.id and column < len(top.cells) else ""
    if label in texts or not any(map(str.isalpha, label)) or any(map(str.isdigit, label)):
        label = f"column {column + 1}"
    start = sum(len(text) + len(_GAP) for text in texts[:column] if text)
    return Span(start, start + len(texts[column]), f"{label}: {texts[column]}")
