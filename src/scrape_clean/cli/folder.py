"""``scrape-clean run`` without settings: every page in a folder."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
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
    lines: list[_Line] = []
    for outcome in _tracked(process(paths, output, options, max_bytes), total, on):
        lines.append(_line(outcome))
        if outcome.problem is not None:
            say(f"{outcome.problem}", on)
        elif outcome.page is not None and not quiet:
            for line in notices(outcome.source, outcome.page):
                say(line, on)
    if not quiet:
        _show(lines, on)
    return max((line.exit_code for line in lines), default=0)


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


class _Line(Struct, frozen=True, kw_only=True):
    """What is told of a page in the end: its texts are not held till then."""

    source: str
    counts: tuple[int, int, int] | None
    """Records, repeats and drops; None if it could not be cleaned or stored."""
    written: bool
    exit_code: int


def _line(outcome: Outcome) -> _Line:
    page, problem = outcome.page, outcome.problem
    counts = None
    if page is not None:
        repeats = sum(len(record.occurrences) - 1 for record in page.records)
        counts = (len(page.records), repeats, len(page.drops))
    return _Line(
        source=outcome.source,
        counts=counts,
        written=bool(outcome.written),
        exit_code=0 if problem is None else problem.exit_code,
    )


def _show(lines: Sequence[_Line], on: Console) -> None:
    """The closing table of a run, or one line where nobody is watching."""
    done = [line.counts for line in lines if line.counts is not None]
    if on.is_terminal:
        table = Table(box=None, header_style="bold")
        table.add_column("source")
        for name in ("records", "repeats", "dropped"):
            table.add_column(name, justify="right")
        table.add_column("output")
        for line in lines:
            table.add_row(*_cells(line))
        on.print(table)
    records = sum(counts[0] for counts in done)
    failed = len(lines) - len(done)
    changed = sum(line.written for line in lines)
    on.print(
        f"{count(len(done), 'page')} cleaned, {count(records, 'record')}, {count(changed, 'output')} changed"
        + (f", {failed} failed" if failed else "")
    )


def _cells(line: _Line) -> tuple[str | Text, ...]:
    if line.counts is None:
        return (Text(printable(line.source)), "-", "-", "-", Text("failed", style="red"))
    state = Text("written", style="green") if line.written else Text("unchanged", style="dim")
    return (Text(printable(line.source)), *map(str, line.counts), state)
