"""One run at a time on one output folder."""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from scrape_clean.errors import BusyError, OutputError

__all__ = ["LOCK", "alone"]

LOCK: Final = ".lock"
"""Name of the lock's file in the output folder. It stays there; who holds it counts, and the system lets go of it
when that process ends, however it ends."""


@contextlib.contextmanager
def alone(output: Path) -> Iterator[None]:
    """Hold the output folder for this process.

    Raises:
        BusyError: Another process holds it.
        OutputError: The lock cannot be made.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        lock = FileLock(output / LOCK)
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError(f"{output}: another run is at work{_holder(output)}; this one leaves") from None
    except OSError as error:
        raise OutputError(f"{output}: cannot be locked: {error.strerror or error}") from None
    try:
        _note(output)
        yield
    finally:
        lock.release()


def _note(output: Path) -> None:
    """Say who holds the lock: for people, beside it."""
    with contextlib.suppress(OSError):
        (output / f"{LOCK}.holder").write_text(json.dumps({"pid": os.getpid()}), encoding="utf-8")


def _holder(output: Path) -> str:
    try:
        holder = json.loads((output / f"{LOCK}.holder").read_text(encoding="utf-8"))
        return f" (process {int(holder['pid'])})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
