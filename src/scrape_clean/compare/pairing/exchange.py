"""Records that changed places across sections: where the prices of two cards were swapped, both have another price.

Word for word, each record merely moved to the other section. But nothing moved: what stands in either place differs.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from scrape_clean.compare.pairing.likeness import SAME, alike, likeness_of
from scrape_clean.compare.pairing.moves import SHORT, leads_of
from scrape_clean.compare.pairing.sides import Side
from scrape_clean.compare.text.words import meaning
from scrape_clean.model import Record

__all__ = ["exchanged", "unmoved"]

_Section: TypeAlias = tuple[tuple[str, ...], int]
"""Headings, and the record that something is said of, by its index after; -1 where there is none."""
_Place: TypeAlias = tuple[_Section, int]
"""A section, and the record in front that stayed in its section, by its index after; -1 at the start."""


def exchanged(before: Side, after: Side, partner: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """Find records that stand in each other's places, and pair each with what stands in its own.

    Returns:
        For each such record before the one after that took its place, and how like it is.
    """
    if unmoved(before, after, partner):
        return {}
    sections = _sections(before.records, partner), _sections(after.records, {one: one for one in partner.values()})
    away = {one: other for one, other in partner.items() if sections[0][one] != sections[1][other]}
    if len(away) < 2:
        return {}
    stayed = {one: other for one, other in partner.items() if one not in away}
    left = _by_place(sections[0], stayed, away)
    come = _by_place(sections[1], {other: other for other in stayed.values()}, set(away.values()))
    in_place = _in_order(left, come)
    found: dict[int, tuple[int, int]] = {}
    for ring in _rings(in_place, {other: one for one, other in away.items()}):
        texts = {one: (before.seen[one], after.seen[in_place[one]]) for one in ring}
        likeness = {one: likeness_of([here], [there])[0, 0] for one, (here, there) in texts.items()}
        if all(alike(*likeness[one], in_place=True) or _are_short(*texts[one]) for one in ring):
            found |= {one: (in_place[one], min(SAME - 1, max(likeness[one]))) for one in ring}
    return found


def unmoved(before: Side, after: Side, partner: Mapping[int, int]) -> bool:
    """Whether all paired records stand in the same order and under the same headings as before."""
    return all(one[1] < other[1] for one, other in pairwise(sorted(partner.items()))) and all(
        before.records[one].section == after.records[other].section for one, other in partner.items()
    )


def _are_short(*texts: str) -> bool:
    """Whether texts may be values of one thing; longer ones must be alike."""
    return all(len(meaning(text)) <= SHORT for text in texts)


def _sections(records: Sequence[Record], paired: Mapping[int, int]) -> list[_Section]:
    """The section of each record, and the record that it is said of, if that is paired."""
    leads = (paired.get(lead, -1) for lead in leads_of(records))
    return [(record.section, lead) for record, lead in zip(records, leads, strict=True)]


def _by_place(
    sections: Sequence[_Section], stayed: Mapping[int, int], wanted: Container[int]
) -> dict[_Place, list[int]]:
    found: dict[_Place, list[int]] = defaultdict(list)
    last = -1
    for at, section in enumerate(sections):
        last = stayed.get(at, last)
        if at in wanted:
            found[section, last].append(at)
    return found


def _in_order(left: Mapping[_Place, Sequence[int]], come: Mapping[_Place, Sequence[int]]) -> dict[int, int]:
    """For each record that went the one that came to where it stood; of several the ones in the same order."""
    return {
        one: other
        for place, several in left.items()
        if len(several) == len(come.get(place, ()))
        for one, other in zip(several, come[place], strict=True)
    }


def _rings(in_place: Mapping[int, int], came_from: Mapping[int, int]) -> Iterator[Sequence[int]]:
    """Records of which each took the place of the next, and the last one that of the first."""
    seen: set[int] = set()
    for start in in_place:
        ring: list[int] = []
        at: int | None = start
        while at is not None and at not in seen:
            seen.add(at)
            ring.append(at)
            at = came_from[in_place[at]] if at in in_place else None
        if ring and at == start:
            yield ring
