"""Do two texts state the same fact? Names what differs where they do not.

Two texts of different normal form are the same only when they have the same tokens but for a few slips of the keyboard
or of character recognition. A slip needs evidence: the two words differ as slips do, and one of them is no word of its
own. What cannot be decided stays apart.
"""

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from operator import ne
from types import MappingProxyType
from typing import TypeAlias

from msgspec import Struct
from rapidfuzz.distance import OSA, Postfix, Prefix

from scrape_clean.dedupe.lookalikes import look_alike
from scrape_clean.dedupe.normal import Form

__all__ = [
    "CONTEXTS",
    "MAX_SLIPS",
    "Context",
    "Evidence",
    "Vocabulary",
    "Wording",
    "difference",
    "differing",
    "odd_sides",
    "spellings",
]

Vocabulary: TypeAlias = Callable[[str], bool]
"""Whether a case-folded word belongs to a language."""
Context: TypeAlias = tuple[str, str]
"""The tokens left and right of a word; empty at the ends of a text."""

CONTEXTS = 64
"""Contexts kept per word: enough to tell a word from a form of it that occurs now and then, not more."""
MAX_SLIPS = 3
"""More slips than this in one text are no slips."""
TOKENS_PER_SLIP = 2
"""A text needs this many tokens for each slip in it: the rest must show that it is the same text."""
SHORTEST = 5
"""Letters of the longer of two words: in shorter ones, one letter makes another word more often than a slip."""
SHORTEST_OUTVOTED = 4
"""The same for a form that no vocabulary has and that many copies with a word of the language outvote."""
SHORTEST_ODD = 6
"""The same where the slip is no typical one (junio and julio are two months), or the evidence is thin."""
WORD_END = 2
"""Slips this near to the end of a word look like inflection (donnés, données), which states something else."""
STRONG = 8
"""Contexts in which a word stands elsewhere that make a typical slip of it, which stands nowhere else, one even at the
end of the word."""
RARER = 10
"""How much rarer than the word's own letters a slip's letters in a row are, where they show that it is no word."""
NEGLIGIBLE = 8
"""A form that is no word may stand elsewhere, for each this many contexts of the word: slips repeat themselves."""
MANY = 3
"""Copies of one form for each copy of the other that show which one is the slip."""
LONG_CONTEXT = 30
"""Letters that two texts must share for a slip with no other evidence than its typical shape."""
REAL_WORD = 32
"""Texts with the word for each one with another word of the language that is taken for a slip of it (wold, would)."""

SHAKIER = 4
"""How much more evidence a name, or a slip next to the end of the word, needs."""

_KEYBOARDS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("qwertzuiopü", "asdfghjklöä", "yxcvbnm"),
    ("azertyuiop", "qsdfghjklm", "wxcvbn"),
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
)
_JOINT = re.compile("[_']")
_OPPOSITES = (("micro", "macro"), ("hypo", "hyper"), ("inter", "intra"), ("ante", "anti"))


class Wording(Struct, frozen=True, gc=False):
    """A normal form, one text that has it, and how often it stands there."""

    form: Form
    text: str
    copies: int = 1


def _nothing_spoken(_: tuple[str, ...]) -> tuple[Vocabulary, ...]:
    return ()


def _nothing_unlike(_: str, __: str) -> object:
    return None


class Evidence(Struct, frozen=True):
    """What is known of words."""

    contexts: Mapping[str, AbstractSet[Context]]
    """Where each word in question stands in the texts at hand; a limited number of contexts each."""
    vocabularies: tuple[Vocabulary, ...] = ()
    """None says nothing; with several, a word of any of the languages is a word."""
    spellings: Mapping[str, int] = MappingProxyType({})
    """How often three letters stand in a row in the texts at hand; empty where these are too few to tell."""
    uses: Mapping[str, int] = MappingProxyType({})
    """How many texts have the word."""
    spoken: Callable[[tuple[str, ...]], tuple[Vocabulary, ...]] = _nothing_spoken
    """Vocabularies of the language that a text seems to be written in, given its tokens."""
    attested: Mapping[str, int] = MappingProxyType({})
    """How many texts elsewhere have each word."""
    unlike: Callable[[str, str], object] = _nothing_unlike
    """Whether two words are known to mean two things of a kind: two months, two units."""

    def known(self, word: str, tokens: tuple[str, ...] = ()) -> bool:
        """Whether a vocabulary has the word, which stands among some tokens."""
        return any(vocabulary(word) for vocabulary in (*self.vocabularies, *self.spoken(tokens)))

    def elsewhere(self, word: str, here: Context) -> int:
        """In how many other contexts than this one the word stands; of a frequent word, in how many other texts."""
        contexts = self.contexts.get(word, frozenset())
        texts = self.uses.get(word, 0) - 1 if len(contexts) >= CONTEXTS else 0
        return max(len(contexts) - (here in contexts), texts) + self.attested.get(word, 0)

    def misspelt(self, odd: str, good: str) -> bool:
        """Whether the letters in which one word differs from another hardly ever stand in a row, and the other's do.

        A word does not vouch for its own letters.
        """
        if not self.spellings:
            return False
        ours, theirs = spellings(odd), spellings(good)
        ours, theirs = ours - theirs, theirs - ours
        rare = min((self.spellings.get(part, 0) for part in ours), default=0) - self.uses.get(odd, 0)
        common = min((self.spellings.get(part, 0) for part in theirs), default=0) - self.uses.get(good, 0)
        return bool(ours and theirs) and RARER * max(rare, 0.5) <= common


class _Use(Struct, frozen=True, gc=False):
    """A word at its place in a text."""

    word: str
    context: Context
    wording: Wording
    part: str
    """What differs of a word of several parts (access_id, the crew's): the part."""

    def is_name(self) -> bool:
        """Whether the word stands in the text with a capital, and not at its start."""
        text = self.wording.text
        lower = text.lower()
        if text.isupper() or len(lower) != len(text):
            return False
        at = lower.find(self.word)
        while at > 0 and text[at - 1].isalnum():
            at = lower.find(self.word, at + 1)
        return at > 0 and text[at].isupper()


class _Shape(Struct, frozen=True, gc=False):
    """How two words differ that may be one, mistyped."""

    typical: bool
    """Letters transposed, one dropped, added or doubled, a neighbouring key, or letters that look alike."""
    end: int
    """Letters at the end of the word that are as they were."""
    single: bool = True
    """Whether there is one slip, not two."""
    visual: bool = False
    """Whether the words look alike, however many of their letters are misread."""


def spellings(word: str) -> frozenset[str]:
    """All three letters in a row, with the word's ends."""
    padded = f"^{word}$"
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


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


def _shape(a: str, b: str) -> _Shape | None:
    """How two words differ, if it might be a slip."""
    start = Prefix.similarity(a, b)
    end = min(Postfix.similarity(a, b), len(a) - start, len(b) - start)
    here, there = a[start : len(a) - end], b[start : len(b) - end]
    if look_alike(a, b):
        return _Shape(typical=True, end=end, visual=True)
    if OSA.distance(a, b, score_cutoff=2) > 2:
        return None
    if start == 0:  # the first letter is rarely mistaken, and im- and ex- or in- and un- are no slips
        return None
    if len(here) == 2 and here == there[::-1]:
        return _Shape(typical=True, end=WORD_END)
    if not (here + there).isalpha():
        return None
    if {len(here), len(there)} not in ({0, 1}, {1}, {1, 2}):
        return _Shape(typical=False, end=end, single=False) if min(len(a), len(b)) >= SHORTEST else None
    added = here or there
    if len(here) + len(there) == 1 and end == 1 and added == a[start - 1] and min(len(a), len(b)) > SHORTEST_ODD:
        end = WORD_END  # a letter doubled by the keyboard; no inflection does so
    return _Shape(len(here) + len(there) == 1 or here + there in _NEIGHBOURS, end)


def _opposite(a: str, b: str) -> bool:
    """Whether two words differ by Greek or Latin prefixes of opposite meaning that are a letter or two apart."""
    return any(
        a.startswith(one) and b.startswith(other) and a[len(one) :] == b[len(other) :]
        for pair in _OPPOSITES
        for one, other in (pair, pair[::-1])
    )


def _is_hangul(word: str) -> bool:
    return "\uac00" <= word[0] <= "\ud7a3"


def _letters_beside(use: _Use) -> int:
    """Letters of the text without the word."""
    return sum(map(len, use.wording.form.tokens)) - len(use.word)


def _real_word_slip(odd: _Use, good: _Use, shape: _Shape, evidence: Evidence) -> bool:
    """Whether a word is a slip of another one all the same, since it hardly ever stands in these texts."""
    seen, support = evidence.elsewhere(odd.word, odd.context), evidence.elsewhere(good.word, good.context)
    inside = shape.typical and shape.end > 0
    if not inside or support < STRONG * (seen + 1) or _letters_beside(odd) < LONG_CONTEXT:
        return False
    times = STRONG if evidence.misspelt(odd.part, good.part) else REAL_WORD
    if shape.end < WORD_END or odd.is_name() or good.is_name():
        times *= SHAKIER
    return support >= times * (seen + 1)


def _slip_of(odd: _Use, good: _Use, shape: _Shape, evidence: Evidence) -> bool:
    """Whether the odd one is no word of its own but the good one, mistyped or misread.

    Vocabularies are asked last: one takes up to a second to load.
    """
    if not good.part.isalpha() and any(char.isdigit() for char in good.part):
        return False
    seen, support = evidence.elsewhere(odd.word, odd.context), evidence.elsewhere(good.word, good.context)
    short = max(len(odd.part), len(good.part)) < SHORTEST
    real = not short and _real_word_slip(odd, good, shape, evidence)
    slip = seen * NEGLIGIBLE <= support and _no_word(odd, good, shape, evidence)
    return real if real is slip or evidence.known(odd.part, odd.wording.form.tokens) else slip


def _no_word(odd: _Use, good: _Use, shape: _Shape, evidence: Evidence) -> bool:
    """The same for one that no vocabulary has."""
    seen, support = evidence.elsewhere(odd.word, odd.context), evidence.elsewhere(good.word, good.context)
    many = good.wording.copies >= MANY * odd.wording.copies
    named = odd.is_name() and good.is_name()
    if max(len(odd.part), len(good.part)) < SHORTEST:
        return many and shape.typical and not (named or seen) and evidence.known(good.part, good.wording.form.tokens)
    misspelt = evidence.misspelt(odd.part, good.part)
    shaky = named and not shape.typical and support < (STRONG if misspelt else REAL_WORD)
    if shaky and not many:
        return False
    slip = misspelt or (shape.single and _unknown_slip(odd, good, shape, (seen, support)))
    if slip and not shaky:
        return True
    of_a_word = shape.single or (not named and len(good.part) > SHORTEST_ODD)
    return (slip or of_a_word) and evidence.known(good.part, good.wording.form.tokens)


def _unknown_slip(odd: _Use, good: _Use, shape: _Shape, attested: tuple[int, int]) -> bool:
    """The same for two words in no vocabulary, by how often each is attested elsewhere."""
    seen, support = attested
    many = good.wording.copies >= MANY * odd.wording.copies
    long = min(len(odd.word), len(good.word)) >= SHORTEST_ODD
    named = odd.is_name() and good.is_name()
    shared = _letters_beside(odd)
    if not shape.typical:
        return long and not seen and (many or (support >= STRONG and shape.end >= WORD_END))
    if support >= STRONG:
        return True
    if seen or (shape.end < WORD_END and not (many and shape.end)):
        return False
    if many or support:
        return True
    return shared >= LONG_CONTEXT and (shape.visual or (long and (not named or shared >= 2 * LONG_CONTEXT)))


def _parts(a: str, b: str) -> tuple[str, str]:
    """The only part in which two words of several parts differ; else the words."""
    pairs = [pair for pair in zip(_JOINT.split(a), _JOINT.split(b), strict=False) if pair[0] != pair[1]]
    whole = len(_JOINT.findall(a)) != len(_JOINT.findall(b)) or len(pairs) != 1
    return (a, b) if whole or max(map(len, pairs[0])) < SHORTEST else pairs[0]


def _odd_side(a: Wording, b: Wording, at: int, evidence: Evidence) -> int:
    """Which of two texts has a word mistyped or misread at one place: 1 for a, 2 for b, 0 if these are two words."""
    words = a.form.tokens[at], b.form.tokens[at]
    x, y = _parts(*words)
    one, other = (
        _Use(word, _context(side.form.tokens, at), side, part)
        for word, side, part in zip(words, (a, b), (x, y), strict=True)
    )
    if max(len(x), len(y)) < SHORTEST_OUTVOTED or _is_hangul(x) or _is_hangul(y) or _opposite(x, y):
        return 0
    shape = _shape(x, y)
    if shape is None:
        return 0
    side = 1 if _slip_of(one, other, shape, evidence) else 2 if _slip_of(other, one, shape, evidence) else 0
    return 0 if side and evidence.unlike(x, y) else side


def _context(tokens: tuple[str, ...], at: int) -> Context:
    return (tokens[at - 1] if at else "", tokens[at + 1] if at + 1 < len(tokens) else "")


def differing(a: Form, b: Form, limit: int = MAX_SLIPS) -> tuple[int, ...] | None:
    """The places where two token sequences differ, when these might all be slips; None when they are no candidates."""
    if len(a.tokens) != len(b.tokens):
        return None
    slips = sum(map(ne, a.tokens, b.tokens))
    if slips > limit or slips * TOKENS_PER_SLIP > len(a.tokens):
        return None
    places = tuple(at for at, (x, y) in enumerate(zip(a.tokens, b.tokens, strict=True)) if x != y)
    for at in places:
        x, y = a.tokens[at], b.tokens[at]
        if max(len(x), len(y)) < SHORTEST_OUTVOTED or (OSA.distance(x, y, score_cutoff=2) > 2 and not look_alike(x, y)):
            return None
    return places


def odd_sides(a: Wording, b: Wording, evidence: Evidence, limit: int = MAX_SLIPS) -> tuple[int, ...] | None:
    """For each place where two texts of the same meaning differ, which of them has the slip (1 or 2).

    None when they do not have the same meaning.
    """
    if a.form.key == b.form.key:
        return ()
    places = differing(a.form, b.form, limit) if a.form.facts == b.form.facts else None
    if places is None:
        return None
    sides = tuple(_odd_side(a, b, at, evidence) for at in places)
    return sides if all(sides) else None


def difference(a: Wording, b: Wording, evidence: Evidence) -> str | None:
    """What fact keeps two texts apart, or None when they say the same.

    The answer is the same for (b, a), but for the order in which it names the two sides.
    """
    if odd_sides(a, b, evidence) is not None:
        return None
    if a.form.facts != b.form.facts:
        pairs = [(x, y) for x, y in zip(a.form.facts, b.form.facts, strict=False) if x != y]
        x, y = pairs[0] if pairs else (" ".join(a.form.facts), " ".join(b.form.facts))
        return f"number or sign: {x} / {y}"
    for at in differing(a.form, b.form) or ():
        if not _odd_side(a, b, at, evidence):
            return f"word: {a.form.tokens[at]} / {b.form.tokens[at]}"
    return "wording"
