"""Disjoint sets of the numbers below n."""

__all__ = ["Partition"]


class Partition:
    """Union-find with path halving (Tarjan and van Leeuwen); the root of a set is its smallest member."""

    def __init__(self, size: int) -> None:
        """Every number is a set of its own."""
        self._parent = list(range(size))

    def root(self, item: int) -> int:
        """The smallest member of the item's set."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def join(self, one: int, other: int) -> None:
        """Unite the sets of two items."""
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low

    def roots(self) -> list[int]:
        """The root of every number."""
        return [self.root(item) for item in range(len(self._parent))]
