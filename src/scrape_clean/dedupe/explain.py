"""In what two texts differ, in one line for people."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from scrape_clean.dedupe.clustering.capitals import same_but_for_capitals
from scrape_clean.dedupe.clustering.reshaped import is_rotation
from scrape_clean.dedupe.normalization.addresses import as_written
from scrape_clean.dedupe.normalization.grades import MINUS
from scrape_clean.dedupe.normalization.letters import VOWEL_MARKS, one_spelling
from scrape_clean.dedupe.normalization.mojibake import repaired
from scrape_clean.dedupe.normalization.normal import normal_form, unescaped
from scrape_clean.dedupe.normalization.ranges import DASHES
from scrape_clean.dedupe.normalization.terms import different_terms
from scrape_clean.dedupe.spelling.evidence import Wording
from scrape_clean.dedupe.texts import cluster

__all__ = ["explain", "variation"]

SHOWN = 6
"""Words shown of each side where several differ."""

_QUOTES = str.maketrans(dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u02bc\u2032\u00b4`", "'"))
_DOUBLE = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\u2033", '"'))
_DASHES = str.maketrans(dict.fromkeys(DASHES, "-"))
_LIST_MARK = re.compile(r"^\s*(?:[^\w\s'\"(\[$\u20ac\u00a3\u00a5&#<-]|-(?=\s))\s*")
_PUNCTUATION = re.compile(r"[^\w\s]|_")
_ROMAN = re.compile(r"[ivxlcdm]{1,8}")
_YEAR = re.compile(r"[12]\d{3}")
_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")


class _Visible(dict[int, str | None]):
    """What is left of each character that is asked for: nothing of those that only format others."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        self[code] = value = None if unicodedata.category(char) == "Cf" else char
        return value


_VISIBLE = _Visible()


def _visible(text: str) -> str:
    return text if text.isascii() else text.translate(_VISIBLE)


_FOLDS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("character references", lambda text: unescaped(unescaped(text))),
    ("misread characters", repaired),
    ("invisible characters", _visible),
    ("Unicode form", lambda text: unicodedata.normalize("NFKC", text)),
    ("vowel marks", lambda text: VOWEL_MARKS.sub("", text)),
    ("spelling of letters", one_spelling),
    ("quotes", lambda text: text.translate(_QUOTES).translate(_DOUBLE)),
    ("dashes", lambda text: text.translate(_DASHES)),
    ("list mark", lambda text: _LIST_MARK.sub("", text)),
    ("case", str.casefold),
    ("spacing", lambda text: "".join(text.split())),
    ("punctuation", lambda text: _PUNCTUATION.sub("", text)),
)
"""What changes no fact, in the order in which it is folded away."""


def _equal(one: str, other: str, folds: Sequence[tuple[str, Callable[[str], str]]]) -> bool:
    for _, fold in folds:
        one, other = fold(one), fold(other)
    return one == other


def _form(text: str, other: str) -> str:
    """Which foldings it takes, and no fewer, to make two texts of one normal form equal."""
    needed = []
    one, two = text, other
    for fold in _FOLDS:
        before = one, two
        one, two = fold[1](one), fold[1](two)
        if before != (one, two):  # what changes nothing here is needed for nothing
            needed.append(fold)
    if one != two:
        return "form"
    for fold in needed[::-1]:
        fewer = [kept for kept in needed if kept is not fold]
        if _equal(text, other, fewer):
            needed = fewer
    return ", ".join(name for name, _ in needed)


_remembered_form = lru_cache(maxsize=16)(normal_form)
"""Many texts are told from one, one after the other."""


def variation(text: str, other: str) -> str:
    """How a text differs from another one that says the same.

    ``exact``; or what changes no fact (``quotes``, ``case, spacing``); or ``slip: recieved/received``; ``cut off``;
    ``moved clause``; ``appended: read more``; or ``wording`` where none of these tells it.
    """
    if text == other:
        return "exact"
    a, b = normal_form(text), _remembered_form(other)
    if a.key == b.key:
        return _form(text, other)
    if a.cut and b.key.startswith(a.key):
        return "cut off"
    if same_but_for_capitals(Wording(a, text), Wording(b, other)):
        return "case"
    if len(a.tokens) == len(b.tokens):
        pairs = [f"{x}/{y}" for x, y in zip(a.tokens, b.tokens, strict=True) if x != y]
        return "moved clause" if is_rotation(a.tokens, b.tokens) else f"slip: {', '.join(pairs)}"
    if b.tokens and a.tokens[: len(b.tokens)] == b.tokens:
        return f"appended: {' '.join(a.tokens[len(b.tokens) :])}"
    return "wording"


def _middles(a: Sequence[str], b: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """What is left of two sequences without what they begin and end with alike, and where it starts."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[len(a) - 1 - end] == b[len(b) - 1 - end]:
        end += 1
    return tuple(a[start : len(a) - end]), tuple(b[start : len(b) - end]), start


def _is_currency(token: str) -> bool:
    return len(token) == 1 and unicodedata.category(token) == "Sc"


def _kind(x: str, y: str, before: str) -> str:
    """What two tokens are that state different facts, given the one before them.

    Only what is counted is a unit: "2 days" and "2 nights", not "by day" and "by night".
    """
    tests: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("year", _YEAR.fullmatch),
        ("time", _TIME.fullmatch),
        ("number", lambda token: token[0].isdigit()),
        ("currency", _is_currency),
        ("e-mail address", lambda token: "@" in token[1:]),
        ("address", lambda token: "://" in token or token.startswith("www.")),
        ("Roman numeral", _ROMAN.fullmatch),
        ("sign", lambda token: not token[0].isalnum()),
    )
    term = different_terms(x, y)
    other = term if term and (term != "unit" or before[:1].isdigit()) else "word"
    return next((kind for kind, test in tests if test(x) and test(y)), other)


def _shown(tokens: Sequence[str]) -> str:
    return " ".join(tokens[:SHOWN]) + (" \u2026" if len(tokens) > SHOWN else "")


def _tokens(text: str) -> tuple[str, ...]:
    """The tokens of a text; the dash of a range and the minus of a grade as people write them."""
    dashes = (MINUS,) if "~" in text else (MINUS, "~")
    return tuple("-" if one in dashes else as_written(one) for one in normal_form(text).tokens)


def _apart(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    """What keeps two texts of some tokens apart."""
    here, there, start = _middles(a, b)
    if not here or not there:
        side = "second" if there else "first"
        return f"only the {side} has: {_shown(here or there)}" if here or there else "different signs"
    if len(here) == len(there):
        before = ("", *a)[start : start + len(here)]
        pairs = [(_kind(x, y, z), x, y) for x, y, z in zip(here, there, before, strict=True) if x != y]
        facts = [pair for pair in pairs if pair[0] != "word"]
        kind, x, y = (facts or pairs)[0]
        if facts or len(pairs) == 1:
            return f"different {kind}: {x} / {y}"
    if max(len(here), len(there)) * 2 > max(len(a), len(b)):
        return "different texts"
    return f"different words: {_shown(here)} / {_shown(there)}"


def explain(a: str, b: str, *, language: str | None = None) -> str:
    """Whether two texts say the same, and in what they differ, in one line.

    >>> explain("Opened in 2022", "Opened in 2023")
    'different year: 2022 / 2023'
    >>> explain("It\u2019s free", "It's free.")
    'same but for quotes, punctuation'

    Decided on these two texts alone, as ``cluster([a, b])`` does; among more texts a word may be attested and a slip
    told from it.

    Args:
        a: A text.
        b: Another one.
        language: A BCP 47 tag, as for ``cluster``.
    """
    first, second = cluster([a, b], language=language)
    if first != second:
        return _apart(_tokens(a), _tokens(b))
    how = variation(a, b)
    if how == "exact":
        return "the same text"
    return how if ":" in how else f"same but for {how}"
