"""Look at every page once, remember what was found, and leave everything so that a kill harms nothing.

What decides is the history: a page's night is stored in one transaction, with all that is to be told of it. Files in
the output are made from the history afterwards, and made again if a run was killed in between. A killed run is gone on
with under its number, and pages that it had stored are not looked at again.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from scrape_clean.archive import Filed, Retention, delete_archived, expired
from scrape_clean.compare import Volatile
from scrape_clean.compare.volatile.slots import ANYTHING, shown
from scrape_clean.errors import InputError, OutputError
from scrape_clean.history import History
from scrape_clean.history.model import Known, Night, PageId, Run
from scrape_clean.history.times import believed
from scrape_clean.nightly.arrivals import Desk
from scrape_clean.nightly.night import NIGHTS, Arrival, Rules, failed_night, gone_night, unchanged_night
from scrape_clean.nightly.outputs import has_last, page_folder, write_page
from scrape_clean.nightly.workers import Task, nights_of
from scrape_clean.nightly.worklist import Shelf, Target, Worklist
from scrape_clean.settings import Settings, Source, visit_of
from scrape_clean.sinks.messages import messages_of
from scrape_clean.sources.files import read_capture
from scrape_clean.sources.visits import Fetched, Fetcher, Visit
from scrape_clean.sources.warc import read_pages
from scrape_clean.views.data import Changes

__all__ = ["UNKEPT", "Done", "Work", "write_dirty"]

UNKEPT: Final = "cannot be kept: "
"""How the problem begins of a page that failed since the archive could not be written."""


class Done(Struct, frozen=True, kw_only=True):
    """A page that was looked at."""

    night: Night
    records: int = 0
    """Of the last good night."""
    tries: int = 1
    seconds: float = 0.0
    """From the first request to the last byte."""
    size: int = 0
    """Bytes of the page, after decompression."""
    volatile: tuple[str, ...] = ()
    """What is known from now on to change every night, so that it is no longer flagged; each in words."""
    trouble: str | None = None
    """Why its files could not be written; they will be with the next run."""


class _Looked(Struct, frozen=True, kw_only=True):
    """A page, and what came in for it."""

    known: Known
    settled: Night | None = None
    """Where there is nothing to compute."""
    task: Task | None = None
    tries: int = 1
    seconds: float = 0.0
    size: int = 0
    trouble: str | None = None


class Work:
    """One run's work on its pages."""

    def __init__(
        self, settings: Settings, history: History, run: Run, *, sinks: tuple[str, ...], now: Callable[[], datetime]
    ) -> None:
        """Over an open history.

        Args:
            settings: What to do.
            history: What is known.
            run: The run that is worked for.
            sinks: Names of those that messages are for.
            now: What time it is; UTC.
        """
        self._settings = settings
        self._history = history
        self._run = run
        self._sinks = sinks
        self._desk = Desk(run=run, raw=settings.raw if settings.archive.enabled else None, now=now)

    def pages(self, todo: Worklist, fetcher: Fetcher, *, stopped: Callable[[], bool] = lambda: False) -> Iterator[Done]:
        """Look at every page that this run has not stored yet, and say what became of it as it comes.

        Args:
            todo: The pages.
            fetcher: What fetches those on the web.
            stopped: Whether to leave.
        """
        run = self._settings.run
        for looked, night in nights_of(self._looked_at(todo, fetcher), run.jobs, run.page_timeout, stopped=stopped):
            yield self._store(looked, night)

    def _looked_at(self, todo: Worklist, fetcher: Fetcher) -> Iterator["_Looked"]:
        """What came in for each page."""
        stored = self._history.stored(self._run)
        for broken in todo.broken:
            if PageId(broken.source.id) not in stored:
                yield self._failed(PageId(broken.source.id), broken.problem)
        for source in todo.healed:
            if PageId(source.id) not in stored:
                known = self._history.known(PageId(source.id))
                yield _Looked(known=known, settled=unchanged_night(known, Arrival(seen=self._desk.now())))
        for target in todo.gone:
            if target.page.id not in stored:
                known = self._history.known(target.page.id)
                yield _Looked(known=known, settled=gone_night(known, self._desk.now(), target.page.url))
        rest = [target for target in todo.targets if target.page.id not in stored]
        yield from (self._file(target) for target in rest if target.page.path is not None)
        for shelf in todo.shelves:
            yield from self._warc(shelf, stored)
        web = {(target.source.id, target.page.url): target for target in rest if target.page.path is None}
        for fetched in fetcher.fetch(self._visits(tuple(web.values()))):
            yield self._visited(fetched, web[fetched.visit.source, fetched.visit.url])

    def _visits(self, targets: tuple[Target, ...]) -> Iterator[Visit]:
        for target in targets:
            # By other rules the page may have other records although it is the same: it is wanted whole.
            validators = self._history.validators(target.page.id, target.source.rules)
            received = self._history.received(target.page.id) if validators else None
            if not self._desk.holds(received):
                validators = None  # a 304 would leave the archive without a body
            yield visit_of(target.source, target.page, validators, stored=received.url if received else None)

    def _visited(self, fetched: Fetched, target: Target) -> "_Looked":
        known = self._history.known(target.page.id)
        try:
            arrival = self._desk.visited(fetched, known, target.source, _rules(target.source))
        except OutputError as problem:
            looked = self._failed(target.page.id, InputError(f"{UNKEPT}{problem}"))
            return replace(looked, trouble=str(problem))
        if fetched.problem is not None:
            looked = _Looked(known=known, settled=failed_night(known, arrival, fetched.problem))
        else:
            looked = self._task(known, arrival, target.source)
        return replace(looked, tries=fetched.tries, seconds=fetched.seconds)

    def _file(self, target: Target) -> "_Looked":
        assert target.page.path is not None  # noqa: S101  as the caller has seen
        try:
            capture = read_capture(target.page.path, max_bytes=target.source.policy.max_bytes)
        except InputError as problem:
            return self._failed(target.page.id, problem)
        known = self._history.known(target.page.id)
        arrival = self._desk.read(capture, known, target.source, _rules(target.source))
        return self._task(known, arrival, target.source)

    def _warc(self, shelf: Shelf, stored: frozenset[PageId]) -> Iterator["_Looked"]:
        rest = [page for page in shelf.pages if PageId(shelf.source.id, page.url) not in stored]
        for page, found in read_pages(shelf.path, rest, shelf.source.policy.max_bytes):
            name = PageId(shelf.source.id, page.url)
            if isinstance(found, InputError):
                yield self._failed(name, found)
                continue
            known = self._history.known(name)
            arrival = self._desk.read(found, known, shelf.source, _rules(shelf.source), time=page.time)
            yield self._task(known, arrival, shelf.source)

    def _task(self, known: Known, arrival: Arrival, source: Source) -> "_Looked":
        """What is to be computed of an arrival, with all that this takes."""
        rules = _rules(source)
        task = Task(
            known=known,
            arrival=arrival,
            rules=rules,
            recent=self._history.recent(known.page, NIGHTS) if arrival.capture and known.last else (),
            last=self._desk.last_capture(known, source, arrival) if known.rules != rules.fingerprint else None,
        )
        return _Looked(known=known, task=task, size=len(arrival.capture.body) if arrival.capture else 0)

    def _failed(self, page: PageId, problem: InputError) -> "_Looked":
        known = self._history.known(page)
        return _Looked(known=known, settled=failed_night(known, Arrival(seen=self._desk.now()), problem))

    def _store(self, looked: "_Looked", night: Night) -> Done:
        """Remember a night, then bring the page's files up to it."""
        known = looked.known
        told = messages_of(self._run, night, known, stale_after=self._settings.run.stale_after)
        self._history.store(self._run, night, told, self._sinks)
        stands = night.last is None
        trouble = _project(self._settings, self._history, night.page, self._run.id, stands=stands)
        last = night.last or known.last
        return Done(
            night=night,
            records=len(last.records) if last else 0,
            tries=looked.tries,
            seconds=looked.seconds,
            size=looked.size,
            volatile=_news(night.volatile, known.volatile),
            trouble=looked.trouble or trouble or self._retain(night.page),
        )

    def _retain(self, page: PageId) -> str | None:
        """Delete what is older, or more, than the settings keep of a page's captures.

        Age is counted from the page's night before: tonight's clock may be wrong, and what it says is of no account
        until the next night confirms it.
        """
        limits = self._settings.archive
        keep = Retention(days=limits.keep_days, count=limits.keep_captures)
        if self._desk.raw is None or keep == Retention():
            return None
        received = self._history.received(page)
        last = received.archived.path if received and received.archived else None
        pasts = self._history.captures(page)
        times = believed([past.seen for past in pasts])
        filed = []
        for past, time in zip(pasts, times, strict=True):
            if past.archived is not None:
                body = past.received.archived.path if past.received and past.received.archived else None
                other = body if body != past.archived.path else None
                filed.append(Filed(archived=past.archived, run=past.run.id, time=time, body=other))
        files = expired(filed, keep, times[-2:][0], last)
        try:
            delete_archived(self._desk.raw, files)
        except OutputError as problem:
            return str(problem)
        self._history.forget_archived([one.path for one in files])
        return None


def write_dirty(settings: Settings, history: History) -> Iterator[str]:
    """Write the files that a killed run, a full disk or a replay left unwritten; says what still cannot be."""
    for dirty in history.dirty():
        if trouble := _project(settings, history, dirty.page, dirty.run):
            yield trouble


def _project(settings: Settings, history: History, page: PageId, run: int, *, stands: bool = False) -> str | None:
    """Make a page's files from the history; says why if that cannot be done now.

    Args:
        settings: Where the output is.
        history: What the files show.
        page: Which one.
        run: The night that they are to show.
        stands: Whether the last good night is an earlier one, so that its files are there, unless somebody lost one.
    """
    folder = page_folder(settings.output, page)
    last = None if stands and has_last(folder) else history.known(page).last
    changes = history.changes_of(run, page) or Changes()
    try:
        write_page(folder, last, changes)
    except OutputError as problem:
        return str(problem)
    history.projected(page, run)
    return None


def _news(volatile: Sequence[Volatile], known: Sequence[Volatile]) -> tuple[str, ...]:
    """What is known to change from tonight on, in words; what each item of a list has is told once, not of each."""
    old = set(known)
    common = {(one.section, one.words, one.below) for one in volatile if one.new}
    common |= {(one.section, one.words, one.below) for one in known if one.said_of is None}
    news = [
        one
        for one in volatile
        if one not in old
        and (one.new or (one.section, one.words, False) not in common)
        and (one.new or (one.section[:-1], one.words, True) not in common)
    ]
    return tuple(dict.fromkeys(map(_in_words, news)))


def _in_words(volatile: Volatile) -> str:
    """What changes every night, with gaps for what is never the same."""
    place = " > ".join((*volatile.section, *filter(None, (volatile.said_of,))))
    words = "any text" if volatile.words == (ANYTHING,) else shown(volatile.words)
    if volatile.path and len(volatile.words) == 1:
        words += f" in {volatile.path}"
    return f"{place}: {words}" if place else words


def _rules(source: Source) -> Rules:
    return Rules(options=source.options, ignore=source.ignore, fingerprint=source.rules)
