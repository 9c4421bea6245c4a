"""Where the noun ends that a number counts: as far as the form of words tells, in each language in its own way."""

import re
from typing import Final, NamedTuple

from scrape_clean.records.annotate.numerals import Numeral
from scrape_clean.records.annotate.reading import Reading
from scrape_clean.records.annotate.words.nouns import ADJECTIVES, COUNTERS, IRREGULAR, NO_NOUNS, NUMBERING, OF_WHAT

__all__ = ["Noun", "counted_noun"]

_MOST_WORDS: Final = 5
"""Adjectives and noun together; more is another phrase."""
_SLAVIC: Final = {
    "ru": ("ых", "их", "ые", "ие", "ая", "ой", "ую", "ими", "ыми"),
    "uk": ("их", "іх", "ні", "ві", "кі", "ими"),
    "be": ("ых", "іх", "ыя", "ія"),
    "bg": ("ни", "ски", "ви", "ти"),
    "pl": ("ych", "ich", "owe", "owych", "skie", "nych", "ne"),
    "cs": ("ých", "ích", "né", "ské", "cké", "ové", "ní"),
    "sk": ("ých", "ích", "né", "ské", "cké", "ové"),
    "hr": ("ih", "nih", "ske", "nih", "ne", "na"),
}
"""Endings of adjectives in the plural, which stand before the noun."""
_AGREEING: Final = frozenset(("es", "pt", "fr", "ca", "gl"))
"""Languages whose adjectives stand behind the noun and take its plural s."""
_OF: Final = {
    **dict.fromkeys(("fr", "ca"), ("de", "d")),
    **dict.fromkeys(("es", "pt", "gl", "ro"), ("de",)),
    "it": ("di",),
}
"""What stands between millions, which are nouns, and what is counted."""
_MANY: Final = 10**6
_MOST_SINGULAR: Final = 3
_PARTICIPLE: Final = re.compile(r"\w\w[^e]ed$")
_FOREIGN_PLURALS: Final = ("a", "i", "ae", "eaux", "im")
"""Incunabula, cacti, larvae, plateaux, kibbutzim."""
_FRACTIONS: Final = frozenset("third thirds quarters fifth fifths tenths halves percentage".split())
_ENOUGH_LETTERS: Final = 4
_DIGITS: Final = frozenset("mdn3YN8")
_MOST_BETWEEN: Final = 4
"""Tokens from a word that numbers things to its number."""


class Noun(NamedTuple):
    """Where the counted noun with its adjectives stands in the text."""

    start: int
    end: int


def counted_noun(reading: Reading, numeral: Numeral) -> Noun | None:
    """The noun phrase right behind a number; None if there is none."""
    language = reading.language
    if language in COUNTERS:
        return _counter(reading, numeral, language)
    words = _words(reading, numeral)
    if not words or (numeral.in_words and numeral.value == 1 and not _is_count_of_one(reading, numeral)):
        return None
    if language == "en":
        count = _english(reading, words, numeral)
    elif language == "de":
        count = _german(reading, words)
        if count and reading.classes[numeral.first : numeral.last] == "Y" and _is_shortened(reading, words[count - 1]):
            return None  # a vintage: "2018 St. Magdalener"
    else:
        count = _other(reading, words)
        if numeral.value > 1 and language in _AGREEING and not _may_be_plural(reading, words[count - 1]):
            return None  # a house: "5 rue de Rivoli"
    if count == 0:
        return None
    last = words[count - 1]
    if language == "en":
        last = _with_of(reading, last)
    return Noun(reading.starts[words[0]], reading.ends[last])


def _is_shortened(reading: Reading, at: int) -> bool:
    return reading.classes[at + 1 : at + 2] == "." and len(reading.word(at)) < _ENOUGH_LETTERS


def _may_be_plural(reading: Reading, at: int) -> bool:
    return reading.word(at).endswith(("s", "x", "z")) or reading.classes[at + 1 : at + 2] == "."


def _words(reading: Reading, numeral: Numeral) -> list[int]:
    """The words that follow a number with nothing but spaces and hyphens between: tokens."""
    classes, at = reading.classes, numeral.last
    words: list[int] = []
    no_nouns = NO_NOUNS.get(reading.language, NO_NOUNS[""])
    if classes[at : at + 1] != " ":
        return words
    at = start = _behind_of(reading, numeral)
    while at + 1 < len(classes) and len(words) < _MOST_WORDS:
        joint = classes[at]
        if joint not in " -'" or (joint == "'" and at != start):
            break
        at += 1
        letter = classes[at]
        if letter == "!" and _is_counted(reading, numeral, at):
            letter = "w"
        if not letter.isalpha() or letter in "YmdnN38":
            break
        word = reading.word(at)
        if not word[0].isalpha() or word in no_nouns or (joint == " " and " " in word):
            break
        words.append(at)
        at += 1
    return words


def _behind_of(reading: Reading, numeral: Numeral) -> int:
    """The token before the noun: the space behind the number, or behind "de" in "1,5 million de voyageurs"."""
    classes, at = reading.classes, numeral.last
    has_of = reading.language == "ro" or (classes[at - 1] == "μ" and reading.value(at - 1) >= _MANY)
    if not has_of or at + 2 >= len(classes) or reading.word(at + 1) not in _OF.get(reading.language, ()):
        return at
    return at + 2 if classes[at + 2] in " '" else at


def _is_counted(reading: Reading, numeral: Numeral, at: int) -> bool:
    """Whether a word that numbers things is counted itself: "300 pages", "60 art exhibitions", not "3 Art. 5".

    Not with a year or a version in front ("2019 series", "1.0 release"), nor with a number of its own behind it.
    Abbreviations are not counted; where nouns have a plural, a word in the singular is not: "5 Saal" is the fifth.
    """
    word, written = reading.word(at), reading.classes[numeral.first : numeral.last]
    if written.endswith("Y") or len(word) < _ENOUGH_LETTERS - 1:
        return False
    if "." in written if reading.language == "en" else word not in NUMBERING.get(reading.language, ()):
        return False
    return reading.classes[at + 1 : at + 1 + _MOST_BETWEEN].lstrip(" .:º°#")[:1] not in _DIGITS


def _is_count_of_one(reading: Reading, numeral: Numeral) -> bool:
    """Whether "one" counts: not in "no one", "this one", nor before a verb."""
    if reading.language != "en":
        return True
    before = numeral.first - 2
    return before < 0 or reading.word(before) not in {
        "no",
        "any",
        "every",
        "each",
        "this",
        "that",
        "the",
        "which",
        "some",
    }


def _english(reading: Reading, words: list[int], numeral: Numeral) -> int:
    """Up to the first plural; else one word, if the phrase ends there and the number goes with it: "zero waste"."""
    first = reading.word(words[0])
    if first in _FRACTIONS:
        return 0
    if numeral.value == 1 and numeral.top is None and (numeral.in_words or not _is_english_plural(first)):
        return _singular(reading, words, numeral)
    for count, at in enumerate(words, start=1):
        word = reading.word(at)
        if _is_english_plural(word):
            following = words[count] if count < len(words) else None
            if following is not None and reading.classes[at + 1] == "-":
                continue
            return count
    at = words[0]
    if (reading.classes[at] == "C" and len(words) == 1) or reading.classes[numeral.first : numeral.last] == "Y":
        return 0  # with a singular a number of four digits is a year: "my 2015 shape"
    end = at + 1
    boundary = end >= len(reading.classes) or reading.classes[end] in ",;.)]:|"
    follows = reading.word(end + 1) if end + 1 < len(reading.classes) and reading.classes[end] == " " else ""
    if boundary or follows in NO_NOUNS["en"]:
        return int(first.isalpha() and (numeral.value == 0 or first.endswith(_FOREIGN_PLURALS)))
    return 0


def _singular(reading: Reading, words: list[int], numeral: Numeral) -> int:
    """The words behind 1; a verb or participle behind the noun is no part of it: "one study shows", "as one tries".

    Behind the digit a capital begins a name ("1 Quay Street"), but where the noun stands alone: "| 1 Bath |".
    """
    if not numeral.in_words and reading.classes[words[0]] == "C":
        before = reading.classes[max(0, numeral.first - 2) : numeral.first].rstrip()
        return int(len(words) == 1 and not before[-1:].isalnum())
    count = min(len(words), _MOST_SINGULAR)
    if numeral.in_words and _is_verb(reading.word(words[0])):
        return 0
    while count > 1 and _is_verb(reading.word(words[count - 1])):
        count -= 1
    return count


def _is_verb(word: str) -> bool:
    """Whether a word behind 1 is no noun, by its ending."""
    return word not in IRREGULAR and (_is_english_plural(word) or _PARTICIPLE.search(word) is not None)


def _is_english_plural(word: str) -> bool:
    if word in IRREGULAR:
        return True
    return len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def _with_of(reading: Reading, last: int) -> int:
    """With "of state" and the like, where that makes one noun."""
    has_of = reading.classes[last + 1 : last + 4] == " o " and last + 4 < len(reading.classes)
    return last + 4 if has_of and reading.word(last + 2) == "of" and reading.word(last + 4) in OF_WHAT else last


def _german(reading: Reading, words: list[int]) -> int:
    """Adjectives in small letters up to the noun, which has a capital."""
    for count, at in enumerate(words, start=1):
        if reading.text[reading.starts[at]].isupper():
            joined = (one for one in range(count, len(words)) if reading.classes[words[one] - 1] != "-")
            return next(joined, len(words))
        if not reading.word(at).endswith(("e", "en", "er", "em", "es")):
            return 0
    return 0


def _other(reading: Reading, words: list[int]) -> int:
    language = reading.language
    endings = _SLAVIC.get(language, ())
    count = 1
    while count < len(words) and (
        reading.word(words[count - 1]) in ADJECTIVES or (endings and reading.word(words[count - 1]).endswith(endings))
    ):
        count += 1
    if language in _AGREEING and reading.word(words[count - 1]).endswith(("s", "x")):
        while count < len(words) and _agrees(reading.word(words[count])):
            count += 1
    elif language == "it" and count < len(words):
        noun, after = reading.word(words[count - 1]), reading.word(words[count])
        if noun[-1] == after[-1] and after.endswith(
            ("ali", "iche", "ici", "ani", "ane", "enti", "ari", "arie", "ivi", "ive", "osi", "ose", "ate", "ati")
        ):
            count += 1
    elif language == "nl":
        while (
            count < len(words)
            and reading.word(words[count - 1]).endswith("e")
            and not reading.word(words[count - 1]).endswith("ie")
        ):
            count += 1
    return count


def _agrees(word: str) -> bool:
    return len(word) >= _ENOUGH_LETTERS and word.endswith(("s", "x")) and not word.endswith(("más", "us"))


def _counter(reading: Reading, numeral: Numeral, language: str) -> Noun | None:
    """A measure word right behind the number, in Chinese with the noun of two characters that it belongs to."""
    start, text = reading.ends[numeral.last - 1], reading.text
    while text[start : start + 1] == " ":
        start += 1
    if text[start : start + 1] in {"カ", "か", "ヶ", "ヵ", "ケ", "箇"} and text[start + 1 : start + 2]:
        return Noun(start, start + 2)
    if text[start : start + 1] not in COUNTERS[language]:
        return None
    if language != "zh" or text[start] == "人":
        return Noun(start, start + 1)
    end = start + 1
    while end < len(text) and end - start < 3 and "\u4e00" <= text[end] <= "\u9fff" and text[end] not in _NO_HAN:
        end += 1
    if text[end : end + 1] in _PEOPLE:
        end += 1
    return Noun(start, end)


_PEOPLE: Final = frozenset("者员員家师師生")
"""Endings of words for people, which make a noun of two characters one of three."""
_NO_HAN: Final = frozenset("的在和与及或以是为于从到了等对将被把由向并而也都已")
"""Characters that begin another word than the noun."""
