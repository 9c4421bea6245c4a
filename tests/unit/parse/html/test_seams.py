"""Words in neighbouring elements, with no space between them in the markup."""

from collections.abc import Callable

import pytest

from scrape_clean.model import Document
from scrape_clean.parse.html import parse_html
from scrape_clean.parse.selectors import Selectors

Parse = Callable[[str], Document]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<time><span>August 26, 2024</span><span>1 yr</span></time>", "August 26, 2024 1 yr"),
        ("<time><b>12 <i>May</i></b><span>2024</span></time>", "12 May 2024"),
        ("<span><time>08.12.2022</time></span><span>Harbour board</span>", "08.12.2022 Harbour board"),
        ("<span>Posted</span><time>May 3</time>from Ada", "Posted May 3 from Ada"),
        ("<time>May 3</time><time>May 4</time>", "May 3 May 4"),
        ("<a href=/1>1</a><a href=/2>2</a><a>Next</a>", "1 2 Next"),
        ("<a href=/1>Root and roms</a><a href=/2>basics</a>", "Root and roms basics"),
        ("<b><a href=/1>Home</a></b><b><a href=/2>News</a></b>", "Home News"),
        ("<a href=/1>Sold out?</a><a href=/2>Ask</a>", "Sold out? Ask"),
        ("<a href=#>Yes</a><a href=#>No</a>", "Yes No"),
        ("<span>Learn</span><a href=/1>Schemas</a>", "Learn Schemas"),
        ("<span>135,66£</span><a href=/1>Buy</a>", "135,66£ Buy"),
        ("<a href=/1>Ada Lind</a><span>22 May</span>", "Ada Lind 22 May"),
        ("<a href=/1>हिन्दी</a><a href=/2>मराठी</a>", "हिन्दी मराठी"),
        ("Light<svg><path/></svg>Dark", "Light Dark"),
        ("Light<svg aria-hidden=true><title>x</title></svg>Dark", "Light Dark"),
        ("Well<img src=smile.png>done", "Well done"),
        ("Well<img role=presentation>done", "Well done"),
        ("Page<input>of 77", "Page of 77"),
    ],
)
def test_words_that_stand_apart(parse: Parse, markup: str, text: str) -> None:
    """Next to a picture or a time, in parts of a time, and where a link meets another element."""
    assert " ".join(block.text for block in parse(f"<p>{markup}</p>").blocks if not block.hidden) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<span>T</span><span>he</span>", "The"),
        ("<span>Learn</span><span>Schemas</span>", "LearnSchemas"),
        ("<span class=first>T</span><a href=/1>he pier</a>", "The pier"),
        ("un<b>lock</b>ed, re<i>d</i>", "unlocked, red"),
        ("long<wbr>word<img hidden type=x> x", "longword x"),
        ("<a href=/1>order of cere</a><a href=/1>mony</a>", "order of ceremony"),
        ("<a href=/1>THE PI</a><a href=/1>ER</a>", "THE PIER"),
        ("<a href=/1>bus</a>es", "buses"),
        ("<a href=/1>cat</a>s and <a href=/2>cat</a><b>s</b>", "cats and cats"),
        ("dog<a href=/1>house</a>", "doghouse"),
        ("<b>dog</b><b>house</b>", "doghouse"),
        ("<abbr>km</abbr>h", "kmh"),
        ("<a href=/1>Acme</a><sup>TM</sup> and 1<sup><a href=/2>st</a></sup>", "AcmeTM and 1st"),
        ("<sup><a href=/2>14</a></sup><b>C</b>", "¹⁴C"),
        ("<time>26</time>th, <time><b>5</b><b>pm</b></time>, <time>1<!-- -->d ago</time>", "26th, 5pm, 1d ago"),
        ("<time>1<sup>st</sup> May</time>", "1st May"),
        ("<time>2022</time>年<a href=/1>東京</a><a href=/2>大学</a>", "2022年東京大学"),
        ("<a href=/1>e\u0301</a><a href=/2>\u0301o</a>", "é\u0301o"),
        ("odd<input type=hidden>ly", "oddly"),
    ],
)
def test_words_that_are_one(parse: Parse, markup: str, text: str) -> None:
    """Most edges say nothing: drop caps, emphasis in a word, suffixes, scripts without spaces."""
    assert parse(f"<p>{markup}</p>").blocks[0].text == text


def test_preformatted_text_stays_as_it_is(parse: Parse) -> None:
    """Code has its own spaces."""
    assert parse("<pre><a href=/1>int</a><a href=/2>ro</a></pre>").blocks[0].text == "intro"


def test_the_space_is_in_neither_link(parse: Parse) -> None:
    """And the blocks still tile the page's text."""
    document = parse("<p><a href=/1>One</a><a href=/2>two</a><p>x")
    assert [(link.text, link.start, link.end) for link in document.blocks[0].links] == [("One", 0, 3), ("two", 4, 7)]
    assert document.text == "One two\nx\n"


def test_a_dropped_picture_parts_words_too() -> None:
    """As one does that is shown."""
    document = parse_html("<p>Light<svg class=d><text>x</text></svg>Dark", selectors=Selectors(drop=(".d",)))
    assert document.blocks[0].text == "Light Dark"
