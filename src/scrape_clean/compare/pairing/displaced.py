"""Values whose words stand in another section now, while another value stands in their own place.

"Default: false" became "Default: null", and a new option behind it has "Default: false": nothing moved there.
"""

from collections.abc import Iterator, Mapping, Sequence

from scrape_clean.compare.pairing.figures import gaps_of, in_place, label_of, labelled_of, rows_of, values_of
from scrape_clean.compare.pairing.likeness import SAME, alike, likeness_of
from scrape_clean.compare.pairing.moves import SHORT
from scrape_clean.compare.pairing.sides import Side
from scrape_clean.compare.text.words import meaning

__all__ = ["displaced"]


def displaced(
    before: Side, after: Side, partner: Mapping[int, int], free: tuple[Sequence[int], Sequence[int]]
) -> tuple[set[int], dict[int, tuple[int, int]]]:
    """Find records that are paired across sections, although another value of the same label stands in their place.

    Records that went there together are looked at as one: each of them must have been replaced.

    Args:
        before: The last night.
        after: Tonight.
        partner: The records that are paired, by their indices.
        free: Those that are not.

    Returns:
        Records before that lose their partners, and new partners with their likeness.
    """
    away = {
        one: other
        for one, other in partner.items()
        if before.records[one].section != after.records[other].section and not before.records[one].links
    }
    if not away or not any(free):
        return set(), {}
    here, there = _replaced((before, after), partner, free, away)
    lost: set[int] = set()
    found: dict[int, int] = {}
    for run in _runs(away):
        if all(one in here for one in run):
            found |= {one: here[one] for one in run}
            lost.update(run)
        if all(away[one] in there for one in run):
            found |= {there[away[one]]: away[one] for one in run}
            lost.update(run)
    scores = {one: max(_likeness(before, after, one, other)) for one, other in found.items()}
    return lost, {one: (other, min(SAME - 1, scores[one])) for one, other in found.items()}


def _replaced(
    sides: tuple[Side, Side],
    partner: Mapping[int, int],
    free: tuple[Sequence[int], Sequence[int]],
    away: Mapping[int, int],
) -> tuple[dict[int, int], dict[int, int]]:
    """For records that went elsewhere what is free in their place, and for their partners what was free in theirs."""
    stayed = {one: other for one, other in partner.items() if one not in away}
    places = sorted({*free[0], *away}), sorted({*free[1], *away.values()})
    names = stayed, {other: other for other in stayed.values()}
    gaps = gaps_of(sides, stayed, places)
    same = in_place(*map(labelled_of, sides, places, gaps)) | in_place(*map(rows_of, sides, places, gaps))
    same |= in_place(*map(values_of, sides, places, names))
    pairs = [(places[0][i], places[1][j]) for i, j in sorted(same)]
    fit = [(one, other) for one, other in pairs if _may_be_one(*sides, one, other)]
    gone, come = set(free[0]), set(free[1])
    return (
        {one: other for one, other in fit if one in away and other in come},
        {other: one for one, other in fit if one in gone and other not in come},
    )


def _may_be_one(before: Side, after: Side, one: int, other: int) -> bool:
    """Whether two records under one heading may be one value, edited."""
    texts = before.seen[one], after.seen[other]
    if before.records[one].section != after.records[other].section or label_of(texts[0]) != label_of(texts[1]):
        return False
    return all(len(meaning(text)) <= SHORT for text in texts) or alike(
        *_likeness(before, after, one, other), in_place=True
    )


def _likeness(before: Side, after: Side, one: int, other: int) -> tuple[int, int]:
    return likeness_of([before.seen[one]], [after.seen[other]])[0, 0]


def _runs(away: Mapping[int, int]) -> Iterator[Sequence[int]]:
    """Records that went elsewhere, those together that stood and stand one behind the other."""
    run: list[int] = []
    for one in sorted(away):
        if run and (run[-1] + 1 != one or away[run[-1]] + 1 != away[one]):
            yield run
            run = []
        run.append(one)
    if run:
        yield run
