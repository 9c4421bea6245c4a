"""The fast reader: selectolax's lexbor parser, walked node by node."""

from collections.abc import Iterator

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from scrape_clean.parse.html.events import COUNTED, FRAGMENTS, SPECIAL, Attributes, Page, counted_start

__all__ = ["read_lexbor"]

# Without this lexbor copies the chosen option's text into <selectedcontent>, as a browser shows it: text twice.
_AS_WRITTEN = LexborDocumentOptions.WO_EVENTS.value


def read_lexbor(text: str) -> Page:
    """Read a page as a browser with scripting on would; time and memory are linear in its length."""
    page = Page()
    root = LexborHTMLParser(text, scripting=True, options=_AS_WRITTEN).root
    if root is not None and root.parent is not None:
        _walk(root.parent.child, page, nested=False)
    return page


def _walk(node: LexborNode | None, page: Page, *, nested: bool) -> None:
    """Append the events of a node, its later siblings and all that is in them."""
    events = page.events
    open_nodes: list[LexborNode] = []
    while node is not None or open_nodes:
        if node is None:
            events.append(None)
            node = open_nodes.pop().next
            continue
        tag = node.tag
        if tag == "-text":
            events.append(node.text_content or "")
        elif tag is None or tag[0] in "-!":
            page.comments += _comment_length(node, tag)
        elif tag in SPECIAL:
            child = _enter_special(node, tag, page, nested=nested)
            open_nodes.append(node)
            node = child
            continue
        else:
            events.append((tag, node.attributes))
            child = node.child
            if child is not None:
                open_nodes.append(node)
                node = child
                continue
            events.append(None)
        node = node.next


def _enter_special(node: LexborNode, tag: str, page: Page, *, nested: bool) -> LexborNode | None:
    """Begin an element that the walk cannot treat like any other; returns the first child still to be walked."""
    attributes: Attributes = node.attributes
    if tag == "ol":
        attributes = counted_start(attributes, (child.tag for child in _siblings(node.child)))
    elif tag == "base":
        page.note_base(attributes)
    page.events.append((tag, attributes))
    if tag in COUNTED:
        page.leave_out(tag, sum(len(child.text_content or "") for child in _siblings(node.child)))
        return None
    if tag == "template":
        fragments = node.template_fragments()
        return fragments[0].child if fragments else node.child
    if tag in FRAGMENTS and not nested and node.child is not None and "<" in (node.child.text_content or ""):
        _read_fragment(node.child.text_content or "", page)
        return None
    return node.child


def _read_fragment(markup: str, page: Page) -> None:
    """Append what stands in the head and body of a piece of markup that was one text."""
    root = LexborHTMLParser(markup, options=_AS_WRITTEN).root
    for part in _siblings(None if root is None else root.child):
        _walk(part.child, page, nested=True)


def _comment_length(node: LexborNode, tag: str | None) -> int:
    """Of a comment's data; its content as lexbor gives it has lost its outer spaces. ``<?php ... ?>`` counts too."""
    markup = {"-comment": len("<!---->"), None: len("<>")}.get(tag)
    return 0 if markup is None else len(node.html or "") - markup


def _siblings(node: LexborNode | None) -> Iterator[LexborNode]:
    while node is not None:
        yield node
        node = node.next
