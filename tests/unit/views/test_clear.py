"""A page's texts and addresses among our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrape_clean.views.clear import clear, language_tag, marked_up, one_line, shown_address, text_link, web_address


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTPS://Example.org/", "https://Example.org/"),
        ("http://anna:secret@example.org:8080/x", "http://example.org:8080/x"),
        ("https://example.org/a b\"<'>", "https://example.org/a%20b%22%3C'%3E"),
        (" https://example.org/\n", "https://example.org/"),
        ("https://example.org/\u202egpj.exe", "https://example.org/%E2%80%AEgpj.exe"),
        ("https://bücher.example/straße", "https://bücher.example/straße"),
        ("https://[::1]/", "https://[::1]/"),
        *(
            (bad, None)
            for bad in ("javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "file:///etc/passwd")
        ),
        *((bad, None) for bad in ("", None, "https://", "//example.org/", "page.html", "https://[x/", "vbscript:x")),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str | None, address: str | None) -> None:
    """Without a password, and with nothing in them that an IRI must not hold."""
    assert web_address(url) == address


def test_addresses_are_shown_short() -> None:
    """Without scheme and password; what is no address as it is."""
    assert shown_address("https://anna:secret@example.org/") == "example.org"
    assert shown_address("raw/page\n.html") == "raw/page .html"


@pytest.mark.parametrize(
    ("text", "directive"),
    [
        ("Open on Sundays", "Open%20on%20Sundays"),
        ("Well-kept, and & more", "Well%2Dkept%2C%20and%20%26%20more"),
        (
            "one two three four five six seven eight nine ten eleven",
            "one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven",
        ),
        ("Adult |  | 12 euros", "Adult,12%20euros"),
    ],
)
def test_links_to_words(text: str, directive: str) -> None:
    """Special characters are escaped; of a long text both ends are named."""
    assert text_link("https://example.org/a", text) == f"https://example.org/a#:~:text={directive}"
    assert text_link("https://example.org/a#top", text) == f"https://example.org/a#top:~:text={directive}"


def test_no_link_without_address_or_words() -> None:
    """The page itself, or nothing."""
    assert text_link("page.html", "words") is None
    assert text_link("https://example.org/", " ") == "https://example.org/"


@given(st.text())
def test_nothing_unseen_gets_through(text: str) -> None:
    """No control character, no change of direction, no markup."""
    shown = marked_up(text)
    assert not set(shown) & set('<>"\x00\x07\x1b\x7f\x85\u202e\u2066')
    assert "\n" not in one_line(text)
    assert clear(clear(text)) == clear(text)


def test_languages() -> None:
    """Only what has the form of a tag."""
    assert language_tag("de-CH") == "de-CH"
    assert language_tag('en" onload="x') is None
    assert language_tag(None) is None
