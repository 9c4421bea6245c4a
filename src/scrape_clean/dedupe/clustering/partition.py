"""Disjoint sets of the numbers below n."""

from array import array
from collections.abc import Sequence

import numpy as np

from scrape_clean.dedupe.normalization.sequences import Numbers

__all__ = ["Partition", "numbered"]


class Partition:
    """Union-find with path halving (Tarjan and van Leeuwen); the root of a set is its smallest member."""

    def __init__(self, size: int) -> None:
        """Every number is a set of its own."""
        self._parent = array("q", range(size))

    def root(self, item: int) -> int:
        """The smallest member of the item's set."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def join(self, one: int, other: int) -> None:
        """Unite the sets of two items."""
        one, other = self.root(one), self.root(other)
        if one < other:
            self._parent[other] = one
        else:
            self._parent[one] = other

    def roots(self) -> Sequence[int]:
        """The root of every number."""
        found = array("q")
        for item, parent in enumerate(self._parent):
            found.append(item if parent == item else found[parent])  # a parent is smaller than its children
        return found


def numbered(labels: Numbers) -> list[int]:
    """Labels renumbered from 0 in the order of first appearance."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    ranks = np.empty(len(first), np.int64)
    ranks[np.argsort(first)] = np.arange(len(first))
    ids: list[int] = ranks[inverse].tolist()
    return ids
