"""A text as a row of tokens, each with its class: what the annotators read instead of characters."""

from typing import Final, NamedTuple

from scrape_clean.records.annotate.words import Lexicon, Meaning

__all__ = ["PREFIXES", "Reading", "read"]

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
    **{mark: mark for mark in "-/.,:;()[]'\"<>=+#@_%&$~*|"},
    **_DASHES,
    **_FORMS,
    **dict.fromkeys("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞", "½"),
}
_ROMAN: Final = frozenset("ivx")
_ROMAN_ENDINGS: Final = ("ème", "eme", "th", "e", "º", "ª", "ого", "го")
_SPACE, _DIGITS, _WORD = 1, 2, 3
"""The groups of `Lexicon.tokens`."""
_SKIPPED: Final = frozenset((" ", "'", "’", ".", "-", "‑", "\u00a0"))
_MOST_SKIPPED: Final = 3
PREFIXES: Final = {"ar": "وبلفك", "he": "ובלמהכש"}
"""Letters that stand for and, in, to ... and are written together with the word."""
_HAN: Final = ("\u2e80", "\uffef")


Columns = tuple[list[int], list[int], list[str], list[int]]
Phrases = dict[str, tuple[tuple[tuple[str, ...], Meaning], ...]]


class Reading(NamedTuple):
    """The tokens of a text, as columns."""

    text: str
    lower: str
    language: str
    starts: list[int]
    ends: list[int]
    classes: str
    """One character a token: the class of its word (see `scrape_clean.records.annotate.words`), or a space.

    Digits: ``m`` 1 to 12, ``d`` to 31, ``n`` another number of two digits, ``3`` three, ``Y`` 1000 to 2999 in four,
    ``8`` eight, ``N`` others. Letters: ``w`` a word, ``C`` one with a capital, ``x`` a letter of a script without
    spaces between words. Punctuation stands for itself, dashes as ``–``; ``?`` is anything else."""
    values: list[int]
    """Of numbers up to four digits and of words that have one; 0 for all else."""

    def word(self, index: int) -> str:
        """A token in lower case."""
        return self.lower[self.starts[index] : self.ends[index]]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the tokens from ``first`` to before ``last`` stand in the text."""
        return self.starts[first], self.ends[last - 1]


def read(text: str, lexicon: Lexicon) -> Reading:
    """Cut a text into tokens and look each one up."""
    lower = _lower(text)
    starts: list[int] = []
    ends: list[int] = []
    classes: list[str] = []
    values: list[int] = []
    known, pairs = lexicon.words, lexicon.pairs
    before, joins = "", False
    for match in lexicon.tokens.finditer(lower):
        start, end = match.span()
        group = match.lastindex
        value = 0
        if group == _SPACE:
            letter = " "
        elif group == _WORD:
            word = lower[start:end]
            letter, value = known.get(word) or _meaning(word, text[start], lexicon)
            joins = joins or word in pairs.get(before, ())
            before = word
        elif group == _DIGITS:
            letter, value = _number(lower[start:end])
            before = ""
        else:
            letter, value = _sign(lower[start], known)
            before = before if lower[start] in _SKIPPED else ""
        starts.append(start)
        ends.append(end)
        classes.append(letter)
        values.append(value)
    if joins:
        starts, ends, classes, values = _join_phrases(lower, lexicon.phrases, (starts, ends, classes, values))
    return Reading(text, lower, lexicon.language, starts, ends, "".join(classes), values)


def _sign(character: str, known: dict[str, Meaning]) -> Meaning:
    return known.get(character) or (_PUNCTUATION.get(character, "?"), 0)


def _lower(text: str) -> str:
    """Lower case with the same offsets."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(one if len(one := character.lower()) == 1 else character for character in text)


def _meaning(word: str, first: str, lexicon: Lexicon) -> Meaning:
    """What a word means that is not in the lexicon as it stands: inflected, abbreviated, with a prefix, a numeral."""
    if word[0] in PREFIXES.get(lexicon.language, "") and (meaning := lexicon.words.get(word[1:])) is not None:
        return meaning
    if lexicon.stems and len(word) > 3:
        for length in range(len(word) - 1, max(2, len(word) - 7), -1):
            if (meaning := lexicon.stems.get(word[:length])) is not None:
                return meaning
    if word.endswith(".") and (meaning := lexicon.words.get(word.replace(".", ""))) is not None:
        return meaning
    if first in "IVX" and (number := _roman(word)):
        return "R", number
    if _HAN[0] <= word[0] <= _HAN[1]:
        return "x", 0
    return ("C" if first.isupper() else "w"), 0


def _number(digits: str) -> Meaning:
    length = len(digits)
    if not digits[0].isdigit() or not digits[0].isdecimal():
        return _han_number(digits)
    if length <= 2:
        value = int(digits)
        return ("m" if 1 <= value <= 12 else "d" if 13 <= value <= 31 else "n"), value
    if length == 4:
        value = int(digits)
        return ("Y" if 1000 <= value <= 2999 else "N"), value
    if length == 3:
        return "3", int(digits)
    return ("8" if length == 8 else "N"), 0


def _han_number(numerals: str) -> Meaning:
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


def _join_phrases(lower: str, phrases: Phrases, columns: Columns) -> Columns:
    """The tokens with those of each known phrase put together into one, from left to right."""
    starts, ends, classes, values = columns
    joined: Columns = ([], [], [], [])
    at, count = 0, len(starts)
    while at < count:
        last, meaning = at + 1, (classes[at], values[at])
        for rest, other in phrases.get(lower[starts[at] : ends[at]], ()):
            if end := _end_of(lower, (starts, ends), at, rest):
                last, meaning = end, other
                break
        joined[0].append(starts[at])
        joined[1].append(ends[last - 1])
        joined[2].append(meaning[0])
        joined[3].append(meaning[1])
        at = last
    return joined


def _end_of(lower: str, places: tuple[list[int], list[int]], index: int, rest: tuple[str, ...]) -> int:
    """Behind which token a phrase ends that begins with a token; 0 if it is not there."""
    starts, ends = places
    at, count = index + 1, len(starts)
    for word in rest:
        skipped = 0
        while at < count and skipped < _MOST_SKIPPED and lower[starts[at] : ends[at]] in _SKIPPED:
            at += 1
            skipped += 1
        if at >= count or lower[starts[at] : ends[at]] != word:
            return 0
        at += 1
    return at
