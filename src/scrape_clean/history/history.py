"""The history as a whole: what a run, a replay and the questions about the past need of it."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeAlias

from scrape_clean.arguments import refuse_one_string
from scrape_clean.errors import HistoryError
from scrape_clean.history import backup, captures, comparisons, nights, pages, records, runs, snapshots, words
from scrape_clean.history.blobs import GarbledError
from scrape_clean.history.database import Database
from scrape_clean.history.model import (
    Dirty,
    Flagged,
    Known,
    Message,
    Night,
    PageId,
    PageState,
    Past,
    Received,
    Run,
    Validators,
    Version,
)
from scrape_clean.history.runs import LAST, When
from scrape_clean.model import Snapshot
from scrape_clean.views.data import Changes

__all__ = ["Enqueue", "History"]

Enqueue: TypeAlias = Callable[[sqlite3.Connection, Sequence[Message], Sequence[str]], object]
"""Puts messages for some sinks into the outbox, in the transaction that is open."""
_PATIENCE: Final = 30.0
"""Seconds to wait for another program that writes to the file."""


class History:
    """Everything that is remembered from night to night; a context manager.

    Every method is one transaction. All raise `HistoryError` when the file is damaged or locked, or the disk is full.
    """

    def __init__(self, database: Database, enqueue: Enqueue | None = None) -> None:
        """Over an open database; use `open` or `read`."""
        self._database = database
        self._enqueue = enqueue

    @classmethod
    def open(
        cls, path: Path, *, check: bool = True, enqueue: Enqueue | None = None, patience: float = _PATIENCE
    ) -> Self:
        """Open the history for a run; the file is made if it is not there, and brought to the newest layout.

        Args:
            path: ``history.db``.
            check: Read the whole file first to see that it is sound.
            enqueue: What takes messages for the outside.
            patience: Seconds to wait for another program that writes to the file.

        Raises:
            HistoryError: It is damaged, locked, another program's, or of a newer version, or cannot be written.
        """
        return cls(Database.open(path, check=check, timeout=patience), enqueue)

    @classmethod
    def read(cls, path: Path, *, check: bool = False, patience: float = _PATIENCE) -> Self:
        """Open the history for questions only; a run may be at work on it.

        Raises:
            HistoryError: As `open`; or it is not there.
        """
        return cls(Database.read_only(path, check=check, timeout=patience))

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._database.path

    def backup(self, path: Path) -> None:
        """Copy the file as it is now, and read the copy; a run may be at work.

        Raises:
            UsageError: ``path`` is the history itself, a folder, or a file that is no backup.
            HistoryError: The copy cannot be written or is not sound; an earlier one stands.
        """
        backup.back_up(self._database, path)

    def outbox(self) -> AbstractContextManager[sqlite3.Connection]:
        """A transaction for what waits to be delivered (`history.outbox`)."""
        return self._database.write()

    def view(self) -> AbstractContextManager[sqlite3.Connection]:
        """A consistent view for questions of one's own: the layout is in docs/history.md."""
        return self._database.read()

    @contextlib.contextmanager
    def _view_of(self, page: PageId) -> Iterator[sqlite3.Connection]:
        """A view for a question about one page, which is named if what is stored of it cannot be read."""
        with self._database.read() as connection:
            try:
                yield connection
            except GarbledError as problem:
                raise GarbledError(f"{' '.join(filter(None, (page.source, page.key)))}: {problem}") from None

    # Runs

    def begin_run(self, now: datetime, version: str) -> tuple[Run, bool]:
        """The run to work for, and whether it is a killed one that is gone on with (within 6 hours)."""
        with self._database.write() as connection:
            return runs.begun(connection, now, version)

    def resumable(self, now: datetime) -> Run | None:
        """The killed run that the next one will go on with; None if there is none."""
        with self._database.read() as connection:
            return runs.resumable(connection, now)

    def finish_run(self, run: Run, now: datetime, messages: Sequence[Message] = (), sinks: Sequence[str] = ()) -> None:
        """Close a run that went to its end, and enqueue what there is to tell of it."""
        with self._database.write() as connection:
            runs.finished(connection, run, now)
            self._send(connection, messages, sinks)

    def runs(self) -> tuple[Run, ...]:
        """All runs, the oldest first."""
        with self._database.read() as connection:
            return tuple(runs.runs_of(connection).values())

    # A page's night

    def stored(self, run: Run) -> frozenset[PageId]:
        """Pages that a run has stored: what it is gone on with skips them."""
        with self._database.read() as connection:
            return nights.pages_stored(connection, run.id)

    def known(self, page: PageId) -> Known:
        """What earlier nights told of a page; of a new one, nothing."""
        with self._view_of(page) as connection:
            return pages.known_of(connection, page)

    def received(self, page: PageId) -> Received | None:
        """The capture that the last good night was made from: as in `known`, but without reading the page itself."""
        with self._database.read() as connection:
            return pages.last_received(connection, page)

    def validators(self, page: PageId, rules: str) -> Validators | None:
        """What the server last called the body by that the last good night was made from.

        Args:
            page: Which one.
            rules: Fingerprint of the rules that it must have been cleaned by; None is given for others.
        """
        with self._database.read() as connection:
            return pages.last_validators(connection, page, rules)

    def recent(self, page: PageId, count: int, *, before: int | None = None) -> tuple[Snapshot, ...]:
        """The last good nights, the oldest first, those on which nothing changed as well: for `learn_volatile`.

        Args:
            page: Which one.
            count: At most so many.
            before: Of the nights before this run; None for all.
        """
        with self._view_of(page) as connection:
            number = pages.number_of(connection, page)
            return () if number is None else nights.recent_snapshots(connection, number, count, before)

    def store(self, run: Run, night: Night, messages: Sequence[Message] = (), sinks: Sequence[str] = ()) -> bool:
        """Store a night and enqueue its messages, in one transaction.

        Returns:
            Whether it was stored: False when this run has stored the page already. Then nothing is changed or enqueued.
        """
        with self._database.write() as connection:
            if not nights.store_night(connection, run.id, night):
                return False
            self._send(connection, messages, sinks)
            return True

    def send(self, messages: Sequence[Message], sinks: Sequence[str]) -> None:
        """Enqueue messages that belong to no night of their own; those that are known are not enqueued again."""
        with self._database.write() as connection:
            self._send(connection, messages, sinks)

    def _send(self, connection: sqlite3.Connection, messages: Sequence[Message], sinks: Sequence[str]) -> None:
        refuse_one_string("sinks", sinks)
        if not messages or not sinks:
            return
        if self._enqueue is None:
            raise ValueError("there are messages for sinks, and nothing that takes them")
        self._enqueue(connection, messages, sinks)

    # Output files

    def dirty(self) -> tuple[Dirty, ...]:
        """Pages whose output files are to be written again, each with the night that they are to show."""
        with self._database.read() as connection:
            return pages.dirty_pages(connection)

    def projected(self, page: PageId, run: int) -> None:
        """Note that a page's output files show a run."""
        with self._database.write() as connection:
            pages.clean_pages(connection, page, run)

    def current(self, page: PageId) -> Snapshot | None:
        """The last good night; None before the first one."""
        return self.at(page, LAST)

    def current_bytes(self, page: PageId) -> bytes | None:
        """``records.json`` of the last good night."""
        return self.bytes_at(page, LAST)

    def changes_of(self, run: int, page: PageId) -> Changes | None:
        """What a run found of a page, as in ``changes.json``; None if nothing was compared."""
        with self._view_of(page) as connection:
            number = pages.number_of(connection, page)
            return None if number is None else comparisons.changes_at(connection, number, run)

    # Questions

    def pages(self, source: str | None = None) -> tuple[PageState, ...]:
        """How all pages are doing, or those of one source, in the order of their names."""
        with self._database.read() as connection:
            return pages.states(connection, source)

    def night(self, when: When) -> Run | None:
        """The last run that began before the end of a day (UTC), or not after a moment, or that has a number."""
        with self._database.read() as connection:
            number = runs.last_run_until(connection, when)
            return None if number is None else runs.runs_of(connection).get(number)

    def at(self, page: PageId, when: When) -> Snapshot | None:
        """What a page said after a night: a run's number, a day (UTC; its last run) or a moment.

        None before the first good night. On a night on which the page failed or was suspect, the last good one stands.
        """
        with self._view_of(page) as connection:
            data = _bytes_at(connection, page, when)
            return None if data is None else nights.snapshot_of(data)

    def bytes_at(self, page: PageId, when: When) -> bytes | None:
        """As `at`, byte for byte what ``records.json`` held."""
        with self._view_of(page) as connection:
            return _bytes_at(connection, page, when)

    def life(self, record: str) -> tuple[tuple[Version, ...], tuple[Flagged, ...]]:
        """Everything that a record ever said, page by page, and the changes that were found of it; the oldest first."""
        with self._database.read() as connection:
            places = comparisons.places_of_record(connection, record)
            return records.versions_of(connection, record), tuple(comparisons.flagged_at(connection, places))

    def changes(
        self, since: When, *, source: str | None = None, substantive: bool = True, limit: int | None = None
    ) -> Iterator[Flagged]:
        """What was flagged from a night on, that night included, in the order of runs, pages and each page.

        Args:
            since: A run's number, a day (UTC) or a moment.
            source: Of this source only.
            substantive: Leave out what changes no fact: cosmetic changes, most moves.
            limit: At most so many, the latest.
        """
        with self._database.read() as connection:
            numbers = runs.runs_since(connection, since)
        if limit is not None:
            yield from self._latest(numbers, source, substantive=substantive, limit=limit)
            return
        for number in numbers:  # a transaction for each: whoever reads on may take his time
            with self._database.read() as connection:
                (places,) = comparisons.places(connection, [number], source, substantive=substantive)
                found = comparisons.flagged_at(connection, places)
            yield from found

    def _latest(self, numbers: Sequence[int], source: str | None, *, substantive: bool, limit: int) -> list[Flagged]:
        nights: list[list[comparisons.Place]] = []
        with self._database.read() as connection:
            for places in comparisons.places(connection, reversed(numbers), source, substantive=substantive):
                nights.append(places)
                if sum(map(len, nights)) >= limit:
                    break
            wanted = [place for places in reversed(nights) for place in places]
            return comparisons.flagged_at(connection, wanted[-limit:] if limit else [])

    def words(self) -> Mapping[str, int]:
        """In how many pages each word stands in the current records: what ``cluster(texts, attested=...)`` takes."""
        with self._database.read() as connection:
            return words.counts(connection)

    # The archive

    def captures(self, page: PageId) -> tuple[Past, ...]:
        """Every night of a page with what came in, the oldest first: what a replay goes through."""
        with self._database.read() as connection:
            number = pages.number_of(connection, page)
            return () if number is None else captures.pasts(connection, number)

    def forget_archived(self, paths: Iterable[str]) -> None:
        """Note that files were removed from the archive; what they told stays."""
        refuse_one_string("paths", paths)
        with self._database.write() as connection:
            captures.forget_files(connection, paths)

    def rewrite(self, page: PageId, found: Mapping[int, Night]) -> None:
        """Put what a replay found in the place of what the nights found then, by the runs' numbers, in one transaction.

        Runs, times and what was received stay, whatever ``found`` says of them; nothing is enqueued. Nights before the
        first given one (their captures may be gone) stay as they are; all from there on must be given.

        Raises:
            HistoryError: The page was never stored.
            ValueError: A night is missing, or was never stored, or the first good one is not given whole.
        """
        with self._database.write() as connection:
            number = pages.number_of(connection, page)
            if number is None:
                raise HistoryError(f"{page.source} {page.key}: is in no night")
            if found:
                nights.replace_nights(connection, number, found)


def _bytes_at(connection: sqlite3.Connection, page: PageId, when: When) -> bytes | None:
    number, run = pages.number_of(connection, page), runs.last_run_until(connection, when)
    return None if number is None or run is None else snapshots.bytes_at(connection, number, run)
