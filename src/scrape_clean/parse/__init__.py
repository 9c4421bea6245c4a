"""Stage 1: a capture to blocks, every character of its text in exactly one."""

from msgspec import structs

from scrape_clean.errors import InputError
from scrape_clean.model import Capture, Document
from scrape_clean.parse.decode import decode, scrub
from scrape_clean.parse.html import Reader, parse_html
from scrape_clean.parse.markdown import parse_markdown
from scrape_clean.parse.sniff import page_type, refuse_binary, sniff
from scrape_clean.parse.text import parse_text

__all__ = ["parse", "parse_string"]

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_SNIFFED = 16384  # characters


def parse(capture: Capture, *, reader: Reader = "lexbor") -> Document:
    """Parse a capture: find out what it is, decode it, cut it into blocks.

    The declared media type counts before the name's ending, and that before the content.

    Args:
        capture: The bytes and what is known of them.
        reader: Who reads HTML.

    Raises:
        InputError: It is empty or no page. Nothing else, whatever the bytes.
    """
    body, source = capture.body, capture.source or capture.url or ""
    try:
        refuse_binary(body)
        media_type = page_type(capture.media_type or "") or sniff(body, capture.source)
    except InputError as problem:
        raise InputError(problem.reason, source) from None
    decoded = decode(body, charset=capture.charset, html=media_type in _HTML)
    page = body if decoded.as_is and media_type in _HTML else decoded.text
    document = _parse_page(media_type, page, capture.url, reader)
    return structs.replace(document, charset=decoded.charset, replaced=decoded.replaced)


def parse_string(
    text: str, *, url: str | None = None, media_type: str | None = None, reader: Reader = "lexbor"
) -> Document:
    """As `parse`, for a page that is text already.

    Args:
        text: The page. Lone surrogates in it are replaced and counted.
        url: Its address, for relative links.
        media_type: Sniffed when None; never as Markdown.
        reader: Who reads HTML.

    Raises:
        InputError: It is empty, or no page.
    """
    clean, replaced = scrub(text)
    head = clean[:_SNIFFED].encode()
    try:
        refuse_binary(head)
        found = page_type(media_type or "") or sniff(head)
    except InputError as problem:
        raise InputError(problem.reason, url or "") from None
    return structs.replace(_parse_page(found, clean, url, reader), replaced=replaced)


def _parse_page(media_type: str, page: str | bytes, url: str | None, reader: Reader) -> Document:
    """Parse a decoded page; for HTML its bytes do as well, if they are UTF-8."""
    if media_type in _HTML or isinstance(page, bytes):
        document = parse_html(page, url=url, reader=reader)
    elif media_type == "text/markdown":
        document = parse_markdown(page, url=url, reader=reader)
    else:
        document = parse_text(page, url=url)
    return structs.replace(document, media_type=media_type, url=url)
