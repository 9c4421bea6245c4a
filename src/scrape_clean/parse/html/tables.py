"""Which table rows are rows of data and which only lay out the page; and the headers above each cell.

Whether a row is one cannot be known at its start, so a table is looked over once before its blocks are built.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from scrape_clean.parse.html.events import END, Attributes, Event
from scrape_clean.parse.html.tags import BLOCKS, COMPLEX

__all__ = ["CELLS", "MAX_SPANNED", "Headers", "RowPlan", "plan_table"]

RowPlan: TypeAlias = Literal["layout", "header", "data"]

MAX_COLUMNS = 1000
"""As in the HTML standard's algorithm for tables; cells further right have no header."""
MAX_SPANNED = 64
"""Cells further right are not shifted by those that span rows, nor are they told by their columns: keeps hostile tables
linear."""
MAX_HEADER = 200
"""A longer text in a header cell is no header; it would be repeated in every row."""
_MAX_HEADER_ROWS = 8
_LAYOUT_ROLES = frozenset({"presentation", "none"})
_HEADER_ROLES = frozenset({"columnheader", "rowheader"})
_SPANNING = frozenset({"colspan", "rowspan"})
CELLS = frozenset({"td", "th"})
_MAX_PARTS = 2
"""A cell with more separate pieces of text than this lays out a page, unless the table has header cells."""


class _Header(Struct, frozen=True):
    start: int
    end: int
    text: str


class Headers:
    """The headers of one table, by column."""

    __slots__ = ("_above", "_closed", "_row", "_rows", "_spanned")

    def __init__(self) -> None:
        """Begin with none."""
        self._rows: list[list[_Header]] = []
        self._above: dict[int, str] = {}
        """What is above each column, as far as it was asked for."""
        self._spanned: dict[int, int] = {}
        """The last row into which a cell spans down, by column."""
        self._row = 0
        self._closed = False

    def place(self, cells: Sequence[Attributes], plan: RowPlan) -> Sequence[int]:
        """The column of each cell of the next row, from 0; moved right by cells that span down into it."""
        self._row += 1
        self._closed = self._closed or plan == "data"
        if not self._spanned and len(cells) <= MAX_COLUMNS and all(map(_SPANNING.isdisjoint, cells)):
            return range(len(cells))
        columns, column = [], 0
        for attributes in cells:
            while column < MAX_SPANNED and self._spanned.get(column, 0) >= self._row:
                column += 1
            columns.append(column)
            width, height = _span(attributes, "colspan"), _span(attributes, "rowspan")
            if height > 1:
                for covered in range(column, min(column + width, MAX_SPANNED)):
                    self._spanned[covered] = self._row + height - 1
            column = min(column + width, MAX_COLUMNS)
        return columns

    def add(self, columns: Sequence[int], cells: Sequence[Attributes], texts: Sequence[str]) -> None:
        """Note a header row: column, attributes and text of each cell.

        One cell alone is a title. Rows below the first data row begin new headers.
        """
        if len(cells) < 2:
            return
        self._above.clear()
        if self._closed:
            self._rows, self._closed = [], False
        row = [
            _Header(column, column + _span(attributes, "colspan"), text if len(text) <= MAX_HEADER else "")
            for column, attributes, text in zip(columns, cells, texts, strict=True)
        ]
        if len(self._rows) < _MAX_HEADER_ROWS:
            self._rows.append(row)

    def above(self, column: int) -> str:
        """The header of a column; those of several header rows are joined by " / "."""
        known = self._above.get(column)
        if known is None:
            texts = []
            for row in self._rows:
                place = bisect_right(row, column, key=_first) - 1
                if place >= 0 and row[place].text and column < row[place].end:
                    texts.append(row[place].text)
            known = self._above[column] = " / ".join(texts)
        return known


def _first(header: _Header) -> int:
    return header.start


def _span(attributes: Attributes, name: str) -> int:
    written = (attributes.get(name) or "").strip()[:6] if attributes else ""
    return min(max(int(written), 1), MAX_COLUMNS) if written.isascii() and written.isdigit() else 1


class _RowFacts:
    """What is seen of a row before it is known what it is."""

    __slots__ = ("complex", "heads", "in_head", "paragraphs", "parts", "place", "plain", "worst")

    def __init__(self, place: int, *, in_head: bool) -> None:
        self.place = place
        self.in_head = in_head
        self.heads = 0
        self.plain = 0
        self.complex = False
        self.parts = 0
        """Pieces of text in the cell at hand, parted by the edges of blocks."""
        self.paragraphs = 0
        self.worst = 0

    def begin_cell(self, tag: str, attributes: Attributes) -> None:
        if tag == "th" or (attributes.get("role") or "").strip().lower() in _HEADER_ROLES:
            self.heads += 1
        else:
            self.plain += 1
        self.parts = self.paragraphs = 0


class _TableFacts:
    """What is seen of a table before it is known what it is for."""

    __slots__ = ("layout", "row", "rows", "titled")

    def __init__(self, *, layout: bool) -> None:
        self.layout = layout
        self.titled = False
        self.row: _RowFacts | None = None
        self.rows: list[_RowFacts] = []

    def settle(self, plans: list[RowPlan]) -> None:
        """Write down what each row is."""
        meant = self.titled or any(row.heads for row in self.rows)
        if not meant:
            single = all(row.heads + row.plain < 2 for row in self.rows)
            busy = any(row.complex or row.worst > _MAX_PARTS for row in self.rows)
            self.layout = self.layout or single or busy
        if not self.layout:
            for row in self.rows:
                if not row.complex:
                    is_header = not row.plain or (row.in_head and bool(row.heads))
                    plans[row.place] = "header" if is_header or (row.in_head and meant) else "data"


class _RowPlanner:
    """Looks at what stands in a table."""

    def __init__(self) -> None:
        self.plans: list[RowPlan] = []
        self._tables: list[_TableFacts] = []
        self._row: _RowFacts | None = None
        """The open row of the innermost open table."""
        self._fresh = True
        """Whether a block's edge was the last thing seen."""

    def start(self, tag: str, attributes: Attributes, parent: str) -> None:
        """A block begins in an element with another tag."""
        self._fresh = True
        row = self._row
        if row is not None and tag in CELLS:
            row.begin_cell(tag, attributes)
            return
        if row is not None and (tag in COMPLEX or (tag == "p" and row.paragraphs and row.parts)):
            row.complex = True
        if tag == "table":
            layout = (attributes.get("role") or "").strip().lower() in _LAYOUT_ROLES
            self._tables.append(_TableFacts(layout=layout))
            self._row = None
        elif tag == "tr":
            table = self._tables[-1]
            self._row = table.row = _RowFacts(len(self.plans), in_head=parent == "thead")
            table.rows.append(self._row)
            self.plans.append("layout")
        elif tag in ("caption", "thead"):
            self._tables[-1].titled = True
        elif row is not None and tag == "p":
            row.paragraphs += 1

    def end(self, tag: str) -> None:
        """A block ends."""
        self._fresh = True
        if tag == "table":
            self._tables.pop().settle(self.plans)
            self._row = self._tables[-1].row if self._tables else None
        elif tag == "tr":
            self._row = self._tables[-1].row = None

    def text(self) -> None:
        """A text that is more than white space."""
        row = self._row
        if row is not None and self._fresh:
            self._fresh = False
            row.parts += 1
            row.worst = max(row.worst, row.parts)


def plan_table(attributes: Attributes, events: Iterator[Event]) -> tuple[list[Event], list[RowPlan]]:
    """Read ahead to the end of a table that was just announced.

    A table lays out the page if it says so (role presentation), or if it has neither header cells nor a caption, and
    has one column or cells with blocks inside. A row of a data table that holds a list, heading, table or several
    paragraphs in a cell is taken apart too.

    Returns:
        The events of its content, its end included, and what to make of each ``tr`` in it, tables in the table and all.
    """
    planner = _RowPlanner()
    planner.start("table", attributes, "")
    open_tags = ["table"]
    held: list[Event] = []
    for event in events:
        held.append(event)
        tag, attributes, content = event
        if content is None:
            if event is not END:
                open_tags.append(tag)
                if tag in BLOCKS:
                    planner.start(tag, attributes, open_tags[-2])
                continue
            tag = open_tags.pop()
            if tag in BLOCKS:
                planner.end(tag)
            if not open_tags:
                break
        elif tag in BLOCKS:
            planner.start(tag, attributes, open_tags[-1])
            if content and not content.isspace():
                planner.text()
            planner.end(tag)
        elif content and not content.isspace():
            planner.text()
    return held, planner.plans
