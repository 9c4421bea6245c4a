"""Running text among content is content, whatever its words are: terms speak of cookies and of privacy, too."""

from collections.abc import Iterator, Sequence

import numpy as np

from scrape_clean.label.skeleton import Skeleton
from scrape_clean.model import Block

__all__ = ["among_content"]

_LONG = 12
"""Words from which on a block is running text."""
_LINKED = 0.3
"""Share of it that may be links."""
_MOST = 0.5
"""Share of the page's running content that the container holds in which other running text is content as well; it holds
more than one such text."""
_LONGER = 25
"""Words from which on no score is too low between two running texts that are content for other reasons: advertisements
in the text are shorter."""
NEAR = -1.0
"""The score that it takes else."""


def _is_running(block: Block) -> bool:
    """Whether a block is shown, of some length, and mostly no link."""
    text, links = block.text, block.links
    if len(text) < _LONG or block.hidden is not None or block.kind == "control" or _words(block) < _LONG:
        return False
    return not links or sum([link.end - link.start for link in links]) < _LINKED * len(text)


def _words(block: Block) -> int:
    return block.text.count(" ") + 1


def among_content(
    blocks: Sequence[Block],
    laid: Skeleton,
    content: Sequence[bool],
    scores: Sequence[float | None],
    likely: Sequence[bool],
) -> list[int]:
    """Blocks that are content for what stands around them.

    Args:
        blocks: The page's, in order.
        laid: Where its containers begin and end.
        content: Which blocks are content so far.
        scores: What speaks for each block; None where something else than that decides.
        likely: Which blocks are lines that would be content on a page of which the network is less sure.

    Returns:
        Indices of running text in the smallest container that holds half of the page's running content, of headings
        right above content in there, and of likely lines right between content; linear time.
    """
    sure = [one and _is_running(block) for one, block in zip(content, blocks, strict=True)]
    first, end = _home(blocks, laid, sure)
    inside = [at for at in range(first, end) if sure[at]]
    if not inside:
        return []
    among = range(inside[0], inside[-1])
    found = set()
    for at in range(first, end):
        score = scores[at]
        if score is None or content[at] or not _is_running(blocks[at]):
            continue
        if score >= NEAR or (at in among and _words(blocks[at]) >= _LONGER):
            found.add(at)
    below = False
    for at in reversed(among):
        block = blocks[at]
        if block.kind == "heading" and below and scores[at] is not None and not content[at] and block.hidden is None:
            found.add(at)
        elif _is_line(block):
            below = content[at] or at in found
    lines = [at for at in range(inside[0], inside[-1] + 1) if _is_line(blocks[at])]
    good = [content[at] or at in found for at in lines]
    return sorted(found | {at for at in _between(lines, good) if likely[at]})


def _between(lines: Sequence[int], good: Sequence[bool]) -> Iterator[int]:
    """Lines that are not good, right between two that are."""
    for at, before, here, after in zip(lines[1:], good, good[1:], good[2:], strict=False):
        if before and after and not here:
            yield at


def _is_line(block: Block) -> bool:
    """Whether a reader of the page sees text there."""
    return bool(block.text) and block.hidden is None and block.kind != "control"


def _home(blocks: Sequence[Block], laid: Skeleton, sure: Sequence[bool]) -> tuple[int, int]:
    """First block and end of the smallest container with several running texts and half of all; empty if none has."""
    held = np.zeros((2, len(blocks) + 1), np.int64)
    np.cumsum([len(block.text) if one else 0 for block, one in zip(blocks, sure, strict=True)], out=held[0, 1:])
    np.cumsum(sure, out=held[1, 1:])
    chars, texts = held[:, laid.end] - held[:, laid.first]
    homes = np.flatnonzero((chars >= _MOST * held[0, -1]) & (texts > 1))
    if not len(homes):
        return 0, 0
    home = homes[np.argmin((laid.end - laid.first)[homes])]
    return int(laid.first[home]), int(laid.end[home])
