"""EDTF, by the examples of ISO 8601-2 and the Library of Congress' specification, in words of our own."""

import pytest

from scrape_clean.records.edtf import days_of, is_valid

VALID = (
    "1985-04-12 1985-04 1985 1985-04-12T23:20:30 1985-04-12T23:20:30Z 1985-04-12T23:20:30-04 "
    "1985-04-12T23:20:30+04:30 1964/2008 2004-06/2006-08 2004-02-01/2005 Y170000002 Y-170000002 2001-21 1984? "
    "2004-06~ 2004-06-11% 201X 20XX 2004-XX 1985-04-XX 1985-XX-XX 1985-04-12/.. 1985-04-12/ ../1985 /1985 -1985 "
    "Y-17E7 1950S2 Y17101E4S3 2001-34 [1667,1668,1670..1672] {1960,1961-12} [..1760-12-03] [1760-12..] "
    "2004-06-11% 2004?-06-~11 156X-12-25 15XX-12-XX XXXX-12-XX 1XXX-XX 2004-06-~01/2004-06-~20 0000 19 -0999"
).split()
INVALID = (
    "1985-4-12 1985-13 1985-02-30 1985-04-12T25:00:00 1985-04-12T23:20:30+24 1985-04-12T23:20 2008/1964 / "
    "1985/04/12 Y1985 Y01985 2001-42 [1667,1668 {1667] [1667,1668} 156X-13 -0000 2004-06?x 85-04 "
    "2016-05-02T12:00:00-00:00 now"
).split()


@pytest.mark.parametrize("value", VALID)
def test_valid(value: str) -> None:
    """Levels 0 to 2."""
    assert is_valid(value)


@pytest.mark.parametrize("value", INVALID)
def test_invalid(value: str) -> None:
    """Near misses."""
    assert not is_valid(value)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-03T10:00:00Z", "2024-02-03", "2024-02-03"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("18XX~", "1800-01-01", "1899-12-31"),
        ("2024-34", "2024-04-01", "2024-06-30"),
        ("2024-24", "2024-12-01", "2025-02-28"),
        ("2016/2019-05", "2016-01-01", "2019-05-31"),
        ("2016/..", "2016-01-01", None),
        ("../2016", None, "2016-12-31"),
        ("[2024-03-04,2024-04-03]", "2024-03-04", "2024-04-03"),
        ("XXXX-05-01", None, None),
        ("-0043", "-0043-01-01", "-0043-12-31"),
    ],
)
def test_first_and_last_day(value: str, first: str | None, last: str | None) -> None:
    """For tables and for sorting."""
    assert days_of(value) == (first, last)
