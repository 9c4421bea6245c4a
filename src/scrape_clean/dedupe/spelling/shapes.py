"""How two words differ that may be one, mistyped or misread."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from rapidfuzz.distance import OSA, Postfix, Prefix
from rapidfuzz.process import cpdist

from scrape_clean.dedupe.spelling.lookalikes import look_alike

__all__ = [
    "HABITUAL",
    "SHORTEST",
    "SHORTEST_ODD",
    "SHORTEST_OUTVOTED",
    "WORD_END",
    "Shape",
    "all_near",
    "near",
    "opposite",
    "shape_of",
]

SHORTEST = 5
"""Letters of the longer of two words: in shorter ones, one letter makes another word more often than a slip."""
SHORTEST_OUTVOTED = 4
"""The same where one is in no vocabulary and many copies with the other outvote it."""
SHORTEST_ODD = 6
"""The same where the slip is no typical one (junio and julio are two months), or the evidence is thin."""
WORD_END = 2
"""Slips this near to the end of a word look like inflection (donnés, données), which states something else."""
MOST_EDITS = 2
"""Edits between two words that may be one: the second slip in a word is rare."""
LETTERS_PER_EDIT = 3
"""Long words may have more edits, one for this many letters: character recognition errs in several places."""

_KEYBOARDS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("qwertzuiopü", "asdfghjklöä", "yxcvbnm"),
    ("azertyuiop", "qsdfghjklm", "wxcvbn"),
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
)
_OPPOSITES = (("micro", "macro"), ("hypo", "hyper"), ("inter", "intra"), ("ante", "anti"))
_PREFIXES = tuple(prefix for pair in _OPPOSITES for prefix in pair)


class Shape(Struct, frozen=True, gc=False):
    """How two words differ that may be one, mistyped."""

    typical: bool
    """Letters transposed, one dropped, added or doubled, a neighbouring key, or letters that look alike."""
    end: int
    """Letters at the end of the word that are as they were."""
    single: bool = True
    """Whether there is one slip, not two."""
    visual: bool = False
    """Whether the words look alike, however many of their letters are misread."""
    clear: bool = False
    """Whether letters are transposed or doubled: hardly any two words differ so."""


HABITUAL: Final = Shape(typical=True, end=WORD_END, visual=True)
"""Habitual confusions of letters, any number of them."""


def _neighbours() -> frozenset[str]:
    pairs: set[str] = set()
    for rows in _KEYBOARDS:
        for row, below in zip(rows, (*rows[1:], ""), strict=True):
            for at, char in enumerate(row):
                near = row[at + 1 : at + 2] + below[max(0, at - 1) : at + 1]
                pairs.update(char + other for other in near)
                pairs.update(other + char for other in near)
    return frozenset(pairs)


_NEIGHBOURS = _neighbours()


def shape_of(a: str, b: str) -> Shape | None:
    """How two words differ, if it might be a slip."""
    start = Prefix.similarity(a, b)
    end = min(Postfix.similarity(a, b), len(a) - start, len(b) - start)
    here, there = a[start : len(a) - end], b[start : len(b) - end]
    if look_alike(a, b):
        return Shape(typical=True, end=end, visual=True)
    if OSA.distance(a, b, score_cutoff=2) > 2:
        return None
    if start == 0:  # the first letter is rarely mistaken, and im- and ex- or in- and un- are no slips
        return None
    if len(here) == 2 and here == there[::-1]:
        return Shape(typical=True, end=WORD_END, clear=True)
    if not (here + there).isalpha():
        return None
    if {len(here), len(there)} not in ({0, 1}, {1}, {1, 2}):
        if a.endswith(b) or b.endswith(a):
            return None  # a prefix makes another word: anmäla, avanmäla
        return Shape(typical=False, end=end, single=False) if min(len(a), len(b)) >= SHORTEST else None
    added = here or there
    if len(here) + len(there) == 1 and end == 1 and added == a[start - 1] and min(len(a), len(b)) > SHORTEST_ODD:
        end = WORD_END  # a letter doubled by the keyboard; no inflection does so
    clear = len(here) + len(there) == 1 and added == a[start - 1] and end >= WORD_END
    return Shape(len(here) + len(there) == 1 or here + there in _NEIGHBOURS, end, clear=clear)


def opposite(a: str, b: str) -> bool:
    """Whether two words differ by Greek or Latin prefixes of opposite meaning that are a letter or two apart."""
    return a.startswith(_PREFIXES) and any(
        a.startswith(one) and b.startswith(other) and a[len(one) :] == b[len(other) :]
        for pair in _OPPOSITES
        for one, other in (pair, pair[::-1])
    )


def near(a: str, b: str) -> bool:
    """Whether two words are near enough to be compared at all."""
    most = max(MOST_EDITS, max(len(a), len(b)) // LETTERS_PER_EDIT)
    return OSA.distance(a, b, score_cutoff=most) <= most or look_alike(a, b)


def all_near(words: Sequence[tuple[str, str]]) -> npt.NDArray[np.bool_]:
    """``near`` for many pairs of words."""
    ones, others = [one for one, _ in words], [other for _, other in words]
    letters = np.maximum(*(np.fromiter(map(len, side), np.int64, len(side)) for side in (ones, others)))
    distances = cpdist(ones, others, scorer=OSA.distance, dtype=np.int32)
    found: npt.NDArray[np.bool_] = distances <= np.maximum(MOST_EDITS, letters // LETTERS_PER_EDIT)
    for at in np.flatnonzero(~found).tolist():
        found[at] = look_alike(*words[at])
    return found
