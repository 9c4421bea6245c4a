"""Headings, and lines that introduce a list: they are what stands under them is."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeAlias

from scrape_clean.label.places import LISTED, is_linked
from scrape_clean.label.skeleton import Skeleton
from scrape_clean.model import Block, Document
from scrape_clean.outline import DEEPEST, sections

__all__ = ["BARE", "OVER_CONTENT", "OVER_LIST", "Outline", "bare_headings", "outlined", "over_content", "over_lists"]

_Path: TypeAlias = tuple[str, ...]

_WHOLE = -1
"""The page; its parts begin with an h1 each."""
_TEXTLESS = frozenset({"control", "metadata"})
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


def over_lists(document: Document, laid: Skeleton, content: Sequence[bool]) -> list[int]:
    """Find what introduces a list or table of content right under it, and is no content itself.

    Args:
        document: The page.
        laid: Where its containers begin and end.
        content: Which blocks are content so far.

    Returns:
        Indices of headings, terms, summaries and lines beside the list.
    """
    shown = [at for at, block in enumerate(document.blocks) if block.hidden is None and block.text]
    others = [0, *accumulate(block.kind not in LISTED for block in document.blocks)]
    found, leads = [], set[int]()
    for at, below in reversed([*pairwise(shown)]):
        block, item = document.blocks[at], document.blocks[below]
        introduced = below in leads or (content[below] and item.kind in LISTED)
        if introduced and (
            block.kind in _LEADS
            or (block.kind == "paragraph" and (_beside(document, block, item) or _titles(document, laid, at, others)))
        ):
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


def _titles(document: Document, laid: Skeleton, at: int, others: Sequence[int]) -> bool:
    """Whether a line that is no link begins an element in which there is a list or table, and nothing else."""
    block = document.blocks[at]
    around = document.containers[block.container].parent if block.container >= 0 else -1
    if around < 0 or laid.first[around] != at or is_linked(block):
        return False
    end = laid.end[around]
    return bool(end > at + 1 and others[end] == others[at + 1])


class Outline(NamedTuple):
    """What is shown of a page, by its headings.

    Sections are numbered, those of each part by themselves; a section comes after the one that it stands in. 0 is none.
    """

    headings: list[tuple[int, int, int]]
    """The index of each, and the section that it opens: of its part, and of the whole page."""
    texts: list[tuple[int, int, int, int]]
    """The index of all that is said under them, its length, and the section that it stands in: of its part, and of the
    whole page."""
    outer: list[int]
    """The section that each section stands in."""


def outlined(document: Document) -> Outline:
    """Find what stands under each heading."""
    shown = [at for at, block in enumerate(document.blocks) if block.hidden is None and block.text]
    blocks = [document.blocks[at] for at in shown]
    numbers: dict[tuple[int, _Path], int] = {}
    outer = [0]

    def number(part: int, path: _Path) -> int:
        if not path:
            return 0
        found = numbers.get((part, path))
        if found is None:
            around = number(part, path[:-1])
            found = numbers[part, path] = len(outer)
            outer.append(around)
        return found

    headings, texts, part = [], [], _WHOLE
    here, inner, whole = None, 0, 0
    for at, block, path in zip(shown, blocks, sections(blocks, document.containers), strict=True):
        if block.kind == "heading":
            part += block.level == 1
            opened = (*path[: DEEPEST - 1], block.text)
            headings.append((at, number(_WHOLE if block.level == 1 else part, opened), number(_WHOLE, opened)))
            here = None
        elif block.kind not in _TEXTLESS:
            if path is not here:
                here, inner, whole = path, number(part, path), number(_WHOLE, path)
            texts.append((at, len(block.text), inner, whole))
    return Outline(headings, texts, outer)


def bare_headings(outline: Outline, content: Sequence[bool]) -> list[int]:
    """The headings of content under which there is boilerplate and nothing else; none if nothing else is content.

    An h1 ends what is under all others, in whatever element it stands: "Contents" may be one for the printed page.
    """
    if not any(content[at] for at, *_ in outline.texts):
        return []
    held, rest = _under(outline, content)
    return [at for at, opened, _ in outline.headings if content[at] and rest[opened] and not held[opened]]


def over_content(outline: Outline, content: Sequence[bool]) -> list[int]:
    """The headings that are no content, under which at least as much text is content as is not."""
    held, rest = _under(outline, content)
    return [
        at for at, _, opened in outline.headings if not content[at] and held[opened] and held[opened] >= rest[opened]
    ]


def _under(outline: Outline, content: Sequence[bool]) -> tuple[list[int], list[int]]:
    """The characters of content and of boilerplate in each section."""
    held, rest = [0] * len(outline.outer), [0] * len(outline.outer)
    for at, length, inner, whole in outline.texts:
        under = held if content[at] else rest
        under[whole] += length
        if inner != whole:
            under[inner] += length
    for section in range(len(outline.outer) - 1, 0, -1):
        held[outline.outer[section]] += held[section]
        rest[outline.outer[section]] += rest[section]
    return held, rest
