"""A reader's tree, with what is asked of it by CSS selector. Both readers' answer alike."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from selectolax.lexbor import LexborNode

from scrape_clean.parse.html.events import Attributes, Page
from scrape_clean.parse.html.facts.found import Found, has_text, needs_place
from scrape_clean.parse.html.lexbor import LexborPage
from scrape_clean.parse.selectors import CHOICE, Markable

__all__ = ["Around", "LexborTree", "Tree"]

_MOST_TEXTS = 200
"""Found elements of a page whose text is looked at: a page that names more authors than this has none of its own."""


class Tree(Page, Markable, Protocol):
    """A parsed page that can be asked and marked."""

    def find(self, selector: str, /) -> list[Found]:
        """The elements that a CSS selector matches, in document order; none inside a template."""


class Around:
    """What stands around the found elements, in time linear in the page: each element on the way is passed once."""

    def __init__(self, places: dict[int, int]) -> None:
        """Take the found elements: the index of each by its address."""
        self._places = places
        self._texts = 0

    def place(self, ancestors: Iterable[int]) -> int:
        """Index of the innermost found element among some ancestors, the innermost first; -1 if there is none."""
        trail = []
        place = -1
        for ancestor in ancestors:
            if (known := self._places.get(ancestor)) is not None:
                place = known
                break
            trail.append(ancestor)
        self._places.update(dict.fromkeys(trail, place))
        return place

    def has_text(self, tag: str, attributes: Attributes) -> bool:
        """Whether an element's text is asked for; elements one in another could have the whole page's each."""
        if not has_text(tag, attributes):
            return False
        self._texts += 1
        return self._texts <= _MOST_TEXTS


def _ancestors(node: LexborNode) -> Iterator[int]:
    outer = node.parent
    while outer is not None:
        yield outer.mem_id
        outer = outer.parent


class LexborTree(LexborPage):
    """The fast reader's."""

    def find(self, selector: str) -> list[Found]:
        """The elements that a CSS selector matches."""
        nodes = self._select(selector)
        around = Around({node.mem_id: place for place, node in enumerate(nodes)})
        found = []
        for node in nodes:
            tag, attributes = node.tag or "", node.attributes
            inside = around.place(_ancestors(node)) if needs_place(attributes) else -1
            text = node.text(deep=True) if around.has_text(tag, attributes) else ""
            found.append(Found(tag, attributes, inside, text))
        return found

    def mark(self, selector: str, choice: str) -> bool:
        """Give the elements that a selector matches the attribute `CHOICE`."""
        nodes = self._select(selector)
        for node in nodes:
            node.attrs[CHOICE] = choice
        return bool(nodes)

    def _select(self, selector: str) -> list[LexborNode]:
        """Each element once; lexbor finds some twice for "a, b"."""
        found = [] if self._root is None else self._root.css(selector)
        return list({node.mem_id: node for node in found}.values())
