"""Emptying the outbox: at least once, in order for each sink, and never for longer than the night has time."""

import itertools
import random
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol, TypeAlias

from msgspec import Struct

from scrape_clean.errors import DeliveryError
from scrape_clean.history.outbox import (
    LONGEST_WAIT,
    Backlog,
    Delivery,
    backlogs,
    dead_letters,
    delivered,
    due,
    failed,
    gave_up,
)
from scrape_clean.sinks.sink import Destination

__all__ = ["Begin", "Clock", "Patience", "Sent", "SystemClock", "deliver", "outbox_lines"]

_FIRST_WAIT: Final = timedelta(minutes=1)
"""Between tries of different runs; doubled with every try, up to `LONGEST_WAIT`."""
_DOUBLINGS: Final = 16
_BEAT: Final = 0.5
"""Seconds between looks at whether to stop."""
_SHOWN_LETTERS: Final = 20


class Clock(Protocol):
    """Time; tests have one of their own."""

    def now(self) -> datetime:
        """The time of day, UTC; it may jump."""
        ...

    def monotonic(self) -> float:
        """Seconds that never jump."""
        ...

    def sleep(self, seconds: float) -> None:
        """Let seconds pass."""
        ...


class SystemClock:
    """This machine's."""

    def now(self) -> datetime:
        """The time of day, UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Let seconds pass."""
        time.sleep(seconds)


Begin: TypeAlias = Callable[[], AbstractContextManager[sqlite3.Connection]]
"""Opens a transaction on the outbox's database, which is committed when it is left."""


class Patience(Struct, frozen=True, kw_only=True):
    """How long a receiver that does not take its messages is waited for."""

    budget: float = 300.0
    """Seconds after which no further try is begun; each sink has its share, and what others leave."""
    tries: int = 4
    """Tries in a row, of whatever messages, after which a sink is left alone until the next run."""
    wait: float = 1.0
    """Seconds before the second of them, at the most; doubled for each further one."""
    longest_wait: float = 30.0
    """Seconds; a receiver that asks for more is left alone until the next run."""
    give_up_after: timedelta = timedelta(days=7)
    """A message that still fails so long after its first try is dead, and those behind it go on. They have their own
    time from their own first try: what waits for a receiver that was away for weeks arrives when it is back."""


_PATIENCE: Final = Patience()


class Sent(Struct, frozen=True, kw_only=True):
    """What came of delivering to one sink."""

    sink: str
    delivered: int = 0
    dead: int = 0
    error: str | None = None
    """Why it was left alone with messages waiting, or why the last one died; None when all went well."""


def deliver(
    begin: Begin,
    destinations: Sequence[Destination],
    *,
    patience: Patience = _PATIENCE,
    clock: Clock | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[Sent, ...]:
    """Send what waits in the outbox.

    A message is marked only after its sink has taken it: a crash in between sends it again, with the same id. One that
    is not taken is tried a few times, then its sink waits for another run while the other sinks go on. The wait grows
    with each try, with jitter, so that a receiver which comes back is not overrun (full jitter,
    https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). Never raises for a sink's sake.

    Args:
        begin: Where the outbox is; each step is a short transaction, and none is open while something is sent.
        destinations: Where to. Messages for sinks that are not among them wait.
        patience: When to stop trying.
        clock: What time it is.
        stopped: Whether to leave: then no further try is begun.
    """
    clock = clock or SystemClock()
    end = clock.monotonic() + patience.budget
    sent = []
    for place, destination in enumerate(destinations):
        left = max(end - clock.monotonic(), 0.0) / (len(destinations) - place)
        sent.append(_Round(begin, destination, patience, clock, stopped).run(left))
    return tuple(sent)


class _Round:
    """Delivering to one sink."""

    def __init__(
        self, begin: Begin, destination: Destination, patience: Patience, clock: Clock, stopped: Callable[[], bool]
    ) -> None:
        self._begin = begin
        self._destination = destination
        self._patience = patience
        self._clock = clock
        self._stopped = stopped
        self._in_a_row = 0  # failures since something was taken
        self._random = random.Random()  # noqa: S311  jitter, no secret

    def run(self, seconds: float) -> Sent:
        """Send until nothing is left, the sink fails too often, or the time is over."""
        end = self._clock.monotonic() + seconds
        taken = dead = 0
        error = None
        while delivery := self._next():
            if self._stopped() or self._clock.monotonic() >= end:
                error = error or ("told to stop" if self._stopped() else "no time was left")
                break
            problem = self._persist(delivery, end)
            if problem is None:
                taken += 1
                continue
            if self._stopped():  # which may be all that was wrong
                error = "told to stop"
                break
            error, now = self._destination.told(str(problem)), self._clock.now()
            if problem.retryable and now - (delivery.failing or now) < self._patience.give_up_after:
                self._failed(delivery, error, now, self._wait(delivery, problem))
                break
            with self._begin() as connection:
                gave_up(connection, delivery, error, now)
            dead += 1
        return Sent(sink=self._destination.name, delivered=taken, dead=dead, error=error)

    def _next(self) -> Delivery | None:
        with self._begin() as connection:
            return due(connection, self._destination.name, self._clock.now())

    def _failed(self, delivery: Delivery, error: str, now: datetime, wait: timedelta) -> None:
        with self._begin() as connection:
            failed(connection, delivery, error, now, now + wait)

    def _persist(self, delivery: Delivery, end: float) -> DeliveryError | None:
        """Try a message a few times; what was wrong with the last try, which is not yet noted, or None."""
        while True:
            problem = self._attempt(delivery)
            now = self._clock.now()
            if problem is None:
                with self._begin() as connection:
                    delivered(connection, delivery, now)
                self._in_a_row = 0
                return None
            if not problem.retryable:
                return problem
            self._in_a_row += 1
            pause = self._pause(problem)
            soon = pause <= self._patience.longest_wait and self._clock.monotonic() + pause < end
            if self._in_a_row >= self._patience.tries or not soon or self._stopped():
                return problem
            self._failed(delivery, self._destination.told(str(problem)), now, timedelta(seconds=pause))
            self._nap(pause)

    def _nap(self, seconds: float) -> None:
        """Let seconds pass, unless nobody wants to wait any longer."""
        end = self._clock.monotonic() + seconds
        while (left := end - self._clock.monotonic()) > 0 and not self._stopped():
            self._clock.sleep(min(left, _BEAT))

    def _attempt(self, delivery: Delivery) -> DeliveryError | None:
        try:
            self._destination.sink.deliver(delivery.message)
        except DeliveryError as problem:
            return problem
        except Exception as problem:  # noqa: BLE001  a plug-in's own: it must not stop the other sinks
            return DeliveryError(f"{type(problem).__name__}: {problem}")
        return None

    def _pause(self, problem: DeliveryError) -> float:
        """Seconds to the next try of this run."""
        longest = self._patience.wait * 2 ** (self._in_a_row - 1)
        return max(self._random.uniform(0, longest), problem.retry_after or 0.0)

    def _wait(self, delivery: Delivery, problem: DeliveryError) -> timedelta:
        """Time to the first try of another run."""
        doublings = min(delivery.attempts + self._in_a_row, _DOUBLINGS)
        longest = min(_FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
        asked = timedelta(seconds=min(max(problem.retry_after or 0.0, 0.0), LONGEST_WAIT.total_seconds()))
        return max(self._random.uniform(0.5, 1.0) * longest, asked)


def outbox_lines(connection: sqlite3.Connection, names: Collection[str]) -> Iterator[str]:
    """What is wrong with the outbox and what to do about it, in lines for people; none when all is well.

    Args:
        connection: A database with the outbox.
        names: The sinks that stand in the settings.
    """
    for backlog in backlogs(connection):
        name = backlog.sink
        if name not in names and (backlog.pending or backlog.dead):
            waiting = _count(backlog.pending + backlog.dead)
            yield (
                f"{waiting} for sink {name!r}, which the settings do not have; switch it on there, or throw them away:"
                f" scrape-clean deliver --forget {name}"
            )
            continue
        if backlog.pending and backlog.error:
            since = f" since {backlog.oldest:%Y-%m-%d}" if backlog.oldest else ""
            yield f"sink {name!r}: {_count(backlog.pending)} waiting{since}: {backlog.error}"
        if backlog.dead:
            yield from _dead_lines(connection, backlog)


def _dead_lines(connection: sqlite3.Connection, backlog: Backlog) -> Iterator[str]:
    yield (
        f"sink {backlog.sink!r}: {_count(backlog.dead)} given up; put right what is wrong, then:"
        f" scrape-clean deliver --retry --sink {backlog.sink}"
    )
    for letter in itertools.islice(dead_letters(connection, backlog.sink), _SHOWN_LETTERS):
        page = " ".join(part for part in (letter.source, letter.page) if part)
        tries = _count(letter.attempts, "try", "tries")
        yield f"  {letter.kind}{page and f' of {page}'}, {letter.time:%Y-%m-%d}, {tries}: {letter.error} ({letter.id})"
    if backlog.dead > _SHOWN_LETTERS:
        yield f"  and {backlog.dead - _SHOWN_LETTERS:,} more"


def _count(number: int, one: str = "message", more: str = "messages") -> str:
    return f"{number:,} {one if number == 1 else more}"
