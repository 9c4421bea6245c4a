"""Dates relative to the day they were written: "yesterday", "last week", "three days ago", "on Friday".

What CLDR knows of a language says how far away they are. What is relative to another day ("the previous week"), or to
an hour, or leaves open in which direction it lies ("on Friday"), has no distance.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from msgspec import Struct

from scrape_clean.model import Annotation
from scrape_clean.records.annotate.dates.ago import counted, plain
from scrape_clean.records.annotate.dates.days import MONTH, OF_WEEK, WEEKDAYS, value_of
from scrape_clean.records.annotate.reading import Reading
from scrape_clean.records.annotate.words import TODAY, Meaning, lexicon_of, parts_of
from scrape_clean.records.annotate.words.cldr import cldr

__all__ = ["relative_dates"]

_HAS_RELATIVE: Final = re.compile("[TWuvp]")
_BEGINNING: Final = re.compile("[TilvouWMSymdnνwp](?<!w(?! u [Gv]))")
"""What these may begin with; looked for first, as `re` finds a set of characters fastest."""
_RELATIVE: Final = re.compile(
    r"T|(?:[il] ?){0,2}v ?[uWMSQy]|(?:[lio] ?){0,2}[uWMSy] (?:i |o )?v|[mdnwν] u G|[mdnw] u v|i [md] u(?= ?[,.;)]|$)"
    r"|W(?: e)?|[vp]"
)


_UNSPACED: Final = frozenset(("th", "lo", "km", "my"))
_NUMBERS: Final = frozenset("mdn3YNν")


class _Terms(Struct, frozen=True):
    """What of a language's words says in which direction and how far something lies."""

    weeks: tuple[str, ...]
    """Names of weeks, which the names of their days begin with in some languages."""
    signs: dict[str, int]
    """Of words for last (-1), this (0) and next (1)."""
    fields: dict[str, str]
    """Words for day, week and so on."""


@lru_cache(maxsize=64)
def _terms(language: str) -> _Terms:
    lexicon, own = lexicon_of(language), cldr(language)
    classes = {word: letter for word, (letter, _) in lexicon.words.items()}
    signs: dict[str, set[int]] = {}
    fields: dict[str, set[str]] = {}
    for phrase, (field, away) in own.said.items():
        for word in parts_of(phrase).split():
            if field and field != "day" and abs(away) <= 1 and classes.get(word) == "v":
                signs.setdefault(word, set()).add(away)
            if field not in {"", *WEEKDAYS} and classes.get(word) in {"u", "y"}:
                fields.setdefault(word, set()).add(field)
    for before, after, field, _, is_one in own.counted:
        for word in parts_of(f"{before} {after}").split() if is_one else ():
            if classes.get(word) in {"u", "y"}:
                fields.setdefault(word, set()).add(field)
    return _Terms(
        weeks=tuple(name for name, (field, _) in lexicon.relative.items() if field == "week"),
        signs={word: next(iter(found)) for word, found in signs.items() if len(found) == 1},
        fields={word: next(iter(found)) for word, found in fields.items() if len(found) == 1},
    )


def relative_dates(reading: Reading, said: date | None) -> list[Annotation]:
    """Every expression that says when only to one who knows the day on which it was written.

    Args:
        reading: The text.
        said: That day; None if it is not known, then none of them has a value.
    """
    found: dict[tuple[int, int], Meaning] = {}
    if _HAS_RELATIVE.search(reading.classes):
        for first, last in _named(reading):
            found[reading.span(first, last)] = _distance(reading, first, last)
    found.update(counted(reading))
    text = reading.text
    return [
        Annotation(
            "date", start, end, text[start:end], value_of(*meaning, said) if said and meaning[0] else None, "relative"
        )
        for (start, end), meaning in found.items()
    ]


def _named(reading: Reading) -> Iterator[tuple[int, int]]:
    """Tokens of what has a name or says last, this and next."""
    floor = 0
    for beginning in _BEGINNING.finditer(reading.classes):
        match = _RELATIVE.match(reading.classes, beginning.start()) if beginning.start() >= floor else None
        if match is None:
            continue
        first, last = match.span()
        floor = last
        while reading.classes[first] in "il ":
            first += 1
        if match[0].startswith("w") and match[0][-1] not in "Gv":
            continue
        if match[0].endswith("M") and reading.text[reading.starts[last - 1]].islower() and reading.language == "en":
            continue  # "this may", a verb
        if not _is_relative(reading, first, last):
            continue
        if reading.language in _UNSPACED and reading.classes[max(0, first - 2) : first].strip()[-1:] in _NUMBERS:
            continue  # "3 weeks ago" ends with what is "last week" alone
        if reading.classes[first] == "W" and reading.ends[first] - reading.starts[first] < 4:
            continue
        yield first, last


def _is_relative(reading: Reading, first: int, last: int) -> bool:
    """Whether a word for next or last stands with a word for year, or says all, as one for today does."""
    classes = reading.classes[first:last]
    if classes in {"v", "p"} or classes[0] == "y":
        return _written(reading, first, last) in lexicon_of(reading.language).relative
    return classes[-1] != "y" or reading.word(last - 1) in _terms(reading.language).fields


def _written(reading: Reading, first: int, last: int) -> str:
    """Some tokens as `Lexicon.relative` has them."""
    start, end = reading.span(first, last)
    return parts_of(plain(reading.lower[start:end]), is_dense=lexicon_of(reading.language).is_dense)


def _distance(reading: Reading, first: int, last: int) -> Meaning:
    """CLDR's field and how many of them away; no field where the words leave it open."""
    terms = _terms(reading.language)
    written = _written(reading, first, last)
    if (known := lexicon_of(reading.language).relative.get(written)) is not None:
        return (f"{OF_WEEK}{known[0]}", known[1]) if written.startswith(terms.weeks) and known[0] in WEEKDAYS else known
    classes = reading.classes[first:last]
    if classes == "T" and reading.value(first):
        return "day", reading.value(first) - TODAY
    if classes.count("v") != 1 or (away := terms.signs.get(reading.word(first + classes.index("v")))) is None:
        return "", 0
    for at in range(first, last):
        letter = reading.classes[at]
        if letter == "W":
            return WEEKDAYS[reading.value(at) - 1], away
        if letter == "M":
            return f"{MONTH}{reading.value(at)}", away
        if letter in "uy":
            return terms.fields.get(reading.word(at), ""), away
    return "", 0
