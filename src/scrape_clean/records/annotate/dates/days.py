"""From "last week" and the day it was said to days of the calendar, in EDTF."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

__all__ = ["MONTH", "OF_WEEK", "WEEKDAYS", "value_of"]

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH: Final = "month-"
"""Before a month's number: the field of "last May"."""
OF_WEEK: Final = "week-"
"""Before a weekday: the field of "Monday of last week", which Chinese says for "last Monday"."""
_WEEK: Final = 7
_QUARTERS: Final = 33
"""EDTF's number of the first quarter."""


def value_of(field: str, away: int, said: date) -> str | None:
    """EDTF of a day, week (Monday to Sunday), month, quarter, year, weekday or named month, counted from a day.

    People disagree on whether "next Friday", said on a Monday, is in four days or in eleven: where both are possible,
    the value is the set of both.

    Args:
        field: ``day``, ``week``, ``month``, ``quarter``, ``year``; ``mon`` to ``sun``; ``week-mon`` for Monday of a
            week; ``month-5`` for May.
        away: How many of them away: 0 for this one, below 0 for past ones.
        said: The day on which it was said.

    Returns:
        None where there is no such day in the years 1 to 9999.
    """
    try:
        if field in WEEKDAYS:
            return _one_of(_weekdays(WEEKDAYS.index(field), away, said))
        if field.startswith(OF_WEEK):
            return _of_week(WEEKDAYS.index(field.removeprefix(OF_WEEK)), away, said).isoformat()
        if field.startswith(MONTH):
            return _one_of(_months(int(field.removeprefix(MONTH)), away, said))
        return _unit(field, away, said)
    except (OverflowError, ValueError):
        return None


def _unit(field: str, away: int, said: date) -> str | None:
    if field == "day":
        return (said + timedelta(days=away)).isoformat()
    if field == "week":
        monday = said - timedelta(days=said.weekday()) + timedelta(weeks=away)
        return f"{monday.isoformat()}/{(monday + timedelta(days=_WEEK - 1)).isoformat()}"
    if field == "month":
        year, month = divmod(said.year * 12 + said.month - 1 + away, 12)
        return f"{_year(year)}-{month + 1:02d}"
    if field == "quarter":
        year, quarter = divmod(said.year * 4 + (said.month - 1) // 3 + away, 4)
        return f"{_year(year)}-{_QUARTERS + quarter}"
    return _year(said.year + away) if field == "year" else None


def _year(year: int) -> str:
    return date(year, 1, 1).isoformat()[:4]


def _weekdays(weekday: int, away: int, said: date) -> set[str]:
    """The nearest such day in the direction, and the one in the week before, of, or after the day."""
    ahead = (weekday - said.weekday()) % _WEEK
    if away < 0:
        nearest = said - timedelta(days=(said.weekday() - weekday) % _WEEK or _WEEK)
    elif away > 0:
        nearest = said + timedelta(days=ahead or _WEEK)
    else:
        nearest = said + timedelta(days=ahead)
    return {nearest.isoformat(), _of_week(weekday, away, said).isoformat()}


def _of_week(weekday: int, away: int, said: date) -> date:
    return said + timedelta(days=weekday - said.weekday() + _WEEK * away)


def _months(month: int, away: int, said: date) -> set[str]:
    """The nearest such month in the direction, and the one of the year before, the same, or the year after."""
    years = {said.year + away}
    if (away < 0 and month < said.month) or (away > 0 and month > said.month):
        years.add(said.year)
    return {f"{_year(year)}-{month:02d}" for year in years}


def _one_of(values: Iterable[str]) -> str:
    ordered = sorted(values)
    return ordered[0] if len(ordered) == 1 else f"[{','.join(ordered)}]"
