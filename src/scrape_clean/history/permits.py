"""Whether the system lets this user read and write a database: it is three files, and the folder they lie in.

Who asks a database that somebody else writes to leaves an index and an empty log of his own beside it, since a reader
who may not write cannot take them away again (https://sqlite.org/wal.html#readonly).
"""

import os
import sqlite3
from pathlib import Path
from typing import Final

from scrape_clean.storage import is_there

__all__ = ["hindrance", "index_of", "is_spare", "log_of", "sealed", "size_of", "why_refused"]

_GRANT: Final = "give this user {} permission to it"


def log_of(path: Path) -> Path:
    """Where what was written last lies until it goes into the file itself."""
    return path.with_name(f"{path.name}-wal")


def index_of(path: Path) -> Path:
    """Of the log; it is made anew from that whenever it is not there."""
    return path.with_name(f"{path.name}-shm")


def sealed(path: Path, mode: int = os.W_OK) -> tuple[Path, ...]:
    """Of a database's files, those that are there and that this user may not write to (or read)."""
    return tuple(one for one in (path, log_of(path), index_of(path)) if is_there(one) and not os.access(one, mode))


def is_spare(path: Path, file: Path) -> bool:
    """Whether nothing is lost with a file of a database that nobody has open: its index, or an empty log."""
    return file == index_of(path) or (file == log_of(path) and not size_of(file))


def size_of(file: Path) -> int:
    """Bytes; 0 of what is not there."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def hindrance(path: Path) -> Path | None:
    """Which of a database's files keeps this user from writing to it; None if none does, as what a run can delete."""
    return next((one for one in sealed(path) if not is_spare(path, one)), None)


def why_refused(path: Path, code: int) -> str:
    """What SQLite's refusal to open a file, or to write to it, comes from, and what to do, as the end of a sentence."""
    shut = is_there(path.parent) and not os.access(path.parent, os.W_OK)
    if code == sqlite3.SQLITE_CANTOPEN:
        if unreadable := sealed(path, os.R_OK):
            return f"cannot be read: {_named(path, unreadable[0])}permission is denied; {_GRANT.format('read')}"
        if shut:
            return f"cannot be opened: its folder is read-only; {_GRANT.format('write')}"
        return "cannot be opened; see that its folder is there and may be written to"
    if closed := sealed(path):
        return f"cannot be written: {_named(path, closed[0]) or 'it '}is read-only; {_GRANT.format('write')}"
    if shut:
        return f"cannot be written: its folder is read-only; {_GRANT.format('write')}"
    return "cannot be written: it is read-only"


def _named(path: Path, file: Path) -> str:
    return "" if file == path else f"{file.name} beside it "
