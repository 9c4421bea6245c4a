"""Records whose words now stand in a copy of their surroundings only: a page that keeps an older copy of itself.

The terms of last year go to the end of the page, word for word, and those at the top are edited. Then the words of an
edited clause stand in the copy alone, while the clause itself has other words in the place where it was.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from scrape_clean.compare.pairing.assignment import assign
from scrape_clean.compare.pairing.likeness import SAME, likeness_of
from scrape_clean.compare.pairing.sides import Side

__all__ = ["Stray", "edited_in_place"]

_Place: TypeAlias = tuple[int, str, int]
"""Before or behind (1, -1) which repeated text a record stands, and before or behind which copy of it."""
_COPIES = 2
FEWEST = 8
"""Texts that stand twice, from which on a page is said to hold a copy of a part of itself; and they are most of it.
A few lines, as every card of a page has them, are no copy; and of a page that held copies before, more than come to
stand there, nobody can tell which one is which."""

ALIKE_IN_COPY = 700
"""Likeness from which on what stands in a record's place is that record, edited, although a copy has its very words."""


class _Line(Struct, frozen=True):
    text: str
    at: int
    """Of the record."""
    section: tuple[str, ...]


class Stray(Struct, frozen=True):
    """A pair of the same words whose second record has strayed from the place of the first, into a copy of it."""

    once: int
    """The record, on the night on which its surroundings stand once."""
    copy: int
    """The same words on the other night, in one copy."""
    in_place: frozenset[int]
    """Free records of the other night at the same place in the other copy."""


def edited_in_place(
    once: Side, twice: Side, partner: Mapping[int, int], free: Sequence[int]
) -> Iterator[tuple[Stray, int | None, int]]:
    """What stands in a copy only, with what it was edited to in its place, and how like that is.

    Args:
        once: One night.
        twice: The night on which what stood there once stands twice.
        partner: For records of the first those of the second.
        free: Records of the second without a partner.

    Yields:
        A stray, the record in its place (None where there is no such record), and their likeness.
    """
    found = _strays(once, twice, partner, free)
    near = sorted(frozenset().union(*{one.in_place for one in found}))
    scored = likeness_of([once.seen[one.once] for one in found], [twice.seen[at] for at in near])
    edges: list[dict[int, int]] = [{} for _ in found]
    for (i, j), (words, letters) in scored.items():
        if near[j] in found[i].in_place and max(words, letters) >= ALIKE_IN_COPY:
            edges[i][j] = min(SAME - 1, max(words, letters))
    pairs = assign(edges)
    for i, one in enumerate(found):
        yield (one, near[pairs[i]], edges[i][pairs[i]]) if i in pairs else (one, None, 0)


def _strays(once: Side, twice: Side, partner: Mapping[int, int], free: Iterable[int]) -> list[Stray]:
    if _repeats(twice) - _repeats(once) < FEWEST:
        return []
    lines = _lines(once), _lines(twice)
    counts = [Counter(line.text for line in side) for side in lines]
    anchors = {text for text, count in counts[1].items() if count == _COPIES and counts[0][text] == 1}
    if len(anchors) < max(FEWEST, 1 + sum(count > 1 for count in counts[0].values())):
        return []
    here, there = (_places(side, anchors) for side in lines)
    own = _own_copy(*lines, anchors)
    by_place: dict[_Place, list[int]] = defaultdict(list)
    for at in free:
        for place in there.get(at, ()):
            by_place[place].append(at)
    found = []
    near: dict[frozenset[tuple[int, str]], frozenset[int]] = {}
    for one, other in partner.items():
        text = once.seen[one]
        if text != twice.seen[other] or counts[0][text] > 1 or counts[1][text] > 1:
            continue
        around = {(side, name) for side, name, _ in here.get(one, ())}
        shared = [place for place in there.get(other, ()) if place[:2] in around]
        if {number for _, _, number in shared} == {_COPIES - 1 - own}:
            beside = frozenset(place[:2] for place in shared)
            if beside not in near:  # many may stand in one place
                near[beside] = frozenset(at for side, name in beside for at in by_place[side, name, own])
            found.append(Stray(one, other, near[beside]))
    return found if len(found) <= len(anchors) else []


def _repeats(side: Side) -> int:
    """How many places of a page repeat another one."""
    return sum([len(record.occurrences) for record in side.records]) - len(set(side.seen))


def _lines(side: Side) -> list[_Line]:
    """Texts in page order, as often as they stand there."""
    found = [(place.start, at, place.section) for at, record in enumerate(side.records) for place in record.occurrences]
    return [_Line(side.seen[at], at, section) for _, at, section in sorted(found)]


def _places(lines: Sequence[_Line], anchors: set[str]) -> dict[int, list[_Place]]:
    """For each record by which anchors it stands, on either side."""
    found: dict[int, list[_Place]] = defaultdict(list)
    for side in (1, -1):
        count: Counter[str] = Counter()
        last: _Place | None = None
        for line in lines[::side]:
            if line.text in anchors:
                number = count[line.text] if side == 1 else _COPIES - 1 - count[line.text]
                count[line.text] += 1
                last = (side, line.text, number)
            elif last is not None:
                found[line.at].append(last)
    return found


def _own_copy(once: Sequence[_Line], twice: Sequence[_Line], anchors: set[str]) -> int:
    """Which copy stands where its lines stood before: the one with more of them under their headings; or the first."""
    sections = {line.text: line.section for line in once if line.text in anchors}
    same, count = [0] * _COPIES, Counter[str]()
    for line in twice:
        if line.text in anchors:
            same[count[line.text]] += line.section == sections[line.text]
            count[line.text] += 1
    return same.index(max(same))
