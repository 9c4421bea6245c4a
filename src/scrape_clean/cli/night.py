"""``scrape-clean run`` by settings: one night."""

import signal
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Final, Self

from msgspec import Struct
from msgspec.structs import replace

from scrape_clean import __version__
from scrape_clean.cli.nightlog import log_for
from scrape_clean.errors import UsageError
from scrape_clean.nightly.job import Ended, Means, run_night
from scrape_clean.nightly.outside import destinations_of, heartbeat_of
from scrape_clean.settings import Settings, load
from scrape_clean.sources.http import HttpFetcher

__all__ = ["Wanted", "run_settings"]

_FLAGGED: Final = 10
_SUSPECT: Final = 11
_BY_SIGNAL: Final = 128  # and the signal's number, as shells have it


class Wanted(Struct, frozen=True, kw_only=True):
    """What is asked for beside what the settings say."""

    sources: tuple[str, ...]
    exit_code: bool
    quiet: bool
    log: str


def run_settings(path: Path, wanted: Wanted) -> int:
    """Run a night; gives the exit code."""
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
