"""Numbers that tell lines apart: "1. Semester: 30 credits" and "2. Semester: 30 credits" are two facts, no list."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Final, TypeAlias

from msgspec.structs import replace

from scrape_clean.model import Block, Cell, Document
from scrape_clean.parse.markers import Marker, find_marker, letter_reading
from scrape_clean.parse.series import follows, number_of

__all__ = ["keep_telling"]

_INDEX: Final = re.compile(r"\[\d+\]")
_STRUCK: Final = "~~"

_Run: TypeAlias = list[tuple[int, Marker]]
"""Lines whose numbers go on from one to the next."""


def keep_telling(document: Document) -> Document:
    """The page; lines keep the numbers that were typed before them in their text where these count nothing.

    That is so where no other line of the list has the number before or after ("15. Jahrestagung"), unless it is the
    first; but not in plain text, where the number may be all that makes an item of a line. And where a third or more of
    the lines that are counted in a row say again what others of them say.
    """
    blocks = list(document.blocks)
    for runs in _lists(document):
        counts = any(_counts(document, run) for run in runs)
        for run in runs:
            if not counts or len({blocks[at].text.casefold() for at, _ in run}) * 3 <= len(run) * 2:
                for at, marker in run:
                    blocks[at] = _with_number(blocks[at], marker.text)
    return replace(document, blocks=tuple(blocks)) if blocks != list(document.blocks) else document


def _counts(document: Document, run: _Run) -> bool:
    at, marker = run[0]
    is_first = number_of(marker) == (1,) or letter_reading(marker) is not None  # "i." may be one or the ninth
    return len(run) > 1 or is_first or document.blocks[at].path is None


def _lists(document: Document) -> Iterable[list[_Run]]:
    """For each place and kind of number the runs in page order."""
    lists: dict[Hashable, list[_Run]] = defaultdict(list)
    for at, block in enumerate(document.blocks):
        marker = _typed(block, document.text) if block.marker else None
        if marker is None or len(number_of(marker)) > 1:
            continue
        runs = lists[_place(block), marker.style]
        if runs and _goes_on(runs[-1][-1][1], marker):
            runs[-1].append((at, marker))
        else:
            runs.append([(at, marker)])
    return lists.values()


def _goes_on(one: Marker, other: Marker) -> bool:
    """Up, or down as in a countdown."""
    return follows(number_of(one), number_of(other)) or follows(number_of(other), number_of(one))


def _typed(block: Block, text: str) -> Marker | None:
    """The number before a line if it stands in the page's text, and is not counted by the browser."""
    shown = (block.marker or "").removesuffix(_STRUCK).rstrip()
    if not any(map(str.isalnum, shown)) or not text[block.start : block.end].lstrip().startswith(shown):
        return None
    marker = find_marker(f"{shown} {block.text}")
    return marker if marker is not None and marker.text == shown and marker.ordinal is not None else None


def _place(block: Block) -> Hashable:
    """Lines are one list that stand in elements of one name, and as deep in lists."""
    return _INDEX.sub("", (block.path or "").rpartition("/")[2]), block.hidden, block.depth


def _with_number(block: Block, number: str) -> Block:
    ahead = f"{number} "
    first, *others = block.cells or (None,)
    return replace(
        block,
        text=ahead + block.text,
        marker=_STRUCK if (block.marker or "").endswith(_STRUCK) else None,
        links=tuple(replace(link, start=link.start + len(ahead), end=link.end + len(ahead)) for link in block.links),
        cells=(Cell(first.header, ahead + first.text), *others) if first else (),
    )
