"""Where the blocks of a page lie in its containers: spans of blocks, from the innermost outwards."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from scrape_clean.model import Block, Container

__all__ = ["INWARD", "OUTWARD", "Ints", "Skeleton", "skeleton"]

Ints: TypeAlias = npt.NDArray[np.int64]

OUTWARD = 3
"""How many containers of a block count from the innermost one outwards."""
INWARD = 2
"""How many count from the page inwards: as many as `_inward` finds."""
_WHOLE = 0.9
"""A container with a larger share of the page's blocks is the page itself."""


class Skeleton(NamedTuple):
    """C containers, N blocks and P places, as arrays.

    Blocks stand in one place if the same containers with other blocks in them are around; most places hold several.
    """

    first: Ints
    """(C,) The first block in each container."""
    end: Ints
    """(C,) One past the last."""
    sizes: Ints
    """(C,) How many containers there are in each one, itself counted: they follow it in the page's order."""
    place: Ints
    """(N,) The place of each block."""
    spans: Ints
    """(P, OUTWARD + INWARD, 2) First block and end of ever wider containers around each place."""
    near: Ints
    """(N, 3) Each block's container, the innermost with another block in it, the next wider one; C where none is."""


def skeleton(blocks: Sequence[Block], containers: Sequence[Container]) -> Skeleton:
    """Lay the containers over the blocks; linear in both, however deep they are nested."""
    parents = [container.parent for container in containers]
    first, end, sizes = _extents(blocks, parents)
    nowhere = len(containers)
    shared, outer, second, outermost = map(_ints, _around(first, end, parents, len(blocks)))
    own = _ints([block.container for block in blocks])
    inner = shared[own]
    own[own < 0] = nowhere
    known = np.where(inner == nowhere, own, inner)
    near = np.stack([own, known, np.where(inner == nowhere, own, outer[inner])], axis=1)

    held = np.zeros(nowhere + 1, np.int64)
    held[inner] = 1
    around = np.flatnonzero(held)  # the innermost containers of the places
    outward = [around]
    for _ in range(OUTWARD - 1):
        outward.append(outer[outward[-1]])
    inward = [np.where(each[around] == nowhere, around, each[around]) for each in (second, outermost)]
    starts, ends = _ints([*first, 0]), _ints([*end, len(blocks)])
    chosen = np.stack([*outward, *inward], axis=1)
    spans = np.stack([starts[chosen], ends[chosen]], axis=2)
    return Skeleton(starts[:-1], ends[:-1], _ints(sizes), (np.cumsum(held) - 1)[inner], spans, near)


def _ints(numbers: Sequence[int]) -> Ints:
    return np.fromiter(numbers, np.int64, len(numbers))


def _extents(blocks: Sequence[Block], parents: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """First block, end and number of containers of each container; parents come before their children."""
    first, end, sizes = [len(blocks)] * len(parents), [0] * len(parents), [1] * len(parents)
    for place, block in enumerate(blocks):
        container = block.container
        while container >= 0 and first[container] > place:
            first[container] = place
            container = parents[container]
    for place in range(len(blocks) - 1, -1, -1):
        container = blocks[place].container
        while container >= 0 and not end[container]:
            end[container] = place + 1
            container = parents[container]
    for place in range(len(parents) - 1, 0, -1):
        if parents[place] >= 0:
            sizes[parents[place]] += sizes[place]
    return first, end, sizes


def _around(first: Sequence[int], end: Sequence[int], parents: Sequence[int], blocks: int) -> tuple[list[int], ...]:
    """Which containers around each one count, itself included; C is none, and has itself.

    Returns:
        For each container, and for none: the innermost one that holds several blocks; of that, the next wider one that
        holds more, itself where none does; the two outermost ones that hold several blocks and are not the whole page,
        outermost last.
    """
    nowhere, whole = len(parents), _WHOLE * blocks
    # What holds for none stands last, where -1 finds it, too.
    shared, outer, second, outermost = ([nowhere] * (nowhere + 1) for _ in range(4))
    wider = [-1] * nowhere  # the innermost one around that holds more
    for place, parent in enumerate(parents):
        around = parent
        if parent >= 0 and first[parent] == first[place] and end[parent] == end[place]:
            around = wider[parent]
        wider[place] = around
        second[place], outermost[place] = second[around], outermost[around]
        held = end[place] - first[place]
        if held < 2:
            shared[place], outer[place] = shared[around], outer[around]
            continue
        shared[place] = place
        outer[place] = around if around >= 0 else place
        if held < whole and second[place] == outermost[place]:
            second[place] = place
            if outermost[place] == nowhere:
                outermost[place] = place
    return shared, outer, second, outermost
