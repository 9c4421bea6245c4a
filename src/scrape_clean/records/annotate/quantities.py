"""What a text counts and measures: quantities with their noun, measures, and with them money and percentages."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from scrape_clean.model import Annotation
from scrape_clean.records.annotate.counted import Noun, counted_noun
from scrape_clean.records.annotate.money import money, signed_sum
from scrape_clean.records.annotate.naming import is_of_a_name, names_something
from scrape_clean.records.annotate.numerals import BEGINNING, Numeral, numerals, plain
from scrape_clean.records.annotate.reading import Reading
from scrape_clean.records.annotate.words.money import currency_names
from scrape_clean.records.annotate.words.nouns import PERCENT
from scrape_clean.records.annotate.words.regions import region_of
from scrape_clean.records.annotate.words.units import Unit, units_of

__all__ = ["prepare", "quantities"]

_PERCENT: Final = re.compile(
    r"[ \u00a0\u202f]?(?:[%％٪﹪]|per ?cent\b|pour ?cents?\b|por ?ciento\b|por ?cento\b|per ?cento\b"
    r"|la sută\b|τοις εκατό\b|v\. ?h\.|(?:في المئة|في المائة|بالمئة|بالمائة))",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[ \u00a0\u202f]?([^\W\d_]+)")
_ONE_IN: Final = re.compile(r"(?:\d|one|two|three|four|nine) (?:in|out of) $")
_REACH: Final = 16
_WIDEST: Final = 40
"""Characters looked at behind a number for a unit."""
_UNIT: Final = re.compile(
    r"(?P<space>[ \u00a0\u202f-]?)(?P<unit>[°µμ]?[^\s\d,;:()\[\]\"'“”«»|!?–—-]+(?: [^\W\d_]+){0,3})"
)
_NOTE: Final = re.compile(r"(?:(?<=[.\u2026])|(?<=[^\W\d_]{4}))[⁰¹²³⁴-⁹]+\Z")
"""The mark of a note, behind a full stop or a long word: "5 km.³", "30 minutes¹²"; "cm⁴" is a unit."""
_AT_END_ONLY: Final = frozenset("in a at t d s au em pc ac st bu".split())
"""Units that are also words in running text, of some language: they count at the end of a phrase."""
_RISKY_UNITS: Final = _AT_END_ONLY | frozenset("l h K V W m g pt".split())
"""Units that are words or letters: they count next to digits."""
_LEAST_KELVIN: Final = 100
"""Attached to less than this, K is what a screen has in pixels: "4K"."""
_UNSPACED: Final = frozenset(("zh", "ja", "ko"))


@lru_cache(maxsize=64)
def prepare(language: str, tag: str) -> None:
    """Compile what a language's units and currencies are called; else its first number would take the time."""
    units_of(language)
    currency_names(language, region_of(tag))


def quantities(reading: Reading, taken: Sequence[tuple[int, int]], tag: str) -> list[Annotation]:
    """Every quantity, measure, sum of money and percentage of a text.

    Args:
        reading: The text.
        taken: Spans of dates and addresses, in order, whose numbers count nothing.
        tag: The language as the page declares it, with its region (``en-AU``), whose currency a sign stands for.
    """
    if not BEGINNING.search(reading.classes):
        return []
    found: list[Annotation] = []
    place = 0
    for numeral in numerals(reading):
        start, end = reading.span(numeral.first, numeral.last)
        while place < len(taken) and taken[place][1] <= start:
            place += 1
        if place < len(taken) and taken[place][0] < end:
            continue
        if found and start < found[-1].end:
            continue
        found += _kinds(reading, numeral, tag, found[-1].end if found else 0)
    return found


def _kinds(reading: Reading, numeral: Numeral, tag: str, floor: int) -> Iterator[Annotation]:
    if not numeral.is_free:
        if (amount := signed_sum(reading, numeral, tag, floor)) is not None:
            yield amount
    elif (percent := _percent(reading, numeral)) is not None:
        yield percent
    elif (amount := money(reading, numeral, tag, floor)) is not None:
        yield amount
    elif not names_something(reading, numeral):
        yield from _counted(reading, numeral)


def _percent(reading: Reading, numeral: Numeral) -> Annotation | None:
    text, (start, end) = reading.text, reading.span(numeral.first, numeral.last)
    match = _PERCENT.match(text, end)
    if match is None:
        word = _WORD.match(reading.lower, end, end + _WIDEST)
        match = word if word and word[1] in PERCENT else None
    if match is None:
        if start and text[start - 1] in "%٪" and reading.language in {"tr", "eu", "ku"}:
            return Annotation("percent", start - 1, end, text[start - 1 : end], _number(numeral))
        return None
    return Annotation("percent", start, match.end(), text[start : match.end()], _number(numeral))


def _number(numeral: Numeral, factor: int = 1) -> str:
    value = plain(numeral.value * factor)
    return f"{value}/{plain(numeral.top * factor)}" if numeral.top is not None else value


def _counted(reading: Reading, numeral: Numeral) -> Iterator[Annotation]:
    text, (start, end) = reading.text, reading.span(numeral.first, numeral.last)
    if start and text[start - 1] in "-−" and (start == 1 or not text[start - 2].isalnum()):
        numeral = numeral._replace(value=-numeral.value)
        negative = 1
    else:
        negative = 0
    if reading.classes[numeral.last : numeral.last + 2] in {"k", " k"} and not numeral.in_words:
        return  # a time of day
    if _ONE_IN.search(reading.lower, max(0, start - _REACH), start):
        return  # "1 in 5" is a share
    measured = _unit(reading, numeral, end)
    if measured is not None:
        unit, first, last = measured
        span = (start - negative, last)
        yield Annotation("quantity", *span, text[span[0] : last], _number(numeral), text[first:last])
        yield Annotation("measure", *span, text[span[0] : last], f"{_number(numeral)} {unit[0]}", unit[1])
        return
    if _is_in_name(reading, numeral) or is_of_a_name(reading, numeral):
        return
    noun: Noun | None = counted_noun(reading, numeral)
    if noun is not None:
        if (
            numeral.in_words
            and reading.classes[max(0, numeral.first - 2) : numeral.first] == "l "
            and reading.word(numeral.first - 2) == "a"
        ):
            start -= 2
        yield Annotation(
            "quantity", start, noun.end, text[start : noun.end], _number(numeral), text[noun.start : noun.end]
        )


def _is_in_name(reading: Reading, numeral: Numeral) -> bool:
    """Whether a number in words has a capital within a sentence: "A House of Nine Doors"."""
    first = numeral.first
    if not numeral.in_words or not reading.text[reading.starts[first]].isupper() or reading.language == "de":
        return False
    return first > 1 and reading.classes[first - 2] not in '.:;)"|-–'


def _unit(reading: Reading, numeral: Numeral, end: int) -> tuple[Unit, int, int] | None:
    """The unit behind a number and where it stands."""
    match = _UNIT.match(reading.text, end, end + _WIDEST)
    if match is None:
        return None
    units = units_of(reading.language)
    written, first = match["unit"], match.start("unit")
    if reading.language in _UNSPACED:
        if reading.classes[numeral.first : numeral.last] == "Y" and written[0] in "年년":
            return None  # a year, not so many years
        for length in range(min(5, len(written)), 0, -1):
            if (unit := units.get(written[:length])) is not None:
                return unit, first, first + length
        return None
    while written:
        bare = _NOTE.sub("", written).rstrip(".…")
        unit = units.get(bare) or (units.get(bare.lower()) if len(bare) > 2 else None) or units.get(f"{bare}.")
        if unit is not None and match["space"] != "-" and _may_be_unit(reading, numeral, bare, first + len(bare)):
            return unit, first, first + len(bare)
        written = written[: max(written.rfind(" "), 0)]
    return None


def _may_be_unit(reading: Reading, numeral: Numeral, unit: str, end: int) -> bool:
    if unit not in _RISKY_UNITS:
        return True
    if numeral.in_words:
        return False
    behind = reading.text[reading.ends[numeral.last - 1]]
    if (unit == "K" and behind == "K" and numeral.value < _LEAST_KELVIN) or (unit == "st" and behind == "s"):
        return False  # "4K", "1st"
    after = reading.text[end : end + 2]
    return unit not in _AT_END_ONLY or not after.strip() or after[0] in ",;.)]/×"
