"""Pages of the settings' sources as a run has them, for commands that look at one."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from scrape_clean.cli.pages import Named, Reach, is_address, read_page
from scrape_clean.errors import InputError, SourceError, UsageError
from scrape_clean.history.model import PageId
from scrape_clean.model import Capture
from scrape_clean.nightly.worklist import visit_of_sitemap
from scrape_clean.pipeline import Options, clean_capture
from scrape_clean.settings import Page, Source, Warcs, WebPage, expand, load, parse, visit_of, wanted
from scrape_clean.sources.files import read_capture
from scrape_clean.sources.visits import Fetched, Fetcher
from scrape_clean.sources.warc import latest, list_pages, read_pages

__all__ = ["as_source", "looked_at", "source_of_address"]


def source_of_address(path: Path, url: str) -> str | None:
    """The id of the source that is the page at an address, if there are such settings, and they can be read."""
    try:
        found = [source.id for source in parse(path.read_bytes(), path).sources if source.place == WebPage(url)]
    except (UsageError, OSError):
        return None
    return found[0] if found else None


def as_source(
    named: Named, page: str | None, url: str | None, found: Callable[[Path | None], object]
) -> tuple[Capture, Options]:
    """A page as a run would read it, and how.

    Args:
        named: The source, which is one.
        page: An address, a path or ``-``; None for the source's only page.
        url: As of `read_page`.
        found: Is told where the source's only page lies, before it is read; None of one of the Web.

    Raises:
        InputError: It cannot be had.
        UsageError: There is no such source, or it has not one page only.
    """
    from scrape_clean.nightly.arrivals import as_told  # noqa: PLC0415  the archive's libraries, for who needs them
    from scrape_clean.sources.http import HttpFetcher  # noqa: PLC0415  the network's

    source, fetcher = _source_named(named), HttpFetcher(connections=1)
    if page is None:
        only = _only_page(source, fetcher)
        found(only.path)
        read = _capture_of(source, only, fetcher)
    elif is_address(page):
        read = _capture_of(source, Page(id=PageId(source.id), url=page), fetcher)
    else:
        read = read_page(page, source.policy.max_bytes, Reach((), robots=True), url)
    return as_told(read, source), source.options


def _source_named(named: Named) -> Source:
    sources = {source.id: source for source in load(named.settings).sources}
    if named.source not in sources:
        known = ", ".join(sorted(sources)) or "none"
        raise UsageError(f"no source {named.source!r} in {named.settings}; there are: {known}")
    return sources[named.source]


def _only_page(source: Source, fetcher: Fetcher) -> Page:
    """The page of a source that has one.

    Raises:
        InputError: Its pages cannot be listed.
        UsageError: It has none or several.
    """
    pages = () if isinstance(source.place, Warcs) else expand(source, partial(_sitemap, source, fetcher)).pages
    if len(pages) != 1:
        raise UsageError(f"source {source.id!r} is no single page: name the one that is meant, by address or path")
    return pages[0]


def _capture_of(source: Source, page: Page, fetcher: Fetcher) -> Capture:
    """A page as it is now, fetched as a run would: with the source's headers, within its limits.

    Raises:
        InputError: It cannot be had.
    """
    if page.path is not None:
        return read_capture(page.path, max_bytes=source.policy.max_bytes)
    return _captured(next(iter(fetcher.fetch([visit_of(source, page)]))))


def looked_at(source: Source, fetcher: Fetcher) -> Iterator[str]:
    """What is found on a source's page today, or on the first of its pages, a line each.

    Raises:
        InputError: Its pages cannot be listed, or that one cannot be had.
    """
    name, capture, told = _of_archives(source) if isinstance(source.place, Warcs) else _of_listing(source, fetcher)
    yield from told
    cleaned = clean_capture(capture, source.options)
    bullets = sum(record.kind == "bullet" for record in cleaned.records)
    yield f"{name}: {cleaned.title or 'no title'}"
    yield f"{len(cleaned.records):,} records, {bullets:,} of them bullets; {len(cleaned.drops):,} drops"
    yield from (f"the first: {record.text[:100]}" for record in cleaned.records[:1])
    yield from (f"{choice.replace(':', ' ', 1)} matches nothing on this page" for choice in cleaned.unmatched)


def _of_listing(source: Source, fetcher: Fetcher) -> tuple[str, Capture, list[str]]:
    listing = expand(source, partial(_sitemap, source, fetcher))
    told = [*listing.notices, *([str(listing.problem)] if listing.problem else [])]
    if not isinstance(source.place, WebPage):
        told.append(f"{_count(len(listing.pages))} listed")
    if not listing.pages:
        raise InputError("no page is listed", source.id)
    first = listing.pages[0]
    return first.url or str(first.path), _capture_of(source, first, fetcher), told


def _of_archives(source: Source) -> tuple[str, Capture, list[str]]:
    assert isinstance(source.place, Warcs)  # noqa: S101  as the caller has seen
    choice = source.place.wanted
    path, *others = expand(source, _no_sitemap).archives
    pages = latest(list_pages(path, lambda url: wanted(choice, url)).pages)
    told = [f"{_count(len(pages))} in {path.name}{f', and {len(others):,} more files' if others else ''}"]
    for page, found in read_pages(path, pages[:1], source.policy.max_bytes):
        if isinstance(found, InputError):
            raise found
        return page.url, found, told
    raise InputError("no page is in it that the source wants", path.name)


def _count(pages: int) -> str:
    return f"{pages:,} {'page' if pages == 1 else 'pages'}"


def _sitemap(source: Source, fetcher: Fetcher, url: str) -> bytes:
    return _captured(next(iter(fetcher.fetch([visit_of_sitemap(source, url)])))).body


def _no_sitemap(url: str) -> bytes:
    raise SourceError("is no sitemap", url)


def _captured(fetched: Fetched) -> Capture:
    if fetched.problem is not None:
        raise fetched.problem
    if fetched.capture is None:
        raise SourceError("gives no page", fetched.visit.url)
    return fetched.capture
