"""Links: where they lead, as far as their addresses tell."""

import pytest

from scrape_clean.label.links import Addresses

PAGE = "https://www.ferry.example/crew/handbook?lang=en#top"


@pytest.mark.parametrize(
    ("href", "kind", "below"),
    [
        ("#tides", "in-page", False),
        ("https://www.ferry.example/crew/handbook#tides", "in-page", False),
        ("https://ferry.example/crew/rota", "inward", True),
        ("https://ferry.example/tickets", "inward", False),
        ("https://shop.ferry.example/", "inward", False),
        ("/crew", "inward", False),
        ("https://notferry.example/crew/rota", "outward", False),
        ("mailto:crew@ferry.example", "acting", False),
        ("JavaScript:void(0)", "acting", False),
        ("", "inward", False),
        ("https://", "outward", False),
    ],
)
def test_kinds(href: str, kind: str, below: bool) -> None:  # noqa: FBT001
    """A link leads to a place on the page, to the site, away from it, or does something."""
    assert Addresses(PAGE).judge(href) == (kind, below)


def test_without_the_pages_address() -> None:
    """Only full addresses lead outward then."""
    addresses = Addresses(None)
    assert [addresses.judge(href)[0] for href in ("/a", "https://a.example/", "#b")] == ["inward", "outward", "in-page"]


def test_words_of_an_address() -> None:
    """Host and path, in lower case, without what is no word."""
    words = Addresses(None).words("https://Social.example/share.php?u=1&title=Tide%20times")
    assert words == ["social", "example", "share", "php", "title", "tide", "times"]
