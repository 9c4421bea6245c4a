"""Sending bytes to a web address: the one way out of here, so that one guard sees every address."""

from typing import Final, Protocol
from urllib.parse import urlsplit

from msgspec import Struct

from scrape_clean.sources.visits import Headers

__all__ = ["ADDRESS", "WRITTEN_OUT", "Answer", "Poster", "place_of", "url_problem"]


class Answer(Struct, frozen=True, kw_only=True):
    """What a receiver says."""

    status: int
    headers: Headers = ()

    def header(self, name: str) -> str | None:
        """The first header of a name, in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), None)


class Poster(Protocol):
    """Makes POST requests; tests have one in memory."""

    def post(self, url: str, headers: Headers, body: bytes, *, timeout: float) -> Answer:
        """Send bytes and wait for the answer, which is given whatever its status is; no redirect is followed.

        Args:
            url: http or https.
            headers: Beside those that HTTP itself needs.
            body: Bytes as they are to arrive.
            timeout: Seconds from the first look-up to the end of the answer's headers; a real deadline.

        Raises:
            DeliveryError: There is no answer: no such address, one that must not be reached, no connection, no time.
                Its text names the host at most.
        """
        ...


def place_of(url: str) -> str:
    """What of an address may be shown: scheme, host and port. Path and query may hold a key."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "an address that is none"
    return f"{parts.scheme}://{parts.hostname or ''}{port}"


def url_problem(url: str) -> str | None:
    """What is wrong with a receiver's address, in words that do not show it; None if nothing is."""
    place = place_of(url)
    if not place.startswith(("http://", "https://")) or place.endswith("://") or not url.isprintable() or " " in url:
        return "holds no address that begins with http:// or https://"
    if "@" in url.partition("://")[2].partition("/")[0]:
        return "holds a user or password; send them as a header, Authorization"
    return None


ADDRESS: Final = {"literal": url_problem, "secret": url_problem}
WRITTEN_OUT: Final = {"x-or-literal": True}
"""What settings know of a receiver's address, as extras of its annotation: it may be written out, since not every one
is a secret, and how it is checked, wherever it stands."""
