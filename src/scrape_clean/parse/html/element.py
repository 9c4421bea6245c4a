"""An open element, with what it hands down to those inside it."""

from msgspec import Struct

from scrape_clean.model import BlockKind
from scrape_clean.parse.html.events import FRAGMENTS, PLAIN, Attributes
from scrape_clean.parse.html.lists import Numbering
from scrape_clean.parse.html.tables import Headers
from scrape_clean.parse.html.tags import INLINE_IN_TITLES

__all__ = ["TURNING", "Anchor", "Claim", "Element", "is_part_of_title", "level_of", "root", "struck", "turn", "xpath"]

_DEEP = 64
"""Beyond this depth a path names its element by its place in the page, so that paths stay short on hostile ones."""
_ONLY = frozenset({"html", "head", "body"})
_OUTSIDE = FRAGMENTS | {"template"}
_HTML_IN_SVG = frozenset({"foreignObject", "desc", "title"})
TURNING = _OUTSIDE | _HTML_IN_SVG | {"svg"}
"""Tags of elements that stand in another world than what is in them."""


class Anchor(Struct, eq=False, gc=False):
    """An open link, or text that is struck through; two links to the same address are two."""

    href: str
    """Empty outside of all links."""
    struck: bool = False
    link: "Anchor | None" = None
    """Of text struck through inside a link: that link."""


def struck(around: Anchor | None) -> Anchor:
    """Text that is struck through, in a link or outside of all."""
    if around is None:
        return Anchor("", struck=True)
    return Anchor(around.href, struck=True, link=around.link or around)


class Claim(Struct, eq=False, gc=False):
    """The right to be a bullet or a heading: an element gives it to the first block in it, and to no other."""

    seen: int
    """How many visible blocks there were before the element."""
    begin: int
    """How many blocks there were at all."""
    is_item: bool
    marker: str | None = None
    outer: "Claim | None" = None
    """The list item around a heading."""
    heading: int = -1
    """Index of the last heading directly in this item."""
    taken: bool = False
    controls: int = 0
    """How many controls there were before a list item."""


class Element(Struct, eq=False, gc=False):
    """An element on the way from the root to the place of reading.

    The first fields are its own, the middle ones it inherits until it says otherwise, the last ones come later. There
    are thousands on a page: hence a struct, which is made without running any Python.
    """

    parent: "Element"
    tag: str
    attributes: Attributes
    place: int
    """Among its siblings of the same tag, from 1."""
    number: int
    """In the page's order, from 1."""
    deep: int
    """How many elements it stands in."""
    above: "Element"
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
    """An XPath 1.0 expression that selects it, once it is asked for."""
    container: int = -1
    """Index of its container, or of the one around it, once there is one."""
    line: bool = False
    """Whether it begins and ends a line."""


def root() -> Element:
    """What stands around a page; nobody asks what stands around that."""
    return Element(None, "", PLAIN, 0, 0, 0, None, {}, path="", line=True)  # type: ignore[arg-type]


def turn(element: Element, parent: Element) -> None:
    """Change over to another world than the one around."""
    tag = element.tag
    if tag in TURNING:
        element.in_svg = tag == "svg" or (parent.in_svg and tag not in _HTML_IN_SVG)
        element.outside = parent.outside or tag in _OUTSIDE


def is_part_of_title(element: Element, acting: str) -> bool:
    """Whether a block leaves the title that it stands in in one piece."""
    return acting in INLINE_IN_TITLES and (element.kind == "heading" or acting in ("button", "label"))


def xpath(element: Element, outer: str) -> str:
    """An element's path, given that of its parent: ``/html/body/div[2]/ul[1]``, or ``(//*)[4711]`` deep down.

    What stands in a template or was markup inside a text has the path of the element that holds it.
    """
    if element.parent.outside:
        return outer
    deep, tag = element.deep, element.tag
    if deep > _DEEP:
        return f"(//*)[{element.number}]"
    return f"{outer}/{tag}[{element.place}]" if deep > 2 or tag not in _ONLY else f"{outer}/{tag}"


def level_of(attributes: Attributes) -> int:
    """Of an element with the role of a heading; 2 unless it says so (WAI-ARIA 1.2)."""
    written = (attributes.get("aria-level") or "").strip()
    return int(written) if written in ("1", "2", "3", "4", "5", "6") else 2
