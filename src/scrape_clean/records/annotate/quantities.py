"""What a text counts and measures: quantities with their noun, measures, and with them money and percentages."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from scrape_clean.model import Annotation
from scrape_clean.records.annotate.counted import Noun, counted_noun
from scrape_clean.records.annotate.meanings import han_number
from scrape_clean.records.annotate.measures import unit_behind
from scrape_clean.records.annotate.money import money, signed_sum
from scrape_clean.records.annotate.naming import is_of_a_name, names_something
from scrape_clean.records.annotate.numerals import BEGINNING, Numeral, numerals, plain
from scrape_clean.records.annotate.reading import Reading
from scrape_clean.records.annotate.words.money import currency_names
from scrape_clean.records.annotate.words.nouns import PERCENT
from scrape_clean.records.annotate.words.regions import region_of
from scrape_clean.records.annotate.words.units import units_of

__all__ = ["prepare", "quantities"]

_PERCENT: Final = re.compile(
    r"[ \u00a0\u202f]?(?:[%％٪﹪]|per ?cent\b|pour ?cents?\b|por ?ciento\b|por ?cento\b|per ?cento\b"
    r"|la sută\b|τοις εκατό\b|v\. ?h\.|(?:في المئة|في المائة|بالمئة|بالمائة))",
    re.IGNORECASE,
)
_SPACES: Final = (" ", "\u00a0", "\u202f")
_WORD: Final = re.compile(r"[ \u00a0\u202f]?([^\W\d_]+)")
_HEADS: Final = frozenset((*"%％٪﹪plτvفب", *(word[0] for word in PERCENT)))
"""What all of these begin with in small letters; most numbers have something else behind them."""
_ONE_IN: Final = re.compile(r"(?:\d|one|two|three|four|nine) (?:in|out of) $")
_REACH: Final = 16
_WIDEST: Final = 40
"""Characters looked at behind a number for a word."""
_PERCENT_BEFORE: Final = {
    "tr": re.compile("(?:yüzde |[%٪])$"),
    "zh": re.compile("百分之$"),
    **dict.fromkeys(("eu", "ku"), re.compile("[%٪]$")),
}
_HAN_PERCENT: Final = re.compile("百分之([〇零一二三四五六七八九十百]{1,9})(?:点([〇零一二三四五六七八九]{1,9}))?")
_LEAST_THOUSANDS: Final = 100
"""Thousands from here on, without decimals, are meant where k is attached: "300k lines", not "4k screens"."""


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
    spelt = [*_in_han(reading.text)] if reading.language == "zh" else []
    if not BEGINNING.search(reading.classes):
        return spelt
    found: list[Annotation] = []
    place = 0
    for numeral in numerals(reading):
        start, _ = reading.span(numeral.first, numeral.last)
        while place < len(taken) and taken[place][1] <= start:
            place += 1
        rest = _untaken(reading, numeral, taken[place : place + 2])
        if rest is None or (found and reading.starts[rest.first] < found[-1].end):
            continue
        found += _kinds(reading, rest, tag, found[-1].end if found else 0)
    return found + spelt


def _untaken(reading: Reading, numeral: Numeral, taken: Sequence[tuple[int, int]]) -> Numeral | None:
    """A number that no date covers, or the end of a range that none does: "£25 until 2026", "2021 to 3 million"."""
    if not taken:
        return numeral
    each: list[Numeral] = [numeral, *(numeral.ends or ())]
    for one in each:
        start, end = reading.span(one.first, one.last)
        if all(end <= first or last <= start for first, last in taken):
            return one._replace(is_free=numeral.is_free)
    return None


def _kinds(reading: Reading, numeral: Numeral, tag: str, floor: int) -> Iterator[Annotation]:
    if not numeral.is_free:
        if (amount := signed_sum(reading, numeral, tag, floor)) is not None:
            yield amount
    elif _is_encoded(reading, numeral):
        return
    elif (percent := _percent(reading, numeral)) is not None:
        yield percent
    elif (amount := money(reading, numeral, tag, floor)) is not None:
        yield amount
    elif not names_something(reading, numeral):
        yield from _counted(reading, numeral)


def _is_encoded(reading: Reading, numeral: Numeral) -> bool:
    """Whether a number is a byte of an address (RFC 3986): "mail%20to", "%20%83"; Turkish has "%20" for a share."""
    text, (start, end) = reading.text, reading.span(numeral.first, numeral.last)
    is_behind = start > 0 and text[start - 1] == "%" and reading.language not in _PERCENT_BEFORE
    return is_behind and (text[end : end + 1] == "%" or text[end : end + 1].isalnum())


def _percent(reading: Reading, numeral: Numeral) -> Annotation | None:
    text, (start, end) = reading.text, reading.span(numeral.first, numeral.last)
    match = None
    behind = end + reading.lower.startswith(_SPACES, end)
    if reading.lower[behind : behind + 1] in _HEADS:
        match = _PERCENT.match(text, end)
        word = _WORD.match(reading.lower, end, end + _WIDEST)
        match = match or (word if word and word[1] in PERCENT else None)
    if match is not None:
        return Annotation("percent", start, match.end(), text[start : match.end()], _number(numeral))
    pattern = _PERCENT_BEFORE.get(reading.language)
    before = pattern.search(reading.lower, max(0, start - _REACH), start) if pattern else None
    return Annotation("percent", before.start(), end, text[before.start() : end], _number(numeral)) if before else None


def _in_han(text: str) -> Iterator[Annotation]:
    """Percentages in Chinese numerals."""
    for match in _HAN_PERCENT.finditer(text):
        decimals = "".join(str(han_number(one)[1]) for one in match[2] or "")
        value = f"{han_number(match[1])[1]}.{decimals}" if decimals else f"{han_number(match[1])[1]}"
        yield Annotation("percent", *match.span(), match[0], value)


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
    if reading.classes[numeral.last : numeral.last + 2] == "+ ":
        numeral, end = numeral._replace(last=numeral.last + 1), end + 1  # "10+ years"
    measured = unit_behind(reading, numeral, end)
    if measured is not None:
        unit, first, last = measured
        span = (start - negative, last)
        yield Annotation("quantity", *span, text[span[0] : last], _number(numeral), text[first:last])
        yield Annotation("measure", *span, text[span[0] : last], f"{_number(numeral)} {unit[0]}", unit[1])
        return
    if _is_in_name(reading, numeral) or is_of_a_name(reading, numeral):
        return
    if _is_in_thousands(reading, numeral):
        numeral = numeral._replace(last=numeral.last + 1, value=numeral.value * numeral.shortened)
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


def _is_in_thousands(reading: Reading, numeral: Numeral) -> bool:
    """Whether k is attached to a count of what stands right behind it: "2.3k followers"."""
    if reading.language != "en" or numeral.shortened != 1000 or numeral.top is not None:
        return False
    is_number = numeral.value != int(numeral.value) or numeral.value >= _LEAST_THOUSANDS
    after = reading.classes[numeral.last : numeral.last + 3]
    return is_number and after == "μ w" and reading.word(numeral.last + 2).endswith("s")


def _is_in_name(reading: Reading, numeral: Numeral) -> bool:
    """Whether a number in words has a capital within a sentence: "A House of Nine Doors"."""
    first = numeral.first
    if not numeral.in_words or not reading.text[reading.starts[first]].isupper() or reading.language == "de":
        return False
    return first > 1 and reading.classes[first - 2] not in '.:;)"|-–'
