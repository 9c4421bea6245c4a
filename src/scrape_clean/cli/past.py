"""Questions about earlier nights: ``changes``, ``history``, ``show``, and ``backup``. They only read the history."""

import functools
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Final, Literal, get_args

import click
import msgspec

from scrape_clean.canonical import dumps
from scrape_clean.cli.notices import count
from scrape_clean.cli.outputs import OutPath, check_out
from scrape_clean.cli.printing import print_data
from scrape_clean.cli.report import console, say
from scrape_clean.compare import Comparison
from scrape_clean.errors import UsageError
from scrape_clean.exports import Format, export
from scrape_clean.filenames import HISTORY
from scrape_clean.history import History, When
from scrape_clean.history.model import Flagged, PageId, PageState, Run, Version
from scrape_clean.model import Snapshot
from scrape_clean.page import CleanedPage
from scrape_clean.storage import write_atomic
from scrape_clean.views import as_text
from scrape_clean.views.text import safe_line

__all__ = ["backup", "changes", "history", "show"]

_Lines = Literal["text", "json", "jsonl"]
_DIGITS: Final = 8
"""Numbers with as many are days (20260331)."""
_LISTED: Final = 10
"""Names that an error lists at the most."""
_HINTS: Final = 3
"""Records that it names."""


def _night(_: click.Context, __: click.Parameter, text: str | None) -> When | None:
    """The number of a run, a day or a moment."""
    try:
        if text is None:
            return None
        if text.isascii() and text.isdigit() and len(text) < _DIGITS:
            return int(text)
        if len(text) <= len("2026-03-31"):
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except ValueError:
        raise click.BadParameter(
            f"{safe_line(text or '')!r} is no night: give a run's number (12), a day (2026-03-31) or a moment in UTC "
            "(2026-03-31T04:00)"
        ) from None


def _with_history(command: Callable[..., None]) -> Callable[..., None]:
    """The option of every command that asks; the command gets the open ``past``."""

    @click.option("--output", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
                  help="Folder that holds history.db.")  # fmt: skip
    @functools.wraps(command)
    def with_history(output: Path, **others: object) -> None:
        with History.read(output / HISTORY) as past:
            command(past=past, **others)

    return with_history


@click.command()
@click.option("--since", callback=_night, metavar="NIGHT|DATE",
              help="From this night on: a run's number, a day or a moment in UTC.  [default: the last]")  # fmt: skip
@click.option("--source", help="Only this source.")
@click.option("--all", "every", is_flag=True, help="Include changes of no fact: cosmetic changes, most moves.")
@click.option("--limit", type=click.IntRange(min=1), help="Show at most this many, the latest.")
@click.option("--format", "form", type=click.Choice(get_args(_Lines)), default="text", show_default=True)
@_with_history
def changes(  # noqa: PLR0913  one for each option
    past: History, since: When | None, source: str | None, limit: int | None, form: _Lines, *, every: bool
) -> None:
    """Print what was flagged since a night, including that night.

    Text output lists the changed bullets by night, page and section, with removed words as [-...-] and added ones as
    {+...+}. JSON is an array, JSON lines have one object a line; each change has a stable id.

    \b
    scrape-clean changes
    scrape-clean changes --since 2026-03-01 --source campus
    scrape-clean changes --since 12 --all --format jsonl
    """
    if source is not None:
        _pages_of(past, source)
    first = since if since is not None else max((run.id for run in past.runs()), default=1)
    found = past.changes(first, source=source, substantive=not every, limit=limit)
    if form == "json":
        print_data(dumps([_data(one) for one in found]) + b"\n")
        return
    some = False
    for line in (dumps(_data(one)) + b"\n" for one in found) if form == "jsonl" else _told(found):
        print_data(line)
        some = True
    if not some:
        last = max(past.runs(), key=lambda run: run.id, default=None)
        say("nothing was flagged" + (f"; the last is {_when(last)}" if last else ""), console())


@click.command()
@click.argument("record", metavar="ID")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@_with_history
def history(past: History, record: str, form: str) -> None:
    """Print what a bullet said, and since which night.

    ID is a record's id, as in records.json. Given words instead, it lists the ids of records that contain them.

    \b
    scrape-clean history abcdefghijklmnop
    """
    versions, found = past.life(record)
    if not versions and not found:
        said = "; ".join(islice(_saying(past, record), _HINTS))
        raise UsageError(
            f'"{safe_line(record)}" is no id of a record; these say it: {said}'
            if said
            else f"no record has ever had the id {safe_line(record)}; ids are in records.json"
        )
    if form == "json":
        told = {"versions": [_version(one) for one in versions], "changes": [_data(one) for one in found]}
        print_data(dumps(told) + b"\n")
        return
    print_data("".join(f"{line}\n" for line in _life(versions, found)).encode("utf-8", "replace"))


@click.command()
@click.argument("source")
@click.option("--at", "when", callback=_night, metavar="NIGHT|DATE",
              help="As it was after this night: a run's number, a day or a moment in UTC.")  # fmt: skip
@click.option("--page", "key", help="Which page of the source, by key or address.")
@click.option("--format", "form", type=click.Choice(get_args(Format)), default="json", show_default=True)
@click.option("-o", "--out", type=OutPath(), help="Write to this file instead of stdout.")
@_with_history
def show(  # noqa: PLR0913, PLR0917  one for each option
    past: History, source: str, when: When | None, key: str | None, form: Format, out: Path | None
) -> None:
    """Print a page as it was on any night.

    JSON output is byte for byte what records.json held. For a night on which the page failed or was suspect, this is
    its last good night.

    \b
    scrape-clean show campus --at 2026-03-01
    scrape-clean show campus --at 12 --format markdown
    """
    check_out(out, past.path)
    page = _page_of(_pages_of(past, source), source, key)
    run = _run_at(past, when)
    data = past.bytes_at(page, run.id)
    if data is None:
        raise UsageError(f"{_name(page)}: had no good night yet after {_when(run)}")
    _tell_bad(past, page, run)
    snapshot = None if form == "json" else past.at(page, run.id)
    shown = data if snapshot is None else export(_cleaned(snapshot), form)
    if out is not None:
        write_atomic(out, shown)
        return
    if form == "parquet" and sys.stdout.isatty():
        raise click.UsageError("parquet is no text: name a file with --out, or redirect stdout")
    print_data(shown + b"\n" if form == "json" and sys.stdout.isatty() else shown)


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@_with_history
def backup(past: History, path: Path) -> None:
    """Back up the history into one file, even during a run.

    The copy is read back to check that it is sound. An earlier backup of that name stays until the new one is on the
    disk. To restore, copy it to OUTPUT/history.db.

    \b
    scrape-clean backup history-backup.db
    """
    past.backup(path)
    with History.read(path) as copy:
        told = f"{count(len(copy.runs()), 'night')} of {count(len(copy.pages()), 'page')}"
    say(f"{path}: {path.stat().st_size:,} bytes, {told}, read back and sound", console())


def _pages_of(past: History, source: str) -> tuple[PageState, ...]:
    found = past.pages(source)
    if not found:
        names = sorted({safe_line(state.page.source) for state in past.pages()})
        raise UsageError(f"no source {safe_line(source)!r} in the history; it has {_list(names) or 'none yet'}")
    return found


def _page_of(states: tuple[PageState, ...], source: str, key: str | None) -> PageId:
    if key is None and len(states) == 1:
        return states[0].page
    fits = [state.page for state in states if key is not None and key in (state.page.key, state.url)]
    if len(fits) == 1:
        return fits[0]
    what = "has several pages" if key is None else f"has no page {safe_line(key)!r}"
    names = [safe_line(state.page.key) or "''" for state in states]
    raise UsageError(f"{safe_line(source)} {what}; choose one with --page: {_list(names)}")


def _list(names: list[str]) -> str:
    more = f" and {len(names) - _LISTED:,} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more


def _run_at(past: History, when: When | None) -> Run:
    runs = past.runs()
    run = (runs[-1] if runs else None) if when is None else past.night(when)
    if run is None:
        known = f"nights {runs[0].id} to {runs[-1].id}, the first on {runs[0].started:%Y-%m-%d}" if runs else "none yet"
        raise UsageError(f"no such night; the history has {known}")
    return run


def _tell_bad(past: History, page: PageId, run: Run) -> None:
    """Say so if what is shown is from an earlier night."""
    night = next((one for one in reversed(past.captures(page)) if one.run.id <= run.id), None)
    if night is not None and night.outcome in ("failed", "suspect", "gone"):
        why = f": {night.problem}" if night.problem else ""
        say(f"{_name(page)}: was {night.outcome} in {_when(night.run)}{why}; the last good night is shown", console())


def _cleaned(snapshot: Snapshot) -> CleanedPage:
    """What a snapshot has of a cleaned page: all that an export needs."""
    return CleanedPage(
        records=snapshot.records,
        drops=(),
        headings=(),
        text="",
        url=snapshot.url,
        title=snapshot.title,
        language=snapshot.language,
        metadata=snapshot.metadata,
        media_type="",
        charset="",
        replaced=0,
    )


def _data(one: Flagged) -> dict[str, Any]:
    page = {"source": _clear(one.page.source), "page": _clear(one.page.key), "url": one.url}
    return {"id": one.id, **page, **_run(one.run), "change": msgspec.to_builtins(one.change)}


def _saying(past: History, words: str) -> Iterator[str]:
    """Records that say some words now: id and text; what stands on several pages once."""
    told: set[str] = set()
    wanted = " ".join(words.split()).casefold()
    for state in past.pages():
        snapshot = past.at(state.page, state.good.id) if state.good else None
        for record in snapshot.records if snapshot else ():
            line = f"{record.id} ({safe_line(record.text)})"
            if wanted in record.text.casefold() and line not in told:
                told.add(line)
                yield line


def _version(one: Version) -> dict[str, Any]:
    record = msgspec.to_builtins(one.record)
    for left_out in ("position", "occurrences"):
        del record[left_out]
    ends = {"from": _run(one.start), "to": None if one.end is None else _run(one.end)}
    return {"source": _clear(one.page.source), "page": _clear(one.page.key), **ends, "record": record}


def _run(run: Run) -> dict[str, Any]:
    return {"run": run.id, "time": msgspec.to_builtins(run.started)}


def _clear(name: str) -> str:
    return name.encode("utf-8", "replace").decode()


def _told(found: Iterable[Flagged]) -> Iterator[bytes]:
    """Changes as text, a page's night at a time."""
    colour, first = _coloured(), True
    for (run, page), group in groupby(found, key=lambda one: (one.run, one.page)):
        night = list(group)
        url = night[0].url
        head = f"{_when(run)}: {_name(page)}" + (f" {safe_line(url)}" if url and url != page.key else "")
        body = as_text(Comparison(changes=tuple(one.change for one in night), base=Snapshot()), colour=colour)
        title = f"\x1b[1;4m{head}\x1b[0m" if colour else head
        yield f"{'' if first else chr(10)}{title}\n{body}".encode("utf-8", "replace")
        first = False


def _life(versions: Iterable[Version], found: Iterable[Flagged]) -> Iterator[str]:
    """A record's versions page by page, each with the change that it came by."""
    colour, by_page = _coloured(), list(found)
    for page, group in groupby(versions, key=lambda one: one.page):
        yield _name(page)
        told = {one.run.id: one for one in by_page if one.page == page}
        before: Version | None = None
        for version in group:
            if before is not None and before.end is not None and before.end.id != version.start.id:
                yield from _event(
                    before.end, told.get(before.end.id), f"- {safe_line(before.record.text)}", colour=colour
                )
            sign = "~" if before is not None and before.end is not None and before.end.id == version.start.id else "+"
            text = f"{sign} {safe_line(version.record.text)}"
            yield from _event(version.start, told.get(version.start.id), text, colour=colour)
            before = version
        if before is not None and before.end is not None:
            yield from _event(before.end, told.get(before.end.id), f"- {safe_line(before.record.text)}", colour=colour)


def _event(run: Run, found: Flagged | None, otherwise: str, *, colour: bool) -> Iterator[str]:
    """What happened in a night; ``otherwise`` where nothing was compared."""
    line = otherwise
    if found is not None:
        shown = as_text(Comparison(changes=(found.change,), base=Snapshot()), colour=colour)
        line = shown.rstrip("\n").rpartition("\n")[2].strip()
    yield f"  {_when(run)}  {line}"


def _name(page: PageId) -> str:
    return safe_line(f"{page.source} {page.key}".strip())


def _when(run: Run) -> str:
    return f"night {run.id} ({run.started:%Y-%m-%d %H:%M} UTC)"


def _coloured() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
