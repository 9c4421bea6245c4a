"""HTML into blocks, by either of two readers."""

from collections.abc import Callable
from typing import Literal, TypeAlias

from scrape_clean.model import Document, Ignored
from scrape_clean.parse.html.builder import BlockBuilder
from scrape_clean.parse.html.depth import limit_depth
from scrape_clean.parse.html.events import Page, Skipped
from scrape_clean.parse.html.lexbor import LexborPage
from scrape_clean.parse.html.links import Links
from scrape_clean.parse.html.soup import SoupPage
from scrape_clean.parse.html.surplus import limit_attributes, limit_formatting

__all__ = ["Reader", "parse_html"]

Reader: TypeAlias = Literal["lexbor", "soup"]
"""``lexbor`` (selectolax) is fast; ``soup`` (Beautiful Soup over html5lib) is slow, pure Python, and gives the same."""

_ORDINARY = 4_000
"""Pages with fewer tags can neither nest too deep nor multiply."""
_READERS: dict[Reader, Callable[[bytes], Page]] = {"lexbor": LexborPage, "soup": SoupPage}


def parse_html(page: str | bytes, *, url: str | None = None, reader: Reader = "lexbor") -> Document:
    """Parse a page as a browser would (HTML standard, section 13.2), and cut its text into blocks.

    Args:
        page: The decoded page, or its bytes if they are well-formed UTF-8; anything goes, no markup is too broken.
        url: The page's address, against which links are resolved.
        reader: Which parser builds the tree. The blocks are the same.

    Returns:
        The blocks tile ``Document.text``, which holds the characters of all text nodes, white space folded, with a line
        feed for each ``br`` and after each block, and a tab between the cells of a row. Hidden text stands in blocks of
        its own that name the rule; scripts, style sheets and comments are counted only.
    """
    markup = page if isinstance(page, bytes) else _utf8(page)
    tree = _READERS[reader](_bound(markup))
    skipped, links = Skipped(), Links(url)
    builder = BlockBuilder(links)
    builder.read(tree.events(skipped))
    if links.late_base is not None:  # seldom: it belongs in the head
        builder = BlockBuilder(Links(url, links.late_base))
        builder.read(tree.events(Skipped()))
    builder.flush()
    writer = builder.writer
    return Document(
        text=writer.text(),
        blocks=tuple(writer.blocks),
        containers=tuple(writer.containers),
        media_type="text/html",
        url=url,
        title=builder.title or None,
        language=builder.language,
        ignored=Ignored(scripts=skipped.scripts, styles=skipped.styles, comments=skipped.comments),
    )


def _bound(markup: bytes) -> bytes:
    """Take off what would make a reader slow; ordinary markup is left as it is."""
    markup = limit_attributes(markup)
    return limit_formatting(limit_depth(markup)) if markup.count(b"<") > _ORDINARY else markup


def _utf8(text: str) -> bytes:
    """Half characters, which no encoding can carry, become U+FFFD as everywhere on the Web."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
