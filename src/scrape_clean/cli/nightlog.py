"""What a night says while it goes: a table for who watches, JSON lines for who collects logs."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from scrape_clean.cli.notices import notices
from scrape_clean.cli.report import console, printable, say
from scrape_clean.compare import Comparison
from scrape_clean.model import Snapshot
from scrape_clean.nightly.job import Began, Ended, Event, Noticed, Troubled
from scrape_clean.nightly.manifest import Entry, entry_of
from scrape_clean.nightly.runner import Done
from scrape_clean.views import as_text

__all__ = ["Log", "log_for"]

_STYLES: Final = {"new": "green", "changed": "bold yellow", "suspect": "magenta", "failed": "red", "gone": "magenta"}
_TOLD: Final = frozenset({"new", "changed", "suspect", "failed", "gone"})
_MOST_ROWS: Final = 50
_MOST_CHANGES: Final = 20
"""Of a page; the report has all."""


class Log(Protocol):
    """Who is told."""

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End."""
        ...

    def tell(self, event: Event) -> None:
        """Something happened."""
        ...

    def notice(self, line: str) -> None:
        """Something should be known."""
        ...


def log_for(form: str, report: Path, *, quiet: bool) -> Log:
    """The log of a form: ``text``, ``json``, or ``auto`` by who reads stderr; text names the report at its end."""
    if form == "json" or (form == "auto" and not sys.stderr.isatty()):
        return _Lines(quiet=quiet)
    return _Table(report, quiet=quiet)


class _Table:
    """Progress while it goes, a line for each page of note, and a table at the end."""

    def __init__(self, report: Path, *, quiet: bool) -> None:
        self._report = report
        self._quiet = quiet
        self._on = console()
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=self._on, transient=True, disable=not self._on.is_terminal)
        self._task = self._progress.add_task("looking", total=None)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def notice(self, line: str) -> None:
        if not self._quiet:
            say(line, self._on)

    def tell(self, event: Event) -> None:
        match event:
            case Began(_, resumed, pages):
                self._progress.update(self._task, total=pages)
                if resumed:
                    self.notice("the last run was killed: going on with it")
            case Noticed(line):
                self.notice(line)
            case Troubled(line):
                say(line, self._on)
            case Done():
                self._progress.update(self._task, advance=1)
                self._page(event)
            case Ended(_, entries, sent, _):
                self._progress.stop()
                for one in sent:
                    if one.error:
                        say(f"sink {one.sink}: {one.error}", self._on)
                if not self._quiet:
                    self._end(entries)

    def _page(self, done: Done) -> None:
        night = done.night
        name = " ".join(part for part in (night.page.source, night.page.key) if part)
        if night.outcome in {"failed", "suspect"}:
            say(f"{name}: {night.outcome}: {night.problem}", self._on)
        elif night.last is not None:
            for line in notices(name, night.last):
                self.notice(line)
        told = tuple(change for change in night.changes.changes if change.substantive) if night.changes else ()
        if told and not self._quiet:
            self.notice(f"{name}:")
            shown = as_text(Comparison(changes=told[:_MOST_CHANGES], base=Snapshot()), colour=self._on.is_terminal)
            self._on.print(Text.from_ansi(shown.rstrip("\n")))
            if len(told) > _MOST_CHANGES:
                self.notice(f"{name}: and {len(told) - _MOST_CHANGES:,} more, see report.html")

    def _end(self, entries: tuple[Entry, ...]) -> None:
        table = Table(box=None, header_style="bold")
        table.add_column("source")
        for name in ("records", "flagged"):
            table.add_column(name, justify="right")
        table.add_column("outcome")
        told = [entry for entry in entries if entry.outcome in _TOLD] if len(entries) > _MOST_ROWS else list(entries)
        for entry in sorted(told[:_MOST_ROWS], key=lambda one: (one.source, one.page)):
            name = " ".join(part for part in (entry.source, entry.page) if part)
            outcome = Text(entry.outcome, style=_STYLES.get(entry.outcome, "dim"))
            table.add_row(
                Text(printable(name)), f"{entry.records:,}", f"{entry.flagged:,}" if entry.flagged else "", outcome
            )
        self._on.print(table)
        self._on.print(summary(entries))
        if self._report.exists():
            self._on.print(printable(f"report: {self._report}"), highlight=False, markup=False, soft_wrap=True)


class _Lines:
    """A JSON object a line, for what is not as it was the night before; with quiet, for what went wrong."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to close."""

    def notice(self, line: str) -> None:
        self._write("info", "notice", message=line)

    def tell(self, event: Event) -> None:
        match event:
            case Began(run, resumed, pages):
                self._write("info", "run.began", run=run.id, resumed=resumed, pages=pages)
            case Noticed(line):
                self.notice(line)
            case Troubled(line):
                self._write("error", "trouble", message=line)
            case Done(night=night) if night.outcome in _TOLD:
                entry = entry_of(night, records=event.records, tries=event.tries, seconds=event.seconds)
                self._page(entry)
            case Ended(run, entries, sent, code):
                for one in sent:
                    if one.error:
                        self._write("warning", "sink", sink=one.sink, message=one.error)
                self._write("info", "run.ended", run=run.id, exit_code=code, message=summary(entries))
            case _:
                pass

    def _page(self, entry: Entry) -> None:
        level = "warning" if entry.outcome in {"failed", "suspect"} else "info"
        told: dict[str, object] = {"source": entry.source, "outcome": entry.outcome, "flagged": entry.flagged}
        told |= {"page": entry.page} if entry.page else {}
        told |= {"message": entry.problem} if entry.problem else {}
        self._write(level, "page", **told)

    def _write(self, level: str, event: str, **fields: object) -> None:
        if self._quiet and level == "info":
            return
        time = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = json.dumps({"time": time, "level": level, "event": event, **fields}, ensure_ascii=False)
        sys.stderr.write(line.encode("utf-8", "replace").decode() + "\n")
        sys.stderr.flush()


def summary(entries: tuple[Entry, ...]) -> str:
    """A run in one line."""
    flagged = sum(entry.flagged for entry in entries)
    counts = {name: sum(entry.outcome == name for entry in entries) for name in (*sorted(_TOLD), "unchanged")}
    parts = [f"{count:,} {name}" for name, count in counts.items() if count]
    changes = f"{flagged:,} {'change' if flagged == 1 else 'changes'} flagged"
    pages = f"{len(entries):,} {'page' if len(entries) == 1 else 'pages'}"
    return f"{pages}: {', '.join(parts) or 'nothing to do'}; {changes}"
