"""How well letters stand for words: the score that decides where the long form of an acronym begins.

Initials count most; letters from within a word count less, and more again where a word is there in full ("UN-Women").
Words left out cost, small words hardly. The weights were chosen on the development halves of three public corpora.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

__all__ = ["begins", "is_small", "score", "threshold"]

_SMALL: Final = frozenset(
    (
        "of the and for in on to a an with by at from or as per de la le les des du d l el los las y e del der die das "
        "und für von zu im am di della delle dei degli da do dos das et en van het och för og av i и в по на для о"
    ).split()
)
"""Words that an acronym may or may not count."""
_COMPANIES: Final = frozenset("ag gmbh inc ltd llc plc sa spa srl kg ev corp co limited bv nv as ab oy".split())
"""What kind of company it is, at the end of its name."""
_NUMBERS: Final = {
    "1": ("one", "mono", "uni", "first"),
    "2": ("two", "bi", "di", "second"),
    "3": ("three", "tri", "third"),
    "4": ("four", "tetra", "quad"),
    "5": ("five", "penta", "fifth"),
    "6": ("six", "hexa"),
    "7": ("seven", "hepta"),
    "8": ("eight", "octa"),
    "9": ("nine", "nona", "ninth"),
}
"""What words begin with that a digit stands for."""
_ROMAN: Final = {numeral: str(number) for number, numeral in enumerate("i ii iii iv v vi vii viii ix".split(), 1)}
_VERBS: Final = frozenset("is are was were".split())
"""Finite verbs of English: no name has one, unless its short form does."""
_INITIAL: Final = 1.0
_INSIDE: Final = 0.45
_ON: Final = 0.9
"""For the third letter in a row, and further ones, of one word."""
_AMID: Final = 0.1
"""For letters of a word whose initial is left out."""
_SKIPPED: Final = -0.7
_SKIPPED_SMALL: Final = -0.05
_SKIPPED_LAST: Final = -1.4
_SKIPPED_VERB: Final = -2.5
_SKIPPED_NUMBER: Final = -0.35
_UNSAID: Final = -0.8
_UNSAID_DIGIT: Final = -0.1
_SHARE: Final = 0.4
"""What a pair needs, as a share of what initials alone would give."""
_MOST_AMID: Final = 3
_NEVER: Final = float("-inf")


def is_small(word: str) -> bool:
    """Whether a word is one that acronyms leave out."""
    return word in _SMALL


def begins(word: str, letter: str) -> bool:
    """Whether a word begins with a letter, or with what a digit stands for."""
    return word.startswith((letter, *_NUMBERS.get(letter, ()))) or _ROMAN.get(word) == letter


def threshold(letters: str) -> float:
    """The least score that makes a pair."""
    return _SHARE * len(letters)


@lru_cache(maxsize=8192)
def score(letters: str, words: tuple[str, ...]) -> float:
    """How well letters stand for words in order, all in lower case; minus infinity if they cannot.

    Dynamic programming over the words: after each, the best score for every number of letters used.
    """
    best = [_NEVER] * (len(letters) + 1)
    best[0] = 0.0
    last = len(words) - 1
    for place, word in enumerate(words):
        after = [_NEVER] * (len(letters) + 1)
        left_out = _left_out(word, is_last=place == last)
        for used, so_far in enumerate(best):
            if so_far == _NEVER:
                continue
            if place:
                after[used] = max(after[used], so_far + left_out)
            for count, gain in _uses(letters[used:], word, is_first=place == 0):
                after[used + count] = max(after[used + count], so_far + gain)
        for used, letter in enumerate(letters):
            after[used + 1] = max(after[used + 1], after[used] + (_UNSAID_DIGIT if letter.isdigit() else _UNSAID))
        best = after
    return best[len(letters)]


def _left_out(word: str, *, is_last: bool) -> float:
    """What it costs that no letter stands for a word."""
    if word in _SMALL or word in _COMPANIES:
        return _SKIPPED_SMALL
    if word in _VERBS:
        return _SKIPPED_VERB
    if is_last:
        return _SKIPPED_LAST
    return _SKIPPED_NUMBER if word.isdigit() else _SKIPPED


def _uses(letters: str, word: str, *, is_first: bool) -> Iterator[tuple[int, float]]:
    """How many of the next letters a word can stand for, and what each choice is worth."""
    if not letters:
        return
    if begins(word, letters[0]):
        gain, at, in_a_row = _INITIAL, 1, True
        yield 1, gain
        for count in range(1, min(len(letters), len(word))):
            found = word.find(letters[count], at)
            if found < 0:
                return
            in_a_row = in_a_row and found == at
            gain += _ON if in_a_row and count > 1 else _INSIDE
            at = found + 1
            yield count + 1, gain
    elif not is_first and word not in _VERBS:
        at = 0
        for count in range(min(len(letters), _MOST_AMID)):
            found = word.find(letters[count], at)
            if found < 0:
                return
            at = found + 1
            yield count + 1, _AMID * (count + 1)
