"""Moments as they lie in the database."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

__all__ = ["believed", "in_order", "instant_of", "micros", "moment_of", "stored"]

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


def in_order(times: Sequence[datetime]) -> tuple[int, ...]:
    """Places of the longest sequence of times that never goes back: by these the clock was most likely right.

    Where several are as long, the one that ends first, and of these the one whose steps are the shortest.
    """
    ends: list[datetime] = []  # of the sequences of each length so far, the earliest (patience sorting)
    places: list[list[int]] = []  # where sequences of each length end; their times fall
    for place, time in enumerate(times):
        length = bisect_right(ends, time)
        if length == len(ends):
            ends.append(time)
            places.append([place])
        else:
            ends[length] = time
            places[length].append(place)
    found: list[int] = []
    for ending in reversed(places):
        found.append(next(at for at in ending if times[at] <= times[found[-1]]) if found else ending[-1])
    return tuple(reversed(found))


def believed(times: Sequence[datetime]) -> tuple[datetime, ...]:
    """When things happened that are in the right order, by a clock that may have been wrong now and then.

    What is not `in_order` happened right after what was before it, or with the first that is.
    """
    right = in_order(times)
    return tuple(times[right[max(0, bisect_right(right, place) - 1)]] for place in range(len(times)))
