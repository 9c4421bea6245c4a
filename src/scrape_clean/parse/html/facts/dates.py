"""Dates that machines write, as ISO 8601: as precise as they are given, never more."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Final

__all__ = ["iso_date"]

_ISO: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?|/(?P<month_>\d\d?)(?:/(?P<day_>\d\d?))?"
    r"|(?P<month__>\d\d)(?P<day__>\d\d))?"
    r"(?:(?:[T ]|\s+)(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"\s?(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)
_SCRIPT: Final = re.compile(  # JavaScript's Date.prototype.toString: Thu Jan 02 2020 10:00:00 GMT+0100 (CET)
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d\d) (?P<year>\d{4}) (?P<time>\d\d:\d\d:\d\d)"
    r" GMT(?P<zone>[+-]\d{4})\b.{0,60}"
)
_DOTTED: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_ENGLISH: Final = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?(?:(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,?"
    r"|(?P<day_>\d{1,2})(?:st|nd|rd|th)? (?P<month_>[a-z]{3,9})\.?,?) (?P<year>\d{4})",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_PLACEHOLDERS: Final = ("1970-01-01", "1969-12-31")
_LONGEST: Final = 100  # characters


def iso_date(written: str) -> str | None:
    """A date, or date and time, in ISO 8601's extended format; None for what is no date or could be two.

    Args:
        written: ISO 8601, extended or basic; with slashes (2020/01/31); RFC 5322; JavaScript's own; 31.1.2020;
            English with the month in words. A year, or year and month, stays just that. Fractions of seconds go;
            the offset from UTC stays as given and is never added. Digits may be of any script.

    What a program writes for "no date" (the year 1; the beginning of 1970) is none.
    """
    text = " ".join(written.split())
    if not 4 <= len(text) <= _LONGEST:
        return None
    text = _DIGIT.sub(lambda digit: str(int(digit[0])), text)
    found = _by_numbers(text) or _by_words(text)
    return found if found and found >= "1000" and not found.startswith(_PLACEHOLDERS) else None


def _by_numbers(text: str) -> str | None:
    match = _ISO.fullmatch(text)
    if match:
        part = match.groupdict()
        month = part["month"] or part["month_"] or part["month__"]
        day = part["day"] or part["day_"] or part["day__"]
        date = _date(part["year"], month, day)
        if date is None or part["hour"] is None:
            return date
        return f"{date}{clock}" if day and (clock := _clock(part)) else None
    match = _DOTTED.fullmatch(text)
    return _date(match[3], match[2], match[1]) if match else None


def _date(year: str, month: str | None, day: str | None) -> str | None:
    """The parts that are there, if there is such a day."""
    try:
        datetime(int(year), int(month or 1), int(day or 1))  # noqa: DTZ001  a check, no moment
    except ValueError:
        return None
    return "-".join((year, *(part.zfill(2) for part in (month, day) if part)))


def _clock(part: dict[str, str | None]) -> str | None:
    hour, minute, second = part["hour"] or "", part["minute"] or "", part["second"]
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return None
    zone = (part["zone"] or "").upper()
    if zone in ("UTC", "GMT"):
        zone = "Z"
    elif len(zone) in (3, 5):
        zone = f"{zone[:3]}:{zone[3:] or '00'}"
    return f"T{hour.zfill(2)}:{minute}{f':{second}' if second else ''}{zone}"


def _by_words(text: str) -> str | None:
    if match := _SCRIPT.fullmatch(text):
        month = _month(match["month"])
        return iso_date(f"{match['year']}-{month}-{match['day']}T{match['time']}{match['zone']}") if month else None
    if match := _ENGLISH.fullmatch(text):
        month = _month(match["month"] or match["month_"])
        return _date(match["year"], month, match["day"] or match["day_"]) if month else None
    if "," not in text[:12] or ":" not in text:
        return None
    try:
        moment = parsedate_to_datetime(text)  # RFC 5322: Thu, 02 Jan 2020 10:00:00 +0100
    except (ValueError, TypeError, OverflowError):
        return None
    return moment.replace(microsecond=0).isoformat()


def _month(name: str) -> str | None:
    """The number of an English month, in full or by its first letters ("Sept")."""
    short = name.lower()
    numbers = [number for number, month in enumerate(_MONTHS, start=1) if month.startswith(short)]
    return f"{numbers[0]:02}" if len(numbers) == 1 else None
