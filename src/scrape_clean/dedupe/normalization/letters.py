"""Letters written or encoded in two ways, which is no difference; and units that only case or quotes tell apart."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

__all__ = [
    "CASED_UNITS",
    "MAYBE_UNIT",
    "VOWEL_MARKS",
    "in_tables",
    "one_spelling",
    "primes_in",
    "with_units_in_words",
    "without_accents",
]

VOWEL_MARKS: Final = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670]+")
"""Points and strokes of Hebrew and Arabic that texts have or leave out, and the stroke that makes a word longer."""

_IN_TWO_WAYS = re.compile("[\u0218-\u021b\u0401\u0451\u06a9\u06cc]")
_MAYBE_VIETNAMESE = re.compile("[oOuU][\u00c0-\u00fd\u1ea0-\u1ef9]")
_ROMANIAN: Final = {0x218: "\u015e", 0x219: "\u015f", 0x21A: "\u0162", 0x21B: "\u0163"}
"""Ș and Ț have a comma below, for which old fonts had a cedilla."""
_RUSSIAN: Final = {0x401: "\u0415", 0x451: "\u0435"}
"""Ё is mostly written as Е ..."""
_NOT_RUSSIAN = re.compile("[\u0400\u0402-\u040f\u0450\u0452-\u0481\u048a-\u052f]")
"""... where none of these shows another language, which may not."""
_PERSIAN: Final = {0x6A9: "\u0643", 0x6CC: "\u064a"}
"""Of kaf and yeh old encodings had the Arabic form alone ..."""
_PASHTO = re.compile("[\u067c\u0681\u0685\u0689\u0693\u0696\u069a\u06bc\u06cd\u06d0]")
"""... and where one of these stands, both forms are letters of their own."""
_VIETNAMESE = re.compile(
    r"(?<![^\W_])((?:b|ch?|d|\u0111|gh?|h|kh?|l|m|ngh?|nh?|ph?|r|s|th?|tr|v|x)?)"
    "(?:(o)([\u00e0\u1ea3\u00e3\u00e1\u1ea1\u00e8\u1ebb\u1ebd\u00e9\u1eb9])|(u)([\u1ef3\u1ef7\u1ef9\u00fd\u1ef5]))"
    r"(?![^\W_])",
    re.IGNORECASE,
)
"""A syllable with its tone on the second of two vowels ("ho\u00e0"); others write it on the first ("h\u00f2a")."""

CASED_UNITS: Final = {"mW": "milliwatt", "Mb": "megabit", "Gb": "gigabit", "Tb": "terabit"}
"""Units that CLDR has twice but for case (MW, MB, GB, TB): these are written so by nobody who means the others."""
MAYBE_UNIT: Final = r"[0-9](?:[\t-\r\x1c-\x20]*(?:mW|[GMT]b)|['\"])"
_CASED = re.compile(r"(?<=\d)(\s*+)(mW|[GMT]b)(?![^\W_])")
_SINGLE: Final = "'\u2018\u2019\u201a\u2032"
_QUOTE = re.compile(
    r"(?<=\d)(?P<both>['\u2019\u2032]\s?\d+(?:[.,]\d+)?[\"\u201d\u2033])"
    r"|(?<=\d)(?P<prime>[\u2032\u2033])|(?<=\d)(?P<typed>['\u2019](?!\w)|[\"\u201d](?!\w))"
    r"|(?P<opening>(?<![\w.,!?)])['\"\u2018\u2019\u201a\u201c-\u201e](?=\S)(?!\d\d(?!\d)))"
    r"|['\"\u2019\u201d](?![^\W_])"
)
"""Feet and inches together; a prime; a quote that may be one; a quote that opens (not that of '98)."""
_QUOTED = re.compile("['\"\u2019\u201d\u2032\u2033](?<=\\d.)")
_PRIMES: Final = {"'": "prime", '"': "doubleprime"}

_BARE: Final = dict(zip(map(ord, "\u0131ΐΰάέήίόύώϊϋ"), "iιυαεηιουωιυ", strict=True))


def without_accents(text: str) -> str:
    """A folded text without what letters lose when they are capitals: whether i has a dot, and the accents of Greek."""
    return text if text.isascii() else text.translate(_BARE)


def one_spelling(text: str) -> str:
    """The text with such letters in one of their ways; its characters keep their places."""
    if text.isascii():
        return text
    if _IN_TWO_WAYS.search(text) is not None:
        letters = dict(_ROMANIAN)
        if _NOT_RUSSIAN.search(text) is None:
            letters |= _RUSSIAN
        if _PASHTO.search(text) is None:
            letters |= _PERSIAN
        text = text.translate(letters)
    return text if _MAYBE_VIETNAMESE.search(text) is None else _VIETNAMESE.sub(_with_tone_first, text)


def in_tables(word: str) -> str:
    """A folded word as the tables of CLDR's names have it, in which Turkish ı is i."""
    return one_spelling(word).replace("\u0131", "i")


def _with_tone_first(syllable: re.Match[str]) -> str:
    vowel, toned = (syllable[2], syllable[3]) if syllable[2] else (syllable[4], syllable[5])
    vowel = vowel.lower() if toned.islower() else vowel  # folded texts have no capitals beyond ASCII
    apart = unicodedata.normalize("NFD", toned)
    return f"{syllable[1]}{unicodedata.normalize('NFC', vowel + apart[1])}{apart[0]}"


def primes_in(text: str) -> Iterator[tuple[int, str]]:
    """Where primes stand in a text, and which: 6′ is not 6″, however they are typed.

    A quote behind a digit is one if none is open there.
    """
    if _QUOTED.search(text) is None:
        return
    opened = {"'": False, '"': False}
    for found in _QUOTE.finditer(text):
        if found["both"]:
            yield found.start(), "'"
            yield found.end() - 1, '"'
            continue
        prime = "'" if found[0] in _SINGLE else '"'
        if found["prime"] or (found["typed"] and not opened[prime]):
            yield found.start(), prime
        else:
            opened[prime] = found["opening"] is not None


def with_units_in_words(text: str) -> str:
    """The text with the units in words that only their case, or the kind of a quote, tells from others.

    "5 mW" is not "5 MW", nor 6′ 6″.
    """
    if _QUOTED.search(text) is not None:
        text = _with_primes(text)
    if not ("mW" in text or "Mb" in text or "Gb" in text or "Tb" in text):
        return text
    return _CASED.sub(lambda unit: unit[1] + CASED_UNITS[unit[2]], text)


def _with_primes(text: str) -> str:
    parts: list[str] = []
    done = 0
    for at, prime in primes_in(text):
        parts += (text[done:at], f" {_PRIMES[prime]} ")
        done = at + 1
    return "".join((*parts, text[done:]))
