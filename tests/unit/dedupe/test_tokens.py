"""Tokens: the fast ways find what the general one finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrape_clean.dedupe.normal import normal_form
from scrape_clean.dedupe.tokens import glued, tokens_of

PIECES = (
    *"a b z 1 20 - -3 10-20 10-ten 1.5 7,000 5:30 ! != !x + ? $5 € 5 % it's o'clock snake_case 'quoted' (c)".split(),
    *("é", "ß", "한국abc", "中", "10 - 20", "- 3", " -2", "4th", "b2b", '"d"', "@"),
)
LETTERS = ("a", "1", "İ", "ı", "é", "ß", "ﬁ", "ά", "½", "中", "’", "…", "ｶ", "٣", "\u00a0", "\u200b", "Ж")


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(["", " ", ". ", ", "]))
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
