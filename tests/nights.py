"""Nights for tests: pages of bullets, cleaned and compared as the nightly job does it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from scrape_clean.archive.files import Archived
from scrape_clean.compare import Memory, compare
from scrape_clean.filenames import folder_name
from scrape_clean.history import History
from scrape_clean.history.model import Night, PageId, Received, Run
from scrape_clean.page import CleanedPage
from scrape_clean.pipeline import clean
from scrape_clean.views.data import changes_of

START = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)
CAMPUS = PageId("campus")
MENU = ("Soup of the day for 3 euros", "Bread with butter", "Apple cake on Fridays", "Tea from the garden")


def start_of(night: int) -> datetime:
    """When a night's run begins."""
    return START + timedelta(days=night - 1)


def page_of(bullets: Sequence[str], title: str = "Canteen") -> CleanedPage:
    """A cleaned page with some bullets under one heading."""
    items = "".join(f"<li>{text}</li>" for text in bullets)
    html = f"<html lang=en><title>{title}</title><body><main><h1>{title}</h1><ul>{items}</ul></main></body></html>"
    return clean(html, url="https://canteen.example/menu", media_type="text/html")


def received_of(night: int, body: str = "") -> Received:
    """A capture of some night."""
    return Received(
        time=start_of(night) + timedelta(microseconds=123_456),
        url="https://canteen.example/menu",
        status=200,
        etag='"a1"',
        media_type="text/html",
        digest=f"sha256:{night:063x}{len(body) % 10}",
        archived=archived_of(night),
        record=f"<urn:uuid:{night}>",
    )


def archived_of(night: int, page: PageId = CAMPUS) -> Archived:
    """A file of some night."""
    folder = "/".join(folder_name(name) for name in (page.source, page.key) if name)
    path = f"{folder}/{start_of(night):%Y-%m-%d}-{night}.warc.gz"
    return Archived(path=path, records=2, bytes=100 + night, digest=f"sha256:{night:064x}")


def night_of(history: History, run: int, bullets: Sequence[str], page: PageId = CAMPUS) -> Night:
    """What a run finds of a page that shows some bullets."""
    known, now = history.known(page), page_of(bullets)
    file = archived_of(run, page)
    night = Night(
        page=page,
        outcome="new",
        seen=start_of(run),
        url=now.url,
        archived=file,
        received=replace(received_of(run), archived=file),
        rules="r1",
    )
    if known.last is None:
        return replace(night, last=now, upserted=now.records)
    found = compare(known.last, now, memory=Memory(volatile=known.volatile, held=known.held))
    night = replace(night, changes=changes_of(found))
    if found.suspect:
        return replace(night, outcome="suspect", held=now.snapshot(), problem=found.suspect)
    last = replace(now, records=found.base.records)
    if any(change.substantive for change in found.changes):
        return replace(night, outcome="changed", last=last)
    if last == known.last:
        return replace(night, outcome="unchanged", received=known.received)
    return replace(night, outcome="unchanged", last=last)


def failed_night(run: int, page: PageId = CAMPUS) -> Night:
    """A night on which the page could not be fetched."""
    return Night(page=page, outcome="failed", seen=start_of(run), problem="HTTP 500")


def play(history: History, bullets: Sequence[str] | None, page: PageId = CAMPUS) -> tuple[Run, Night]:
    """One whole night with one page; None for one on which it fails."""
    number = len(history.runs()) + 1
    run, _ = history.begin_run(start_of(number), "1.0")
    night = failed_night(number, page) if bullets is None else night_of(history, number, bullets, page)
    history.store(run, night)
    history.finish_run(run, start_of(number) + timedelta(minutes=1))
    return run, night
