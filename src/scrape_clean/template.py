"""The template of a site: what stands on most of its pages, and so is no content of any one of them."""

from collections import Counter
from collections.abc import Iterable

from scrape_clean.label import unseen
from scrape_clean.page import CleanedPage

__all__ = ["template_of"]

LEAST_PAGES = 3
"""Two pages may share a paragraph for other reasons."""
MOST_OF_THEM = 0.6
"""Share of the pages on which a text must stand."""
MOST_OF_A_PAGE = 0.9
"""Share of an ordinary page's texts that a template may take."""


def template_of(pages: Iterable[CleanedPage]) -> frozenset[str]:
    """Learn a site's template from several of its pages, for ``Options.template``.

    Args:
        pages: Cleaned pages of one site, any number of nights of each. Pages with the same address, or with the same
            texts, count as one: what a page says every night is its content.

    Returns:
        The texts of blocks that stand on three pages at least, and on six in ten of them. None of fewer than three
        pages, and none where little else stands on them: then they are nights of one page.
    """
    by_page: dict[object, set[str]] = {}
    for page in pages:
        texts = _texts(page)
        by_page.setdefault(page.url or frozenset(texts), set()).update(texts)
    distinct = {frozenset(texts) for texts in by_page.values()}
    counts = Counter(text for texts in distinct for text in texts)
    enough = max(LEAST_PAGES, MOST_OF_THEM * len(distinct))
    template = frozenset(text for text, count in counts.items() if count >= enough)
    shares = sorted(len(template & texts) / max(len(texts), 1) for texts in distinct)
    return frozenset() if shares and shares[len(shares) // 2] > MOST_OF_A_PAGE else template


def _texts(page: CleanedPage) -> set[str]:
    """What a reader of the page sees, block by block."""
    dropped = {drop.text for drop in page.drops if drop.stage == "label" and not unseen(drop.rule)}
    return {record.text for record in page.records} | {heading.text for heading in page.headings} | dropped
