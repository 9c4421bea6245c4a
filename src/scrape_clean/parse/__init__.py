"""Stage 1: a capture to blocks, every character of its text in exactly one."""

from msgspec import structs

from scrape_clean.errors import InputError
from scrape_clean.model import HTML_TYPES, Capture, Document, Fact, Metadata
from scrape_clean.parse.decode import decode, scrub
from scrape_clean.parse.selectors import NO_SELECTORS, Reader, Selectors
from scrape_clean.parse.sniff import page_type, refuse_binary, sniff
from scrape_clean.parse.text import parse_text

__all__ = ["parse", "parse_string"]

_XHTML = "application/xhtml+xml"
_SNIFFED = 16384  # characters


def parse(capture: Capture, *, reader: Reader = "lexbor", selectors: Selectors = NO_SELECTORS) -> Document:
    """Parse a capture: find out what it is, decode it, cut it into blocks.

    The declared media type counts before the name's ending, and that before the content.

    Args:
        capture: The bytes and what is known of them.
        reader: Who reads HTML.
        selectors: The user's choice of elements; in plain text there are none.

    Raises:
        InputError: It is no page, or is empty and nobody said of what type. Nothing else, whatever the bytes.
    """
    body, source = capture.body, capture.source or capture.url or ""
    try:
        declared = page_type(capture.media_type or "")
        if body or not declared:
            refuse_binary(body, sent=capture.url is not None)
        media_type = declared or sniff(body, capture.source)
    except InputError as problem:
        raise InputError(problem.reason, source) from None
    decoded = decode(body, charset=capture.charset, html=media_type in HTML_TYPES)
    page = body if decoded.as_is and media_type in HTML_TYPES else decoded.text
    document = _parse_page(media_type, page, capture.url, (reader, selectors))
    return structs.replace(document, charset=decoded.charset, replaced=decoded.replaced)


def parse_string(
    text: str,
    *,
    url: str | None = None,
    media_type: str | None = None,
    reader: Reader = "lexbor",
    selectors: Selectors = NO_SELECTORS,
) -> Document:
    """As `parse`, for a page that is text already.

    Args:
        text: The page. Lone surrogates in it are replaced and counted.
        url: Its address, for relative links.
        media_type: Sniffed when None; never as Markdown.
        reader: Who reads HTML.
        selectors: The user's choice of elements.

    Raises:
        InputError: It is no page, or is empty and nobody said of what type.
    """
    clean, replaced = scrub(text)
    head = clean[:_SNIFFED].encode()
    try:
        declared = page_type(media_type or "")
        if head or not declared:
            refuse_binary(head)
        found = declared or sniff(head)
    except InputError as problem:
        raise InputError(problem.reason, url or "") from None
    return structs.replace(_parse_page(found, clean, url, (reader, selectors)), replaced=replaced)


def _parse_page(media_type: str, page: str | bytes, url: str | None, how: tuple[Reader, Selectors]) -> Document:
    """Parse a decoded page; for HTML its bytes do as well, if they are UTF-8."""
    reader, selectors = how
    url = url and scrub(url)[0]  # half a character in it could not be written
    if media_type in HTML_TYPES or isinstance(page, bytes):
        from scrape_clean.parse.html import parse_html  # noqa: PLC0415  each kind of page loads what it needs

        if media_type == _XHTML:
            from scrape_clean.parse.xhtml import as_html  # noqa: PLC0415

            page = as_html(page)
        document = parse_html(page, url=url, reader=reader, selectors=selectors)
    elif media_type == "text/markdown":
        from scrape_clean.parse.markdown import parse_markdown  # noqa: PLC0415

        document = parse_markdown(page, url=url, reader=reader, selectors=selectors)
    else:
        document = structs.replace(_titled(parse_text(page, url=url)), unmatched=selectors.choices())
    return structs.replace(document, media_type=media_type, url=url)


def _titled(document: Document) -> Document:
    """A page of plain text that begins with a heading has it for its title, and no other facts."""
    first = next((block for block in document.blocks if block.text), None)
    if first is None or first.kind != "heading":
        return document
    return structs.replace(document, metadata=Metadata(title=Fact(first.text, "heading")))
