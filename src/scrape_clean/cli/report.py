"""What the commands say to people, on stderr: tables on a terminal, plain lines in a pipe."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from scrape_clean.cli.notices import count
from scrape_clean.run import Outcome

__all__ = ["console", "say", "show_outcomes", "tracked", "working"]


def console() -> Console:
    """A console on stderr as it is now."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def tracked(outcomes: Iterable[Outcome], total: int | None, on: Console) -> Iterator[Outcome]:
    """The same outcomes, with a progress bar while they come if a person is watching."""
    if not on.is_terminal:
        yield from outcomes
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=on, transient=True) as progress:
        task = progress.add_task("cleaning", total=total)
        for outcome in outcomes:
            progress.update(task, advance=1, description=escape(_printable(outcome.source)))
            yield outcome


@contextlib.contextmanager
def working(what: str, on: Console) -> Iterator[None]:
    """A line with the time passed while something takes its time, if a person is watching."""
    if not on.is_terminal:
        yield
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=on, transient=True) as progress:
        progress.add_task(escape(_printable(what)), total=None)
        yield


def say(line: str, on: Console) -> None:
    """One line about one page; above the progress bar where there is one."""
    on.print(Text(f"scrape-clean: {_printable(line)}"))


def show_outcomes(outcomes: Sequence[Outcome], on: Console) -> None:
    """The closing table of a run, or one line where nobody is watching."""
    done = [outcome for outcome in outcomes if outcome.page is not None]
    if on.is_terminal:
        table = Table(box=None, header_style="bold")
        table.add_column("source")
        for name in ("records", "repeats", "dropped"):
            table.add_column(name, justify="right")
        table.add_column("output")
        for outcome in outcomes:
            table.add_row(*_cells(outcome))
        on.print(table)
    records = sum(len(outcome.page.records) for outcome in done if outcome.page)
    failed = len(outcomes) - len(done)
    changed = sum(bool(outcome.written) for outcome in done)
    on.print(
        f"{count(len(done), 'page')} cleaned, {count(records, 'record')}, {count(changed, 'output')} changed"
        + (f", {failed} failed" if failed else "")
    )


def _cells(outcome: Outcome) -> tuple[str | Text, ...]:
    if outcome.page is None:
        return (Text(_printable(outcome.source)), "-", "-", "-", Text("failed", style="red"))
    repeats = sum(len(record.occurrences) - 1 for record in outcome.page.records)
    state = Text("written", style="green") if outcome.written else Text("unchanged", style="dim")
    counts = (len(outcome.page.records), repeats, len(outcome.page.drops))
    return (Text(_printable(outcome.source)), *map(str, counts), state)


def _printable(text: str) -> str:
    """Text of a page or file name for a terminal: no control characters."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
