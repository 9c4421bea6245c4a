"""What the job remembers: whether the history is sound, and the archive what the history says."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from scrape_clean.archive.files import Archived
from scrape_clean.doctor.findings import Finding
from scrape_clean.settings import Settings

__all__ = ["check_archive", "check_database"]

_NAME: Final = "history.db"
_APPLICATION: Final = 1396919374
"""``application_id`` of a history."""
_PATIENCE: Final = 5.0
"""Seconds to wait for a run that writes."""
_SHOWN: Final = 5


def check_database(settings: Settings) -> Iterator[Finding]:
    """That the file is whole and ours; it is opened for reading only."""
    path = settings.output / _NAME
    if not path.exists():
        yield Finding("ok", "history", "there is none yet; the first run makes it")
        return
    restore = f"move it away and put a backup in its place, or run without it: `mv {path} {path}.damaged`"
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)
        try:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (layout,) = connection.execute("PRAGMA user_version").fetchone()
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        finally:
            connection.close()
    except sqlite3.OperationalError as problem:
        yield Finding("fail", "history", f"{path} cannot be opened: {problem}", "give the job's user permission")
        return
    except sqlite3.DatabaseError as problem:
        yield Finding("fail", "history", f"{path} is damaged: {problem}", restore)
        return
    if verdict != "ok":
        yield Finding("fail", "history", f"{path} is damaged: {' '.join(str(verdict).split())}", restore)
    elif application != _APPLICATION:
        yield Finding("fail", "history", f"{path} is another program's database", "name another `output`")
    else:
        yield Finding("ok", "history", f"{path} is whole ({path.stat().st_size / 1e6:,.1f} MB, layout {layout})")


def check_archive(
    folder: Path, archived: Iterable[Archived], verify: Callable[[Path, Archived], str | None]
) -> Iterator[Finding]:
    """That the archive's files are as they were written.

    Args:
        folder: Of the archive.
        archived: The files that the history knows.
        verify: Says what is wrong with one, None if nothing is.
    """
    count, bad = 0, []
    for one in archived:
        count += 1
        if (problem := verify(folder, one)) is not None:
            bad.append(f"{one.path} {problem}")
    for line in bad[:_SHOWN]:
        yield Finding("fail", "archive", line, "put it back from a backup; the pages are received anew tonight")
    if len(bad) > _SHOWN:
        yield Finding("fail", "archive", f"{len(bad) - _SHOWN:,} more files are damaged or missing")
    if not bad:
        yield Finding("ok", "archive", f"{count:,} file{'' if count == 1 else 's'} as written")
