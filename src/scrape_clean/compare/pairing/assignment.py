"""Optimal assignment on a sparse graph: who is paired with whom so that the total weight is largest.

Successive shortest augmenting paths with potentials (Edmonds and Karp 1972; Tomizawa 1971), each found by Dijkstra's
algorithm. Weights are integers, so that the answer is exact and the same on every machine; of several best ones the
same is chosen each time.
"""

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

from msgspec import Struct

__all__ = ["assign"]


def assign(edges: Sequence[Mapping[int, int]]) -> dict[int, int]:
    """Pair left with right nodes, each at most once, for the largest total weight.

    Args:
        edges: For each left node its right neighbours with weights above 0.

    Returns:
        The right node of each left node that is paired.
    """
    matching = _Matching(edges)
    for left in range(len(edges)):
        matching.add(left)
    return dict(sorted(matching.partner.items()))


class _Tree(Struct):
    """What a search found: distances from its root, and where its best path ends."""

    root: int
    lefts: dict[int, int]
    rights: dict[int, tuple[int, int]]
    """Distance of each right node that was settled, and the left node from which it was reached."""
    length: int
    free: int | None = None
    """The free right node at the path's end; None where it ends at a left node that had better stay alone."""
    alone: int = -1


class _Matching:
    """A matching that is optimal for the left nodes added so far.

    A left node may stay alone, at no gain.
    """

    def __init__(self, edges: Sequence[Mapping[int, int]]) -> None:
        self.edges = edges
        self.partner: dict[int, int] = {}
        self.owner: dict[int, int] = {}
        self.price: dict[int, int] = {}
        """Dual variables of right nodes, never negative; a free one costs nothing."""
        self.gain: dict[int, int] = {}
        """Dual variables of left nodes: what each is worth at these prices."""

    def add(self, root: int) -> None:
        """Let one more left node in, along the path that is worth most."""
        price = self.price
        self.gain[root] = max((weight - price.get(right, 0) for right, weight in self.edges[root].items()), default=0)
        if self.gain[root] <= 0:
            self.gain[root] = 0
            return
        tree = self._search(root)
        for left, distance in tree.lefts.items():
            self.gain[left] -= max(0, tree.length - distance)
        for right, (distance, _) in tree.rights.items():
            price[right] = price.get(right, 0) + max(0, tree.length - distance)
        self._augment(tree)

    def _search(self, root: int) -> _Tree:
        """Dijkstra on reduced costs, until nothing nearer can be the end of a path."""
        tree = _Tree(root, {root: 0}, {}, self.gain[root], alone=root)
        best: dict[int, int] = {}
        queue: list[tuple[int, int, int]] = []
        left, far = root, 0
        while True:
            base = far + self.gain[left]
            for right, weight in self.edges[left].items():
                cost = base + self.price.get(right, 0) - weight
                if right not in tree.rights and cost < best.get(right, cost + 1):
                    best[right] = cost
                    heappush(queue, (cost, right, left))
            while queue and queue[0][1] in tree.rights:
                heappop(queue)
            if not queue or queue[0][0] >= tree.length:
                return tree
            far, right, origin = heappop(queue)
            tree.rights[right] = (far, origin)
            if right not in self.owner:
                tree.length, tree.free = far, right
                return tree
            left = self.owner[right]
            tree.lefts[left] = far
            if far + self.gain[left] < tree.length:
                tree.length, tree.alone = far + self.gain[left], left

    def _augment(self, tree: _Tree) -> None:
        """Each left node on the path takes the right node through which it was left."""
        right = tree.free
        if right is None:
            if tree.alone == tree.root:
                return
            right = self.partner.pop(tree.alone)
        while True:
            left = tree.rights[right][1]
            before = self.partner.get(left)
            self.partner[left], self.owner[right] = right, left
            if left == tree.root or before is None:
                return
            right = before
