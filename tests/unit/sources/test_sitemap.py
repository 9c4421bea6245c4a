"""Sitemaps: what they list, and what hostile ones cannot do."""

import gzip
import tracemalloc
from collections.abc import Callable
from itertools import pairwise

import pytest

from scrape_clean.errors import InputError
from scrape_clean.sources.sitemap import MOST_BYTES, Sitemap, read_sitemap, walk

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*urls: str) -> bytes:
    """A sitemap of some addresses."""
    items = "".join(f"<url><loc>{url}</loc><lastmod>2024-01-01</lastmod></url>" for url in urls)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SPACE}>{items}</urlset>'.encode()


def index(*urls: str) -> bytes:
    """An index of further sitemaps."""
    items = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f"<sitemapindex {SPACE}>{items}</sitemapindex>".encode()


def refusal(body: bytes) -> str:
    """Why it is refused, in one line."""
    with pytest.raises(InputError) as caught:
        read_sitemap(body, "s.xml")
    assert str(caught.value) == f"s.xml: {caught.value.reason}"
    assert "\n" not in caught.value.reason
    return caught.value.reason


def test_the_addresses_of_a_sitemap() -> None:
    """In their order; white space and entities of XML's own are resolved, prefixes passed over."""
    body = urlset("\n https://a.org/1 ", "https://a.org/?a=1&amp;b=2", "<![CDATA[https://a.org/3]]>")
    assert read_sitemap(body).pages == ("https://a.org/1", "https://a.org/?a=1&b=2", "https://a.org/3")
    prefixed = f"<s:urlset xmlns:s='{SPACE[7:-1]}'><s:url><s:loc>https://a.org/</s:loc></s:url></s:urlset>"
    assert read_sitemap(prefixed.encode()).pages == ("https://a.org/",)


def test_a_page_that_is_listed_by_its_parts_is_one_page() -> None:
    """A fragment is no part of what is asked for (RFC 9110, 7.1)."""
    body = urlset("https://a.org/", "https://a.org/#about", "https://a.org/?a#b#c", "https://a.org/#tours")
    assert walk("s", lambda _: body, lambda _: True, 10).pages == ("https://a.org/", "https://a.org/?a")
    assert walk("s", lambda _: body, lambda _: True, 2).complete
    assert read_sitemap(index("https://a.org/s.xml#x")).sitemaps == ("https://a.org/s.xml",)


def test_pictures_and_translations_are_no_pages() -> None:
    """Extensions have ``loc`` elements of their own."""
    picture = "https://a.org/1</loc><image:image><image:loc>https://a.org/1.png</image:loc></image:image><loc/><loc>"
    body = urlset("").replace(b"<loc></loc>", f"<loc>{picture}</loc>".replace("image:", "").encode())
    assert "https://a.org/1.png" not in read_sitemap(body).pages


def test_an_index_a_text_and_gzip() -> None:
    """All forms of the protocol."""
    assert read_sitemap(index("https://a.org/s.xml")) == Sitemap(sitemaps=("https://a.org/s.xml",))
    assert read_sitemap(b"\xef\xbb\xbfhttps://a.org/1\r\n\r\nhttps://a.org/2\n").pages == (
        "https://a.org/1",
        "https://a.org/2",
    )
    assert read_sitemap(gzip.compress(urlset("https://a.org/1"))).pages == ("https://a.org/1",)
    body = urlset("https://a.org/1", "https://a.org/2")
    members = gzip.compress(body[:150]) + gzip.compress(body[150:])  # as tools write that pack piece by piece
    assert read_sitemap(members).pages == ("https://a.org/1", "https://a.org/2")
    assert read_sitemap(urlset("https://a.org/\u00e9").decode().replace("UTF-8", "UTF-16").encode("utf-16")).pages == (
        "https://a.org/\u00e9",
    )


def test_what_nobody_can_fetch_is_counted() -> None:
    """Other schemes, relative addresses, spaces, passwords."""
    listed = read_sitemap(
        urlset("file:///etc/passwd", "/x", "https://a b.org", "https://u:p@a.org", "", "https://a.org")
    )
    assert listed == Sitemap(pages=("https://a.org",), refused=5)


BOMB = "<!DOCTYPE u [<!ENTITY a 'https://a.org/'>{}]>".format(
    "".join(f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefghi", "bcdefghij", strict=True))
)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (BOMB.encode() + b"<urlset><url><loc>&j;</loc></url></urlset>", "is refused: it holds entities"),
        (b"<!DOCTYPE u [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>&x;</loc></url></urlset>",
         "is refused: it holds entities"),
        (b"<!DOCTYPE u [<!ENTITY % x SYSTEM 'https://127.0.0.1/x'> %x;]><urlset/>", "is refused: it holds entities"),
        (b"<html><body>Not found</body></html>", "is no sitemap: its root is <html>"),
        (b"<urlset><url>", "is no well-formed XML: no element found"),
        (b"<urlset>\0</urlset>", "is no well-formed XML: not well-formed"),
        (b"<?xml version='1.0' encoding='klingon'?><urlset/>", "is no"),
        (b"", "is no sitemap: neither XML nor a text"),
        (b"\xff\xff", "is no sitemap: neither XML nor UTF-8 text"),
        (b"Page not found\n", "is no sitemap: neither XML nor a text"),
        (gzip.compress(urlset("https://a.org"), mtime=0)[:-20], "ends in the middle of its gzip"),
        (b"\x1f\x8b\x08garbage", "is no sound gzip"),
    ],
)  # fmt: skip
def test_what_is_no_sitemap(body: bytes, reason: str) -> None:
    """No entity is resolved and no file opened; one line each."""
    assert refusal(body).startswith(reason)


def test_bombs_take_no_memory() -> None:
    """A gzip of more than the limit, and XML that is all nesting."""
    squeezed = gzip.compress(b"<urlset>" + b" " * (60 * 1024 * 1024), 1)
    tracemalloc.start()
    assert refusal(squeezed) == f"is larger than {MOST_BYTES:,} bytes, which no sitemap may be"
    assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024 + MOST_BYTES
    tracemalloc.reset_peak()
    assert refusal(b"<urlset>" + b"<a>" * 30_000) == "is no sitemap: its elements are nested more than 50 deep"
    long = b"<urlset><url><loc>" + b"x<!-- -->" * 30_000 + b"</loc></url></urlset>"
    assert read_sitemap(long).refused == 1
    assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
    tracemalloc.stop()


def test_a_document_type_elsewhere_is_not_opened() -> None:
    """A path that does not exist would be told if it were looked for; a socket would fail the test."""
    for place in ("file:///nowhere/x.dtd", "https://127.0.0.1/x.dtd"):
        body = urlset("https://a.org/1").replace(b"<urlset", f"<!DOCTYPE urlset SYSTEM '{place}'><urlset".encode())
        assert read_sitemap(body).pages == ("https://a.org/1",)


@pytest.mark.parametrize("make", [urlset, index, lambda *urls: "\n".join(urls).encode()])
def test_more_addresses_than_the_protocol_allows(monkeypatch: pytest.MonkeyPatch, make: Callable[..., bytes]) -> None:
    """The first ones, and a word about the rest."""
    monkeypatch.setattr("scrape_clean.sources.sitemap.MOST_URLS", 50)
    for count in (50, 51, 60):
        listed = read_sitemap(make(*(f"https://a.org/{n}" for n in range(count))))
        assert (len(listed.pages) + len(listed.sitemaps), listed.cut) == (50, count > 50)


class Site:
    """Sitemaps in memory; notes what is read."""

    def __init__(self, files: dict[str, bytes]) -> None:
        """Some files by their addresses."""
        self.files = files
        self.read: list[str] = []

    def __call__(self, url: str) -> bytes:
        """One of them."""
        self.read.append(url)
        if url not in self.files:
            raise InputError("answers 404", url)
        return self.files[url]


def test_an_index_is_followed() -> None:
    """Each sitemap once, in order, each page once."""
    site = Site(
        {
            "i": index("https://a.org/s1", "https://a.org/s2", "https://a.org/s1"),
            "https://a.org/s1": urlset("https://a.org/1", "https://a.org/2"),
            "https://a.org/s2": urlset("https://a.org/2", "https://a.org/3"),
        }
    )
    listed = walk("i", site, lambda url: not url.endswith("/1"), 10)
    assert listed.pages == ("https://a.org/2", "https://a.org/3")
    assert (listed.complete, listed.unread, listed.notices) == (True, (), ())
    assert site.read == ["i", "https://a.org/s1", "https://a.org/s2"]


def test_a_part_that_cannot_be_read_is_told() -> None:
    """Its pages are not known to be gone; without the first sitemap nothing is known at all."""
    site = Site({"i": index("https://a.org/s1", "https://a.org/s2"), "https://a.org/s2": urlset("https://a.org/3")})
    listed = walk("i", site, lambda _: True, 10)
    assert (listed.pages, listed.complete) == (("https://a.org/3",), False)
    assert (listed.unread, listed.notices) == (("https://a.org/s1: answers 404",), ())
    with pytest.raises(InputError, match="answers 404"):
        walk("none", site, lambda _: True, 10)


def test_what_is_left_out_of_a_sitemap_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses that nobody can fetch, and those beyond what one may hold: then none is called gone."""
    site = Site({"s": urlset("ftp://a.org/", "https://a.org/1", "https://a.org/2")})
    listed = walk("s", site, lambda _: True, 10)
    assert (len(listed.pages), listed.refused, listed.complete) == (2, 1, True)
    assert listed.notices == ("s: 1 of its addresses cannot be fetched and are left out",)
    monkeypatch.setattr("scrape_clean.sources.sitemap.MOST_URLS", 2)
    listed = walk("s", site, lambda _: True, 10)
    assert (listed.pages, listed.complete, len(listed.notices)) == (("https://a.org/1",), False, 2)


def test_no_message_shows_the_query_of_an_address() -> None:
    """It may be a key; the path says well enough which sitemap is meant."""
    first, second = "https://a.org/i?key=SECRET", "https://a.org/s?key=SECRET"
    broken = Site({first: index(second), second: b"<urlset>"})
    assert walk(first, broken, lambda _: True, 10).unread[0].startswith("https://a.org/s?...: is no well-formed XML")
    tower = Site({first: index(second), second: index("https://a.org/t"), "https://a.org/t": index("https://a.org/u")})
    odd = Site({first: urlset("ftp://a.org/", "https://a.org/1", "https://a.org/2")})
    for site in (tower, odd):
        told = walk(first, site, lambda _: True, 1).notices
        assert told
        assert "SECRET" not in " ".join(told)
    with pytest.raises(InputError) as caught:
        walk(second, broken, lambda _: True, 10)
    assert "SECRET" not in str(caught.value)


def test_as_deep_as_is_followed_is_whole() -> None:
    """A sitemap at the last level that leads no deeper cuts nothing off, and is no word worth."""
    names = [f"https://a.org/{level}" for level in range(3)]
    files = {name: index(deeper) for name, deeper in pairwise(names)}
    listed = walk(names[0], Site({**files, names[-1]: urlset("https://a.org/page")}), lambda _: True, 10)
    assert (listed.pages, listed.complete, listed.notices) == (("https://a.org/page",), True, ())


def test_loops_and_towers_of_indexes_end() -> None:
    """An index of itself, one that goes ever deeper, and one of very many."""
    loop = Site({"https://a.org/i": index("https://a.org/i")})
    assert walk("https://a.org/i", loop, lambda _: True, 10).pages == ()
    assert len(loop.read) == 1
    tower = Site({f"https://a.org/{n}": index(f"https://a.org/{n + 1}") for n in range(50)})
    listed = walk("https://a.org/0", tower, lambda _: True, 10)
    assert (len(tower.read), listed.complete) == (3, False)
    wide = Site({"https://a.org/": index(*(f"https://a.org/{n}" for n in range(5_000)))})
    listed = walk("https://a.org/", wide, lambda _: True, 10)
    assert (len(wide.read), listed.complete) == (1_000, False)


def test_no_more_pages_than_wanted() -> None:
    """The first ones, by what is wanted; the rest is not called gone."""
    site = Site({"s": urlset(*(f"https://a.org/{n}" for n in range(20)))})
    listed = walk("s", site, lambda url: len(url) > len("https://a.org/1"), 3)
    assert listed.pages == ("https://a.org/10", "https://a.org/11", "https://a.org/12")
    assert (listed.complete, listed.unread) == (False, ())
    assert listed.notices == ("s: lists more than 3 pages; the first 3 are taken: raise `limit`",)
