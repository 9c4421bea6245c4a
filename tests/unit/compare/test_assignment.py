"""Optimal pairs."""

import random
from itertools import permutations

from scrape_clean.compare.pairing.assignment import assign


def best(edges: list[dict[int, int]], right: int) -> int:
    """The largest total weight, by trying all ways."""
    places = [*range(right), *[-1] * len(edges)]
    return max(sum(edges[left].get(at, 0) for left, at in enumerate(way)) for way in permutations(places, len(edges)))


def test_the_total_is_the_largest() -> None:
    """Against all permutations, on graphs with and without an edge between any two."""
    dice = random.Random(4)  # noqa: S311
    for _ in range(150):
        left, right = dice.randint(1, 4), dice.randint(1, 4)
        edges = [{at: dice.randint(1, 9) for at in range(right) if dice.random() < 0.6} for _ in range(left)]
        pairs = assign(edges)
        assert len(set(pairs.values())) == len(pairs)
        assert sum(edges[one][other] for one, other in pairs.items()) == best(edges, right)


def test_the_first_comer_gives_way() -> None:
    """Greedy pairing would give the first left node what only the second one can use."""
    assert assign([{0: 9, 1: 8}, {0: 7}]) == {0: 1, 1: 0}
    assert assign([{0: 3}, {0: 7}]) == {1: 0}
    assert assign([{}, {}]) == {}
