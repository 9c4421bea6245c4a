"""The texts in a page's JSON-LD, in their order: for pages that show none of them until scripts have run.

Source: schema.org 29. Only what is written for people to read is taken, word by word: names, descriptions, bodies,
questions and answers, steps, ingredients, entries of lists. Prices, dates, addresses and identifiers are not.
"""

from collections.abc import Iterable, Iterator
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from scrape_clean.parse.html.facts.jsonld import Graph, Node, types_of

__all__ = ["Piece", "json_ld_pieces"]

_NO_TEXT: Final = frozenset(
    {
        *("WebSite", "Organization", "NewsMediaOrganization", "Corporation", "Person", "BreadcrumbList", "ImageObject"),
        *("SearchAction", "SiteNavigationElement", "WPHeader", "WPFooter", "WPSideBar", "Brand", "PostalAddress"),
        *("AggregateRating", "Rating", "Offer", "AggregateOffer"),
    }
)
_NAMES: Final = ("headline", "name", "title")
_TEXTS: Final = ("description", "abstract", "articleBody", "reviewBody", "text", "transcript")
_LISTS: Final = (
    *("recipeIngredient", "recipeInstructions", "step", "itemListElement", "mainEntity", "acceptedAnswer"),
    *("suggestedAnswer", "hasPart", "comment", "review"),
)
_DEEPEST: Final = 8
_MOST: Final = 2_000  # pieces of one page

_Kind: TypeAlias = Literal["heading", "bullet", "text"]


class Piece(Struct, frozen=True):
    """One of them."""

    kind: _Kind
    """``heading``: the name of a thing that has more to say; ``bullet``: an entry that is just a name or line;
    ``text``: anything longer, which may be markup or have lines and bullets of its own."""
    text: str
    level: int = 0
    """Of a heading."""


def json_ld_pieces(scripts: Iterable[str]) -> Iterator[Piece]:
    """The texts of all things in a page's scripts; nothing twice because two things refer to it."""
    graph = Graph(scripts)
    seen: set[int] = set()
    count = 0
    for node in graph.top:
        for piece in _pieces(graph, node, 1, seen):
            yield piece
            count += 1
            if count == _MOST:
                return


def _pieces(graph: Graph, node: Node, level: int, seen: set[int]) -> Iterator[Piece]:
    if id(node) in seen or level > _DEEPEST or not _NO_TEXT.isdisjoint(types_of(node)):
        return
    seen.add(id(node))
    inner = [piece for key in _TEXTS for piece in _lines(node.get(key), "text")]
    for key in _LISTS:
        for value in _values(node.get(key)):
            if isinstance(value, str):
                inner.extend(_lines(value, "bullet"))
                continue
            for part in graph.nodes(value):
                inner.extend(_pieces(graph, _entry(graph, part), level + 1, seen))
    name = next((piece.text for key in _NAMES for piece in _lines(node.get(key), "text")), "")
    if name and (inner or level > 1):
        yield Piece("heading", name, level) if inner else Piece("bullet", name)
    yield from inner


def _entry(graph: Graph, part: Node) -> Node:
    """What an entry of a list stands for."""
    if "ListItem" in types_of(part):
        return next((node for node in graph.nodes(part.get("item")) if node.get("name")), part)
    return part


def _values(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _lines(value: object, kind: _Kind) -> Iterator[Piece]:
    """The strings in a value."""
    for item in _values(value):
        if isinstance(item, str) and item.strip():
            yield Piece(kind, item)
