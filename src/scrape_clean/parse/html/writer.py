"""The page as it is written: the text, the blocks that tile it, and their containers."""

from msgspec.structs import replace

from scrape_clean.model import Block, Container
from scrape_clean.parse.html.drafts import Draft
from scrape_clean.parse.html.element import Claim, Element, xpath

__all__ = ["Writer"]

_NAMING = ("class", "id", "itemprop", "itemtype", "data-testid", "aria-label")
"""Attributes in which authors say what an element is for."""
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
        self._length = 0

    def place(self, draft: Draft) -> None:
        """Append a block."""
        element = draft.element
        raw = draft.raw + "\n"
        start, self._length = self._length, self._length + len(raw)
        self.texts.append(raw)
        is_heading = draft.kind == "heading"
        if draft.hidden is None and draft.kind != "control":
            self.seen += 1
            if is_heading and element.claim and element.claim.outer:
                element.claim.outer.heading = len(self.blocks)
        around = element if element.line or element.above is None else element.above
        self.blocks.append(
            Block(
                draft.kind,
                start,
                self._length,
                draft.text,
                element.level if is_heading else 0,
                element.depth + draft.deeper,
                draft.marker,
                around.path or xpath(around),
                around.container if around.container >= 0 else self._contain(around),
                draft.hidden,
                draft.links,
                draft.cells,
            )
        )

    def settle(self, claim: Claim) -> None:
        """At the end of a list item: one that has a heading for its only text is a bullet."""
        if claim.heading >= 0 and not claim.taken and self.seen == claim.seen + 1:
            heading = self.blocks[claim.heading]
            self.blocks[claim.heading] = replace(heading, kind="bullet", level=0, marker=claim.marker)

    def _contain(self, element: Element) -> int:
        """Make an element's container, and before it those around it that are not there yet; returns its index."""
        trail: list[Element] = []
        node: Element | None = element
        while node is not None and node.container < 0:
            trail.append(node)
            node = node.above
        parent = -1 if node is None else node.container
        for node in reversed(trail):
            self.containers.append(_container(node, parent))
            parent = node.container = len(self.containers) - 1
        return parent


def _container(element: Element, parent: int) -> Container:
    attributes = element.attributes
    if not attributes:
        return Container(parent, element.tag)
    names = [name for attribute in _NAMING if (name := attributes.get(attribute))]
    role = attributes.get("role")
    words = " ".join(names)[:_LONGEST_NAMES].split()
    return Container(parent, element.tag, role.strip().lower() if role else "", " ".join(words))
