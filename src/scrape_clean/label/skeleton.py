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
    """C containers and N blocks, as arrays."""

    first: Ints
    """(C,) The first block in each container."""
    end: Ints
    """(C,) One past the last."""
    sizes: Ints
    """(C,) How many containers there are in each one, itself counted: they follow it in the page's order."""
    spans: Ints
    """(N, OUTWARD + INWARD, 2) First block and end of ever wider containers around each block."""
    near: Ints
    """(N, 3) Each block's container, the innermost with another block in it, the next wider one; C where none is."""


def skeleton(blocks: Sequence[Block], containers: Sequence[Container]) -> Skeleton:
    """Lay the containers over the blocks; linear in both, however deep they are nested."""
    parents = [container.parent for container in containers]
    first, end, sizes = _extents(blocks, parents)
    wider = _wider(first, end, parents)
    nowhere = len(containers)
    places = np.array([block.container for block in blocks], np.int64)
    shared = _shared(first, end, wider)
    outer = shared[np.array([*wider, nowhere], np.int64)]  # of each container the next wider one; nowhere has itself
    inner = shared[places]
    outward = [inner]
    for _ in range(OUTWARD - 1):
        further = outer[outward[-1]]
        outward.append(np.where(further == nowhere, outward[-1], further))
    inward = _inward(first, end, wider, len(blocks))[places]
    chosen = np.stack([*outward, *np.where(inward == nowhere, inner[:, None], inward).T], axis=1)
    extents = np.array([[*first, 0], [*end, len(blocks)]], np.int64).T
    own = np.where(places < 0, nowhere, places)
    known = np.where(inner == nowhere, own, inner)
    return Skeleton(
        np.array(first, np.int64),
        np.array(end, np.int64),
        np.array(sizes, np.int64),
        extents[chosen],
        np.stack([own, known, np.where(inner == nowhere, own, outward[1])], axis=1),
    )


def _extents(blocks: Sequence[Block], parents: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """First block, end and number of containers of each container; parents come before their children."""
    first, end, sizes = [len(blocks)] * len(parents), [0] * len(parents), [1] * len(parents)
    for place, block in enumerate(blocks):
        container = block.container
        if container >= 0:
            first[container] = min(first[container], place)
            end[container] = place + 1
    for place in range(len(parents) - 1, 0, -1):
        parent = parents[place]
        if parent >= 0:
            first[parent] = min(first[parent], first[place])
            end[parent] = max(end[parent], end[place])
            sizes[parent] += sizes[place]
    return first, end, sizes


def _wider(first: Sequence[int], end: Sequence[int], parents: Sequence[int]) -> list[int]:
    """For each container the innermost one around it that holds more blocks; -1 where there is none."""
    wider: list[int] = []
    for place, parent in enumerate(parents):
        same = parent >= 0 and first[parent] == first[place] and end[parent] == end[place]
        wider.append(wider[parent] if same else parent)
    return wider


def _shared(first: Sequence[int], end: Sequence[int], wider: Sequence[int]) -> Ints:
    """For each container itself, if it holds several blocks, or the innermost one around it that does; nowhere last."""
    nowhere = len(wider)
    shared: list[int] = []
    for place, around in enumerate(wider):
        alone = end[place] - first[place] < 2
        shared.append((shared[around] if around >= 0 else nowhere) if alone else place)
    return np.array([*shared, nowhere], np.int64)


def _inward(first: Sequence[int], end: Sequence[int], wider: Sequence[int], blocks: int) -> Ints:
    """For each container the two outermost ones that hold several blocks and are not the whole page, outermost last."""
    nowhere, whole = len(wider), _WHOLE * blocks
    second: list[int] = []
    outermost: list[int] = []
    for place, around in enumerate(wider):
        inner, outer = (second[around], outermost[around]) if around >= 0 else (nowhere, nowhere)
        if inner == outer and 1 < end[place] - first[place] < whole:
            inner, outer = place, place if outer == nowhere else outer
        second.append(inner)
        outermost.append(outer)
    return np.array([[*second, nowhere], [*outermost, nowhere]], np.int64).T
