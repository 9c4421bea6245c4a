"""How long files of the archive are kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct

from scrape_clean.archive.files import Archived, archive_path
from scrape_clean.storage import remove

__all__ = ["Filed", "Retention", "delete_archived", "expired"]


class Retention(Struct, frozen=True, kw_only=True):
    """How much of one page's past is kept; a file goes as soon as one of the limits says so."""

    days: int | None = None
    """Age in days; None keeps files of any age."""
    count: int | None = None
    """How many of the newest files; None keeps any number."""


class Filed(Struct, frozen=True, kw_only=True):
    """One file of a page."""

    archived: Archived
    run: int
    """The number of its run: later files have greater ones, whatever the clock said."""
    time: datetime
    """When the page was asked for, as far as the clock can be believed; UTC."""
    body: str | None = None
    """Path of the file that it refers to, if it only says that the page has not changed; None otherwise."""


def expired(filed: Sequence[Filed], keep: Retention, now: datetime, last: str | None) -> tuple[Archived, ...]:
    """Which files of one page may go, the oldest first.

    Never the one that holds the last good capture, nor one that a file refers to that stays.

    Args:
        filed: All files of the page that are still there, in any order.
        keep: The limits.
        now: The time that ages are counted from, which no wrong clock may have put forward; UTC.
        last: Path of the file that holds the last good capture; None if there is none.
    """
    newest_first = sorted(filed, key=lambda one: one.run, reverse=True)
    within = newest_first if keep.count is None else newest_first[: keep.count]
    if keep.days is not None:
        oldest = now - timedelta(days=keep.days)
        within = [one for one in within if one.time >= oldest]
    bodies = {one.archived.path: one.body for one in filed}
    needed: set[str] = set()
    wanted = [one.archived.path for one in within] + ([last] if last is not None else [])
    while wanted:
        path = wanted.pop()
        if path not in needed:
            needed.add(path)
            wanted += [body] if (body := bodies.get(path)) is not None else []
    return tuple(one.archived for one in reversed(newest_first) if one.archived.path not in needed)


def delete_archived(folder: Path, files: Iterable[Archived]) -> None:
    """Delete files of the archive; what is not there any more is no error.

    Raises:
        OutputError: One cannot be deleted; those before it are.
    """
    for archived in files:
        remove(archive_path(folder, archived.path))
