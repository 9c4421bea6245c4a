"""``scrape-clean run``: the nightly job by the settings, or without them every page in a folder."""

import signal
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Self

import click
from click.core import ParameterSource
from msgspec import Struct
from msgspec.structs import replace

from scrape_clean import __version__
from scrape_clean.cli.nightlog import log_for
from scrape_clean.cli.notices import notices
from scrape_clean.cli.pages import page_options
from scrape_clean.cli.report import console, say, show_outcomes, tracked
from scrape_clean.errors import UsageError
from scrape_clean.filenames import SETTINGS
from scrape_clean.pipeline import Options
from scrape_clean.run import Outcome, captures_in, process
from scrape_clean.settings import Settings, load
from scrape_clean.sources.files import is_warc

__all__ = ["run"]

_FLAGGED = 10
_SUSPECT = 11
_BY_SIGNAL = 128  # and the signal's number, as shells have it
_OF_PAGES = ("raw", "output", "reader", "keep_boilerplate", "keep", "drop", "max_bytes")
"""Options that say what the settings say."""


class _Wanted(Struct, frozen=True, kw_only=True):
    """What is asked for beside what the settings say."""

    sources: tuple[str, ...]
    exit_code: bool
    quiet: bool
    log: str


@click.command()
@click.option("--settings", "path", type=click.Path(path_type=Path), default=Path(SETTINGS), show_default=True,
              help="What to fetch, and what to do with it.")  # fmt: skip
@click.option("--source", "sources", multiple=True, metavar="ID", help="Only this source of the settings. Repeatable.")
@click.option(
    "--exit-code",
    is_flag=True,
    help=f"If all went well: exit with {_FLAGGED} if something was flagged, {_SUSPECT} if only a page is suspect.",
)
@click.option("--log", type=click.Choice(["auto", "text", "json"]), default="auto", show_default=True,
              help="How stderr tells of a night; auto: as JSON unless it is a terminal.")  # fmt: skip
@click.option("--raw", type=click.Path(path_type=Path), default=Path("raw"), show_default=True,
              help="Without settings: folder of pages.")  # fmt: skip
@click.option("--output", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
              help="Without settings: folder that gets one folder a page.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@page_options
@click.pass_context
def run(context: click.Context, /, path: Path, raw: Path, output: Path, **others: object) -> None:
    """Do the night's job: fetch, keep, clean, compare, and tell what changed.

    With a scrape-clean.toml (made by init), every source in it is fetched, archived under raw/, compared with the last
    good night, and written to output/<source>/: records.json, records.jsonl, changes.json and drops.jsonl; beside them
    report.html, feeds, tables and history.db. A run that was killed is gone on with by the next one.

    Without, every page in RAW is cleaned into OUTPUT/<page>/, those of a WARC file into OUTPUT/<file>/<page>/. A page
    that cannot be had or cleaned is reported and the others go on.

    \b
    scrape-clean run
    scrape-clean run --source campus --log text
    scrape-clean run --raw captures --output records --quiet
    """
    options, max_bytes = others.pop("options"), others.pop("max_bytes")
    wanted = _Wanted(**others)  # type: ignore[arg-type]  # click has checked them
    given = [name for name in _OF_PAGES if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if path.exists() or context.get_parameter_source("path") is ParameterSource.COMMANDLINE:
        if given:
            name = given[0].replace("_", "-")
            raise UsageError(f"--{name} is not for a run by settings: say it in {path}, or move that file away")
        raise SystemExit(_by_settings(path, wanted))
    if wanted.sources:
        raise UsageError(f"--source needs settings, and there is no {path} here: `scrape-clean init` makes one")
    assert isinstance(options, Options)  # noqa: S101  as page_options gives them
    assert isinstance(max_bytes, int)  # noqa: S101
    raise SystemExit(_by_folder(raw, output, options, max_bytes, quiet=wanted.quiet))


def _by_folder(raw: Path, output: Path, options: Options, max_bytes: int, *, quiet: bool) -> int:
    """Clean every page in a folder; gives the exit code."""
    paths, on = captures_in(raw), console()
    total = None if any(map(is_warc, paths)) else len(paths)  # nobody knows how many pages are in a WARC file
    outcomes: list[Outcome] = []
    for outcome in tracked(process(paths, output, options, max_bytes), total, on):
        outcomes.append(outcome)
        if outcome.problem is not None:
            say(f"{outcome.problem}", on)
        elif outcome.page is not None and not quiet:
            for line in notices(outcome.source, outcome.page):
                say(line, on)
    if not quiet:
        show_outcomes(outcomes, on)
    return max((outcome.problem.exit_code for outcome in outcomes if outcome.problem is not None), default=0)


def _by_settings(path: Path, wanted: _Wanted) -> int:
    """Run a night; gives the exit code."""
    from scrape_clean.nightly.job import Ended, Means, run_night  # noqa: PLC0415  the network's libraries
    from scrape_clean.nightly.outside import destinations_of, heartbeat_of  # noqa: PLC0415
    from scrape_clean.sources.http import HttpFetcher  # noqa: PLC0415

    everything = load(path)
    settings = _chosen(everything, wanted.sources)
    log = log_for(wanted.log, _from_here(settings.output / "report.html"), quiet=wanted.quiet)
    for line in settings.warnings:
        log.notice(line)
    stop = _Stop()
    means = Means(
        fetcher=HttpFetcher(stopped=stop.asked),
        destinations=destinations_of(settings, stop.asked),
        heartbeat=heartbeat_of(settings),
        now=lambda: datetime.now(UTC),
        version=__version__,
        stopped=stop.asked,
        others=frozenset(one.id for one in everything.sources) - {one.id for one in settings.sources},
    )
    ended: Ended | None = None
    with stop, log:
        for event in run_night(settings, means):
            log.tell(event)
            ended = event if isinstance(event, Ended) else ended
    if ended is None:
        log.notice("told to stop: what is stored stands, and the next run goes on from here")
        return _BY_SIGNAL + stop.number
    if ended.exit_code or not wanted.exit_code:
        return ended.exit_code
    if any(entry.flagged for entry in ended.entries):
        return _FLAGGED
    return _SUSPECT if any(entry.outcome == "suspect" for entry in ended.entries) else 0


def _from_here(path: Path) -> Path:
    """A path as one would type it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _chosen(settings: Settings, names: tuple[str, ...]) -> Settings:
    """The settings with some of their sources."""
    known = {source.id for source in settings.sources}
    if not known:
        raise UsageError(f"{settings.path}: has no source yet; `scrape-clean add URL` adds one")
    for name in names:
        if name not in known:
            raise UsageError(f"no source {name!r} in {settings.path}; there are: {', '.join(sorted(known))}")
    return replace(settings, sources=tuple(one for one in settings.sources if not names or one.id in names))


class _Stop:
    """Ctrl-C and SIGTERM ask the run to leave; a second one of either ends the process as usual. A context manager."""

    def __init__(self) -> None:
        self.number = 0
        self._usual: dict[int, object] = {}

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) in {signal.SIG_DFL, signal.default_int_handler}:  # what is ignored stays so
                self._usual[number] = signal.signal(number, self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        while self._usual:
            signal.signal(*self._usual.popitem())  # type: ignore[arg-type]

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        self.number = number
        self.__exit__()

    def asked(self) -> bool:
        return self.number > 0
