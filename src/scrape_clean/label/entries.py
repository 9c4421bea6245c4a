"""Entries of a listing (news, events, notices): rows and cards side by side, each with a link and a date."""

import re
from collections import defaultdict
from collections.abc import Sequence

from scrape_clean.leads import around, design
from scrape_clean.model import Block, Document

__all__ = ["entries"]

_FEWEST = 3
"""Entries of a listing."""
_MOST_LINES = 6
"""Lines of an entry; what has more is the listing, or the page."""
_TITLE = 12
"""Letters from which on a link is a title: names beside remarks, and "Reply", have fewer."""
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:\d\d|\d{4})|(?:19|20)\d\d)(?!\d)")
"""A date in figures, or a year: what all languages have in common."""


def entries(document: Document, linked: Sequence[bool]) -> set[int]:
    """The blocks, as indices, that stand in entries of a listing.

    Args:
        document: The page.
        linked: For each block whether it is mostly link.
    """
    if document.metadata.published is not None:
        return set()  # on the page of an article these are other articles
    dated = [_DATE.search(block.text) is not None for block in document.blocks]
    if sum(dated) < _FEWEST:
        return set()
    inside: defaultdict[str, list[int]] = defaultdict(list)
    for at, block in enumerate(document.blocks):
        if block.kind != "metadata" and block.text:
            for element in around(block.path):
                inside[element].append(at)
    alike: defaultdict[str, list[list[int]]] = defaultdict(list)
    for element, lines in inside.items():
        alike[design(element)].append(lines)
    titled = [link and _is_title(block) for link, block in zip(linked, document.blocks, strict=True)]
    found: set[int] = set()
    for elements in alike.values():
        whole = [
            lines
            for lines in elements
            if len(lines) <= _MOST_LINES and any(dated[at] for at in lines) and any(titled[at] for at in lines)
        ]
        if len(whole) >= _FEWEST and 2 * len(whole) > len(elements):
            found.update(*whole)
    return found


def _is_title(block: Block) -> bool:
    return sum(map(str.isalpha, block.text)) >= _TITLE
