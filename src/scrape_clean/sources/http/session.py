"""All visits of one call, each host at its own pace; lives in one event loop."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

from scrape_clean.errors import SourceError
from scrape_clean.sources.http.journey import Journeys
from scrape_clean.sources.http.turns import Turns
from scrape_clean.sources.http.urls import parse
from scrape_clean.sources.visits import Fetched, Visit

__all__ = ["Session"]

_MOST_OPEN: Final = 20_000
"""Visits drawn and not yet made: enough to find other hosts behind the many pages of one; some 10 MB."""


class Session:
    """Visits wait in one line a host; each line is worked off by as many lanes as its policy allows at a time.

    So a slow host holds up nobody but itself, and what waits is a visit and not a task.
    """

    def __init__(
        self, journeys: Journeys, turns: Turns, more: Callable[[], None], done: Callable[[Fetched], None]
    ) -> None:
        """Call ``more`` when there is room for further visits, and ``done`` with each outcome."""
        self._journeys = journeys
        self._turns = turns
        self._more = more
        self._done = done
        self._lines: dict[str, deque[Visit]] = {}
        self._lanes: dict[str, int] = {}
        self._open = 0
        self._asked = False
        self._exhausted = False
        self._finished = asyncio.Event()
        self._group = asyncio.TaskGroup()
        turns.when_idle = self._look

    async def run(self) -> None:
        """Work until all visits are made, or this is cancelled."""
        async with self._group:
            self._look()
            await self._finished.wait()

    def accept(self, batch: Sequence[Visit]) -> None:
        """Take further visits; none means that there are no more."""
        self._asked = False
        self._exhausted = not batch
        for visit in batch:
            self._open += 1
            host = _host(visit)
            self._lines.setdefault(host, deque()).append(visit)
            if self._lanes.get(host, 0) < max(1, visit.policy.concurrency):
                self._lanes[host] = self._lanes.get(host, 0) + 1
                self._group.create_task(self._work(host))
        self._look()

    def taken(self, fetched: Fetched) -> None:
        """Note that an outcome has left."""
        self._turns.release(_size(fetched))

    async def _work(self, host: str) -> None:
        line = self._lines[host]
        while line:
            fetched = await self._journeys.make(line.popleft())
            self._open -= 1
            self._turns.hold(_size(fetched))
            self._done(fetched)
            self._look()
        self._lanes[host] -= 1
        if not self._lanes[host]:
            del self._lanes[host], self._lines[host]

    def _look(self) -> None:
        """Ask for more, or end."""
        if self._exhausted:
            if not self._open:
                self._finished.set()
        elif not self._asked and self._turns.idle and self._open < _MOST_OPEN:
            self._asked = True
            self._more()


def _host(visit: Visit) -> str:
    try:
        return parse(visit.url).host
    except SourceError:  # it is told when its turn comes
        return ""


def _size(fetched: Fetched) -> int:
    bodies = {id(exchange.body): len(exchange.body) for exchange in fetched.exchanges}
    if fetched.capture is not None:
        bodies[id(fetched.capture.body)] = len(fetched.capture.body)
    return sum(bodies.values())
