"""Which times of nights can be believed."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrape_clean.history.times import believed, in_order

FIRST = datetime(2026, 3, 1, tzinfo=UTC)


def days(*numbers: int) -> list[datetime]:
    """Times by the day."""
    return [FIRST + timedelta(days=number) for number in numbers]


@pytest.mark.parametrize(
    ("times", "right"),
    [
        ((), ()),
        ((1,), (1,)),
        ((1, 2, 2, 3), (1, 2, 2, 3)),
        ((1, 2, -20_000, 4, 5), (1, 2, 2, 4, 5)),
        ((1, 2, 60_000, 4, 5), (1, 2, 2, 4, 5)),
        ((1, 60_000, 2), (1, 1, 2)),
        ((1, -20_000, 3), (1, 1, 3)),
        ((60_000, 2, 3), (2, 2, 3)),
        ((-20_000, 2, 3), (-20_000, 2, 3)),
        ((1, 2, 60_000), (1, 2, 60_000)),
        ((1, 2, -20_000), (1, 2, 2)),
        ((1, 2, 60_000, 60_001, 5, 6), (1, 2, 2, 2, 5, 6)),
    ],
)
def test_a_clock_that_is_wrong_for_a_night_is_told(times: tuple[int, ...], right: tuple[int, ...]) -> None:
    """By the nights around it; the last one may be right after a long pause."""
    assert believed(days(*times)) == tuple(days(*right))


@given(st.lists(st.integers(0, 6), max_size=8))
def test_as_many_as_can_be_are_in_order(numbers: list[int]) -> None:
    """No other choice that never goes back is longer, and what is believed never goes back either."""
    times = days(*numbers)
    found = in_order(times)
    assert [times[place] for place in found] == sorted(times[place] for place in found)
    assert list(found) == sorted(set(found))
    longer = combinations(numbers, len(found) + 1)
    assert not any(list(one) == sorted(one) for one in longer if one)
    assert list(believed(times)) == sorted(believed(times))
