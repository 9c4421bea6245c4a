"""HTML into blocks, by either of two readers."""

from functools import partial

from msgspec import structs

from scrape_clean.model import Document, Ignored
from scrape_clean.parse.html.builder import BlockBuilder
from scrape_clean.parse.html.chosen import ChoosingBuilder
from scrape_clean.parse.html.events import Page, Skipped
from scrape_clean.parse.html.facts import TELLING, Shown, collect_facts
from scrape_clean.parse.html.gutters import mark_gutters
from scrape_clean.parse.html.links import Links
from scrape_clean.parse.html.ordinals import take_ordinals
from scrape_clean.parse.html.shells import reveal
from scrape_clean.parse.html.surplus import bound
from scrape_clean.parse.html.trees import LexborTree, Tree
from scrape_clean.parse.html.writer import Writer
from scrape_clean.parse.selectors import NO_SELECTORS, Reader, Selectors, mark

__all__ = ["parse_html"]


def parse_html(
    page: str | bytes, *, url: str | None = None, reader: Reader = "lexbor", selectors: Selectors = NO_SELECTORS
) -> Document:
    """Parse a page as a browser would (HTML standard, section 13.2), and cut its text into blocks.

    Args:
        page: The decoded page, or its bytes if they are well-formed UTF-8; anything goes, no markup is too broken.
        url: The page's address, against which links are resolved.
        reader: Which parser builds the tree. The blocks are the same.
        selectors: The user's choice of elements.

    Returns:
        The blocks tile ``Document.text``, which holds the characters of all text nodes, white space folded, with a line
        feed for each ``br`` and after each block, and a tab between the cells of a row; digits and signs above or below
        the line in Unicode's forms for them, one for one, and U+2044 for the bar of a fraction. Hidden text stands in
        blocks of its own that name the rule; scripts, style sheets and comments are counted only.
    """
    tree = _tree(page if isinstance(page, bytes) else _utf8(page), reader)
    unmatched = mark(tree, selectors)
    builder, skipped = _build(tree, url, BlockBuilder if selectors == NO_SELECTORS else ChoosingBuilder)
    written, found = _written(builder.writer), tree.find(TELLING)
    blocks = written.blocks
    headings = tuple(block.text for block in blocks if block.level == 1 and block.hidden is None and block.text)
    document = structs.replace(
        written,
        media_type="text/html",
        url=url,
        title=builder.title or None,
        language=builder.language,
        metadata=collect_facts(found, Shown(builder.title, builder.language, headings), url),
        unmatched=unmatched,
        ignored=Ignored(scripts=skipped.scripts, styles=skipped.styles, comments=skipped.comments),
    )
    scripts = (item.text for item in found if item.tag == "script")
    return reveal(document, scripts, partial(_parse_fragment, url=url, reader=reader))


def _tree(markup: bytes, reader: Reader) -> Tree:
    if reader == "lexbor":
        return LexborTree(bound(markup))
    from scrape_clean.parse.html.soup_tree import SoupTree  # noqa: PLC0415  slow to load, seldom wanted

    return SoupTree(bound(markup))


def _build(page: Page, url: str | None, kind: type[BlockBuilder]) -> tuple[BlockBuilder, Skipped]:
    skipped, links = Skipped(), Links(url)
    builder = kind(links)
    builder.read(page.events(skipped))
    if links.late_base is not None:  # seldom: it belongs in the head
        builder = kind(Links(url, links.late_base))
        builder.read(page.events(Skipped()))
    builder.flush()
    return builder, skipped


def _parse_fragment(markup: str, url: str | None, reader: Reader) -> Document:
    """The blocks of markup that stands somewhere else than on the page."""
    builder, _ = _build(_tree(_utf8(markup), reader), url, BlockBuilder)
    return _written(builder.writer)


def _written(writer: Writer) -> Document:
    blocks = mark_gutters(writer.blocks, writer.containers)
    return Document(
        text=writer.text(),
        blocks=tuple(take_ordinals(blocks, writer.literal)),
        containers=tuple(writer.containers),
    )


def _utf8(text: str) -> bytes:
    """Half characters, which no encoding can carry, become U+FFFD as everywhere on the Web."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
