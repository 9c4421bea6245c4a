"""What the commands write to stdout."""

import sys
from collections.abc import Callable
from typing import BinaryIO

__all__ = ["print_data", "printed"]


def print_data(data: bytes) -> None:
    """Write to stdout; a reader that has gone away is no fault (`cli.streams`).

    Raises:
        OutputError: It cannot be written.
    """
    printed(lambda stream: stream.write(data))


def printed(write: Callable[[BinaryIO], object]) -> None:
    """Let stdout be written to; otherwise as `print_data`."""
    write(sys.stdout.buffer)
    sys.stdout.buffer.flush()
