"""Which table rows are rows of data and which only lay out the page; and the headers above each cell.

Whether a row is one cannot be known at its start, so the tables of a page are looked over once before it is built.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from scrape_clean.parse.html.events import Attributes, Page
from scrape_clean.parse.html.tags import BLOCKS, COMPLEX

__all__ = ["Headers", "RowPlan", "plan_rows"]

RowPlan: TypeAlias = Literal["layout", "header", "data"]

MAX_COLUMNS = 1000
"""As in the HTML standard's algorithm for tables; cells further right have no header."""
MAX_SPANNED = 64
"""Cells further right are not shifted by those that span rows: keeps hostile tables linear."""
MAX_HEADER = 200
"""A longer text in a header cell is no header; it would be repeated in every row."""
_MAX_HEADER_ROWS = 8
_LAYOUT_ROLES = frozenset({"presentation", "none"})
_MAX_PARTS = 2
"""A cell with more separate pieces of text than this lays out a page, unless the table has header cells."""


class _Header(Struct, frozen=True):
    start: int
    end: int
    text: str


class Headers:
    """The headers of one table, by column."""

    __slots__ = ("_closed", "_row", "_rows", "_spanned")

    def __init__(self) -> None:
        """Begin with none."""
        self._rows: list[list[_Header]] = []
        self._spanned: dict[int, int] = {}
        self._row = 0
        self._closed = False

    def place(self, cells: Sequence[Attributes], plan: RowPlan) -> list[int]:
        """The column of each cell of the next row, from 0; moved right by cells that span down into it."""
        columns, column = [], 0
        for attributes in cells:
            while column < MAX_SPANNED and self._spanned.get(column, 0) > self._row:
                column += 1
            columns.append(column)
            width, height = _span(attributes, "colspan"), _span(attributes, "rowspan")
            if height > 1:
                for covered in range(column, min(column + width, MAX_SPANNED)):
                    self._spanned[covered] = self._row + height
            column = min(column + width, MAX_COLUMNS)
        self._row += 1
        self._closed = self._closed or plan == "data"
        return columns

    def add(self, cells: Sequence[tuple[int, Attributes, str]]) -> None:
        """Note a header row: column, attributes and text of each cell.

        One cell alone is a title. Rows below the first data row begin new headers.
        """
        if len(cells) < 2:
            return
        if self._closed:
            self._rows, self._closed = [], False
        row = [
            _Header(column, column + _span(attributes, "colspan"), text if len(text) <= MAX_HEADER else "")
            for column, attributes, text in cells
        ]
        if len(self._rows) < _MAX_HEADER_ROWS:
            self._rows.append(row)

    def above(self, column: int) -> str:
        """The header of a column; those of several header rows are joined by " / "."""
        texts = []
        for row in self._rows:
            place = bisect_right(row, column, key=_first) - 1
            if place >= 0 and row[place].text and column < row[place].end:
                texts.append(row[place].text)
        return " / ".join(texts)


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

    def begin_cell(self, tag: str) -> None:
        self.heads += tag == "th"
        self.plain += tag == "td"
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
    """A handler that looks at tables only."""

    def __init__(self) -> None:
        self.plans: list[RowPlan] = []
        self._tables: list[_TableFacts] = []
        self._row: _RowFacts | None = None
        """The open row of the innermost open table."""
        self._tags: list[str] = []
        self._fresh = True
        """Whether a block's edge was the last thing seen."""

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in BLOCKS:
            self._fresh = True
            self._see(tag, attributes)
        self._tags.append(tag)

    def end(self) -> None:
        tag = self._tags.pop()
        if tag in BLOCKS:
            self._fresh = True
            if tag == "table" and self._tables:
                self._tables.pop().settle(self.plans)
                self._row = self._tables[-1].row if self._tables else None
            elif tag == "tr" and self._tables:
                self._row = self._tables[-1].row = None

    def empty(self, tag: str, attributes: Attributes) -> None:
        if tag in BLOCKS:
            self.start(tag, attributes)
            self.end()

    def text(self, data: str) -> None:
        row = self._row
        if row and self._fresh and not data.isspace():
            self._fresh = False
            row.parts += 1
            row.worst = max(row.worst, row.parts)

    def base(self, attributes: Attributes) -> None:
        pass

    def _see(self, tag: str, attributes: Attributes) -> None:
        row = self._row
        if row and (tag in COMPLEX or (tag == "p" and row.paragraphs and row.parts)):
            row.complex = True
        if tag == "table":
            layout = (attributes.get("role") or "").strip().lower() in _LAYOUT_ROLES
            self._tables.append(_TableFacts(layout=layout))
            self._row = None
        elif tag == "tr":
            self.plans.append("layout")
            if self._tables:
                table = self._tables[-1]
                in_head = bool(self._tags) and self._tags[-1] == "thead"
                self._row = table.row = _RowFacts(len(self.plans) - 1, in_head=in_head)
                table.rows.append(self._row)
        elif self._tables and tag in ("caption", "thead"):
            self._tables[-1].titled = True
        elif row and tag in ("td", "th"):
            row.begin_cell(tag)
        elif row and tag == "p":
            row.paragraphs += 1


def plan_rows(page: Page) -> list[RowPlan]:
    """For each ``tr`` of a page, in order, what to make of it; one pass, nested tables and all.

    A table lays out the page if it says so (role presentation), or if it has neither header cells nor a caption, and
    has one column or cells with blocks inside. A row of a data table that holds a list, heading, table or several
    paragraphs in a cell is taken apart too.
    """
    planner = _RowPlanner()
    page.walk(planner)
    return planner.plans
