"""From a reader's events to blocks: one builder behind every reader."""

from collections.abc import Iterator
from typing import TypeAlias
from urllib.parse import urljoin

from scrape_clean.parse.html.drafts import Draft, draft_row, draft_run
from scrape_clean.parse.html.element import Claim, Element
from scrape_clean.parse.html.events import FRAGMENTS, PLAIN, Attributes, Page
from scrape_clean.parse.html.hidden import HIDING, MAYBE_HIDDEN, hidden_rule
from scrape_clean.parse.html.lists import Numbering
from scrape_clean.parse.html.runs import Row, Run
from scrape_clean.parse.html.tables import Headers, RowPlan, plan_rows
from scrape_clean.parse.html.tags import BLOCKS, HEADINGS, INLINE_IN_TITLES, KINDS, LISTS, ROLES, TITLES
from scrape_clean.parse.html.writer import Writer

__all__ = ["BlockBuilder"]

_Aside: TypeAlias = tuple[Element, Run | None, Row | None, str | None]
"""The root of hidden or set apart text, and the run, row and rule that were open around it."""

_OUTSIDE = FRAGMENTS | {"template"}
_HTML_IN_SVG = frozenset({"foreignObject", "desc", "title"})
_HTTP = ("http://", "https://")


class BlockBuilder:
    """Turns events into blocks while it keeps no more than the open elements, the open run of text and what waits.

    Hidden text has runs and rows of its own: it interrupts no line, and its blocks wait until the visible block around
    it is written.
    """

    def __init__(self, page: Page, url: str | None) -> None:
        """Begin before the first event of a page."""
        self.writer = Writer()
        self.title: str | None = None
        self.language: str | None = None
        self._page = page
        self._top = Element(None, "")
        self._count = 0
        self._run: Run | None = None
        self._row: Row | None = None
        self._hidden: str | None = None
        self._asides: list[_Aside] = []
        """The open elements that hide what is in them, outermost first."""
        self._waiting = 0
        """How many runs and rows are interrupted."""
        self._deferred: list[Draft] = []
        self._plans: Iterator[RowPlan] | None = None
        self._resolved: dict[str, str] = {}
        self._base = url if page.base is None else _resolve(page.base.strip(), url)

    def build(self) -> Writer:
        """Take in all events; linear in their number and in the characters."""
        for event in self._page.events:
            if event is None:
                self._end()
            elif isinstance(event, str):
                self._text(event)
            else:
                self._start(event[0], event[1])
        self._flush()
        return self.writer

    # Text

    def _text(self, data: str) -> None:
        run, top = self._run, self._top
        if run is None:
            if data.isspace() and top.kind != "preformatted":
                return
            run = self._run = Run(top, self._hidden)
        run.add(data, top.anchor)

    def _soften(self) -> None:
        """Part words without parting blocks."""
        if self._run is not None:
            self._run.tail.append("\n")

    def _flush(self) -> None:
        """Write the open run."""
        run = self._run
        if run is not None:
            self._run = None
            for draft in draft_run(run):
                if draft.kind == "metadata" and self.title is None and run.hidden is None:
                    self.title = draft.text
                self._put(draft)
            self._put(None)

    def _put(self, draft: Draft | None) -> None:
        """Write a block or let it wait; None when the interrupted block is complete."""
        if self._waiting:
            self._deferred += [draft] if draft is not None else []
        elif draft is not None:
            self.writer.place(draft)
        elif self._deferred:
            deferred, self._deferred = self._deferred, []
            for waiting in deferred:
                self.writer.place(waiting)

    # Elements

    def _start(self, tag: str, attributes: Attributes) -> None:
        parent = self._top
        element = self._top = Element(parent, tag, attributes)
        if element.outside or parent.tag in _OUTSIDE:
            element.outside = True
        else:
            self._count += 1
            element.be_counted(parent, self._count)
        if tag == "br":
            if self._run is not None:
                self._run.break_line()
            return
        if tag == "svg" or element.in_svg:
            element.in_svg = tag == "svg" or parent.tag not in _HTML_IN_SVG
        if tag in MAYBE_HIDDEN or (attributes and not HIDING.isdisjoint(attributes)):
            self._hide(element)
        acting = _acting(tag, attributes) if attributes else tag
        plan = self._next_plan() if tag == "tr" else "layout"
        if acting in BLOCKS or acting == "heading":
            self._start_block(element, acting, plan)
        elif tag == "a":
            self._start_link(element)
        elif tag == "text":
            self._soften()

    def _next_plan(self) -> RowPlan:
        if self._plans is None:  # most pages have no table
            self._plans = iter(plan_rows(self._page.events))
        return next(self._plans)

    def _start_block(self, element: Element, acting: str, plan: RowPlan) -> None:
        if self._row is not None and acting in ("td", "th"):
            self._close_cell(self._row, PLAIN)
            element.line = True
            self._run = Run(element, self._hidden)
            return
        if self._row is not None or (acting in INLINE_IN_TITLES and _is_part_of_title(element, acting)):
            self._soften()
            return
        self._flush()
        element.line = True
        if acting in KINDS or acting == "heading":
            self._set_kind(element, acting)
        elif acting == "table":
            element.headers = Headers()
        elif plan != "layout" and element.headers is not None:
            self._row = Row(plan)
        elif acting == "html" and self.language is None:
            language = element.attributes.get("lang") or element.attributes.get("xml:lang")
            self.language = (language or "").strip() or None

    def _set_kind(self, element: Element, acting: str) -> None:
        attributes = element.attributes
        if acting in LISTS:
            element.depth += 1
            element.numbering = Numbering(acting, attributes)
            element.claim = None
        elif acting == "li":
            element.depth = max(element.depth, 1)
            marker = element.numbering.number(attributes) if element.numbering else None
            element.claim = Claim(self.writer.seen, marker, is_item=True)
        elif acting in ("dt", "dd"):
            element.depth = max(element.depth, 1) + (acting == "dd")
            element.claim = None
        elif acting in HEADINGS or acting == "heading":
            element.level = HEADINGS.get(acting) or _level(attributes)
            outer = element.claim
            element.claim = Claim(self.writer.seen)
            element.claim.outer = outer if outer is None or outer.is_item else outer.outer
            acting = "h1"
        element.kind = KINDS[acting]

    def _start_link(self, element: Element) -> None:
        href = (element.attributes.get("href") or "").strip()
        if href:
            resolved = self._resolved.get(href)
            if resolved is None:
                resolved = self._resolved[href] = _resolve(href, self._base)
            element.href = resolved
            element.anchor = element

    def _hide(self, element: Element) -> None:
        """Set apart what is not shown, and titles, which are no text of the body."""
        is_title = element.tag == "title" and not element.in_svg
        rule = None
        if self._hidden is None:
            rule = hidden_rule(element.tag, element.attributes, in_svg=element.in_svg)
        if rule is None and not is_title:
            return
        self._asides.append((element, self._run, self._row, self._hidden))
        self._waiting += self._is_interrupted()
        self._run = self._row = None
        self._hidden = self._hidden or rule
        if is_title:
            element.kind = "metadata"
        elif element.kind in ("bullet", "heading"):
            element.kind = "paragraph"
        element.claim = None
        element.anchor = None
        element.line = True

    def _is_interrupted(self) -> bool:
        return self._run is not None or self._row is not None

    def _end(self) -> None:
        element = self._top
        parent = element.parent
        if parent is None:
            return
        self._top = parent
        if element.href is not None:
            element.anchor = None  # a cycle would keep the element until the collector comes by
        if element.line:
            self._end_block(element)
            if self._asides and self._asides[-1][0] is element:
                _, self._run, self._row, self._hidden = self._asides.pop()
                self._waiting -= self._is_interrupted()
        elif element.tag in BLOCKS or element.tag == "text":
            self._soften()

    def _end_block(self, element: Element) -> None:
        row = self._row
        if row is None:
            self._flush()
            claim = element.claim
            if claim is not None and claim.is_item and element.parent is not None and claim is not element.parent.claim:
                self.writer.settle(claim)
        elif element.tag in ("td", "th"):
            self._close_cell(row, element.attributes)
        elif element.headers is not None:
            self._close_cell(row, PLAIN)
            self._row = None
            draft = draft_row(row, element.headers, element, self._hidden)
            if draft is not None:
                self._put(draft)
            self._put(None)

    def _close_cell(self, row: Row, attributes: Attributes) -> None:
        if self._run is not None:
            row.cells.append((self._run, attributes))
            self._run = None


def _acting(tag: str, attributes: Attributes) -> str:
    """The tag that a role makes of a neutral element."""
    role = attributes.get("role")
    if not role or tag in KINDS or tag in ("table", "tr", "td", "th"):
        return tag
    return ROLES.get(role.strip().lower(), tag)


def _is_part_of_title(element: Element, acting: str) -> bool:
    return element.kind == "heading" or (element.kind in TITLES and acting in ("button", "label"))


def _level(attributes: Attributes) -> int:
    """Of an element with the role of a heading; 2 unless it says so (WAI-ARIA 1.2)."""
    written = (attributes.get("aria-level") or "").strip()
    return int(written) if written in ("1", "2", "3", "4", "5", "6") else 2


def _resolve(href: str, base: str | None) -> str:
    """A link's address in full; as written where there is nothing to resolve it against, or it is malformed."""
    if base is None or href.startswith(_HTTP):
        return href
    try:
        return urljoin(base, href)
    except ValueError:
        return href
