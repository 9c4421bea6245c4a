"""Connections to public addresses, and to no others.

A name is looked up once, every address is checked, and the connection goes to an address that was checked: nobody can
answer the check with one address and the connection with another. Each connection passes here, those for redirects and
robots.txt too.
"""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import ip_address
from typing import Final, TypeAlias

import httpcore2

from scrape_clean.errors import SourceError
from scrape_clean.sources.http.addresses import Address, refusal

__all__ = ["GuardedBackend", "Resolver", "checked", "look_up"]

Resolver: TypeAlias = Callable[[str, int], Awaitable[Sequence[str]]]
"""From host and port to IP addresses, the best first; raises OSError."""

_PATIENCE: Final = 5.0
"""Seconds for one of several addresses, before the next is tried."""


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Opens connections for a pool."""

    def __init__(self, allow: Sequence[str] = (), resolve: Resolver | None = None) -> None:
        """Open what is public, and what ``allow`` names."""
        self._allow = tuple(allow)
        self._resolve = resolve or look_up
        self._inner = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  the signature is httpcore2's; the deadline stands around it all
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Look up, check, connect.

        Raises:
            SourceError: No address of the host may be reached; nothing was sent.
            httpcore2.ConnectError: The host is not known or does not answer.
        """
        try:
            found = await self._resolve(host, port)
        except OSError as problem:
            raise httpcore2.ConnectError(str(problem)) from problem
        addresses = checked(found, host, self._allow)
        for number, address in enumerate(addresses, 1):
            patience = timeout if number == len(addresses) else _PATIENCE
            try:
                return await self._inner.connect_tcp(str(address), port, patience, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == len(addresses):
                    raise
        raise httpcore2.ConnectError("the name has no address")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._inner.sleep(seconds)


def checked(found: Sequence[str], host: str, allow: Sequence[str]) -> tuple[Address, ...]:
    """Those of a host's addresses that may be reached.

    Raises:
        SourceError: None may.
    """
    name = host.lower().rstrip(".")
    passed, kind, refused = [], None, None
    for text in found:
        address = ip_address(text.partition("%")[0])
        kind_of_this = refusal(address, name, allow)
        if kind_of_this is None:
            passed.append(address)
        else:
            kind, refused = kind or kind_of_this, refused or address
    if kind and not passed:
        where = name if name == str(refused) else f"{name} ({refused})"
        raise SourceError(
            f"{where} is refused: its address is {kind}; if it is meant, name it in `allow` (--allow, or the key in "
            "the settings)"
        )
    return tuple(passed)


async def look_up(host: str, port: int) -> Sequence[str]:
    """Ask the system.

    In a thread of its own that nobody waits for: a name server that does not answer delays neither the deadline nor the
    end of the program.

    Raises:
        OSError: The name is not known, or nobody could be asked.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Sequence[str]] = loop.create_future()

    def settle(result: Sequence[str] | OSError) -> None:
        if answer.done():
            return
        if isinstance(result, OSError):
            answer.set_exception(result)
        else:
            answer.set_result(result)

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host.encode("ascii"), port, type=socket.SOCK_STREAM)
            result: Sequence[str] | OSError = tuple(dict.fromkeys(str(row[4][0]) for row in rows))
        except OSError as problem:
            result = problem
        except Exception as problem:  # noqa: BLE001  a NUL or an endless label in the name; somebody waits for the answer
            result = OSError(str(problem))
        try:
            loop.call_soon_threadsafe(settle, result)
        except RuntimeError:  # the loop has been closed meanwhile
            return

    threading.Thread(target=ask, name="look-up", daemon=True).start()
    return await answer
