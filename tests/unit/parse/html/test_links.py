"""Links lead where the standard library says, the quick way or not."""

from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrape_clean.model import Document
from scrape_clean.parse.html.links import Links

BASES = [
    *("https://site.example", "https://site.example/", "http://u:p@site.example:80/shop/list.html?page=2#top"),
    *(
        "https://site.example/a/../b/./c",
        "https://site.example/a?",
        "https://site.example?x",
        "http:///a",
        "ftp://h/a/b",
    ),
]
HREFS = st.text("ab1/._-~?=&%+#;: @", max_size=12).map(str.strip).filter(bool)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(BASES), st.sampled_from(["", "/", "#"]), HREFS)
def test_links_are_resolved_as_by_urljoin(base: str, start: str, rest: str) -> None:
    """Paths from the site's root and places on the page take a short cut to the same address."""
    assert Links(base).resolve(start + rest) == urljoin(base, start + rest)


def test_what_cannot_be_resolved_stays_as_written() -> None:
    """Without an address, or with a malformed one, nobody guesses."""
    assert Links(None).resolve("/a") == "/a"
    assert Links("https://[half").resolve("/a") == "/a"
    assert Links("https://site.example").resolve("https://other.example/a b") == "https://other.example/a b"


def test_a_late_base_counts_for_links_before_it(parse: Callable[..., Document]) -> None:
    """The first address of a base element holds for the whole page, wherever it stands."""
    bases = "<base><base href='https://a.example/d/'><base href=https://b.example/>"
    (block,) = parse(f"<p><a href=x>one</a>{bases}<a href=y>two</a>", "https://site.example/").blocks
    assert [link.href for link in block.links] == ["https://a.example/d/x", "https://a.example/d/y"]


@pytest.mark.parametrize(
    ("markup", "text", "links"),
    [
        ('Fees<a href="#fees">¶</a>', "Fees", []),
        ('<a href="#fees">#</a> Fees', "Fees", []),
        ('<a href="#a">§</a> <a href="/fees">Fees</a> 2024 <a href="#b">🔗</a>', "Fees 2024", [("Fees", 0, 4)]),
        ("C#", "C#", []),
        ('Room <a href="#12">12</a>', "Room 12", [("12", 5, 7)]),
        ('Fees <a href="/all">»</a>', "Fees »", [("»", 5, 6)]),
        ('<a href="#x">#</a>', "#", [("#", 0, 1)]),
    ],
)
def test_anchors_are_no_part_of_a_heading(
    parse: Callable[..., Document], markup: str, text: str, links: list[tuple[str, int, int]]
) -> None:
    """The sign that links a heading to itself is taken off; its characters stay in the block's span."""
    page = parse(f"<h2>{markup}</h2>")
    (block,) = page.blocks
    assert (block.kind, block.text) == ("heading", text)
    assert [(link.text, link.start, link.end) for link in block.links] == links
    assert page.text[block.start : block.end] == page.text


@pytest.mark.parametrize(
    "markup",
    [
        '<a name="isempty" href="#isempty"><b>isEmpty()</b></a>',
        '<p id="isempty"><a href="#isempty">isEmpty()</a></p>',
        '<ul><li id="isempty"><a href="#isempty">isEmpty()</a></ul>',
        '<table><tr><td id="isempty"><a href="#isempty">isEmpty()</a></td></tr></table>',
    ],
)
def test_the_address_of_a_line_itself_is_no_link(parse: Callable[..., Document], markup: str) -> None:
    """An entry of a table of contents leads elsewhere."""
    page = parse(f'{markup}<p><a href="#isempty">To the member</a></p>')
    first, second = page.blocks
    assert (first.text, first.links) == ("isEmpty()", ())
    assert [link.href for link in second.links] == ["#isempty"]


def test_a_heading_with_a_name_has_no_sign_either(parse: Callable[..., Document]) -> None:
    """Its sign links it to itself."""
    (block,) = parse('<h2 id="fees">Fees <a href="#fees">¶</a></h2>').blocks
    assert (block.text, block.links) == ("Fees", ())
