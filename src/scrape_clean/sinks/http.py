"""POST requests over HTTP/1.1, through whatever guard stands at the connections."""

import asyncio
import functools
import ssl
from collections.abc import Callable, Coroutine
from typing import Final

import httpcore2
import httpx2

from scrape_clean.errors import DeliveryError, SourceError
from scrape_clean.sinks.posting import Answer, place_of
from scrape_clean.sources.visits import Headers

__all__ = ["HttpPoster"]

_AGENT: Final = "scrape-clean"
_PORTS: Final = 65536
_BEAT: Final = 0.5
"""Seconds between looks at whether to stop."""


class HttpPoster:
    """Opens a connection for each request: there are few, and hours between them."""

    def __init__(
        self,
        backend: httpcore2.AsyncNetworkBackend,
        certificates: Callable[[], ssl.SSLContext] | None = None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        """Send nothing yet.

        Args:
            backend: Opens the connections: where addresses that must not be reached are refused. It may raise
                `SourceError`.
            certificates: Makes the context for TLS; None trusts whom the system trusts.
            stopped: Whether to leave: then no answer is waited for, and what was sent may have been taken.
        """
        self._backend = backend
        self._stopped = stopped
        self._tls = functools.cache(certificates or _system_trust)  # reading certificates takes longer than a request

    def post(self, url: str, headers: Headers, body: bytes, *, timeout: float) -> Answer:
        """As `Poster` has it: one request, no proxy, no redirect; of the answer's body nothing is read."""
        place = place_of(url)
        try:
            return asyncio.run(self._unless_stopped(self._post(url, headers, body, timeout)))
        except TimeoutError:
            raise DeliveryError(f"{place} does not answer within {timeout:g} s") from None
        except SourceError as problem:
            raise DeliveryError(problem.reason) from None
        except (httpx2.InvalidURL, httpcore2.UnsupportedProtocol, ValueError):
            raise DeliveryError(f"{place} is no address that can be called") from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException, OSError) as problem:
            reason = " ".join(str(problem).split()) or type(problem).__name__
            raise DeliveryError(f"{place} cannot be reached: {reason}") from None

    async def _unless_stopped(self, posting: Coroutine[None, None, Answer]) -> Answer:
        task = asyncio.ensure_future(posting)
        while not (await asyncio.wait((task,), timeout=_BEAT))[0]:
            if self._stopped():
                task.cancel()
                raise DeliveryError("told to stop before there was an answer")
        return await task

    async def _post(self, url: str, headers: Headers, body: bytes, timeout: float) -> Answer:  # noqa: ASYNC109  as Poster
        found = httpx2.URL(url)
        if found.port is not None and not 0 < found.port < _PORTS:
            raise ValueError("no such port")
        target = httpcore2.URL(
            scheme=found.raw_scheme, host=found.raw_host, port=found.port, target=found.raw_path or b"/"
        )
        named = [(b"Host", found.netloc), (b"User-Agent", _AGENT.encode()), (b"Content-Length", b"%d" % len(body))]
        named += [(name.encode("ascii"), value.encode("utf-8")) for name, value in headers]
        tls = self._tls() if found.scheme == "https" else None
        async with (
            asyncio.timeout(timeout),
            httpcore2.AsyncConnectionPool(ssl_context=tls, network_backend=self._backend, retries=0) as pool,
            pool.stream("POST", target, headers=named, content=body) as response,
        ):
            received = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers)
            return Answer(status=response.status, headers=received)


def _system_trust() -> ssl.SSLContext:
    return httpx2.create_ssl_context(trust_env=False)
