"""What stays in a text that changes every night, and what may stand in its gaps.

A date is one word here, however it is written: "30 November" is followed by "1 December", and the month is no more news
than the day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain, pairwise
from typing import TypeAlias

from rapidfuzz.distance import Indel

from scrape_clean.compare.text.words import meaning, meaning_key
from scrape_clean.records.annotate import annotate

__all__ = [
    "ANYTHING",
    "DATES",
    "FEWEST_NIGHTS",
    "GAPS",
    "MOST_NIGHTS",
    "NUMBERS",
    "Pattern",
    "Patterns",
    "fits",
    "nightly",
    "pattern_of",
    "shown",
]

FEWEST_NIGHTS = 4
"""Nights that a text must have been seen on."""
MOST_NIGHTS, MANY_NIGHTS = 0.75, 0.6
"""Share of the nights on which it must have changed; and each gap of it, or one that differs in numbers or dates alone
and took as many values: a small counter is now and then what it was."""

Pattern: TypeAlias = tuple[str | None, ...]
"""Folded words, with gaps between them."""
ANYTHING = None
"""A gap of any words."""
NUMBERS = "#"
"""A gap of numbers; no word, since signs of punctuation are none."""
DATES = "@"
"""A gap of dates and numbers; what a date's own word begins with."""
GAPS = frozenset({ANYTHING, NUMBERS, DATES})
LONGEST = 8
"""Words in a row that may change; more are a text of its own."""
_Column: TypeAlias = Sequence[tuple[str, ...]]
"""What stands in one place on each night."""
_SIGNS = frozenset("+-\u2212\u00b1")
"""Of numbers: below zero it is another number."""
_END = ""
"""What stands behind the last word; no word."""


def nightly(versions: Sequence[str], language: str | None = None) -> Pattern | None:
    """The pattern of a text that says something else on nearly every night.

    A gap is only what itself changed on most nights. What was edited meanwhile in another place of the text is a word
    of it, as the last version has it: the next edit there is told.

    Args:
        versions: The text as it stood on successive nights.
        language: BCP 47 tag of the page, by which dates are read.

    Returns:
        None when it does not, or when a version has more words of its own than a gap may have.
    """
    said = [meaning_key(version) for version in versions]
    fewest = max(FEWEST_NIGHTS - 1, MANY_NIGHTS * (len(said) - 1))
    if _changes(said) < fewest:
        return None
    parted = _parted(versions, language)
    if parted is None:
        return None
    pattern = _filled(*parted, fewest)
    columns = [column for place in parted[1] for column in place if _gap(column, fewest) in GAPS]
    nights = list(zip(*columns, strict=True))
    if _changes(nights) >= MOST_NIGHTS * (len(said) - 1):
        return pattern
    return pattern if nights and ANYTHING not in pattern and len(set(nights)) >= FEWEST_NIGHTS else None


def _changes(nights: Sequence[object]) -> int:
    return sum(one != other for one, other in pairwise(nights))


def pattern_of(text: str, language: str | None = None) -> Pattern:
    """The words of a text, with no gap.

    Args:
        text: Of any length.
        language: BCP 47 tag of the page, by which dates are read.
    """
    return _words(text, language)


def _parted(versions: Sequence[str], language: str | None) -> tuple[Sequence[str], list[list[_Column]]] | None:
    """The words that all versions share, and what each has in front of each of them and behind the last one.

    Where all have equally many words, each is a column of its own: of "Cod | 4.31 | 10" two numbers.
    """
    words = [_words(version, language) for version in versions]
    fixed = words[0]
    for version in words[1:]:
        steps = Indel.opcodes(fixed, version)
        fixed = tuple(word for step in steps if step.tag == "equal" for word in fixed[step.src_start : step.src_end])
    if any(len(version) - len(fixed) > LONGEST for version in words):
        return None
    between = []
    for version in words:
        here: list[tuple[str, ...]] = [()] * (len(fixed) + 1)
        for step in Indel.opcodes(fixed, version):
            if step.tag != "equal":
                here[step.src_start] += version[step.dest_start : step.dest_end]
        between.append(here)
    return fixed, [_columns(place) for place in zip(*between, strict=True)]


def _columns(place: _Column) -> list[_Column]:
    if len({len(words) for words in place}) > 1:
        return [place]
    return [[(word,) for word in column] for column in zip(*place, strict=True)]


def _filled(fixed: Sequence[str], places: Sequence[Sequence[_Column]], fewest: float) -> Pattern:
    """Words with a gap where a column changed so often; else with what stood there last."""
    parts: list[str | None] = []
    for at, columns in enumerate(places):
        for column in columns:
            gap = _gap(column, fewest)
            if gap not in GAPS:
                parts += column[-1]
            else:
                both = {gap, parts.pop()} if parts and parts[-1] in GAPS else {gap}
                parts.append(next(wide for wide in (ANYTHING, DATES, NUMBERS) if wide in both))
        parts += fixed[at : at + 1]
    return tuple(parts)


def _gap(column: _Column, fewest: float) -> str | None:
    """The gap that a column is if it changed so often; else no gap.

    One of numbers or dates is that still when a word stands there now and then, which is news.
    """
    for gap in (NUMBERS, DATES):
        values = [words for words in column if _fills(words, gap)]
        if len(values) >= MOST_NIGHTS * len(column):
            return gap if _changes(values) >= fewest else _END
    return ANYTHING if _changes(column) >= fewest else _END


def fits(text: str, pattern: Pattern, language: str | None = None) -> bool:
    """Whether a text is the pattern's, each gap filled with none or a few words."""
    if pattern == (ANYTHING,):
        return True
    if not _plain(pattern) <= set(meaning(text)):
        return False  # without a look for dates, which takes longer
    words = _words(text, language)
    at, end, gap = 0, len(words), ""
    for wanted in (*pattern, _END):
        if wanted in GAPS:
            gap = wanted or "any"
            continue
        start = at
        while at < end and words[at] != wanted:
            at += 1
        skipped = words[start:at]
        if at == end and wanted != _END:
            return False
        if skipped and not (gap == "any" or (gap and _fills(skipped, gap))):
            return False
        if len(skipped) > LONGEST:
            return False
        at, gap = at + 1, ""
    return True


class Patterns:
    """Many patterns, each found by those of its words that the fewest others have: one of any kind, one that is a date.

    A calendar says the same of each of its days.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """In the order in which they are tried."""
        self._patterns = tuple(dict.fromkeys(patterns))
        words = [frozenset(word for word in pattern if word and word not in GAPS) for pattern in self._patterns]
        counts = Counter(word for several in words for word in several)
        self._by_word: dict[str, dict[frozenset[str], dict[str, list[int]]]] = defaultdict(dict)
        for at, several in enumerate(words):
            plain = frozenset(_plain(self._patterns[at]))
            rarest, date = (
                min(some, key=lambda word: (counts[word], word), default=_END) for some in (plain, several - plain)
            )
            self._by_word[rarest].setdefault(plain, defaultdict(list))[date].append(at)

    def fitting(self, text: str, language: str | None) -> Iterator[Pattern]:
        """Those that a text fits."""
        if self._patterns:
            near = sorted(self._near({*meaning(text), _END}, text, language))
            yield from (self._patterns[at] for at in near if fits(text, self._patterns[at], language))

    def _near(self, said: AbstractSet[str], text: str, language: str | None) -> Iterator[int]:
        for word in said:
            for plain, by_date in self._by_word.get(word, {}).items():
                if plain <= said:  # else without a look for dates, which takes longer
                    dates = (_END, *_words(text, language)) if by_date.keys() != {_END} else (_END,)
                    yield from chain.from_iterable(by_date.get(date, ()) for date in dict.fromkeys(dates))


def _plain(pattern: Pattern) -> set[str]:
    """The words of a pattern that are no dates."""
    return {word for word in pattern if word and word[0] not in (NUMBERS, DATES)}


def shown(pattern: Pattern) -> str:
    """A pattern in words."""
    return " ".join("\u2026" if word in (ANYTHING, DATES) else word.removeprefix(DATES) for word in pattern)


def _fills(words: Sequence[str], gap: str) -> bool:
    return all(word[0].isdigit() or word in _SIGNS or word[0] == gap for word in words)


@lru_cache(maxsize=1 << 14)
def _words(text: str, language: str | None) -> tuple[str, ...]:
    """The words of a text that carry meaning; those of a date are one."""
    found: list[str] = []
    end = 0
    for one in annotate(text, language=language):
        if one.kind == "date" and one.start >= end:
            found += (*meaning(text[end : one.start]), DATES + " ".join(meaning(one.text)))
            end = one.end
    return (*found, *meaning(text[end:]))
