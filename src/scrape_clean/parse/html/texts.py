"""From texts to runs and rows, and from these to blocks: what the builder does between the edges of blocks."""

from scrape_clean.parse.html.code import WRAPPING
from scrape_clean.parse.html.drafts import Draft, draft_run
from scrape_clean.parse.html.element import Anchor, Element, root
from scrape_clean.parse.html.events import Attributes
from scrape_clean.parse.html.gutters import LONGEST_NUMBER, is_named
from scrape_clean.parse.html.runs import Number, Row, Run, fold_cell, open_run
from scrape_clean.parse.html.seams import APART, is_seam
from scrape_clean.parse.html.shifted import Shifts
from scrape_clean.parse.html.tables import CELLS
from scrape_clean.parse.html.writer import Writer

__all__ = ["TextBuilder"]

_EDGE = -2
"""Instead of the element of a run's last text: what comes next stands behind a line of code, or before the next one."""


class TextBuilder:
    """Collects texts, and writes them once a block ends.

    Hidden text has runs and rows of its own: it interrupts no line, and its blocks wait until the visible block around
    it is written.
    """

    def __init__(self) -> None:
        """Begin before the start of a page."""
        self.writer = self._new_writer()
        self.title: str | None = None
        self._top: Element = root()
        self._run: Run | None = None
        self._row: Row | None = None
        self._hidden: str | None = None
        self._number = 0
        """Of elements so far."""
        self._edge = 0
        """The same when a line of code last began or ended."""
        self._waiting = 0
        """How many runs and rows are interrupted."""
        self._deferred: list[Draft] = []
        self._shifts = Shifts()

    def _new_writer(self) -> Writer:
        return Writer()

    def _text(self, data: str, anchor: Anchor | None, inner: int, attributes: Attributes) -> None:
        """Take in all of an element in a line, with its number; white space begins no block but a preformatted one."""
        if self._top.kind == "preformatted":
            self._add(data, anchor, inner)
            self.note_number(data, attributes)
        elif self._run is not None or not data.isspace():
            self._add(data, anchor, inner)

    def _add(self, data: str, anchor: Anchor | None, inner: int) -> None:
        """Take in a text, in a link and the element of a number."""
        run = self._run
        if run is None:
            self._run = run = open_run(self._top, self._hidden, anchor)
        else:
            if inner != run.inner and data[:1].isalnum() and is_seam(run, data, anchor, inner, self._top):
                run.tail.append(" ")
            if anchor is not run.anchor:
                run.turn(anchor)
        run.inner = inner
        run.tail.append(data)

    def stand_apart(self, *_: object) -> None:
        """Let the next text stand apart from the last, if it comes on the same line."""
        if self._run is not None:
            self._run.inner = APART

    def soften(self, *_: object) -> None:
        """Part words without parting blocks."""
        if self._run is not None:
            self._run.tail.append("\n")

    def break_line(self, *_: object) -> None:
        """End a line of the open run."""
        if self._run is not None:
            self._run.break_line()

    def begin_line(self, element: Element) -> None:
        """Come to the start of an element that is a line of code or has some in it; a cell stands beside others."""
        run = self._run
        if run is not None:
            if element.tag not in CELLS and run.last(" \t") not in ("", "\n"):
                run.break_line()
            run.inner, self._edge = (_EDGE if element.tag in WRAPPING else element.number), self._number

    def end_line(self, element: Element) -> None:
        """Come to its end; one that ends with a line break has ended already. An empty item shows all the same."""
        run = self._run
        if run is not None:
            is_empty = element.tag == "li" and run.inner == element.number
            if is_empty or (element.tag not in CELLS and run.last("") not in ("", "\n")):
                run.break_line()
            run.inner, self._edge = _EDGE, self._number

    def add_code(self, data: str) -> None:
        """Take in a text between elements in code, unless it is white space between two lines of it."""
        top, run = self._top, self._run
        if run is not None and run.inner == _EDGE and top.number <= self._edge and data.isspace():
            return
        self._add(data, top.anchor, top.number)
        if not top.line:
            self.note_number(data, top.attributes)

    def note_number(self, data: str, attributes: Attributes) -> None:
        """Keep in mind where a number stands in code that is the last text, and all of it, in an element of a line."""
        run = self._run
        if self._top.kind != "preformatted" or run is None or not data.strip(" \t").isdecimal():
            return
        if len(data) <= LONGEST_NUMBER:
            run.numbers = run.numbers or []
            run.numbers.append(Number(run.tail, len(run.tail) - 1, is_named(attributes)))

    def flush(self) -> None:
        """Write the open run."""
        run = self._run
        if run is not None:
            self._run = None
            drafts = draft_run(self._shifts.settled(run))
            if run.element.kind == "metadata" and drafts and self.title is None and run.hidden is None:
                self.title = drafts[0].text
            self._put(drafts)

    def _put(self, drafts: list[Draft]) -> None:
        """Write blocks, and those that waited for them; or let them wait for the one around them."""
        if self._waiting:
            self._deferred += drafts
            return
        if self._deferred:
            drafts += self._deferred
            self._deferred = []
        for draft in drafts:
            self.writer.place(draft)

    def _close_cell(self, row: Row, attributes: Attributes) -> None:
        if self._run is not None:
            row.cells.append((attributes, fold_cell(self._shifts.settled(self._run))))
            self._run = None

    def _is_interrupted(self) -> bool:
        return self._run is not None or self._row is not None
