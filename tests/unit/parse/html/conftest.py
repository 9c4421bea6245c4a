"""Every case goes through both readers."""

from collections.abc import Callable

import pytest

from scrape_clean.model import Document
from scrape_clean.parse.html import parse_html


@pytest.fixture
def parse() -> Callable[..., Document]:
    """Parse with both readers, which have to agree."""

    def both(markup: str, url: str | None = None) -> Document:
        document = parse_html(markup, url=url)
        assert document == parse_html(markup, url=url, reader="soup")
        return document

    return both
