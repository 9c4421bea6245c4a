"""The place of each block of a page: its section and the chain of its parents, compared by what they say.

The same words at two different places ("Fee: free" under two courses, "9-17" beside two days) are two facts.
"""

from collections.abc import Hashable, Sequence

from msgspec import Struct

from scrape_clean.leads import Placed, leads
from scrape_clean.model import Block
from scrape_clean.parse.sentences import SENTENCE_END

__all__ = ["place_ids"]

_ROWS = frozenset({"table_row", "table_header", "field"})
_LABELS = frozenset({"caption", "summary", "term"})


class _Parent(Struct, frozen=True):
    depth: int
    node: int


def _nesting(block: Block) -> int:
    """Depth as a reader sees it: rows, fields and definitions stand below the line that introduces them."""
    return 2 * block.depth + (1 if block.kind in _ROWS or block.kind == "definition" else 0)


def _leads_in(block: Block) -> bool:
    """Whether a block outside all lists introduces the list or rows right after it: it ends like no sentence."""
    return block.kind in _LABELS or (block.kind == "paragraph" and not block.text.rstrip().endswith(SENTENCE_END))


def _headers(block: Block) -> tuple[str, ...]:
    return tuple(cell.header for cell in block.cells)


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
    parents: list[_Parent] = []
    rows = leads([Placed(block.path, _leads_in(block), block.kind != "heading") for block in blocks])
    for block, said, section, lead in zip(blocks, classes, sections, rows, strict=True):
        depth = _nesting(block)
        if block.kind == "heading":
            parents.clear()
        while parents and parents[-1].depth >= depth:
            parents.pop()
        above = parents[-1].node if parents else nodes[lead] if lead >= 0 else -1
        if section is not here:
            here, place = section, number(section)
        node = number((place, above, number(_headers(block)) if block.cells else -1, said))
        nodes.append(node)
        if block.kind != "heading" and (block.depth or _leads_in(block)):
            parents.append(_Parent(depth, node))
    return nodes
