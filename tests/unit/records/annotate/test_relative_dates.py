"""Relative dates: what is counted from the day of the capture, and what is left open."""

from datetime import UTC, date, datetime
from typing import cast

import numpy as np
import pandas as pd
import pytest
from babel import localedata

from scrape_clean import Options, UsageError, annotate, clean, compare
from scrape_clean.records.annotate.dates.days import value_of
from scrape_clean.records.annotate.words.cldr import cldr

WEDNESDAY = date(2024, 5, 15)
LANGUAGES = sorted(name for name in localedata.locale_identifiers() if "_" not in name)


def relative(text: str, language: str, day: date | None = WEDNESDAY) -> list[tuple[str, str | None]]:
    """Text and value of every relative date."""
    return [(one.text, one.value) for one in annotate(text, language=language, date=day) if one.role == "relative"]


@pytest.mark.parametrize(
    ("field", "away", "value"),
    [
        ("day", -1, "2024-05-14"),
        ("day", 20, "2024-06-04"),
        ("week", -1, "2024-05-06/2024-05-12"),
        ("week", 0, "2024-05-13/2024-05-19"),
        ("month", -5, "2023-12"),
        ("month", 8, "2025-01"),
        ("quarter", 0, "2024-34"),
        ("quarter", -2, "2023-36"),
        ("year", -2, "2022"),
        ("year", -2024, None),
        ("day", 10**9, None),
        ("mon", -1, "[2024-05-06,2024-05-13]"),
        ("mon", 1, "2024-05-20"),
        ("fri", 1, "[2024-05-17,2024-05-24]"),
        ("fri", -1, "2024-05-10"),
        ("fri", 0, "2024-05-17"),
        ("mon", 0, "[2024-05-13,2024-05-20]"),
        ("wed", 1, "2024-05-22"),
        ("week-mon", -1, "2024-05-06"),
        ("month-3", -1, "[2023-03,2024-03]"),
        ("month-5", -1, "2023-05"),
        ("month-5", 1, "2025-05"),
        ("month-9", 1, "[2024-09,2025-09]"),
        ("month-9", 0, "2024-09"),
        ("", 0, None),
    ],
)
def test_what_lies_how_far_away(field: str, away: int, value: str | None) -> None:
    """Each with the precision of its field; where people disagree, both."""
    assert value_of(field, away, WEDNESDAY) == value


@pytest.mark.parametrize(
    ("language", "text", "found", "value"),
    [
        ("en", "The ferry ran yesterday", "yesterday", "2024-05-14"),
        ("en", "Tickets are sold today", "today", "2024-05-15"),
        ("en", "Closed the day before yesterday", "the day before yesterday", "2024-05-13"),
        ("en", "Last week the quay flooded", "Last week", "2024-05-06/2024-05-12"),
        ("en", "We reopen next month", "next month", "2024-06"),
        ("en", "Visitors doubled last year", "last year", "2023"),
        ("en", "Painted two years ago", "two years ago", "2022"),
        ("en", "Painted a week ago", "a week ago", "2024-05-06/2024-05-12"),
        ("en", "Painted twenty-one days ago", "twenty-one days ago", "2024-04-24"),
        ("en", "The talk is next Friday", "next Friday", "[2024-05-17,2024-05-24]"),
        ("en", "Open since last May", "last May", "2023-05"),
        ("de", "In der letzten Woche", "letzten Woche", "2024-05-06/2024-05-12"),
        ("de", "Im nächsten Jahr", "nächsten Jahr", "2025"),
        ("de", "Vor einer Woche", "Vor einer Woche", "2024-05-06/2024-05-12"),
        ("de", "Vor zwei Jahren", "Vor zwei Jahren", "2022"),
        ("fr", "Le quai a fermé la semaine dernière", "semaine dernière", "2024-05-06/2024-05-12"),
        ("fr", "Il y a trois ans", "Il y a trois ans", "2021"),
        ("fr", "Il rouvre dans 3 jours", "dans 3 jours", "2024-05-18"),
        ("es", "Cerró el año pasado", "el año pasado", "2023"),
        ("ru", "Закрыли неделю назад", "неделю назад", "2024-05-06/2024-05-12"),
        ("ru", "Закрыли в прошлом году", "прошлом году", "2023"),
        ("pl", "Zamknięto rok temu", "rok temu", "2023"),
        ("sv", "Kajen öppnade i går", "i går", "2024-05-14"),
        ("zh", "去年", "去年", "2023"),
        ("zh", "下周五", "下周五", "2024-05-24"),
        ("ja", "3 日前", "3 日前", "2024-05-12"),
        ("ko", "지난주", "지난주", "2024-05-06/2024-05-12"),
        ("sw", "wiki iliyopita", "wiki iliyopita", "2024-05-06/2024-05-12"),
        ("is", "fyrir 3 dögum", "fyrir 3 dögum", "2024-05-12"),
    ],
)
def test_relative_to_the_day_of_the_capture(language: str, text: str, found: str, value: str) -> None:
    """In each language as it counts; without the day there is no value."""
    assert relative(text, language) == [(found, value)]
    assert relative(text, language, None) == [(found, None)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Open on Friday"),
        ("en", "Rebuilt in 3 days"),
        ("en", "The previous week"),
        ("en", "In the past year"),
        ("en", "Ten days earlier"),
        ("en", "3 hours ago"),
        ("en", "10-15 years ago"),
        ("de", "In den letzten Jahren"),
        ("de", "In 3 Tagen erbaut"),
        ("ja", "開催の3日前"),
        ("hi", "कल"),
        ("th", "12 ปีที่แล้วของเขา"),
    ],
)
def test_what_is_counted_from_another_day_or_left_open_has_no_value(language: str, text: str) -> None:
    """Nothing is claimed that the words do not say."""
    assert all(value is None for _, value in relative(text, language) if language != "th")
    assert ("ปีที่แล้ว", "2023") not in relative(text, language)


def test_a_number_written_in_groups_counts_no_days() -> None:
    """Its last group is no number: 500 days ago is another day."""
    assert relative("Painted 2,500 days ago", "en") == []


@pytest.mark.parametrize("language", ["de", "nl", "fi", "da", "fr", "es", "it", "pl"])
@pytest.mark.parametrize("initials", ["S.A.", "M.A.", "D.I.", "D.O.", "F.R.", "M.I.", "M.O.", "S.O.", "J.A.N."])
def test_initials_are_no_weekday(language: str, initials: str) -> None:
    """A company, a degree or a name; what is read beside them has its own words only."""
    assert relative(f"Dr. {initials} Meyer", language) == []
    assert [one.text for one in annotate(f"{initials} 2019", language=language) if one.kind == "date"] == ["2019"]


def test_a_day_without_a_year_stays_without() -> None:
    """Whether 6 June is ahead or past, no page says."""
    assert relative("Concert on 6 June", "en") == [("6 June", "XXXX-06-06")]


def test_what_all_languages_say() -> None:
    """Of what CLDR has, here for every third language, nearly all is read, and nothing wrongly."""
    right = total = 0
    for language in LANGUAGES[::3]:
        own = cldr(language)
        asked = [(phrase, value_of(*meaning, WEDNESDAY)) for phrase, meaning in own.said.items() if meaning[0]]
        asked += [
            (f"{before}3{after}", value_of(field, -3, WEDNESDAY))
            for before, after, field, sign, is_one in own.counted
            if sign < 0 and not is_one
        ]
        for phrase, value in asked:
            values = [one for _, one in relative(phrase, language) if one]
            total += 1
            right += len(values) == 1 and values[0] in str(value)
            assert all(one in str(value) for one in values), (language, phrase, values, value)
    assert right >= 0.95 * total > 2000


def test_the_day_is_no_part_of_a_record() -> None:
    """Neither ids nor what changed depend on the day of the capture."""
    page = "• The quay reopened last week, says the mayor\n• Painted two years ago\n"
    first, second = (
        clean(page, media_type="text/plain", options=Options(date=day)) for day in (WEDNESDAY, date(2025, 1, 1))
    )
    assert [one.id for one in first.records] == [one.id for one in second.records]
    assert first.records != second.records
    assert compare(first, second).changes == ()
    edited = clean(page.replace("mayor", "harbour master"), media_type="text/plain", options=Options(date=date.max))
    assert [one.annotations for one in compare(first, edited).changes] == [()]


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2024, 5, 15, 14, 3, tzinfo=UTC),
        pd.Timestamp("2024-05-15 23:59", tz="Asia/Tokyo"),
        pd.Timestamp(WEDNESDAY),
    ],
)
def test_a_moment_counts_as_its_day(moment: datetime) -> None:
    """No time of day gets into a value."""
    for text in ("yesterday", "last week", "next Friday", "last May", "this quarter"):
        assert relative(text, "en", moment) == relative(text, "en")
    (record,) = clean("<p>Open since yesterday", options=Options(date=moment)).records
    assert [one.value for one in record.annotations] == ["2024-05-14"]


@pytest.mark.parametrize("given", ["2024-05-15", 20240515, pd.NaT, np.datetime64("2024-05-15")])
def test_what_is_no_day_is_refused_at_once(given: object) -> None:
    """Whatever the page says."""
    with pytest.raises(UsageError, match=r"^date: .* is no day; give a datetime\.date"):
        Options(date=cast("date", given))
    with pytest.raises(UsageError, match="is no day"):
        annotate("Nothing relative", date=cast("date", given))


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "last May", "2025-05"),
        ("en", "this May", "2026-05"),
        ("en", "next May", "2027-05"),
        ("en", "last Tuesday", "2026-05-05"),
        ("en", "next Tuesday", "2026-05-19"),
        ("fi", "viime ti", "2026-05-05"),
        ("tr", "geçen hafta", "2026-05-04/2026-05-10"),
        ("fr", "Il rouvre dans 3 jours", "2026-05-15"),
        ("uk", "Змінено 3 тижні тому", "2026-04-20/2026-04-26"),
        ("be", "Зменена 3 дні таму", "2026-05-09"),
        ("en", "Posted 0 days ago", None),
        ("en", "Posted 3 hours ago", None),
    ],
)
def test_what_is_said_on_a_tuesday_in_may(language: str, text: str, value: str | None) -> None:
    """Its own weekday and month are those of the week and the year beside it; no hour is a day."""
    assert [found for _, found in relative(text, language, date(2026, 5, 12))] == [value]
