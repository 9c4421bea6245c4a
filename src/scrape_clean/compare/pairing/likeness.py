"""How alike two texts are: by the words they share, and by their letters in order."""

from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from scrape_clean.compare.pairing.candidates import candidates
from scrape_clean.compare.text.words import meaning

__all__ = ["SAME", "alike", "likeness_of"]

SAME = 1000
"""Likeness of two records that say the same."""
ALIKE = 520
"""Two records are one, edited, from this share of common words on (Dice, in thousandths) ..."""
ALIKE_IN_PLACE = 400
"""... or from this one, when both stand between the same neighbours ..."""
SPELT_ALIKE = 600
"""... or when so much of their letters agrees, in order (0.95 of the Indel ratio)."""


def alike(words: int, letters: int, *, in_place: bool = False) -> bool:
    """Whether two texts of some likeness may be one, edited."""
    return words >= (ALIKE_IN_PLACE if in_place else ALIKE) or letters >= SPELT_ALIKE


def likeness_of(before: Sequence[str], after: Sequence[str]) -> dict[tuple[int, int], tuple[int, int]]:
    """For pairs that may be one record: common words and common letters, in thousandths."""
    words = [[meaning(text) for text in side] for side in (before, after)]
    pairs = candidates(*words)
    plain = [[" ".join(line) for line in side] for side in words]
    counts = [[dict(Counter(line)) for line in side] for side in words]
    ratios = cpdist([plain[0][i] for i, _ in pairs], [plain[1][j] for _, j in pairs], scorer=fuzz.ratio)
    found = {}
    for (i, j), ratio in zip(pairs, ratios.tolist(), strict=True):
        total = len(words[0][i]) + len(words[1][j])
        common = _common(counts[0][i], counts[1][j])
        found[i, j] = (2000 * common // total if total else 0, int(ratio * 9.5))
    return found


def _common(one: dict[str, int], other: dict[str, int]) -> int:
    """How many words two texts share, each as often as both have it."""
    if len(one) > len(other):
        one, other = other, one
    return sum([min(times, other[word]) for word, times in one.items() if word in other])
