"""One request and its answer, within limits of time and size."""

import asyncio
import logging
import ssl
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import Any, Final

import httpcore2
import httpx2
from msgspec import Struct

from scrape_clean.errors import SourceError
from scrape_clean.sources.codings import Body, DamagedError, TooLargeError, codings_of
from scrape_clean.sources.http.clock import Clock
from scrape_clean.sources.http.failures import explain, too_many_headers
from scrape_clean.sources.http.guard import GuardedBackend, Resolver
from scrape_clean.sources.http.pool import Pool
from scrape_clean.sources.http.statuses import REDIRECTS
from scrape_clean.sources.http.urls import Target
from scrape_clean.sources.visits import Headers

__all__ = ["Limits", "Reply", "Request", "Wire"]

_IDLE: Final = 15.0
"""Seconds that an unused connection is kept: pages of one host follow each other at the pace of its delay."""

_CONNECT: Final = 20.0
"""Seconds to connect: a host that is down must not hold a connection for as long as a slow one may answer."""
# These write headers into their debug logs: hpack those that are sent, httpcore2 those that come back.
for _name in ("hpack", "httpcore2"):
    logging.getLogger(_name).setLevel(logging.INFO)


class Request(Struct, frozen=True, kw_only=True):
    """What is sent."""

    target: Target
    headers: Headers
    """All of them, with Host; secrets in clear."""
    method: str = "GET"
    content: bytes | None = None


class Limits(Struct, frozen=True, kw_only=True):
    """How far an answer may go."""

    seconds: float
    """What is left of the time."""
    timeout: float
    """What there was of it at first, for the message."""
    max_bytes: int
    max_header_bytes: int


class Reply(Struct, kw_only=True):
    """What was received, as far as it came."""

    time: datetime
    address: str | None
    protocol: str
    status: int
    reason: str
    headers: Headers
    sent: bytes = b""
    """The body with its content coding."""
    plain: bytes = b""
    """The body without."""
    truncated: bool = False
    problem: SourceError | None = None
    """Why it is not all there."""

    def header(self, name: str) -> str | None:
        """The first header of a name, in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    def all_of(self, name: str) -> list[str]:
        """All headers of a name, in lower case."""
        return [value for key, value in self.headers if key.lower() == name]


class Wire:
    """Connections, kept open for the next request to the same origin; lives in one event loop."""

    def __init__(self, connections: int, clock: Clock, resolve: Resolver, tls: ssl.SSLContext | None) -> None:
        """Hold that many connections at most for each set of addresses that is allowed."""
        self._connections = connections
        self._clock = clock
        self._resolve = resolve
        self._tls = tls or _trusted()
        self._pools: dict[tuple[str, ...], Pool] = {}

    async def send(self, request: Request, limits: Limits, allow: Sequence[str] = ()) -> Reply:
        """Ask once.

        Raises:
            SourceError: Nothing came back that could be called an answer.
        """
        exchange = _Exchange(request, limits, self._clock)
        problem: SourceError | None = None
        try:
            async with asyncio.timeout(limits.seconds):
                await self._ask(exchange, self._pool(tuple(allow)))
        except TimeoutError:
            what = "no complete answer" if exchange.reply else "no answer"
            problem = SourceError(f"{what} within {limits.timeout:g} s", retryable=True)
        except SourceError as known:
            problem = known
        except TooLargeError:
            problem = SourceError(f"is larger than {limits.max_bytes:,} bytes; raise max_bytes (--max-bytes)")
        except DamagedError as damage:
            problem = SourceError(f"its body {damage}", retryable=True)
        except Exception as failure:  # noqa: BLE001  a stranger's bytes may bring any library to any error
            problem = explain(failure, limits.max_header_bytes)
        return exchange.finish(problem)

    async def _ask(self, exchange: "_Exchange", pool: Pool) -> None:
        try:
            await exchange.run(pool)
        except (SourceError, httpcore2.ConnectError, httpcore2.ConnectTimeout):
            raise
        except Exception:
            # A server may close a connection that was kept open at the very moment in which it is used again, and the
            # end of a broken HTTP/2 connection may come up in the next request.
            if exchange.reply is not None or exchange.connected:
                raise
            await exchange.run(pool)

    async def close(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            for connection in pool.connections:
                with suppress(Exception):  # a broken one cannot even be closed in order
                    await connection.aclose()
            with suppress(Exception):
                await pool.aclose()

    def _pool(self, allow: tuple[str, ...]) -> Pool:
        """A connection that one policy allows must not serve another one: each set of exceptions has its own pool."""
        if allow not in self._pools:
            backend = GuardedBackend(allow, self._resolve)
            self._pools[allow] = Pool(self._connections, _IDLE, self._tls, backend)
        return self._pools[allow]


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that are trusted; reading them takes a tenth of a second."""
    return httpx2.create_ssl_context(trust_env=False)


def _sent(value: str) -> bytes:
    """A header's value in bytes: a cookie that a script has set may hold any character; browsers send it as UTF-8."""
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8", "replace")


class _Exchange:
    """A request under way, and what has come back so far."""

    def __init__(self, request: Request, limits: Limits, clock: Clock) -> None:
        self.request = request
        self.limits = limits
        self.time = clock.now()
        self.connected = False
        self.reply: Reply | None = None
        self.body: Body | None = None
        self.whole = False

    async def run(self, pool: Pool) -> None:
        response = await pool.handle_async_request(self._outgoing())
        try:
            self._head(response)
            self.body = self._body()
            async for chunk in response.aiter_stream():
                self.body.feed(chunk)
            self.whole = True
            self.body.finish()
        finally:
            await response.aclose()

    def _outgoing(self) -> httpcore2.Request:
        target = self.request.target
        extensions: dict[str, Any] = {
            "trace": self._trace,
            "sni_hostname": target.host,
            "timeout": {"connect": _CONNECT},
        }
        return httpcore2.Request(
            self.request.method,
            httpcore2.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path),
            headers=[(name.encode("ascii"), _sent(value)) for name, value in self.request.headers],
            content=self.request.content,
            extensions=extensions,
        )

    async def _trace(self, event: str, _details: dict[str, Any]) -> None:
        self.connected |= event == "connection.connect_tcp.complete"

    def _head(self, response: httpcore2.Response) -> None:
        protocol = response.extensions["http_version"].decode("ascii", "replace")
        stream = response.extensions["network_stream"]
        peer = stream.get_extra_info("server_addr")
        self.reply = Reply(
            time=self.time,
            address=str(peer[0]) if peer else None,
            protocol=protocol,
            status=response.status,
            reason=response.extensions.get("reason_phrase", b"").decode("latin-1"),
            headers=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers),
        )
        size = sum(len(name) + len(value) + 4 for name, value in response.headers)
        if size > self.limits.max_header_bytes:
            raise too_many_headers(self.limits.max_header_bytes)
        if protocol != "HTTP/2" and self.reply.all_of("transfer-encoding") and self.reply.all_of("content-length"):
            raise SourceError("its length is given in two ways (Content-Length and Transfer-Encoding)", retryable=True)

    def _body(self) -> Body:
        assert self.reply is not None  # noqa: S101  set by _head
        if self.reply.status in REDIRECTS and self.reply.header("location") is not None:
            return Body((), self.limits.max_bytes)  # nobody reads it, and many are not what they are declared as
        try:
            codings = codings_of(self.reply.all_of("content-encoding"))
        except DamagedError as problem:
            raise SourceError(f"its body {problem}") from None
        return Body(codings, self.limits.max_bytes)

    def finish(self, problem: SourceError | None) -> Reply:
        if self.reply is None:
            raise problem or SourceError("no answer", retryable=True)
        if self.body is not None:
            self.reply.sent, self.reply.plain = self.body.sent, self.body.plain
        self.reply.problem = problem
        self.reply.truncated = not self.whole
        return self.reply
