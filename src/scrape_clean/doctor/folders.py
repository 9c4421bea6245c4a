"""The folders of a job: whether they can be written to, have room, and are free."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from scrape_clean.doctor.findings import Finding
from scrape_clean.filenames import MANIFESTS, TABLES, source_folder
from scrape_clean.nightly.lock import LOCK, holder
from scrape_clean.settings import Settings
from scrape_clean.storage import is_there

__all__ = ["check_disk", "check_folders", "check_lock"]

_GIB: Final = 1024**3
_LITTLE: Final = 1 * _GIB
_TOO_LITTLE: Final = 100 * 1024**2
_FEW_FILES: Final = 0.02
"""Share of all files that a file system can hold."""


def check_folders(settings: Settings) -> Iterator[Finding]:
    """That they are there, or can be made, and can be written to."""
    metrics = [("metrics", settings.metrics.parent)] if settings.metrics else []
    for name, folder in (("raw", settings.raw), ("output", settings.output), *metrics):
        there = os.path.isdir(folder)  # noqa: PTH112  which is never an error
        if is_there(folder) and not there:
            yield Finding("fail", name, f"{folder} is no folder", f"move it away, or name another `{name}`")
            continue
        problem = _unwritable(folder if there else _above(folder))
        if problem is not None:
            yield Finding("fail", name, f"{folder} cannot be written to: {problem}", "give the job's user permission")
        else:
            yield Finding("ok", name, f"{folder}{'' if there else ' (the first run makes it)'}")
    yield from _below(settings)


def _below(settings: Settings) -> Iterator[Finding]:
    """What stands in the place of a folder that a run needs, or may not be written to."""
    sources = [source.id for source in settings.sources]
    places = [("output", settings.output / own) for own in (MANIFESTS, TABLES)]
    places += [("output", source_folder(settings.output, source)) for source in sources]
    if settings.archive.enabled:
        places += [("raw", source_folder(settings.raw, source)) for source in sources]
    for name, folder in places:
        if os.path.lexists(folder) and not os.path.isdir(folder):  # noqa: PTH112  neither is ever an error
            yield Finding("fail", name, f"{folder} is no folder", "move it away")
        elif is_there(folder) and not os.access(folder, os.W_OK | os.X_OK):
            yield Finding("fail", name, f"{folder} cannot be written to", "give the job's user permission")


def check_disk(settings: Settings) -> Iterator[Finding]:
    """That there is room for more nights."""
    told = set()
    for folder in (settings.raw, settings.output):
        there = _above(folder)
        device = there.stat().st_dev
        if device in told:
            continue
        told.add(device)
        free = shutil.disk_usage(there).free
        text = f"{free / _GIB:,.1f} GiB free at {there}"
        if free < _TOO_LITTLE:
            yield Finding("fail", "disk", text, "make room, or keep less: `keep_days` below [archive]")
        elif free < _LITTLE or _files_left(there) < _FEW_FILES:
            short = "" if free < _LITTLE else ", but it can hold hardly any more files"
            yield Finding("warn", "disk", f"{text}{short}", "make room, or keep less: `keep_days` below [archive]")
        else:
            yield Finding("ok", "disk", text)


def check_lock(settings: Settings) -> Iterator[Finding]:
    """Whether a run is at work just now; to find out, the lock is taken and let go of at once."""
    path = settings.output / LOCK
    if not is_there(path):
        yield Finding("ok", "lock", "no run is at work")
        return
    try:
        with FileLock(path, timeout=0):
            yield Finding("ok", "lock", "no run is at work")
    except Timeout:
        remedy = "wait for it; a second one leaves at once"
        yield Finding("warn", "lock", f"a run is at work{holder(settings.output)}", remedy)
    except OSError as error:
        yield Finding("fail", "lock", f"{path} cannot be locked: {error.strerror}", "give the job's user permission")


def _above(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next(path for path in (folder, *folder.parents) if is_there(path))


def _unwritable(folder: Path) -> str | None:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return error.strerror or type(error).__name__


def _files_left(folder: Path) -> float:
    """Share of files that may still be made; 1 where the system does not tell or has no limit."""
    if not hasattr(os, "statvfs"):
        return 1.0
    status = os.statvfs(folder)
    return status.f_favail / status.f_files if status.f_files else 1.0
