"""Headings, and lines that introduce a list: they are what stands under them is."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from scrape_clean.label.places import LISTED, is_linked
from scrape_clean.model import Block, Document
from scrape_clean.outline import DEEPEST, sections

__all__ = ["BARE", "OVER_CONTENT", "OVER_LIST", "bare_headings", "over_content", "over_lists"]

_TEXTLESS = frozenset({"heading", "control", "metadata"})
_LEADS = frozenset({"heading", "summary", "term"})

OVER_LIST = -3.5
"""The score from which on a heading is content right under which there is a list or table that is (a line, too, that
introduces one): without it, the list would stand in the section before."""
OVER_CONTENT = -1.0
"""The score from which on a heading is content under which at least half of the text is: without it, that would stand
in the section before, and a change of the page's title would be silent."""
BARE = 0.75
"""So much more than others a heading needs under which there is text, but none that is content: it may be that of a
menu."""


def over_lists(document: Document, content: Sequence[bool]) -> list[int]:
    """Find what introduces a list or table of content right under it, and is no content itself.

    Args:
        document: The page.
        content: Which blocks are content so far.

    Returns:
        Indices of headings, terms, summaries and lines beside the list.
    """
    shown = [at for at, block in enumerate(document.blocks) if block.hidden is None and block.text]
    found, leads = [], set[int]()
    for at, below in reversed([*pairwise(shown)]):
        block, item = document.blocks[at], document.blocks[below]
        introduced = below in leads or (content[below] and item.kind in LISTED)
        if introduced and (block.kind in _LEADS or (block.kind == "paragraph" and _beside(document, block, item))):
            leads.add(at)
            if not content[at]:
                found.append(at)
    return found


def _beside(document: Document, block: Block, item: Block) -> bool:
    """Whether a line that is no link stands in the same element as the list after it."""
    around, listed, outer = (
        document.containers[place].parent if place >= 0 else -1
        for place in (block.container, item.container, document.containers[item.container].parent)
    )
    return item.kind in LISTED and around in {listed, outer} and not is_linked(block)


def bare_headings(document: Document, content: Sequence[bool]) -> list[int]:
    """The headings of content under which there is boilerplate and nothing else; none if nothing else is content."""
    headings, anything = _headings(document, content)
    return [at for at, held, rest in headings if content[at] and rest and not held] if anything else []


def over_content(document: Document, content: Sequence[bool]) -> list[int]:
    """The headings that are no content, under which at least as much text is content as is not."""
    headings, _ = _headings(document, content)
    return [at for at, held, rest in headings if not content[at] and held and held >= rest]


def _headings(document: Document, content: Sequence[bool]) -> tuple[list[tuple[int, int, int]], bool]:
    """Each shown heading, with the characters of content and of boilerplate under it; whether there is any content."""
    shown = [at for at, block in enumerate(document.blocks) if block.hidden is None and block.text]
    blocks = [document.blocks[at] for at in shown]
    paths = sections(blocks, document.containers)
    totals: defaultdict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
    for at, block, path in zip(shown, blocks, paths, strict=True):
        if block.kind not in _TEXTLESS:
            totals[path][not content[at]] += len(block.text)
    under: defaultdict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
    for path, (held, rest) in totals.items():
        for depth in range(1, len(path) + 1):
            under[path[:depth]][0] += held
            under[path[:depth]][1] += rest
    headings = [
        (at, *under.get((*path[: DEEPEST - 1], block.text), (0, 0)))
        for at, block, path in zip(shown, blocks, paths, strict=True)
        if block.kind == "heading"
    ]
    return headings, any(held for held, _ in totals.values())
