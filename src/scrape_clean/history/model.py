"""The vocabulary of the history: what is remembered of pages and nights."""

from datetime import datetime
from typing import Literal, TypeAlias

from msgspec import Struct

from scrape_clean.archive.files import Archived
from scrape_clean.compare import Change, Volatile
from scrape_clean.model import Record, Snapshot
from scrape_clean.page import CleanedPage
from scrape_clean.views.data import Changes

__all__ = [
    "Dirty",
    "Flagged",
    "Known",
    "Message",
    "MessageKind",
    "Night",
    "Outcome",
    "PageId",
    "PageState",
    "Past",
    "Received",
    "Run",
    "RunStatus",
    "Validators",
    "Version",
]

Outcome: TypeAlias = Literal[
    "new",  # the page's first good night
    "changed",  # facts changed: something is flagged
    "unchanged",  # nothing did, or only how it is written or where it stands
    "suspect",  # the page looks broken or is another one: nothing is flagged, the last good night stays
    "failed",  # it could not be fetched, read or cleaned; the last good night stays
    "gone",  # the source no longer lists the page
]
RunStatus: TypeAlias = Literal[
    "running",  # or killed
    "done",
    "interrupted",  # killed, and too long ago to be gone on with
]
MessageKind: TypeAlias = Literal[
    "page.new",
    "page.changed",  # facts changed
    "page.updated",  # nothing is flagged, but records say anything else; for copies of the records
    "page.suspect",
    "page.failed",
    "page.healed",
    "page.gone",
    "run",  # the digest of a run in which there is something to tell
]


class PageId(Struct, frozen=True, order=True):
    """Which page, for as long as it is watched."""

    source: str
    """Id of the source."""
    key: str = ""
    """Which of the source's pages: its url or file name; empty for the one page of a source that has one."""


class Run(Struct, frozen=True, kw_only=True):
    """One night's job."""

    id: int
    """Grows by one from run to run, whatever the clock does."""
    started: datetime
    """UTC, by the clock of the machine."""
    finished: datetime | None = None
    status: RunStatus = "running"
    version: str
    """Of this package."""


class Received(Struct, frozen=True, kw_only=True):
    """A capture, without its body."""

    time: datetime
    url: str | None
    """After redirects."""
    status: int | None
    """HTTP's; None for a file."""
    etag: str | None = None
    last_modified: str | None = None
    media_type: str | None = None
    charset: str | None = None
    """As the sender declared it."""
    digest: str
    """``sha256:`` and hex digits of the body that was cleaned, after decompression."""
    archived: Archived | None = None
    """The file that holds it."""
    record: str | None = None
    """WARC-Record-ID of the record that holds the body; of an unchanged page, the one of the night it was first so."""


class Validators(Struct, frozen=True, kw_only=True):
    """What a server calls a body by, so that it need not be sent again (RFC 9110, 8.8)."""

    etag: str | None = None
    last_modified: str | None = None


class Known(Struct, frozen=True, kw_only=True):
    """What earlier nights told of a page: all that a night needs to know."""

    page: PageId
    last: CleanedPage | None = None
    """The last good night, its records with the ids they carry through time; None before the first one."""
    rules: str = ""
    """Fingerprint of the rules and choices that ``last`` was cleaned with."""
    received: Received | None = None
    """The capture that ``last`` was made from."""
    held: tuple[Snapshot, ...] = ()
    """The suspect nights since then, the oldest first."""
    volatile: tuple[Volatile, ...] = ()
    failures: int = 0
    """Nights in a row, up to the last one, on which the page failed or was suspect."""


class Night(Struct, frozen=True, kw_only=True):
    """What one night found of one page; stored whole or not at all."""

    page: PageId
    outcome: Outcome
    url: str | None = None
    received: Received | None = None
    """What came in; None when nothing did. Of an unchanged body: the capture that it was first received in."""
    validators: Validators | None = None
    """What the server called an unchanged body by tonight; None where ``received`` says it, or nobody does."""
    seen: datetime
    """When the page was asked for."""
    archived: Archived | None = None
    """Tonight's file; of an unchanged page it holds only the word that it is."""
    last: CleanedPage | None = None
    """The new last good night, with ids carried on; None when the old one stays as it is."""
    held: Snapshot | None = None
    """What the page looked like, if suspect."""
    changes: Changes | None = None
    """What was compared; None when nothing was."""
    volatile: tuple[Volatile, ...] = ()
    """All that is known to be volatile from now on."""
    rules: str = ""
    problem: str | None = None
    """Why it failed or is suspect, in one line, with no secret in it."""
    upserted: tuple[Record, ...] = ()
    """Records that are new or say anything else than was told of them; all of them on the first night."""
    deleted: tuple[str, ...] = ()
    """Ids that stand on the page no longer."""


class Message(Struct, frozen=True, kw_only=True):
    """What a night has to tell the outside; kept with the changes in one transaction, and sent from there."""

    id: str
    """The same whenever the same night is told: what a receiver knows doubles by."""
    run: int
    kind: MessageKind
    time: datetime
    page: PageId | None = None
    """None for what concerns the whole run."""
    url: str | None = None
    title: str | None = None
    problem: str | None = None
    failures: int = 0
    """Nights in a row on which the page failed or was suspect: this one too, or, when it has healed, those before."""
    changes: Changes | None = None
    upserted: tuple[Record, ...] = ()
    """As of the night: enough to keep a copy of all records by."""
    deleted: tuple[str, ...] = ()
    text: str = ""
    """Of a ``run`` message: the digest, as Markdown."""


class PageState(Struct, frozen=True, kw_only=True):
    """How a page is doing."""

    page: PageId
    url: str | None
    title: str | None
    run: int
    """Its last night."""
    seen: datetime
    outcome: Outcome
    problem: str | None
    good: Run | None
    """The last good night, whose records stand; None before the first one."""
    failures: int
    """As in `Known`."""
    failing: Run | None
    """The first of the nights counted in ``failures``."""
    records: int
    """As of the last good night."""

    @property
    def watched(self) -> bool:
        """Whether it is a page that is there or fails.

        False of one that is gone, and of a source whose pages could not be listed, which is told like a page, once they
        can.
        """
        return self.outcome != "gone" and (self.good is not None or self.failures > 0)


class Dirty(Struct, frozen=True):
    """A page whose output files may be older than its history."""

    page: PageId
    run: int
    """The night that they are to show."""


class Past(Struct, frozen=True, kw_only=True):
    """A night as it is remembered: what a replay needs."""

    run: Run
    seen: datetime
    outcome: Outcome
    problem: str | None
    received: Received | None
    """Its ``archived`` is None once retention has removed the file."""
    archived: Archived | None
    """That night's own file; None if there was none, or once it is removed."""


class Version(Struct, frozen=True, kw_only=True):
    """What a record said for some time."""

    page: PageId
    record: Record
    """Without position and occurrences, as in ``records.jsonl``."""
    start: Run
    """The first night."""
    end: Run | None
    """The first night on which it said so no longer; None while it does."""


class Flagged(Struct, frozen=True, kw_only=True):
    """A change, when it was found and where."""

    id: str
    """The same whenever the same night is told: hex digits of a hash over page, run, record and texts."""
    run: Run
    page: PageId
    url: str | None
    change: Change
