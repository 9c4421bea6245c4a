"""What a fact may hold: one line of text, an address, a language tag."""

import html
import re
from typing import Final
from urllib.parse import urljoin, urlsplit

from scrape_clean.parse.fold import fold

__all__ = ["address", "language_tag", "line", "plain_line", "same_address"]

_LONGEST: Final = 10_000
"""Characters: more than any description has."""
_MARKUP: Final = re.compile(r"<(?:!--.{0,1000}?--|/?[a-zA-Z][^<>]{0,1000})>", re.DOTALL)
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}|[A-Za-z]{4,8}(?:-[A-Za-z0-9]{2,8}){0,4}")


def line(text: str | None) -> str:
    """A value as one line: NFC, white space folded."""
    return fold(text) if text and len(text) <= _LONGEST else ""


def plain_line(text: str) -> str:
    """As `line`, for a value that may hold markup and character references, as strings in JSON-LD do."""
    if len(text) > _LONGEST:
        return ""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _MARKUP.sub(" ", text)
    return line(text)


def address(href: str, base: str | None) -> str:
    """An address in full; as written without a base to resolve it against; empty for one that is none of the Web's."""
    try:
        whole = urljoin(base, href) if base else href
        scheme = urlsplit(whole).scheme
    except ValueError:
        return ""
    return whole if scheme in ("http", "https") or (not scheme and not base) else ""


def same_address(one: str, other: str) -> bool:
    """Whether two addresses name one page; scheme, ``www.``, fragment and a slash at the end make no difference."""
    return _bare(one) == _bare(other) != ""


def _bare(url: str) -> str:
    return url.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/")


def language_tag(written: str) -> str:
    """A BCP 47 tag as written, but with hyphens; empty for what is none."""
    tag = written.strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""
