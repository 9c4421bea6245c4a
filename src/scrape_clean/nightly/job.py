"""The nightly job from the lock to the last delivery."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from scrape_clean.errors import (
    BusyError,
    HistoryError,
    InputError,
    OutputError,
    PluginError,
    ScrapeCleanError,
    UsageError,
)
from scrape_clean.filenames import HISTORY
from scrape_clean.history import History, outbox
from scrape_clean.history.model import Message, Run
from scrape_clean.nightly.lock import DELIVERY, alone
from scrape_clean.nightly.manifest import Entry, entry_of, entry_stored, manifest_of
from scrape_clean.nightly.publishing import Sources, publish, write_manifest
from scrape_clean.nightly.runner import Done, Work, write_dirty
from scrape_clean.nightly.worklist import worklist
from scrape_clean.settings import Settings
from scrape_clean.sinks.delivery import Sent, deliver
from scrape_clean.sinks.digest import run_message
from scrape_clean.sinks.heartbeat import Heartbeat, Moment
from scrape_clean.sinks.metrics import Figures, write_metrics
from scrape_clean.sinks.sink import Destination
from scrape_clean.sources.visits import Fetcher

__all__ = ["Began", "Ended", "Event", "Means", "Noticed", "Troubled", "run_night"]

_KEPT_RUNS = 30
"""Runs whose delivered messages stay in the outbox."""


class Began(Struct, frozen=True):
    """The run knows what it has to look at."""

    run: Run
    resumed: bool
    pages: int


class Noticed(Struct, frozen=True):
    """Something that a user should know, in one line."""

    line: str


class Troubled(Struct, frozen=True):
    """Something could not be written, or nobody can be told: no success may be reported."""

    line: str
    exit_code: int = OutputError.exit_code


class Ended(Struct, frozen=True):
    """The run has gone to its end."""

    run: Run
    entries: tuple[Entry, ...]
    sent: tuple[Sent, ...]
    exit_code: int
    """0; that of an `OutputError` if something could not be written, else of a `PluginError` if a sink could not be
    used, else of an `InputError` if a page failed."""


Event = Began | Noticed | Troubled | Done | Ended


class Means(Struct, frozen=True, kw_only=True):
    """What a run has at hand."""

    fetcher: Fetcher
    destinations: tuple[Destination, ...] = ()
    heartbeat: Heartbeat | None = None
    now: Callable[[], datetime]
    version: str
    stopped: Callable[[], bool] = lambda: False
    """Whether to leave, without waiting for anybody: once true it stays so. What is stored stands, and the next run
    goes on; where all pages are stored already, the run is brought to its end, but nothing is sent any more."""
    others: frozenset[str] = frozenset()
    """Sources that are not looked at, since only some are wanted: such a run must not go on with a killed run of all,
    and close it; and what it publishes tells of these as of their last night."""


def run_night(settings: Settings, means: Means) -> Iterator[Event]:
    """Do one night's job, and say what happens as it does.

    Raises:
        BusyError: Another run is at work on the same output.
        HistoryError: The history cannot be used.
        UsageError: Only some sources are wanted, and a killed run of more of them is to be gone on with first.
    """
    wanted = {one.name: one.on for one in means.destinations}

    def enqueue(connection: sqlite3.Connection, messages: Sequence[Message], _: Sequence[str]) -> None:
        outbox.enqueue(connection, messages, wanted)

    with alone(settings.output), _Pulse(means.heartbeat) as pulse:
        yield from pulse.start()
        with History.open(settings.output / HISTORY, enqueue=enqueue) as history:
            if means.others and (killed := history.resumable(means.now())):
                told = f"run {killed.id} was stopped or killed and must be resumed first"
                raise UsageError(f"{told}: `scrape-clean run`, without --source")
            run, resumed = history.begin_run(means.now(), means.version)
            ended: Ended | None = None
            for event in _Job(settings, means, history, run, resumed=resumed).do():
                yield event
                ended = event if isinstance(event, Ended) else ended
            yield from pulse.end(ended) if ended else pulse.left(run)


class _Pulse:
    """Tells whoever watches that runs happen where one stands; whatever ends the run before its end is told, too."""

    def __init__(self, heartbeat: Heartbeat | None) -> None:
        self._heartbeat = heartbeat

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if self._heartbeat and error is not None:
            self._heartbeat.tell("failure", _why(error))

    def start(self) -> Iterator[Noticed]:
        if self._heartbeat and (trouble := self._heartbeat.tell("start")):
            yield Noticed(trouble)

    def end(self, ended: Ended) -> Iterator[Noticed]:
        failed = [f"{entry.source}: {entry.problem}" for entry in ended.entries if entry.outcome == "failed"]
        moment: Moment = "failure" if ended.exit_code else "success"
        if self._heartbeat and (trouble := self._heartbeat.tell(moment, "\n".join(failed))):
            yield Noticed(trouble)

    def left(self, run: Run) -> Iterator[Noticed]:
        told = f"run {run.id} was told to stop before its end; the next run goes on"
        if self._heartbeat and (trouble := self._heartbeat.tell("failure", told)):
            yield Noticed(trouble)


def _why(error: BaseException) -> str:
    """What ended a run, without what only a traceback should tell."""
    if isinstance(error, ScrapeCleanError):
        return str(error)
    if isinstance(error, KeyboardInterrupt | GeneratorExit):
        return "interrupted; the next run goes on"
    return f"ended by a fault of scrape-clean itself ({type(error).__name__}); the next run goes on"


class _Job:
    """One run, with the history open."""

    def __init__(self, settings: Settings, means: Means, history: History, run: Run, *, resumed: bool) -> None:
        self._settings = settings
        self._means = means
        self._history = history
        self._run = run
        self._resumed = resumed
        self._trouble: set[int] = set()
        self._names = tuple(one.name for one in means.destinations)
        self._watched = means.others.union(source.id for source in settings.sources)

    def do(self) -> Iterator[Event]:
        work = Work(self._settings, self._history, self._run, sinks=self._names, now=self._means.now)
        for one in self._means.destinations:
            if one.problem is not None:
                line = f"{one.name} cannot be used, and its messages wait: {one.problem}"
                yield from self._troubled((line,), PluginError.exit_code)
        yield from self._troubled(write_dirty(self._settings, self._history))
        self._tell_of_interrupted()
        todo = worklist(self._settings, self._history, self._means.fetcher)
        if self._means.stopped():
            return  # and what it says may be half the truth
        yield Began(self._run, self._resumed, len(todo.names))
        yield from map(Noticed, todo.notices)
        entries = list(self._stored())
        fetcher, stopped = self._means.fetcher, self._means.stopped
        for done in work.pages(todo, fetcher, stopped=stopped):
            entries.append(_entry(done))
            yield done
            for words in done.volatile:
                name = " ".join(part for part in (done.night.page.source, done.night.page.key) if part)
                yield Noticed(f"{name}: changes every night, or comes and goes, and is not flagged any more: {words}")
            yield from self._troubled((done.trouble,) if done.trouble else ())
        if self._means.stopped() and not todo.names <= self._history.stored(self._run):
            return
        yield from self._finish(tuple(entries))

    def _stored(self) -> Iterator[Entry]:
        """What this run had stored before it was killed: it counts as if it had never been killed."""
        if self._resumed:
            for state in self._history.pages():
                if state.run == self._run.id:
                    yield entry_stored(state, self._history.changes_of(self._run.id, state.page))

    def _finish(self, entries: tuple[Entry, ...]) -> Iterator[Event]:
        """Publish the night, close the run with its digest, and send what there is to send."""
        output, address = self._settings.output, self._settings.feeds.base_url if self._settings.feeds else None
        finished = self._means.now()
        try:
            sources = Sources(watched=self._watched, others=self._means.others)
            publish(output, self._history, self._run, sources, address=address)
            digest = _digest(self._settings)
            manifest = manifest_of(self._run, entries, finished=finished, settings=digest, resumed=self._resumed)
            write_manifest(output, manifest)
        except HistoryError:
            raise  # the run stays open, and is gone on with once the history is sound again
        except OutputError as problem:
            yield from self._troubled((str(problem),))
        self._history.finish_run(self._run, finished, self._digests(self._run), self._names)
        try:
            with alone(output, DELIVERY):
                sent = deliver(self._history.outbox, self._means.destinations, stopped=self._means.stopped)
        except BusyError:
            sent = ()
            yield Noticed("another process is delivering: it sends this night's messages, too, or the next run does")
        with self._history.outbox() as connection:
            outbox.prune(connection, self._run.id - _KEPT_RUNS)
        ended = Ended(self._run, entries, sent, self._exit_code(entries))
        if self._settings.metrics is not None:
            try:
                write_metrics(self._settings.metrics, self._figures(ended))
            except OutputError as problem:
                yield from self._troubled((str(problem),))
        yield replace(ended, exit_code=self._exit_code(entries))

    def _troubled(self, lines: Iterable[str], exit_code: int = OutputError.exit_code) -> Iterator[Troubled]:
        for line in lines:
            self._trouble.add(exit_code)
            yield Troubled(line, exit_code)

    def _exit_code(self, entries: tuple[Entry, ...]) -> int:
        if self._trouble:
            return min(self._trouble)
        return InputError.exit_code if any(entry.outcome == "failed" for entry in entries) else 0

    def _figures(self, ended: Ended) -> Figures:
        good: dict[str, list[datetime | None]] = {}
        for state in self._history.pages():
            if state.watched and state.page.source in self._watched:
                good.setdefault(state.page.source, []).append(state.good.started if state.good else None)
        with self._history.outbox() as connection:
            sinks = outbox.backlogs(connection)
        return Figures(
            run=replace(self._run, finished=self._means.now(), status="done"),
            exit_code=ended.exit_code,
            pages=Counter(entry.outcome for entry in ended.entries),
            changes=Counter(one.change.type for one in self._history.changes(self._run.id)),
            sources={
                source: None if None in times else min(time for time in times if time) for source, times in good.items()
            },
            sinks=sinks,
        )

    def _digests(self, run: Run) -> tuple[Message, ...]:
        """What people are told of a run, if there is anything to tell."""
        with self._history.outbox() as connection:
            told = tuple(outbox.told(connection, run.id))
        digest = run_message(run, told)
        return (digest,) if digest else ()

    def _tell_of_interrupted(self) -> None:
        """Runs that were killed too long ago to be gone on with have told nobody what they found: that is done now.

        There may be several: one that is killed before it has come to this leaves it to the next.
        """
        earlier = (run for run in reversed(self._history.runs()) if run.id < self._run.id)
        killed = takewhile(lambda run: run.status == "interrupted", earlier)
        for run in reversed(tuple(killed)):
            self._history.send(self._digests(run), self._names)


def _entry(done: Done) -> Entry:
    entry = entry_of(done.night, records=done.records, tries=done.tries, seconds=done.seconds, size=done.size)
    return replace(entry, volatile=done.volatile)


def _digest(settings: Settings) -> str:
    """Of the settings file, whatever it says."""
    try:
        return f"sha256:{hashlib.sha256(settings.path.read_bytes()).hexdigest()}"
    except OSError:
        return ""
