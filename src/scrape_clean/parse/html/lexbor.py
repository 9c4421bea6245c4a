"""The fast reader: selectolax's lexbor parser, walked node by node."""

from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode, SelectolaxError

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

__all__ = ["LexborPage"]

# Without this lexbor copies the chosen option's text into <selectedcontent>, as a browser shows it: text twice.
_AS_WRITTEN = LexborDocumentOptions.WO_EVENTS.value
# How selectolax names what is no element: None is a processing instruction.
_NO_ELEMENTS = frozenset({None, "-comment", "-doctype", "-document"})
_MARKUP = {"-comment": len("<!---->"), None: len("<>")}
_NOT_PLAIN = SPECIAL | _NO_ELEMENTS
"""What the walk cannot treat like any other element; None is in it."""


class LexborPage:
    """A page as a browser with scripting on would read it; time and memory are linear in its length."""

    def __init__(self, markup: bytes, ignore: Sequence[str] = ()) -> None:
        """Parse UTF-8, and mark the elements that some CSS selectors match.

        Raises:
            UsageError: A selector is none.
        """
        self._root = LexborHTMLParser(markup, scripting=True, options=_AS_WRITTEN).root
        for selector in ignore:
            try:
                found = [] if self._root is None else self._root.css(selector)
            except SelectolaxError:
                raise UsageError(f"ignore selector {selector!r}: is no CSS selector") from None
            for node in found:
                node.attrs[IGNORED] = ""

    def walk(self, handler: Handler) -> Skipped:
        """Tell the whole page."""
        skipped = Skipped()
        if self._root is not None and self._root.parent is not None:
            _walk(self._root.parent.child, handler, skipped, nested=False)
        return skipped


def _walk(node: LexborNode | None, handler: Handler, skipped: Skipped, *, nested: bool) -> None:
    """Tell of a node, its later siblings and all that is in them."""
    start, end, empty, text = handler.start, handler.end, handler.empty, handler.text
    open_nodes: list[LexborNode] = []
    while True:
        if node is None:
            if not open_nodes:
                return
            end()
            node = open_nodes.pop()
        elif (tag := node.tag) == "-text":
            text(node.text_content or "")
        elif tag in _NOT_PLAIN:
            child = _start_special(node, tag, handler, skipped, nested=nested)
            if child is not None:
                open_nodes.append(node)
                node = child
                continue
        elif (child := node.child) is None:
            empty(tag, node.attributes)  # type: ignore[arg-type]
        else:
            start(tag, node.attributes)  # type: ignore[arg-type]
            open_nodes.append(node)
            node = child
            continue
        node = node.next


def _start_special(
    node: LexborNode, tag: str | None, handler: Handler, skipped: Skipped, *, nested: bool
) -> LexborNode | None:
    """Tell of a node that the walk cannot treat like any other; returns the first child still to be walked, if any."""
    if tag is None or tag in _NO_ELEMENTS:
        skipped.comments += _comment_length(node, tag)
        return None
    attributes: Attributes = node.attributes
    child = node.child
    if tag in COUNTED:
        skipped.count(tag, sum(len(part.text_content or "") for part in _siblings(child)))
        child = None
    elif tag == "ol":
        attributes = counted_start(attributes, (item.tag for item in _siblings(child)))
    elif tag == "base":
        handler.base(attributes)
    elif tag == "template":
        fragments = node.template_fragments()
        child = fragments[0].child if fragments else child
    elif tag in FRAGMENTS and not nested and child is not None and "<" in (markup := child.text_content or ""):
        handler.start(tag, attributes)
        _walk_fragment(markup, handler, skipped)
        handler.end()
        return None
    if child is None:
        handler.empty(tag, attributes)
    else:
        handler.start(tag, attributes)
    return child


def _walk_fragment(markup: str, handler: Handler, skipped: Skipped) -> None:
    """Tell what stands in the head and body of a piece of markup that was one text."""
    root = LexborHTMLParser(markup, options=_AS_WRITTEN).root
    for part in _siblings(None if root is None else root.child):
        _walk(part.child, handler, skipped, nested=True)


def _comment_length(node: LexborNode, tag: str | None) -> int:
    """Of a comment's data; its content as lexbor gives it has lost its outer spaces. ``<?php ... ?>`` counts too."""
    markup = _MARKUP.get(tag)
    return 0 if markup is None else len(node.html or "") - markup


def _siblings(node: LexborNode | None) -> Iterator[LexborNode]:
    while node is not None:
        yield node
        node = node.next
