"""Patterns of addresses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrape_clean.sources.warc import matching


@pytest.mark.parametrize(
    ("pattern", "url", "fits"),
    [
        ("https://a.example/", "https://a.example/", True),
        ("https://a.example/", "https://a.example/b", False),
        ("https://a.example/*", "https://a.example/b/c?d=e", True),
        ("*", "", True),
        ("*.html", "https://a.example/b.html", True),
        ("*.html", "https://a.example/b.html?x", False),
        ("*/docs/*?page=*", "https://a.example/docs/b?page=2", True),
        ("https://a.example/?b", "https://a.example/xb", False),
        ("https://a.example/[b]", "https://a.example/[b]", True),
        ("a*a", "a", False),
        ("", "", True),
        ("", "a", False),
    ],
)
def test_only_the_star_is_special(pattern: str, url: str, fits: bool) -> None:  # noqa: FBT001  a table
    """Question marks and brackets are usual in addresses."""
    assert matching([pattern])(url) is fits


def test_without_patterns_everything_fits() -> None:
    """And with several, what fits one of them."""
    assert matching([])("anything")
    assert matching(["a", "b*"])("bc")
    assert not matching(["a", "b*"])("c")


_SMALL = st.text(st.sampled_from("ab*."), max_size=8)


@given(pattern=_SMALL, url=st.text(st.sampled_from("ab."), max_size=10))
def test_it_agrees_with_a_regular_expression(pattern: str, url: str) -> None:
    """The plain meaning of a star."""
    meant = re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), url) is not None
    assert matching([pattern])(url) is meant


def test_many_stars_are_one_look_at_the_address() -> None:
    """What a regular expression would never come to the end of."""
    assert not matching(["*a" * 500 + "b"])("a" * 20_000)
