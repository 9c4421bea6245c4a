"""One run at a time on one output folder."""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from scrape_clean.errors import BusyError, OutputError

__all__ = ["DELIVERY", "LOCK", "alone", "holder"]

LOCK: Final = ".lock"
"""Name of the lock's file in the output folder. It stays there; who holds it counts, and the system lets go of it
when that process ends, however it ends."""

DELIVERY: Final = ".deliver.lock"
"""Of whoever sends what waits in the outbox: a run does at its end, `deliver` at any time."""


@contextlib.contextmanager
def alone(output: Path, name: str = LOCK) -> Iterator[None]:
    """Hold the output folder for this process, for a run or, by another name, for something else.

    Raises:
        BusyError: Another process holds it.
        OutputError: The lock cannot be made.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        lock = FileLock(output / name)
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError(f"{output}: another process is at work{holder(output, name)}; this one leaves") from None
    except FileExistsError:
        raise OutputError(f"{output}: is no folder; move it away, or name another output") from None
    except OSError as error:
        raise OutputError(f"{output}: cannot be locked: {error.strerror or error}") from None
    try:
        _note(output, name)
        yield
    finally:
        with contextlib.suppress(OSError):
            (output / f"{name}.holder").unlink(missing_ok=True)
        lock.release()


def _note(output: Path, name: str) -> None:
    """Say who holds the lock: for people, beside it, for as long as it is held."""
    with contextlib.suppress(OSError):
        (output / f"{name}.holder").write_text(json.dumps({"pid": os.getpid()}), encoding="utf-8")


def holder(output: Path, name: str = LOCK) -> str:
    """Who holds it, as it was noted, to be put behind a word; empty if that is not known."""
    try:
        noted = json.loads((output / f"{name}.holder").read_text(encoding="utf-8"))
        return f" (process {int(noted['pid'])})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
