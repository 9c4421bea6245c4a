"""The standard streams, made fit for use before a command does anything.

stderr is talk: that nobody hears it decides nothing. stdout is data: what cannot be written is one error for all
commands, but a reader that has gone away is no fault, and the command goes on to its own exit code. A stream that is
closed keeps its number taken, so that no file of ours gets it and is written into by whoever prints.
"""

import io
import os
import sys
from contextlib import suppress
from typing import Any, BinaryIO, Final, TextIO

from scrape_clean.errors import OutputError

__all__ = ["fit_streams"]

_CLOSED: Final = (os.O_WRONLY, os.O_RDONLY, os.O_WRONLY)
"""How each is opened that is closed: reading stdin or writing stdout stays an error; stderr takes everything."""


def fit_streams() -> None:
    """Make the process's own streams fit; those that somebody else has put in their place stay."""
    if sys.__stdin__ is None and sys.stdin is None:
        sys.stdin = _opened(0)
    if sys.stdout is sys.__stdout__:
        sys.stdout = _over(_Data, sys.stdout or _opened(1))
    if sys.stderr is sys.__stderr__:
        sys.stderr = _over(_Talk, sys.stderr or _opened(2))


def _opened(number: int) -> TextIO:
    """A stream for one that is closed; the lowest free number, which the system gives, is its own."""
    descriptor = os.open(os.devnull, _CLOSED[number])
    with suppress(OSError):
        os.set_inheritable(descriptor, descriptor == number)
    return open(descriptor, "w" if number else "r", encoding="utf-8", closefd=False)


def _over(kind: "type[_Talk]", stream: TextIO) -> TextIO:
    """A stream whose errors are taken as its kind has it; ``stream`` stays open below."""
    raw = getattr(stream.buffer, "raw", stream.buffer)  # Python -u has no buffer between
    return io.TextIOWrapper(
        io.BufferedWriter(kind(stream, raw)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=kind is not _Data or stream.isatty(),
    )


class _Talk(io.RawIOBase):
    """Takes everything, and writes it as far as that can be done."""

    def __init__(self, stream: TextIO, raw: io.RawIOBase | BinaryIO) -> None:
        self._stream = stream
        self._raw = raw

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._stream.fileno()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def write(self, data: Any) -> int | None:  # noqa: ANN401  a buffer: no name before Python 3.12
        with suppress(OSError, ValueError):
            return self._raw.write(data) or len(data)
        return len(data)


class _Data(_Talk):
    """Raises `OutputError` once; then, or when nobody reads any more, everything is let go."""

    _over = False

    def write(self, data: Any) -> int | None:  # noqa: ANN401
        if self._over:
            return len(data)
        try:
            return self._raw.write(data)
        except BrokenPipeError:
            self._over = True
        except OSError as problem:
            self._over = True
            raise OutputError(f"stdout: {problem.strerror}") from None
        return len(data)
