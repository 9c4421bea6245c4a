"""Reading ordinals: digits of any script, roman and Chinese numerals, letters of any alphabet."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["ALEF", "ROMAN_VALUES", "read_ordinal"]

_ROMAN = re.compile(r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
ALEF = "الف"
"""Persian counts with the name of its first letter, which alone looks like the number one: الف) ب) پ)."""
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


@lru_cache(maxsize=4096)
def read_ordinal(token: str) -> tuple[str, int | None] | None:
    """The kind of an ordinal, named by its first member, and its number; None for what is no ordinal."""
    if token.isdecimal():
        return "1", int(token)
    if token[0].isdecimal() and token[:-1].isdecimal():
        return "1a", int(token[:-1]) * 26 + ord(token[-1]) - 97
    if token[1:].isdecimal() and token[0].isascii():
        return f"{token[0].upper()}1", int(token[1:])
    plain = unicodedata.normalize("NFKC", token)
    lower = plain.lower()
    roman = plain.isascii() and plain in (lower, plain.upper()) and _ROMAN.fullmatch(lower) is not None
    if roman and (len(plain) > 1 or lower in "ivx"):
        return ("I" if plain.isupper() else "i"), _roman(lower)
    if len(token) == 1 and token.isascii():
        return ("A" if token.isupper() else "a"), ord(lower) - 96
    values = [unicodedata.numeric(c, -1) for c in token]
    if min(values) >= 0:
        return "一", _chinese([int(v) for v in values])
    if (len(token) > 1 and token != ALEF) or not token.isalpha():
        return None
    name = unicodedata.name(token[0], "")
    if name.startswith("CJK"):
        return ("甲", _STEMS.index(token) + 1) if token in _STEMS else None
    kind = "A" if token.isupper() else "a"
    return (kind if name.startswith("LATIN") else f"{name.split()[0]} {kind}"), None


def _roman(lower: str) -> int:
    values = [ROMAN_VALUES[c] for c in lower]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _chinese(values: list[int]) -> int:
    """The number that Chinese numerals write: digits, and tens and hundreds that multiply the digit before them."""
    total = digit = 0
    for value in values:
        if value >= 10:
            total, digit = total + (digit or 1) * value, 0
        else:
            digit = value
    return total + digit
