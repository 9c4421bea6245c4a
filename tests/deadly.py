"""Bodies that kill or hold up who reads them, and code that fails: for tests of what computes pages in processes."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from scrape_clean.model import Annotation

__all__ = ["Deadly", "DeadlyOnce", "Endless", "broken"]


class Deadly(bytes):
    """Kills the process that it is sent to, as the system does when memory runs out."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """What the receiving process does to have the body."""
        return _die, (bytes(self), os.getpid())


class DeadlyOnce(bytes):
    """Kills the first process that it is sent to; ``marker`` names the file that tells the next one."""

    marker: str

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """What the receiving process does to have the body."""
        return _die_once, (bytes(self), os.getpid(), self.marker)


class Endless(bytes):
    """Holds up the process that it is sent to, for ever."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """What the receiving process does to have the body."""
        return _wait, (bytes(self), os.getpid())


def _wait(body: bytes, sender: int) -> bytes:
    while os.getpid() != sender:
        time.sleep(60)
    return body


def _die(body: bytes, sender: int) -> bytes:
    if os.getpid() != sender:
        os.kill(os.getpid(), signal.SIGKILL)
    return body


def _die_once(body: bytes, sender: int, marker: str) -> bytes:
    if os.getpid() != sender and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return body


def broken(text: str, _language: str | None, /) -> Iterator[Annotation]:
    """An annotator of a user's own that has a fault; found by name in the process that computes."""
    raise KeyError(text[:2])
