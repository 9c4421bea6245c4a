"""The vocabulary of fetching: what is asked for, and what came back."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol, TypeAlias

from msgspec import Struct

from scrape_clean.arguments import refuse_one_string
from scrape_clean.errors import SourceError
from scrape_clean.model import Capture
from scrape_clean.secret import Secret

__all__ = ["Exchange", "Fetched", "Fetcher", "Headers", "Policy", "Rendering", "Visit"]

Headers: TypeAlias = tuple[tuple[str, str], ...]
"""Name and value in the order in which they were sent; values as Latin-1, as HTTP has them."""


class Rendering(Struct, frozen=True, kw_only=True):
    """How a browser shows a page that scripts fill in."""

    wait_for: str | None = None
    """CSS selector of an element that must be there; None waits until the network is quiet."""
    settle: float = 0.5
    """Seconds without traffic that count as quiet."""


class Policy(Struct, frozen=True, kw_only=True):
    """How politely, how patiently and how far one source is fetched."""

    user_agent: str
    delay: float = 1.0
    """Seconds between the starts of two requests to one host."""
    concurrency: int = 1
    """Requests to one host at a time."""
    timeout: float = 60.0
    """Seconds for one request from the first look-up to the last byte, redirects included; a real deadline."""
    attempts: int = 4
    """Tries in all, of what trying again may heal."""
    longest_wait: float = 120.0
    """Seconds: the cap on Retry-After and on the wait between tries."""
    max_bytes: int = 64 * 1024 * 1024
    """Largest body after decompression."""
    max_header_bytes: int = 64 * 1024
    max_redirects: int = 10
    robots: bool = True
    """Whether robots.txt is obeyed (RFC 9309)."""
    allow: tuple[str, ...] = ()
    """Hosts or networks (CIDR) that may be reached although they are not public: intranets."""

    def __post_init__(self) -> None:
        """Take no string for several hosts.

        Raises:
            UsageError: ``allow`` is one.
        """
        refuse_one_string("allow", self.allow)


class Visit(Struct, frozen=True, kw_only=True):
    """One page that is to be fetched."""

    source: str
    """Id of the source."""
    url: str
    policy: Policy
    etag: str | None = None
    """Validators of the body that is stored; None where none is, so that the page is fetched whole."""
    last_modified: str | None = None
    stored: str | None = None
    """Where that body came from, after redirects: only there do the validators mean it. None: from ``url`` itself."""
    headers: tuple[tuple[str, Secret], ...] = ()
    """Sent to the page's own origin only: Authorization, Cookie and whatever the settings add."""
    withheld: bool = False
    """Whether its source has headers that are not among these, since the page is of another origin."""
    secrets: tuple[Secret, ...] = ()
    """Further values that no message may show, as a token in the url."""
    rendering: Rendering | None = None
    """None fetches what the server sends; else a browser renders the page."""


class Exchange(Struct, frozen=True, kw_only=True):
    """One request and its response, as received."""

    url: str
    time: datetime
    """When the request was sent; UTC."""
    address: str | None
    """IP address of the server."""
    method: str = "GET"
    request_headers: Headers = ()
    """As sent, but with the values of secret headers left out."""
    protocol: str = "HTTP/1.1"
    """``HTTP/1.0``, ``HTTP/1.1`` or ``HTTP/2``."""
    status: int
    reason: str = ""
    headers: Headers = ()
    body: bytes = b""
    """Without transfer coding, with content coding (gzip ...) as sent."""
    truncated: bool = False
    """Whether the body is cut: a limit or the deadline ended it, or the connection."""


class Fetched(Struct, frozen=True, kw_only=True):
    """What came of a visit."""

    visit: Visit
    exchanges: tuple[Exchange, ...] = ()
    """Every exchange of the last try, redirects first; without robots.txt."""
    capture: Capture | None = None
    """The page, decoded from its content coding; None when it has not changed or could not be fetched."""
    rendered: bool = False
    """Whether ``capture`` is what a browser made of the page; the exchanges hold it as a further one, with the method
    ``RENDER``."""
    not_modified: bool = False
    """The server says that the stored body is still right (304)."""
    etag: str | None = None
    last_modified: str | None = None
    problem: SourceError | None = None
    tries: int = 1
    seconds: float = 0.0


class Fetcher(Protocol):
    """The outside world; tests have one in memory."""

    def fetch(self, visits: Iterable[Visit]) -> Iterator[Fetched]:
        """Make all visits, several at once as each one's policy allows, and give each outcome as it comes.

        Visits are drawn as they can be made, and outcomes wait until they are taken, so that memory holds a few pages
        however many there are. Never raises for a page's sake: `Fetched.problem` has it.
        """
        ...
