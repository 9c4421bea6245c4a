"""Lists without markers: lines that end because an item does, not because the margin was reached."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import TypeVar

from scrape_clean.parse.text.lines import Line, Wrapping, find_wrapping
from scrape_clean.parse.text.readings import Reading, read_line
from scrape_clean.parse.text.starts import find_starts

__all__ = ["find_listed"]

_T = TypeVar("_T")
_NEAR = 2  # lines on either side of a break that say what kind of text is broken there
_FAR = 3  # and those that all begin alike where a list is broken
_STOPS = (".", "!", "?", ":", "…", "。", "！", "？", "：", "؟", "।")


def find_listed(lines: Sequence[Line], openings: AbstractSet[int], wrapping: Wrapping) -> set[int]:
    """The lines that are items of a list without markers, by the look of the lines around them.

    A line is one when the line above it had room for more and most lines near have too few words for a part of a
    sentence; or when all lines near begin with a capital letter; or wherever the margin is, see ``find_starts``.

    Args:
        lines: All lines of the text.
        openings: Those that begin something else: with markers, rows, rules, and the lines after rows and rules.
        wrapping: Of the whole text.
    """
    listed: set[int] = set()
    for start, end in _runs(lines, openings):
        run = lines[start:end]
        listed.update(start + at for at in find_starts(run, wrapping, marked=start in openings))
        readings = [read_line(line.body) for line in run]
        wrapped = find_wrapping(list(pairwise(run)), run).width > 0 or _is_paragraph(run, readings)
        widest = Wrapping(max(line.width for line in run))
        for at in range(1, end - start):
            above, line = run[at - 1], run[at]
            near, far = _around(readings, at, _NEAR), _around(run, at, _FAR)
            full = (  # no word had room on the line above
                wrapped
                or (readings[at - 1] != "data" and wrapping.fills(above, line))
                or ("clause" in readings[at - 1 : at + 1] and widest.fills(above, line) and above.body[-1] not in ":：")
            )
            titled = _are_titled(far) and not ("clause" in near and (wrapped or any(map(_ends, far))))
            if titled or (not full and _are_short(near, above)):
                listed.add(start + at)
    return listed


def _around(lines: Sequence[_T], at: int, reach: int) -> Sequence[_T]:
    """What stands on either side of the break before a line."""
    return lines[max(0, at - reach) : at + reach]


def _is_paragraph(run: Sequence[Line], readings: Sequence[Reading]) -> bool:
    """Whether lines of several words do not begin anew, and end as one sentence: broken at will, but a paragraph."""
    upper = sum(_is_upper(line.body) for line in run[1:])
    words = sum(line.body.count(" ") + 1 for line in run)
    ended = sum(map(_ends, run[:-1]))
    one = _ends(run[-1]) and ended * 2 < len(run)
    return one and upper * 2 < len(run) and words >= 3 * len(run) and readings.count("data") * 2 <= len(run)


def _are_short(near: Sequence[Reading], above: Line) -> bool:
    """Whether most of the lines round a break are too short for a part of a sentence."""
    clauses = near.count("clause")
    return clauses * 2 < len(near) or (clauses * 2 == len(near) > _NEAR and _ends(above))


def _are_titled(near: Sequence[Line]) -> bool:
    """Whether all the lines round a break begin with a capital letter, and not because they have no others."""
    return len(near) > _FAR and all(_is_upper(line.body) and not line.body.isupper() for line in near)


def _ends(line: Line) -> bool:
    return line.body.endswith(_STOPS)


def _is_upper(body: str) -> bool:
    return body.lstrip("\"'“„(«")[:1].isupper()


def _runs(lines: Sequence[Line], openings: AbstractSet[int]) -> Iterator[tuple[int, int]]:
    """Where the lines begin and end that stand together, with nothing between them."""
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].gap or index in openings:
            if index - start > 1:
                yield start, index
            start = index
