"""Items that say the same behind different pictures are as many facts: 🇬🇧 Tour at 10:00, 🇩🇪 Tour at 10:00."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, groupby

from scrape_clean.model import Block
from scrape_clean.parse.signs import is_akin, sign_of

__all__ = ["by_sign"]

FEWEST = 3
"""Items of one list in which a picture that all have is taken for an adornment."""


def by_sign(blocks: Sequence[Block], classes: Sequence[int], roots: Sequence[int]) -> list[int]:
    """The classes of what blocks say, others for those that one fact would be made of although their pictures differ.

    What has no picture is like the first that has one. A list whose items all have the same one is adorned by it: its
    copy has other bullets, unless the two are akin, as 🟢 and 🔴 are.

    Args:
        blocks: In page order.
        classes: Of what each says.
        roots: The same for blocks that would be one fact.
    """
    signs = [sign_of(block.marker) for block in blocks]
    if len({*signs} - {""}) <= 1:
        return list(classes)
    groups: dict[int, list[int]] = defaultdict(list)
    for at, root in enumerate(roots):
        if signs[at]:
            groups[root].append(at)
    adorned = _adorned(blocks, signs)
    first: dict[int, str] = {}
    apart: set[int] = set()
    for items in groups.values():
        found = sorted({signs[at] for at in items})
        if not adorned.issuperset(items) or any(is_akin(*two) for two in combinations(found, 2)):
            apart.update(classes[at] for at in items if len(found) > 1)
    others: dict[tuple[int, str], int] = {}
    result = list(classes)
    for at, said in enumerate(classes):
        if said in apart and signs[at] and first.setdefault(said, signs[at]) != signs[at]:
            result[at] = others.setdefault((said, signs[at]), -1 - len(others))
    return result


def _adorned(blocks: Sequence[Block], signs: Sequence[str]) -> set[int]:
    """Items of lists in which all have one picture."""
    found: set[int] = set()
    for _, run in groupby(range(len(blocks)), key=lambda at: (blocks[at].kind, blocks[at].depth)):
        items = list(run)
        if len(items) >= FEWEST and len({signs[at] for at in items}) == 1:
            found.update(items)
    return found
