"""What a night has to look at: the sources of the settings, page by page."""

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from scrape_clean.errors import InputError, SourceError
from scrape_clean.history import History
from scrape_clean.history.model import PageId
from scrape_clean.settings import Page, Settings, Sitemap, Source, expand, visit_of
from scrape_clean.sources.visits import Fetcher

__all__ = ["Broken", "Target", "Worklist", "worklist"]


class Target(Struct, frozen=True):
    """A page that is looked at tonight, and whose it is."""

    page: Page
    source: Source


class Broken(Struct, frozen=True):
    """A source whose pages cannot be listed."""

    source: Source
    problem: InputError


class Worklist(Struct, frozen=True, kw_only=True):
    """Everything that a night has to look at."""

    targets: tuple[Target, ...] = ()
    archives: tuple[tuple[Source, Path], ...] = ()
    """WARC files, each with the source whose pages it holds."""
    broken: tuple[Broken, ...] = ()
    gone: tuple[Target, ...] = ()
    """Pages that their source lists no longer."""
    notices: tuple[str, ...] = ()


def worklist(settings: Settings, history: History, fetcher: Fetcher) -> Worklist:
    """Expand all sources into pages.

    A source that cannot list its pages tonight, since its sitemap is out of reach, is worked on with the pages that it
    had: they may well be there.
    """
    targets: list[Target] = []
    archives: list[tuple[Source, Path]] = []
    broken: list[Broken] = []
    gone: list[Target] = []
    notices: list[str] = []
    for source in settings.sources:
        try:
            listing = expand(source, _reader(source, fetcher))
        except InputError as problem:
            broken.append(Broken(source, problem))
            if isinstance(source.place, Sitemap):
                targets += (Target(page, source) for page in _known_pages(history, source))
            continue
        targets += (Target(page, source) for page in listing.pages)
        archives += ((source, path) for path in listing.archives)
        notices += listing.notices
        if listing.complete and not listing.archives:
            listed = {page.id for page in listing.pages}
            gone += (Target(page, source) for page in _known_pages(history, source) if page.id not in listed)
    return Worklist(
        targets=tuple(targets),
        archives=tuple(archives),
        broken=tuple(broken),
        gone=tuple(gone),
        notices=tuple(notices),
    )


def _reader(source: Source, fetcher: Fetcher) -> Callable[[str], bytes]:
    def read(url: str) -> bytes:
        visit = visit_of(source, Page(id=PageId(source.id), url=url))
        fetched = next(iter(fetcher.fetch([visit])))
        if fetched.problem is not None:
            raise fetched.problem
        if fetched.capture is None:
            raise SourceError("gives no sitemap", url)
        return fetched.capture.body

    return read


def _known_pages(history: History, source: Source) -> Iterator[Page]:
    """The pages that a source of several had on its last night, without those that were gone by then."""
    for state in history.pages(source.id):
        if state.page.key and state.outcome != "gone":
            yield Page(id=state.page, url=state.url or state.page.key)
