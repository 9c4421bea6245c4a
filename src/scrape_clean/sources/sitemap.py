"""Which pages a site says it has (https://www.sitemaps.org/protocol.html).

A sitemap is XML, or text with an address a line; either may be gzipped. Entities and DTDs are refused and nothing that
a sitemap names is ever opened by the XML reader; no tree is built, so that memory holds the addresses alone.
"""

from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from msgspec import Struct

from scrape_clean.errors import InputError
from scrape_clean.sources.addresses import check_url
from scrape_clean.sources.codings import Body, DamagedError, TooLargeError

__all__ = ["MOST_BYTES", "MOST_URLS", "Listed", "Sitemap", "name_of", "read_sitemap", "walk"]

MOST_URLS: Final = 50_000
"""Addresses in one sitemap, by the protocol."""
MOST_BYTES: Final = 50 * 1024 * 1024
"""Of one sitemap after unpacking, by the protocol."""
_DEEPEST: Final = 3
"""Indexes of indexes are against the protocol, but sites have them."""
_MOST_SITEMAPS: Final = 1_000
_LONGEST: Final = 8_000  # characters of text that are kept of one element
_MOST_LEVELS: Final = 50
_SHOWN: Final = 3


class Sitemap(Struct, frozen=True, kw_only=True):
    """What stands in one sitemap."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    """Of an index: further ones."""
    refused: int = 0
    """Addresses that nobody can fetch."""
    cut: bool = False
    """Whether it lists more than `MOST_URLS`."""


class Listed(Struct, frozen=True, kw_only=True):
    """What stands in a sitemap and all that it leads to."""

    pages: tuple[str, ...]
    """In the order of the sitemaps, each once."""
    unread: tuple[str, ...]
    """Parts that could not be read, each with the reason: what stands in them is not known tonight."""
    refused: int = 0
    """Addresses in them that nobody can fetch."""
    complete: bool
    """False if something is unread, or was cut by a limit: what is missing here may still be there."""
    notices: tuple[str, ...]
    """What else is wrong with it, a line each."""


def read_sitemap(body: bytes, source: str = "") -> Sitemap:
    """The addresses in a sitemap or sitemap index.

    Args:
        body: As received; gzip is unpacked.
        source: Its address or path, for errors.

    Raises:
        InputError: It is none, too large, or holds entities or a DTD with them.
    """
    body = _unpacked(body, source)
    if not body.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<"):
        return _from_text(body, source)
    target = _Target()
    parser = DefusedXMLParser(target=target, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(body)
        parser.close()
    except DefusedXmlException as problem:
        raise InputError(f"is refused: it holds {_named(problem)}, which no sitemap needs", source) from None
    except ParseError as problem:
        raise InputError(f"is no well-formed XML: {problem}", source) from None
    except (ValueError, LookupError) as problem:  # an encoding that Python lacks; too many levels
        raise InputError(f"is no sitemap: {problem}", source) from None
    if target.root not in {"urlset", "sitemapindex"}:
        raise InputError(f"is no sitemap: its root is <{target.root[:40]}>, not <urlset> or <sitemapindex>", source)
    return _sorted_out(target.pages, target.sitemaps)


def walk(first: str, read: Callable[[str], bytes], takes: Callable[[str], bool], most: int) -> Listed:
    """Read a sitemap and the ones that it leads to.

    Args:
        first: Its address or path.
        read: Gives the body of an address; raises InputError.
        takes: Whether a page is wanted.
        most: Pages taken.

    Raises:
        InputError: The first one cannot be read.
    """
    found: dict[str, None] = {}
    notices: list[str] = []
    unread: list[str] = []
    whole, refused = True, 0
    seen, rest = {first}, [(first, 1)]
    while rest and len(found) <= most:
        name, depth = rest.pop(0)
        try:
            one = read_sitemap(read(name), name_of(name))
        except InputError as problem:
            if name == first:
                raise
            unread.append(f"{name_of(name)}: {problem.reason}")
            continue
        found.update(dict.fromkeys(url for url in one.pages if takes(url)))
        notices += _notices(one, name_of(name))
        refused += one.refused
        deeper = [url for url in dict.fromkeys(one.sitemaps) if url not in seen]
        if deeper and (depth >= _DEEPEST or len(seen) + len(deeper) > _MOST_SITEMAPS):
            notices.append(
                f"{name_of(name)}: leads to more than {_MOST_SITEMAPS:,} sitemaps, or deeper than {_DEEPEST} levels"
            )
            deeper = deeper[: max(0, _MOST_SITEMAPS - len(seen))] if depth < _DEEPEST else []
            whole = False
        seen.update(deeper)
        rest += [(url, depth + 1) for url in deeper]
        whole = whole and not one.cut
    if len(found) > most:
        notices.append(f"{name_of(first)}: lists more than {most:,} pages; the first {most:,} are taken: raise `limit`")
        whole = False
    return Listed(
        pages=tuple(found)[:most],
        unread=tuple(unread),
        refused=refused,
        complete=whole and not unread,
        notices=tuple(notices),
    )


def name_of(sitemap: str) -> str:
    """A sitemap's address as a message may show it, without its query; its path as it is."""
    from scrape_clean.sources.http.urls import shown  # noqa: PLC0415  the network's libraries, for who needs them

    return shown(sitemap) if "://" in sitemap else sitemap


def _notices(one: Sitemap, name: str) -> list[str]:
    told = []
    if one.refused:
        told.append(f"{name}: {one.refused:,} of its addresses cannot be fetched and are left out")
    if one.cut:
        told.append(f"{name}: lists more than {MOST_URLS:,} addresses; the rest is left out")
    return told


class _Target:
    """Takes what the XML reader finds, and keeps the addresses; namespaces and prefixes are passed over."""

    def __init__(self) -> None:
        self.root = ""
        self.pages: list[str] = []
        self.sitemaps: list[str] = []
        self._open: list[str] = []
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        del attributes
        if len(self._open) >= _MOST_LEVELS:
            raise ValueError(f"its elements are nested more than {_MOST_LEVELS} deep")
        name = tag.rpartition("}")[2]
        self.root = self.root or name
        self._open.append(name)
        self._text.clear()

    def data(self, text: str) -> None:
        if self._open[-1:] == ["loc"] and len(self._text) < _LONGEST:
            self._text.append(text[:_LONGEST])

    def end(self, tag: str) -> None:
        del tag
        path = self._open[-3:]
        self._open.pop()
        if len(self._open) == 2 and path == ["urlset", "url", "loc"] and len(self.pages) <= MOST_URLS:
            self.pages.append("".join(self._text).strip())
        if len(self._open) == 2 and path == ["sitemapindex", "sitemap", "loc"] and len(self.sitemaps) <= MOST_URLS:
            self.sitemaps.append("".join(self._text).strip())

    def close(self) -> None:
        """Nothing is left to do."""


def _from_text(body: bytes, source: str) -> Sitemap:
    try:
        lines = body.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise InputError("is no sitemap: neither XML nor UTF-8 text", source) from None
    found = [line.strip() for line in lines if line.strip()]
    if not any(check_url(url) is None for url in found[:_SHOWN]):
        raise InputError("is no sitemap: neither XML nor a text with an address a line", source)
    return _sorted_out(found, [])


def _sorted_out(pages: list[str], sitemaps: list[str]) -> Sitemap:
    good, further = (
        # Without what is only a place in a page: a page that is listed by its headings is one page.
        [url.partition("#")[0] for url in urls[:MOST_URLS] if check_url(url) is None]
        for urls in (pages, sitemaps)
    )
    count = min(len(pages), MOST_URLS) + min(len(sitemaps), MOST_URLS)
    return Sitemap(
        pages=tuple(good),
        sitemaps=tuple(further),
        refused=count - len(good) - len(further),
        cut=len(pages) > MOST_URLS or len(sitemaps) > MOST_URLS,
    )


def _unpacked(body: bytes, source: str) -> bytes:
    """Without gzip, of which no more than the limit is ever unpacked."""
    whole = Body(("gzip",) if body.startswith(b"\x1f\x8b") else (), MOST_BYTES)
    try:
        whole.feed(body)
        whole.finish()
    except DamagedError as damage:
        raise InputError(str(damage), source) from None
    except TooLargeError:
        raise InputError(f"is larger than {MOST_BYTES:,} bytes, which no sitemap may be", source) from None
    return whole.plain


def _named(problem: DefusedXmlException) -> str:
    return {"EntitiesForbidden": "entities", "ExternalReferenceForbidden": "references to other files"}.get(
        type(problem).__name__, "a document type"
    )
