"""A text as a row of tokens, each with its class: what the annotators read instead of characters."""

from itertools import accumulate, compress
from operator import itemgetter
from typing import Final, NamedTuple

from scrape_clean.records.annotate.meanings import Meant, meanings_of
from scrape_clean.records.annotate.words import Lexicon, Meaning

__all__ = ["Reading", "read"]

_SKIPPED: Final = frozenset((" ", "'", "’", ".", "-", "‑", "\u00a0"))
_MOST_SKIPPED: Final = 3
_CLASS: Final = itemgetter(0)
_FOLLOWED_BY: Final = itemgetter(2)


class Reading(NamedTuple):
    """The tokens of a text, as columns."""

    text: str
    lower: str
    language: str
    tokens: list[str]
    """As written."""
    starts: list[int]
    ends: list[int]
    classes: str
    """One character a token: the class of its word (see `scrape_clean.records.annotate.words`), or a space.

    Digits: ``m`` 1 to 12, ``d`` to 31, ``n`` another number of two digits, ``3`` three, ``Y`` 1000 to 2999 in four,
    ``8`` eight, ``N`` others. Letters: ``w`` a word, ``C`` one with a capital, ``x`` a letter of a script without
    spaces between words. Punctuation stands for itself, dashes as ``–``; ``?`` is anything else."""
    meant: list[Meant]

    def word(self, index: int) -> str:
        """A token in lower case."""
        return self.lower[self.starts[index] : self.ends[index]]

    def value(self, index: int) -> int:
        """Of a number up to four digits or a word that has one; 0 for all else."""
        return self.meant[index][1]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the tokens from ``first`` to before ``last`` stand in the text."""
        return self.starts[first], self.ends[last - 1]


def read(text: str, language: str) -> Reading:
    """Cut a text into tokens and look each one up.

    Args:
        text: Any.
        language: The primary subtag of the language that it is read in.
    """
    meanings = meanings_of(language)
    lexicon = meanings.lexicon
    lower, by_context = _lower(text)
    # Words of scripts without spaces are cut by the lexicon, which is in lower case.
    tokens = lexicon.tokens.findall(lower if lexicon.is_dense else text)
    ends = list(accumulate(map(len, tokens)))
    starts = [0, *ends[:-1]]
    if lexicon.is_dense and lower != text:
        tokens = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    if by_context or (lexicon.numerals is not None and lexicon.numerals.search(lower)):
        meant = [
            meanings.of(lower[start:end], text[start], is_number=_counts(lexicon, lower, start))
            for start, end in zip(starts, ends, strict=True)
        ]
    else:
        meant = list(map(meanings.__getitem__, tokens))
    classes = "".join(map(_CLASS, meant))
    reading = Reading(text, lower, language, tokens, starts, ends, classes, meant)
    openings = _openings(reading)
    return _joined(reading, openings, lexicon) if openings else reading


def _counts(lexicon: Lexicon, lower: str, start: int) -> bool:
    """Whether Chinese numerals that count something stand at a place."""
    return lexicon.numerals is not None and lexicon.numerals.match(lower, start) is not None


def _lower(text: str) -> tuple[str, bool]:
    """Lower case with the same offsets, and whether a word alone might be lowered otherwise than in its text.

    Greek sigma has two small letters, and the dotted capital I becomes two characters, or stays.
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower, "Σ" in text
    return "".join(one if len(one := character.lower()) == 1 else character for character in text), True


def _openings(reading: Reading) -> list[int]:
    """The first words of phrases that the second one follows."""
    tokens, meant, lower = reading.tokens, reading.meant, reading.lower
    found = []
    for at in compress(range(len(meant)), map(_FOLLOWED_BY, meant)):
        after = at + 2
        if after >= len(tokens) or tokens[at + 1] != " " or tokens[after] in _SKIPPED:  # else one space, as mostly
            after = _behind_signs(tokens, at + 1)
        if after < len(tokens) and lower[reading.starts[after] : reading.ends[after]] in meant[at][2]:
            found.append(at)
    return found


def _behind_signs(tokens: list[str], at: int) -> int:
    """The first token from a place on that is no space, hyphen, full stop or apostrophe; a few of them at most."""
    for token in tokens[at : at + _MOST_SKIPPED]:
        if token not in _SKIPPED:
            break
        at += 1
    return at


def _joined(reading: Reading, openings: list[int], lexicon: Lexicon) -> Reading:
    """The tokens with those of each known phrase put together into one, from left to right."""
    found: list[tuple[int, int, Meaning]] = []
    floor = 0
    for at in openings:
        if at < floor:
            continue
        for rest, meaning in lexicon.phrases[reading.word(at)]:
            if last := _end_of(reading, at, rest):
                found.append((at, last, meaning))
                floor = last
                break
    return _replaced(reading, found) if found else reading


def _replaced(reading: Reading, phrases: list[tuple[int, int, Meaning]]) -> Reading:
    """The tokens with some of them put together: from, to before, and what they mean then."""
    tokens, ends, classes, meant = [*reading.tokens], [*reading.ends], [*reading.classes], [*reading.meant]
    kept = bytearray(b"\x01") * len(tokens)
    for at, last, (letter, value) in phrases:
        ends[at] = reading.ends[last - 1]
        tokens[at] = reading.text[reading.starts[at] : ends[at]]
        classes[at], meant[at] = letter, (letter, value, frozenset())
        kept[at + 1 : last] = bytes(last - at - 1)
    return reading._replace(
        tokens=list(compress(tokens, kept)),
        starts=list(compress(reading.starts, kept)),
        ends=list(compress(ends, kept)),
        classes="".join(compress(classes, kept)),
        meant=list(compress(meant, kept)),
    )


def _end_of(reading: Reading, index: int, rest: tuple[str, ...]) -> int:
    """Behind which token a phrase ends that begins with a token; 0 if it is not there."""
    at = index + 1
    for word in rest:
        at = _behind_signs(reading.tokens, at)
        if at >= len(reading.tokens) or reading.word(at) != word:
            return 0
        at += 1
    return at
