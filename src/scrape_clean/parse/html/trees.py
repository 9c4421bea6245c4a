"""Both readers' trees, with what is asked of them by CSS selector. Each answers alike."""

from collections.abc import Mapping
from typing import Protocol

from bs4.element import Comment, NavigableString, Tag
from selectolax.lexbor import LexborNode

from scrape_clean.parse.html.events import Attributes, Page
from scrape_clean.parse.html.facts.found import Found, has_text, needs_place
from scrape_clean.parse.html.lexbor import LexborPage
from scrape_clean.parse.html.selectors import CHOICE, Markable
from scrape_clean.parse.html.soup import SoupPage

__all__ = ["LexborTree", "SoupTree", "Tree"]


class Tree(Page, Markable, Protocol):
    """A parsed page that can be asked and marked."""

    def find(self, selector: str, /) -> list[Found]:
        """The elements that a CSS selector matches, in document order; none inside a template."""


class LexborTree(LexborPage):
    """The fast reader's."""

    def find(self, selector: str) -> list[Found]:
        """The elements that a CSS selector matches."""
        nodes = self._select(selector)
        places = {node.mem_id: place for place, node in enumerate(nodes)}
        found = []
        for node in nodes:
            tag, attributes = node.tag or "", node.attributes
            outer = node.parent if needs_place(attributes) else None
            while outer is not None and outer.mem_id not in places:
                outer = outer.parent
            text = node.text(deep=True) if has_text(tag, attributes) else ""
            found.append(Found(tag, attributes, -1 if outer is None else places[outer.mem_id], text))
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


class SoupTree(SoupPage):
    """The second reader's."""

    def find(self, selector: str) -> list[Found]:
        """The elements that a CSS selector matches."""
        nodes = self._select(selector)
        places: Mapping[int, int] = {id(node): place for place, node in enumerate(nodes)}
        found = []
        for node in nodes:
            attributes: Attributes = {name: str(value) for name, value in node.attrs.items()}
            outer = node.parent if needs_place(attributes) else None
            while outer is not None and id(outer) not in places:
                outer = outer.parent
            text = _data(node) if has_text(node.name, attributes) else ""
            found.append(Found(node.name, attributes, -1 if outer is None else places[id(outer)], text))
        return found

    def mark(self, selector: str, choice: str) -> bool:
        """Give the elements that a selector matches the attribute `CHOICE`."""
        nodes = self._select(selector)
        for node in nodes:
            node.attrs[CHOICE] = choice
        return bool(nodes)

    def _select(self, selector: str) -> list[Tag]:
        """Those outside of templates, whose content is no part of the page's tree."""
        return [node for node in self._root.select(selector) if node.find_parent("template") is None]


def _data(node: Tag) -> str:
    """The data of all text nodes in an element."""
    texts = (part for part in node.descendants if isinstance(part, NavigableString))
    return "".join(text for text in texts if not isinstance(text, Comment))
