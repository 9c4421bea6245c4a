"""What a page's own address tells: whether it is a site's front, how deep it lies, whether a title names it."""

import re
from urllib.parse import urlsplit

from scrape_clean.model import Document

__all__ = ["ADDRESS", "address"]

ADDRESS = 4
_FRONT = re.compile(r"(?:index|default|home|start)(?:\.\w+)?|[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)
"""Parts of a path that lead nowhere: the names of start pages, and of languages."""
_BETWEEN_WORDS = re.compile(r"[-_+]|%20")
_DEEPEST, _MOST_WORDS = 4, 6


def address(document: Document) -> tuple[float, ...]:
    """Of the address that the page was fetched from, else the one that it names as its own; zeros without either.

    Returns:
        1 for a site's front; half the depth of its path, up to 2; half the number of marks between words in the last
        part, up to 3 (an article is often named by its title); 1 if that part has a digit.
    """
    canonical = document.metadata.canonical_url
    try:
        parts = urlsplit(document.url or (canonical.value if canonical else ""))
    except ValueError:
        return (0.0,) * ADDRESS
    if not parts.netloc:
        return (0.0,) * ADDRESS
    path = [part for part in parts.path.split("/") if part and not _FRONT.fullmatch(part)]
    last = path[-1] if path else ""
    words = len(_BETWEEN_WORDS.findall(last))
    return (
        float(not path),
        min(len(path), _DEEPEST) / 2,
        min(words, _MOST_WORDS) / 2,
        float(any(map(str.isdigit, last))),
    )
