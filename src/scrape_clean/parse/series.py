"""Whether a number that is typed before a line counts it: it does in a series, "4.5 Bedrooms" is no item 4.5."""

import re
from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from scrape_clean.parse.glyphs import is_enclosed
from scrape_clean.parse.markers import Marker, letter_reading

__all__ = ["begins", "counted", "counts", "is_doubtful"]

_Number: TypeAlias = tuple[int, ...]
"""Of an item, level by level: 2.3 is (2, 3)."""
_LEVELS: Final = re.compile(r"\d+(?:\.\d+)+")
_VALUE: Final = re.compile(r"\d+\.\d+|.*[°ºª]|[(（【〔〖{⦅﹙]\s?\d+\s?[)）】〕〗}⦆﹚]|[#№].*")
"""What may as well be a measure, a temperature, a rank, how many there are, or a part of a name."""
_SHORT_FOR: Final = re.compile(r"[^\W\d_a-zA-Z]\.")
"""A letter and a full stop: in Cyrillic and Greek most often an abbreviation ("г." is a town)."""
_ENOUGH: Final = 3
"""Lines in a row that count on, whatever they begin with."""


def counts(marker: Marker) -> bool:
    """Whether a marker is a number or letter that may count: no bullet, and none that says so ("Step 2:", "②")."""
    text = marker.text
    return (
        any(map(str.isalnum, text))
        and any(map(str.isalnum, marker.style))  # no box to tick
        and (" " not in marker.style or marker.ordinal is None)  # no "Step 2:"
        and not (marker.ordinal is None and marker.style == text)
        and text[0] not in "第제[［"  # "[1]" is a note's or a reference's
        and not any(map(is_enclosed, text))
        and "\u20e3" not in text
    )


def is_doubtful(marker: Marker) -> bool:
    """Whether what looks like a marker that counts says something about the line as often."""
    text = marker.text
    if _SHORT_FOR.fullmatch(text):
        return text[0].lower() != text[0].upper()
    return _VALUE.fullmatch(text) is not None


def begins(marker: Marker) -> bool:
    """Whether it is the first of its list: 1, a, 1.1."""
    return set(_number(marker)) == {1}


def counted(lines: Sequence[tuple[Hashable, Marker] | None]) -> list[bool]:
    """Which lines are counted: those whose numbers go on from one to the next.

    Two lines in a row do, if their markers are beyond doubt or the first one begins a list; else three.

    Args:
        lines: In page order, each with its marker and a place: only lines in places that are equal are one list. None
            for a line without a marker that counts.
    """
    lists: dict[Hashable, list[int]] = defaultdict(list)
    numbers: list[_Number] = []
    for at, line in enumerate(lines):
        numbers.append(())
        if line is None:
            continue
        place, marker = line
        letter = letter_reading(marker)
        open_list = lists.get((place, _shape(letter))) if letter else None
        if letter and open_list and _follows(numbers[open_list[-1]], _number(letter)):
            marker = letter
        numbers[at] = _number(marker)
        lists[place, _shape(marker)].append(at)
    found = [False] * len(lines)
    for places in lists.values():
        if _are_amounts([lines[at] for at in places], [numbers[at] for at in places]):
            continue
        start = 0
        for end in range(1, len(places) + 1):
            if end < len(places) and _follows(numbers[places[end - 1]], numbers[places[end]]):
                continue
            run, start = places[start:end], end
            first = lines[run[0]]
            if len(run) > 1 and first is not None and _is_list(first[1], numbers[run[0]], len(run)):
                for at in run:
                    found[at] = True
    return found


def _are_amounts(lines: Sequence[tuple[Hashable, Marker] | None], numbers: Sequence[_Number]) -> bool:
    """Whether one number stands before two lines in a row: "(1) tube", "(1) screwdriver", "(2) batteries"."""
    return any(
        one == other and line is not None and is_doubtful(line[1])
        for line, (one, other) in zip(lines, pairwise(numbers), strict=False)
    )


def _is_list(first: Marker, number: _Number, length: int) -> bool:
    if not is_doubtful(first) or set(number) <= {0, 1}:
        return True
    return length >= _ENOUGH and first.text[-1] not in "°ºª"


def _number(marker: Marker) -> _Number:
    """Of a letter of other alphabets than the Latin one, its place among the code points."""
    levels = _LEVELS.search(marker.text)
    if levels is not None:
        return tuple(map(int, levels[0].split(".")))
    if marker.ordinal is not None:
        return (marker.ordinal,)
    code = max(ord(char.lower()) for char in marker.text if char.isalnum())
    return (next((code - first + 1 for first in map(ord, "аα") if first <= code < first + 25), code),)


def _shape(marker: Marker) -> str:
    """The same for the markers of one list, whatever levels it has."""
    return re.sub(r"1(?:\.1)+", "1", marker.style) if _LEVELS.search(marker.text) else f"{marker.style} alone"


def _follows(before: _Number, after: _Number) -> bool:
    """Whether a number comes next: 2.3 after 2.2, 3 or 3.1 after 2.3, 2.3.1 after 2.3."""
    if after[: len(before)] == before:
        return len(after) > len(before) and set(after[len(before) :]) == {1}
    level = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    return level is not None and after[level] == before[level] + 1 and set(after[level + 1 :]) <= {0, 1}
