"""Running text among content."""

import pytest

from scrape_clean.label.running import among_content
from scrape_clean.label.skeleton import skeleton
from scrape_clean.parse.html import parse_html

LONG = (
    "Cookies are kept for thirty days, not a day longer, and can be refused at any time in the settings of the "
    "browser, or of the harbour's own page."
)
SHORT = "Subscribe to our letter and hear of storms before they come to the quay."
LINKS = f"<a href=/x>{LONG}</a>"


def lifted(body: str, *, low: float = -3.0, likely: bool = False) -> list[str]:
    """What is taken for content when every text with a "!" in front scores low, and all other text is content."""
    page = parse_html(f"<body>{body}")
    poor = [block.text.startswith("!") for block in page.blocks]
    found = among_content(
        page.blocks,
        skeleton(page.blocks, page.containers),
        [not one for one in poor],
        [low if one else 3.0 for one in poor],
        [one and likely for one in poor],
    )
    return [page.blocks[at].text for at in found]


def test_between_two_texts_no_score_is_too_low() -> None:
    """And the heading above it comes along."""
    body = f"<p>{LONG}</p><h2>! Cookies</h2><p>! {LONG}</p><ul><li>! {LONG}</ul><p>{LONG}</p>"
    assert lifted(body) == ["! Cookies", f"! {LONG}", f"! {LONG}"]


@pytest.mark.parametrize("text", [f"! {SHORT}", f"! {LINKS}", "! A few words."])
def test_advertisements_links_and_labels_are_no_such_text(text: str) -> None:
    """They may well stand in the middle of an article."""
    assert lifted(f"<p>{LONG}</p><p>{text}</p><p>{LONG}</p>") == []


def test_behind_the_last_text_it_must_be_likelier() -> None:
    """Comments and notes follow there; the same holds in front of the first one, and for shorter text in between."""
    text = f"<p>{LONG}</p><p>{LONG}</p>"
    assert lifted(f"{text}<p>! {LONG}</p>") == []
    assert lifted(f"{text}<p>! {LONG}</p>", low=-1.0) == [f"! {LONG}"]
    assert lifted(f"<p>{LONG}</p><p>! {SHORT}</p><p>{LONG}</p>", low=-1.0) == [f"! {SHORT}"]


def test_a_likely_line_between_content_is_content() -> None:
    """Not so in front of the first running text, behind the last one, or beside another line that is none."""
    lines = "<p>! Rope</p><h2>Sail</h2><p>! Knots</p><p>Nets</p><button>Buy</button><p>! Oars</p>"
    body = f"<p>Top</p><p>! Shared by</p><p>{LONG}</p>{lines}<p>{LONG}</p><p>! Signed</p><p>End</p>"
    assert lifted(body, likely=True) == ["! Rope", "! Knots", "! Oars"]
    assert lifted(body) == []
    apart = f"<p>{LONG}</p><p>! Print</p><p>! Mail</p><p>{LONG}</p>"
    assert lifted(apart, likely=True) == []


def test_outside_the_container_that_holds_the_text_nothing_is_taken() -> None:
    """However likely: the banner of a site speaks in sentences, too."""
    body = f"<div><p>! {LONG}</p></div><article><p>{LONG}</p><p>{LONG}</p></article><div><p>! {LONG}</p></div>"
    assert lifted(body, low=-1.0) == []


def test_a_page_without_running_content() -> None:
    """There is nothing for a text to stand among."""
    assert lifted(f"<ul><li>One<li>Two</ul><p>! {LONG}</p>") == []
