"""Which of a page's JSON-LD nodes the page is about, and the facts in it.

Source: schema.org 29; Google's guidelines for structured data for where publishers put what.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from scrape_clean.model import Fact
from scrape_clean.parse.html.facts.dates import iso_date
from scrape_clean.parse.html.facts.jsonld import Graph, Node, texts_of, types_of
from scrape_clean.parse.html.facts.values import same_address

__all__ = ["Entities"]

_AROUND: Final = frozenset(
    {
        *("WebSite", "Organization", "NewsMediaOrganization", "Corporation", "Person", "BreadcrumbList", "ItemList"),
        *("ImageObject", "ListItem", "SearchAction", "SiteNavigationElement", "WPHeader", "WPFooter", "WPSideBar"),
        *("PostalAddress", "ImageGallery", "Brand", "Comment", "Review", "Rating", "AggregateRating", "Offer"),
    }
)
"""Types of nodes that stand beside what a page is about: who publishes it, where it hangs, its parts."""
_SHOWN_IN: Final = frozenset({"VideoObject", "AudioObject", "Clip", "Question", "Answer", "DataDownload", "Thing"})
"""Types of nodes that are the page only if they have its address: most often it just shows one."""


class Entities:
    """The nodes that the page is about: first the article, product, event ..., then the page itself."""

    def __init__(self, graph: Graph, addresses: Sequence[str]) -> None:
        """Choose them.

        Args:
            graph: The page's JSON-LD.
            addresses: What the page is called: its canonical address, and the one that it was fetched from.
        """
        self._graph = graph
        subjects = [node for node in graph.top if _is_subject(node)]
        self._pages = [node for node in graph.top if any(name.endswith("Page") for name in types_of(node))]
        named = [node for page in self._pages for node in graph.nodes(page.get("mainEntity")) if _is_subject(node)]
        self.subjects = _the_one(graph, named or subjects, addresses)
        self._websites = [node for node in graph.top if "WebSite" in types_of(node)]

    def titles(self) -> Iterator[Fact]:
        """What the page is called."""
        for node in self.subjects:
            for key in ("headline", "title", "name"):
                yield from (_fact(key, text) for text in texts_of(node.get(key))[:1])
        for node in self._pages:
            yield from (_fact("headline", text) for text in texts_of(node.get("headline"))[:1])

    def site_names(self) -> Iterator[Fact]:
        """Who publishes it."""
        for node in self._websites:
            yield from (_fact("WebSite.name", text) for text in texts_of(node.get("name"))[:1])
        for node in self.subjects:
            yield from (_fact("publisher.name", name) for name in self._graph.names(node.get("publisher")))

    def authors(self) -> list[Fact]:
        """Who wrote it."""
        for node in (*self.subjects, *self._pages):
            for key in ("author", "creator"):
                found = [_fact(key, name) for name in self._graph.names(node.get(key)) if name]
                if found:
                    return found
        return []

    def texts(self, *keys: str) -> Iterator[Fact]:
        """The texts of a property, the first one of each node."""
        for node in (*self.subjects, *self._pages):
            for key in keys:
                yield from (_fact(key, text) for text in texts_of(node.get(key))[:1])

    def dates(self, *keys: str) -> Iterator[Fact]:
        """The dates of a property."""
        for fact in self.texts(*keys):
            if date := iso_date(fact.value):
                yield Fact(date, fact.origin)


def _is_subject(node: Node) -> bool:
    types = types_of(node)
    return bool(types) and not any(name in _AROUND or name.endswith("Page") for name in types)


def _the_one(graph: Graph, nodes: list[Node], addresses: Sequence[str]) -> list[Node]:
    """The node that is about this page, and others of the same name; none where several could be it.

    A list of ten articles makes none of them the page.
    """
    here = [
        node for node in nodes if any(same_address(url, known) for url in _urls(graph, node) for known in addresses)
    ]
    chosen = here or [node for node in nodes if _SHOWN_IN.isdisjoint(types_of(node))]
    names = {_name(node) for node in chosen}
    if len(names) > 1:
        headed = [node for node in chosen if "headline" in node]
        chosen, names = headed, {_name(node) for node in headed}
    return chosen if len(names) == 1 else []


def _name(node: Node) -> str:
    return next((text for key in ("headline", "title", "name") for text in texts_of(node.get(key))), "")


def _urls(graph: Graph, node: Node) -> Iterator[str]:
    yield from texts_of(node.get("url"))
    yield from texts_of(node.get("@id"))
    page = node.get("mainEntityOfPage")
    yield from texts_of(page)
    for part in graph.nodes(page):
        yield from texts_of(part.get("@id"))
        yield from texts_of(part.get("url"))


def _fact(key: str, text: str) -> Fact:
    return Fact(text, f"json-ld:{key}")
