"""Captures from WARC files, whoever wrote them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from fastwarc import WarcRecord
from msgspec.structs import replace

from scrape_clean.errors import InputError, UsageError
from scrape_clean.model import Capture
from scrape_clean.parse.sniff import sent_type
from scrape_clean.sources.files import DEFAULT_MAX_BYTES
from scrape_clean.sources.warc.bodies import capture_of
from scrape_clean.sources.warc.listing import Listing, WarcPage, latest, list_pages
from scrape_clean.sources.warc.records import scan
from scrape_clean.sources.warc.urls import matching

__all__ = ["nothing_in", "read_page", "read_pages"]

_SHOWN: Final = 5  # addresses or kinds in a message


def read_pages(
    path: Path, pages: Iterable[WarcPage], max_bytes: int = DEFAULT_MAX_BYTES
) -> Iterator[tuple[WarcPage, Capture | InputError]]:
    """Read pages that `list_pages` has found, in the order of their bodies, one at a time.

    A page that is too large, cut or garbled comes with the error that says so; the others go on.

    Args:
        path: The file that was listed.
        pages: All or some of them.
        max_bytes: The largest body, in bytes, after decompression.

    Raises:
        InputError: The file cannot be read any more. The source is the path.
    """
    due: dict[int, list[WarcPage]] = {}
    for page in pages:
        due.setdefault(page.number, []).append(page)

    def take(number: int, record: WarcRecord) -> tuple[int, Capture | InputError] | None:
        if number not in due:
            return None
        try:
            return number, capture_of(record, max_bytes)
        except InputError as problem:
            return number, problem

    for found in scan(path, take) if due else ():
        if isinstance(found, InputError):
            continue  # told when the pages were listed
        number, result = found
        for page in due.pop(number):
            yield page, _for(page, result, path)
        if not due:
            return
    for page in (page for rest in due.values() for page in rest):
        yield page, InputError(f"{page.url}: cannot be read any more; has the file changed?", str(path))


def read_page(path: Path, url: str | None = None, max_bytes: int = DEFAULT_MAX_BYTES) -> Capture:
    """Read the newest capture of one page.

    Args:
        path: A WARC file.
        url: The page's address, in which ``*`` stands for anything; None if the file holds one page only.
        max_bytes: The largest body, in bytes, after decompression.

    Raises:
        UsageError: The file holds several pages that could be meant, or none with that address.
        InputError: It cannot be read, or holds no page at all.
    """
    listing = list_pages(path, None if url is None else matching([url]))
    pages = latest(listing.pages)
    if not pages and url is None:
        raise nothing_in(path, listing)
    if len(pages) != 1:
        raise _choose(path, url, pages, damaged=len(listing.problems))
    ((_, found),) = read_pages(path, pages, max_bytes)
    if isinstance(found, InputError):
        raise found
    return found


def nothing_in(path: Path, listing: Listing) -> InputError:
    """What to say of a file without a page."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in listing.others[:_SHOWN])
    return InputError(f"holds no page that can be cleaned; there is in it: {kinds or 'nothing'}", str(path))


def _choose(path: Path, url: str | None, pages: Sequence[WarcPage], *, damaged: int) -> UsageError:
    note = f" ({damaged} damaged records are left out)" if damaged else ""
    if not pages:
        return UsageError(f"{path}: holds no page with the address {url}{note}")
    shown = ", ".join(page.url for page in pages[:_SHOWN]) + (" ..." if len(pages) > _SHOWN else "")
    return UsageError(f"{path}: holds {len(pages)} pages; choose one with --url: {shown}{note}")


def _for(page: WarcPage, result: Capture | InputError, path: Path) -> Capture | InputError:
    if isinstance(result, InputError):
        return InputError(f"{page.url}: {result.reason}", str(path))
    return replace(result, url=page.url, source=page.url, media_type=sent_type(page.media_type, result.body))
