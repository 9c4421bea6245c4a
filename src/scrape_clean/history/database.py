"""One SQLite file, opened so that nothing that was committed is ever lost, and its errors in plain words."""

import contextlib
import os
import shlex
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Self

from scrape_clean.errors import HistoryError
from scrape_clean.filenames import MANIFESTS
from scrape_clean.history.blobs import GarbledError
from scrape_clean.history.layout import migrate, migrations
from scrape_clean.history.permits import is_spare, log_of, sealed, size_of, why_refused
from scrape_clean.storage import is_there

__all__ = [
    "APPLICATION",
    "OLDEST_SQLITE",
    "Database",
    "OutdatedError",
    "damaged",
    "has_history",
    "is_damage",
    "refused",
    "unsound",
]

APPLICATION: Final = 1396919374
"""``application_id``: "SCLN" in ASCII; file(1) and SQLite show whose file it is."""
OLDEST_SQLITE: Final = (3, 31, 0)
_MOST_LOG_BYTES: Final = 64 * 1024 * 1024
"""What is left of the write-ahead log after a checkpoint."""
_CACHE_KIB: Final = 32 * 1024
"""A night touches a few places of every page; SQLite's own 2 MiB hold those of some hundred pages."""
_NO_ROOM: Final = {
    sqlite3.SQLITE_FULL: "cannot be written: the disk is full; make room and run again",
    sqlite3.SQLITE_PERM: "cannot be used: permission is denied",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error",
}
_NO_LEAVE: Final = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
_SHARED_BYTES: Final = 32 * 1024
"""Of the index of the write-ahead log (https://sqlite.org/walformat.html#the_wal_index_or_shm_file)."""
_NO_TEXT: Final = "Could not decode to UTF-8"
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_UNTOUCHED: Final = "nothing was changed"
_MOST_FAULTS: Final = 100
"""Of a damaged file, that are looked at."""


class OutdatedError(HistoryError):
    """The file is sound and of an older layout: the next run brings it up to date."""


class Database:
    """A connection; use it as a context manager."""

    def __init__(self, connection: sqlite3.Connection, path: Path, timeout: float) -> None:
        """Over a connection in autocommit mode."""
        self._connection = connection
        self._path = path
        self._timeout = timeout

    @classmethod
    def open(cls, path: Path, *, check: bool, timeout: float) -> Self:
        """Open or make the file, for writing, with the newest layout.

        Args:
            path: The file; its folder is made if it is not there.
            check: Read the whole file to see that it is sound.
            timeout: Seconds to wait for another process that writes.

        Raises:
            HistoryError: It cannot be used; nothing was changed.
        """
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            raise HistoryError(f"{path}: needs SQLite 3.31 or newer, and Python has {sqlite3.sqlite_version}")
        with refused(path, timeout):
            path.parent.mkdir(parents=True, exist_ok=True)
            has_history(path)
            _clear_away(path, timeout)
            connection = sqlite3.connect(path, timeout=timeout, isolation_level=None)
        with _closed_on_failure(connection), refused(path, timeout):
            _recognise(connection, path)
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA journal_size_limit = {_MOST_LOG_BYTES}")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            connection.execute("PRAGMA foreign_keys = ON")
            if check and (verdict := _fault(connection, "quick_check")):
                raise damaged(path, verdict)
            migrate(connection, migrations())
        return cls(connection, path, timeout)

    @classmethod
    def read_only(cls, path: Path, *, check: bool, timeout: float) -> Self:
        """Open the file so that nothing can change it; a run may write to it meanwhile.

        Args:
            path: The file.
            check: Read the whole file to see that it is sound, indexes too: three times as long as `open`'s.
            timeout: Seconds to wait for another process.

        Raises:
            HistoryError: It is not there or cannot be used.
            OutdatedError: It is of an older layout; with ``check``, and sound.
        """
        if not has_history(path):
            raise HistoryError(
                f"{path}: there is no history yet; the first `scrape-clean run` by a scrape-clean.toml makes it "
                "(`scrape-clean init` begins one)"
            )
        alone = not os.access(path.parent, os.W_OK) and not is_there(log_of(path))
        how = "immutable=1" if alone else "mode=ro"  # a write-ahead log needs a writable folder, even to be read
        with refused(path, timeout):
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?{how}", uri=True, timeout=timeout, isolation_level=None
            )
        with _closed_on_failure(connection), refused(path, timeout):
            layout = _recognise(connection, path)
            if check and (problem := unsound(connection, path)):
                raise problem
            if layout < len(migrations()):
                raise OutdatedError(
                    f"{path}: was written by an older version of scrape-clean; "
                    "the next `scrape-clean run` brings it up to date"
                )
        return cls(connection, path, timeout)

    @contextlib.contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """One consistent view for some questions."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is stored, on the disk, or nothing."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextlib.contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with refused(self._path, self._timeout, stands="what was stored stands"):
            self._connection.execute(begin)
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # SQLite itself has rolled back where the disk was full
                    self._connection.execute("ROLLBACK")
                raise

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


@contextlib.contextmanager
def _closed_on_failure(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def has_history(path: Path) -> bool:
    """Whether there is a history. An empty file is none yet where no run has ended: the first one was killed at once.

    Raises:
        HistoryError: Something else is there, or nobody may look; or it is empty, and there was a history.
    """
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as problem:
        raise HistoryError(f"{path}: cannot be read: {(problem.strerror or str(problem)).lower()}") from None
    if not stat.S_ISREG(status.st_mode):
        raise HistoryError(
            f"{path}: is {'a folder' if stat.S_ISDIR(status.st_mode) else 'no regular file'}, no history"
        )
    if status.st_size == 0 and (any(path.parent.glob(f"{MANIFESTS}/*.json")) or size_of(log_of(path))):
        raise damaged(path, "it is empty")
    return status.st_size > 0


def _recognise(connection: sqlite3.Connection, path: Path) -> int:
    """The layout of a file; one that is another program's, or of a newer version, is refused."""
    connection.execute("PRAGMA cell_size_check = ON")  # damage is found where it is, not where it leads to
    connection.execute("PRAGMA trusted_schema = OFF")  # a file that was tampered with runs nothing
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (layout,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION and (application or layout or tables):
        raise HistoryError(f"{path}: is no history of scrape-clean but another program's database")
    if layout > len(migrations()):
        raise HistoryError(
            f"{path}: was written by a newer version of scrape-clean (layout {layout}, this one knows "
            f"{len(migrations())}); install that version again, or name another output folder"
        )
    return int(layout)


def _clear_away(path: Path, timeout: float) -> None:
    """Delete an index and an empty log that this user may not write to: somebody else has asked, and left them there.

    Nobody may have the file open meanwhile: in its exclusive mode SQLite sees to that, and needs no index
    (https://sqlite.org/wal.html#noshm).
    """
    left = sealed(path)
    if not left or path in left or not is_there(path):
        return
    with contextlib.closing(sqlite3.connect(path, timeout=timeout, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            _recognise(connection, path)
            for one in left:
                if is_spare(path, one):
                    one.unlink(missing_ok=True)
        except (OSError, sqlite3.OperationalError):
            return  # opening it as usual tells what is wrong, or all is well by then


def unsound(connection: sqlite3.Connection, path: Path, stands: str = _UNTOUCHED) -> HistoryError | None:
    """What is wrong with a file, or with a copy of it, after reading all of it; None if it is sound.

    Args:
        connection: To the file, or the copy.
        path: The file.
        stands: What has become of things, in words.
    """
    faults = [line for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST_FAULTS})")]
    if faults == ["ok"]:
        return None
    no_index = next((line for line in faults if line.startswith("non-unique")), None)  # can be made of such rows
    if fault := _fault(connection, "quick_check") or no_index:  # which leaves out nothing but indexes
        return damaged(path, fault, stands)
    return HistoryError(
        f"{path}: an index in it is damaged ({faults[0]}); {stands}, and nothing that it holds is lost. "
        f"While no run is at work, have it made anew:  sqlite3 {shlex.quote(str(path))} REINDEX"
    )


def _fault(connection: sqlite3.Connection, check: str) -> str | None:
    (verdict,) = connection.execute(f"PRAGMA {check}(1)").fetchone()
    return None if verdict == "ok" else str(verdict)


def is_damage(problem: sqlite3.Error) -> bool:
    """Whether SQLite says that the file is not what it was."""
    return _code(problem) in _DAMAGED


def _code(problem: sqlite3.Error) -> int:
    """SQLite's own, without the extended part."""
    return getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


@contextlib.contextmanager
def refused(path: Path, timeout: float, stands: str = _UNTOUCHED) -> Iterator[None]:
    """What SQLite refuses, in one line with what to do; what can only be a bug passes through.

    Raises:
        HistoryError: The file is damaged, locked, or cannot be read or written.
    """
    try:
        yield
    except GarbledError as problem:
        raise damaged(path, str(problem), stands) from None
    except OSError as problem:
        raise HistoryError(f"{path}: cannot be written: {(problem.strerror or str(problem)).lower()}") from None
    except sqlite3.DatabaseError as problem:
        code = _code(problem)
        if code in _DAMAGED:
            raise damaged(path, str(problem), stands) from None
        if not hasattr(problem, "sqlite_errorcode") and _NO_TEXT in str(problem):  # Python's own word, not SQLite's
            raise damaged(path, "a text in it is no UTF-8", stands) from None
        if code in _BUSY:
            raise HistoryError(
                f"{path}: is locked: another program has been writing to it for {timeout:g} s; end that and run again"
            ) from None
        if code in _NO_LEAVE:
            raise HistoryError(f"{path}: {why_refused(path, code)}. All earlier nights stand") from None
        if code in _NO_ROOM:
            full = code == sqlite3.SQLITE_IOERR and _is_full(path)
            why = _NO_ROOM[sqlite3.SQLITE_FULL if full else code]
            raise HistoryError(f"{path}: {why}. Nothing was stored by halves, all earlier nights stand") from None
        raise


def _is_full(path: Path) -> bool:
    """Whether that is why the disk reports an error: it does where no room is left for what is shared while writing."""
    try:
        return shutil.disk_usage(path.parent).free < _SHARED_BYTES
    except OSError:
        return False


def damaged(path: Path, why: str, stands: str = _UNTOUCHED) -> HistoryError:
    """The error for a file that is not sound, with the commands that put a backup in its place."""
    file, aside = shlex.quote(str(path)), shlex.quote(f"{path}.damaged")
    if os.name == "nt":
        away, back = f'move "{path}" "{path}.damaged" & del "{path}-wal" "{path}-shm"', f'copy BACKUP "{path}"'
    else:
        away = f"mv {file} {aside}; rm -f {shlex.quote(f'{path}-wal')} {shlex.quote(f'{path}-shm')}"
        back = f"cp BACKUP {file}"
    return HistoryError(
        f"{path}: is damaged ({' '.join(why.split())}); {stands}. "
        f"Put a backup (made by `scrape-clean backup BACKUP`) in its place:  {away}; {back}  "
        "(without a backup leave out the last command: the next run begins a new history)"
    )
