"""Blocks of one design are judged together: one card of a hundred is seldom what the others are not."""

from collections import defaultdict
from collections.abc import Sequence

from scrape_clean.label.places import is_linked
from scrape_clean.label.skeleton import Ints
from scrape_clean.model import Document

__all__ = ["evened"]

_AROUND = 3
"""How many elements from a block outwards must be of the same kind."""
SHARED = 0.5
"""How much of a score is that of the group."""


def evened(document: Document, kind: Ints, scores: Sequence[float]) -> list[float]:
    """Move scores half-way to the mean of all blocks that look the same on the page.

    Args:
        document: The page.
        kind: (C + 1,) The kind of each container, as `Features` has it.
        scores: What speaks for each block: multiples of one small step, so that their sums are exact.

    Returns:
        The scores; of blocks of which there is but one as they were. Linear time.
    """
    kinds, containers = kind.tolist(), document.containers
    groups: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, block in enumerate(document.blocks):
        looks: list[object] = [block.kind, block.hidden, is_linked(block)]
        place = block.container
        for _ in range(_AROUND):
            looks.append(kinds[place])
            place = containers[place].parent if place >= 0 else place
        groups[tuple(looks)].append(at)
    found = list(scores)
    for group in groups.values():
        if len(group) > 1:
            mean = sum([scores[at] for at in group]) / len(group)
            for at in group:
                found[at] += SHARED * (mean - scores[at])
    return found
