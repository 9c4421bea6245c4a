"""A list item of several lines, as listings of people, events and wares have them, is one bullet."""

from collections.abc import Sequence

from msgspec.structs import replace

from scrape_clean.choices import unwanted
from scrape_clean.model import Block, Cell, Link
from scrape_clean.parse.html.drafts import GAP
from scrape_clean.parse.html.runs import shift_links

__all__ = ["LARGEST", "card"]

_PARTS = frozenset({"bullet", "paragraph", "heading", "caption", "address"})
_MOST = 10
"""An item of more lines is a part of the page rather than a bullet."""
LARGEST = 4 * _MOST
"""Items of more blocks, hidden ones and controls included, are not looked at, however they are nested."""


def card(blocks: Sequence[Block], marker: str | None) -> tuple[list[int], Block] | None:
    """The blocks of a list item as one bullet, if they are lines of it and nothing more.

    An item that begins with its heading stays as it is: the heading is the section of what follows. So does one with
    two headings, or with a list, a row or preformatted text in it.

    Args:
        blocks: All blocks of the item.
        marker: Of the item.

    Returns:
        Which blocks are its lines (what is hidden or dropped, and controls, are not), and the bullet: its text is theirs with
        " | " between them, its cells are they. Its place is that of the first, and none around it. None if it is no
        such item.
    """
    away = [_away(block) for block in blocks]
    state = None if None in away else away[0]
    lines = [at for at, block in enumerate(blocks) if away[at] == state and block.kind != "control"]
    if not 1 < len(lines) <= _MOST:
        return None
    parts = [blocks[at] for at in lines]
    first, kinds = parts[0], [part.kind for part in parts]
    plain = _PARTS.issuperset(kinds) and first.kind != "heading" and kinds.count("heading") < 2
    if not plain or kinds.count("bullet") > 1 or len({(part.depth, part.chosen) for part in parts}) > 1:
        return None
    links: list[Link] = []
    length = 0
    for part in parts:
        links += shift_links(part.links, length)
        length += len(part.text) + len(GAP)
    return lines, replace(
        first,
        kind="bullet",
        text=GAP.join([part.text for part in parts]),
        marker=next((part.marker for part in parts if part.kind == "bullet"), marker),
        links=tuple(links),
        cells=tuple([Cell("", part.text) for part in parts]),
    )


def _away(block: Block) -> str | None:
    """Why a reader, or the user, does not see a block."""
    return block.hidden or (block.chosen if block.chosen and unwanted(block.chosen) else None)
