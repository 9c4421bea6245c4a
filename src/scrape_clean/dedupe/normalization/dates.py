"""Weekdays, months and dates at the ends of canonical texts, in all languages of the Unicode CLDR."""

import gzip
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

import msgspec

from scrape_clean.dedupe.normalization.letters import in_tables
from scrape_clean.dedupe.normalization.terms import is_term

__all__ = ["UNSPACED", "are_dates", "are_names", "begins_name", "ends_name", "may_be_in_date"]

UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\U00020000-\U0003ffff]"
"""A character of a script written without spaces between words; canonical texts have them around it."""

_DASH = re.compile("[-~\u223c]")
_BETWEEN_WORDS = re.compile(r"[\s()\[\]{}/|:;,!?\"<>=]+")
_RUN_AT_END = re.compile(rf"{UNSPACED}(?: ?{UNSPACED}){{0,13}}(?=\.?$)")
_RUN_AT_START = re.compile(rf"{UNSPACED}(?: ?{UNSPACED}){{0,13}}")
_MOST_WORDS = 3
"""Words of a name of other scripts."""
_PART_OF_DATE = 5
"""Words of a date."""
_FILLER = 3
"""Letters of a word that may stand in a date: of, de, at, Uhr."""


def begins_name(word: str) -> bool:
    """Whether a name of a weekday or month begins with a word."""
    return in_tables(word) in _ends()[0]


def ends_name(word: str) -> bool:
    """Whether a name of a weekday or month ends with a word."""
    return in_tables(word) in _ends()[1]


def may_be_in_date(word: str) -> bool:
    """Whether a date may have a word besides names and numbers: a short one, or a unit ("20 heures")."""
    return len(word) <= _FILLER or is_term(word, "unit")


def are_names(left: str, right: str) -> bool:
    """Whether a text ends with a weekday or month, and another begins with another one of the same language."""
    first = _said_of(_at_end(left))
    if not first:
        return False
    second = _said_of(_at_start(right))
    runs = _RUN_AT_END.search(left), _RUN_AT_START.match(right)
    fewest = 3 if all(run is not None and len(run[0]) > 1 for run in runs) else 2  # 木 in 樹木 is no Thursday
    return any(
        one != other and len(one + other) >= fewest and not first[one].isdisjoint(second[other])
        for one in first
        for other in second
    )


def _said_of(names: Iterator[str]) -> dict[str, frozenset[str]]:
    known = _calendar()
    return {name: frozenset(known[name].split()) for name in map(in_tables, names) if name in known}


def _at_end(text: str) -> Iterator[str]:
    """The last words of a text, or the last characters of a script without spaces."""
    if (run := _RUN_AT_END.search(text)) is not None:
        chars = run[0].replace(" ", "")
        yield from (chars[-count:] for count in range(1, len(chars) + 1))
        return
    words = _BETWEEN_WORDS.split(text)[-_MOST_WORDS:]
    yield _DASH.split(words[-1])[-1].strip(".'")
    yield from (" ".join(words[at:]).strip(".'") for at in range(len(words)))


def _at_start(text: str) -> Iterator[str]:
    """The first words of a text, or the first characters of a script without spaces."""
    if (run := _RUN_AT_START.match(text)) is not None:
        chars = run[0].replace(" ", "")
        yield from (chars[:count] for count in range(1, len(chars) + 1))
        return
    words = _BETWEEN_WORDS.split(text)[:_MOST_WORDS]
    yield _DASH.split(words[0])[0].strip(".'")
    yield from (" ".join(words[:count]).strip(".'") for count in range(1, len(words) + 1))


def are_dates(left: str, right: str) -> bool:
    """Whether two texts end and begin with dates, or times of weekdays: "12 June - 15 July", "Mon 9:00 - Fri 17:00"."""
    ours = _date_in(_BETWEEN_WORDS.split(left)[: -_PART_OF_DATE - 1 : -1])
    return bool(ours) and not ours.isdisjoint(_date_in(_BETWEEN_WORDS.split(right)[:_PART_OF_DATE]))


def _date_in(words: Sequence[str]) -> set[str]:
    """The kinds and languages of names that stand beside numbers before any other word; none without a number."""
    known = _calendar()
    found = set[str]()
    numbers = False
    for word in words:
        bare = in_tables(word.strip(".'~-"))
        if bare[:1].isdigit():
            numbers = True
        elif bare in known:
            found |= set(known[bare].split())
        elif not may_be_in_date(bare):
            break
    return found if numbers else set()


@lru_cache(maxsize=1)
def _calendar() -> Mapping[str, str]:
    """Of which languages each name is a weekday or month, as ``benchmarks/terms.py`` writes it from Babel's CLDR."""
    packed = files(__package__).joinpath("calendar.json.gz").read_bytes()
    return msgspec.json.decode(gzip.decompress(packed), type=dict[str, str])


@lru_cache(maxsize=1)
def _ends() -> tuple[frozenset[str], frozenset[str]]:
    """The first and last words, or parts of one, of all names."""
    parts = [re.split("[ .-]", name) for name in _calendar()]
    return frozenset(first for first, *_ in parts), frozenset(last for *_, last in parts)
