"""Arguments of public calls: what Python lets through although it can only be a mistake."""

import datetime as dt

from scrape_clean.errors import UsageError

__all__ = ["day_of", "refuse_one_string"]


def day_of(name: str, given: object) -> dt.date | None:
    """The day that a caller means: of a moment its day, as its own time zone has it.

    Raises:
        UsageError: It is neither a date nor a moment.
    """
    day = given.date() if isinstance(given, dt.datetime) else given
    if day is None or (isinstance(day, dt.date) and not isinstance(day, dt.datetime)):  # pandas' NaT stays a moment
        return day
    raise UsageError(f"{name}: {given!r:.60} is no day; give a datetime.date, as of date.fromisoformat('2024-05-06')")


def refuse_one_string(name: str, given: object) -> None:
    """Let no string stand for several: each of its letters would be one.

    Raises:
        UsageError: It is one.
    """
    if isinstance(given, str | bytes):
        raise UsageError(f"{name}: is one string, and several are wanted; give a tuple: ({given!r:.60},)")
