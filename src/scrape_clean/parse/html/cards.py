"""A list item of several lines, as listings of people, events and wares have them, is one bullet."""

from collections.abc import Sequence

from msgspec.structs import replace

from scrape_clean.choices import unwanted
from scrape_clean.model import Block, Cell, Link
from scrape_clean.parse.html.drafts import GAP, is_worded
from scrape_clean.parse.html.runs import shift_links
from scrape_clean.parse.markers import find_marker
from scrape_clean.parse.sentences import ends_sentence
from scrape_clean.parse.series import is_doubtful, stands_at

__all__ = ["LARGEST", "card", "lines_of"]

_LINES = frozenset({"bullet", "paragraph", "heading", "caption", "address"})
_MOST = 10
"""An item of more lines is a part of the page rather than a bullet."""
_FEWEST_SPACES = 3
"""In a sentence that ends with a full stop; with fewer, it may be that of an abbreviation."""
LARGEST = 4 * _MOST
"""Items of more blocks, hidden ones and controls included, are not looked at, however they are nested."""


def lines_of(blocks: Sequence[Block]) -> list[int]:
    """Which blocks of a list item are its lines; none unless it is made of 2 to 10 lines and no more.

    What is hidden or dropped, and controls, are no lines. An item that begins with its heading is a section of the
    page, and one that begins with a sentence is running text; so is one with two headings, or with a row, a quotation,
    preformatted text or a list in it, be it a typed one.
    """
    away = [_away(block) for block in blocks]
    state = None if None in away else away[0]
    places = [at for at, block in enumerate(blocks) if away[at] == state and block.kind != "control"]
    if not 1 < len(places) <= _MOST:
        return []
    lines = [blocks[at] for at in places]
    kinds = [line.kind for line in lines]
    even = len({(line.depth, line.chosen) for line in lines}) == 1 and kinds.count("bullet") < 2
    plain = _LINES.issuperset(kinds) and kinds[0] != "heading" and kinds.count("heading") < 2
    if not even or not plain or _is_sentence(lines[0]) or any(find_marker(line.text) for line in lines[1:]):
        return []
    return places


def card(lines: Sequence[Block], marker: str | None, place: int) -> Block:
    """The lines of a list item as one bullet: its text is theirs with " | " between them, its cells are they.

    A first line that does no more than count is the marker.

    Args:
        lines: Two or more.
        marker: Of the item.
        place: Of the item in its list, from 1.

    Returns:
        The bullet, in the place of the first line.
    """
    typed = next((line.marker for line in lines if line.kind == "bullet"), None)
    if typed is None and _counts(lines[0], place):
        typed, lines = lines[0].text, lines[1:]
    links: list[Link] = []
    length = 0
    for line in lines:
        links += shift_links(line.links, length)
        length += len(line.text) + len(GAP)
    return replace(
        lines[0],
        kind="bullet",
        text=GAP.join([line.text for line in lines]),
        level=0,
        marker=typed or marker,
        links=tuple(links),
        cells=tuple([Cell("", line.text) for line in lines]) if len(lines) > 1 else (),
    )


def _away(block: Block) -> str | None:
    """Why a reader, or the user, does not see a block."""
    return block.hidden or (block.chosen if block.chosen and unwanted(block.chosen) else None)


def _is_sentence(line: Block) -> bool:
    """Whether a line ends as sentences do; "3." is none, nor "Lind Harbour Ltd."."""
    return ends_sentence(line.text) and (not line.text.endswith(".") or line.text.count(" ") >= _FEWEST_SPACES)


def _counts(line: Block, place: int) -> bool:
    """Whether a line is an ordinal and no more: one as people type it, or the number of the item's place."""
    if line.links:
        return False
    if line.text == str(place):
        return True
    typed = find_marker(f"{line.text} x")
    if typed is None or typed.end <= len(line.text) or is_worded(typed):
        return False
    return not is_doubtful(typed) or stands_at(typed, place)
