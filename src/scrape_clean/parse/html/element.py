"""An open element, with what it hands down to those inside it."""

from scrape_clean.model import BlockKind
from scrape_clean.parse.html.events import PLAIN, Attributes
from scrape_clean.parse.html.lists import Numbering
from scrape_clean.parse.html.tables import Headers

__all__ = ["Claim", "Element", "xpath"]

_DEEP = 64
"""Beyond this depth a path names its element by its place in the page, so that paths stay short on hostile ones."""
_ONLY = frozenset({"html", "head", "body"})


class Claim:
    """The right to be a bullet or a heading: an element gives it to the first block in it, and to no other."""

    __slots__ = ("heading", "is_item", "marker", "outer", "seen", "taken")

    def __init__(self, seen: int, marker: str | None = None, *, is_item: bool = False) -> None:
        """Remember how many visible blocks there were before the element."""
        self.seen = seen
        self.marker = marker
        self.is_item = is_item
        self.outer: Claim | None = None
        """The list item around a heading."""
        self.heading = -1
        """Index of the last heading directly in this item."""
        self.taken = False


class Element:
    """An element on the way from the root to the place of reading."""

    __slots__ = (
        *("above", "anchor", "attributes", "claim", "container", "counts", "deep", "depth", "headers", "href"),
        *("in_svg", "kind", "level", "line", "number", "numbering", "outside", "parent", "path", "place", "tag"),
    )

    def __init__(self, parent: "Element | None", tag: str, attributes: Attributes = PLAIN) -> None:
        """Inherit from the parent; the root has none."""
        self.parent = parent
        self.tag = tag
        self.attributes = attributes
        self.counts: dict[str, int] | None = None
        """How many children of each tag there have been."""
        self.place = 1
        """Among its siblings of the same tag, from 1."""
        self.number = 0
        """In the page's order, from 1."""
        self.path: str | None = None
        self.container = -1
        """Index of its container, once there is one."""
        self.line = False
        """Whether it begins and ends a line."""
        self.href: str | None = None
        if parent is None:
            self.deep = 0
            self.above: Element | None = None
            self.kind: BlockKind = "paragraph"
            self.claim: Claim | None = None
            self.depth = 0
            self.level = 0
            self.anchor: Element | None = None
            self.numbering: Numbering | None = None
            self.headers: Headers | None = None
            self.in_svg = False
            self.outside = False
        else:
            self.deep = parent.deep + 1
            self.above = parent if parent.line else parent.above
            self.kind = parent.kind
            self.claim = parent.claim
            self.depth = parent.depth
            self.level = parent.level
            self.anchor = parent.anchor
            self.numbering = parent.numbering
            self.headers = parent.headers
            self.in_svg = parent.in_svg
            self.outside = parent.outside

    @property
    def block(self) -> "Element":
        """The innermost element around its text that begins a line; no field, lest an element hold itself."""
        return self if self.line or self.above is None else self.above

    def be_counted(self, parent: "Element", number: int) -> None:
        """Take a place in the page's order and among the siblings of the same tag."""
        self.number = number
        if parent.counts is None:
            parent.counts = {self.tag: 1}
        else:
            self.place = parent.counts[self.tag] = parent.counts.get(self.tag, 0) + 1


def xpath(element: Element) -> str:
    """An XPath 1.0 expression that selects the element: ``/html/body/div[2]/ul[1]``, or ``(//*)[4711]`` deep down.

    What stands in a template or was markup inside a text has the path of the element that holds it.
    """
    trail: list[Element] = []
    node: Element | None = element
    while node is not None and node.path is None:
        trail.append(node)
        node = node.parent
    path = "" if node is None or node.path is None else node.path
    for node in reversed(trail):
        if node.parent is None:
            path = ""
        elif not node.outside:
            step = node.tag if node.tag in _ONLY and node.deep <= 2 else f"{node.tag}[{node.place}]"
            path = f"{path}/{step}" if node.deep <= _DEEP else f"(//*)[{node.number}]"
        node.path = path
    return path
