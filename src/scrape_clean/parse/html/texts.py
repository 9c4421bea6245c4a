"""From texts to runs and rows, and from these to blocks: what the builder does between the edges of blocks."""

from scrape_clean.parse.html.drafts import Draft, draft_run
from scrape_clean.parse.html.element import Anchor, Element, root
from scrape_clean.parse.html.events import Attributes
from scrape_clean.parse.html.runs import Row, Run, fold_cell, open_run
from scrape_clean.parse.html.seams import APART, is_seam
from scrape_clean.parse.html.shifted import Shifts
from scrape_clean.parse.html.writer import Writer

__all__ = ["TextBuilder"]


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
        self._waiting = 0
        """How many runs and rows are interrupted."""
        self._deferred: list[Draft] = []
        self._shifts = Shifts()

    def _new_writer(self) -> Writer:
        return Writer()

    def _text(self, data: str, anchor: Anchor | None, inner: int) -> None:
        """Take in a text, in a link and the element of a number; white space begins no block but a preformatted one."""
        if self._run is not None or not data.isspace() or self._top.kind == "preformatted":
            self._add(data, anchor, inner)

    def _add(self, data: str, anchor: Anchor | None, inner: int) -> None:
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
