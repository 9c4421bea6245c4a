"""Dates that machines write: kept as precise as they are, and none where there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrape_clean.parse.html.facts.dates import iso_date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-05-01", "2024-05-01"),
        ("2024-5-1", "2024-05-01"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("20240501", "2024-05-01"),
        ("2024/05/01", "2024-05-01"),
        ("2024-05-01T09:30:00+02:00", "2024-05-01T09:30:00+02:00"),
        ("2024-05-01 09:30:00.123456 +0200", "2024-05-01T09:30:00+02:00"),
        ("2024-05-01T09:30Z", "2024-05-01T09:30Z"),
        ("2024-05-01T09:30:00-08", "2024-05-01T09:30:00-08:00"),
        ("2024-05-01T09:30", "2024-05-01T09:30"),
        ("2024-05-01 9:30 UTC", "2024-05-01T09:30Z"),
        ("Wed, 01 May 2024 09:30:00 +0200", "2024-05-01T09:30:00+02:00"),
        ("Wed, 01 May 2024 09:30:00 GMT", "2024-05-01T09:30:00+00:00"),
        ("Wed May 01 2024 09:30:00 GMT+0200 (CEST)", "2024-05-01T09:30:00+02:00"),
        ("1.5.2024", "2024-05-01"),
        ("May 1, 2024", "2024-05-01"),
        ("Sept. 3rd, 2024", "2024-09-03"),
        ("3 September 2024", "2024-09-03"),
        ("  2024-05-01\n", "2024-05-01"),
        ("٢٠٢٤-٠٥-٠١", "2024-05-01"),
        ("۲۰۲۴-۰۵-۰۱T۰۹:۳۰:۰۰+۰۲:۰۰", "2024-05-01T09:30:00+02:00"),
        ("２０２４/５/１", "2024-05-01"),
        ("१.५.२०२४", "2024-05-01"),
        ("May １, ２０２４", "2024-05-01"),
    ],
)
def test_what_is_a_date(written: str, date: str) -> None:
    """In ISO 8601, with no more than was given."""
    assert iso_date(written) == date


@pytest.mark.parametrize(
    "written",
    [
        *("", "today", "05/01/2024", "01/05/24", "2024-13-01", "2023-02-29", "2024-05-01T25:00", "2024-05-01T09:61"),
        *("0001-01-01T00:00:00", "1970-01-01T01:00:00+01:00", "1969-12-31T16:00:00-08:00", "0000-00-00 00:00:00"),
        *("Ma 1, 2024", "1714555800", "2024-05T09:30", "Wed, 99 May 2024 09:30:00 GMT", "x" * 10_000),
    ],
)
def test_what_is_none(written: str) -> None:
    """Days that do not exist, days that could be two, and what programs write for "never"."""
    assert iso_date(written) is None


@given(st.text() | st.from_regex(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ]\d\d:\d\d)?", fullmatch=True))
def test_a_date_is_a_fixed_point(written: str) -> None:
    """What comes out is a date itself and stays as it is; nothing raises."""
    date = iso_date(written)
    assert date is None or (date.isascii() and iso_date(date) == date)
