"""Tokens: the fast ways find what the general one finds."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scrape_clean import annotate, cluster
from scrape_clean.compare.text.edits import text_edits
from scrape_clean.dedupe.normalization.normal import normal_form
from scrape_clean.dedupe.normalization.tokens import glued, tokens_of

PIECES = (
    *".5 -.5 ($.5 x.5 ...5 /.5".split(),
    *"a b z 1 20 - -3 10-20 10-ten 1.5 7,000 5:30 ! != !x + ? $5 € 5 % it's o'clock snake_case 'quoted' (c)".split(),
    *("é", "ß", "한국abc", "中", "10 - 20", "- 3", " -2", "4th", "b2b", '"d"', "@"),
)
LETTERS = ("a", "1", "İ", "ı", "é", "ß", "ﬁ", "ά", "½", "中", "’", "…", "ｶ", "٣", "\u00a0", "\u200b", "Ж")


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(["", " ", ". ", ", "]))
@example(pieces=["-", "€"], between="")
def test_an_address_adds_itself_alone(pieces: list[str], between: str) -> None:
    """A text with an address goes another way; all its other tokens are as they were."""
    canonical = " ".join(between.join(pieces).split())
    words, facts = tokens_of(canonical)
    assert tokens_of(f"{canonical} http://x.org/") == ((*words, "http://x.org/"), (*facts, "http://x.org/"))


@given(st.lists(st.sampled_from(LETTERS), max_size=8).map("".join))
def test_a_combining_mark_changes_nothing_but_its_letter(text: str) -> None:
    """A text with a mark is folded as a whole, any other one character by character: both give the same."""
    alone, beside = normal_form(f"a {text} b"), normal_form(f"a {text} b e\u0301")
    assert beside.tokens == (*alone.tokens, "é")


@pytest.mark.parametrize(
    ("words", "key"), [(("a", "1", "2"), "a1 2"), (("1", "a", "2"), "1a2"), (("x1", "2", "b", "c"), "x1 2bc")]
)
def test_numbers_side_by_side_stay_apart(words: tuple[str, ...], key: str) -> None:
    """Words are run together, two numbers are not."""
    assert glued(words) == key


@pytest.mark.parametrize(
    ("one", "other"), [(".5 kg", "5 kg"), ("$.99", "$99"), ("£.50", "£50"), ("(.5", "(5"), ("1 .5", "1.5")]
)
def test_the_point_of_a_decimal_without_a_zero_counts(one: str, other: str) -> None:
    """Half a kilogram is not five, on either way by which texts are read, and the nights tell them apart."""
    texts = [f"A bag of flour at {one} in the shop", f"A bag of flour at {other} in the shop"]
    assert len(set(cluster(texts))) == 2
    assert {edit.substantive for edit in text_edits(*texts)} == {True}


def test_tenths_are_compared() -> None:
    """A decimal without a zero that changes is a number that changes."""
    assert [(edit.kind, edit.substantive) for edit in text_edits("A bag of .5 kg", "A bag of .6 kg")] == [
        ("number", True)
    ]
    assert cluster(["The end. 5 kg each", "The end 5 kg each", "Wait ...5 times", "Wait 5 times"]) == [0, 0, 1, 1]


def test_a_decimal_may_lack_its_zero() -> None:
    """With and without it the text says the same, and what is found in it has the same value."""
    assert cluster(["A tube of .15 oz", "A tube of 0.15 oz", "A tube of 15 oz"]) == [0, 0, 1]
    assert not any(edit.substantive for edit in text_edits("A tube of .15 oz", "A tube of 0.15 oz"))
    assert normal_form("$.99").tokens == ("$", "0.99")
    assert normal_form("90\u00ad.4 %").tokens == ("90.4", "%")
    assert [one.value for one in annotate("A tube of .15 oz for $.99, .5 %", language="en") if one.value] == [
        "0.15",
        "0.15 ounce",
        "0.99 USD",
        "0.5",
    ]
