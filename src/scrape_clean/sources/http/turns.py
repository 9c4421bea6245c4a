"""Whose turn it is: never too many requests to one host, nor too soon after each other, nor too many in all."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

from msgspec import Struct

from scrape_clean.sources.http.clock import Clock

__all__ = ["Pace", "Turns"]

_MOST_HELD: Final = 64 * 1024 * 1024
"""Bytes of bodies that nobody has taken yet, beyond which nothing new is asked for."""
_MOST_OUTCOMES: Final = 64


class Pace(Struct):
    """How a host has been asked so far; in seconds of the clock."""

    started: float = float("-inf")
    """When the last request began."""
    paused: float = float("-inf")
    """Until when nothing is asked."""


class _Host:
    """What is going on at one host."""

    __slots__ = ("freed", "line", "pace", "running")

    def __init__(self, pace: Pace) -> None:
        self.line = asyncio.Lock()  # hands over in the order of asking
        self.freed = asyncio.Event()
        self.running = 0
        self.pace = pace


class Turns:
    """The turns of one call; lives in one event loop, which the paces of hosts outlive."""

    def __init__(self, connections: int, clock: Clock, paces: dict[str, Pace]) -> None:
        """Give that many turns at a time, by that clock; go on at the paces of calls before, and note them."""
        self._clock = clock
        self._connections = asyncio.Semaphore(connections)
        self._paces = paces
        self._hosts: dict[str, _Host] = {}
        self._room = asyncio.Event()
        self._room.set()
        self._held = 0
        self._outcomes = 0
        self._free = connections
        self.when_idle: Callable[[], None] | None = None
        """Called when a turn has come to its end, or outcomes have been taken."""

    @property
    def idle(self) -> bool:
        """Whether another request could be sent at once, if there were one."""
        return self._free > 0 and self._room.is_set()

    @asynccontextmanager
    async def turn(self, host: str, delay: float, concurrency: int) -> AsyncIterator[None]:
        """Wait until it is a request's turn, and hold the turn.

        Args:
            host: Name or address of the host, whatever its port.
            delay: Seconds since the start of the request before, at least.
            concurrency: Requests to this host at a time, this one included.
        """
        state = self._host(host)
        async with state.line:
            await self._wait(state, delay, concurrency)
            await self._room.wait()
            await self._connections.acquire()
            state.running += 1
            state.pace.started = self._clock.time()
        self._free -= 1
        try:
            yield
        finally:
            self._free += 1
            state.running -= 1
            state.freed.set()
            self._connections.release()
            self._tell()

    def _host(self, name: str) -> _Host:
        if name not in self._hosts:
            self._hosts[name] = _Host(self._paces.setdefault(name, Pace()))
        return self._hosts[name]

    async def _wait(self, state: _Host, delay: float, concurrency: int) -> None:
        while True:
            while state.running >= concurrency:
                state.freed.clear()
                await state.freed.wait()
            seconds = max(state.pace.started + delay, state.pace.paused) - self._clock.time()
            if seconds <= 0:
                return
            await self._clock.sleep(seconds)

    def pause(self, host: str, seconds: float) -> None:
        """Ask nothing of a host for a while: it said that it is busy."""
        pace = self._host(host).pace
        pace.paused = max(pace.paused, self._clock.time() + seconds)

    def hold(self, size: int) -> None:
        """Note that an outcome of that many bytes waits to be taken."""
        self._held += size
        self._outcomes += 1
        self._settle()

    def release(self, size: int) -> None:
        """Note that it was taken."""
        self._held -= size
        self._outcomes -= 1
        self._settle()
        self._tell()

    def _tell(self) -> None:
        if self.when_idle is not None and self.idle:
            self.when_idle()

    def _settle(self) -> None:
        if self._held < _MOST_HELD and self._outcomes < _MOST_OUTCOMES:
            self._room.set()
        else:
            self._room.clear()
