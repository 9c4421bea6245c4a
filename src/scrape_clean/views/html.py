"""A comparison as a web page that stands alone: no script, nothing loaded, all of the page's text escaped."""

from collections.abc import Iterator

from scrape_clean.compare import Comparison
from scrape_clean.views.clear import language_tag, marked_up, web_address
from scrape_clean.views.items import section_lists, section_notes
from scrape_clean.views.look import document
from scrape_clean.views.pieces import summary

__all__ = ["as_html"]


def as_html(comparison: Comparison) -> str:
    """A page to open from disk: changes by section with the words marked, for light and dark screens and for print."""
    title = comparison.base.title or comparison.base.url or "Changes"
    body = "".join(f"{line}\n" for line in _body(comparison, title))
    return document(f"{title}: changes", language_tag(comparison.base.language) or "en", body)


def _body(comparison: Comparison, title: str) -> Iterator[str]:
    yield f'<header><h1 dir="auto">{marked_up(title)}</h1>'
    if comparison.base.url:
        url, address = comparison.base.url, web_address(comparison.base.url)
        shown = (
            f'<a href="{marked_up(address)}" rel="noreferrer">{marked_up(address)}</a>' if address else marked_up(url)
        )
        yield f'<p class="note">{shown}</p>'
    yield f'<p class="dim" lang="en">{marked_up(summary(comparison.changes))}</p></header>\n<main>'
    if comparison.suspect:
        told = f"<strong>Suspect:</strong> {marked_up(comparison.suspect)}"
        yield f'<article class="suspect" lang="en"><p>{told}</p></article>'
    if comparison.changes or comparison.sections:
        yield "<article>"
        yield from section_notes(comparison.sections)
        anchors = [f"r-{number}" for number in range(1, len(comparison.changes) + 1)]
        yield from section_lists(comparison.changes, anchors, 2, comparison.base.url)
        yield "</article>"
    yield "</main>"
