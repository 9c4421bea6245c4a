"""Stage 1: a capture to blocks, every character of its text in exactly one."""

from collections.abc import Sequence

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


def parse(capture: Capture, *, reader: Reader = "lexbor", ignore: Sequence[str] = ()) -> Document:
    """Parse a capture: find out what it is, decode it, cut it into blocks.

    The declared media type counts before the name's ending, and that before the content.

    Args:
        capture: The bytes and what is known of them.
        reader: Who reads HTML.
        ignore: CSS selectors of elements of HTML that are to be taken for hidden.

    Raises:
        InputError: It is no page, or is empty and nobody said of what type. Nothing else, whatever the bytes.
    """
    body, source = capture.body, capture.source or capture.url or ""
    try:
        declared = page_type(capture.media_type or "")
        if body or not declared:
            refuse_binary(body)
        media_type = declared or sniff(body, capture.source)
    except InputError as problem:
        raise InputError(problem.reason, source) from None
    decoded = decode(body, charset=capture.charset, html=media_type in _HTML)
    document = _parse_text_of(media_type, decoded.text, (capture.url, reader, ignore))
    return structs.replace(document, charset=decoded.charset, replaced=decoded.replaced)


def parse_string(
    text: str,
    *,
    url: str | None = None,
    media_type: str | None = None,
    reader: Reader = "lexbor",
    ignore: Sequence[str] = (),
) -> Document:
    """As `parse`, for a page that is text already.

    Args:
        text: The page. Lone surrogates in it are replaced and counted.
        url: Its address, for relative links.
        media_type: Sniffed when None; never as Markdown.
        reader: Who reads HTML.
        ignore: CSS selectors of elements of HTML that are to be taken for hidden.

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
    return structs.replace(_parse_text_of(found, clean, (url, reader, ignore)), replaced=replaced)


def _parse_text_of(media_type: str, text: str, how: tuple[str | None, Reader, Sequence[str]]) -> Document:
    url, reader, ignore = how
    if media_type == "text/plain":
        document = parse_text(text, url=url)
    elif media_type == "text/markdown":
        document = parse_markdown(text, url=url, reader=reader)
    else:
        document = parse_html(text, url=url, reader=reader, ignore=ignore)
    return structs.replace(document, media_type=media_type, url=url)
