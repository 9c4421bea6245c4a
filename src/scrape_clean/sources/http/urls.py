"""Addresses of pages: taken apart, joined, and shown without what is nobody's business."""

from typing import Final

import httpx2
from msgspec import Struct

from scrape_clean.errors import SourceError

__all__ = ["Target", "join", "parse", "shown"]

_PORTS: Final = {"http": 80, "https": 443}


class Target(Struct, frozen=True):
    """An address that can be asked for."""

    url: str
    """Without fragment, in ASCII."""
    scheme: str
    host: str
    """In lower case, IDNA as ``xn--``, without brackets and final dot."""
    port: int
    authority: str
    """As for the Host header."""
    path: str
    """With query."""

    @property
    def origin(self) -> str:
        """Scheme, host and port (RFC 6454)."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{name}:{self.port}"


def parse(text: str) -> Target:
    """Take an address apart.

    Raises:
        SourceError: It is none, or one that is never fetched: of another scheme, with a user or password, without host.
    """
    try:
        url = httpx2.URL(text.strip())
    except (httpx2.InvalidURL, ValueError):
        raise SourceError(f"{shown(text)} is refused: it is no valid address; correct the url") from None
    return _target(url, shown(text))


def join(base: Target, location: str) -> Target:
    """Where a redirect leads to.

    Raises:
        SourceError: As `parse`.
    """
    try:
        url = httpx2.URL(base.url).join(location.strip())
    except (httpx2.InvalidURL, ValueError):
        raise SourceError(f"the redirect to {shown(location)} is refused: it is no valid address") from None
    return _target(url, f"the redirect to {shown(str(url))}")


def _target(url: httpx2.URL, name: str) -> Target:
    if url.scheme not in _PORTS:
        raise SourceError(f"{name} is refused: only http and https are fetched")
    if url.userinfo:
        raise SourceError(
            f"{name} is refused: it holds a user or password; give them as headers of the source, from env or file"
        )
    host = url.raw_host.decode("ascii").rstrip(".")
    port = url.port if url.port is not None else _PORTS[url.scheme]
    if not host or "%" in host or not 0 < port < 65536:
        raise SourceError(f"{name} is refused: it is no valid address; correct the url")
    path = url.raw_path.decode("ascii") or "/"
    authority = url.netloc.decode("ascii")
    return Target(
        url=f"{url.scheme}://{authority}{path}",
        scheme=url.scheme,
        host=host,
        port=port,
        authority=authority,
        path=path,
    )


def shown(text: str) -> str:
    """An address as a message may show it: no user, no query or fragment, no control characters, not endless."""
    head, mark, rest = text.partition("://")
    if mark:
        authority, slash, path = rest.partition("/")
        text = f"{head}://{authority.rpartition('@')[2]}{slash}{path}"
    query = min((at for at in (text.find("?"), text.find("#")) if at >= 0), default=len(text))
    short = text[:query] + ("?..." if query < len(text) else "")
    short = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short)
    return short if len(short) <= 200 else short[:197] + "..."
