"""What capitals leave open: a Turkish I may be ı or i, and a Greek word in capitals has no accents.

Written small, these letters tell words apart: "Sınır" and "Sinir", "πότε" and "ποτέ". So a text in capitals is the same
as one in small letters where nothing but this differs, and as none where two that differ fit it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from scrape_clean.dedupe.clustering.wordings import Known
from scrape_clean.dedupe.normalization.letters import without_accents
from scrape_clean.dedupe.normalization.sequences import Sequences
from scrape_clean.dedupe.spelling.evidence import Wording

__all__ = ["left_open", "same_but_for_capitals"]

_TOLD = re.compile("[\u0131\u0390\u03ac-\u03b0\u03ca-\u03ce]")
_OPEN = frozenset("i\u0131\u03b1\u03b5\u03b7\u03b9\u03bf\u03c5\u03c9\u03ca\u03cb")
"""Small letters whose capital may be that of another one."""
_MANY = 16
"""Wordings that differ in such letters alone; more are not looked at."""


def same_but_for_capitals(one: Wording, other: Wording) -> bool:
    """Whether two texts differ in letters alone that the capitals of one of them leave open."""
    here, there = one.form.tokens, other.form.tokens
    if len(here) != len(there) or here == there:
        return False
    return all(
        x == y or (without_accents(x) == without_accents(y) and (_may_be(x, y, one.text) or _may_be(y, x, other.text)))
        for x, y in zip(here, there, strict=True)
    )


def _may_be(word: str, other: str, text: str) -> bool:
    """Whether a text that has one word in capitals may mean the other one by it."""
    if any(x != y and x not in _OPEN for x, y in zip(word, other, strict=True)):
        return False
    if word[0] == "i" and word[1:] == other[1:] and f"I{word[1:]}" in text:
        return True
    return len(word) > 1 and word.upper() in text  # of one letter, Ή keeps its accent


def left_open(known: Known, few: Sequence[Wording] = ()) -> Iterator[tuple[int, int]]:
    """Pairs of wordings that are the same but for what capitals leave open, as indices into ``known``.

    Args:
        known: The wordings.
        few: All of them, if they are few.
    """
    if few and not any(_TOLD.search(wording.form.key) for wording in few if not wording.form.key.isascii()):
        return
    texts = known.sequences
    if not few and _TOLD.search("\n".join(texts.words)) is None:
        return
    numbers: dict[str, int] = {}
    bare = [numbers.setdefault(without_accents(word), len(numbers)) for word in texts.words]
    hashes = Sequences(list(numbers), np.array(bare, np.int32)[texts.ids], texts.starts).hashes()
    _, groups, sizes = np.unique(hashes, return_inverse=True, return_counts=True)
    several: dict[int, list[int]] = defaultdict(list)
    for at in np.flatnonzero(sizes[groups] > 1).tolist():
        several[int(groups[at])].append(at)
    for places in several.values():
        if len(places) <= _MANY:
            yield from _certain(known.chosen(np.array(places)))


def _certain(alike: dict[int, Wording]) -> Iterator[tuple[int, int]]:
    """Those of some pairs of which neither could be one with a third that the other is none with."""
    near = {
        at: {other for other, two in alike.items() if other != at and same_but_for_capitals(one, two)}
        for at, one in alike.items()
    }
    sure = {at for at, others in near.items() if all(others <= near[other] | {other} for other in others)}
    return ((at, other) for at in sure for other in near[at] & sure if at < other)
