"""Computing nights, here or in processes beside this one; the answer is the same."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Final, Protocol, TypeVar

from msgspec import Struct

from scrape_clean.errors import InputError
from scrape_clean.history.model import Known, Night
from scrape_clean.model import Capture, Snapshot
from scrape_clean.nightly.night import Arrival, Rules, failed_night, night_of

__all__ = ["Task", "nights_of"]

_WAITING: Final = 2
"""Pages that wait for each process, so that none is idle while the next page is fetched."""

_SHOWN: Final = 200


class Task(Struct, frozen=True, kw_only=True):
    """What `night_of` takes."""

    known: Known
    arrival: Arrival
    rules: Rules
    recent: tuple[Snapshot, ...] = ()
    last: Capture | None = None


class Asked(Protocol):
    """A page with a night that is settled, or one that is to be computed."""

    @property
    def settled(self) -> Night | None:
        """The night, if there is nothing to compute."""
        ...

    @property
    def task(self) -> Task | None:
        """What to compute else."""
        ...


_A = TypeVar("_A", bound=Asked)


def nights_of(asked: Iterable[_A], jobs: int) -> Iterator[tuple[_A, Night]]:
    """Each page with its night, in their order.

    Args:
        asked: Drawn one by one; with several processes a few are drawn ahead.
        jobs: Processes that compute; 1 computes here. They are started when first needed.
    """
    if jobs == 1:
        for one in asked:
            yield one, one.settled or _compute(one.task)
        return
    yield from _in_processes(asked, jobs)


def _in_processes(asked: Iterable[_A], jobs: int) -> Iterator[tuple[_A, Night]]:
    # Spawned: this process has threads, which a fork would not take along.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_leave_signals) as pool:
        waiting: deque[tuple[_A, Future[Night] | Night]] = deque()
        try:
            for one in asked:
                waiting.append((one, one.settled or pool.submit(_compute, one.task)))
                while waiting and (len(waiting) > jobs * _WAITING or _is_there(waiting[0][1])):
                    yield _taken(waiting.popleft())
            while waiting:
                yield _taken(waiting.popleft())
        finally:
            pool.shutdown(cancel_futures=True)


def _is_there(night: Future[Night] | Night) -> bool:
    return isinstance(night, Night) or night.done()


def _taken(item: tuple[_A, Future[Night] | Night]) -> tuple[_A, Night]:
    one, night = item
    return one, night if isinstance(night, Night) else night.result()


def _compute(task: Task | None) -> Night:
    assert task is not None  # noqa: S101  one of the two is there
    try:
        return night_of(task.known, task.arrival, task.rules, recent=task.recent, last_capture=task.last)
    except Exception as fault:  # noqa: BLE001  a fault of ours on one page must not take the night from all others
        told = f"{type(fault).__name__}: {' '.join(str(fault).split())[:_SHOWN]}"
        reason = f"a fault of scrape-clean itself ({told}); please report it, with the capture that raw/ holds"
        return failed_night(task.known, task.arrival, InputError(reason))


def _leave_signals() -> None:
    """Ctrl-C is for the process that hands out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
