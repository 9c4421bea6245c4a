"""What stands elsewhere: sections that were renamed, records in another section or another order."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import TypeAlias

from scrape_clean.compare.pairing.asides import is_title_of_aside
from scrape_clean.compare.text.words import meaning
from scrape_clean.leads import Placed, leads, placed
from scrape_clean.model import Record

__all__ = [
    "SHORT",
    "elected",
    "leads_of",
    "lines_of",
    "moved",
    "outside_longest_order",
    "renamed_sections",
    "restated",
    "told_by_records",
]

SHORT = 4
"""Words of a record that may be no more than a value: "Sold out", "From 90 euros"."""

Section: TypeAlias = tuple[str, ...]


def renamed_sections(
    before: Sequence[Record], after: Sequence[Record], partner: Mapping[int, int]
) -> dict[Section, Section]:
    """Sections that are gone, each with the new one that most of its records stand in now."""
    old, new = {record.section for record in before}, {record.section for record in after}
    if old == new:
        return {}
    return elected(((before[one].section, after[other].section) for one, other in partner.items()), old, new)


def elected(
    votes: Iterable[tuple[Section, Section]], old: AbstractSet[Section], new: AbstractSet[Section]
) -> dict[Section, Section]:
    """Sections that are gone, each with the section that most votes name, where that is new; the first of equals."""
    tallies: dict[Section, Counter[Section]] = defaultdict(Counter)
    for path, there in votes:
        if path not in new:
            tallies[path][there] += 1
    best = {path: min(tally.items(), key=lambda item: (-item[1], item[0]))[0] for path, tally in tallies.items()}
    return {path: there for path, there in best.items() if there not in old}


def told_by_records(records: Sequence[Record]) -> set[Section]:
    """Sections whose heading is a record besides, as the visible line of details is: another wording is told there."""
    return {(*record.section, record.text) for record in records if record.kind == "summary"}


def moved(before: Sequence[Record], after: Sequence[Record], partner: Mapping[int, int]) -> set[int]:
    """Paired records, by their index before, that stand in another of the standing sections, or in another order.

    As few as can be: what changed its section does not count for the order of the others.
    """
    old, new = {record.section for record in before}, {record.section for record in after}
    away = {
        one
        for one, other in partner.items()
        if (p := before[one].section) != (q := after[other].section) and p in new and q in old
    }
    pairs = sorted(((one, other) for one, other in partner.items() if one not in away), key=lambda item: item[1])
    return away | {pairs[at][0] for at in outside_longest_order([one for one, _ in pairs])}


def restated(
    before: Sequence[Record], after: Sequence[Record], partner: Mapping[int, int], renamed: Mapping[Section, Section]
) -> set[int]:
    """Paired records, by their index before, that are too short to state anything but of the section they stand in.

    "Sold out" under another heading says it of something else, and so it does in another row or list. Where it still
    stands behind the same record, as when a heading was put in, or behind what became its heading, and where its
    section was renamed, it is the same; so is what is known by a link. The title of an aside says nothing.
    """
    paired = partner, frozenset(partner.values())
    short = {
        one: other
        for one, other in partner.items()
        if (partner.get(one - 1, -2) if one else -1) != other - 1
        and not before[one].links
        and len(meaning(before[one].text)) <= SHORT
        and not _is_line_above(before, one, after[other].section)
        and not _is_line_above(after, other, before[one].section)
        and not is_title_of_aside(before, after, paired, (one, other))
    }
    elsewhere = _of_others(before, after, partner) if short else set()
    return {
        one
        for one, other in short.items()
        if one in elsewhere
        or ((here := before[one].section) != (there := after[other].section) and renamed.get(here) != there)
    }


def _is_line_above(records: Sequence[Record], at: int, section: Section) -> bool:
    """Whether the line in front of a record is, on the other night, the heading that it stands under."""
    return at > 0 and bool(section) and meaning(records[at - 1].text) == meaning(section[-1])


def leads_of(records: Sequence[Record]) -> list[int]:
    """For each record the one that it is said of (`scrape_clean.leads`); -1 where there is none."""
    return leads(lines_of(records))


def lines_of(records: Sequence[Record]) -> list[Placed]:
    """Records as `scrape_clean.leads` looks at them."""
    above = [None, *(record.section for record in records)]
    return [
        placed(record, record.occurrences[0].path if record.occurrences else None, opens=record.section != section)
        for record, section in zip(records, above, strict=False)
    ]


def _of_others(before: Sequence[Record], after: Sequence[Record], partner: Mapping[int, int]) -> set[int]:
    """Paired records that are said of another record than before, where both have led others on both nights."""
    said_of = leads_of(before), leads_of(after)
    heads = set(said_of[0]), set(said_of[1])
    stayed = {one: other for one in heads[0] if (other := partner.get(one)) in heads[1]}
    known = set(stayed.values())
    return {
        one
        for one, other in partner.items()
        if (lead := said_of[1][other]) in known and stayed.get(said_of[0][one], lead) != lead
    }


def outside_longest_order(positions: Sequence[int]) -> list[int]:
    """Indices of what must move so that the rest stands in order, as few as can be (Fredman 1975)."""
    if all(one < other for one, other in pairwise(positions)):
        return []
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, position in enumerate(positions):
        place = bisect_left(tails, position)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [position]
        ends[place : place + 1] = [at]
    kept = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return [at for at in range(len(positions)) if at not in kept]
