"""The second reader: Beautiful Soup over html5lib, which follows the HTML standard step by step and slowly."""

from collections.abc import Iterable, Iterator
from typing import Any

import html5lib
from bs4 import BeautifulSoup
from bs4.builder._html5lib import HTML5TreeBuilder
from bs4.element import Comment, PageElement, PreformattedString, Tag

from scrape_clean.parse.html.events import COUNTED, FRAGMENTS, SPECIAL, Page, counted_start

__all__ = ["read_soup"]


class _TreeBuilder(HTML5TreeBuilder):
    """Beautiful Soup's own, but with scripting on, and silent about markup that looks like XML."""

    scripting = True

    def prepare_markup(self, markup: Any, *_args: Any, **_kwargs: Any) -> Iterable[tuple[Any, None, None, bool]]:  # noqa: ANN401
        yield (markup, None, None, False)

    def feed(self, markup: Any) -> None:  # noqa: ANN401
        parser = html5lib.HTMLParser(tree=self.create_treebuilder)
        self.underlying_builder.parser = parser
        parser.parse(markup, scripting=self.scripting)
        self.underlying_builder.parser = None


class _PlainTreeBuilder(_TreeBuilder):
    scripting = False


def read_soup(text: str) -> Page:
    """Read a page as a browser with scripting on would. Some hundred times slower than lexbor.

    html5lib is of 2020. Where the standard has changed since (markup inside ``select``, ``dialog`` and ``search``
    closing a ``p``, ruby's ``rb`` and ``rtc``, ``menuitem``, ``isindex``), lexbor is the one that follows it.
    """
    page = Page()
    _walk(_soup(text, _TreeBuilder), page, nested=False)
    return page


def _soup(text: str, builder: type[_TreeBuilder]) -> BeautifulSoup:
    # Beautiful Soup warns of a text that could be a file's name; a line feed at the end shows that it is none.
    markup = text if "<" in text else text + "\n"
    return BeautifulSoup(markup, builder=builder(multi_valued_attributes={}, store_line_numbers=False))


def _walk(root: Tag, page: Page, *, nested: bool) -> None:
    """Append the events of all that is in an element."""
    events: list[Any] = page.events
    open_tags: list[Iterator[PageElement]] = [iter(root.contents)]
    while open_tags:
        node = next(open_tags[-1], None)
        if node is None:
            open_tags.pop()
            if open_tags:
                events.append(None)
        elif isinstance(node, Tag):
            if node.name in SPECIAL:
                open_tags.append(_enter_special(node, page, nested=nested))
            else:
                events.append((node.name, node.attrs))
                open_tags.append(iter(node.contents))
        elif isinstance(node, Comment):
            page.comments += len(node)
        elif not isinstance(node, PreformattedString):
            events.append(str(node))


def _enter_special(node: Tag, page: Page, *, nested: bool) -> Iterator[PageElement]:
    """Begin an element that the walk cannot treat like any other; returns the children still to be walked."""
    attributes: Any = node.attrs
    if node.name == "ol":
        attributes = counted_start(attributes, (getattr(child, "name", None) for child in node.contents))
    elif node.name == "base":
        page.note_base(attributes)
    page.events.append((node.name, attributes))
    if node.name in COUNTED:
        page.leave_out(node.name, sum(len(str(child)) for child in node.contents))
        return iter(())
    if node.name in FRAGMENTS and not nested and "<" in (markup := "".join(map(str, node.contents))):
        for html in _soup(markup, _PlainTreeBuilder).find_all(recursive=False):
            for part in html.find_all(recursive=False):
                _walk(part, page, nested=True)
        return iter(())
    return iter(node.contents)
