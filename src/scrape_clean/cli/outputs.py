"""Files that a command writes: never over what is read, or over what cannot be had again."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

import click

from scrape_clean.errors import UsageError
from scrape_clean.filenames import SETTINGS

__all__ = ["OutPath", "check_out"]

_DATABASE: Final = b"SQLite format 3\x00"
"""How one begins (https://sqlite.org/fileformat2.html)."""


class OutPath(click.Path):
    """The type of a file to write, with a name."""

    def __init__(self) -> None:
        """A `pathlib.Path`."""
        super().__init__(path_type=Path)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Refuse no name, which would be this folder."""
        if value == "":
            self.fail("the name is empty", param, ctx)
        return super().convert(value, param, ctx)


def check_out(out: Path | None, *read: str | Path | None) -> None:
    """Refuse a file that may not be written over; before the work, not after it.

    Args:
        out: Where to; None for stdout.
        read: What the command reads: files, ``-`` for stdin, addresses.

    Raises:
        UsageError: It is one of these, settings, or a database.
    """
    if out is None:
        return
    for name in read:
        with suppress(OSError, ValueError):  # not there, or no file
            if name is not None and os.path.samefile(0 if str(name) == "-" else name, out):  # noqa: PTH121  0 is stdin
                raise UsageError(f"{out}: is what is read; name another file")
    with suppress(OSError, ValueError):
        if out.name == SETTINGS and out.is_file():
            raise UsageError(f"{out}: is there already, and holds settings; name another file")
        if stat.S_ISREG(out.stat().st_mode) and _begins(out) == _DATABASE:
            raise UsageError(f"{out}: is a database, such as a history; name another file")


def _begins(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(len(_DATABASE))
