"""The place of each block of a page: its section and the chain of its parents, compared by what they say.

The same words at two different places ("Fee: free" under two courses, "9-17" beside two days) are two facts.
"""

from collections.abc import Hashable, Sequence

from scrape_clean.leads import leads, placed
from scrape_clean.model import Block

__all__ = ["place_ids"]


def _headers(block: Block) -> tuple[str, ...]:
    return tuple(cell.header for cell in block.cells if cell.text)


def place_ids(blocks: Sequence[Block], classes: Sequence[int], sections: Sequence[tuple[int, ...]]) -> list[int]:
    """One id per block: two blocks have the same id when they stand at the same place and say the same.

    Args:
        blocks: The page's blocks in order, headings included.
        classes: What each block says.
        sections: The section path of each block, each heading as the class of what it says.
    """
    ids: dict[Hashable, int] = {}

    def number(value: Hashable) -> int:
        return ids.setdefault(value, len(ids))

    here: tuple[int, ...] | None = None
    place = -1
    nodes: list[int] = []
    lines = [placed(block, block.path, opens=block.kind == "heading") for block in blocks]
    for block, said, section, lead in zip(blocks, classes, sections, leads(lines), strict=True):
        if section is not here:
            here, place = section, number(section)
        above = nodes[lead] if lead >= 0 else -1
        nodes.append(number((place, above, number(_headers(block)) if block.cells else -1, said)))
    return nodes
