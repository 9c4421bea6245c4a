"""The second reader: Beautiful Soup over html5lib, which follows the HTML standard step by step and slowly."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, cast

import html5lib
from bs4 import BeautifulSoup
from bs4.builder._html5lib import HTML5TreeBuilder
from bs4.element import Comment, PageElement, PreformattedString, Tag

from scrape_clean.parse.html.events import (
    COUNTED,
    END,
    FRAGMENTS,
    PLAIN,
    TEXT,
    Attributes,
    Event,
    Skipped,
    counted_start,
    frame_events,
)
from scrape_clean.parse.html.surplus import bound

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

    def __init__(self, markup: bytes) -> None:
        """Parse UTF-8."""
        self._root = _soup(markup.decode(), _TreeBuilder)

    def events(self, skipped: Skipped) -> Iterator[Event]:
        """Tell the whole page."""
        return _events(self._root, skipped, nested=False)


def _soup(text: str, builder: type[_TreeBuilder]) -> BeautifulSoup:
    # Beautiful Soup warns of a text that could be a file's name; a line feed at the end shows that it is none.
    markup = text if "<" in text else text + "\n"
    return BeautifulSoup(markup, builder=builder(multi_valued_attributes={}, store_line_numbers=False))


def _events(root: Tag, skipped: Skipped, *, nested: bool) -> Iterator[Event]:
    """Tell of all that is in an element."""
    open_tags: list[Iterator[PageElement]] = [iter(root.contents)]
    while open_tags:
        node = next(open_tags[-1], None)
        if node is None:
            open_tags.pop()
            if open_tags:
                yield END
        elif isinstance(node, Tag) and node.name == "iframe" and node.attrs.get("srcdoc"):
            read = None if nested else partial(_fragment_events, skipped=skipped)
            yield from frame_events(_attributes(node), "".join(map(str, node.contents)), read)
        elif isinstance(node, Tag):
            yield node.name, _attributes(node), None
            if node.name in FRAGMENTS and not nested and "<" in (markup := "".join(map(str, node.contents))):
                yield from _fragment_events(markup, skipped)
                yield END
            elif node.name in COUNTED:
                skipped.count(node.name, sum(len(str(child)) for child in node.contents))
                yield END
            else:
                open_tags.append(iter(node.contents))
        elif isinstance(node, Comment):
            skipped.comments += len(node)
        elif not isinstance(node, PreformattedString):
            yield TEXT, PLAIN, str(node)


def _fragment_events(markup: str, skipped: Skipped) -> Iterator[Event]:
    """Tell what stands in the head and body of a piece of markup that was one text."""
    for html in _soup(bound(markup.encode()).decode(), _PlainTreeBuilder).find_all(recursive=False):
        for part in html.find_all(recursive=False):
            yield from _events(part, skipped, nested=True)


def _attributes(node: Tag) -> Attributes:
    attributes = cast("Attributes", node.attrs)  # single strings, as multi-valued attributes are off
    if node.name == "ol":
        return counted_start(attributes, (getattr(child, "name", None) for child in node.contents))
    return attributes
