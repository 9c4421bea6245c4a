"""``scrape-clean run`` without settings: every page in a folder."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from scrape_clean.cli.notices import count, notices
from scrape_clean.cli.report import console, printable, say
from scrape_clean.errors import UsageError
from scrape_clean.nightly.lock import alone
from scrape_clean.pipeline import Options
from scrape_clean.run import Outcome, captures_in, process
from scrape_clean.sources.files import is_warc

__all__ = ["run_folder"]


def run_folder(raw: Path, output: Path, options: Options, max_bytes: int, *, quiet: bool) -> int:
    """Clean every page in a folder; gives the exit code.

    Raises:
        UsageError: There is no page in it, or the output lies in it, and would be read by the next run.
        BusyError: Another run is at work on the same output.
    """
    if Path(os.path.realpath(output)).is_relative_to(os.path.realpath(raw)):
        raise UsageError(f"--output {output} is in --raw {raw}, and would be read as pages; name another folder")
    paths = captures_in(raw)
    with alone(output):
        return _run(paths, output, options, max_bytes, quiet=quiet)


def _run(paths: tuple[Path, ...], output: Path, options: Options, max_bytes: int, *, quiet: bool) -> int:
    on = console()
    total = None if any(map(is_warc, paths)) else len(paths)  # nobody knows how many pages are in a WARC file
    outcomes: list[Outcome] = []
    for outcome in _tracked(process(paths, output, options, max_bytes), total, on):
        outcomes.append(outcome)
        if outcome.problem is not None:
            say(f"{outcome.problem}", on)
        elif outcome.page is not None and not quiet:
            for line in notices(outcome.source, outcome.page):
                say(line, on)
    if not quiet:
        _show_outcomes(outcomes, on)
    return max((outcome.problem.exit_code for outcome in outcomes if outcome.problem is not None), default=0)


def _tracked(outcomes: Iterable[Outcome], total: int | None, on: Console) -> Iterator[Outcome]:
    """The same outcomes, with a progress bar while they come if a person is watching."""
    if not on.is_terminal:
        yield from outcomes
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=on, transient=True) as progress:
        task = progress.add_task("cleaning", total=total)
        for outcome in outcomes:
            progress.update(task, advance=1, description=escape(printable(outcome.source)))
            yield outcome


def _show_outcomes(outcomes: Sequence[Outcome], on: Console) -> None:
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
        return (Text(printable(outcome.source)), "-", "-", "-", Text("failed", style="red"))
    repeats = sum(len(record.occurrences) - 1 for record in outcome.page.records)
    state = Text("written", style="green") if outcome.written else Text("unchanged", style="dim")
    counts = (len(outcome.page.records), repeats, len(outcome.page.drops))
    return (Text(printable(outcome.source)), *map(str, counts), state)
