"""What a night has to look at: the sources of the settings, page by page."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from scrape_clean.errors import InputError, SourceError
from scrape_clean.history import History
from scrape_clean.history.model import PageId
from scrape_clean.settings import Listing, Page, Settings, Sitemap, Source, Warcs, expand, visit_of, wanted
from scrape_clean.sources.visits import Fetched, Fetcher, Visit
from scrape_clean.sources.warc import WarcPage, latest, list_pages

__all__ = ["Broken", "Shelf", "Target", "Worklist", "visit_of_sitemap", "worklist"]


class Target(Struct, frozen=True):
    """A page that is looked at tonight, and whose it is."""

    page: Page
    source: Source


class Broken(Struct, frozen=True):
    """A source whose pages cannot be listed, or not all of them."""

    source: Source
    problem: InputError


class Shelf(Struct, frozen=True):
    """The pages that are taken from one WARC file, the newest capture of each."""

    source: Source
    path: Path
    pages: tuple[WarcPage, ...]


class Worklist(Struct, frozen=True, kw_only=True):
    """Everything that a night has to look at."""

    targets: tuple[Target, ...] = ()
    shelves: tuple[Shelf, ...] = ()
    broken: tuple[Broken, ...] = ()
    gone: tuple[Target, ...] = ()
    """Pages that their source lists no longer."""
    healed: tuple[Source, ...] = ()
    """Sources whose pages could not be listed, and now can."""
    notices: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[PageId]:
        """All pages that a night is to be stored for."""
        listed = {target.page.id for target in (*self.targets, *self.gone)}
        on_shelves = {PageId(shelf.source.id, page.url) for shelf in self.shelves for page in shelf.pages}
        whole = {PageId(source.id) for source in (*self.healed, *(broken.source for broken in self.broken))}
        return frozenset(listed | on_shelves | whole)


def worklist(settings: Settings, history: History, fetcher: Fetcher) -> Worklist:
    """Expand all sources into pages.

    A source that cannot list its pages tonight, or not all of them, since its sitemap or a part of it is out of reach,
    is worked on with the pages that it had, too: they may well be there.
    """
    targets: list[Target] = []
    shelves: list[Shelf] = []
    broken: list[Broken] = []
    gone: list[Target] = []
    healed: list[Source] = []
    notices: list[str] = []
    sitemaps = _sitemaps(settings.sources, fetcher)
    for source in settings.sources:
        listing = _listing(source, _reader(source, fetcher, sitemaps.get(source.id)))
        targets += (Target(page, source) for page in listing.pages)
        notices += listing.notices
        if listing.archives:
            found, told = _shelves(source, listing.archives)
            shelves += found
            notices += told
        listed = {page.id for page in listing.pages}
        unlisted = (Target(page, source) for page in _known_pages(history, source) if page.id not in listed)
        if listing.problem is not None:
            broken.append(Broken(source, listing.problem))
            if isinstance(source.place, Sitemap):
                for target in unlisted:
                    (targets if wanted(source.place.wanted, target.page.url or "") else gone).append(target)
            continue
        if listing.complete and not listing.archives:
            gone += unlisted
        if PageId(source.id) not in listed and _could_not_be_listed(history, source):
            healed.append(source)
            notices.append(f"{source.id}: its pages can be listed again")
    return Worklist(
        targets=tuple(targets),
        shelves=tuple(shelves),
        broken=tuple(broken),
        gone=tuple(gone),
        healed=tuple(healed),
        notices=tuple(notices),
    )


def _listing(source: Source, read: Callable[[str], bytes]) -> Listing:
    """A source's pages; none if they cannot be listed at all, with the reason."""
    try:
        return expand(source, read)
    except InputError as problem:
        return Listing(problem=problem, complete=False)


def _sitemaps(sources: Sequence[Source], fetcher: Fetcher) -> dict[str, Fetched]:
    """The sitemaps of all sources, fetched side by side; by the source's id."""
    visits = [
        visit_of_sitemap(source, source.place.name)
        for source in sources
        if isinstance(source.place, Sitemap) and "://" in source.place.name
    ]
    return {fetched.visit.source: fetched for fetched in fetcher.fetch(visits)} if visits else {}


def visit_of_sitemap(source: Source, url: str) -> Visit:
    """A visit to a sitemap, which no browser need show."""
    return replace(visit_of(source, Page(id=PageId(source.id), url=url)), rendering=None)


def _reader(source: Source, fetcher: Fetcher, first: Fetched | None) -> Callable[[str], bytes]:
    """Gives a sitemap by its address; the source's own is there, those that it leads to are fetched."""

    def read(url: str) -> bytes:
        fetched = first
        if fetched is None or fetched.visit.url != url:
            fetched = next(iter(fetcher.fetch([visit_of_sitemap(source, url)])), None)
        if fetched is None:
            raise SourceError("was not fetched: the run is told to stop", url)
        if fetched.problem is not None:
            raise fetched.problem
        if fetched.capture is None:
            raise SourceError("gives no sitemap", url)
        return fetched.capture.body

    return read


def _shelves(source: Source, paths: Sequence[Path]) -> tuple[list[Shelf], list[str]]:
    """What is taken of a source's WARC files; a page that stands in several of them is taken where it is newest."""
    assert isinstance(source.place, Warcs)  # noqa: S101  as the caller has seen
    choice, notices = source.place.wanted, list[str]()
    newest: dict[str, tuple[float, int, WarcPage]] = {}
    for number, path in enumerate(paths):
        try:
            listing = list_pages(path, lambda url: wanted(choice, url))
        except InputError as problem:
            notices.append(str(problem))
            continue
        notices += map(str, listing.problems)
        for page in latest(listing.pages):
            moment = page.time.timestamp() if page.time else 0.0
            if page.url not in newest or newest[page.url][0] <= moment:
                newest[page.url] = (moment, number, page)
    if len(newest) > source.place.limit:
        notices.append(f"{source.id}: the files hold {len(newest):,} pages; raise `limit` for more of them")
    of_file: dict[int, list[WarcPage]] = {}
    for _, number, page in islice(newest.values(), source.place.limit):
        of_file.setdefault(number, []).append(page)
    return [Shelf(source, paths[number], tuple(pages)) for number, pages in sorted(of_file.items())], notices


def _known_pages(history: History, source: Source) -> Iterator[Page]:
    """The pages that a source of several had on its last night, without those that were gone by then."""
    for state in history.pages(source.id):
        if state.page.key and state.outcome != "gone":
            yield Page(id=state.page, url=state.url or state.page.key)


def _could_not_be_listed(history: History, source: Source) -> bool:
    """Whether a source of several pages failed on its last night: it is told under its own name."""
    return any(not state.page.key and state.good is None and state.failures for state in history.pages(source.id))
