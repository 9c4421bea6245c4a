"""A bound on nesting, for pages made to be slow.

At each tag the HTML standard's tree construction may search all open elements, which takes time quadratic in the depth.
Browsers stop at 512; the bound here is far beyond what any author nests.
"""

import re
from collections.abc import Iterable

__all__ = ["MAX_DEPTH", "count_tags", "limit_depth", "without_deep"]

MAX_DEPTH = 10_000

_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})(?![a-zA-Z0-9-])[^<>]*>")
_VOID = b"area base br col embed frame hr img input link meta param source track wbr basefont bgsound keygen"
_CLOSED_BY_THE_NEXT = (
    b"html head body p li dt dd a nobr button option optgroup tr td th thead tbody tfoot colgroup caption rt rp rb rtc"
)
_NEST_NOT = frozenset((_VOID + b" " + _CLOSED_BY_THE_NEXT).split())
# What a tag begins with that may nest; to count these is much faster than to follow them.
_NESTING = re.compile(rb"<(?!(?i:%b)[^a-zA-Z0-9-])[a-zA-Z]" % b"|".join(sorted(_NEST_NOT)))


def count_tags(markup: bytes) -> int:
    """How many tags there may be at most. ``bytes.count`` looks at every byte, which takes three times as long."""
    return len(markup) - len(markup.replace(b"<", b""))


def limit_depth(markup: bytes) -> bytes:
    """Take off the tags that nest deeper than ``MAX_DEPTH``; the text in them stays. Linear time."""
    if count_tags(markup) <= MAX_DEPTH or len(_NESTING.findall(markup)) <= MAX_DEPTH:
        return markup
    return without_deep(markup, (tag for tag in _TAG.finditer(markup) if tag[2].lower() not in _NEST_NOT), MAX_DEPTH)


def without_deep(markup: bytes, tags: Iterable[re.Match[bytes]], most: int) -> bytes:
    """Take off the tags that nest deeper than ``most``; of an end tag the first group holds the slash."""
    depth, done = 0, 0
    kept: list[bytes] = []
    for tag in tags:
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth >= most + (not tag[1]):
            kept.append(markup[done : tag.start()])
            done = tag.end()
    return b"".join((*kept, markup[done:])) if kept else markup
