"""From what a reader tells to blocks: one builder behind every reader."""

from collections.abc import Callable, Iterator
from typing import ClassVar, TypeAlias
from urllib.parse import urljoin

from scrape_clean.parse.html.drafts import Draft, draft_row, draft_run
from scrape_clean.parse.html.element import Anchor, Claim, Element, inside
from scrape_clean.parse.html.events import FRAGMENTS, PLAIN, Attributes, Page
from scrape_clean.parse.html.hidden import HIDING, MAYBE_HIDDEN, hidden_rule
from scrape_clean.parse.html.lists import Numbering
from scrape_clean.parse.html.runs import Row, Run
from scrape_clean.parse.html.tables import Headers, RowPlan, plan_rows
from scrape_clean.parse.html.tags import BLOCKS, HEADINGS, INLINE_IN_TITLES, KINDS, LISTS, ROLES, TITLES
from scrape_clean.parse.html.writer import Writer

__all__ = ["BlockBuilder", "begins_line"]

_Aside: TypeAlias = tuple[Element, Run | None, Row | None, str | None]
"""The root of hidden or set apart text, and the run, row and rule that were open around it."""

_OUTSIDE = FRAGMENTS | {"template"}
_HTML_IN_SVG = frozenset({"foreignObject", "desc", "title"})
_TURNING = _OUTSIDE | _HTML_IN_SVG | {"svg"}
"""Tags of elements that stand in another world than what is in them."""
_ROLELESS = frozenset(KINDS) | {"table", "tr", "td", "th", "br"}
"""Tags that no role makes another of."""
_PARTING = BLOCKS | {"br", "text"}
"""Elements that part words even when there is nothing in them."""
_INLINE = frozenset({"a", "text", "br"})
_HTTP = ("http://", "https://")


class BlockBuilder:
    """A handler that turns a page into blocks.

    It keeps no more than the open elements, the open run of text and what waits.
    Hidden text has runs and rows of its own: it interrupts no line, and its blocks wait until the visible block around
    it is written.
    """

    def __init__(self, page: Page, url: str | None, base: str | None = None) -> None:
        """Begin before the start of a page.

        Args:
            page: It will be walked a second time when a table is met.
            url: Its address.
            base: What its links are relative to, where that is known already and another.
        """
        self.writer = self._new_writer()
        self.title: str | None = None
        self.language: str | None = None
        self.late_base: str | None = None
        """What the links are relative to, if the page said so only after the first of them."""
        self._page = page
        self._top = Element(None, "", PLAIN, 0, 0, 0, None, {})
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
        self._url = url
        self._base = url if base is None else base
        self._base_is_known = base is not None

    def base(self, attributes: Attributes) -> None:
        """The first base address counts; later ones do not (HTML, 4.2.3)."""
        href = attributes.get("href")
        if href is not None and not self._base_is_known:
            self._base_is_known = True
            self._base = _resolve(href.strip(), self._url)
            self.late_base = self._base if self._resolved else None

    def _new_writer(self) -> Writer:
        return Writer()

    # Text

    def text(self, data: str) -> None:
        """Take in the data of a text node."""
        run, top = self._run, self._top
        if run is None:
            if data.isspace() and top.kind != "preformatted":
                return
            run = self._run = Run(top, self._hidden)
        if top.anchor is not run.anchor:
            run.turn(top.anchor)
        run.tail.append(data)

    def _soften(self, *_: object) -> None:
        """Part words without parting blocks."""
        if self._run is not None:
            self._run.tail.append("\n")

    def _break_line(self, *_: object) -> None:
        if self._run is not None:
            self._run.break_line()

    def flush(self) -> None:
        """Write the open run."""
        run = self._run
        if run is not None:
            self._run = None
            for draft in draft_run(run):
                if draft.kind == "metadata" and self.title is None and run.hidden is None:
                    self.title = draft.text
                self._put(draft)
            self._release()

    def _put(self, draft: Draft) -> None:
        """Write a block or let it wait."""
        if self._waiting:
            self._deferred.append(draft)
        else:
            self.writer.place(draft)

    def _release(self) -> None:
        """Write the blocks that waited for the one that is complete now."""
        if self._deferred and not self._waiting:
            deferred, self._deferred = self._deferred, []
            for draft in deferred:
                self.writer.place(draft)

    # Elements

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take in the start of an element."""
        parent = self._top
        place = 0
        if not parent.outside:
            self._count += 1
            place = parent.counts[tag] = parent.counts.get(tag, 0) + 1
        element = self._top = inside(parent, tag, attributes, place, self._count)
        if tag in _TURNING:
            element.in_svg = tag == "svg" or (parent.in_svg and tag not in _HTML_IN_SVG)
            element.outside = parent.outside or tag in _OUTSIDE
        if tag in MAYBE_HIDDEN or (attributes and not HIDING.isdisjoint(attributes)):
            self._hide(element)
        acting = _acting(tag, attributes) if "role" in attributes else tag
        action = self._ACTIONS.get(acting)
        if action is not None:
            action(self, element, acting)

    def empty(self, tag: str, attributes: Attributes) -> None:
        """Take in an element without content. Few of them do more than count."""
        if tag in _PARTING or "role" in attributes:
            self.start(tag, attributes)
            self.end()
        elif not self._top.outside:
            self._count += 1
            counts = self._top.counts
            counts[tag] = counts.get(tag, 0) + 1

    def _start_line(self, element: Element, acting: str) -> bool:
        """Part the text in an element from that before it; False where that takes no more than a gap."""
        row = self._row
        if row is not None and acting in ("td", "th"):
            self._close_cell(row, PLAIN)
            element.line = True
            self._run = Run(element, self._hidden)
            return False
        if row is not None or (element.kind in TITLES and _is_part_of_title(element, acting)):
            self._soften()
            return False
        if self._run is not None:
            self.flush()
        element.line = True
        return True

    def _start_kind(self, element: Element, acting: str) -> None:
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
            element.claim = Claim(self.writer.seen, marker, is_item=True)

    def _start_definition(self, element: Element, acting: str) -> None:
        if self._start_line(element, acting):
            element.kind = KINDS[acting]
            element.depth = (element.depth or 1) + (acting == "dd")
            element.claim = None

    def _start_heading(self, element: Element, acting: str) -> None:
        if self._start_line(element, acting):
            element.kind = "heading"
            element.level = HEADINGS.get(acting) or _level(element.attributes)
            outer = element.claim
            element.claim = Claim(self.writer.seen)
            element.claim.outer = outer if outer is None or outer.is_item else outer.outer

    def _start_table(self, element: Element, acting: str) -> None:
        if self._start_line(element, acting):
            element.headers = Headers()

    def _start_row(self, element: Element, acting: str) -> None:
        if self._plans is None:  # most pages have no table
            self._plans = iter(plan_rows(self._page))
        plan = next(self._plans)
        if self._start_line(element, acting) and plan != "layout" and element.headers is not None:
            self._row = Row(plan)

    def _start_page(self, element: Element, acting: str) -> None:
        if self._start_line(element, acting) and self.language is None:
            language = element.attributes.get("lang") or element.attributes.get("xml:lang")
            self.language = (language or "").strip() or None

    def _start_link(self, element: Element, _acting: str) -> None:
        href = (element.attributes.get("href") or "").strip()
        if href:
            resolved = self._resolved.get(href)
            if resolved is None:
                resolved = self._resolved[href] = _resolve(href, self._base)
            element.anchor = Anchor(resolved)

    def _hide(self, element: Element) -> None:
        """Set apart what is not shown, and titles, which are no text of the body."""
        if element.tag == "br":
            return
        in_svg = element.parent is not None and element.parent.in_svg
        is_title = element.tag == "title" and not in_svg
        rule = hidden_rule(element.tag, element.attributes, in_svg=in_svg) if self._hidden is None else None
        if rule is None and not is_title:
            return
        self._set_apart(element, self._hidden or rule)
        if is_title:
            element.kind = "metadata"

    def _set_apart(self, element: Element, hidden: str | None) -> None:
        """Give what is in an element runs and rows of its own; it takes no right of the text around it."""
        self._asides.append((element, self._run, self._row, self._hidden))
        self._waiting += self._is_interrupted()
        self._run = self._row = None
        self._hidden = hidden
        if element.kind in ("bullet", "heading"):
            element.kind = "paragraph"
        element.claim = None
        element.anchor = None
        element.line = True

    def _is_interrupted(self) -> bool:
        return self._run is not None or self._row is not None

    def end(self) -> None:
        """Take in the end of the innermost element."""
        element = self._top
        parent = element.parent
        if parent is None:
            return
        self._top = parent
        if element.line:
            if self._row is not None:
                self._end_in_row(self._row, element)
            else:
                if self._run is not None:
                    self.flush()
                claim = element.claim
                if claim is not None and claim is not parent.claim and claim.is_item:
                    self.writer.settle(claim)
            if self._asides and self._asides[-1][0] is element:
                _, self._run, self._row, self._hidden = self._asides.pop()
                self._waiting -= self._is_interrupted()
        elif self._run is not None and (element.tag in BLOCKS or element.tag == "text"):
            self._soften()

    def _end_in_row(self, row: Row, element: Element) -> None:
        if element.tag in ("td", "th"):
            self._close_cell(row, element.attributes)
        elif element.headers is not None:
            self._close_cell(row, PLAIN)
            self._row = None
            draft = draft_row(row, element.headers, element, self._hidden)
            if draft is not None:
                self._put(draft)
            self._release()

    def _close_cell(self, row: Row, attributes: Attributes) -> None:
        if self._run is not None:
            row.cells.append((self._run, attributes))
            self._run = None

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
        "text": _soften,
        "br": _break_line,
    }
    """What a tag, or a role that makes another of it, does to the text; all others only count."""


def _acting(tag: str, attributes: Attributes) -> str:
    """The tag that a role makes of a neutral element."""
    role = attributes.get("role")
    if not role or tag in _ROLELESS:
        return tag
    return ROLES.get(role.strip().lower(), tag)


def _is_part_of_title(element: Element, acting: str) -> bool:
    return acting in INLINE_IN_TITLES and (element.kind == "heading" or acting in ("button", "label"))


def begins_line(element: Element, row: Row | None) -> bool:
    """Whether an element that has just begun is going to part the text in it from that before it."""
    acting = _acting(element.tag, element.attributes)
    if row is not None or acting in _INLINE or acting not in BlockBuilder._ACTIONS:  # noqa: SLF001
        return False
    return element.kind not in TITLES or not _is_part_of_title(element, acting)


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
