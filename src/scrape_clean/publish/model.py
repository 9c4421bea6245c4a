"""The vocabulary of publishing: what is told of a page and of a change, and the id that a change has for ever."""

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from scrape_clean.canonical import dumps
from scrape_clean.compare import Change
from scrape_clean.history.model import Outcome, PageId, Run
from scrape_clean.views.data import Changes

__all__ = ["FlaggedChange", "PageReport", "change_ids", "flagged"]

_CHANGES: Final = uuid.UUID("5d0f2b9e-6a53-4d0c-9c0e-3f7f5f6f8c11")
"""Namespace (RFC 9562, section 5.5) of the ids of changes; never to be altered."""


class PageReport(Struct, frozen=True, kw_only=True):
    """What one night found of one page."""

    page: PageId
    outcome: Outcome
    url: str | None = None
    title: str | None = None
    language: str | None = None
    """As the page declares it (BCP 47)."""
    records: int = 0
    """How many stand on the page as of its last good night."""
    problem: str | None = None
    """Why it failed or is suspect, in one line."""
    since: datetime | None = None
    """When the first of the nights in a row began on which it failed or was suspect."""
    nights: int = 0
    """How many nights in a row, this one included."""
    last_good: datetime | None = None
    """When the page was last seen as it should be; None if never."""
    changes: Changes | None = None
    folder: str = ""
    """Where its files are, relative to the folder of the output and with ``/``; empty if unknown."""


class FlaggedChange(Struct, frozen=True, kw_only=True):
    """One change of a fact, with all that it takes to tell it alone."""

    id: str
    """For ever: as `change_ids` gives it."""
    run: int
    time: datetime
    """When the run started."""
    page: PageId
    url: str | None = None
    title: str | None = None
    """The page's."""
    language: str | None = None
    change: Change


def change_ids(run: Run, page: PageId, changes: Sequence[Change]) -> tuple[str, ...]:
    """An id for each change of one page in one run: a UUID (version 5) of what happened where and when.

    The same for the same history, wherever and however often it is told. Two histories give others, since no two runs
    of one number start in the same microsecond. A second change of the same records is numbered.
    """
    seen: Counter[bytes] = Counter()
    found = []
    for change in changes:
        sides = [record and record.id for record in (change.before, change.after)]
        place = [run.id, run.started.isoformat(), page.source, page.key, change.type, change.id, *sides]
        key = dumps(place)
        seen[key] += 1
        found.append(str(uuid.uuid5(_CHANGES, f"{key.decode()}{seen[key]}")))
    return tuple(found)


def flagged(run: Run, report: PageReport) -> Iterator[FlaggedChange]:
    """The changes of facts that one page had in one run, in the order of the page."""
    changes = report.changes.changes if report.changes else ()
    for name, change in zip(change_ids(run, report.page, changes), changes, strict=True):
        if change.substantive:
            yield FlaggedChange(
                id=name,
                run=run.id,
                time=run.started,
                page=report.page,
                url=report.url,
                title=report.title,
                language=report.language,
                change=change,
            )
