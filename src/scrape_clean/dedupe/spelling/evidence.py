"""What is known of words: where they stand in the texts at hand and elsewhere, and which languages have them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from msgspec import Struct
from rapidfuzz.distance import Postfix, Prefix

from scrape_clean.dedupe.normalization.normal import Form
from scrape_clean.dedupe.spelling.confusions import Confusion

__all__ = ["CONTEXTS", "Evidence", "Vocabulary", "Wording", "spellings"]

Vocabulary: TypeAlias = Callable[[str], bool]
"""Whether a case-folded word belongs to a language."""

CONTEXTS = 64
"""Contexts counted per word: enough to tell a word from a form of it that occurs now and then, not more."""
RARER = 10
"""How much rarer than the word's own letters a slip's letters in a row are, where they show that it is no word."""


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

    contexts: Mapping[str, int]
    """Between how many different words each word in question stands in the texts at hand; up to ``CONTEXTS``."""
    vocabularies: tuple[Vocabulary, ...] = ()
    """None says nothing; with several, a word of any of the languages is a word."""
    likely: tuple[Vocabulary, ...] = ()
    """Those of languages that the texts seem to be in: what they have is no slip, what they lack says nothing."""
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
    habits: frozenset[Confusion] = frozenset()
    """Letters that the texts at hand confuse again and again."""

    def known(self, word: str, tokens: tuple[str, ...] = ()) -> bool:
        """Whether a vocabulary has the word, which stands among some tokens."""
        # A generator would take twice the time.
        for vocabulary in (*self.vocabularies, *self.spoken(tokens)):  # noqa: SIM110
            if vocabulary(word):
                return True
        return False

    def acquits(self, word: str, tokens: tuple[str, ...] = ()) -> bool:
        """Whether a vocabulary has the word, be it one of a language that the texts merely seem to be in."""
        return self.known(word, tokens) or any(vocabulary(word) for vocabulary in self.likely)

    def elsewhere(self, word: str) -> int:
        """In how many contexts but one the word stands; of a frequent word, in how many other texts."""
        contexts = self.contexts.get(word, 0)
        texts = self.uses.get(word, 0) if contexts >= CONTEXTS else 0
        return max(contexts - 1, texts - 1, 0) + self.attested.get(word, 0)

    def misspelt(self, odd: str, good: str) -> bool:
        """Whether the letters in which one word differs from another hardly ever stand in a row, and the other's do.

        A word does not vouch for its own letters.
        """
        if not self.spellings:
            return False
        ours, theirs = _unshared(odd, good), _unshared(good, odd)
        rare = min((self.spellings.get(part, 0) for part in ours), default=0) - self.uses.get(odd, 0)
        common = min((self.spellings.get(part, 0) for part in theirs), default=0) - self.uses.get(good, 0)
        return bool(ours and theirs) and RARER * max(rare, 0.5) <= common


def _unshared(word: str, other: str) -> list[str]:
    """Three letters in a row that one word has and another one has not."""
    start, end = Prefix.similarity(word, other), Postfix.similarity(word, other)
    padded, whole = f"^{word}$", f"^{other}$"
    places = range(max(start - 1, 0), min(len(word) - end + 2, len(word)))
    return [part for at in places if (part := padded[at : at + 3]) not in whole]


def spellings(word: str) -> frozenset[str]:
    """All three letters in a row, with the word's ends."""
    padded = f"^{word}$"
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))
