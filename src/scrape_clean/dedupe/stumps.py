"""Copies that were cut off in the middle: their last block is the beginning of one that stands whole elsewhere."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from scrape_clean.dedupe.clustering.reshaped import SHORTEST_REST, continuations
from scrape_clean.dedupe.normalization.normal import Form
from scrape_clean.model import Block
from scrape_clean.parse.sentences import ends_sentence

__all__ = ["Page", "stumps"]

SHORTEST_TEASER = 12
"""Letters and digits before an ellipsis; a page has few texts that could go on so by chance."""
LOOKED_AT = 64
"""Places after one and the same block where the whole text is looked for."""
LONGEST_RUN = 256
"""Blocks that are walked back to the start of a copy."""
SHORTEST_WHOLE = 40
"""Characters of a text that may have been cut: "Free" and "Free for members" are two short facts."""
AFTER_A_NUMBER = 3
"""Tokens that must follow where a number is cut: 20 may be another number than 200, but not in "20" of "2021, when"."""


class Page(Struct, frozen=True):
    """A page as the search for stumps sees it; all sequences are parallel."""

    blocks: Sequence[Block]
    forms: Sequence[Form]
    classes: Sequence[int]
    """What each block says."""
    paths: Sequence[tuple[int, ...]]
    """Section path, each heading as the class of what it says."""
    facts: Sequence[int]
    """Which fact each block states: what it says, at its place."""


def _is_statement(text: str) -> bool:
    """Whether a text ends as a sentence does, so that it may well be whole."""
    return ends_sentence(text) and not text.endswith(("...", "…"))


def _repeats(at: int, twin: int, page: Page) -> bool:
    """Whether two blocks repeat each other: as one fact, or as the heading of one section."""
    if page.blocks[at].kind == "heading":
        return page.classes[at] == page.classes[twin] and page.paths[at] == page.paths[twin]
    return page.facts[at] == page.facts[twin]


def _copy_start(at: int, twin: int, page: Page) -> int:
    """Where the run begins that ends right before ``at`` and repeats the one before ``twin``; ``at`` if there is none.

    A heading begins a run: what stands before it belongs to another section.
    """
    for back in range(1, LONGEST_RUN):
        if back > min(at, twin) or not _repeats(at - back, twin - back, page):
            return at - back + 1
        if page.blocks[at - back].kind == "heading":
            return at - back
    return at - LONGEST_RUN + 1


def _ends_a_copy(at: int, start: int, page: Page) -> bool:
    """Whether what follows shows that the copy breaks off here: a heading, the page's end, or the next copy's start."""
    following = at + 1
    if following == len(page.blocks) or page.blocks[following].kind == "heading":
        return True
    return page.classes[following] == page.classes[start]


def _goes_on(stump: Form, whole: Form) -> bool:
    """Whether a text begins with another one and is long enough to have been cut there."""
    if len(whole.key) <= len(stump.key) or not whole.key.startswith(stump.key):
        return False
    rest = len(whole.key) - len(stump.key)
    last = len(stump.tokens) - 1
    after_a_word = last < len(whole.tokens) and whole.tokens[last] == stump.tokens[last]
    if after_a_word and rest < SHORTEST_REST:
        return False
    if stump.cut:
        return True
    in_number = stump.key[-1].isdigit() and whole.key[len(stump.key)].isdigit()
    more = len(whole.tokens) - len(stump.tokens)
    return len(whole.key) >= SHORTEST_WHOLE and (not in_number or more >= AFTER_A_NUMBER)


def _is_whole(at: int, twin: int, page: Page) -> bool:
    """Whether ``twin`` is the whole text of what breaks off at ``at``, judged by what stands around the two."""
    if page.blocks[twin].kind == "heading" or not _goes_on(page.forms[at], page.forms[twin]):
        return False
    start = _copy_start(at, twin, page)
    return start < at and _ends_a_copy(at, start, page)


def _followers(classes: Sequence[int]) -> dict[int, list[int]]:
    """For each class the places right after it; of those with the same blocks around them the first only."""
    places: dict[int, dict[tuple[int, ...], int]] = {}
    for at in range(1, len(classes)):
        around = tuple(classes[max(0, at - 2) : at + 2])
        places.setdefault(classes[at - 1], {}).setdefault(around, at)
    return {said: list(found.values())[:LOOKED_AT] for said, found in places.items()}


def _begun(forms: Sequence[Form]) -> frozenset[str]:
    """Keys that another one begins with: in their order, the next one does."""
    keys = sorted({form.key for form in forms})
    return frozenset(key for key, after in pairwise(keys) if after.startswith(key))


def _teasers(blocks: Sequence[Block], forms: Sequence[Form], classes: Sequence[int]) -> dict[str, int]:
    """Keys of texts that stand with an ellipsis only and that one class of blocks continues, with such a block."""
    first: dict[str, int] = {}
    whole: set[str] = set()
    for at, form in enumerate(forms):
        if form.tokens:
            first.setdefault(form.key, at)
            if not form.cut:
                whole.add(form.key)
    keys = sorted(first)
    cut = [at for at, key in enumerate(keys) if key not in whole]
    pairs = continuations(keys, cut, [classes[first[key]] for key in keys], SHORTEST_TEASER)
    return {keys[stump]: first[keys[full]] for stump, full in pairs if blocks[first[keys[full]]].kind != "heading"}


def stumps(page: Page) -> dict[int, int]:
    """For each block that is a cut-off copy, the index of a block that holds its whole text.

    A block is one when it ends a copy and the block at its place in another copy goes on where it breaks off; or when
    it ends with an ellipsis and exactly one text of the page goes on so. In doubt it is none.
    """
    blocks, forms, classes = page.blocks, page.forms, page.classes
    begun = _begun(forms)
    order = [at for at, form in enumerate(forms) if form.key in begun and form.tokens and blocks[at].kind != "heading"]
    if not order:
        return {}
    followers = _followers(classes)
    teasers = _teasers(blocks, forms, classes)
    found: dict[int, int] = {}
    for at in sorted(order, key=lambda at: (-len(forms[at].key), at)):  # the longer first: a whole text is no stump
        if _is_statement(blocks[at].text):
            continue
        places = followers.get(classes[at - 1], ()) if at else ()
        wholes = [twin for twin in places if twin not in found and _is_whole(at, twin, page)]
        if len({classes[twin] for twin in wholes}) == 1:
            found[at] = wholes[0]
        elif forms[at].cut and forms[at].key in teasers:
            found[at] = teasers[forms[at].key]
    return found
