"""How long a server asks to wait."""

import pytest

from scrape_clean.sources.retry_after import retry_after
from telling import START

ABSURD = (
    "Mon, 01 Jan 2024 00:00:00 +99999999999999999999",
    "Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
    "Mon, 01 Jan 2024 00:00:99999999999999999999 GMT",
)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0), (" 7 ", 7.0), ("1000000000", 1e9), ("-5", 0.0), ("soon", None), ("1e9", None), ("", None),
        ("Fri, 01 May 2026 03:01:00 GMT", 60.0), ("Fri, 01 May 2020 03:01:00 GMT", 0.0), ("Fri, 99 May", None),
        ("Fri May  1 03:01:00 2026", 60.0), ("٣", None), ("9" * 5000, None), *((value, None) for value in ABSURD),
        (None, None),
    ],
)  # fmt: skip
def test_a_wait_that_is_asked_for(value: str | None, seconds: float | None) -> None:
    """In seconds or as a date; what is neither, or no date that there is, is none."""
    assert retry_after(value, START) == seconds
