"""Many texts at once: what is found in each is what is found in it alone."""

import datetime as dt
import importlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrape_clean import annotate
from scrape_clean.model import Annotation
from scrape_clean.records.annotate import annotate_all
from scrape_clean.records.annotate.reading import read

DAY = dt.date(2024, 5, 3)
TEXTS = (
    "The ferry leaves on 3 May 2024 with 40 passengers from Jersey.",
    "",
    "Three days ago the Harbour Office (HO) raised the fee to £12.50.",
    "Label: call +44 20 7946 0018 or write to crew@ferry.example",
    "no more than words",
)


@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=30), max_size=6))
def test_neighbours_change_nothing(texts: list[str]) -> None:
    """However many texts there are, and whatever they are."""
    alone = [annotate(text, language="en", date=DAY) for text in texts]
    assert annotate_all(texts, language="en", date=DAY) == alone


@pytest.mark.parametrize("longest", [20, 64, 200])
def test_batches_change_nothing(monkeypatch: pytest.MonkeyPatch, longest: int) -> None:
    """Texts that do not fit into memory together are read one batch after the other, long ones in pieces."""
    monkeypatch.setattr(importlib.import_module("scrape_clean.records.annotate"), "_LONGEST_PIECE", longest)
    alone = [annotate(text, language="en", date=DAY) for text in TEXTS]
    assert annotate_all(TEXTS, language="en", date=DAY) == alone
    assert sum(map(len, alone)) > 0


@given(st.sampled_from([text for text in TEXTS if text]), st.sets(st.integers(min_value=0, max_value=60)))
def test_invisible_characters_break_no_word(text: str, at: set[int]) -> None:
    """What may be broken there is read whole, and found where it stands."""
    written = "".join(f"\u00ad{one}" if place in at else one for place, one in enumerate(text))
    plain, found = (annotate(one, language="en", date=DAY) for one in (text, written))
    assert [(one.kind, one.value, one.role) for one in found] == [(one.kind, one.value, one.role) for one in plain]
    assert all(one.text == written[one.start : one.end] for one in found)
    assert [one.text.replace("\u00ad", "") for one in found] == [one.text for one in plain]


def test_the_users_own_annotators_see_each_text() -> None:
    """Their annotations stand with those of their own text."""

    def words(text: str, language: str | None) -> list[Annotation]:
        assert language == "en"
        return [Annotation("fare", text.index("fee"), text.index("fee") + 3, "fee")] if "fee" in text else []

    found = annotate_all(TEXTS, language="en", annotators=[words])
    assert ["fare" in {one.kind for one in some} for some in found] == ["fee" in text for text in TEXTS]


@pytest.mark.parametrize("language", ["en", "fr", "pl", "vi"])
def test_a_word_is_one_token_whatever_its_letters(language: str) -> None:
    """Plain letters, others, and others behind plain ones; a digit, sign or space is none of the word."""
    text = "plain naïve été Łódź x  ab12\u00a0A.B. cd."
    expected = ["plain", " ", "naïve", " ", "été", " ", "Łódź", " ", "x", "  ", "ab", "12", "\u00a0", "A.B.", " ", "cd"]
    assert read(text, language).tokens == [*expected, "."]


@pytest.mark.parametrize("language", ["zh", "ja"])
def test_a_long_run_of_numerals_takes_linear_time(language: str) -> None:
    """Without a year or day behind it; quadratic time would not end here. Numbers beside it are read as ever."""
    (date,) = (one for one in annotate("二〇一五年五月三日", language=language) if one.kind == "date")
    found = annotate("一二" * 75_000 + "。二〇一五年五月三日", language=language)
    assert (date.text, date.value) in {(one.text, one.value) for one in found if one.kind == "date"}
