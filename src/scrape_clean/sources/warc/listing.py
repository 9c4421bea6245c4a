"""Which pages there are in a WARC file."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from fastwarc import WarcHeader, WarcRecord, WarcRecordType
from msgspec import Struct
from msgspec.structs import replace

from scrape_clean.errors import InputError
from scrape_clean.parse.sniff import page_type
from scrape_clean.sources.warc.bodies import is_message, target_of
from scrape_clean.sources.warc.heads import LONGEST_HEAD, Head, content_type, read_head
from scrape_clean.sources.warc.records import scan
from scrape_clean.sources.warc.urls import matching

__all__ = ["Listing", "WarcPage", "latest", "list_pages"]

_HOLD_BODIES: Final = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_SCHEMES: Final = frozenset({"http", "https", "ftp", "ftps", "file"})  # under others, crawlers keep their own notes
_SECONDS: Final = len("2026-01-01T00:00:00")
_FIRST: Final = 16 * 1024  # bytes: hardly any head is longer


class WarcPage(Struct, frozen=True, kw_only=True):
    """One capture of a page in a WARC file."""

    url: str
    time: datetime | None
    """When it was captured, in UTC; None if the file does not say so as the standard wants it."""
    media_type: str | None
    """As declared; None when it has to be sniffed."""
    number: int
    """Of the record that holds the body, from 0."""


class Listing(Struct, frozen=True, kw_only=True):
    """What is in a WARC file."""

    pages: tuple[WarcPage, ...]
    """In the order of the file; those of revisit records at the end."""
    others: tuple[tuple[str, int], ...]
    """Records that are no page: their kind and how many there are, the most frequent first."""
    problems: tuple[InputError, ...]
    """What is damaged and left out."""


def list_pages(path: Path, wanted: Callable[[str], bool] | None = None) -> Listing:
    """List the pages in a WARC file, whoever wrote it, without reading their bodies.

    Pages are responses with status 200, resources and conversions, of a media type that can be cleaned, and revisits of
    such in the same file. What is listed may still turn out to be damaged when it is read.

    Args:
        path: A WARC file: plain, gzip or Zstandard.
        wanted: Which addresses; all if None.

    Raises:
        InputError: It cannot be read or is no WARC file. The source is the path.
    """
    lister = _Lister(wanted or matching(()))
    pages: list[WarcPage] = []
    problems: list[InputError] = []
    for found in scan(path, lister.take):
        if isinstance(found, InputError):
            problems.append(found)
        else:
            pages.append(found)
    pages += lister.resolved()
    others = tuple(sorted(lister.others.items(), key=lambda kind: (-kind[1], kind[0])))
    return Listing(pages=tuple(pages), others=others, problems=tuple(problems))


def latest(pages: Iterable[WarcPage]) -> tuple[WarcPage, ...]:
    """Of each address the newest capture, in the order in which the addresses first come."""
    newest: dict[str, WarcPage] = {}
    for page in pages:
        other = newest.get(page.url)
        if other is None or _moment(page) >= _moment(other):
            newest[page.url] = page
    return tuple(newest.values())


def _moment(page: WarcPage) -> float:
    return page.time.timestamp() if page.time is not None else float("-inf")


class _Lister:
    """Picks the pages out of the records of a file."""

    def __init__(self, wanted: Callable[[str], bool]) -> None:
        self._wanted = wanted
        self._known: dict[tuple[str, ...], WarcPage] = {}
        self._revisits: list[tuple[WarcPage, tuple[tuple[str, ...], ...]]] = []
        self.others: Counter[str] = Counter()

    def take(self, number: int, record: WarcRecord) -> WarcPage | None:
        """Give what is a page, count what is none.

        Raises:
            InputError: It would be one, but is not whole.
        """
        url, revisit = target_of(record), record.record_type == WarcRecordType.revisit
        kind, media_type = (None, None) if revisit else _kind(record, url)
        if kind is not None or not self._wanted(url):
            self.others[kind or "not wanted"] += 1
            if kind is not None or revisit:
                return None
        page = WarcPage(url=url, time=_time(record), media_type=media_type, number=number)
        if revisit:
            self._revisits.append((page, tuple(_referred(record))))
            return None
        for key in _names(record, url):
            self._known.setdefault(key, page)
        if not self._wanted(url):
            return None
        _refuse_part(record)
        return page

    def resolved(self) -> Iterator[WarcPage]:
        """The revisits of bodies that the file holds; the others are counted."""
        for page, keys in self._revisits:
            body = next((self._known[key] for key in keys if key in self._known), None)
            if body is None:
                self.others["revisit of what is not in the file"] += 1
            else:
                yield replace(page, media_type=body.media_type, number=body.number)


def _kind(record: WarcRecord, url: str) -> tuple[str | None, str | None]:
    """Why a record is no page, or None and its media type."""
    scheme, path = _scheme_and_path(url)
    if not record.record_type & _HOLD_BODIES:
        return str(record.record_type), None
    if scheme not in _SCHEMES:
        return f"{scheme[:20]}: record" if scheme else "record without an address", None
    if path == "/robots.txt":
        return "robots.txt", None
    declared = record.headers.get(WarcHeader.CONTENT_TYPE)
    if is_message(record):
        head = _head(record)
        if head is None or head.status != 200:
            return f"status {head.status}" if head else "record that is no response", None
        declared = head.fields.get("content-type")
    declared = declared or record.headers.get(WarcHeader.WARC_IDENTIFIED_PAYLOAD_TYPE)
    essence = content_type(declared)[0]
    try:
        media_type = page_type(essence or "")
    except InputError:
        return essence, None
    return (essence, None) if essence and not media_type else (None, media_type)


def _time(record: WarcRecord) -> datetime | None:
    try:
        return _in_utc(record.record_date)
    except (ValueError, OverflowError):  # the year 0; in UTC before the year 1 or after 9999
        return None


def _in_utc(time: datetime | None) -> datetime | None:
    return None if time is None else time.astimezone(UTC)


def _scheme_and_path(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:  # such as a bracket that is not closed
        return "", ""
    return parts.scheme.lower(), parts.path


def _head(record: WarcRecord) -> Head | None:
    start = record.reader.read(_FIRST)
    if b"\n\r\n" not in start and b"\n\n" not in start:
        start += record.reader.read(LONGEST_HEAD - len(start))
    return read_head(start)


def _names(record: WarcRecord, url: str) -> Iterator[tuple[str, ...]]:
    """By what a revisit may refer to a record."""
    if (name := record.record_id) is not None:
        yield "id", name.strip("<>")
    if (date := record.headers.get(WarcHeader.WARC_DATE)) is not None:
        yield "at", url, date[:_SECONDS]
    if (digest := record.headers.get(WarcHeader.WARC_PAYLOAD_DIGEST)) is not None:
        yield "digest", digest


def _referred(record: WarcRecord) -> Iterator[tuple[str, ...]]:
    """What a revisit refers to, the surest name first."""
    headers = record.headers
    if (name := headers.get(WarcHeader.WARC_REFERS_TO)) is not None:
        yield "id", name.strip("<> ")
    url, date = headers.get(WarcHeader.WARC_REFERS_TO_TARGET_URI), headers.get(WarcHeader.WARC_REFERS_TO_DATE)
    if url is not None and date is not None:
        yield "at", url.strip("<> "), date[:_SECONDS]
    if (digest := headers.get(WarcHeader.WARC_PAYLOAD_DIGEST)) is not None:
        yield "digest", digest


def _refuse_part(record: WarcRecord) -> None:
    if (why := record.headers.get(WarcHeader.WARC_TRUNCATED)) is not None:
        raise InputError(f"is only the beginning of the page (WARC-Truncated: {why[:20]}); it is left out")
    if record.headers.get(WarcHeader.WARC_SEGMENT_NUMBER) is not None:
        raise InputError("is only a part of the page (WARC-Segment-Number); it is left out")
