"""What a page's own address tells."""

import pytest

from scrape_clean.label.address import address
from scrape_clean.model import Document, Fact, Metadata

NOTHING = (0.0, 0.0, 0.0, 0.0)


def page(url: str | None, canonical: str | None = None) -> Document:
    """An empty page with an address."""
    named = Fact(value=canonical, origin="link:canonical") if canonical else None
    return Document(text="", blocks=(), url=url, metadata=Metadata(canonical_url=named))


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://town.example", (1.0, 0.0, 0.0, 0.0)),
        ("https://town.example/en-GB/index.php?lang=en", (1.0, 0.0, 0.0, 0.0)),
        ("https://town.example/default.aspx", (1.0, 0.0, 0.0, 0.0)),
        ("https://town.example/harbour/fees-2031", (0.0, 1.0, 0.5, 1.0)),
        ("https://town.example/home-care", (0.0, 0.5, 0.5, 0.0)),
        ("https://town.example/a1/b2/c3/d4/e5/the-ferry-to-the-east-quay-is-closed", (0.0, 2.0, 3.0, 0.0)),
        ("http://[town", NOTHING),
        ("harbour.html", NOTHING),
        (None, NOTHING),
    ],
)
def test_fronts_depths_and_titles(url: str | None, told: tuple[float, ...]) -> None:
    """Languages and the names of start pages lead nowhere; what is no address tells nothing."""
    assert address(page(url)) == told


def test_a_page_without_an_address_has_the_one_it_names() -> None:
    """Its canonical one; what it was fetched from comes first."""
    assert address(page(None, "https://town.example/")) == (1.0, 0.0, 0.0, 0.0)
    assert address(page("https://town.example/tides", "https://town.example/")) == (0.0, 0.5, 0.0, 0.0)
