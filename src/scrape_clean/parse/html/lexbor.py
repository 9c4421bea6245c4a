"""The fast reader: selectolax's lexbor parser, walked node by node."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

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

__all__ = ["LexborPage"]

# Without this lexbor copies the chosen option's text into <selectedcontent>, as a browser shows it: text twice.
_AS_WRITTEN = LexborDocumentOptions.WO_EVENTS.value
# How selectolax names what is no element: None is a processing instruction.
_NO_ELEMENTS = frozenset({None, "-comment", "-doctype", "-document"})
_MARKUP = {"-comment": len("<!---->"), None: len("<>")}
_NOT_PLAIN = COUNTED | FRAGMENTS | _NO_ELEMENTS | {"ol", "template"}
"""What the walk cannot treat like any other element; None is in it."""


class LexborPage:
    """A page as a browser with scripting on would read it; time and memory are linear in its length."""

    def __init__(self, markup: bytes) -> None:
        """Parse UTF-8."""
        self._root = LexborHTMLParser(markup, scripting=True, options=_AS_WRITTEN).root

    def events(self, skipped: Skipped) -> Iterator[Event]:
        """Tell the whole page."""
        document = None if self._root is None else self._root.parent
        return _events(None if document is None else document.first_child, skipped, nested=False)


def _events(node: LexborNode | None, skipped: Skipped, *, nested: bool) -> Iterator[Event]:
    """Tell of a node, its later siblings and all that is in them."""
    open_nodes: list[LexborNode] = []
    while True:
        while node is None:
            if not open_nodes:
                return
            yield END
            node = open_nodes.pop().next
        text = node.text_content
        if text is not None:
            yield TEXT, PLAIN, text
        elif (tag := node.tag) not in _NOT_PLAIN:
            child = node.first_child
            if child is None:
                yield tag, node.attributes, ""  # type: ignore[misc]
            elif child.is_text_node and child.next is None:
                yield tag, node.attributes, child.text_content  # type: ignore[misc]
            else:
                yield tag, node.attributes, None  # type: ignore[misc]
                open_nodes.append(node)
                node = child
                continue
        else:
            told, child = _special(node, tag, skipped, nested=nested)
            yield from told
            if child is not None:
                open_nodes.append(node)
                node = child
                continue
        node = node.next


def _special(
    node: LexborNode, tag: str | None, skipped: Skipped, *, nested: bool
) -> tuple[Iterable[Event], LexborNode | None]:
    """What to tell of a node that the walk cannot treat like any other, and its first child if that comes next."""
    if tag is None or tag in _NO_ELEMENTS:
        skipped.comments += _comment_length(node, tag)
        return (), None
    attributes: Attributes = node.attributes
    child = node.first_child
    if tag in COUNTED:
        skipped.count(tag, sum(len(part.text_content or "") for part in _siblings(child)))
        child = None
    elif tag == "ol":
        attributes = counted_start(attributes, (item.tag for item in _siblings(child)))
    elif tag == "template":
        fragments = node.template_fragments()
        child = fragments[0].first_child if fragments else child
    elif tag == "iframe" and attributes.get("srcdoc"):
        inner = (child.text_content if child is not None else "") or ""
        return frame_events(attributes, inner, None if nested else partial(_fragment_events, skipped=skipped)), None
    elif not nested and (markup := _inner_markup(node)):
        return chain([(tag, attributes, None)], _fragment_events(markup, skipped), [END]), None
    return [(tag, attributes, "" if child is None else None)], child


def _inner_markup(node: LexborNode) -> str:
    """The text of an element that holds markup as a text; empty where there is none in it."""
    markup = node.first_child.text_content if node.first_child is not None else None
    return markup if markup and "<" in markup else ""


def _fragment_events(markup: str, skipped: Skipped) -> Iterator[Event]:
    """Tell what stands in the head and body of a piece of markup that was one text."""
    root = LexborHTMLParser(bound(markup.encode()), options=_AS_WRITTEN).root
    for part in _siblings(None if root is None else root.first_child):
        yield from _events(part.first_child, skipped, nested=True)


def _comment_length(node: LexborNode, tag: str | None) -> int:
    """Of a comment's data; its content as lexbor gives it has lost its outer spaces. ``<?php ... ?>`` counts too."""
    markup = _MARKUP.get(tag)
    return 0 if markup is None else len(node.html or "") - markup


def _siblings(node: LexborNode | None) -> Iterator[LexborNode]:
    while node is not None:
        yield node
        node = node.next
