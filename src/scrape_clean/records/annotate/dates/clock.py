"""Times of day: beside a day, as the end of its EDTF date (``T19:30:00+01:00``), and where they look like decimals."""

import re
from collections.abc import Iterator
from typing import Final

from scrape_clean.records.annotate.dates.grammar import CLOCK_BEHIND
from scrape_clean.records.annotate.reading import Reading
from scrape_clean.records.annotate.words.cldr import cldr
from scrape_clean.records.annotate.words.units import units_of

__all__ = ["clock_of", "offset_of", "times"]

_AFTERNOON: Final = frozenset(["pm", "午後", "下午", "오후"])
_MORNING: Final = frozenset(["am", "午前", "上午", "오전"])
_HALF: Final = 12
_DAY: Final = 24
_SIGNS: Final = {"+": "+", "-": "-", "−": "-"}
_FURTHEST: Final = 14
"""Hours that a zone may lie east of Greenwich, and more than it may west."""

_DOTTED: Final = re.compile(r"(?<![mdn3YN8.,:])[mdn]\.[mdn](?:(?: ?[–-] ?| [tUw] )[mdn]\.[mdn])?(?= ?[uwkC])")


def times(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where a time of day with a full stop stands before a word for hours, in order: "9.00 - 17.00 uur".

    Only in languages that write decimals with a comma: "1.50 hours" is a number of them.
    """
    if cldr(reading.language).decimal == ".":
        return
    for match in _DOTTED.finditer(reading.classes):
        numbers = [at for at in range(*match.span()) if reading.classes[at] in "mdn"]
        if _is_hour(reading, match.end()) and _are_clocks(reading, numbers):
            yield reading.span(*match.span())


def _is_hour(reading: Reading, at: int) -> bool:
    """Whether a word for hours stands at a place, or behind the space there."""
    at += reading.classes[at] == " "
    return reading.classes[at] == "k" or units_of(reading.language).get(reading.word(at), ("",))[0] == "hour"


def _are_clocks(reading: Reading, numbers: list[int]) -> bool:
    """Whether numbers are hours and minutes by turns."""
    hours, minutes = numbers[::2], numbers[1::2]
    return all(reading.value(at) <= _DAY for at in hours) and all(
        reading.value(at) < 60 and reading.ends[at] - reading.starts[at] == 2 for at in minutes
    )


def clock_of(reading: Reading, first: int, last: int) -> str:
    """The time among some tokens; empty if they say none that exists.

    What only the time says at which it ends holds for both: "6:00–8:00 p.m. EST".
    """
    zone = reading.classes.find("Z", first, last)
    numbers = [reading.value(at) for at in range(first, last if zone < 0 else zone) if reading.classes[at] in "mdn"]
    named = [reading.value(at) for at in range(first, last) if reading.classes[at] == "h"]
    if named:
        numbers = [named[0], 0]
    hour, minute, second = (*numbers, 0, 0, 0)[:3]
    is_afternoon = _is_afternoon(reading, first, last)
    end = CLOCK_BEHIND.match(reading.classes, last)
    if end is not None and is_afternoon is None and not named:
        is_afternoon = _as_its_end(reading, hour, end)
    if is_afternoon and hour < _HALF:
        hour += _HALF
    elif is_afternoon is False and hour == _HALF:
        hour = 0
    if hour > 23 or minute > 59 or second > 59 or not numbers:
        return ""
    if end is not None and zone < 0:
        zone, last = reading.classes.find("Z", *end.span("zone")), end.end("zone")
    return f"T{hour:02d}:{minute:02d}:{second:02d}{offset_of(reading, zone, last) if zone >= 0 else ''}"


def _is_afternoon(reading: Reading, first: int, last: int) -> bool | None:
    """Whether some tokens say pm; None if they say neither that nor am."""
    words = {reading.word(at).replace(".", "") for at in range(first, last) if reading.classes[at] in "kh"}
    return True if words & _AFTERNOON else False if words & _MORNING else None


def _as_its_end(reading: Reading, hour: int, end: re.Match[str]) -> bool | None:
    """Whether an hour is in the afternoon as the one at which it ends says: in that half of the day or the one before.

    "6:00–8:00 p.m." begins in the afternoon, "10:00–2:00 p.m." in the morning.
    """
    said = _is_afternoon(reading, *end.span("half")) if end["half"] else None
    if said is None or hour > _HALF:
        return None
    return said == (hour % _HALF <= reading.value(end.start("hour")) % _HALF)


def offset_of(reading: Reading, zone: int, last: int) -> str:
    """The zone at a token, or the hours behind a space, as an offset.

    None if hours are added to it that no zone is away from Greenwich.
    """
    minutes = reading.value(zone)
    offset = [at for at in range(zone + 1, last) if reading.classes[at] in "mdnN"]
    if minutes == 0 and offset:
        hours, *more = (reading.value(at) for at in offset)
        if reading.classes[offset[0]] == "N":
            hours, *more = divmod(hours, 100)
        sign = _SIGNS.get(reading.tokens[zone + 1])
        minutes = (hours * 60 + sum(more)) * (-1 if sign == "-" else 1)
        if sign is None or hours > _FURTHEST or sum(more) > 59:
            return ""
    if minutes == 0:
        return "Z"
    return f"{'+' if minutes > 0 else '-'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
