"""Which records of two nights might be one, edited: found without comparing all with all."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log

__all__ = ["candidates"]

ALL_PAIRS = 2500
"""Up to so many pairs are all compared."""
COMMON = 64
"""A word that stands in more records than this on one side leads to no pair: it is everywhere."""
NEAREST = 8
"""Candidates kept for each record: those that share the most, and the rarest, words with it."""


def candidates(before: Sequence[Iterable[str]], after: Sequence[Iterable[str]]) -> list[tuple[int, int]]:
    """Pairs (before, after) that are worth a closer look, sorted; the same pairs, turned, for the sides swapped.

    Args:
        before: The words of each record.
        after: The same of the other night.
    """
    if len(before) * len(after) <= ALL_PAIRS:
        return [(i, j) for i in range(len(before)) for j in range(len(after))]
    there = _index(after)
    weights = _weights(_index(before), there)
    shared: list[Counter[int]] = []
    for words in before:
        tally: Counter[int] = Counter()
        for word in set(words):
            if word in weights:
                for j in there[word]:
                    tally[j] += weights[word]
        shared.append(tally)
    turned: dict[int, list[tuple[int, int]]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for i, tally in enumerate(shared):
        for j, weight in tally.items():
            turned[j].append((-weight, i))
        found.update((i, j) for _, j in _first((-weight, j) for j, weight in tally.items()))
    for j, ranked in turned.items():
        found.update((i, j) for _, i in _first(ranked))
    return sorted(found)


def _first(ranked: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The best few, with all that are as good as the last of them."""
    order = sorted(ranked)
    if len(order) <= NEAREST:
        return order
    return [item for item in order[: 2 * NEAREST] if item[0] <= order[NEAREST - 1][0]]


def _index(side: Sequence[Iterable[str]]) -> dict[str, list[int]]:
    """The records that have each word."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(side):
        for word in set(words):
            found[word].append(at)
    return found


def _weights(here: dict[str, list[int]], there: dict[str, list[int]]) -> dict[str, int]:
    """How much each word tells that two records share: the more, the fewer records have it."""
    weights = {}
    for word in here.keys() & there.keys():
        often = max(len(here[word]), len(there[word]))
        if often <= COMMON:
            weights[word] = round(100 * (1 + log(COMMON / often)))
    return weights
