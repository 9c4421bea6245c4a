"""What a run did, for people and for those who watch it: everything volatile that no other file holds."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from scrape_clean.history.model import Night, Outcome, PageState, Run
from scrape_clean.views.data import Changes

__all__ = ["Entry", "Manifest", "entry_of", "entry_stored", "manifest_of"]


class Entry(Struct, frozen=True, kw_only=True):
    """What became of one page."""

    source: str
    page: str = ""
    """Which of the source's pages; empty for the one page of a source that has one."""
    url: str | None = None
    outcome: Outcome
    problem: str | None = None
    status: int | None = None
    """HTTP's."""
    records: int = 0
    """Records of the last good night."""
    flagged: int = 0
    """Changes of facts."""
    cosmetic: int = 0
    """Changes that touch no fact: in spelling, mark-up or place."""
    volatile: tuple[str, ...] = ()
    """What is known from this night on to change every night; no longer flagged."""
    tries: int = 1
    milliseconds: int = 0
    """From the first request to the last byte."""
    bytes: int = 0
    """Of the page, after decompression."""


class Manifest(Struct, frozen=True, kw_only=True):
    """``runs/<run>.json``."""

    format: Annotated[int, Meta(ge=1)] = 1
    run: int
    started: datetime
    finished: datetime
    version: str
    """Of this package."""
    settings: str
    """``sha256:`` and hex digits of the settings file; nothing of what it says."""
    resumed: bool = False
    """Whether the run went on with what a killed one had begun."""
    outcomes: dict[Outcome, int]
    """How many pages came to which end."""
    flagged: int
    pages: tuple[Entry, ...]


def entry_of(night: Night, *, records: int, tries: int = 1, seconds: float = 0.0, size: int = 0) -> Entry:
    """A page's line of the manifest."""
    told = night.changes.changes if night.changes else ()
    flagged = sum(change.substantive for change in told)
    return Entry(
        source=night.page.source,
        page=night.page.key,
        url=night.url,
        outcome=night.outcome,
        problem=night.problem,
        status=night.received.status if night.received else None,
        records=records,
        flagged=flagged,
        cosmetic=len(told) - flagged,
        tries=tries,
        milliseconds=round(seconds * 1000),
        bytes=size,
    )


def entry_stored(state: PageState, changes: Changes | None) -> Entry:
    """The line of a page that a run had stored before it was killed; how it was fetched is not remembered."""
    told = changes.changes if changes else ()
    flagged = sum(change.substantive for change in told)
    return Entry(
        source=state.page.source,
        page=state.page.key,
        url=state.url,
        outcome=state.outcome,
        problem=state.problem,
        records=state.records,
        flagged=flagged,
        cosmetic=len(told) - flagged,
    )


def manifest_of(run: Run, entries: Iterable[Entry], *, finished: datetime, settings: str, resumed: bool) -> Manifest:
    """A run's manifest, whatever the order in which its pages came."""
    pages = tuple(sorted(entries, key=lambda entry: (entry.source, entry.page)))
    return Manifest(
        run=run.id,
        started=run.started,
        finished=finished,
        version=run.version,
        settings=settings,
        resumed=resumed,
        outcomes=dict(Counter(entry.outcome for entry in pages)),
        flagged=sum(entry.flagged for entry in pages),
        pages=pages,
    )
