"""Items of a list and blocks of one design are judged together: one of many is seldom what the others are not."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TypeAlias

from scrape_clean.label.places import LISTS, VALUE, lists_of_terms
from scrape_clean.label.skeleton import Ints
from scrape_clean.model import Document

__all__ = ["ALIKE", "ITEMS", "LACKING", "Groups", "alike", "evened", "lists", "rest_of_most"]

Groups: TypeAlias = Collection[Sequence[int]]
"""Indices of blocks that belong together; looked at more than once."""
SHARED = 0.5
"""How much of a score is that of the group."""
ITEMS, ALIKE = 1 / 2, 2 / 3
"""The share of a list, and of three or more blocks of one design, that makes content of the rest."""
LACKING = 1.0
"""How much a block may fall short for that, which is no item of a list."""
_FEWEST = 3


def alike(document: Document, kind: Ints, links: Sequence[bool]) -> Groups:
    """Find the blocks that look the same on the page, and stand in elements of the same kinds, three outwards.

    Args:
        document: The page.
        kind: (C + 1,) The kind of each container, as `Features` has it.
        links: For each block whether it is mostly link.
    """
    kinds, parents = kind.tolist(), [*(container.parent for container in document.containers), -1]
    groups: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, (block, link) in enumerate(zip(document.blocks, links, strict=True)):
        place = block.container
        outer = parents[place]
        looks = (block.kind, block.hidden, link, kinds[place], kinds[outer], kinds[parents[outer]])
        groups[looks].append(at)
    return groups.values()


def lists(document: Document, places: Sequence[str], links: Sequence[bool]) -> Groups:
    """Find the lists of items, and those of terms and definitions, that are no links."""
    groups: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for at, (block, place) in enumerate(zip(document.blocks, places, strict=True)):
        if block.kind == "bullet" and block.container >= 0 and place in LISTS and not links[at]:
            groups[document.containers[block.container].parent, place].append(at)
    terms = [[at for at in several if places[at] == VALUE] for several in lists_of_terms(document)]
    return [*groups.values(), *terms]


def evened(groups: Groups, scores: Sequence[float]) -> list[float]:
    """Move scores half-way to the mean of all blocks that look the same on the page.

    Args:
        groups: As `alike` finds them.
        scores: What speaks for each block: multiples of one small step, so that their sums are exact.

    Returns:
        The scores; of blocks of which there is but one as they were. Linear time.
    """
    found = list(scores)
    for group in groups:
        if len(group) > 1:
            mean = sum([scores[at] for at in group]) / len(group)
            for at in group:
                found[at] += SHARED * (mean - scores[at])
    return found


def rest_of_most(groups: Groups, content: Sequence[bool], share: float, free: Sequence[bool]) -> list[int]:
    """Find what is no content where most of a group is.

    Args:
        groups: Blocks that belong together.
        content: Which blocks are content so far.
        share: How much of a group must be.
        free: Which blocks count, and may be found.
    """
    found = []
    for group in groups:
        items = [at for at in group if free[at]]
        passed = sum(content[at] for at in items)
        if passed < len(items) >= _FEWEST and passed >= share * len(items):
            found += [at for at in items if not content[at]]
    return found
