"""A copy of the database as it is at one moment, read back before it is called a backup."""

import contextlib
import os
import secrets
import sqlite3
from pathlib import Path
from typing import Final

from scrape_clean.errors import HistoryError, UsageError
from scrape_clean.history.database import APPLICATION, Database, damaged, is_damage, unsound
from scrape_clean.storage import sync_folder

__all__ = ["back_up"]

_HEADER: Final = b"SQLite format 3\x00"
_STANDS: Final = "an earlier backup stands"
_OWNER: Final = slice(68, 72)
"""Where a database's header has its ``application_id`` (https://sqlite.org/fileformat2.html)."""


def back_up(database: Database, target: Path) -> None:
    """Copy a database into one file that needs no other; a run may write to it meanwhile.

    An earlier backup of that name stands until the new one is on the disk and was found sound. A link stays, and what
    it points to is replaced.

    Raises:
        UsageError: The target is the database itself, a folder, a device, or no backup; or there is no such folder.
        HistoryError: The backup cannot be written, or the database is damaged, its indexes included.
    """
    given, target = target, Path(os.path.realpath(target))
    linked = os.path.islink(given)  # noqa: PTH114  which is never an error
    _check_target(database.path, target, f"{given} (a link to {target})" if linked else str(given))
    temporary = target.with_name(f".{target.name}-{secrets.token_hex(8)}.tmp")
    try:
        _copy(database, temporary)
        temporary.replace(target)
        sync_folder(target.parent)
    except (OSError, sqlite3.Error) as problem:
        if isinstance(problem, sqlite3.Error) and is_damage(problem):
            raise damaged(database.path, str(problem), _STANDS) from None
        raise HistoryError(f"{target}: the backup cannot be written: {problem}; an earlier one stands") from None
    finally:
        for left in (temporary, temporary.with_name(f"{temporary.name}-journal")):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def _check_target(source: Path, target: Path, name: str) -> None:
    try:
        _refuse(source, target, name)
    except OSError as problem:
        raise UsageError(f"{name}: cannot be looked at: {(problem.strerror or str(problem)).lower()}") from None


def _refuse(source: Path, target: Path, name: str) -> None:
    if target.is_dir():
        raise UsageError(f"{name}: is a folder; name a file in it, such as {target / source.name}")
    if not target.parent.is_dir():  # none is made: where a disk is not mounted, it would be on the wrong one
        raise UsageError(f"{name}: its folder is not there; make it, or mount its disk, first")
    if not target.exists():
        return
    if not target.is_file():
        raise UsageError(f"{name}: is no regular file; name another one")
    if target.samefile(source):
        raise UsageError(f"{name}: is the history itself; name another file")
    with target.open("rb") as stream:
        header = stream.read(_OWNER.stop)
    if header and (not header.startswith(_HEADER) or header[_OWNER] != APPLICATION.to_bytes(4, "big")):
        raise UsageError(f"{name}: is there already and no backup of a history; name another file")


def _copy(database: Database, target: Path) -> None:
    """Write a copy that is sound and on the disk, or raise; it is one page by page, so what it lacks, both lack."""
    with contextlib.closing(sqlite3.connect(target)) as copy:
        refusal: sqlite3.Error | None = None
        with database.read() as connection:
            try:
                connection.backup(copy)  # in one step: a copy by and by would begin anew whenever a run stores a page
            except sqlite3.Error as problem:  # of the copy; here it would be told as the database's
                refusal = problem
        if refusal is not None:
            raise refusal
        copy.execute("PRAGMA journal_mode = DELETE")  # no -wal file beside it, so that one file is all
        if unsoundness := unsound(copy, database.path, _STANDS):
            raise unsoundness
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())
