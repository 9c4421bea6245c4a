"""How deep each bullet lies in its lists."""

from collections.abc import Sequence

from msgspec import Struct

from scrape_clean.parse.markers import Marker
from scrape_clean.parse.text.chunks import Chunk

__all__ = ["give_depths"]


_INSIDE = ("paragraph", "preformatted")  # what may stand in an item
_MOST_STYLES = 4  # that nest in each other at one indentation: 1. a) i) •


class _Level(Struct):
    """An open list."""

    indent: int
    style: str
    ordinal: int | None
    tight: bool = False
    """Whether two of its items stand in neighbouring lines."""


def give_depths(chunks: Sequence[Chunk]) -> None:
    """Give ``depth`` to bullets: deeper when set in, or, at the same indentation, when a new style begins at 1."""
    open_lists: list[_Level] = []
    for chunk in chunks:
        if chunk.kind != "bullet" or chunk.shape:
            if chunk.shape or not open_lists or chunk.indent <= open_lists[0].indent or chunk.kind not in _INSIDE:
                open_lists.clear()
            else:
                chunk.depth = sum(level.indent < chunk.indent for level in open_lists)
            continue
        if chunk.marker is None:
            chunk.depth = 1
            continue
        _enter(open_lists, chunk, chunk.marker)
        chunk.depth = len(open_lists)


def _enter(open_lists: list[_Level], chunk: Chunk, marker: Marker) -> None:
    """Close and open lists so that the last open one is the chunk's."""
    while open_lists and open_lists[-1].indent > chunk.indent + 1:
        open_lists.pop()
    near = range(len(open_lists) - 1, max(-1, len(open_lists) - 1 - _MOST_STYLES), -1)
    place = next((i for i in near if _is_of(open_lists[i], chunk.indent, marker)), None)
    if place is not None:
        del open_lists[place + 1 :]
        level = open_lists[-1]
        level.tight = level.tight or not chunk.gap
        level.ordinal, level.indent = marker.ordinal, min(level.indent, chunk.indent)
        return
    while open_lists and open_lists[-1].indent > chunk.indent:
        open_lists.pop()
    same = [level for level in open_lists[-_MOST_STYLES:] if level.indent == chunk.indent]
    if same and chunk.gap and same[-1].tight:
        del open_lists[-len(same) :]
    elif len(same) == _MOST_STYLES or (same and marker.ordinal not in (None, 1)):
        open_lists.pop()
    open_lists.append(_Level(chunk.indent, marker.style, marker.ordinal))


def _is_of(level: _Level, indent: int, marker: Marker) -> bool:
    return level.style == marker.style and abs(level.indent - indent) <= 1
