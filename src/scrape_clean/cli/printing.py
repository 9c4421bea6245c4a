"""What the commands write to stdout."""

import sys
from collections.abc import Callable
from typing import BinaryIO

from scrape_clean.errors import OutputError

__all__ = ["print_data", "printed"]


def print_data(data: bytes) -> None:
    """Write to stdout; a reader that has gone away is no fault.

    Raises:
        OutputError: It cannot be written.
    """
    printed(lambda stream: stream.write(data))


def printed(write: Callable[[BinaryIO], object]) -> None:
    """Let stdout be written to; otherwise as `print_data`."""
    try:
        write(sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise SystemExit(0) from None
    except OSError as problem:
        raise OutputError(f"stdout: {problem.strerror}") from None
