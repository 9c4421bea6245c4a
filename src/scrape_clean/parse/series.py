"""Whether a number that is typed before a line counts it: it does in a series, "4.5 Bedrooms" is no item 4.5."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from msgspec import Struct

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

    Two lines in a row do, if their markers are beyond doubt or the first one begins a list; else three. Where three do,
    so do others like them, beyond doubt, before and after a gap.

    Args:
        lines: In page order, each with its marker and a place: only lines in places that are equal are one list. None
            for a line without a marker that counts.
    """
    found = [False] * len(lines)
    for items in _lists(lines):
        for at in _taken(items):
            found[at] = True
    return found


class _Line(Struct, frozen=True):
    """A line that may be counted."""

    at: int
    number: _Number
    is_in_doubt: bool
    marker: Marker


def _lists(lines: Sequence[tuple[Hashable, Marker] | None]) -> Iterable[list[_Line]]:
    """Lines in one place whose markers have one shape; a roman number goes on with letters where it is the next one."""
    lists: dict[Hashable, list[_Line]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line is None:
            continue
        place, marker = line
        letter = letter_reading(marker)
        before = lists.get((place, _shape(letter))) if letter else None
        if letter and before and _follows(before[-1].number, _number(letter)):
            marker = letter
        lists[place, _shape(marker)].append(_Line(at, _number(marker), is_doubtful(marker), marker))
    return lists.values()


def _taken(items: Sequence[_Line]) -> list[int]:
    """Which lines of one shape are a list."""
    if any(one.number == other.number and one.is_in_doubt for one, other in pairwise(items)):
        return []  # "(1) tube", "(1) screwdriver", "(2) batteries" are amounts
    runs: list[list[_Line]] = [[items[0]]]
    for before, item in pairwise(items):
        if _follows(before.number, item.number):
            runs[-1].append(item)
        else:
            runs.append([item])
    taken = [one.at for run in runs if _is_list(run) for one in run]
    return taken if len(taken) < _ENOUGH else sorted({*taken, *(one.at for one in items if not one.is_in_doubt)})


def _is_list(run: Sequence[_Line]) -> bool:
    first = run[0]
    if len(run) > 1 and (not first.is_in_doubt or set(first.number) <= {0, 1}):
        return True
    return len(run) >= _ENOUGH and first.marker.text[-1] not in "°ºª"


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
