"""What a site asks of robots (RFC 9309)."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final

from msgspec import Struct
from protego import Protego

__all__ = ["MOST_BYTES", "MOST_REDIRECTS", "OPEN", "Rules", "read_rules"]

MOST_BYTES: Final = 500 * 1024
"""Of robots.txt that is read; RFC 9309 2.5 asks for that much at least."""
MOST_REDIRECTS: Final = 5
"""Followed to robots.txt; with more it counts as not there (RFC 9309, 2.3.1.2)."""
_GROUP: Final = re.compile(r"(\s*user[- ]?agent(?:\s*:|\s)\s*)([^\s#]+)", re.IGNORECASE)
_PRODUCT: Final = re.compile(r"(?:Mozilla/\S+ \(compatible; )?([^\s/;()]+)", re.IGNORECASE)
"""The first name of a User-Agent header; of one that passes for a browser, the name that it gives itself."""


class Rules(Struct, frozen=True):
    """What one origin asks for."""

    parsed: Protego | None = None
    """None: nothing is asked."""
    closed: str | None = None
    """Why nothing at all may be fetched in this run: robots.txt could not be read."""

    def refusal(self, url: str, user_agent: str) -> str | None:
        """Why an address may not be fetched; None if it may."""
        if self.closed is not None:
            return self.closed
        if self.parsed is None or self.parsed.can_fetch(url, _product(user_agent)):
            return None
        return "robots.txt asks robots not to fetch it; if the site agreed, set robots = false (--ignore-robots)"

    def delay(self, user_agent: str) -> float:
        """Seconds between two requests that are asked for; 0 if none are."""
        return (self.parsed.crawl_delay(_product(user_agent)) or 0.0) if self.parsed is not None else 0.0


OPEN: Final = Rules()


def read_rules(body: bytes) -> Rules:
    """Read a robots.txt, whatever it is: lines that mean nothing (HTML, binary) ask for nothing.

    It is to be in UTF-8 (RFC 9309, 2.3); some editors write UTF-16, with a byte order mark.

    Args:
        body: Its first `MOST_BYTES`; what lies beyond is not looked at.
    """
    charset = "utf-16" if body.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    decoded = body[:MOST_BYTES].decode(charset, "replace").replace("\0", "")
    if len(body) > MOST_BYTES:  # half a line may say the opposite of the whole one
        decoded = decoded[: decoded.rfind("\n") + 1]
    try:
        return Rules(Protego.parse("\n".join(map(_exact, decoded.splitlines()))))
    except Exception:  # noqa: BLE001  a stranger's bytes; to be on the safe side
        return Rules(closed="its robots.txt cannot be understood, so nothing is fetched in this run")


def _exact(line: str) -> str:
    """A line; one that begins a group with the group's name bounded on both sides.

    The parser takes a name for ours that stands anywhere in a User-Agent header, or is the beginning of ours. What
    counts is the whole product token, in whatever case (RFC 9309, 2.2.1); a version behind it is passed over.
    """
    found = _GROUP.match(line)
    if found is None:
        return line
    name = found[2].partition("/")[0].strip("*")
    return found[1] + (_bounded(name) if name else "*")


def _product(user_agent: str) -> str:
    """The product token of a User-Agent header (RFC 9110, 10.1.5), as `_exact` writes the names of groups."""
    found = _PRODUCT.match(user_agent)
    return _bounded(found[1] if found else "")


def _bounded(name: str) -> str:
    return f"<{name}>"
