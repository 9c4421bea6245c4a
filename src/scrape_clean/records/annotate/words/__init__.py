"""The words of a language that dates and numbers are written with, each with its class.

A class is one letter, so that a text becomes a string of classes and the grammar of dates one set of regular
expressions for all languages. Month and weekday names are CLDR's (through Babel), the cue words are this package's own.

====  =====================================  ====  =====================================
M     month (1 to 12)                        W     day of the week (1 Monday)
S     season (EDTF 21 to 24)                 F     ordinal in words
Q, H  quarter, half                          D, E  decade, century
K, f  since; from (which may open a range)   P     between
B, A  before, after                          U, b  until, by
t, &  to; and                                p     present
X, e  circa; early, mid, late                o l i of; the; in, on, at
y, j  year (1: only with a full stop);       z, c  before Christ, anno Domini
      academic or fiscal year
v, u  last, next; day, week                  T, G  today; ago
k, Z  o'clock, am; time zone                 ε     era of a calendar (years to add)
O     ending of an ordinal in digits         !     what a number after it is no date of
ν, μ  number in words; what multiplies it  h     noon, midnight (the hour)
κβαυ  as K, B, A and U, behind the date      年月日  year, month, day as units
====  =====================================  ====  =====================================
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from scrape_clean.records.annotate.words.cardinals import cardinals
from scrape_clean.records.annotate.words.cldr import Cldr, Meaning, cldr
from scrape_clean.records.annotate.words.cues import cues_of
from scrape_clean.records.annotate.words.everywhere import AFTERWARDS, BEHIND_YEARS, ERAS, MORE_MONTHS, ZONES

__all__ = ["TODAY", "Lexicon", "Meaning", "lexicon_of", "parts_of", "primary"]

_UNSPACED: Final = frozenset(("zh", "ja", "ko", "th", "lo", "km", "my"))
"""Languages that write words without spaces between them, or cue words without a space behind the number."""
_UNINFLECTED: Final = frozenset("en de fr es pt it nl ca da nb no nn sv zh ja ko th vi id ms ar he fa gl".split())
_COMPOSED: Final = frozenset(("v", "u", "y", "W"))
"""Classes of the words of "last week" and "next Monday"."""
_LETTER: Final = r"[^\W\d_²³¹⁰⁴-⁹¼-¾⅐-⅞]"
_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0981-\u0983"
    "\u09bc-\u09cd\u0a3c-\u0a4d\u0abc-\u0acd\u0b3c-\u0b4d\u0bbe-\u0bcd\u0c3e-\u0c4d\u0cbc-\u0ccd\u0d3e-\u0d4d"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
)
"""Combining marks that are part of words and that `\\w` leaves out."""
_PARTS: Final = re.compile(rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*|[^\w\s.'’-]|\d+")
_ABBREVIATION: Final = rf"(?:{_LETTER}\.){{2,}}"
_USUAL: Final = r" (?!\s)|[a-zA-Z]{2,}+(?![^\x00-\x7f])"
"""Most tokens. They come first, as `re` finds a sign or a set of few faster than one that leaves some out."""
_SPACED: Final = rf"{_USUAL}|{_LETTER}{{2,}}|\s+|\d+|{_ABBREVIATION}|{_LETTER}|."
_MARKED: Final = rf"{_USUAL}|\s+|\d+|{_ABBREVIATION}|{_LETTER}(?:{_LETTER}|[{_MARKS}])*|."
_LETTERS: Final = re.compile(_LETTER)
_NUMERALS: Final = "[〇零一二三四五六七八九十百千]"
_COUNTED: Final = dict.fromkeys(("zh", "ja"), re.compile(rf"{_NUMERALS}{{1,24}}+(?=[年月日号號世季])"))
"""Numbers of dates; no longer ones, since what a run of numerals is followed by is looked for at each of them."""
_LETTERS_DENSE: Final = re.compile(rf"[a-zA-ZÀ-ɏァ-ヺー]|{_NUMERALS}")


TODAY: Final = 50
"""The value of a word for today; one for tomorrow has one more."""


class Lexicon(Struct, frozen=True):
    """What the words of one language mean."""

    language: str
    words: dict[str, Meaning]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Meaning], ...]]
    """By their first word: the words that follow, longest phrase first."""
    pairs: dict[str, frozenset[str]]
    """By the first word of a phrase: the words that may come second."""
    stems: dict[str, Meaning]
    """Beginnings of month names, for languages that inflect them."""
    relative: dict[str, Meaning]
    """What has a name relative to today, its parts with a space between, to CLDR's field and how many of them away."""
    tokens: re.Pattern[str]
    """White space, digits, a word, or any other character."""
    letters: re.Pattern[str]
    """What a word that is not in the lexicon begins with."""
    is_dense: bool
    """Whether words are written without spaces between them."""
    numerals: re.Pattern[str] | None
    """Numerals that are no digits, where they count something."""


@lru_cache(maxsize=64)
def lexicon_of(code: str) -> Lexicon:
    """The lexicon of a language by its primary subtag; English where the language is not known."""
    own = cldr(code)
    words: dict[str, Meaning] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    for name, meaning in _entries(code, own):
        first, *rest = (name,) if name.isalpha() else _PARTS.findall(name) or (name,)
        if rest and code not in _UNSPACED:
            phrases.setdefault(first, []).append((tuple(rest), meaning))
        else:
            words.setdefault(name if code in _UNSPACED else first, meaning)
    relative, spoken = _relative(own, words, is_dense=code in _UNSPACED)
    for name in relative:
        first, *rest = name.split()
        if name not in spoken and tuple(rest[:1]) not in {other for other, _ in phrases.get(first, ())}:
            continue  # with its preposition only where that and the next word are a phrase of their own
        if len(rest) == 1 and all(words.get(word, ("", 0))[0] in _COMPOSED for word in (first, *rest)):
            continue  # read by the classes of its words
        if rest:
            phrases.setdefault(first, []).append((tuple(rest), ("T", 0)))
        else:
            words.setdefault(first, ("T", 0))
    return Lexicon(
        language=code,
        words=words,
        phrases={first: tuple(sorted(rest, key=lambda one: -len(one[0]))) for first, rest in phrases.items()},
        pairs={first: frozenset(rest[0] for rest, _ in others) for first, others in phrases.items()},
        stems={} if code in _UNINFLECTED else own.stems,
        relative=relative,
        tokens=_tokens(code, words),
        letters=_LETTERS_DENSE if code in _COUNTED else _LETTERS,
        is_dense=code in _UNSPACED,
        numerals=_COUNTED.get(code),
    )


@lru_cache(maxsize=256)
def primary(language: str) -> str:
    """The primary subtag of a BCP 47 tag, lower case."""
    return language.replace("_", "-").partition("-")[0].lower()


def _entries(code: str, own: Cldr) -> Iterator[tuple[str, Meaning]]:
    yield from own.calendar
    yield from MORE_MONTHS.get(code, ())
    for letter, phrases in AFTERWARDS.get(code, ()):
        yield from ((phrase, (letter, 0)) for phrase in phrases.split("|"))
    yield from _cues(cues_of(code))
    yield from ((word.strip("."), ("y", int(word.endswith(".")))) for word in BEHIND_YEARS.get(code, ()))
    yield from cardinals(code)
    if code != "en":
        yield from cldr("en").calendar
    yield from ((name, ("Z", minutes)) for name, minutes in ZONES.items())
    yield from ((name, ("ε", years)) for name, years in ERAS.items())
    yield from ((sign, ("O", 0)) for sign in "ºª")


def _cues(table: str) -> Iterator[tuple[str, Meaning]]:
    for line in table.strip().splitlines():
        letter, _, phrases = line.partition(" ")
        for phrase in phrases.split("|"):
            name, _, value = phrase.partition("=")
            yield name.strip(), (letter, int(value or 0) + TODAY * (value[:1] in {"+", "-"}))


def parts_of(phrase: str, *, is_dense: bool = False) -> str:
    """A phrase as `Lexicon.relative` has it: its words and numbers, with a space between."""
    return phrase.replace(" ", "") if is_dense else " ".join(_PARTS.findall(phrase))


def _relative(own: Cldr, words: dict[str, Meaning], *, is_dense: bool) -> tuple[dict[str, Meaning], set[str]]:
    """CLDR's names of what is relative to today, and which of them begin with no preposition or article."""
    found: dict[str, Meaning] = {}
    bare: set[str] = set()
    for phrase, meaning in own.said.items():
        name = whole = parts_of(phrase, is_dense=is_dense)
        first, _, rest = name.partition(" ")
        while rest and words.get(first, ("", 0))[0] in {"i", "l"} and rest not in words:
            name = rest
            first, _, rest = name.partition(" ")
        if (len(name) > 1 or is_dense) and words.get(name, ("T", 0))[0] in {"T", "v", "p"}:
            bare.add(name)
            for key in {name, whole}:
                if found.setdefault(key, meaning) != meaning:
                    found[key] = ("", 0)
    return found, bare


def _tokens(code: str, words: dict[str, Meaning]) -> re.Pattern[str]:
    if code in _UNSPACED:
        known = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
        numerals = _COUNTED[code].pattern if code in _COUNTED else r"(?!)"
        word = rf"[a-zA-ZÀ-ɏ]+|[ァ-ヺー]+|{_NUMERALS}" if code in _COUNTED else rf"{_LETTER}[{_MARKS}]*"
        return re.compile(rf"\s+|\d+|{numerals}|{known}|{word}|.", re.DOTALL)
    marked = code not in _UNINFLECTED or code in {"ar", "he", "fa", "vi"}
    return re.compile(_MARKED if marked else _SPACED, re.DOTALL)
