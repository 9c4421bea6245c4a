"""Days and years counted from today, by the patterns of each language in CLDR: "3 days ago", "vor zwei Wochen"."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from msgspec import Struct

from scrape_clean.records.annotate.numerals import numerals
from scrape_clean.records.annotate.reading import Reading
from scrape_clean.records.annotate.words import Meaning, lexicon_of
from scrape_clean.records.annotate.words.cldr import cldr

__all__ = ["counted", "plain"]

_ONE: Final = {
    "en": "a an one", "de": "einem einer", "fr": "un une", "es": "un una", "it": "un una", "pt": "um uma",
    "nl": "een één", "ca": "un una", "sv": "en ett", "da": "en et", "nb": "en et ei", "nn": "ein ei eit",
    "no": "en et ei", "el": "έναν ένα μία μια", "hu": "egy", "tr": "bir", "ro": "un o", "gl": "un unha",
}  # fmt: skip
"""The indefinite article, which counts one here."""
_DROPPED: Final = frozenset("ru uk be pl cs sk bg mk hr sr sl bs".split())
"""Languages that leave one out: "неделю назад", "rok temu"."""
_AHEAD: Final = frozenset("fr es it nl sv da nb nn no ca gl".split())
"""Languages whose word for "in" counts from today and nothing else: "in 3 days" may be how long it takes."""
_AGO: Final = frozenset("en fi nl it ru uk be pl hu".split())
"""Languages whose word behind the number counts from today and nothing else: that for "ago", not that for "before"."""
_MOST: Final = 999
_NEAR: Final = 8


class _Pattern(NamedTuple):
    """How a language counts, in its words with spaces."""

    before: str
    after: str
    field: str
    sign: int
    is_one: bool


class _Patterns(Struct, frozen=True):
    """A language's patterns by the first letter behind the number, the longest first."""

    by_letter: dict[str, tuple[_Pattern, ...]]
    is_dense: bool
    last: str
    """The word that ends every mark, if there is one without an apostrophe; it is looked for first."""
    marks: tuple[str, ...]
    """One of these stands in every text that a pattern matches."""


@lru_cache(maxsize=64)
def _patterns(language: str) -> _Patterns:
    is_dense = lexicon_of(language).is_dense
    by_letter: dict[str, list[_Pattern]] = {}
    marks: set[str] = set()
    for before, after, field, sign, is_one in cldr(language).counted:
        if sign > 0 and language not in _AHEAD:
            continue
        one = _Pattern(before, after, field, sign, is_one)
        if is_dense:
            one = one._replace(before=before.strip(), after=after.strip())
        by_letter.setdefault(after.lstrip()[:1], []).append(one)
        marks.add(after.strip() or before.strip())
    ordered = {
        letter: tuple(sorted(some, key=lambda one: (-len(one.before) - len(one.after), one)))
        for letter, some in by_letter.items()
    }
    ends = {mark.rpartition(" ")[2] for mark in marks}
    last = ends.pop() if len(ends) == 1 else ""
    return _Patterns(ordered, is_dense, "" if "'" in last else last, tuple(sorted(marks)))


class _Number(NamedTuple):
    """A whole number and where it stands; an article or nothing where one is meant."""

    start: int
    end: int
    number: int
    in_digits: bool = True


def counted(reading: Reading) -> Iterator[tuple[tuple[int, int], Meaning]]:
    """Where something is counted from today, with CLDR's field and how many of them away.

    Where the words may count from another day ("3 days before the fair"), what stands before them decides: within a
    clause there is no field.
    """
    patterns = _patterns(reading.language)
    if patterns.last not in reading.lower:
        return
    lower = plain(reading.lower)
    if not any(map(lower.__contains__, patterns.marks)):
        return
    for number in _numbers(reading):
        if patterns.is_dense and lower[number.end : number.end + 1] == " ":
            number = number._replace(end=number.end + 1)  # noqa: PLW2901  a space may stand there
        first = lower[number.end : number.end + 2].lstrip()[:1]
        for pattern in (*patterns.by_letter.get(first, ()), *patterns.by_letter.get("", ())):
            span = _matched(lower, number, pattern)
            if span is not None:
                is_ours = bool(pattern.before) or reading.language in _AGO or not _is_within(lower, span[0])
                yield span, (pattern.field, pattern.sign * number.number) if is_ours else ("", 0)
                break


def _numbers(reading: Reading) -> Iterator[_Number]:
    for numeral in numerals(reading):
        if numeral.top is None and 0 < numeral.value <= _MOST and numeral.value == int(numeral.value):
            yield _Number(*reading.span(numeral.first, numeral.last), int(numeral.value))
    ones = _ONE.get(reading.language, "").split()
    drops = reading.language in _DROPPED
    for at, letter in enumerate(reading.classes if ones or drops else ""):
        if letter in "lwC" and reading.word(at) in ones:
            yield _Number(reading.starts[at], reading.ends[at], 1, in_digits=False)
        elif drops and letter in "uy" and not (at > 1 and reading.classes[at - 2] in "mdn3YNνμ½"):
            yield _Number(reading.starts[at], reading.starts[at], 1, in_digits=False)


def _matched(lower: str, number: _Number, pattern: _Pattern) -> tuple[int, int] | None:
    """Where a pattern stands around a number, if it does, with whole words."""
    before, after = pattern.before, pattern.after
    if not number.in_digits:
        after = after if number.start < number.end else after.lstrip()
        if not pattern.is_one or pattern.sign > 0 or not (before or " " in after):
            return None
    start, end = number.start - len(before), number.end + len(after)
    if start < 0 or lower[start : number.start] != before or lower[number.end : end] != after:
        return None
    if _are_one(before[:1], lower[start - 1 : start] if start else "") or _are_one(after[-1:], lower[end : end + 1]):
        return None
    return start, end


def _are_one(edge: str, beyond: str) -> bool:
    """Whether a pattern ends within a word, of a script that sets spaces."""
    return edge.isalpha() and beyond.isalpha() and max(edge, beyond) < "\u0e00"


def _is_within(lower: str, start: int) -> bool:
    """Whether words of the same clause stand before a place."""
    return lower[max(0, start - _NEAR) : start].rstrip()[-1:].isalnum()


def plain(text: str) -> str:
    """A text with plain spaces and apostrophes, at the same offsets."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")
