"""The second reader: Beautiful Soup over html5lib, which follows the HTML standard step by step and slowly."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

import html5lib
from bs4 import BeautifulSoup
from bs4.builder._html5lib import HTML5TreeBuilder
from bs4.element import Comment, PageElement, PreformattedString, Tag
from soupsieve import SelectorSyntaxError

from scrape_clean.errors import UsageError
from scrape_clean.parse.html.events import (
    COUNTED,
    FRAGMENTS,
    IGNORED,
    SPECIAL,
    Attributes,
    Handler,
    Skipped,
    counted_start,
)

__all__ = ["SoupPage"]


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


class SoupPage:
    """A page as a browser with scripting on would read it. Some hundred times slower than lexbor.

    html5lib is of 2020. Where the standard has changed since (markup inside ``select``, ``dialog`` and ``search``
    closing a ``p``, ruby's ``rb`` and ``rtc``, ``menuitem``, ``isindex``), lexbor is the one that follows it.
    """

    def __init__(self, markup: bytes, ignore: Sequence[str] = ()) -> None:
        """Parse UTF-8, and mark the elements that some CSS selectors match.

        Raises:
            UsageError: A selector is none.
        """
        self._root = _soup(markup.decode(), _TreeBuilder)
        for selector in ignore:
            try:
                found = self._root.select(selector)
            except SelectorSyntaxError:
                raise UsageError(f"ignore selector {selector!r}: is no CSS selector") from None
            for node in found:
                node.attrs[IGNORED] = ""

    def walk(self, handler: Handler) -> Skipped:
        """Tell the whole page."""
        skipped = Skipped()
        _walk(self._root, handler, skipped, nested=False)
        return skipped


def _soup(text: str, builder: type[_TreeBuilder]) -> BeautifulSoup:
    # Beautiful Soup warns of a text that could be a file's name; a line feed at the end shows that it is none.
    markup = text if "<" in text else text + "\n"
    return BeautifulSoup(markup, builder=builder(multi_valued_attributes={}, store_line_numbers=False))


def _walk(root: Tag, handler: Handler, skipped: Skipped, *, nested: bool) -> None:
    """Tell of all that is in an element."""
    open_tags: list[Iterator[PageElement]] = [iter(root.contents)]
    while open_tags:
        node = next(open_tags[-1], None)
        if node is None:
            open_tags.pop()
            if open_tags:
                handler.end()
        elif isinstance(node, Tag):
            if node.name in SPECIAL:
                open_tags.append(_start_special(node, handler, skipped, nested=nested))
            else:
                handler.start(node.name, _attributes(node))
                open_tags.append(iter(node.contents))
        elif isinstance(node, Comment):
            skipped.comments += len(node)
        elif not isinstance(node, PreformattedString):
            handler.text(str(node))


def _start_special(node: Tag, handler: Handler, skipped: Skipped, *, nested: bool) -> Iterator[PageElement]:
    """Begin an element that the walk cannot treat like any other; returns the children still to be walked."""
    attributes = _attributes(node)
    if node.name == "ol":
        attributes = counted_start(attributes, (getattr(child, "name", None) for child in node.contents))
    elif node.name == "base":
        handler.base(attributes)
    handler.start(node.name, attributes)
    if node.name in COUNTED:
        skipped.count(node.name, sum(len(str(child)) for child in node.contents))
        return iter(())
    if node.name in FRAGMENTS and not nested and "<" in (markup := "".join(map(str, node.contents))):
        for html in _soup(markup, _PlainTreeBuilder).find_all(recursive=False):
            for part in html.find_all(recursive=False):
                _walk(part, handler, skipped, nested=True)
        return iter(())
    return iter(node.contents)


def _attributes(node: Tag) -> Attributes:
    return cast("Attributes", node.attrs)  # single strings, as multi-valued attributes are off
