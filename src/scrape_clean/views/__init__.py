"""A comparison to read, print, post or hand on."""

from collections.abc import Callable
from typing import Literal, TypeAlias

from scrape_clean.compare import Comparison
from scrape_clean.views.data import as_json
from scrape_clean.views.html import as_html
from scrape_clean.views.markdown import as_markdown
from scrape_clean.views.pieces import summary
from scrape_clean.views.text import as_text

__all__ = ["View", "as_html", "as_json", "as_markdown", "as_text", "render", "summary"]

View: TypeAlias = Literal["text", "json", "markdown", "html"]

_VIEWS: dict[View, Callable[[Comparison], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
    "html": as_html,
}


def render(comparison: Comparison, view: View) -> str:
    """A comparison in one form.

    ``text``: a line a change, words in brackets where they differ. ``json``: canonical (RFC 8785), without the base.
    ``markdown``: GitHub's, for a post. ``html``: a page that stands alone and loads nothing.
    """
    return _VIEWS[view](comparison)
