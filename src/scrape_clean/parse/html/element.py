"""An open element, with what it hands down to those inside it."""

from msgspec import Struct

from scrape_clean.model import BlockKind
from scrape_clean.parse.html.events import Attributes
from scrape_clean.parse.html.lists import Numbering
from scrape_clean.parse.html.tables import Headers

__all__ = ["Anchor", "Claim", "Element", "xpath"]

_DEEP = 64
"""Beyond this depth a path names its element by its place in the page, so that paths stay short on hostile ones."""
_ONLY = frozenset({"html", "head", "body"})


class Anchor(Struct, eq=False):
    """An open link; two links to the same address are two."""

    href: str


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


class Element(Struct, eq=False):
    """An element on the way from the root to the place of reading.

    The first fields are its own, the middle ones it inherits until it says otherwise, the last ones come later. There
    are thousands on a page: hence a struct, which is made without running any Python.
    """

    parent: "Element | None"
    """None for the root, which stands for the page."""
    tag: str
    attributes: Attributes
    place: int
    """Among its siblings of the same tag, from 1."""
    number: int
    """In the page's order, from 1."""
    deep: int
    """How many elements it stands in."""
    above: "Element | None"
    """The innermost element around it that begins a line."""
    counts: dict[str, int]
    """How many children of each tag there have been."""

    kind: BlockKind = "paragraph"
    """Of the blocks in it."""
    claim: Claim | None = None
    depth: int = 0
    """How many lists it stands in."""
    level: int = 0
    """Of the heading that it stands in."""
    anchor: Anchor | None = None
    numbering: Numbering | None = None
    headers: Headers | None = None
    in_svg: bool = False
    """Whether the elements in it are SVG's."""
    outside: bool = False
    """Whether the elements in it are no part of the page's tree, as in a template."""

    path: str | None = None
    container: int = -1
    """Index of its container, once there is one."""
    line: bool = False
    """Whether it begins and ends a line."""


def inside(parent: Element, tag: str, attributes: Attributes, place: int, number: int) -> Element:
    """The next element in another."""
    return Element(
        parent,
        tag,
        attributes,
        place,
        number,
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


def xpath(element: Element) -> str:
    """An XPath 1.0 expression that selects the element: ``/html/body/div[2]/ul[1]``, or ``(//*)[4711]`` deep down.

    What stands in a template or was markup inside a text has the path of the element that holds it.
    """
    trail: list[Element] = []
    node = element
    while node.path is None and node.parent is not None:
        trail.append(node)
        node = node.parent
    path = node.path or ""
    for node in reversed(trail):
        if node.place:
            if node.deep > _DEEP:
                path = f"(//*)[{node.number}]"
            elif node.tag in _ONLY and node.deep <= 2:
                path = f"{path}/{node.tag}"
            else:
                path = f"{path}/{node.tag}[{node.place}]"
        node.path = path
    return path
