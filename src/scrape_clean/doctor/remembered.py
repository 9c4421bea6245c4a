"""What the history knows that somebody should see to: pages without a good night, messages that wait, damaged files."""

import itertools
from collections.abc import Callable, Iterator
from typing import Final

from scrape_clean.archive import Archived, verify
from scrape_clean.doctor.database import check_archive
from scrape_clean.doctor.findings import Finding
from scrape_clean.errors import HistoryError
from scrape_clean.filenames import HISTORY
from scrape_clean.history import History
from scrape_clean.history.model import PageState
from scrape_clean.nightly.runner import UNKEPT
from scrape_clean.settings import Files, Settings, Source, Warcs
from scrape_clean.sinks.delivery import outbox_lines

__all__ = ["check_kept", "check_outbox", "check_pages"]

_SHOWN: Final = 10
_BAD: Final = ("failed", "suspect")
_FILES: Final = 200
"""Files of the archive that are read again: the newest of each page, of so many pages."""


def check_pages(settings: Settings) -> Iterator[Finding]:
    """Pages whose last night was a bad one."""
    yield from _asked(settings, "pages", _pages)


def _pages(settings: Settings, history: History) -> Iterator[Finding]:
    watched = {source.id: source for source in settings.sources}
    states = [state for state in history.pages() if state.page.source in watched and state.watched]
    latest: dict[str, int] = {}
    for state in states:
        latest[state.page.source] = max(state.run, latest.get(state.page.source, 0))
    found = [
        state
        for state in states
        if state.outcome in _BAD
        and (state.good or state.run == latest[state.page.source])  # else a list that could not be read, and now can
    ]
    for state in found[:_SHOWN]:
        name = " ".join(part for part in (state.page.source, state.page.key) if part)
        since = f"no good night since {state.good.started:%Y-%m-%d}" if state.good else "no good night yet"
        why = f": {state.problem}" if state.problem else ""
        yield Finding(
            "warn", "pages", f"{name}: {state.outcome}, {since}{why}", _remedy(state, watched[state.page.source])
        )
    if len(found) > _SHOWN:
        yield Finding("warn", "pages", f"and {len(found) - _SHOWN:,} more pages without a good night")
    if not found:
        last = f", {max(state.seen for state in states):%Y-%m-%d}" if states else ""
        yield Finding("ok", "pages", f"all were well on their last night{last}")


def _remedy(state: PageState, source: Source) -> str:
    """Where to look, by what the page is and what was wrong."""
    if (state.problem or "").startswith(UNKEPT):
        return "see to that file or folder; the page itself may be well"
    if isinstance(source.place, Files | Warcs):
        return "see that the file is as it should be and the job's user may read it; correct or remove the source"
    return "look at it in a browser; correct or remove the source"


def check_outbox(settings: Settings) -> Iterator[Finding]:
    """Messages that wait or were given up."""
    yield from _asked(settings, "outbox", _outbox)


def _outbox(settings: Settings, history: History) -> Iterator[Finding]:
    names = [*(one.id for one in settings.sinks), *(one.id for one in settings.notify)]
    with history.view() as connection:
        lines = list(outbox_lines(connection, names))
    yield from (Finding("warn", "outbox", line) for line in lines)
    if not lines:
        yield Finding("ok", "outbox", "nothing waits")


def check_kept(settings: Settings) -> Iterator[Finding]:
    """Files of the archive, against what the history says of them."""
    yield from _asked(settings, "archive", _kept)


def _kept(settings: Settings, history: History) -> Iterator[Finding]:
    newest = itertools.islice(_newest_files(history), _FILES)
    yield from check_archive(settings.raw, newest, verify, anew=settings.archive.enabled)


def _newest_files(history: History) -> Iterator[Archived]:
    for state in history.pages():
        received = history.received(state.page)
        if received is not None and received.archived is not None:
            yield received.archived


def _asked(
    settings: Settings, subject: str, check: Callable[[Settings, History], Iterator[Finding]]
) -> Iterator[Finding]:
    """What a check finds; nothing where there is no history, or one that cannot be read as it is."""
    path = settings.output / HISTORY
    try:
        history = History.read(path)
    except HistoryError:
        return  # told by `check_database`
    with history:
        try:
            yield from list(check(settings, history))
        except HistoryError as problem:
            yield Finding("fail", subject, str(problem))
