"""Addresses of pages, taken apart, joined and shown."""

import pytest

from scrape_clean.errors import SourceError
from scrape_clean.sources.http.urls import join, parse, shown


@pytest.mark.parametrize(
    ("text", "url", "host", "port"),
    [
        ("http://A.example", "http://a.example/", "a.example", 80),
        ("https://a.example:443/x#top", "https://a.example/x", "a.example", 443),
        ("https://[::1]:8443/a", "https://[::1]:8443/a", "::1", 8443),
        ("http://bücher.example./ü?ä b", "http://xn--bcher-kva.example./%C3%BC?%C3%A4%20b", "xn--bcher-kva.example",
         80),
        (" http://a.example/%zz ", "http://a.example/%zz", "a.example", 80),
    ],
)  # fmt: skip
def test_addresses_that_can_be_asked_for(text: str, url: str, host: str, port: int) -> None:
    """In ASCII, without fragment, the default port left out."""
    target = parse(text)
    assert (target.url, target.host, target.port) == (url, host, port)


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd", "data:text/html,x", "ftp://a.example/", "javascript:alert(1)", "//a.example/",
        "a.example", "", "http://", "http:/a.example/", "http://a.example:99999/", "http://a.example:x/",
        "http://a b.example/",        "http://１２７.０.０.１/", "http://127.0.0.256/", "http://[fe80::1%25eth0]/", "http://127%2e0.0.1/",
        "http://user@a.example/", "http://user:secret@a.example/", "http://:secret@a.example/", "http://a.example\0/",
    ],
)  # fmt: skip
def test_addresses_that_are_refused(text: str) -> None:
    """Other schemes, users and passwords, hosts that there cannot be; without a secret in the reason."""
    with pytest.raises(SourceError) as caught:
        parse(text)
    assert "secret" not in caught.value.reason
    assert caught.value.reason.isprintable()
    assert not caught.value.retryable


def test_redirects_are_joined() -> None:
    """Relative ones against the address that they come from."""
    base = parse("https://a.example/x/y?q=1")
    assert join(base, "../z").url == "https://a.example/z"
    assert join(base, "?p=2").url == "https://a.example/x/y?p=2"
    assert join(base, "//b.example").url == "https://b.example/"
    assert join(base, "http://a.example/").origin != base.origin
    assert join(base, "https://A.example:443/").origin == base.origin
    for location in ("file:///etc/passwd", "http://u:secret@b.example/", "http://[", "data:,x"):
        with pytest.raises(SourceError) as caught:
            join(base, location)
        assert "secret" not in caught.value.reason


def test_what_is_shown_of_an_address() -> None:
    """No user, query or fragment, no control characters, not endless."""
    assert shown("https://u:p@a.example/x?token=1#f") == "https://a.example/x?..."
    assert shown("https://a.example/@x") == "https://a.example/@x"
    assert shown("https://a.example/\x1b[2J") == "https://a.example/\N{REPLACEMENT CHARACTER}[2J"
    assert len(shown("https://a.example/" + "x" * 5000)) == 200
