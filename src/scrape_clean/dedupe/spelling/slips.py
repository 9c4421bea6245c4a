"""Is a word another one, mistyped or misread? What decides for two words at their places in two texts."""

import re

from msgspec import Struct

from scrape_clean.dedupe.spelling.contrasts import NEGLIGIBLE, REPEATED
from scrape_clean.dedupe.spelling.evidence import Evidence, Wording
from scrape_clean.dedupe.spelling.shapes import SHORTEST, SHORTEST_ODD, WORD_END, Shape

__all__ = ["Use", "is_name", "is_slip"]

STRONG = 4
"""Contexts in which a word stands elsewhere that make a typical slip of it, which stands nowhere else, one."""
FREQUENT = 16
"""The same where the slip is no typical one of a name, or may be an ending."""
TWICE = 8
"""The same for a word of a vocabulary with two slips in it."""
LONG = 7
"""Letters of a name in which a slip that is no typical one, well inside, is more likely than another name."""
LONG_FOR_TWO = 9
"""The same of any word for two slips."""
MANY = 3
"""Copies of one form for each copy of the other that show which one is the slip."""
SHARED = 20
"""Letters that two texts must share for a slip with no other evidence than its typical shape."""
REAL_WORD = 32
"""Texts with the word for each one with another word of the language that is taken for a slip of it (wold, would)."""
MISSPELT_WORD = 8
"""The same where the letters hardly ever stand in a row, or the text has another slip."""
SHARED_BY_WORDS = 30
"""Letters that two texts must share where the slip makes another word."""
SHAKIER = 4
"""How much more evidence a name, or a slip next to the end of the word, needs where the slip makes another word."""

_JOINT = re.compile("[_']")


class Use(Struct, frozen=True, gc=False):
    """A word at its place in a text."""

    word: str
    wording: Wording
    part: str
    """What differs of a word of several parts (access_id, the crew's): the part."""
    elsewhere: int
    """In how many other contexts it stands."""
    named: bool
    """Whether it stands in the text with a capital, and not at its start."""
    careless: bool = False
    """Whether the text has a slip at another place."""

    def letters_beside(self) -> int:
        """Letters of the text without the word."""
        return sum(map(len, self.wording.form.tokens)) - len(self.word)

    def is_known(self, evidence: Evidence) -> bool:
        """Whether a vocabulary has it."""
        return evidence.known(self.part, self.wording.form.tokens)

    def is_acquitted(self, evidence: Evidence) -> bool:
        """Whether a vocabulary has it, be it one of a language that the texts merely seem to be in."""
        return evidence.acquits(self.part, self.wording.form.tokens)


class _Pair(Struct, frozen=True, gc=False):
    """A word that may be another one with a slip."""

    odd: Use
    good: Use
    shape: Shape
    evidence: Evidence
    seen: int
    """In how many other contexts the odd one stands."""
    support: int
    """In how many other contexts the good one stands."""
    named: bool
    """Whether both stand with a capital."""
    outvoted: bool
    """Whether many copies with the good one stand against the odd one's."""

    def is_misspelt(self) -> bool:
        """Whether the odd one's letters hardly ever stand in a row."""
        return self.evidence.misspelt(self.odd.part, self.good.part)

    def is_doubled_at_end(self) -> bool:
        """Whether one has its last letter twice."""
        short, long = sorted((self.odd.part, self.good.part), key=len)
        return long == short + short[-1]

    def is_good(self) -> bool:
        """Whether a vocabulary has the good one."""
        return self.good.is_known(self.evidence)


def is_name(word: str, text: str) -> bool:
    """Whether a word stands in a text with a capital, and not at its start."""
    lower = text.lower()
    if len(lower) != len(text) or text.isupper():
        return False
    at = lower.find(word)
    while at > 0 and text[at - 1].isalnum():
        at = lower.find(word, at + 1)
    return at > 0 and text[at].isupper()


def _may_be_name(a: Use, b: Use) -> bool:
    """Whether one of two words stands with a capital; where all words of but one of the texts do, the other tells."""
    if not (a.named or b.named):
        return False
    one, other = a.wording.text.istitle(), b.wording.text.istitle()
    return (a.named and (other or not one)) or (b.named and (one or not other))


def _makes_a_word(pair: _Pair) -> bool:
    """Whether a word is a slip of another one all the same, since it hardly ever stands in these texts."""
    inside = pair.shape.typical and pair.shape.end > 0
    times = pair.support // (pair.seen + 1)
    if not inside or times < MISSPELT_WORD or pair.odd.letters_beside() < SHARED_BY_WORDS:
        return False
    if pair.shape.end < WORD_END or _may_be_name(pair.odd, pair.good):
        times //= SHAKIER
    return times >= REAL_WORD or (times >= MISSPELT_WORD and (pair.odd.careless or pair.is_misspelt()))


def is_slip(odd: Use, good: Use, shape: Shape, evidence: Evidence) -> bool:
    """Whether the odd one is no word of its own but the good one, mistyped or misread.

    Vocabularies are asked last: one takes some tenths of a second to load.
    """
    seen, support = odd.elsewhere, good.elsewhere
    outvoted = good.wording.copies >= MANY * odd.wording.copies
    pair = _Pair(odd, good, shape, evidence, seen, support, odd.named and good.named, outvoted)
    short = max(len(odd.part), len(good.part)) < SHORTEST
    real = not short and _makes_a_word(pair)
    slip = _is_negligible(pair) and (_outvoted if short else _no_word)(pair)
    if slip and not shape.single and support < TWICE and _is_nearer_to_another(pair):
        slip = False
    return real if real is slip or odd.is_acquitted(evidence) else slip


def _is_nearer_to_another(pair: _Pair) -> bool:
    """Whether two letters of the odd one transposed make another known word: recieved is no slip of receives."""
    odd, tokens = pair.odd.part, pair.odd.wording.form.tokens
    swapped = (odd[:at] + odd[at + 1] + odd[at] + odd[at + 2 :] for at in range(1, len(odd) - 1))
    return any(pair.evidence.acquits(other, tokens) for other in swapped if other not in (odd, pair.good.part))


def _is_negligible(pair: _Pair) -> bool:
    """Whether the odd one stands elsewhere as rarely as a slip of the good one may."""
    if pair.seen * NEGLIGIBLE <= pair.support:
        return True
    repeated = (pair.shape.clear or pair.shape.visual) and pair.seen <= min(pair.support, REPEATED)
    return repeated and pair.is_misspelt() and pair.is_good()


def _outvoted(pair: _Pair) -> bool:
    """Whether a short word that no vocabulary has is a slip: where many copies have a word for it."""
    typical = pair.outvoted and pair.shape.typical
    return typical and not (pair.named or pair.seen) and pair.is_good()


def _no_word(pair: _Pair) -> bool:
    """Whether a word that no vocabulary has is a slip of the other one."""
    shape, seen, support, named = pair.shape, pair.seen, pair.support, pair.named
    if pair.odd.careless and not seen and _is_careless(pair):
        return True
    if not seen and _in_a_long_word(pair):
        return True
    if named and shape.end == 0 and not (support or pair.outvoted or shape.visual or pair.is_doubled_at_end()):
        return False  # Daniel and Daniela, of whom nothing else is known
    shaky = named and not shape.typical and support < FREQUENT and (support < STRONG or not pair.is_misspelt())
    if shaky and not pair.outvoted:
        surely = not seen and shape.single and (support >= STRONG or (support > 0 and pair.is_misspelt()))
        return surely and pair.is_good()
    slip = (shape.single and _unknown_slip(pair)) or pair.is_misspelt()
    if slip and not shaky:
        return True
    frequent = not seen and support >= TWICE and not _JOINT.search(pair.odd.part)
    of_a_word = shape.single or (not named and (frequent or len(pair.good.part) > SHORTEST_ODD))
    return (slip or of_a_word) and pair.is_good()


def _in_a_long_word(pair: _Pair) -> bool:
    """Whether a word that stands nowhere else has a slip, or two, well inside a long word, name or not."""
    letters = len(pair.good.part) if pair.shape.end >= WORD_END else 0
    if pair.shape.single:
        return letters >= LONG and pair.support >= STRONG
    return letters >= LONG_FOR_TWO and pair.support >= (FREQUENT if pair.named else TWICE)


def _is_careless(pair: _Pair) -> bool:
    """Whether a word that stands nowhere else may be a slip in a text that has another one already."""
    typical = pair.shape.typical and pair.shape.end > 0
    if pair.shape.single and (typical or pair.is_misspelt()):
        return True
    if pair.named:
        return pair.shape.single and pair.shape.end >= WORD_END and len(pair.good.part) >= LONG
    several = pair.shape.end > 0 and not pair.shape.single and pair.support > 0
    return typical or several or pair.shape.end >= WORD_END


def _unknown_slip(pair: _Pair) -> bool:
    """The same for two words in no vocabulary, by how often each is attested elsewhere."""
    shape, seen, support, named = pair.shape, pair.seen, pair.support, pair.named
    long = min(len(pair.odd.word), len(pair.good.word)) >= SHORTEST_ODD
    if not shape.typical:  # copies do not tell a rare slip from another word: anmelden, abmelden
        return long and not seen and support >= STRONG and shape.end >= WORD_END
    if support >= (STRONG if shape.end else FREQUENT):
        return True
    shared = pair.odd.letters_beside()
    vouched = pair.outvoted or (support > 1 and shared >= 2 * SHARED)
    if seen or (shape.end < WORD_END and not (vouched and shape.end)):
        return False
    if pair.outvoted or support:
        return True
    swapped = shape.clear and len(pair.odd.word) == len(pair.good.word)
    clear = swapped or shape.visual or (shape.clear and not named)
    return shared >= SHARED and (clear or (long and (not named or shared >= 2 * SHARED)))
