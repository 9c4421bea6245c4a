"""What the commands say to people, on stderr: tables on a terminal, plain lines in a pipe."""

import contextlib
from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

__all__ = ["console", "printable", "say", "working"]


def console() -> Console:
    """A console on stderr as it is now."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


@contextlib.contextmanager
def working(what: str, on: Console) -> Iterator[None]:
    """A line with the time passed while something takes its time, if a person is watching."""
    if not on.is_terminal:
        yield
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=on, transient=True) as progress:
        progress.add_task(escape(printable(what)), total=None)
        yield


def say(line: str, on: Console) -> None:
    """One line about one page; above the progress bar where there is one."""
    on.print(Text(f"scrape-clean: {printable(line)}"))


def printable(text: str) -> str:
    """Text of a page or file name for a terminal: no control characters."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
