"""Entries of a listing (news, events, notices): rows and cards side by side, each with a link and a date."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from scrape_clean.leads import design
from scrape_clean.model import Block, Document

__all__ = ["entries"]

_FEWEST = 3
"""Entries of a listing."""
_MOST_LINES = 6
"""Lines of an entry; what has more is the listing, or the page."""
_TITLE = 12
"""Letters from which on a link is a title: names beside remarks, and "Reply", have fewer."""
_DATE = re.compile(r"\d(?<!\d\d)(?:\d?[./-]\d{1,2}[./-](?:\d\d|\d{4})|(?:(?<=1)9|(?<=2)0)\d\d)(?!\d)")
"""A date in figures, or a year: what all languages have in common. A digit first: then the search skips all else."""


def entries(document: Document, linked: Sequence[bool], near: Sequence[Sequence[str]]) -> set[int]:
    """The blocks, as indices, that stand in entries of a listing.

    Args:
        document: The page.
        linked: For each block whether it is mostly link.
        near: For each block its element and the nearest ones around it.
    """
    if document.metadata.published is not None:
        return set()  # on the page of an article these are other articles
    dated = {at for at, block in enumerate(document.blocks) if _DATE.search(block.text)}
    if len(dated) < _FEWEST:
        return set()
    titled = {at for at, block in enumerate(document.blocks) if linked[at] and _is_title(block)}
    inside: defaultdict[str, list[int]] = defaultdict(list)
    for at, (block, elements) in enumerate(zip(document.blocks, near, strict=True)):
        if block.kind != "metadata" and block.text:
            for element in elements:
                inside[element].append(at)
    whole: defaultdict[str, list[list[int]]] = defaultdict(list)
    for element, lines in inside.items():
        if len(lines) <= _MOST_LINES and not dated.isdisjoint(lines) and not titled.isdisjoint(lines):
            whole[design(element)].append(lines)
    several = {looks: alike for looks, alike in whole.items() if len(alike) >= _FEWEST}
    if not several:
        return set()
    designs = Counter(map(design, inside))
    return {
        at for looks, alike in several.items() if 2 * len(alike) > designs[looks] for lines in alike for at in lines
    }


def _is_title(block: Block) -> bool:
    return sum(map(str.isalpha, block.text)) >= _TITLE
