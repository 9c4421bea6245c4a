"""The second reader's tree, apart from the first's: its libraries take longer to load than a page to clean."""

from bs4.element import Comment, NavigableString, Tag

from scrape_clean.parse.html.events import Attributes
from scrape_clean.parse.html.facts.found import Found, needs_place
from scrape_clean.parse.html.soup import SoupPage
from scrape_clean.parse.html.trees import Around
from scrape_clean.parse.selectors import CHOICE

__all__ = ["SoupTree"]


class SoupTree(SoupPage):
    """The second reader's; answers as `LexborTree` does."""

    def find(self, selector: str) -> list[Found]:
        """The elements that a CSS selector matches."""
        nodes = self._select(selector)
        around = Around({id(node): place for place, node in enumerate(nodes)})
        found = []
        for node in nodes:
            attributes: Attributes = {name: str(value) for name, value in node.attrs.items()}
            inside = around.place(map(id, node.parents)) if needs_place(attributes) else -1
            text = _data(node) if around.has_text(node.name, attributes) else ""
            found.append(Found(node.name, attributes, inside, text))
        return found

    def mark(self, selector: str, choice: str) -> bool:
        """Give the elements that a selector matches the attribute `CHOICE`."""
        nodes = self._select(selector)
        for node in nodes:
            node.attrs[CHOICE] = choice
        return bool(nodes)

    def _select(self, selector: str) -> list[Tag]:
        """Those outside of templates, whose content is no part of the page's tree."""
        nodes = self._root.select(selector)
        if self._root.find("template") is None:
            return list(nodes)
        return [node for node in nodes if node.find_parent("template") is None]


def _data(node: Tag) -> str:
    """The data of all text nodes in an element."""
    texts = (part for part in node.descendants if isinstance(part, NavigableString))
    return "".join(text for text in texts if not isinstance(text, Comment))
