"""Do two texts state the same fact? Names what differs where they do not.

Two texts of different normal form are the same only when they have the same tokens but for a few slips of the keyboard
or of character recognition. A slip needs evidence: the two words differ as slips do, and one of them is no word of its
own. What cannot be decided stays apart.
"""

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from msgspec import Struct
from rapidfuzz.distance import OSA, Postfix, Prefix

from scrape_clean.dedupe.normal import Form

__all__ = ["MAX_SLIPS", "Evidence", "Vocabulary", "Wording", "difference", "differing"]

Vocabulary: TypeAlias = Callable[[str], bool]
"""Whether a case-folded word belongs to a language."""
Context: TypeAlias = tuple[str, str]
"""The tokens left and right of a word; empty at the ends of a text."""

MAX_SLIPS = 3
"""More slips than this in one text are no slips."""
TOKENS_PER_SLIP = 2
"""A text needs this many tokens for each slip in it: the rest must show that it is the same text."""
SHORTEST = 5
"""Letters of the longer of two words: in shorter ones, one letter makes another word more often than a slip."""
SHORTEST_ODD = 6
"""The same where the slip is no typical one (junio and julio are two months), or the evidence is thin."""
WORD_END = 2
"""Slips this near to the end of a word look like inflection (donnés, données), which states something else."""
MANY = 3
"""Copies of one form for each copy of the other that show which one is the slip."""
LONG_CONTEXT = 30
"""Letters that two texts must share for a slip with no other evidence than its typical shape."""

_KEYBOARDS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("qwertzuiopü", "asdfghjklöä", "yxcvbnm"),
    ("azertyuiop", "qsdfghjklm", "wxcvbn"),
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
)
_LOOKALIKES = {"0": "o", "1": "li", "2": "z", "5": "s", "6": "bg", "8": "b", "9": "g"}


class Wording(Struct, frozen=True):
    """A normal form, one text that has it, and how often it stands there."""

    form: Form
    text: str
    copies: int = 1


class Evidence(Struct, frozen=True):
    """What is known of words."""

    contexts: Mapping[str, AbstractSet[Context]]
    """Where each word in question stands in the texts at hand; two contexts are enough to know that it is attested."""
    vocabularies: tuple[Vocabulary, ...] = ()
    """None says nothing; with several, a word of any of the languages is a word."""

    def known(self, word: str) -> bool:
        """Whether a vocabulary has the word."""
        return any(vocabulary(word) for vocabulary in self.vocabularies)

    def elsewhere(self, word: str, here: Context) -> bool:
        """Whether the word also stands in another context than this."""
        return any(context != here for context in self.contexts.get(word, ()))


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


def _misread_digits(misread: str, word: str) -> bool:
    """Whether one word is the other with one or two letters read as digits: pr0gram."""
    if len(misread) != len(word) or len(word) < SHORTEST or not word.isalpha():
        return False
    wrong = [(a, b) for a, b in zip(misread, word, strict=True) if a != b]
    return len(wrong) <= 2 and all(b in _LOOKALIKES.get(a, "") for a, b in wrong)


def _shape(a: str, b: str) -> str:
    """How two words differ: ``typical`` of a slip, ``possible`` as one, or empty for any other difference."""
    if OSA.distance(a, b, score_cutoff=2) > 2:
        return ""
    start = Prefix.similarity(a, b)
    end = min(Postfix.similarity(a, b), len(a) - start, len(b) - start)
    here, there = a[start : len(a) - end], b[start : len(b) - end]
    if start == 0:  # the first letter is rarely mistaken, and im- and ex- or in- and un- are no slips
        return ""
    if len(here) == 2 and here == there[::-1]:
        return "typical"
    if end < WORD_END or not (here + there).isalpha():
        return ""
    if len(here) + len(there) == 1 or here + there in _NEIGHBOURS:
        return "typical"
    return "possible" if {len(here), len(there)} in ({1}, {1, 2}) else ""


def _is_name(word: str, text: str) -> bool:
    """Whether the word stands in the text with a capital, and not at its start."""
    match = re.search(rf"(?<!\w){re.escape(word)}", text, re.IGNORECASE)
    return match is not None and match.start() > 0 and match[0][0].isupper() and not text.isupper()


def _is_hangul(word: str) -> bool:
    return "\uac00" <= word[0] <= "\ud7a3"


def _slip(a: Wording, b: Wording, at: int, evidence: Evidence) -> bool:
    """Whether the words at one place of two texts are one word, mistyped or misread in one of them."""
    tokens = a.form.tokens
    x, y = tokens[at], b.form.tokens[at]
    misread = _misread_digits(x, y) or _misread_digits(y, x)
    shape = "typical" if misread else "" if _is_hangul(x) or _is_hangul(y) else _shape(x, y)
    if not shape or max(len(x), len(y)) < SHORTEST:
        return False
    known = evidence.known(x), evidence.known(y)
    if all(known):
        return False
    attested = (
        evidence.elsewhere(x, _context(tokens, at)),
        evidence.elsewhere(y, _context(b.form.tokens, at)),
    )
    if all(attested):
        return False
    long = min(len(x), len(y)) >= SHORTEST_ODD
    typical = shape == "typical"
    if misread:
        return not attested[0 if _misread_digits(x, y) else 1]
    if any(known):  # the other one is no word
        return not attested[known.index(False)] and (typical or not _is_name(x, a.text) or not _is_name(y, b.text))
    if not typical and not long:
        return False
    named = _is_name(x, a.text) and _is_name(y, b.text)
    if any(attested):
        return typical or not named
    few, many = sorted((a.copies, b.copies))
    if many >= MANY * few:
        return typical or not named
    shared = sum(map(len, tokens)) - len(x)
    return typical and long and not named and shared >= LONG_CONTEXT


def _context(tokens: tuple[str, ...], at: int) -> Context:
    return (tokens[at - 1] if at else "", tokens[at + 1] if at + 1 < len(tokens) else "")


def differing(a: Form, b: Form) -> tuple[int, ...] | None:
    """The places where two token sequences differ, when these might all be slips; None when they are no candidates."""
    if len(a.tokens) != len(b.tokens):
        return None
    places = tuple(at for at, (x, y) in enumerate(zip(a.tokens, b.tokens, strict=True)) if x != y)
    if len(places) > MAX_SLIPS or len(places) * TOKENS_PER_SLIP > len(a.tokens):
        return None
    for at in places:
        x, y = a.tokens[at], b.tokens[at]
        if max(len(x), len(y)) < SHORTEST or OSA.distance(x, y, score_cutoff=2) > 2:
            return None
    return places


def difference(a: Wording, b: Wording, evidence: Evidence) -> str | None:
    """What fact keeps two texts apart, or None when they say the same.

    The answer is the same for (b, a), but for the order in which it names the two sides.
    """
    if a.form.key == b.form.key:
        return None
    if a.form.facts != b.form.facts:
        pairs = [(x, y) for x, y in zip(a.form.facts, b.form.facts, strict=False) if x != y]
        x, y = pairs[0] if pairs else (" ".join(a.form.facts), " ".join(b.form.facts))
        return f"number or sign: {x} / {y}"
    places = differing(a.form, b.form)
    if places is None:
        return "wording"
    for at in places:
        if not _slip(a, b, at, evidence):
            return f"word: {a.form.tokens[at]} / {b.form.tokens[at]}"
    return None
