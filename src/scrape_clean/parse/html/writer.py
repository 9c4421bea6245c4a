"""The page as it is written: the text, the blocks that tile it, and their containers."""

from msgspec.structs import replace

from scrape_clean.model import Block, Container
from scrape_clean.parse.html.cards import LARGEST, card, lines_of
from scrape_clean.parse.html.drafts import Draft
from scrape_clean.parse.html.element import Claim, Element, xpath
from scrape_clean.parse.html.events import Attributes

__all__ = ["Writer"]

_NAMING = ("class", "id", "itemprop", "itemtype", "data-testid", "aria-label")
"""Attributes in which authors say what an element is for."""
_SELDOM_NAMING = frozenset(_NAMING) - {"class"}
_LONGEST_NAMES = 500


class Writer:
    """Places drafts one after another."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        self.blocks: list[Block] = []
        self.containers: list[Container] = []
        self.texts: list[str] = []
        self.seen = 0
        """How many visible blocks with text of the page's own there are: controls do not count."""
        self.controls = 0
        """How many controls there are, and labels that name one elsewhere."""
        self.literal: set[int] = set()
        """Where the blocks begin that begin in an element of code."""
        self._length = 0
        self._last_control = -1
        """Index of the last control when it was placed."""

    def place(self, draft: Draft) -> None:
        """Append a block."""
        element = draft.element
        kind, start = draft.kind, self._length
        self.texts.append(draft.raw)
        self._length = end = start + len(draft.raw) + 1
        if draft.is_literal:
            self.literal.add(start)
        is_heading = kind == "heading"
        if kind == "control":
            self._last_control = len(self.blocks)
        elif draft.hidden is None:
            self.seen += 1
            if is_heading and element.claim and element.claim.outer:
                element.claim.outer.heading = len(self.blocks)
        around = element if element.line else element.above
        if around.path is None:
            self._locate(around)
        self.blocks.append(
            Block(
                kind,
                start,
                end,
                draft.text,
                element.level if is_heading else 0,
                element.depth + draft.deeper,
                draft.marker,
                around.path,
                around.container,
                draft.hidden,
                draft.links,
                draft.cells,
                draft.chosen,
            )
        )

    def text(self) -> str:
        """The text of all blocks so far, a line feed after each."""
        return "\n".join([*self.texts, ""])

    def claim(self, *, is_item: bool, marker: str | None = None, outer: Claim | None = None) -> Claim:
        """At the start of a list item or heading."""
        return Claim(self.seen, len(self.blocks), is_item, marker, outer, controls=self.controls)

    def settle(self, element: Element, claim: Claim) -> None:
        """At the end of a list item: one that has a heading for its only text is a bullet; so is one of some lines."""
        if claim.controls == self.controls and claim.begin <= self._last_control:
            self._unlabel(claim)
        if claim.heading >= 0 and not claim.taken and self.seen == claim.seen + 1:
            heading = self.blocks[claim.heading]
            self.blocks[claim.heading] = replace(heading, kind="bullet", level=0, marker=claim.marker)
        elif 1 < len(self.blocks) - claim.begin <= LARGEST:
            self._join(element, claim)

    def _unlabel(self, claim: Claim) -> None:
        """At the end of a list item of some lines without a control: labels in it label nothing, and are its text."""
        if len(self.blocks) - claim.begin > LARGEST:
            return
        for at in range(claim.begin, len(self.blocks)):
            block = self.blocks[at]
            if block.kind == "control" and block.hidden is None and self.containers[block.container].tag == "label":
                bullet = not claim.taken
                claim.taken = True
                self.seen += 1
                marker = claim.marker if bullet else None
                self.blocks[at] = replace(block, kind="bullet" if bullet else "paragraph", marker=marker)

    def _join(self, element: Element, claim: Claim) -> None:
        """Make one block of an item's lines; what stands between them and is no line comes after."""
        begin = claim.begin
        blocks, texts = self.blocks[begin:], self.texts[begin:]
        lines = lines_of(blocks)
        if not lines:
            return
        bullet = card([blocks[at] for at in lines], claim.marker, element.place)
        others = [at for at in range(len(blocks)) if at not in lines]
        literal = [blocks[at].start in self.literal for at in (lines[0], *others)]
        self.literal -= {block.start for block in blocks}
        self.texts[begin:] = ["\n".join([texts[at] for at in lines]), *(texts[at] for at in others)]
        found = [replace(bullet, path=element.path, container=element.container), *(blocks[at] for at in others)]
        start = blocks[0].start
        for at, text in enumerate(self.texts[begin:]):
            found[at] = replace(found[at], start=start, end=start + len(text) + 1)
            if literal[at]:
                self.literal.add(start)
            start += len(text) + 1
        self.blocks[begin:] = found

    def _locate(self, element: Element) -> None:
        """Give an element its path and its container, and those around it that have none yet."""
        trail, node = [element], element.parent
        while node.path is None:
            trail.append(node)
            node = node.parent
        path, place, containers = node.path, node.container, self.containers
        while trail:
            node = trail.pop()
            node.path = path = xpath(node, path)
            if node.line:
                containers.append(_container(node.tag, node.attributes, place))
                place = len(containers) - 1
            node.container = place


def _container(tag: str, attributes: Attributes, parent: int) -> Container:
    if not attributes:
        return Container(parent, tag)
    names, role = attributes.get("class"), attributes.get("role")
    if not _SELDOM_NAMING.isdisjoint(attributes):
        names = " ".join([name for attribute in _NAMING if (name := attributes.get(attribute))])
    return Container(
        parent,
        tag,
        role.strip().lower() if role else "",
        " ".join(names[:_LONGEST_NAMES].split()) if names else "",
    )
