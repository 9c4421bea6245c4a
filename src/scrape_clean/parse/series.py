"""Whether a number that is typed before a line counts it: "4.5 Bedrooms" is no item 4.5, but in a series it is."""

import re
from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from msgspec import Struct

from scrape_clean.parse.markers import Marker

__all__ = ["Number", "begins", "counted", "follows", "is_doubtful", "number_of"]

Number: TypeAlias = tuple[int, ...]
"""Of an item, level by level: 2.3 is (2, 3)."""
_LEVELS: Final = re.compile(r"\d+(?:\.\d+)+")
_VALUE: Final = re.compile(r"\d+\.\d+|.*[°ºª]|[(（【〔〖{⦅﹙]\s?\d+\s?[)）】〕〗}⦆﹚]|[#№].*")
"""What may as well be a measure, a temperature, a rank, how many there are, or a part of a name."""
_SHORT_FOR: Final = re.compile(r"[^\W\d_a-zA-Z]\.")
"""A letter and a full stop: in Cyrillic and Greek most often an abbreviation ("г." is a town)."""
_PAIR, _ENOUGH = 2, 3
"""Lines in a row that count on: where the first one begins a list, and whatever they begin with."""
_RAISED: Final = "°ºª"
"""Degrees may go on for three days, and stay the weather: what ends in such a sign counts from 1 on, or not at all."""


def is_doubtful(marker: Marker) -> bool:
    """Whether what looks like a marker that counts says something about the line as often."""
    text = marker.text
    if _SHORT_FOR.fullmatch(text):
        return text[0].lower() != text[0].upper()
    return _VALUE.fullmatch(text) is not None


def begins(marker: Marker) -> bool:
    """Whether it is the first of its list: 1, a, 1.1."""
    return set(number_of(marker)) == {1}


def counted(lines: Sequence[tuple[Hashable, Marker, str] | None]) -> list[bool]:
    """Which lines with doubtful markers are counted: those whose numbers go on from one to the next.

    Two lines in a row do if their numbers have levels (4.4, 4.5) or the first one begins a list, else three; what
    stands behind the numbers must not be the same throughout: "1.1 Turbo" and "1.2 Turbo" are two cars. Where three
    are counted, so are others like them before and after a gap.

    Args:
        lines: In page order, each with its place, its marker and what stands behind it: only lines in places that are
            equal are one list. None for a line without a doubtful marker.
    """
    lists: dict[Hashable, list[_Line]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line is not None:
            place, marker, rest = line
            lists[place, _shape(marker)].append(_Line(at, number_of(marker), marker.text, rest))
    found = [False] * len(lines)
    for items in lists.values():
        for at in _taken(items):
            found[at] = True
    return found


class _Line(Struct, frozen=True):
    """A line that may be counted."""

    at: int
    number: Number
    marker: str
    rest: str


def _taken(items: Sequence[_Line]) -> list[int]:
    """Which lines of one shape are a list."""
    runs: list[list[_Line]] = [[items[0]]]
    for before, item in pairwise(items):
        if follows(before.number, item.number):
            runs[-1].append(item)
        else:
            runs.append([item])
    befores = [(), *(run[-1].number for run in runs)]
    lists = [run for before, run in zip(befores, runs, strict=False) if _is_list(run, before)]
    taken = [one for run in lists for one in run]
    if len(taken) >= _ENOUGH and taken[0].marker[-1] not in _RAISED:
        known = {one.number[:-1] for one in taken}
        taken = [one for one in items if one.number[:-1] in known]
    return [one.at for one in taken]


def _is_list(run: Sequence[_Line], before: Number) -> bool:
    """Whether lines whose numbers go on are items; ``before`` is the number of the line like them in front."""
    first = run[0]
    if len(run) < _PAIR or len({one.rest.casefold() for one in run}) * 2 <= len(run):
        return False
    if len(run) >= _ENOUGH and first.marker[-1] not in _RAISED:
        return True
    if len(first.number) > 1:
        return True
    return set(first.number) <= {0, 1} and before != first.number  # "(1) tube", "(1) bolt", "(2) nuts" are amounts


def number_of(marker: Marker) -> Number:
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


def follows(before: Number, after: Number) -> bool:
    """Whether a number comes next: 2.3 after 2.2, 3.1 after 2.3, 2.3.1 after 2.3."""
    if after[: len(before)] == before:
        return len(after) > len(before) and set(after[len(before) :]) == {1}
    level = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    return level is not None and after[level] == before[level] + 1 and set(after[level + 1 :]) <= {1}
