"""What the job remembers: whether the history is sound, and the archive what the history says."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from scrape_clean.archive.files import Archived
from scrape_clean.doctor.findings import Finding
from scrape_clean.errors import HistoryError
from scrape_clean.filenames import HISTORY
from scrape_clean.history import History, OutdatedError
from scrape_clean.history.database import has_history
from scrape_clean.history.permits import hindrance
from scrape_clean.settings import Settings

__all__ = ["check_archive", "check_database"]

_SHOWN: Final = 5


def check_database(settings: Settings) -> Iterator[Finding]:
    """That the file is whole, ours, and of a layout that this version knows; it is opened for reading only.

    And that a run may write to it, and to what lies beside it.
    """
    path = settings.output / HISTORY
    try:
        if not has_history(path):
            yield Finding("ok", "history", "there is none yet; the first run by a scrape-clean.toml makes it")
            return
        History.read(path, check=True).close()
    except OutdatedError as problem:
        yield Finding("ok", "history", str(problem))
    except HistoryError as problem:
        yield Finding("fail", "history", str(problem))
    else:
        if (shut := hindrance(path)) is not None:
            yield Finding("fail", "history", f"{shut} cannot be written to", "give the job's user permission")
            return
        yield Finding("ok", "history", f"{path} is whole ({path.stat().st_size / 1e6:,.1f} MB)")


def check_archive(
    folder: Path, archived: Iterable[Archived], verify: Callable[[Path, Archived], str | None], *, anew: bool = True
) -> Iterator[Finding]:
    """That the archive's files are as they were written.

    Args:
        folder: Of the archive.
        archived: The files that the history knows.
        verify: Says what is wrong with one, None if nothing is.
        anew: Whether the next run archives what it receives.
    """
    count, bad = 0, []
    for one in archived:
        count += 1
        if (problem := verify(folder, one)) is not None:
            bad.append(f"{one.path} {problem}")
    remedy = "put it back from a backup"
    if anew:
        remedy += "; of a page that is still there, the next run keeps the body anew"
    for line in bad[:_SHOWN]:
        yield Finding("fail", "archive", line, remedy)
    if len(bad) > _SHOWN:
        yield Finding("fail", "archive", f"{len(bad) - _SHOWN:,} more files are damaged or missing")
    if not bad:
        yield Finding("ok", "archive", f"{count:,} file{'' if count == 1 else 's'} as written: the newest of each page")
