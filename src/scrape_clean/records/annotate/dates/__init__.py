"""Dates, with their values in EDTF (ISO 8601-2:2019) and the role that the words around them give them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError

from scrape_clean.model import Annotation
from scrape_clean.records.annotate.dates.atoms import edtf
from scrape_clean.records.annotate.dates.context import cue_of
from scrape_clean.records.annotate.dates.spans import Span, spans
from scrape_clean.records.annotate.dates.years import are_years, is_year
from scrape_clean.records.annotate.reading import Reading
from scrape_clean.records.annotate.words.cldr import cldr
from scrape_clean.records.edtf import is_valid

__all__ = ["dates"]

_HAS_DATE: Final = re.compile(r"[YmdndMWTvE月年ED]")
_OPEN: Final = re.compile(r" ?(?:[-–tU]|U l|t l) ?(?:l )?[pT]| ?– ?(?=[),;]|$)|[–-] ?(?=\))")
_MOMENT: Final = re.compile(
    r"\d(?<![\w.:/-].)\d{3}-\d\d-\d\d[Tt]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:[Zz]|[+-]\d\d(?::?\d\d)?)?(?![\w:])"
)
"""A date and time as RFC 3339 and ISO 8601 write them for machines."""
_HAS_MOMENT: Final = re.compile("[YN]-[md]")
_LONE: Final = frozenset(("year", "old"))


def dates(reading: Reading, tag: str | None) -> list[Annotation]:
    """Every date of a text but relative ones; the same words may be read more than once (`merge.merged` chooses).

    Args:
        reading: The text.
        tag: The language as the page declares it, with its region (``en-GB``), which orders dates in numbers.
    """
    if not _HAS_DATE.search(reading.classes):
        return []
    found = list(_moments(reading.text)) if _HAS_MOMENT.search(reading.classes) else []
    found += filter(None, (_annotation(reading, span) for span in spans(reading, month_first=_month_first(tag))))
    return found


def _moments(text: str) -> Iterator[Annotation]:
    for match in _MOMENT.finditer(text):
        value = match[0].upper().replace(",", ".")
        if value[16:17] != ":":
            value = f"{value[:16]}:00{value[16:]}"
        if is_valid(value):
            yield Annotation("date", match.start(), match.end(), match[0], value, "point")


def _annotation(reading: Reading, span: Span) -> Annotation | None:
    """A stated date as an annotation; None if it is none after all."""
    atom = span.start
    if span.end is None and atom.form in {"slash", "named_month"} and atom.year is None:
        return None
    first, last = span.first, span.last
    cue = cue_of(reading, first, last, atom.form)
    open_end = _OPEN.match(reading.classes, last) if span.end is None and atom.year is not None else None
    if not _are_years(reading, span, is_said=bool(open_end or cue.circa)):
        return None
    value = _value(span)
    role = cue.role if cue.role not in {"", "between"} else "approx" if cue.vague or cue.circa else "point"
    if span.end is not None or "/" in value:
        role = "range"
    elif open_end:
        last, value, role = open_end.end(), f"{value}/..", "since"
        while reading.classes[last - 1] == " ":
            last -= 1
    elif (cue.vague or cue.circa) and atom.form != "numeric" and "[" not in value and "T" not in value:
        value += "~"
    if value.startswith("XXXX"):
        role = "relative"
    if not is_valid(value):
        return None
    start, end = reading.span(first, last)
    while reading.text[end - 1] in " .,;:" and not reading.text[start:end].rstrip(" ,;:").endswith(("a.m.", "p.m.")):
        end -= 1
    return Annotation("date", start, end, reading.text[start:end], value, role)


def _are_years(reading: Reading, span: Span, *, is_said: bool) -> bool:
    """Whether numbers of four digits are years, if a date is no more than these."""
    if span.end is None and span.start.form == "year":
        return is_said or is_year(reading, span.start)
    return span.years is None or are_years(reading, span.first, span.last, span.years)


def _value(span: Span) -> str:
    """EDTF of a span; the set of both readings where the numbers of a date leave two (ISO 8601-2, 4.5)."""
    atom = span.start
    if span.end is None and atom.is_open:
        other = atom._replace(month=atom.day, day=atom.month)
        return f"[{','.join(sorted((edtf(atom), edtf(other))))}]"
    return span.value


@lru_cache(maxsize=256)
def _month_first(tag: str | None) -> bool | None:
    """Whether a language puts the month before the day in numbers (CLDR's short date); None where regions differ."""
    if not tag or tag.lower() == "en":
        return None
    if tag.isalpha():
        return cldr(tag.lower()).month_first
    try:
        pattern = str(Locale.parse(tag, sep="-" if "-" in tag else "_").date_formats["short"].pattern)
    except (UnknownLocaleError, ValueError):
        return False
    return pattern.index("M") < pattern.index("d") and pattern.index("M") < pattern.index("y")
