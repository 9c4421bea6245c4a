"""The normal form of a text: what is left of it when everything that changes no fact is folded away.

Spacing, case, Unicode form, quotes, dashes, list glyphs, character references, invisible characters, end punctuation,
hyphenation and mojibake vanish. Digits, signs, currency, percent and comparison signs, negating marks and the words
themselves stay.
"""

import html
import re
import unicodedata

from msgspec import Struct

from scrape_clean.dedupe.normalization.addresses import with_paths_as_written
from scrape_clean.dedupe.normalization.grades import with_charges, with_grades
from scrape_clean.dedupe.normalization.letters import VOWEL_MARKS, one_spelling, with_units_in_words
from scrape_clean.dedupe.normalization.mojibake import repaired
from scrape_clean.dedupe.normalization.ranges import with_ranges
from scrape_clean.dedupe.normalization.tokens import facts_of, glued, tokens_of

__all__ = [
    "END_MARKS",
    "FRONT_MARKS",
    "MOST_END_MARKS",
    "NO_POINT",
    "Form",
    "folded",
    "is_cut",
    "normal_form",
    "readable",
    "shortened",
    "unescaped",
    "verbatim_form",
    "wordless_key",
]


class Form(Struct, frozen=True, gc=False):
    """The normal form of a text."""

    key: str
    """The tokens run together: two texts with one key say the same, however they are spaced or hyphenated."""
    tokens: tuple[str, ...]
    """Words, numbers and meaningful symbols in order; in scripts written without spaces each character is a token."""
    facts: tuple[str, ...]
    """Those of the tokens that are no plain words: a slip never touches them."""
    cut: bool = False
    """Whether the text ends with an ellipsis."""


_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad][ \t]*\r?\n\s*(?=[^\W\d_])")
NO_POINT = r"\w.,;!?)\]}"
"""Behind these a point before a digit is that of a sentence, a version or a longer number."""
_POINT = re.compile(rf"\.(?=\d)(?<![{NO_POINT}]\.)")
"""The point of a decimal without a zero: ".5". `re` finds the point first, which is several times as fast."""
_CLOSED = " .\u2025\u2026\u22ef)]}\"'\u201d\u2019\u00bb\u203a\u2192"
_SIGNED = re.compile(r"(?<![^\s(\[{=:|/])([-\u2010-\u2015\u2212])([\u00a2-\u00a5\u20a0-\u20cf])(?=\.?\d)")
"""A minus in front of a currency sign; it is that of the amount."""
_CURRENCY = re.compile("[\u00a2-\u00a5\u20a0-\u20cf]")
_ELLIPSIS = re.compile("[\u2025\u2026\u22ef]|\\.\\.|\\. \\.")

# A digit beside a digit must not run into it when a compatibility form is folded: 10² is not 102, 1½ is not 11/2,
# and "in 2016.³" has no decimals.
_RAISED = re.compile(r"(?:(?<=\d)|(?<=\d[.,:/]))[⁰¹²³⁴-⁹]")
_IN_FRONT_OF_NUMBER = re.compile(r"[⁰¹²³⁴-⁹](?=\d)")
_LOWERED = re.compile(r"(?<=\d)[₀-₉¼½¾⅐-⅞]")
_SHIFTED = re.compile("[⁰¹²³⁴-⁹₀-₉¼½¾⅐-⅞]")

# Scripts written without spaces between words (UAX 14, class SA, and CJK): each character is a token of its own.
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # CJK radicals
    (0x3005, 0x3007),
    (0x3040, 0x312F),  # kana, Bopomofo
    (0x31A0, 0x31FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_DOTS = "\u22ee\u22ef"  # written for an ellipsis, which is punctuation; by their category they are symbols
_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u02b9\u2032\uff07`\u00b4"

_ONWARD = (
    "\u2190\u2192\u2194\u2197\u219a-\u21d0\u21d2\u21d4-\u21e6\u21e8\u21ea-\u21ff\u25b0\u25b1\u25b6-\u25bb\u25c0-\u25c5"
    "\u2794-\u2797\u2799-\u27bf\u2b00\u2b05\u2b08\u2b0c"
)
"""Arrows that point to the text or to more. Those up and down say something: "Level 4.1 ↑"."""
FRONT_MARKS = (
    f"[-+*>#~=|\u2219\u22c5{_ONWARD}\u2500-\u25af\u25c6-\u25ff\u2605\u2606"
    "\u2700-\u2714\u2719-\u274b\u274f-\u2793\u2b12-\u2bff]"
)
"""List marks; up to two of them in front of a text, each with a space behind it, are no part of it."""
END_MARKS = f"[{_ONWARD}]"
"""Up to ``MOST_END_MARKS`` of these behind a text are no part of it."""
MOST_END_MARKS = 8
_IN_FRONT = re.compile(rf"^(?: *{FRONT_MARKS}(?= )){{1,2}}")
_AT_END = re.compile(rf"(?: {END_MARKS}){{1,{MOST_END_MARKS}}}$")

_PLAIN_LETTERS = (
    r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u012f\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e\u0400-\u045f"
)
"""Letters that fold to letters wherever they stand."""


def _simple(letters: str, quotes: str, apostrophes: str, dashes: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?=[{letters}0-9(\[{quotes}])(?:[{letters} ,.;:?()\[\]|{quotes}{dashes}]++"
        rf"|(?<=[{letters}])(?:[{apostrophes}](?=[{letters}])|!)|/(?!/)|(?<= )&(?= )"
        rf"|(?<![^ (])[0-9]++(?=[ ,.;:?)]|\Z)(?![.,:][0-9]| *[{dashes}]))*"
    )


_SIMPLE = _simple("A-Za-z", '"', "'_", "-")
"""Most texts: words and whole numbers, and marks that mean nothing but for the question mark and "and". The last star
is a plain one: before 3.11.5, Python forgets alternatives in a possessive group (gh-106052)."""
_SIMPLE_BEYOND_ASCII = _simple(_PLAIN_LETTERS, '"\u201c\u201d', "'_\u2019", "\u2013\u2014-")
_CAPITALS = {chr(code): chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
_LOWER = str.maketrans(_CAPITALS | {"`": "'"})
_MARKS = ',.;:()[]"|/!-'
_SIMPLY = str.maketrans(_CAPITALS | dict.fromkeys(_MARKS, " "))
_SHOUTED = re.compile("[A-Z]+")

_RUN = re.compile("[^\\x00-\\x7f]+")
_REMEMBERED = 1 << 14
"""Runs of characters whose folding is kept."""


class _Fold(dict[int, str | None]):
    """What becomes of each character beyond ASCII, by its Unicode category; a table for ``str.translate``."""

    def __missing__(self, code: int) -> str | None:
        self[code] = value = _folded(code)
        return value


class _InContextError(Exception):
    """A character whose folding depends on its neighbours."""


class _FoldRuns(dict[str, str]):
    """What becomes of characters beyond ASCII in a row; kept of some thousand runs that were asked for."""

    def __missing__(self, run: str) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        self[run] = value = run.translate(_FOLD_ALONE)
        return value


class _FoldAlone(dict[int, str]):
    """What becomes of each character that folds in the same way wherever it stands; a table for ``str.translate``."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        first = unicodedata.normalize("NFKC", char)[0]
        # Marks, and the vowels and finals of Hangul, may be composed with what stands before them (Unicode Annex 15).
        if _SHIFTED.match(char) or unicodedata.category(first)[0] == "M" or "\u1100" <= first <= "\u11ff":
            raise _InContextError
        self[code] = value = _folded_text(char)
        return value


def _folded(code: int) -> str | None:
    char = chr(code)
    if code < 0x80:
        return char
    if char in _APOSTROPHES:
        return "'"
    category = unicodedata.category(char)
    if category == "Cf" or 0xFE00 <= code <= 0xFE0F or VOWEL_MARKS.match(char):  # invisible; variation selectors
        return None
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category == "Pd" or char == "\u2212":
        return "-"
    if char in _DOTS:
        return " "
    if category[0] == "S" or any(low <= code <= high for low, high in _UNSPACED):
        return f" {char} "
    return " " if category[0] in "PZC" else char


def _folded_text(text: str) -> str:
    """Text beyond ASCII, case-folded, with nothing but letters, marks and symbols between spaces beyond ASCII."""
    text = _IN_FRONT_OF_NUMBER.sub(r"\g<0> ", _RAISED.sub(r"^\g<0>", text))
    text = _LOWERED.sub(r" \g<0>", text).replace("\uff5e", "\u301c")  # the wave dash of Windows
    for mark in _APOSTROPHES:
        text = text.replace(mark, "'")
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return text.replace("i\u0307", "i").translate(_FOLD)  # Turkish İ folds to i with a dot above


_FOLD = _Fold()
_FOLD_ALONE = _FoldAlone()
_FOLD_RUNS = _FoldRuns()


def unescaped(text: str) -> str:
    """Character references that were left as text; only complete ones, so that ``a&not b`` stays."""
    return _REFERENCE.sub(lambda match: html.unescape(match[0]), text)


def readable(text: str) -> str:
    """The text with its references and characters as they were meant."""
    if "&" in text:
        text = unescaped(unescaped(text))
    return text if text.isascii() else repaired(text)


def folded(text: str) -> str:
    """Text in which whatever is not ASCII is a letter, a mark or a symbol between spaces; ASCII may have capitals."""
    if "\n" in text:
        text = _LINE_HYPHEN.sub("", text)
    text = with_units_in_words(text)
    if not text.isascii():
        text = one_spelling(_ascii_but_letters(with_charges(text)))
    if "-" in text or "~" in text or "\u223c" in text:
        text = with_grades(with_ranges(text))
    if "://" in text or "www." in text or "WWW." in text:
        text = with_paths_as_written(text)
    return _POINT.sub("0.", text) if "." in text else text


def _ascii_but_letters(text: str) -> str:
    if _CURRENCY.search(text) is not None:
        text = _SIGNED.sub(r"\2\1", text)
    try:
        return _RUN.sub(lambda run: _FOLD_RUNS[run[0]], text)
    except _InContextError:
        return _folded_text(text)


def canonical(text: str) -> str:
    """Case-folded text with single spaces, in which whatever is not ASCII is a letter, a mark or a symbol."""
    text = _lowered(folded(text))
    if "  " in text or not text.isprintable():
        return " ".join(text.split())
    return text.strip(" ")


def _lowered(text: str) -> str:
    """Capitals of ASCII in small letters; `str.translate` is slow where other letters stand beside them."""
    if text.isascii():
        return text.translate(_LOWER)
    return _SHOUTED.sub(lambda run: run[0].lower(), text).replace("`", "'")


def shortened(form: Form, tokens: int, *, cut: bool) -> Form:
    """The form without its last tokens."""
    kept = form.tokens[:-tokens]
    return Form(glued(kept), kept, facts_of(kept), cut)


def is_cut(text: str) -> bool:
    """Whether the text ends with an ellipsis (… or dots, spaced or in brackets too), as teasers do."""
    end = text[-16:].rstrip()
    if end[-1:].isalnum():
        return False
    return _ELLIPSIS.search(end, len(end.rstrip(_CLOSED))) is not None


def _simple_form(text: str) -> Form | None:
    """The normal form of a text that is ``_SIMPLE``, several times as fast."""
    said = text
    if text.isascii():
        if _SIMPLE.fullmatch(text) is None or with_units_in_words(text) != text:
            return None
    else:
        if _SIMPLE_BEYOND_ASCII.fullmatch(text) is None or with_units_in_words(text) != text or repaired(text) != text:
            return None
        said = one_spelling(_ascii_but_letters(text))
    if "-" in said and with_grades(with_ranges(said)) != said:
        return None
    words = _spaced(said)
    if "www" in words:
        return None
    cut = (".." in text or ". ." in text) and is_cut(text)
    tokens = tuple(words.replace("?", " ? ").split())
    key = "".join(tokens)
    if key.isalpha():
        return Form(key, tokens, (), cut)
    if not key:
        return None
    facts = tuple([token for token in tokens if not token[0].isalpha()])
    return Form(glued(tokens) if facts else key, tokens, facts, cut)


def _spaced(text: str) -> str:
    """A folded text that is ``_SIMPLE`` in lower case, with spaces for its marks."""
    if text.isascii():
        return text.translate(_SIMPLY)
    for mark in _MARKS:
        if mark in text:
            text = text.replace(mark, " ")
    return text.lower()


def normal_form(text: str) -> Form:
    """The normal form of a text; linear in its length.

    Source of the foldings: Unicode Annex 15 (NFKC) and the Unicode default caseless match; HTML's named references.
    """
    return _simple_form(text) or _folded_form(text)


def _folded_form(text: str) -> Form:
    """The normal form of any text."""
    meant = readable(text)
    said = canonical(meant)
    if not said[:1].isalpha() and (front := _IN_FRONT.match(said)):
        said = said[front.end() :]
    if said[-1:] >= "\u2190" and (end := _AT_END.search(said, len(said) - 2 * MOST_END_MARKS)):
        said = said[: len(said) - len(end[0])]
    tokens, facts = tokens_of(said)
    if not tokens:
        return Form(wordless_key(text), (), ())
    return Form(glued(tokens) if facts else "".join(tokens), tokens, facts, cut=is_cut(meant))


def wordless_key(text: str) -> str:
    """The key of a text without any token; lone surrogates, which no file can hold, are written out."""
    return " ".join(text.split()).encode(errors="backslashreplace").decode()


def verbatim_form(text: str) -> Form:
    """The form of code and other preformatted text, in which every character counts; only outer space is left out."""
    stripped = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return Form("\x00" + stripped, (), ())
