"""Runs of blocks that repeat each other, found by hashing windows: linear, whatever repeats however often."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

__all__ = ["Line", "repeated_positions"]

MIN_BLOCKS = 3
"""Blocks that must repeat in a row. Two in a row are a common pattern on pages; three of some length are a copy."""
MIN_CHARACTERS = 200
"""Characters that must repeat: "Fee: free / Duration: 2 weeks / Language: English" under two courses are six facts,
three sentences word by word are a copy."""
MAX_BLOCKS = 40
"""Blocks looked at for one window; a longer run is covered by several."""
MAX_GAP_BLOCKS = 6
"""The same for a window with an edited block in it."""


class Line(Struct, frozen=True):
    """A block as the search for runs sees it."""

    said: int
    """Class of what it says."""
    length: int
    """Characters; the same for all blocks of one class."""
    heading: bool


def _window(lines: Sequence[Line], lone: Sequence[bool], start: int, step: int) -> tuple[int, ...] | None:
    """The shortest window that begins (or, for step -1, ends) at a block and is long enough.

    A window that goes past a heading begins with one: else a line of one section would count as repeated because the
    section after it is.
    """
    characters, crossed = 0, False
    stop = max(-1, start - MAX_BLOCKS) if step < 0 else min(len(lines), start + MAX_BLOCKS)
    for at in range(start, stop, step):
        line = lines[at]
        if lone[at] or (step > 0 and at > start and line.heading and not lines[start].heading):
            return None
        characters += line.length
        if abs(at - start) >= MIN_BLOCKS - 1 and characters >= MIN_CHARACTERS and (line.heading or not crossed):
            return tuple(range(min(start, at), max(start, at) + 1))
        crossed = crossed or (step < 0 and line.heading)
    return None


def _with_gap(lines: Sequence[Line], lone: Sequence[bool], start: int) -> Iterator[tuple[int, ...]]:
    """Windows within one section with one block left out, for copies in which just that block was edited."""
    stop = start + 1
    while stop < min(len(lines), start + MAX_GAP_BLOCKS) and not lines[stop].heading:
        stop += 1
    for gap in range(start + 1, stop - 1):
        chosen, characters = [start], lines[start].length
        for at in range(start + 1, stop):
            if at == gap:
                continue
            if lone[at]:
                break
            chosen.append(at)
            characters += lines[at].length
            if at > gap and len(chosen) >= MIN_BLOCKS and characters >= MIN_CHARACTERS:
                yield tuple(chosen)
                break


def repeated_positions(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Pairs of positions that correspond in two runs that repeat each other."""
    seen: dict[tuple[object, ...], tuple[int, ...]] = {}
    pairs: list[tuple[int, int]] = []
    copies = Counter(line.said for line in lines)
    lone = [copies[line.said] == 1 for line in lines]
    for start in range(len(lines)):
        if lone[start]:
            continue  # every block of a window must stand elsewhere too
        windows = [_window(lines, lone, start, 1), _window(lines, lone, start, -1), *_with_gap(lines, lone, start)]
        for window in windows:
            if window is None:
                continue
            shape = tuple(at - window[0] for at in window)
            first = seen.setdefault((shape, *(lines[at].said for at in window)), window)
            pairs.extend((a, b) for a, b in zip(first, window, strict=True) if a != b)
    return pairs
