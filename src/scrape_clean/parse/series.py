"""Whether a number that is typed before a line counts it: "4.5 Bedrooms" is no item 4.5, but in a series it is."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from scrape_clean.parse.alphabets import letter_of, place_of, places_of
from scrape_clean.parse.markers import Marker, letter_reading

__all__ = ["begins", "counted", "is_doubtful", "is_number", "is_numbering", "stands_at"]

_Number: TypeAlias = tuple[int, ...]
"""Of an item, level by level: 2.3 is (2, 3)."""
_LEVELS: Final = re.compile(r"\d+(?:\.\d+)+")
_VALUE: Final = re.compile(r"\d+\.\d+|.*[°ºª]|[(（【〔〖{⦅﹙]\s?\d+\s?[)）】〕〗}⦆﹚]|[#№].*|[⁰¹²³⁴-⁹]+")
"""What may as well be a measure, a temperature, a rank, how many there are, an isotope, or a part of a name."""
_SYMBOL: Final = re.compile(r"[a-z]{1,2}(?![^\W\d_])")
"""What an isotope is of, in lower case; few notes begin with so short a word."""
_PAIR, _ENOUGH = 2, 3
"""Lines in a row that count on: where the first one begins a list, and whatever they begin with."""
_APART, _APART_IF_DOUBTFUL = 2 / 3, 1 / 2
"""More of the lines that are counted in a row than this share must say something of their own. A step of three that is
repeated is a fact of its own then; chapters whose numbers have levels often end alike."""
_RAISED: Final = "°ºª"
"""Degrees may go on for three days, and stay the weather: what ends in such a sign counts from 1 on, or not at all."""


def is_number(marker: Marker) -> bool:
    """Whether a marker counts, or looks like it: what a bullet is by itself, a number is among others."""
    return marker.ordinal is not None or is_doubtful(marker)


def is_doubtful(marker: Marker) -> bool:
    """Whether what looks like a marker that counts says something about the line as often.

    Letters beyond ASCII do: "г." is a town, "(월)" a Monday, "(ж)" for women.
    """
    return _letter(marker) is not None or _VALUE.fullmatch(marker.text) is not None


def _letter(marker: Marker) -> str | None:
    """The letter of another alphabet that a marker counts with; bullets that lost their font ("Ø") are none."""
    return letter_of(marker.text) if marker.ordinal is None and marker.style != marker.text else None


def begins(marker: Marker) -> bool:
    """Whether it is the first of its list: 1, a, 1.1."""
    return set(_number(marker)) == {1}


def stands_at(marker: Marker, place: int) -> bool:
    """Whether a number or a letter is that of a place in a list, from 1."""
    return marker.ordinal == place or _number(marker) == (place,)


def counted(lines: Sequence[tuple[Hashable, Marker, str] | None], *, alone: bool) -> list[bool]:
    """Which lines with numbers before them are counted: those whose numbers go on from one to the next.

    What stands behind the numbers must differ: "1. Semester: 30 credits" and "2. Semester: 30 credits" are two facts,
    "1.1 Turbo" and "1.2 Turbo" two cars. Of numbers beyond doubt all are counted as soon as two go on, or one is the
    first. Of doubtful ones two do if their numbers have levels (4.4, 4.5) or the first one begins a list, else three;
    where three are counted, so are others like them before and after a gap.

    Args:
        lines: In page order, each with its place, its marker and what stands behind it: only lines in places that are
            equal are one list. None for a line without a number.
        alone: Whether a number beyond doubt counts without others: in plain text it may be all that makes an item of a
            line, while elements of HTML do without.
    """
    lists: dict[Hashable, list[_Line]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line is not None:
            place, marker, rest = line
            lists[place, _shape(marker)].append(_Line(at, _number(marker), marker, rest.casefold()))
    found = [False] * len(lines)
    for lines_of_one in lists.values():
        items = _in_alphabet(lines_of_one)
        for at in _doubtful(items) if is_doubtful(items[0].marker) else _sure(items, alone=alone):
            found[at] = True
    return found


def is_numbering(numbers: Sequence[int], markers: Sequence[Marker | None]) -> bool:
    """Whether the numbers of one list, as its markup has it, are its numbering, and no more than that.

    They are if there are several, from one to the next at half of the steps at least, as where an item was taken out
    of a list ("1. 2. 4."), or if all are 1 or 0 for the renderer to count on. What stands in a list of one item, a rank
    or a date may as well be said of the line: `counted` tells.

    Args:
        numbers: Of its items, as they were typed.
        markers: What each would be before its text; None for a part of that.
    """
    steps = [after - before for before, after in pairwise(numbers)]
    in_order = 2 * steps.count(1) >= len(steps) or set(numbers) in ({0}, {1})
    return bool(steps) and in_order and any(markers)


class _Line(Struct, frozen=True):
    """A line that may be counted."""

    at: int
    number: _Number
    marker: Marker
    rest: str


def _sure(items: Sequence[_Line], *, alone: bool) -> list[int]:
    """Which lines of one shape are counted, if their numbers can be nothing else: up, or down as in a countdown."""
    runs = _runs(items, lambda one, other: _follows(one, other) or _follows(other, one))
    if not (alone or any(len(run) > 1 or _may_begin(run[0]) for run in runs)):
        return []
    return [one.at for run in runs if len(run[0].number) > 1 or _differ(run, _APART) for one in run]


def _doubtful(items: Sequence[_Line]) -> list[int]:
    """Which lines of one shape are counted, if their numbers may say something of them."""
    runs = _runs(items, _follows)
    befores = [(), *(run[-1].number for run in runs)]
    lists = [run for before, run in zip(befores, runs, strict=False) if _is_list(run, before)]
    taken = [one for run in lists for one in run]
    if len(taken) >= _ENOUGH and taken[0].marker.text[-1] not in _RAISED:
        known = {one.number[:-1] for one in taken}
        counted_on = {one.at for one in taken}
        taken = [one for one in items if one.number[:-1] in known and (one.at in counted_on or not _symbol(one))]
    return [one.at for one in taken]


def _runs(items: Sequence[_Line], goes_on: Callable[[_Number, _Number], bool]) -> list[list[_Line]]:
    runs = [[items[0]]]
    for before, item in pairwise(items):
        if goes_on(before.number, item.number):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _may_begin(line: _Line) -> bool:
    return set(line.number) == {1} or letter_reading(line.marker) is not None  # "i." may be the first or the ninth


def _differ(run: Sequence[_Line], share: float) -> bool:
    """Whether more than a share of what stands behind the numbers is said once."""
    return len({one.rest for one in run}) > share * len(run)


def _is_list(run: Sequence[_Line], before: _Number) -> bool:
    """Whether lines whose numbers go on are items; ``before`` is the number of the line like them in front."""
    first = run[0]
    if len(run) < _PAIR or not _differ(run, _APART_IF_DOUBTFUL):
        return False
    symbols = list(filter(None, map(_symbol, run)))
    if len(set(symbols)) < len(symbols):  # "¹²C", "¹³C"
        return False
    if len(run) >= _ENOUGH and first.marker.text[-1] not in _RAISED:
        return True
    if len(first.number) > 1:
        return True
    return set(first.number) <= {0, 1} and before != first.number  # "(1) tube", "(1) bolt", "(2) nuts" are amounts


def _symbol(line: _Line) -> str:
    """The symbol that stands right behind a raised number; empty where a word does."""
    tight = line.marker.style == "¹" and line.marker.end == len(line.marker.text)
    found = _SYMBOL.match(line.rest) if tight else None
    return found[0] if found else ""


def _number(marker: Marker) -> _Number:
    levels = _LEVELS.search(marker.text)
    if levels is not None:
        return tuple(map(int, levels[0].split(".")))
    letter = _letter(marker)
    return place_of(letter) if letter else (marker.ordinal or 0,)


def _in_alphabet(items: Sequence[_Line]) -> Sequence[_Line]:
    """Lines with letters by their places in one order of the alphabet, for many have several."""
    letters = [_letter(item.marker) for item in items]
    if not all(letters):
        return items
    places = places_of("".join(filter(None, letters)))
    return [replace(item, number=place) for item, place in zip(items, places, strict=True)]


def _shape(marker: Marker) -> str:
    """The same for the markers of one list, whatever levels it has."""
    return re.sub(r"1(?:\.1)+", "1", marker.style) if _LEVELS.search(marker.text) else f"{marker.style} alone"


def _follows(before: _Number, after: _Number) -> bool:
    """Whether a number comes next: 2.3 after 2.2, 3.1 after 2.3, 2.3.1 after 2.3."""
    if after[: len(before)] == before:
        return len(after) > len(before) and set(after[len(before) :]) == {1}
    level = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    return level is not None and after[level] == before[level] + 1 and set(after[level + 1 :]) <= {1}
