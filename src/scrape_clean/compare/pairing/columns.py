"""Values that stand in another column of their table, though their row reads the same: what they say is another fact.

"Kayak | 8.00" is a price for members on one night and for guests on the next. Headers that changed places above values
that stayed say the same of all rows: that is told once, at the header row.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from scrape_clean.compare.changes import Edit, Span
from scrape_clean.compare.pairing.sides import Side
from scrape_clean.compare.pairing.unheaded import in_other_columns
from scrape_clean.compare.text.words import meaning, meaning_key
from scrape_clean.dedupe.normalization.ranges import DASHES
from scrape_clean.model import Cell, Record

__all__ = ["Shifted", "shifted"]

_GAP, _LEVEL = " | ", " / "
"""What stands between the cells of a row, and between the headers of one column."""
_NOTHING = f"{DASHES}.\u2026 "
"""What a cell holds that says that it is empty."""

_Header: TypeAlias = tuple[str, ...]
"""Keys of the headers above a column, the outermost first; empty where there is none."""
_Moved: TypeAlias = tuple["_Value", "_Value"]


class Shifted(Struct, frozen=True):
    """What came to stand under another header, by indices before."""

    rows: Mapping[int, tuple[Edit, ...]]
    """Edits of rows whose values did."""
    headers: frozenset[int]
    """Header rows that were put into another order, which the rows below did not follow."""


class _Value(Struct, frozen=True):
    """A cell that is not empty."""

    said: str
    header: _Header
    start: int
    cell: Cell


class _Table:
    """The headers of one table."""

    def __init__(self) -> None:
        self.above: set[_Header] = set()
        """Those above its cells."""
        self.names: set[str] = set()
        """What stands in its header rows."""
        self.turned: list[int] = []
        """Header rows that have as many cells on the other night, and other words, by their indices."""
        self.instead: dict[str, set[str]] = {}
        """What stands in the place of each name on the other night."""
        self.votes = 0
        """Rows that stayed where they were under turned headers, less those that followed them."""

    def has(self, header: _Header, other: _Header) -> bool:
        """Whether it has a column of this header, beside that of another one.

        Of an empty column the names alone are known; where they reach over other columns than before is no news.
        """
        return header in self.above or (header[-1:] != other[-1:] and self.names.issuperset(header))

    def explains(self, moved: _Moved) -> bool:
        """Whether a value stayed where it was, and its header was turned."""
        here, there = (value.header for value in moved)
        return len(here) == len(there) and all(
            one == other or other in self.instead.get(one, ()) for one, other in zip(here, there, strict=True)
        )

    def led(self, value: _Value) -> bool:
        """Whether a value is under its header still, though that was turned."""
        return any(name in self.instead and name not in self.instead[name] for name in value.header)


def shifted(before: Side, after: Side, partner: Mapping[int, int]) -> Shifted:
    """Find values that stand under another header, where both headers stand in the table on both nights.

    Else the column was renamed, or what is its header on one of the nights is not read as one on the other.

    Args:
        before: The last night.
        after: Tonight.
        partner: The records that are paired, by their indices.
    """
    unheaded = in_other_columns(before, after, partner)
    rows = {}
    for one, other in partner.items():
        here, there = before.records[one], after.records[other]
        if here.kind == there.kind == "table_row" and here.cells != there.cells:
            rows[one] = _row(list(_values(before, one)), list(_values(after, other)))
    if not any(moved for moved, _ in rows.values()):
        return Shifted(unheaded, frozenset())
    tables = _tables(before.records), _tables(after.records)
    _turn(before.records, after.records, partner, tables[0])
    for one, (moved, stayed) in rows.items():
        tables[0][one].votes += any(map(tables[0][one].explains, moved)) - any(map(tables[0][one].led, stayed))
    edits = unheaded
    for one, (moved, _) in rows.items():
        both = tables[0][one], tables[1][partner[one]]
        left = [pair for pair in moved if not (both[0].votes > 0 and both[0].explains(pair))]
        columns = [(here.header, there.header) for here, there in left]
        if left and all(table.has(*pair) and table.has(*pair[::-1]) for table in both for pair in columns):
            edits[one] = tuple(Edit("heading", _span(here), _span(there), substantive=True) for here, there in left)
    seen = {id(table): table for one in rows if (table := tables[0][one]).votes > 0}
    return Shifted(edits, frozenset(at for table in seen.values() for at in table.turned))


def _values(side: Side, at: int) -> Iterator[_Value]:
    """The cells of a row that say something, but for what is to be ignored."""
    record, start = side.records[at], 0
    if not side.seen[at]:
        return
    seen = None if side.seen[at] == record.text else Counter(meaning(side.seen[at]))
    for cell in record.cells:
        if cell.text.strip(_NOTHING) and (seen is None or Counter(meaning(cell.text)) <= seen):
            yield _Value(meaning_key(cell.text), _header(cell.header), start, cell)
        start += len(cell.text) + len(_GAP) if cell.text else 0


@lru_cache(maxsize=1 << 12)
def _header(text: str) -> _Header:
    return tuple(map(meaning_key, text.split(_LEVEL))) if text else ()


def _row(here: Sequence[_Value], there: Sequence[_Value]) -> tuple[list[_Moved], list[_Value]]:
    """Values that stand under another header, and those that do not; none of a row that reads otherwise."""
    if [value.said for value in here] != [value.said for value in there]:
        return [], []
    stay = Counter(map(_fact, here)) & Counter(map(_fact, there))
    come: dict[str, deque[_Value]] = defaultdict(deque)
    for value in _without(there, stay):
        come[value.said].append(value)
    moved = [(value, come[value.said].popleft()) for value in _without(here, stay)]
    if not all(value.header for pair in moved for value in pair):
        return [], []  # its table is read otherwise
    moved = [pair for pair in moved if not _is_within(*(set(value.header) for value in pair))]
    return moved, [value for value in here if _fact(value) in stay]


def _is_within(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Whether all that differs is that one of several header rows is not read as one."""
    return one <= other or other <= one


def _fact(value: _Value) -> tuple[str, _Header]:
    return value.said, value.header


def _without(values: Sequence[_Value], stay: Counter[tuple[str, _Header]]) -> list[_Value]:
    known, left = stay.copy(), []
    for value in values:
        known[_fact(value)] -= 1
        if known[_fact(value)] < 0:
            left.append(value)
    return left


def _tables(records: Sequence[Record]) -> dict[int, _Table]:
    """The table of each row: one begins with a section, and with headers below rows."""
    found: dict[int, _Table] = {}
    table, last = _Table(), None
    for at, record in enumerate(records):
        if record.kind not in ("table_row", "table_header"):
            continue
        if last is None or last.section != record.section or (last.kind, record.kind) == ("table_row", "table_header"):
            table = _Table()
        found[at], last = table, record
        for cell in record.cells:
            if record.kind == "table_header":
                table.names.update(_header(cell.text))
            elif cell.text:
                table.above.add(_header(cell.header))
    return found


def _turn(
    before: Sequence[Record], after: Sequence[Record], partner: Mapping[int, int], tables: Mapping[int, _Table]
) -> None:
    """Note what stands in the place of each header now."""
    for one, other in partner.items():
        here, there = before[one], after[other]
        are_headers = here.kind == there.kind == "table_header"
        if are_headers and here.text != there.text and len(here.cells) == len(there.cells):
            tables[one].turned.append(one)
            for cell, now in zip(here.cells, there.cells, strict=True):
                for name, instead in zip(_header(cell.text), _header(now.text), strict=False):
                    tables[one].instead.setdefault(name, set()).add(instead)


def _span(value: _Value) -> Span:
    """Where a value stands, and what it says with its header in front."""
    return Span(value.start, value.start + len(value.cell.text), f"{value.cell.header}: {value.cell.text}")
