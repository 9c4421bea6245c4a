"""Tables of contents: entries that lead to the page's own headings and say nothing that these do not.

A heading is no record, so no de-duplication finds what says it again: here an entry ends for which the heading stands.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from scrape_clean.label.links import Addresses
from scrape_clean.model import Block, Document

__all__ = ["contents"]

_FEWEST = 3
"""Entries of a table of contents; one or two links into the text are references."""
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
"""In front of a heading or an entry. A style sheet may number the one and not the other."""


def contents(document: Document, content: Sequence[bool]) -> set[int]:
    """Find the entries of tables of contents.

    Args:
        document: The page.
        content: Which blocks are content so far.

    Returns:
        Indices of blocks, content or not, that each are one link to a fragment of the page, read like one of its
        headings that is content, numbers and signs aside, and lead no content but other such entries; none if there are
        fewer than three entries. Where the page's address is not known, it is the relative one that three or more
        entries name, if there is one such.
    """
    blocks = document.blocks
    links = [at for at, block in enumerate(blocks) if _is_one_link(block) and "#" in block.links[0].href]
    if len(links) < _FEWEST:
        return set()
    names = {_name(block.text) for block, one in zip(blocks, content, strict=True) if one and block.kind == "heading"}
    named = [at for at in links if _name(blocks[at].text) in names]
    addresses = Addresses(document.url)
    found = {at for at in named if addresses.judge(blocks[at].links[0].href)[0] == "in-page"}
    if document.url is None:
        found |= _of_one_page(blocks, [at for at in named if addresses.judge(blocks[at].links[0].href)[0] == "inward"])
    if len(found) < _FEWEST:
        return set()
    leading = {
        at
        for at, (block, below) in enumerate(pairwise(blocks))
        if content[at + 1] and at + 1 not in found and (below.depth > block.depth or below.kind == "definition")
    }
    return found - leading


def _of_one_page(blocks: Sequence[Block], entries: Sequence[int]) -> set[int]:
    """Those of the entries that lead to a page with three or more names among them, if there is one such page."""
    led: defaultdict[str, list[int]] = defaultdict(list)
    for at in entries:
        led[blocks[at].links[0].href.split("#", 1)[0]].append(at)
    pages = [several for several in led.values() if len({_name(blocks[at].text) for at in several}) >= _FEWEST]
    return set(pages[0]) if len(pages) == 1 else set()


def _is_one_link(block: Block) -> bool:
    return len(block.links) == 1 and block.kind != "heading" and block.links[0].text.strip() == block.text


def _name(text: str) -> str:
    """Letters and digits alone: a heading may end in a sign that links to itself."""
    number = _NUMBER.match(text)
    return "".join(filter(str.isalnum, text[number.end() :] if number else text)).casefold()
