"""Words of a text with their places, and what of a text carries meaning."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from scrape_clean.compare.text.links import same_target
from scrape_clean.dedupe.clustering.capitals import same_but_for_capitals
from scrape_clean.dedupe.normalization.addresses import with_caseless_host
from scrape_clean.dedupe.normalization.grades import grades_in
from scrape_clean.dedupe.normalization.letters import (
    CASED_UNITS,
    VOWEL_MARKS,
    one_spelling,
    primes_in,
    with_units_in_words,
)
from scrape_clean.dedupe.normalization.normal import canonical, normal_form
from scrape_clean.dedupe.normalization.ranges import DASHES, ranges_in
from scrape_clean.dedupe.spelling.evidence import Wording

__all__ = [
    "UNDECODED",
    "Word",
    "cosmetically_equal",
    "equal_but_undecoded",
    "folded",
    "glued",
    "meaning",
    "meaning_key",
    "undecoded",
    "words_of",
]

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"']+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_SECURE = re.compile("^https:", re.IGNORECASE)
_ADDRESS_END = ".,;:!?)]}'\"*_"
_TOKEN = re.compile(r"h+|u|(?:(?<![^ prs:/-])\.)?0+(?:[.,:/']0+)*(?![a0])|[a0]+(?:['_][a0]+)*|[^ ]")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,']\d{3})+(?!\d|[.,:/]?\d)")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u2032\uff07`\u00b4", "'"))
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3040, 0x312F),
             (0x31A0, 0x31FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))  # fmt: skip
"""Scripts written without spaces between words (UAX 14): each character is a word, as in ``dedupe.normal``."""
_STATING = frozenset("%\u2030\u066a☐☑☒✅✓✔✕✖✗✘❌❎★☆⭐")
"""Signs that state something, besides currencies and those of arithmetic: shares, ticks, crosses, stars. Other symbols
(arrows, emoji, list glyphs) may adorn a text: only what stands in place of another is told (`edits`)."""
_ENCLOSED = ("\u3200", "\u33ff")
"""Words that are one character: ㈱ for (株), ㊊ for 月, ㎡ for m2."""
_NOTE = re.compile("(?<![^\\W_])[A-Za-z](#(?!\\w)|\u266d)")
"""The sign that makes another note, or another language to program in, of a letter: F#, E♭, C#."""
_SELECTOR = re.compile("[\ufe00-\ufe0f](?<![^\\W_].)")
"""How a sign is to be shown: as text, or in colours."""
_RAISED = re.compile("(?:(?<=\\d)|(?<=\\d[.,:/]))[⁰¹²³⁴-⁹]")
"""An exponent, or the number of a note: 10² is not 102."""


UNDECODED = "\ufffd"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_WITHOUT_MEANING = "|~\u223c\uff5c\uff5e"
"""Signs of mathematics by their category that part words, or stand for a dash between them, as wave dashes do."""
_NEAR = 4
"""Characters before a unit among which its number ends, however it is spaced."""
_DASHES = frozenset(DASHES)
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
_PRIMES = {"'": "\u2032", "\u2019": "\u2032", "\u2032": "\u2032"} | dict.fromkeys('"\u201d\u2033', "\u2033")


class Word(Struct, frozen=True, gc=False):
    """A word, number, address or sign at its place."""

    start: int
    end: int
    text: str
    folded: str
    """The same for words that differ in case, Unicode form, apostrophes or thousands separators alone."""
    shape: str
    """``a`` a word, ``0`` a number, ``h`` an address, ``u`` a character of an unspaced script, ``s`` a sign that means
    something, ``p`` punctuation."""

    @property
    def means(self) -> bool:
        """Whether a change of it may change a fact."""
        return self.shape != "p" and bool(self.folded)


class _Shapes(dict[int, str]):
    """One character for each, by what it is; a table for ``str.translate``."""

    def __missing__(self, code: int) -> str:
        self[code] = shape = _shape(code)
        return shape


def _shape(code: int) -> str:
    char = chr(code)
    if char in "'\u2019\u2018\u02bc\uff07":
        return "'"
    if char in ".,:/_":
        return char
    if any(low <= code <= high for low, high in _UNSPACED):
        return "u"
    category = unicodedata.category(char)
    if category[0] in "LM" or category == "Cf" or char == UNDECODED:
        return "a"
    if category[0] == "N":
        return "0"
    if category[0] in "ZC":
        return " "
    if _ENCLOSED[0] <= char <= _ENCLOSED[1]:
        return "u"
    if category == "Pd" or char == "\u2212":
        return "-"
    states = category == "Sc" or (category == "Sm" and char not in _WITHOUT_MEANING and not 0x2190 <= code <= 0x21FF)
    return "s" if states or char in _STATING else "p"


_SHAPES = _Shapes()


def _shaped(text: str) -> str:
    """The text with the shape of each character in its place; ``r`` of a dash between the ends of a range."""
    shape = text.translate(_SHAPES)
    told = [*_told_shapes(text)]
    grades = [*grades_in(text)]
    if not (told or grades):
        return shape
    shapes = list(shape)
    for start, end, letters in told:
        shapes[start:end] = letters
    for at in grades:
        if shapes[at] == "-":
            shapes[at] = "s"
    return "".join(shapes)


def _told_shapes(text: str) -> Iterator[tuple[int, int, str]]:
    """Places whose shape is told by what stands around them; each has as many letters as characters."""
    if "://" in text or "www." in text or "@" in text:
        for match in _ADDRESS.finditer(text):
            length = len(match[0].rstrip(_ADDRESS_END))
            yield match.start(), match.start() + length, "h" * length
    if not text.isascii():
        for found in _SELECTOR.finditer(text):
            yield *found.span(), " "
    for at, _ in primes_in(text):
        yield at, at + 1, "s"
    if "#" in text or "\u266d" in text:
        for found in _NOTE.finditer(text):
            yield *found.span(1), "s"
    for start, end in ranges_in(text, canonical):
        yield start, end, "r" + "p" * (end - start - 1)


@lru_cache(maxsize=1 << 15)
def folded(token: str) -> str:
    """A word without case, Unicode form, invisible characters, style of apostrophe; a number without separators.

    An address without what leads nowhere else, be it secure or not.
    """
    if "://" in token:
        token = _SECURE.sub("http:", same_target(token), count=1)
    if not token.isascii():
        alone = len(token) == 1
        token = unicodedata.normalize("NFKC", token).strip("()") if _ENCLOSED[0] <= token <= _ENCLOSED[1] else token
        token = unicodedata.normalize("NFKC", _RAISED.sub(r"^\g<0>", token.translate(_APOSTROPHES)))
        if alone:  # a fraction that is one character
            token = token.replace("\u2044", "/")
        token = "".join(char for char in token if unicodedata.category(char) != "Cf" and char not in _SELECTORS)
        token = VOWEL_MARKS.sub("", token) or token
    token = with_caseless_host(token) if "/" in token else token.casefold()
    if token[:1] == "." and len(token) > 1:
        token = f"0{token}"
    return token.replace(",", "").replace("'", "") if _THOUSANDS.fullmatch(token) else token


@lru_cache(maxsize=1 << 10)
def words_of(text: str) -> tuple[Word, ...]:
    """The words, numbers, addresses and signs of a text in order; only spaces stand between them."""
    shape, spelt = _shaped(text), one_spelling(text)
    found = []
    for match in _TOKEN.finditer(shape):
        start, end = match.span()
        kind = _kind(match[0], shape, start)
        said = _said(spelt, start, end) if kind != "p" else folded(text[start:end])
        found.append(Word(start, end, text[start:end], said, kind))
    return tuple(found)


def _said(text: str, start: int, end: int) -> str:
    """A word, number, address or sign of a text in one spelling, folded."""
    token = text[start:end]
    if token in _DASHES:
        return "-"
    if token in _PRIMES:
        return _PRIMES[token]
    if token in CASED_UNITS and text[max(start - _NEAR, 0) : start].rstrip()[-1:].isdigit():
        return CASED_UNITS[token]
    return folded(with_units_in_words(token))


def _kind(token: str, shape: str, start: int) -> str:
    """The shape of a token as a whole."""
    first = token[0]
    if first == "0" or (first == "." and len(token) > 1):
        return "a" if "a" in token else "0"
    if first in "ahus":
        return first
    if first != "-":
        return "s" if first == "r" else "p"
    before, after = shape[start - 1] if start else " ", shape[start + 1 : start + 2]
    return "s" if after in ("0", "s") and before not in "a0u)" else "p"


@lru_cache(maxsize=1 << 14)
def meaning(text: str) -> tuple[str, ...]:
    """What of a text carries meaning: its words, numbers, addresses and signs, folded, in order.

    The dash of a range belongs to what stands before it: a range is as many words as a list is.
    """
    shape, spelt = _shaped(text), one_spelling(text)
    found: list[str] = []
    for match in _TOKEN.finditer(shape):
        start, end = match.span()
        if shape[start] == "r":
            found.append(f"{found.pop() if found else ''}-")
        elif shape[start] in "ahu0s" or _kind(match[0], shape, start) != "p":
            found.append(_said(spelt, start, end))
    return tuple(filter(None, found))


def glued(words: Sequence[str]) -> str:
    """Folded words run together, but a space between two numbers: ``1 23`` is not ``12 3``."""
    if not any(word[0].isdigit() for word in words[1:]):
        run = "".join(words)
    else:
        parts = [words[0]]
        for before, word in pairwise(words):
            if word[0].isdigit() and before[-1].isdigit():
                parts.append(" ")
            parts.append(word)
        run = "".join(parts)
    return run.replace("'", "").replace("_", "")


@lru_cache(maxsize=1 << 14)
def meaning_key(text: str) -> str:
    """Texts with one key differ in spacing, case, punctuation, quotes, dashes or Unicode form alone.

    A text that has nothing but punctuation is its own key.
    """
    return glued(meaning(text)) or " ".join(text.split())


def cosmetically_equal(one: str, other: str) -> bool:
    """Whether no fact differs, as far as single characters tell: by this module's words or by dedupe's normal form.

    Dedupe's folds away character references, misread characters and hyphens at line ends, too; and capitals may stand
    for one of several small letters. Characters that could
    not be decoded on one of two nights (U+FFFD) say nothing: a server named the wrong encoding.
    """
    if meaning_key(one) == meaning_key(other):
        return True
    a, b = normal_form(one), normal_form(other)
    if a.key == b.key or same_but_for_capitals(Wording(a, one), Wording(b, other)):
        return True
    return equal_but_undecoded(one, other)


def equal_but_undecoded(one: str, other: str) -> bool:
    """Whether two texts are the same but for characters beyond ASCII that could not be decoded in one of them."""
    if (UNDECODED in one) == (UNDECODED in other) or undecoded(one) != undecoded(other):
        return False
    wrong, right = (one, other) if UNDECODED in one else (other, one)
    return all(map(_may_be, _BEYOND_ASCII.findall(wrong), _BEYOND_ASCII.findall(right)))


def _may_be(wrong: str, right: str) -> bool:
    """Whether characters in a row may be others: what was decoded of them stands there, in this order."""
    if UNDECODED not in wrong:
        return wrong == right
    rest = iter(right)
    return all(char in rest for char in wrong if char != UNDECODED)


def undecoded(text: str) -> str:
    """A text as it is when no character beyond ASCII can be decoded, however many bytes each has."""
    return _BEYOND_ASCII.sub(UNDECODED, text)
