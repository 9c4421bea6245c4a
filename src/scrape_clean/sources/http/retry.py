"""When it is worth trying again, and how long to wait before (RFC 9110, 10.2.3)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import Random
from typing import Final

__all__ = ["pause_before", "retry_after", "worth_retrying"]

_FIRST_WAIT: Final = 1.0
# Not Implemented, HTTP Version Not Supported, Network Authentication Required: the same request gets the same answer.
_LASTING: Final = frozenset({501, 505, 511})
_PASSING: Final = frozenset({408, 425, 429})


def worth_retrying(status: int) -> bool:
    """Whether a status may be another one soon."""
    return status in _PASSING or (500 <= status <= 599 and status not in _LASTING)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, never below 0; None if it says nothing that can be understood."""
    if value is None:
        return None
    text = value.strip()
    if text.lstrip("+-").isdecimal() and text.isascii():
        return max(0.0, float(text[:20]))
    try:
        when = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())


def pause_before(number: int, asked: float | None, longest: float, random: Random) -> float:
    """Seconds to wait before a try.

    Doubled each time, and drawn at random between that and half of it, so that clients that failed together do not come
    back together. What the server asks for is waited for, but never longer than ``longest``.

    Args:
        number: Which try it will be: 2 or more.
        asked: What the server asked for.
        longest: The cap.
        random: Where chance comes from.
    """
    doubled = min(_FIRST_WAIT * 2.0 ** min(number - 2, 30), longest)
    drawn = doubled * random.uniform(0.5, 1.0)
    return min(drawn if asked is None else max(asked, drawn), longest)
