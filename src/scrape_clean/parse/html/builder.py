"""From what a reader tells to blocks: one builder behind every reader."""

from collections.abc import Callable, Iterator
from typing import ClassVar, TypeAlias

from scrape_clean.parse.html.code import NO_LINE, ends_line, held_element, is_code_table, is_in_lines
from scrape_clean.parse.html.drafts import draft_row
from scrape_clean.parse.html.element import TURNING, Anchor, Element, is_part_of_title, level_of, struck, turn
from scrape_clean.parse.html.events import END, PLAIN, Attributes, Event
from scrape_clean.parse.html.hidden import HIDING, MAYBE_HIDDEN, hidden_rule, is_struck
from scrape_clean.parse.html.links import Links, is_permalink
from scrape_clean.parse.html.lists import Numbering
from scrape_clean.parse.html.runs import Row, Run, fold_text, open_run
from scrape_clean.parse.html.seams import APART, REPLACED
from scrape_clean.parse.html.shifted import SHIFTED
from scrape_clean.parse.html.tables import CELLS, Headers, RowPlan, plan_table
from scrape_clean.parse.html.tags import BLOCKS, HEADINGS, KINDS, LISTS, LITERAL, STRIKING, TITLES, acting_tag
from scrape_clean.parse.html.texts import TextBuilder

__all__ = ["BlockBuilder", "begins_line"]

_Aside: TypeAlias = tuple[Element, Run | None, Row | None, str | None]
"""The root of hidden or set apart text, and the run, row and rule that were open around it."""

_PARTING = BLOCKS | {"br", "text", "base", "input"}
"""Elements that do something even when there is nothing in them."""
_UNUSUAL = MAYBE_HIDDEN | TURNING
"""Tags of elements that may be hidden, or stand in another world than what is in them."""
_CLOSING = BLOCKS | SHIFTED | {"text", "time"}
"""Elements whose end does something even where they stand in a line."""
_TELLING = HIDING | {"role"}
"""Attributes that may make any element more than a part of the text around it."""
_END = END[0]
_APART = REPLACED | {"time"}
_INLINE = SHIFTED | _APART | LITERAL | {"a", "base", "text", "br", "input"}


class BlockBuilder(TextBuilder):
    """Turns what a reader tells into blocks.

    It keeps no more than the open elements, the open run of text and what waits.
    """

    def __init__(self, links: Links) -> None:
        """Begin before the start of a page."""
        super().__init__()
        self.language: str | None = None
        self._asides: list[_Aside] = []
        """The open elements that hide what is in them, outermost first."""
        self._plans: Iterator[RowPlan] | None = None
        """What the rows to come are, in a table."""
        self._lined: bool | None = None
        """Whether the blocks in preformatted text are lines of it; None outside of such text."""
        self._links = links

    def read(self, events: Iterator[Event]) -> None:
        """Take in all that a reader tells."""
        for tag, attributes, content in events:
            if content is None:
                if tag == _END:
                    self._end()
                else:
                    self._start(tag, attributes)
                    if tag in {"table", "pre"}:
                        self._read_ahead(tag, attributes, events)
            elif not tag:  # as in _text, without a call: most texts are the white space between blocks
                if self._top.kind == "preformatted":
                    self.add_code(content)
                elif self._run is not None or not content.isspace():
                    self._add(content, self._top.anchor, self._top.number)
            elif content or tag in _PARTING or "role" in attributes or (self._lined and "style" in attributes):
                self._read_whole(tag, attributes, content)
            else:
                self._count(tag)
                if self._run is not None and tag in REPLACED:
                    self._run.inner = APART

    def _read_whole(self, tag: str, attributes: Attributes, content: str) -> None:
        """Take in an element that has no element in it."""
        top = self._top
        plain = tag not in _UNUSUAL and _TELLING.isdisjoint(attributes)
        if plain and (tag == "a" or tag not in self._ACTIONS):
            self._count(tag)
            anchor = (self._anchor_of(attributes) if tag == "a" else None) or top.anchor
            self._text(content, anchor, self._number, attributes)
        elif plain and tag in CELLS and self._row is not None and top.anchor is None:
            self._close_cell(self._row, PLAIN)
            self._count(tag)
            self._row.cells.append((attributes, fold_text(content)))
        else:
            self._start(tag, attributes)
            top = self._top
            if content and (self._run is not None or not content.isspace() or top.kind == "preformatted"):
                self._add(content, top.anchor, top.number)
                if not top.line:
                    self.note_number(content, attributes)
            self._end()

    def _read_ahead(self, tag: str, attributes: Attributes, events: Iterator[Event]) -> None:
        """Take in what stands in an outermost table or preformatted text, once it is known what its parts are."""
        if tag == "pre":
            if self._lined is None and self._top.kind == "preformatted":
                held = held_element(events)
                self._read_held(held, lined=is_in_lines(held))
        elif self._plans is None and not self._lined:
            self._read_table(attributes, events)

    def _read_table(self, attributes: Attributes, events: Iterator[Event]) -> None:
        held, plans = plan_table(attributes, events)
        self._plans = iter(plans)
        is_code = self._lined is None and is_code_table(held)
        if is_code:
            self._top.kind = "preformatted"
        self._read_held(held, lined=is_code or self._lined)
        self._plans = None

    def _read_held(self, held: list[Event], *, lined: bool | None) -> None:
        around, self._lined = self._lined, lined
        self.read(iter(held))
        self._lined = around

    def _count(self, tag: str) -> None:
        """Pass over an element."""
        self._number += 1
        counts = self._top.counts
        counts[tag] = counts.get(tag, 0) + 1

    def _start(self, tag: str, attributes: Attributes) -> None:
        """Go into an element."""
        parent = self._top
        self._number += 1
        counts = parent.counts
        counts[tag] = place = counts.get(tag, 0) + 1
        element = self._top = Element(
            parent,
            tag,
            attributes,
            place,
            self._number,
            parent.deep + 1,
            parent if parent.line else parent.above,
            {},
            parent.kind,
            parent.claim,
            parent.depth,
            parent.level,
            parent.anchor,
            parent.numbering,
            parent.headers,
            parent.in_svg,
            parent.outside,
        )
        acting = tag
        if tag in _UNUSUAL or (attributes and not _TELLING.isdisjoint(attributes)):
            turn(element, parent)
            self._hide(element, parent)
            if is_struck(attributes):
                self._strike(element)
            acting = acting_tag(tag, attributes)
            if self._lined and element.kind == "preformatted" and tag not in BLOCKS and ends_line(tag, attributes):
                self.begin_line(element)
        action = self._ACTIONS.get(acting)
        if action is not None:
            action(self, element, acting)

    def _start_line(self, element: Element, acting: str) -> bool:
        """Part the text in an element from that before it; False where that takes no more than a gap."""
        row = self._row
        if self._lined and element.kind == "preformatted" and acting not in NO_LINE:
            self.begin_line(element)
            return False
        if row is not None and acting in CELLS:
            self._close_cell(row, PLAIN)
            element.line = True
            self._run = open_run(element, self._hidden, element.anchor)
            return False
        if row is not None or (element.kind in TITLES and is_part_of_title(element, acting)):
            self.soften()
            return False
        if self._run is not None:
            self.flush()
        element.line = True
        return True

    def _start_kind(self, element: Element, acting: str) -> None:
        if KINDS[acting] == "control" and (acting != "label" or "for" in element.attributes):
            self.writer.controls += 1
        if self._start_line(element, acting):
            element.kind = KINDS[acting]

    def _start_list(self, element: Element, acting: str) -> None:
        if self._start_line(element, acting):
            element.kind = "paragraph"
            element.depth += 1
            element.numbering = Numbering(element.attributes) if acting == "ol" else None
            element.claim = None

    def _start_item(self, element: Element, acting: str) -> None:
        if self._start_line(element, acting):
            element.kind = "bullet"
            element.depth = element.depth or 1
            marker = element.numbering.number(element.attributes) if element.numbering else None
            element.claim = self.writer.claim(is_item=True, marker=marker)

    def _start_definition(self, element: Element, acting: str) -> None:
        if self._start_line(element, acting):
            element.kind = KINDS[acting]
            element.depth = (element.depth or 1) + (acting == "dd")
            element.claim = None

    def _start_heading(self, element: Element, acting: str) -> None:
        if self._start_line(element, acting):
            element.kind = "heading"
            element.level = HEADINGS.get(acting) or level_of(element.attributes)
            outer = element.claim
            outer = outer if outer is None or outer.is_item else outer.outer
            element.claim = self.writer.claim(is_item=False, outer=outer)

    def _start_table(self, element: Element, acting: str) -> None:
        if self._start_line(element, acting):
            element.headers = Headers()

    def _start_row(self, element: Element, acting: str) -> None:
        plan: RowPlan = "layout" if self._plans is None else next(self._plans, "layout")
        if self._start_line(element, acting) and plan != "layout" and element.headers is not None:
            self._row = Row(plan, [])

    def _start_page(self, element: Element, acting: str) -> None:
        if self._start_line(element, acting) and self.language is None:
            language = element.attributes.get("lang") or element.attributes.get("xml:lang")
            self.language = (language or "").strip() or None

    def _start_link(self, element: Element, _acting: str) -> None:
        element.anchor = self._anchor_of(element.attributes) or element.anchor

    def _anchor_of(self, attributes: Attributes) -> Anchor | None:
        """What a link leads to; None where it leads nowhere."""
        href = (attributes.get("href") or "").strip()
        line, around = self._top if self._top.line else self._top.above, self._top.anchor
        own = href[:1] == "#" and line.kind != "heading" and is_permalink(href, attributes, line.attributes)
        return Anchor(self._links.resolve(href), around is not None and around.struck) if href and not own else None

    def _strike(self, element: Element, *_: object) -> None:
        """Go into text that is struck through; it may stand in a link."""
        element.anchor = struck(element.anchor)

    def _shift(self, element: Element, _acting: str) -> None:
        if self._run is not None:
            self._run.inner = element.number  # it belongs to what stands before it
        self._shifts.start(element, self._run)
        if element.tag in STRIKING:
            self._strike(element)

    def _quote(self, _element: Element, _acting: str) -> None:
        if self._run is not None:
            self._run.quote()

    def _set_base(self, element: Element, _acting: str) -> None:
        self._links.set_base(element.attributes.get("href"))

    def _tick(self, element: Element, _acting: str) -> None:
        """Take a box that readers cannot tick, as in rendered task lists, for the marker of the item it begins."""
        claim, attributes = element.claim, element.attributes
        if (attributes.get("type") or "").strip().lower() != "hidden":
            self.writer.controls += 1
            self.stand_apart()
        is_box = "disabled" in attributes and (attributes.get("type") or "").strip().lower() == "checkbox"
        if is_box and self._run is None and claim is not None and claim.is_item and not claim.taken:
            claim.marker = "[x]" if "checked" in attributes else "[ ]"

    def _hide(self, element: Element, parent: Element) -> None:
        """Set apart what is not shown, and titles, which are no text of the body."""
        is_title = element.tag == "title" and not parent.in_svg
        rule = None
        if self._hidden is None and element.tag != "br":
            rule = hidden_rule(element.tag, element.attributes, in_svg=parent.in_svg)
        if rule is None and not is_title:
            return
        self._set_apart(element, self._hidden or rule)
        if is_title:
            element.kind = "metadata"

    def _set_apart(self, element: Element, hidden: str | None) -> None:
        """Give what is in an element runs and rows of its own; it takes no right of the text around it."""
        self._asides.append((element, self._run, self._row, self._hidden))
        self._waiting += self._is_interrupted()
        if element.tag in REPLACED:
            self.stand_apart()
        self._run = self._row = None
        self._hidden = hidden
        if element.kind in ("bullet", "heading"):
            element.kind = "paragraph"
        element.claim = None
        element.anchor = None
        element.line = True

    def _end(self) -> None:
        """Leave the innermost element."""
        element = self._top
        self._top = parent = element.parent
        if element.outside is not parent.outside:  # what stood in it is no part of the page's tree
            self._number = element.number
        if not element.line:
            if self._lined or element.tag in _CLOSING:
                self._end_inline(element)
            return
        if self._row is not None:
            self._end_in_row(self._row, element)
        else:
            if self._run is not None:
                self.flush()
            claim = element.claim
            if claim is not parent.claim and claim is not None and claim.is_item:
                self.writer.settle(element, claim)
        if self._asides and self._asides[-1][0] is element:
            _, self._run, self._row, self._hidden = self._asides.pop()
            self._waiting -= self._is_interrupted()

    def _end_inline(self, element: Element) -> None:
        if self._lined and element.kind == "preformatted" and ends_line(element.tag, element.attributes):
            self.end_line(element)
        elif element.tag in BLOCKS or element.tag == "text":
            self.soften()
        elif element.tag in SHIFTED:
            if self._run is not None:
                self._run.inner = element.parent.number
            self._shifts.end(element, self._run)
        elif element.tag == "time":
            self.stand_apart()

    def _end_in_row(self, row: Row, element: Element) -> None:
        if element.tag in CELLS:
            self._close_cell(row, element.attributes)
        elif element.headers is not None:
            self._close_cell(row, PLAIN)
            self._row = None
            self._put(draft_row(row, element.headers, element, self._hidden))

    _ACTIONS: ClassVar[dict[str, Callable[["BlockBuilder", Element, str], object]]] = {
        **dict.fromkeys(BLOCKS, _start_line),
        **dict.fromkeys(KINDS, _start_kind),
        **dict.fromkeys(LISTS, _start_list),
        **dict.fromkeys(("dt", "dd"), _start_definition),
        **dict.fromkeys((*HEADINGS, "heading"), _start_heading),
        "li": _start_item,
        "table": _start_table,
        "tr": _start_row,
        "html": _start_page,
        "a": _start_link,
        **dict.fromkeys(SHIFTED, _shift),
        **dict.fromkeys(LITERAL, _quote),
        "base": _set_base,
        "input": _tick,
        **dict.fromkeys(_APART, TextBuilder.stand_apart),
        "text": TextBuilder.soften,
        "br": TextBuilder.break_line,
    }
    """What a tag, or a role that makes another of it, does to the text; all others only count."""


def begins_line(element: Element, row: Row | None) -> bool:
    """Whether an element that has just begun is going to part the text in it from that before it."""
    acting = acting_tag(element.tag, element.attributes)
    if row is not None or acting in _INLINE or acting not in BlockBuilder._ACTIONS:  # noqa: SLF001
        return False
    return element.kind not in TITLES or not is_part_of_title(element, acting)
