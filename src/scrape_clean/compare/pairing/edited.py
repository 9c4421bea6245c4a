"""Which records are one, edited: of all that is left, by the best total likeness."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from msgspec import Struct

from scrape_clean.compare.pairing.assignment import assign
from scrape_clean.compare.pairing.entries import Entries, Paired, Standing
from scrape_clean.compare.pairing.figures import figures_of, gaps_of, in_place, labelled_of, values_of
from scrape_clean.compare.pairing.likeness import SAME, alike, likeness_of
from scrape_clean.compare.pairing.moves import SHORT
from scrape_clean.compare.pairing.names import known_by_one, named
from scrape_clean.compare.pairing.sides import Side
from scrape_clean.compare.text.words import meaning, meaning_key
from scrape_clean.model import Record

__all__ = ["edited", "relabelled"]

ALIKE_ELSEWHERE = 850
"""From this likeness on, a text that stays on the page, or a few words, are another record elsewhere, edited."""
LINKED = 400
"""What a link, or first cell, that no other record has on either night adds to the likeness."""
SAME_SECTION, SAME_GAP, SAME_KIND = 200, 15, 10
"""Of records that are alike those are paired that stand in the same place. Its section tells more of what a record is
about than that a figure in it happens to be the same: "3 days ago" stands under each of a list's headings."""

_Sides: TypeAlias = tuple[Side, Side]
_Places: TypeAlias = tuple[Sequence[int], Sequence[int]]
"""Records of either night; in what is known of them they are named by their indices in these lists."""
_Some: TypeAlias = tuple[frozenset[int], frozenset[int]]


class _Known(Struct, frozen=True):
    """What is known of records that are left."""

    gaps: tuple[Sequence[int], Sequence[int]]
    """For each the nearest paired one in front of it, by its index after; -1 at the start."""
    linked: AbstractSet[tuple[int, int]]
    """Pairs with one link, or first cell, that no other record has on either night."""
    figures: AbstractSet[tuple[int, int]]
    """Pairs that are one without a word in common, or with that of their labels."""
    standing: Mapping[tuple[int, int], Standing]
    """Of pairs of values whether they stand in one entry."""
    staying: _Some
    """Those whose words stand on the other night, too: one copy of several came or went."""
    relabelled: _Some
    """Those whose words stand there in no record: as a heading, or boilerplate. Their place is taken."""
    short: _Some
    """Those of a few words."""


def edited(
    sides: _Sides, partner: Mapping[int, int], free: _Places, entries: tuple[Entries, Entries], *, late: bool = False
) -> dict[int, tuple[int, int]]:
    """Pair records that are alike, for the largest total likeness.

    Args:
        sides: Both nights.
        partner: The records that are paired, by their indices.
        free: Those that are not.
        entries: The values of both nights.
        late: Whether this is for values alone, whose entries were not known before.

    Returns:
        For records before those after that they became, and how like these are.
    """
    if late:
        free = [at for at in free[0] if at in entries[0].kinds], [at for at in free[1] if at in entries[1].kinds]
    if not all(free):
        return {}
    scored = likeness_of(*([side.seen[at] for at in places] for side, places in zip(sides, free, strict=True)))
    known = _known(sides, partner, free, entries, scored)
    edges: list[dict[int, int]] = [{} for _ in free[0]]
    for (i, j), likeness in scored.items():
        pair = sides[0].records[free[0][i]], sides[1].records[free[1][j]]
        if weight := _weight(known, pair, (i, j), likeness):
            edges[i][j] = weight
    return {free[0][i]: (free[1][j], min(SAME - 1, max(scored[i, j]))) for i, j in assign(edges).items()}


def _weight(known: _Known, pair: tuple[Record, Record], at: tuple[int, int], likeness: tuple[int, int]) -> int:
    """How much two records are one, edited; 0 where they cannot be."""
    place = known.standing.get(at, Standing.FREE)
    same_gap = known.gaps[0][at[0]] == known.gaps[1][at[1]]
    if place in (Standing.APART, Standing.UNKNOWN) or (place is Standing.RENAMED and not same_gap):
        return 0
    linked, same_section = at in known.linked, pair[0].section == pair[1].section
    elsewhere = not (same_gap or linked or same_section or place is Standing.TOGETHER)
    weak = _any(known.relabelled, at) or (elsewhere and (_any(known.staying, at) or _both(known.short, at)))
    if weak and max(likeness) < ALIKE_ELSEWHERE:
        return 0
    if not (linked or at in known.figures or alike(*likeness, in_place=same_gap)):
        return 0
    bonus = SAME_SECTION * same_section + SAME_GAP * same_gap + SAME_KIND * (pair[0].kind == pair[1].kind)
    return max(likeness) + LINKED * linked + bonus


def _any(some: _Some, at: tuple[int, int]) -> bool:
    return at[0] in some[0] or at[1] in some[1]


def _both(some: _Some, at: tuple[int, int]) -> bool:
    return at[0] in some[0] and at[1] in some[1]


def _known(
    sides: _Sides,
    partner: Mapping[int, int],
    free: _Places,
    entries: tuple[Entries, Entries],
    scored: dict[tuple[int, int], tuple[int, int]],
) -> _Known:
    """What is known of the records that are left; pairs that may be one without a word in common are scored, too."""
    names = {other: other for other in partner.values()}
    gaps = gaps_of(sides, partner, free)
    linked = _linked(sides, free)
    figures = in_place(*map(figures_of, sides, free, gaps)) | in_place(*map(labelled_of, sides, free, gaps))
    figures |= in_place(*map(values_of, sides, free, (partner, names)))
    for at in linked | figures:
        scored.setdefault(at, (0, 0))
    paired = Paired(sides, entries, partner)
    pairs = {(i, j): (free[0][i], free[1][j]) for i, j in scored}
    return _Known(
        gaps,
        linked,
        figures,
        {at: paired.standing(*pair) for at, pair in pairs.items() if paired.are_values(*pair)},
        (_among(sides[0], free[0], sides[1].seen), _among(sides[1], free[1], sides[0].seen)),
        (relabelled(sides[0], free[0], sides[1].beside), relabelled(sides[1], free[1], sides[0].beside)),
        (_short(sides[0], free[0]), _short(sides[1], free[1])),
    )


def _among(side: Side, places: Sequence[int], seen: Sequence[str]) -> frozenset[int]:
    texts = set(seen)
    return frozenset(i for i, at in enumerate(places) if side.seen[at] in texts)


def relabelled(side: Side, places: Sequence[int], beside: frozenset[str]) -> frozenset[int]:
    """Of some records, named by their indices in the list, those whose words stand in what is beside."""
    return frozenset(i for i, at in enumerate(places) if beside and meaning_key(side.seen[at]) in beside)


def _short(side: Side, places: Sequence[int]) -> frozenset[int]:
    """Those of a few words; a date is one."""
    return frozenset(i for i, at in enumerate(places) if _length(side.records[at], side.seen[at]) <= SHORT)


def _length(record: Record, seen: str) -> int:
    dates = (one for one in record.annotations if one.kind == "date" and seen == record.text)
    return len(meaning(seen)) - sum(len(meaning(one.text)) - 1 for one in dates)


def _linked(sides: _Sides, free: _Places) -> set[tuple[int, int]]:
    """Pairs of records with one link, or first cell, that no other record has on either night."""
    names = [named(side, places) for side, places in zip(sides, free, strict=True)]
    unique = known_by_one(sides[0], names[0].values()) & known_by_one(sides[1], names[1].values())
    there = {name: j for j, at in enumerate(free[1]) if (name := names[1].get(at)) in unique}
    return {(i, there[name]) for i, at in enumerate(free[0]) if (name := names[0].get(at)) in there}
