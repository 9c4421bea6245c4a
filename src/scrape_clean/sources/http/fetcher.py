"""Fetching many pages at once, for a program that takes them one by one.

The connections live in an event loop in a thread of their own, so that they go on while a page is cleaned. Visits are
drawn in the caller's thread, when a connection is free and nothing is known to use it for.
"""

import asyncio
import queue
import ssl
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from functools import partial
from itertools import islice
from random import Random
from typing import Final, TypeAlias

from msgspec import Struct

from scrape_clean.sources.http.clock import Clock
from scrape_clean.sources.http.follow import Means
from scrape_clean.sources.http.guard import Resolver, look_up
from scrape_clean.sources.http.journey import Journeys
from scrape_clean.sources.http.servers import Servers
from scrape_clean.sources.http.session import Session
from scrape_clean.sources.http.turns import Turns
from scrape_clean.sources.http.wire import Wire
from scrape_clean.sources.visits import Fetched, Visit

__all__ = ["HttpFetcher"]

_CONNECTIONS: Final = 32
_BATCH: Final = 32
_BEAT: Final = 0.5
"""Seconds between looks at whether to stop; on Windows nothing else wakes a thread that waits, either."""


class _More(Struct, frozen=True):
    """Draw further visits."""


class _Over(Struct, frozen=True):
    """Nothing more will come; with an error, for the reason of a bug."""

    error: BaseException | None = None


_Word: TypeAlias = Fetched | _More | _Over


class HttpFetcher:
    """Fetches over HTTP/1.1 and HTTP/2: politely, within limits, from public addresses only.

    One is made for each run. What it learns of servers holds for all calls of `fetch`, which follow one another: their
    robots.txt, when they were asked last and want to be asked again, and which are left alone. Connections are closed
    at the end of each call.
    """

    def __init__(
        self,
        *,
        connections: int = _CONNECTIONS,
        clock: Clock | None = None,
        resolve: Resolver = look_up,
        tls: ssl.SSLContext | None = None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        """Take what is not a matter of a visit's policy.

        Args:
            connections: Requests under way at a time, to all hosts together.
            clock: What time it is, and how to wait.
            resolve: Looks up names.
            tls: Which certificates are trusted; those of the system if not given.
            stopped: Whether to leave: then no outcome is given any more, and what is under way is broken off.
        """
        self._connections = connections
        self._clock = clock or Clock()
        self._resolve = resolve
        self._tls = tls
        self._stopped = stopped
        self._servers = Servers()

    def fetch(self, visits: Iterable[Visit]) -> Iterator[Fetched]:
        """Make all visits and give each outcome as it comes, as `sources.visits.Fetcher` has it.

        Closing the iterator ends all that is under way.
        """
        source = iter(visits)
        thread = _Thread(self._open)
        try:
            while not isinstance(word := thread.next_word(self._stopped), _Over):
                if isinstance(word, _More):
                    thread.accept(tuple(islice(source, _BATCH)))
                else:
                    thread.taken(word)
                    yield word
            if word.error is not None:
                raise word.error
        finally:
            thread.stop()

    @asynccontextmanager
    async def _open(self, say: Callable[[_Word], None]) -> AsyncIterator[Session]:
        """A call's connections and turns, in the event loop that they will live in."""
        turns = Turns(self._connections, self._clock, self._servers.paces)
        wire = Wire(self._connections, self._clock, self._resolve, self._tls)
        means = Means(wire, turns, self._clock)
        journeys = Journeys(means, Random(), self._servers)  # noqa: S311  jitter is no secret
        try:
            yield Session(journeys, turns, more=lambda: say(_More()), done=say)
        finally:
            await journeys.close()
            await wire.close()


class _Thread:
    """The thread with the event loop, seen from outside."""

    def __init__(self, open_session: Callable[[Callable[[_Word], None]], AbstractAsyncContextManager[Session]]) -> None:
        self._open = open_session
        self._words: queue.SimpleQueue[_Word] = queue.SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._session: Session | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._main, name="fetch", daemon=True)
        self._thread.start()
        self._ready.wait()

    def next_word(self, stopped: Callable[[], bool]) -> _Word:
        """Wait for what the loop has to say, or until nobody wants to hear it."""
        while not stopped():
            with suppress(queue.Empty):
                return self._words.get(timeout=_BEAT)
        return _Over()

    def accept(self, batch: Sequence[Visit]) -> None:
        """Hand visits over."""
        if self._session is not None:
            self._call(partial(self._session.accept, batch))

    def taken(self, fetched: Fetched) -> None:
        """Say that an outcome has been taken."""
        if self._session is not None:
            self._call(partial(self._session.taken, fetched))

    def stop(self) -> None:
        """End all that is under way, and wait for that."""
        if self._task is not None:
            self._call(self._task.cancel)
        self._thread.join()

    def _call(self, what: Callable[[], object]) -> None:
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop is closed already
                self._loop.call_soon_threadsafe(what)

    def _main(self) -> None:
        error: BaseException | None = None
        try:
            asyncio.run(self._run())
        except asyncio.CancelledError:
            pass
        except BaseException as problem:  # noqa: BLE001  raised again in the caller's thread
            error = problem
        finally:
            self._ready.set()
            self._words.put(_Over(error))

    async def _run(self) -> None:
        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        async with self._open(self._words.put) as session:
            self._session = session
            self._ready.set()
            await session.run()
