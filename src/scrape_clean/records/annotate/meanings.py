"""What each token of a text means: its class and value, from a language's lexicon or from its form."""

from functools import lru_cache
from typing import Final

from scrape_clean.records.annotate.words import Lexicon, Meaning, lexicon_of

__all__ = ["PREFIXES", "Meanings", "Meant", "han_number", "meanings_of"]

Meant = tuple[str, int, frozenset[str]]
"""A token's class, its value, and the words that come second in the phrases that begin with it."""

_NONE: Final = frozenset[str]()

_DASHES: Final = dict.fromkeys("–—―−‒⸺", "–") | dict.fromkeys("‐‑﹣－", "-") | dict.fromkeys("～〜", "–")
_FORMS: Final = {
    "!": ";",
    "?": ";",
    "…": ";",
    "。": ";",
    "、": ";",
    "；": ";",
    "／": "/",
    "．": ".",
    "：": ":",
    "，": ",",
    "（": "(",
    "）": ")",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
}
_PUNCTUATION: Final = {
    **{mark: mark for mark in "-/.,:;()[]'\"<>=+#@_%&$~*|°"},
    **_DASHES,
    **_FORMS,
    **dict.fromkeys("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞", "½"),
}
_UNDOTTED: Final = frozenset("WM")
"""Classes that no word has with a dot behind each letter: in German "S.A." is a company, and "Sa." a Saturday."""
_ROMAN: Final = frozenset("ivx")
_ROMAN_ENDINGS: Final = ("ème", "eme", "th", "e", "º", "ª", "ого", "го")
PREFIXES: Final = {"ar": "وبلفك", "he": "ובלמהכש"}
"""Letters that stand for and, in, to ... and are written together with the word."""
_HAN: Final = ("\u2e80", "\uffef")
_MOST_KEPT: Final = 40_000
"""Tokens of a language whose meaning is kept."""


class Meanings(dict[str, Meant]):
    """Tokens as written to what they mean, filled as they are met.

    A token means the same in every text, so that what is kept changes no result.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Begin with nothing met."""
        super().__init__()
        self.lexicon: Final = lexicon

    def __missing__(self, token: str) -> Meant:
        """Look up a token that was not met before."""
        if len(self) >= _MOST_KEPT:
            self.clear()
        meaning = self[token] = self.of(token.lower(), token[0])
        return meaning

    def of(self, word: str, first: str, *, is_number: bool = False) -> Meant:
        """The meaning of a token.

        Args:
            word: In lower case.
            first: Its first character as written.
            is_number: Whether it is Chinese numerals that count something, as what follows them tells.
        """
        lexicon = self.lexicon
        if word[0].isspace():
            letter, value = " ", 0
        elif is_number or word[0].isdecimal():
            letter, value = _number(word)
        elif (meaning := lexicon.words.get(word)) is not None:
            letter, value = meaning
        elif lexicon.letters.match(word):
            letter, value = _meaning(word, first, lexicon)
        else:
            letter, value = _PUNCTUATION.get(word, "?"), 0
        return letter, value, lexicon.pairs.get(word, _NONE)


@lru_cache(maxsize=64)
def meanings_of(code: str) -> Meanings:
    """The meanings of a language's tokens, by its primary subtag."""
    return Meanings(lexicon_of(code))


def _meaning(word: str, first: str, lexicon: Lexicon) -> Meaning:
    """What a word means that is not in the lexicon as it stands: inflected, abbreviated, with a prefix, a numeral."""
    if word[0] in PREFIXES.get(lexicon.language, "") and (meaning := lexicon.words.get(word[1:])) is not None:
        return meaning
    if lexicon.stems and len(word) > 3:
        for length in range(len(word) - 1, max(2, len(word) - 7), -1):
            if (meaning := lexicon.stems.get(word[:length])) is not None:
                return meaning
    if word.endswith(".") and (meaning := lexicon.words.get(word.replace(".", ""))) and meaning[0] not in _UNDOTTED:
        return meaning
    if first in "IVX" and (number := _roman(word)):
        return "R", number
    if _HAN[0] <= word[0] <= _HAN[1]:
        return "x", 0
    return ("C" if first.isupper() else "w"), 0


def _number(digits: str) -> Meaning:
    length = len(digits)
    if not digits[0].isdigit() or not digits[0].isdecimal():
        return han_number(digits)
    if length <= 2:
        value = int(digits)
        return ("m" if 1 <= value <= 12 else "d" if 13 <= value <= 31 else "n"), value
    if length == 4:
        value = int(digits)
        return ("Y" if 1000 <= value <= 2999 else "N"), value
    if length == 3:
        return "3", int(digits)
    return ("8" if length == 8 else "N"), 0


def han_number(numerals: str) -> Meaning:
    """Class and value of Chinese numerals, up to thousands."""
    if len(numerals) == 4 and not set(numerals) & set("十百千"):
        digits = "".join(str("零一二三四五六七八九".find(one.replace("〇", "零"))) for one in numerals)
        return _number(digits)
    total = last = 0
    for one in numerals:
        if (unit := {"十": 10, "百": 100, "千": 1000}.get(one)) is not None:
            total += (last or 1) * unit
            last = 0
        else:
            last = "零一二三四五六七八九".find(one.replace("〇", "零"))
    total += last
    return ("m" if 1 <= total <= 12 else "d" if 13 <= total <= 31 else "n" if total < 100 else "N"), total


def _roman(word: str) -> int:
    """The value of a Roman numeral up to 30, with an ordinal's ending or without; 0 if it is none."""
    for ending in _ROMAN_ENDINGS:
        if word.endswith(ending) and set(word.removesuffix(ending)) <= _ROMAN:
            word = word.removesuffix(ending)
            break
    if not word or len(word) > 6 or not set(word) <= _ROMAN:
        return 0
    digits = [{"i": 1, "v": 5, "x": 10}[one] for one in word]
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))
