"""Computing nights in processes beside this one, which outlives a page that kills or never ends."""

import atexit
import contextlib
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock, Semaphore
from typing import Final, Protocol, TypeVar

from msgspec import Struct

from scrape_clean.errors import InputError, PluginError
from scrape_clean.history.model import Known, Night
from scrape_clean.model import Capture, Snapshot
from scrape_clean.nightly.night import Arrival, Rules, failed_night, night_of

__all__ = ["Task", "nights_of"]

_WAITING: Final = 2
"""Pages that wait for each process, so that none is idle while the next page is fetched."""

_SHOWN: Final = 200
_BEAT: Final = 0.5
"""Seconds between looks at whether to stop."""
_READY: Final = 120.0
"""Seconds for a process to be ready. It takes one or two, and more where the machine is busy."""
_GRACE: Final = 5.0
"""Seconds for a process that has hung up to be gone."""
_TOLD: Final = (signal.SIGINT, signal.SIGTERM)
"""What tells a group of processes to stop."""
_KILLED: Final = 9  # SIGKILL; Windows has no name for it
_STARTING: Final = multiprocessing.get_context("spawn")
"""How processes begin: this one has threads, which a fork would not take along."""
_NOT_COMPUTED: Final = "the process that computes it died, and so did another one"


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


def nights_of(
    asked: Iterable[_A], jobs: int, seconds: float, *, stopped: Callable[[], bool] = lambda: False
) -> Generator[tuple[_A, Night], None, None]:
    """Each page with its night, in their order.

    Args:
        asked: Drawn one by one; with several processes a few are drawn ahead.
        jobs: Processes that compute. They are started when first needed.
        seconds: What one page may take; then its process is ended, and it has failed.
        stopped: Whether to leave. Of what was drawn, nights that are there are given; no other is waited for.
    """
    workers = _Workers(jobs, seconds)
    ahead = jobs * _WAITING if jobs > 1 else 0
    waiting: deque[tuple[_A, Future[Night]]] = deque()
    try:
        for one in asked:
            waiting.append((one, _begun(one, workers)))
            while len(waiting) > ahead and not (waiting[0][1].done() or stopped()):
                wait((waiting[0][1],), _BEAT)
            yield from _there_of(waiting)
            if stopped():
                return
        while waiting and not stopped():
            wait((waiting[0][1],), _BEAT)
            yield from _there_of(waiting)
        yield from _there_of(waiting)
    finally:
        workers.close()


def _begun(one: Asked, workers: "_Workers") -> Future[Night]:
    """A page's night, by and by; what takes no time needs no process."""
    if one.settled is None and one.task is not None and one.task.arrival.capture is not None:
        return workers.submit(one.task)
    future = Future[Night]()
    future.set_result(one.settled or _compute(one.task))
    return future


def _there_of(waiting: deque[tuple[_A, Future[Night]]]) -> Iterator[tuple[_A, Night]]:
    """Take the first pages as far as their nights are there."""
    while waiting and waiting[0][1].done():
        one, night = waiting.popleft()
        yield one, night.result()


class _DiedError(Exception):
    """A worker has ended, or never began, without an answer; says how."""


class _LateError(Exception):
    """A worker had to be ended, since a page takes too long."""


class _Worker:
    """A process that computes one page at a time, seen from outside."""

    def __init__(self) -> None:
        self._line, there = _STARTING.Pipe()
        self._process = _STARTING.Process(target=_serve, args=(there,), name="night", daemon=True)
        try:
            _start_deaf(self._process)
        except OSError as problem:
            raise _DiedError(f"it cannot be started: {problem.strerror or problem}") from None
        finally:
            there.close()  # only the process has it now, so that its end is heard
        self._ready = False

    def ask(self, task: Task, seconds: float) -> Night:
        """Have a page computed; the seconds are counted from when the process is ready.

        Raises:
            _DiedError: The process has ended, or was never ready.
            _LateError: It took longer than it may, and has been ended.
        """
        try:
            self._wait_until_ready()
            self._line.send(task)
            if not self._line.poll(seconds):
                self.kill()
                raise _LateError
            night = self._line.recv()
        except (EOFError, OSError):
            self._process.join(_GRACE)
            self.kill()
            raise _DiedError(_how(self._process.exitcode or 0)) from None
        assert isinstance(night, Night)  # noqa: S101  as _serve sends it
        return night

    def _wait_until_ready(self) -> None:
        """Let it load what it needs, which is no part of the time that a page takes."""
        if self._ready:
            return
        if not self._line.poll(_READY):
            self.kill()
            raise _DiedError(f"it was not ready after {_READY:g} seconds")
        self._line.recv()
        self._ready = True

    def kill(self) -> None:
        """End it, whatever it does; it holds nothing that could be lost."""
        self._process.kill()
        self._process.join()


class _Workers:
    """Processes, each with a thread of this one that waits for it; so it is known on which page one died.

    The pools of the standard library are broken as a whole when one of their processes dies, as the system has it when
    memory runs out. Here the page is computed once more, by a new process and with no other at work, since it may have
    been another one that took the memory. If that fails too, it is the page.
    """

    def __init__(self, jobs: int, seconds: float) -> None:
        self._jobs = jobs
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(jobs, "night")
        self._seats = Semaphore(jobs)
        self._alone = Lock()
        self._starting = Lock()
        self._closed = False
        self._idle: list[_Worker] = []
        self._all: list[_Worker] = []
        atexit.register(self._kill)  # before that of multiprocessing, which would wait for them for ever

    def submit(self, task: Task) -> "Future[Night]":
        """Have a page computed by and by."""
        return self._threads.submit(self._night, task)

    def close(self) -> None:
        """End all processes, and what they are at."""
        self._kill()
        self._threads.shutdown(cancel_futures=True)
        atexit.unregister(self._kill)

    def _kill(self) -> None:
        with self._starting:
            self._closed = True
            for worker in tuple(self._all):
                worker.kill()

    def _night(self, task: Task) -> Night:
        try:
            return self._tried(task)
        except _LateError:
            problem = f"reading it took more than {self._seconds:g} seconds, and was broken off"
            hint = "`page_timeout` below [run] allows more"
            return failed_night(task.known, task.arrival, InputError(f"{problem}; {hint}"))
        except _DiedError as death:
            return failed_night(task.known, task.arrival, InputError(f"{_NOT_COMPUTED}: {death}"))

    def _tried(self, task: Task) -> Night:
        """Have a page computed, once more if its process dies."""
        try:
            with self._seats:
                return self._asked(self._idle_one() or self._start(), task)
        except _DiedError:
            pass
        with self._alone:
            for _ in range(self._jobs):
                self._seats.acquire()
            try:
                return self._asked(self._start(), task)
            finally:
                self._seats.release(self._jobs)

    def _idle_one(self) -> _Worker | None:
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def _start(self) -> _Worker:
        with self._starting:
            if self._closed:
                raise _DiedError("it is not wanted any more")
            worker = _Worker()
            self._all.append(worker)
            return worker

    def _asked(self, worker: _Worker, task: Task) -> Night:
        try:
            night = worker.ask(task, self._seconds)
        except (_DiedError, _LateError):
            self._all.remove(worker)
            raise
        self._idle.append(worker)
        return night


def _how(code: int) -> str:
    """How a process ended, from its exit code."""
    if code == -_KILLED:
        return "it was killed, most likely because memory ran out; `max_bytes` refuses pages that are too large"
    return f"it ended with {signal.strsignal(-code) or 'a signal' if code < 0 else f'exit code {code}'}"


def _start_deaf(process: BaseProcess) -> None:
    """Start a process that hears no signal from its first moment on, long before it has loaded what ignores them."""
    if not hasattr(signal, "pthread_sigmask"):  # as on Windows
        process.start()
        return
    resource_tracker.ensure_running()  # which would take the mask off again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _TOLD)
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: Connection) -> None:
    """What a worker does until nobody asks any more."""
    # A group of processes is told to stop together; whoever hands out the work hears it, and says when.
    for number in _TOLD:
        signal.signal(number, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        line.send(None)  # ready
        while True:
            line.send(_compute(line.recv()))


def _compute(task: Task | None) -> Night:
    assert task is not None  # noqa: S101  one of the two is there
    try:
        return night_of(task.known, task.arrival, task.rules, recent=task.recent, last_capture=task.last)
    except PluginError as problem:  # the user's own code, not ours
        return failed_night(task.known, task.arrival, InputError(str(problem)))
    except Exception as fault:  # noqa: BLE001  a fault of ours on one page must not take the night from all others
        told = f"{type(fault).__name__}: {' '.join(str(fault).split())[:_SHOWN]}"
        reason = f"a fault of scrape-clean itself ({told}); please report it, with the capture that raw/ holds"
        return failed_night(task.known, task.arrival, InputError(reason))
