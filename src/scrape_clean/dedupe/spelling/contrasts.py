"""How two words differ wherever they stand, each two looked at once: what of their being slips depends on no text."""

import re

from msgspec import Struct
from msgspec.structs import replace

from scrape_clean.dedupe.spelling.confusions import Confusion, explained
from scrape_clean.dedupe.spelling.evidence import Evidence
from scrape_clean.dedupe.spelling.shapes import HABITUAL, SHORTEST, SHORTEST_OUTVOTED, Shape, opposite, shape_of

__all__ = ["NEGLIGIBLE", "REPEATED", "Contrast", "Contrasts"]

NEGLIGIBLE = 8
"""A form that is no word may stand elsewhere, for each this many contexts of the word: slips repeat themselves."""
REPEATED = 2
"""Contexts in which a form may stand elsewhere whose letters hardly ever stand in a row."""

_JOINT = re.compile("[_']")


class Contrast(Struct, frozen=True, gc=False):
    """How two words differ that may be one."""

    parts: tuple[str, str]
    """What differs of words of several parts (access_id, the crew's): the parts."""
    elsewhere: tuple[int, int]
    """In how many other contexts each stands."""
    shape: Shape | None
    """How they differ, if it might be a slip."""
    may_be_odd: tuple[bool, bool]
    """For each, whether it may be the other one with a slip, as far as letters and contexts tell."""
    habitual: tuple[bool, bool] = (False, False)
    """For each, whether it is the other one with habitual confusions of letters alone."""

    def shape_of(self, side: int) -> Shape | None:
        """What slip of the other one a word (0 or 1) is, if it may be one."""
        if not self.may_be_odd[side]:
            return None
        return HABITUAL if self.habitual[side] and not (self.shape and self.shape.visual) else self.shape


class Contrasts(dict[tuple[str, str], Contrast | None]):
    """The contrasts of words under some evidence, by the words; None where these are two words."""

    def __init__(self, evidence: Evidence) -> None:
        """Of none so far: what is asked for is found and kept."""
        super().__init__()
        self.evidence = evidence

    def __missing__(self, words: tuple[str, str]) -> Contrast | None:
        """Of two words that were not asked for before."""
        found = self[words] = _contrast(words, self.evidence)
        return found

    def with_habits(self, habits: frozenset[Confusion]) -> "Contrasts":
        """The same where some letters are known to be confused again and again."""
        found = Contrasts(replace(self.evidence, habits=habits))
        found.update((words, contrast and _with_habits(contrast, habits)) for words, contrast in self.items())
        return found


def _parts(a: str, b: str) -> tuple[str, str]:
    """The only part in which two words of several parts differ; else the words."""
    if _JOINT.search(a) is None or _JOINT.search(b) is None:
        return a, b
    pairs = [pair for pair in zip(_JOINT.split(a), _JOINT.split(b), strict=False) if pair[0] != pair[1]]
    whole = len(_JOINT.findall(a)) != len(_JOINT.findall(b)) or len(pairs) != 1
    return (a, b) if whole or max(map(len, pairs[0])) < SHORTEST else pairs[0]


def _is_hangul(word: str) -> bool:
    return "\uac00" <= word[0] <= "\ud7a3"


def _may_be_slip_of(good: str, seen: int, support: int) -> bool:
    """Whether a word that stands in ``seen`` other contexts may be a slip of one that stands in ``support``."""
    if seen * NEGLIGIBLE > support and seen > min(support, REPEATED):
        return False  # attested too well, whatever else is known
    return good.isalpha() or not any(char.isdigit() for char in good)


def _contrast(words: tuple[str, str], evidence: Evidence) -> Contrast | None:
    x, y = _parts(*words)
    if max(len(x), len(y)) < SHORTEST_OUTVOTED or _is_hangul(x) or _is_hangul(y) or opposite(x, y):
        return None
    one, other = evidence.elsewhere(words[0]), evidence.elsewhere(words[1])
    may_be_odd = _may_be_slip_of(y, one, other), _may_be_slip_of(x, other, one)
    if may_be_odd == (False, False):
        return None
    found = Contrast((x, y), (one, other), shape_of(x, y), may_be_odd)
    return _with_habits(found, evidence.habits) if evidence.habits else found


def _with_habits(contrast: Contrast, habits: frozenset[Confusion]) -> Contrast:
    x, y = contrast.parts
    habitual = explained(x, y, habits), explained(y, x, habits)
    return contrast if habitual == contrast.habitual else replace(contrast, habitual=habitual)
