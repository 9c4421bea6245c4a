"""The bounds on attributes and on open formatting elements."""

import time

import pytest

from scrape_clean.parse.html import parse_html
from scrape_clean.parse.html.surplus import MAX_ATTRIBUTES, limit_attributes, limit_formatting


def _tag(count: int) -> bytes:
    return b"<p %b>" % b" ".join(b"name%d='some value'" % number for number in range(count))


def test_ordinary_attributes_are_left_alone() -> None:
    """As many as the bound, and any value however long."""
    for markup in (
        _tag(MAX_ATTRIBUTES) + b"a",
        b"<img src='" + b"x" * 100_000 + b"'>",
        b"words " * 10_000,
        b"<script>a<" + b"b " * 10_000,
    ):
        assert limit_attributes(markup) == markup


def test_surplus_attributes_go() -> None:
    """Those before them, and all that stands around the tag, stay."""
    assert limit_attributes(b"<b>a</b>" + _tag(2 * MAX_ATTRIBUTES) + b"c") == b"<b>a</b>" + _tag(MAX_ATTRIBUTES) + b"c"


def test_formatting_that_is_closed_is_left_alone() -> None:
    """However much of it there is; so are links and a few that are open."""
    for markup in (b"<p><b>a</b>" * 20_000, b"<a href=x>" * 20_000, b"<i><b><font>" + b"<p>a" * 20_000):
        assert limit_formatting(markup) == markup


def test_formatting_left_open_goes_where_it_would_multiply() -> None:
    """The text and all other tags stay."""
    opened = b"".join(b"<b class=c%d>" % number for number in range(1000))
    limited = limit_formatting(b"<p>" + opened + b"<p>a" * 10_000)
    assert limited.count(b"<p>a") == 10_000
    assert 8 <= limited.count(b"<b ") <= 100


@pytest.mark.parametrize(
    "markup",
    [
        _tag(60_000).decode() + "end",
        "<p>" + "".join(f"<b class=c{number}>" for number in range(2000)) + "<p>x" * 20_000 + "end",
        "".join(f"<font size={number}><p>" for number in range(20_000)) + "</font>" * 20_000 + "end",
    ],
    ids=["attributes", "formatting", "misnested"],
)
def test_a_page_made_to_be_slow_is_not(markup: str) -> None:
    """Each would take a minute or gigabytes."""
    begun = time.process_time()
    assert parse_html(markup).text.endswith("end\n")
    assert time.process_time() - begun < 15
