"""Copies that were cut off in the middle: their last block is the beginning of one that stands whole elsewhere."""

from collections import Counter
from collections.abc import Sequence

from scrape_clean.dedupe.normal import Form
from scrape_clean.dedupe.reshaped import SHORTEST_STUMP, only_continuation
from scrape_clean.model import Block

__all__ = ["stumps"]

_SENTENCE_END = (".", "!", "?", "。", "！", "？", "؟", "।")
LOOKED_AT = 64
"""Places after one and the same block where the whole text is looked for."""


def _is_statement(text: str) -> bool:
    """Whether a text ends as a sentence does, so that it may well be whole."""
    return text.rstrip("\"'”’»)]} ").endswith(_SENTENCE_END) and not text.endswith(("...", "…"))


def _ends_a_copy(at: int, twin: int, blocks: Sequence[Block], classes: Sequence[int], counts: Counter[int]) -> bool:
    """Whether what follows shows that the copy breaks off here: a heading, the page's end, or the next copy's start."""
    if at + 1 == len(blocks) or blocks[at + 1].kind == "heading":
        return True
    goes_on = twin + 1 < len(blocks) and classes[twin + 1] == classes[at + 1]
    return not goes_on and counts[classes[at + 1]] > 1


def _same_run_before(at: int, twin: int, blocks: Sequence[Block], classes: Sequence[int]) -> bool:
    """Whether the two blocks follow the same heading, or the same two blocks."""
    for back in (1, 2):
        if at < back or twin < back:
            return at < back and twin < back and back > 1
        if classes[at - back] != classes[twin - back]:
            return False
        if blocks[at - back].kind == "heading":
            return True
    return True


def stumps(blocks: Sequence[Block], forms: Sequence[Form], classes: Sequence[int]) -> dict[int, int]:
    """For each block that is a cut-off copy, the index of a block that holds its whole text.

    A block is one when it ends a copy and the block at its place in another copy goes on where it breaks off; or when
    it ends with an ellipsis and exactly one text of the page goes on so. In doubt it is none.
    """
    followers: dict[int, list[int]] = {}
    for at in range(1, len(blocks)):
        followers.setdefault(classes[at - 1], []).append(at)
    counts = Counter(classes)
    order = sorted((at for at, form in enumerate(forms) if form.tokens and not form.cut), key=lambda at: forms[at].key)
    keys = [forms[at].key for at in order]
    owners = [classes[at] for at in order]
    found: dict[int, int] = {}
    for at, (block, form) in enumerate(zip(blocks, forms, strict=True)):
        if block.kind == "heading" or not form.tokens or _is_statement(block.text):
            continue
        wholes = [
            twin
            for twin in (followers.get(classes[at - 1], ())[:LOOKED_AT] if at else ())
            if len(forms[twin].key) > len(form.key)
            and forms[twin].key.startswith(form.key)
            and not forms[twin].cut
            and blocks[twin].kind != "heading"
            and _same_run_before(at, twin, blocks, classes)
            and _ends_a_copy(at, twin, blocks, classes, counts)
        ]
        if len({classes[twin] for twin in wholes}) == 1:
            found[at] = wholes[0]
        elif form.cut and len(form.key) >= SHORTEST_STUMP:
            whole = only_continuation(form.key, keys, owners)
            if whole is not None and blocks[order[whole]].kind != "heading":
                found[at] = order[whole]
    return found
