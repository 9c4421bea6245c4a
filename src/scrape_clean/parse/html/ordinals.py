"""Numbers before lines count them, or say something of them: it is told once all lines are known."""

import re
from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from msgspec.structs import replace

from scrape_clean.model import Block, Cell
from scrape_clean.parse.html.drafts import STRUCK, is_worded, shift_start, struck
from scrape_clean.parse.markers import Marker, find_marker
from scrape_clean.parse.series import counted, is_number

__all__ = ["take_ordinals"]

_INDEX: Final = re.compile(r"\[\d+\]")
_TYPED: Final = frozenset({"paragraph", "quote", "definition"})
_COUNTED: Final = _TYPED | {"bullet"}


def take_ordinals(blocks: Sequence[Block], literal: AbstractSet[int]) -> list[Block]:
    """Items that are counted have their numbers for markers; all other such numbers stay in the text that they begin.

    Those are one list that stand in elements of one name. What begins in code, where it says ``literal``, has none.
    """
    typed = [_typed(block) if block.kind in _COUNTED and block.start not in literal else None for block in blocks]
    if not any(typed):
        return list(blocks)
    lines = [
        (_place(block), marker, block.text[marker.end :]) if marker else None
        for block, marker in zip(blocks, typed, strict=True)
    ]
    taken = counted(lines, alone=False)
    return [
        _item(block, marker) if marker and is_taken else block
        for block, marker, is_taken in zip(blocks, typed, taken, strict=True)
    ]


def _typed(block: Block) -> Marker | None:
    """The number that may count a line, if there is more to it; of the lines of a list item only the first one may."""
    if block.kind != "bullet" and "/li" in (block.path or ""):
        return None
    if block.marker and (marked := block.marker.removesuffix(STRUCK)) and not any(map(str.isalnum, marked)):
        return None  # it has a bullet already
    marker = find_marker(block.text)
    if marker is None or not is_number(marker) or (block.kind == "bullet" and is_worded(marker)):
        return None
    return marker if marker.end < len(block.cells[0].text if block.cells else block.text) else None


def _place(block: Block) -> Hashable:
    return _INDEX.sub("", (block.path or "").rpartition("/")[2]), block.hidden


def _item(block: Block, marker: Marker) -> Block:
    """The line without its number: an item of a list, one level deeper where it stood in none."""
    end = marker.end
    first, *others = block.cells or (None,)
    return replace(
        block,
        kind="bullet",
        text=block.text[end:],
        depth=block.depth + (block.kind != "bullet"),
        marker=struck(marker.text) if (block.marker or "").endswith(STRUCK) else marker.text,
        links=shift_start(block.links, end),
        cells=(Cell(first.header, first.text[end:]), *others) if first else (),
    )
