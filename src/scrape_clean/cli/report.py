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

from scrape_clean.ledger import Ledger
from scrape_clean.model import Drop
from scrape_clean.page import CleanedPage
from scrape_clean.run import Outcome

__all__ = ["console", "notices", "say", "show_ledger", "show_outcomes", "tell_notices", "tracked", "working"]

_REVEALED = {
    "noscript": "its noscript text was taken",
    "concealed": "the text that it hides until they run was taken",
    "json-ld": "the texts in its JSON-LD were taken",
    "nothing": "there is no text in it; save the page from a browser",
}
_SHOWN_FAULTS = 10
_SHOWN_CHARACTERS = 60


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


def notices(source: str, page: CleanedPage) -> Iterator[str]:
    """What a user should know of a page that was cleaned all the same, a line each."""
    if page.replaced:
        yield f"{source}: {_count(page.replaced, 'undecodable byte sequence')} replaced (read as {page.charset})"
    if page.revealed is not None:
        yield f"{source}: shows next to nothing without scripts; {_REVEALED[page.revealed]}"
    for choice in page.unmatched:
        name, _, selector = choice.partition(":")
        yield f"{source}: --{name} {selector!r} matches nothing on this page"
    cut = [drop for drop in page.drops if drop.rule == "truncated"]
    if cut:
        yield f"{source}: {_count(len(cut), 'cut-off copy', 'cut-off copies')} left out (see drops.jsonl)"


def tell_notices(source: str, page: CleanedPage, on: Console) -> None:
    """Say what a user should know of a page that was cleaned."""
    for line in notices(source, page):
        say(line, on)


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
        f"{_count(len(done), 'page')} cleaned, {_count(records, 'record')}, {_count(changed, 'output')} changed"
        + (f", {failed} failed" if failed else "")
    )


def show_ledger(ledger: Ledger, drops: Sequence[Drop], *, verbose: bool) -> Iterator[str]:
    """The lines of an audit: what came in, where it went, what is missing, and on request each drop."""
    rows: list[tuple[str, str, str, str]] = [
        (e.outcome, e.rule, f"{e.blocks:,}", f"{e.characters:,}") for e in ledger.entries
    ]
    blocks, characters = sum(e.blocks for e in ledger.entries), sum(e.characters for e in ledger.entries)
    rows.insert(0, ("outcome", "rule", "blocks", "characters"))
    rows += [("out", "", f"{blocks:,}", f"{characters:,}"), ("in", "", "", f"{ledger.characters:,}")]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        line = f"{row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]:>{widths[3]}}"
        yield line.rstrip()
    for fault in ledger.faults[:_SHOWN_FAULTS]:
        yield f"{fault.what}: {fault.start}-{fault.end} {_excerpt(fault.text)}"
    if verbose:
        yield ""
        yield from (f"{drop.stage}: {drop.rule}  {drop.start}-{drop.end}  {_excerpt(drop.text)}" for drop in drops)
    yield "the ledger adds up" if ledger.adds_up else f"the ledger does not add up: {len(ledger.faults)} faults"


def _cells(outcome: Outcome) -> tuple[str | Text, ...]:
    if outcome.page is None:
        return (Text(_printable(outcome.source)), "-", "-", "-", Text("failed", style="red"))
    repeats = sum(len(record.occurrences) - 1 for record in outcome.page.records)
    state = Text("written", style="green") if outcome.written else Text("unchanged", style="dim")
    counts = (len(outcome.page.records), repeats, len(outcome.page.drops))
    return (Text(_printable(outcome.source)), *map(str, counts), state)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _excerpt(text: str) -> str:
    folded = " ".join(text.split())
    return repr(folded if len(folded) <= _SHOWN_CHARACTERS else folded[: _SHOWN_CHARACTERS - 1] + "…")


def _printable(text: str) -> str:
    """Text of a page or file name for a terminal: no control characters."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
