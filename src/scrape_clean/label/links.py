"""Where links lead, as far as their addresses tell."""

import re
from collections.abc import Sequence
from typing import Final, Literal, TypeAlias, get_args

__all__ = ["KINDS_OF_LINK", "Addresses", "LinkKind"]

LinkKind: TypeAlias = Literal["in-page", "outward", "inward", "acting"]
KINDS_OF_LINK: Final[tuple[LinkKind, ...]] = get_args(LinkKind)

_ACTING = ("mailto:", "tel:", "javascript:", "sms:", "data:")
_WORD = re.compile(r"[a-z]{2,}")
_LOOKED_AT = 100
_WORDS = 8


class Addresses:
    """The addresses on one page, seen from that page's own; each is looked at once."""

    __slots__ = ("_bare", "_folder", "_host", "_kinds", "_words")

    def __init__(self, url: str | None) -> None:
        """Take the page's address; without one, no link leads outward unless it names a host."""
        self._bare = _bare(url or "")
        self._host, path = _split(self._bare)
        self._folder = path.split("/", 1)[0]
        self._kinds: dict[str, tuple[LinkKind, bool]] = {}
        self._words: dict[str, Sequence[str]] = {}

    def judge(self, href: str) -> tuple[LinkKind, bool]:
        """What a link does, and whether it leads into the same part of the site: to the folder that the page is in."""
        found = self._kinds.get(href)
        if found is None:
            found = self._kinds[href] = self._judge(href)
        return found

    def words(self, href: str) -> Sequence[str]:
        """The words of an address, host and path: "share", "login", "tag" ..."""
        found = self._words.get(href)
        if found is None:
            found = self._words[href] = _WORD.findall(href.lower().split("//", 1)[-1][:_LOOKED_AT])[:_WORDS]
        return found

    def _judge(self, href: str) -> tuple[LinkKind, bool]:
        if not href.startswith(("http://", "https://")):
            if href.startswith("#"):
                return "in-page", False
            return "acting" if href.lower().startswith(_ACTING) else "inward", False
        if self._bare and "#" in href and _bare(href) == self._bare:
            return "in-page", False
        if not self._host:
            return "outward", False
        host, path = _split(href)
        if not _same_site(host, self._host):
            return "outward", False
        return "inward", bool(self._folder) and path.split("/", 1)[0] == self._folder


def _bare(url: str) -> str:
    return url.split("#", 1)[0].split("?", 1)[0].rstrip("/")


def _split(url: str) -> tuple[str, str]:
    """Host, without "www.", and path."""
    if not url.startswith(("http://", "https://")):
        return "", ""
    host, _, path = url.split("//", 1)[1].partition("/")
    return host.removeprefix("www."), path


def _same_site(host: str, other: str) -> bool:
    return host == other or host.endswith(f".{other}") or other.endswith(f".{host}")
