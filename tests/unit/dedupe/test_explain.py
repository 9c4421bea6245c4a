"""Reasons for people."""

import pytest

from scrape_clean import clean, explain
from scrape_clean.dedupe.explain import variation


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Opened in 2022", "Opened in 2023", "different year: 2022 / 2023"),
        ("Opens at 9:30", "Opens at 10:30", "different time: 9:30 / 10:30"),
        ("It seats 40", "It seats 45", "different number: 40 / 45"),
        ("It costs $5 a day", "It costs €5 a day", "different currency: $ / €"),
        ("Up by +3% this week", "Up by -3% this week", "different sign: + / -"),
        ("Phase II begins", "Phase III begins", "different Roman numeral: ii / iii"),
        ("Ask lee@example.org", "Ask kim@example.org", "different e-mail address: lee@example.org / kim@example.org"),
        ("The gate is open", "The gate is not open", "only the second has: not"),
        ("Rowing for boys", "Rowing for girls", "different word: boys / girls"),
        ("A stay of 3 days", "A stay of 3 weeks", "different unit: days / weeks"),
        ("Guarded by day", "Guarded by night", "different word: day / night"),
        ("Rowing for boys", "A walk around the lake", "different texts"),
    ],
)
def test_what_keeps_two_texts_apart(one: str, other: str, reason: str) -> None:
    """The kind of the fact, and both of its values."""
    assert explain(one, other) == reason


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Open daily", "Open daily", "exact"),
        ("The keeper’s hut", "The keeper's hut", "quotes"),
        ("From 2018–2020", "From 2018-2020", "dashes"),
        ("Open  daily", "Open daily", "spacing"),
        ("OPEN daily", "Open daily", "case"),
        ("• Open daily", "Open daily", "list mark"),
        ("Open daily.", "Open daily", "punctuation"),
        ("Tea &amp; cake", "Tea & cake", "character references"),
        ("Le cafÃ©", "Le café", "misread characters"),
        ("open  Daily!", "Open daily", "case, spacing, punctuation"),
        ("It was recieved", "It was received", "slip: recieved/received"),
        ("The bridge will be opened…", "The bridge will be opened in May", "cut off"),
        ("If it rains we stay", "We stay if it rains", "moved clause"),
        ("Open daily Read more", "Open daily", "appended: read more"),
    ],
)
def test_how_one_text_varies_another(one: str, other: str, reason: str) -> None:
    """No more is named than it takes."""
    assert variation(one, other) == reason


def test_the_minus_of_a_grade_is_shown_as_it_is_written() -> None:
    """Not as the sign that stands for it."""
    assert explain("Rated AA- today", "Rated AA today") == "only the first has: -"


def test_addresses_are_shown_as_they_are_written() -> None:
    """With the capitals that tell them apart."""
    wanted = "different address: https://e.org/Ab / https://e.org/aB"
    assert explain("See https://E.org/Ab", "See https://e.org/aB") == wanted


def test_same_but_for_form() -> None:
    """The reason says that they are the same."""
    assert explain("The keeper’s hut", "The keeper's hut") == "same but for quotes"
    assert explain("One", "One") == "the same text"


def test_each_place_tells_how_it_differs_from_the_record() -> None:
    """On a page, against the text that was chosen for the record."""
    line = "The hall received a new roof in the spring of that year"
    page = clean("".join(f"<ul><li>{text}</ul>" for text in (line, line.replace("received", "recieved"), line.upper())))
    (record,) = page.records
    assert record.text == line
    assert [place.wording for place in record.occurrences] == ["exact", "slip: recieved/received", "case"]
