"""The vocabulary of publishing: what is told of a page, and of a change alone."""

from datetime import datetime

from msgspec import Struct

from scrape_clean.compare import Change
from scrape_clean.history.model import Outcome, PageId, Run
from scrape_clean.views.data import Changes

__all__ = ["FlaggedChange", "PageReport"]


class PageReport(Struct, frozen=True, kw_only=True):
    """What one night found of one page."""

    page: PageId
    outcome: Outcome
    night: Run | None = None
    """The earlier run that found it: one that was killed before it could tell, or, of a page that the run told of has
    not looked at, the last one that has. None: the run that is told of."""
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
    ids: tuple[str, ...] = ()
    """Of ``changes.changes``, each as the history has it."""
    folder: str = ""
    """Where its files are, relative to the folder of the output and with ``/``; empty if unknown."""


class FlaggedChange(Struct, frozen=True, kw_only=True):
    """One change of a fact, with all that it takes to tell it alone."""

    id: str
    """As the history has it, the same for ever."""
    run: Run
    page: PageId
    url: str | None = None
    title: str | None = None
    """The page's."""
    language: str | None = None
    change: Change
