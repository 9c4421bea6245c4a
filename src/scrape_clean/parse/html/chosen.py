"""The builder for pages on which a user chose elements to keep or drop; without a choice none of this runs.

A dropped element is treated like hidden text: what is in it interrupts no line, takes no bullet from the item around
it, and stands in blocks of its own. A kept element inside hidden or dropped ones is shown again; one in the middle of a
line keeps the line. Text that is hidden further inside a kept element stays hidden: the innermost word counts.
"""

from typing import Final

from msgspec import structs

from scrape_clean.parse.html.builder import BlockBuilder, begins_line
from scrape_clean.parse.html.drafts import Draft
from scrape_clean.parse.html.element import Anchor, Element
from scrape_clean.parse.html.events import PLAIN
from scrape_clean.parse.html.runs import Row, fold_text
from scrape_clean.parse.html.writer import Writer
from scrape_clean.parse.selectors import CHOICE

__all__ = ["ChoosingBuilder"]

_KEEP: Final = "keep:"
_CHOICES: Final = (_KEEP, "drop:")


class _ChoosingWriter(Writer):
    """Notes on each block what was chosen: by what stood in for a rule that hides, else by the elements around it."""

    def __init__(self) -> None:
        super().__init__()
        self._around: dict[int, tuple[Element, str | None]] = {}

    def place(self, draft: Draft) -> None:
        choice = draft.hidden
        if choice is None:
            choice = self.innermost(draft.element)
        elif not choice.startswith(_CHOICES):
            choice = None
        elif choice.startswith(_KEEP):
            draft = structs.replace(draft, hidden=None)
        super().place(draft)
        if choice is not None:
            self.blocks[-1] = structs.replace(self.blocks[-1], hidden=None, chosen=choice)

    def innermost(self, element: Element) -> str | None:
        """The choice of the innermost chosen element, this one or around it; each element is asked once."""
        trail: list[Element] = []
        node: Element | None = element
        choice: str | None = None
        while node is not None and choice is None and id(node) not in self._around:
            trail.append(node)
            choice = node.attributes.get(CHOICE) if node.attributes else None
            node = node.parent
        if choice is None and node is not None:
            choice = self._around[id(node)][1]
        self._around.update((id(passed), (passed, choice)) for passed in trail)  # held, so that no id is used again
        return choice


class ChoosingBuilder(BlockBuilder):
    """A builder that heeds `CHOICE`."""

    _kept_row: tuple[Row, str] | None = None

    def _new_writer(self) -> Writer:
        self._writer = _ChoosingWriter()
        return self._writer

    def _add(self, data: str, anchor: Anchor | None, inner: int) -> None:
        """Take in a text; visible words in a kept element keep all of the line or row that they stand in."""
        super()._add(data, anchor, inner)
        if self._hidden is not None or self._run is None or self._top.kind == "metadata" or data.isspace():
            return
        if choice := self._writer.innermost(self._top):
            if self._row is not None:
                self._kept_row = (self._row, choice)
            else:
                self._run.hidden = choice

    def _hide(self, element: Element, parent: Element) -> None:
        choice = element.attributes.get(CHOICE)
        if choice is None or element.tag == "title":
            self._hide_unchosen(element, parent)
        elif element.tag == "br":
            return
        elif not choice.startswith(_KEEP) or not (self._hidden or _KEEP).startswith(_KEEP):
            self._part(element)
            self._set_apart(element, choice)

    def _hide_unchosen(self, element: Element, parent: Element) -> None:
        """What is hidden inside a kept element is hidden; a title is the page's, wherever it stands."""
        state = self._hidden
        if state is None or not state.startswith(_CHOICES if element.tag == "title" else _KEEP):
            super()._hide(element, parent)
            return
        self._hidden = None
        count = len(self._asides)
        super()._hide(element, parent)
        if len(self._asides) > count:
            self._asides[-1] = (*self._asides[-1][:3], state)
        else:
            self._hidden = state

    def _part(self, element: Element) -> None:
        """Part what comes before a block that is set apart from what comes after it; leave a cell's place empty."""
        if self._row is None:
            if begins_line(element, None) and self._run is not None:
                self.flush()
        elif element.tag in ("td", "th"):
            self._close_cell(self._row, PLAIN)
            self._row.cells.append((element.attributes, fold_text("")))
        elif begins_line(element, None):
            self.soften()

    def _end_in_row(self, row: Row, element: Element) -> None:
        state = self._hidden
        if self._kept_row is not None and self._kept_row[0] is row:
            self._hidden = self._kept_row[1]
        super()._end_in_row(row, element)
        self._hidden = state
