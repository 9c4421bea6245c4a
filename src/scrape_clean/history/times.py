"""Moments as they lie in the database."""

from datetime import UTC, datetime, timedelta

__all__ = ["instant_of", "micros", "moment_of", "stored"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def stored(time: datetime) -> str:
    """ISO 8601 in UTC; later times are greater strings."""
    return time.astimezone(UTC).isoformat()


def instant_of(text: str) -> datetime:
    """The inverse of `stored`."""
    return datetime.fromisoformat(text)


def micros(time: datetime) -> int:
    """Microseconds since 1970."""
    return (time - _EPOCH) // timedelta(microseconds=1)


def moment_of(count: int) -> datetime:
    """The inverse of `micros`."""
    return _EPOCH + timedelta(microseconds=count)
