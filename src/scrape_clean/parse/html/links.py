"""Where the links of a page lead."""

import re
from collections.abc import Mapping
from urllib.parse import urljoin

__all__ = ["Links", "is_permalink"]

_HTTP = ("http://", "https://")
_PATH = re.compile(r"(?:/[\w~-][\w.~-]*+)++/?(?:\?[\w.~=&%+-]++)?", re.ASCII)
"""Ordinary paths from a site's root: no dot segments, nothing to be normalised."""
_FRAGMENT = re.compile(r"#[\w.~-]+", re.ASCII)


class Links:
    """Resolves the links of one page, each address once."""

    def __init__(self, url: str | None, base: str | None = None) -> None:
        """Begin before the first link.

        Args:
            url: The page's address.
            base: What its links are relative to, where that is known already and another.
        """
        self.late_base: str | None = None
        """What the links are relative to, if the page said so only after the first of them."""
        self._url = url
        self._base_is_known = base is not None
        self._resolved: dict[str, str] = {}
        self._go_out_from(url if base is None else base)

    def set_base(self, href: str | None) -> None:
        """Take in a ``base`` element. The first address counts; later ones do not (HTML, 4.2.3)."""
        if href is not None and not self._base_is_known:
            self._base_is_known = True
            base = _join(self._url, href.strip())
            self.late_base = base if self._resolved else None
            self._go_out_from(base)

    def resolve(self, href: str) -> str:
        """A link's address in full; as written where there is nothing to resolve it against, or it is malformed."""
        resolved = self._resolved.get(href)
        if resolved is None:
            if self._site is not None and _PATH.fullmatch(href):
                resolved = self._site + href
            elif self._page is not None and _FRAGMENT.fullmatch(href):
                resolved = self._page + href
            else:
                resolved = _join(self._base, href)
            self._resolved[href] = resolved
        return resolved

    def _go_out_from(self, base: str | None) -> None:
        """Ask once what ordinary links begin with: most links of a page are paths on its own site."""
        self._base = base
        self._site = self._page = None
        if base is not None and base.startswith(_HTTP):
            self._site = _join(base, "/_").removesuffix("/_")
            self._page = _join(base, "#_").removesuffix("#_")


def is_permalink(href: str, *around: Mapping[str, str | None]) -> bool:
    """Whether a link leads to itself or the line it stands in, as in documentation: it is no part of a menu.

    Args:
        href: Where it leads, as written.
        around: The attributes of the link and of its line.
    """
    return href[:1] == "#" and any(href[1:] == each.get(name) != "" for each in around for name in ("id", "name"))


def _join(base: str | None, href: str) -> str:
    if base is None or href.startswith(_HTTP):
        return href
    try:
        return urljoin(base, href)
    except ValueError:
        return href
