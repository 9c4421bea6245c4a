"""Connections that are kept open for the next request, as long as nothing stands on them that nobody asked for."""

import ssl
from functools import partial

import httpcore2

__all__ = ["Pool"]


class Pool(httpcore2.AsyncConnectionPool):
    """A pool that uses no HTTP/1.1 connection again on which bytes came behind the end of an answer.

    They would be read as the answer to the next request (RFC 9112, 6.3: never to be processed as a separate response).
    httpcore2 looks for such bytes in the socket, but not among those that it has read already.
    """

    def __init__(
        self, connections: int, idle: float, certificates: ssl.SSLContext, backend: httpcore2.AsyncNetworkBackend
    ) -> None:
        """Open none yet.

        Args:
            connections: How many are open at a time, at most.
            idle: Seconds that an unused one is kept.
            certificates: Which are trusted.
            backend: Opens them.
        """
        super().__init__(max_connections=connections, max_keepalive_connections=connections)
        self._open = partial(
            _Connection,
            ssl_context=certificates,
            keepalive_expiry=idle,
            http2=True,
            network_backend=backend,
        )

    def create_connection(self, origin: httpcore2.Origin) -> httpcore2.AsyncConnectionInterface:
        """As the pool has it, for any origin."""
        return self._open(origin)


class _Connection(httpcore2.AsyncHTTPConnection):
    def has_expired(self) -> bool:
        return super().has_expired() or self._has_surplus()

    def _has_surplus(self) -> bool:
        # httpcore2 shows its parser and its stream to nobody; tests notice when they are elsewhere.
        inner = self._connection
        if not isinstance(inner, httpcore2.AsyncHTTP11Connection) or not inner.is_idle():
            return False
        surplus, _ = inner._h11_state.trailing_data  # noqa: SLF001
        return bool(surplus) or _holds_more(inner._network_stream.get_extra_info("ssl_object"))  # noqa: SLF001


def _holds_more(tls: ssl.SSLObject | None) -> bool:
    """Whether records have been received that are not deciphered yet; one byte of them is lost."""
    if tls is None:
        return False
    try:
        tls.read(1)
    except ssl.SSLWantReadError:
        return False
    except ssl.SSLError:  # the end of the connection, or no sound record
        return True
    return True
