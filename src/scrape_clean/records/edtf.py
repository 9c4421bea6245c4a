"""The Extended Date/Time Format: whether a string is a valid date of ISO 8601-2:2019, levels 0 to 2.

Read by the Library of Congress' specification of 4 February 2019. Beyond the letter of it, centuries and decades in two
and three digits (ISO 8601-1, 4.3.4 and 4.3.5) are taken, seasons may be the ends of an interval, and the two ends must
be in order.
"""

import re
from calendar import monthrange
from typing import Final

__all__ = ["days_of", "is_valid"]

_DATE: Final = re.compile(
    r"(?P<year>-?[0-9X]{4})[?~%]?"
    r"(?:-[?~%]?(?P<month>[0-9X]{2})[?~%]?(?:-[?~%]?(?P<day>[0-9X]{2})[?~%]?)?)?"
    r"|(?P<qyear>[?~%]-?[0-9X]{4})(?:-[?~%]?(?P<qmonth>[0-9X]{2})(?:-[?~%]?(?P<qday>[0-9X]{2}))?)?"
)
_TIME: Final = re.compile(
    r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:\.\d{1,9})?"
    r"(?:Z|(?P<sign>[+-])(?P<hours>\d\d)(?::?(?P<minutes>\d\d))?)?"
)
_LONG_YEAR: Final = re.compile(r"Y-?(?:[1-9]\d{4,}|[1-9]\d*E[1-9]\d*)(?:S[1-9]\d*)?|-?\d{4}S[1-9]\d*")
_SPAN_OF_YEARS: Final = re.compile(r"-?\d{2,3}[?~%]?")
_DECEMBER: Final = 12
_LONGEST: Final = 500
"""Characters; no date that anybody writes has more."""
_SEASONS: Final = {
    21: 3,
    22: 6,
    23: 9,
    24: 12,
    25: 3,
    26: 6,
    27: 9,
    28: 12,
    29: 9,
    30: 12,
    31: 3,
    32: 6,
    33: 1,
    34: 4,
    35: 7,
    36: 10,
    37: 1,
    38: 5,
    39: 9,
    40: 1,
    41: 7,
}
"""Divisions of the year (4.8), and the month in which each begins."""

_MONTHS: Final = {**dict.fromkeys(range(21, 37), 3), **dict.fromkeys((37, 38, 39), 4), 40: 6, 41: 6}
"""How many months a division of the year lasts."""

_Bounds = tuple[tuple[int, int, int], tuple[int, int, int]]


def is_valid(value: str) -> bool:
    """Whether a string is a valid EDTF date, time, interval or set."""
    if len(value) > _LONGEST or not value.isascii():
        return False
    if value[:1] in {"[", "{"}:
        return _is_set(value)
    if "/" in value:
        return _is_interval(value)
    day, has_time, time = value.partition("T")
    if has_time:
        return (
            day.replace("-", "").isdigit()
            and len(day.lstrip("-")) == 10
            and _bounds(day) is not None
            and _is_time(time)
        )
    return bool(_bounds(value) or _LONG_YEAR.fullmatch(value) or _SPAN_OF_YEARS.fullmatch(value))


def _bounds(value: str) -> _Bounds | None:
    """The earliest and the latest day that a date's digits allow, for order; None if there is no such date."""
    match = _DATE.fullmatch(value)
    if match is None:
        return None
    year = (match["year"] or match["qyear"]).lstrip("?~%")
    month, day = match["month"] or match["qmonth"], match["day"] or match["qday"]
    if year == "-0000":
        return None
    years = _years(year)
    if month is None:
        return (years[0], 1, 1), (years[1], 1, 1)
    if f"{month}{day or ''}".isdigit() and 1 <= int(month) <= _DECEMBER:
        first = (years[0], int(month), int(day or 1))
        return (first, (years[1], *first[1:])) if 1 <= first[2] <= _days(year, first[1]) else None
    if month.isdigit() and int(month) in _SEASONS and day is None:
        number = int(month)
        return (years[0], _SEASONS[number], 1), (years[1], _SEASONS[number], 1)
    fits = [(one, two) for one in _matching(month, 1, 12) for two in _matching(day or "01", 1, _days(year, one))]
    return ((years[0], *fits[0]), (years[1], *fits[-1])) if fits else None


def _years(year: str) -> tuple[int, int]:
    least, most = int(year.replace("X", "0")), int(year.replace("X", "9"))
    return (most, least) if year.startswith("-") else (least, most)


def _matching(mask: str, least: int, most: int) -> list[int]:
    """The numbers of two digits that fit a mask such as ``1X``."""
    return [
        one for one in range(least, most + 1) if all(a in {"X", b} for a, b in zip(mask, f"{one:02d}", strict=True))
    ]


def _days(year: str, month: int) -> int:
    if "X" in year:
        return monthrange(2000, month)[1]
    number = int(year)
    return monthrange(number if number > 0 else 2000 + number % 400, month)[1]


def _is_time(time: str) -> bool:
    match = _TIME.fullmatch(time)
    if match is None or int(match["hour"]) > 23 or int(match["minute"]) > 59 or int(match["second"]) > 59:
        return False
    if match["sign"] is None:
        return True
    minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
    if int(match["minutes"] or 0) > 59:
        return False
    return minutes <= 14 * 60 if match["sign"] == "+" else 0 < minutes <= 12 * 60


def _is_interval(value: str) -> bool:
    if value.count("/") != 1:
        return False
    start, end = value.split("/")
    if start in {"", ".."} and end in {"", ".."}:
        return ".." in {start, end}
    if start in {"", ".."} or end in {"", ".."}:
        return _bounds(start if end in {"", ".."} else end) is not None
    first, last = _bounds(start), _bounds(end)
    return first is not None and last is not None and first[0] <= last[1]


def _is_set(value: str) -> bool:
    if len(value) < 3 or value[-1] != {"[": "]", "{": "}"}[value[0]]:
        return False
    inner = value[1:-1]
    separator = ", " if ", " in inner else ","
    return all(_is_member(member) for member in inner.split(separator))


def _is_member(member: str) -> bool:
    if ".." not in member:
        return _bounds(member) is not None
    start, _, end = member.partition("..")
    if not start or not end:
        return _bounds(start or end) is not None
    first, last = _bounds(start), _bounds(end)
    return first is not None and last is not None and first[0] <= last[1]


def days_of(value: str) -> tuple[str | None, str | None]:
    """The first and the last day of a valid EDTF date or interval, as ``YYYY-MM-DD``; None where it is open or unknown.

    Of a set the first member's first day and the last member's last one.
    """
    if value[:1] in {"[", "{"}:
        members = value[1:-1].replace("..", ",").split(",")
        return days_of(members[0].strip())[0], days_of(members[-1].strip())[1]
    start, has_end, end = value.partition("/")
    if has_end:
        return days_of(start)[0], days_of(end)[1]
    return _first_and_last(value.partition("T")[0])


def _first_and_last(value: str) -> tuple[str | None, str | None]:
    match = _DATE.fullmatch(value)
    if match is None or "XXXX" in value:
        return None, None
    year = (match["year"] or match["qyear"]).lstrip("?~%")
    earliest, latest = _years(year)
    month, day = match["month"] or match["qmonth"], match["day"] or match["qday"]
    if month is None:
        return f"{_four(earliest)}-01-01", f"{_four(latest)}-12-31"
    if month.isdigit() and (begin := _SEASONS.get(int(month))):
        over, last = divmod(begin + _MONTHS[int(month)] - 2, 12)
        latest += over
        return (
            f"{_four(earliest)}-{begin:02d}-01",
            f"{_four(latest)}-{last + 1:02d}-{_days(_four(latest), last + 1):02d}",
        )
    months = _matching(month, 1, 12)
    first = _matching(day or "XX", 1, _days(year, months[0])) if months else []
    final = _matching(day or "XX", 1, _days(year, months[-1])) if months else []
    if not first or not final:
        return None, None
    return f"{_four(earliest)}-{months[0]:02d}-{first[0]:02d}", f"{_four(latest)}-{months[-1]:02d}-{final[-1]:02d}"


def _four(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"
