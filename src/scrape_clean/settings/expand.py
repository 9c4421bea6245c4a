"""A source's pages, as they are tonight."""

import glob
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from scrape_clean.errors import InputError
from scrape_clean.filenames import MANIFESTS, OWN, TABLES
from scrape_clean.history.model import PageId, Validators
from scrape_clean.settings.model import Files, Place, Sitemap, Source, UrlFilter, Warcs, WebPage
from scrape_clean.sources.addresses import host_of, origin_of
from scrape_clean.sources.files import is_warc, read_capture
from scrape_clean.sources.sitemap import MOST_BYTES, name_of, walk
from scrape_clean.sources.visits import Visit

__all__ = ["Listing", "Page", "expand", "home_of", "visit_of", "wanted"]

_SHOWN: Final = 3


class Page(Struct, frozen=True, kw_only=True):
    """One page that is looked at tonight."""

    id: PageId
    url: str | None = None
    """Where it is fetched; None of a file."""
    path: Path | None = None
    """Where it lies; None of a page of the Web."""


class Listing(Struct, frozen=True, kw_only=True):
    """What a source consists of tonight."""

    pages: tuple[Page, ...] = ()
    archives: tuple[Path, ...] = ()
    """WARC files whose captures are the pages; each one's id is its url."""
    problem: InputError | None = None
    """Why a part of the listing could not be read: a page that stood in it may be there, and is to be looked at."""
    complete: bool = True
    """Whether a page that is not listed is gone; False if a part of the listing could not be read or was cut."""
    notices: tuple[str, ...] = ()
    """What a user should know, a line each."""


def expand(source: Source, read: Callable[[str], bytes]) -> Listing:
    """The pages of a source.

    Args:
        source: From settings.
        read: Fetches a sitemap by its address, as `visit_of` says; raises InputError.

    Raises:
        InputError: Nothing can be listed: no file is there, the sitemap cannot be read.
    """
    match source.place:
        case WebPage(url):
            return Listing(pages=(Page(id=PageId(source.id), url=url),))
        case Files() as files:
            return _files(source.id, files)
        case Sitemap() as sitemap:
            return _sitemap(source.id, sitemap, read)
        case Warcs() as warcs:
            return Listing(archives=tuple(Path(warcs.folder, name) for name in _matching(warcs, source.id)))


def visit_of(source: Source, page: Page, validators: Validators | None = None, *, stored: str | None = None) -> Visit:
    """How a page of the Web is asked for.

    Args:
        source: Whose page it is.
        page: One with a url.
        validators: Of the body that is stored.
        stored: Where that body came from, after redirects; None for the page's own address.
    """
    url = page.url or ""
    own = origin_of(url) == origin_of(home_of(source.place))
    return Visit(
        source=source.id,
        url=url,
        policy=source.policy,
        etag=validators.etag if validators else None,
        last_modified=validators.last_modified if validators else None,
        stored=stored,
        headers=source.headers if own else (),
        withheld=bool(source.headers) and not own,
        rendering=source.rendering,
    )


def home_of(place: Place) -> str:
    """The address that a source's secrets are meant for, since a sitemap may name other hosts; empty of files."""
    match place:
        case WebPage(url):
            return url
        case Sitemap(name) if "://" in name:
            return name
        case _:
            return ""


def wanted(choice: UrlFilter, url: str) -> bool:
    """Whether a filter lets an address through."""
    kept = not choice.include or any(_fits(glob_, url) for glob_ in choice.include)
    return kept and not any(_fits(glob_, url) for glob_ in choice.exclude)


def _fits(pattern: str, url: str) -> bool:
    """Whether a glob fits the whole address; in linear time, which a regular expression would not promise."""
    first, *middle = pattern.split("*")
    if not middle:
        return url == pattern
    last = middle.pop()
    if not url.startswith(first) or not url.endswith(last) or len(url) < len(first) + len(last):
        return False
    at, end = len(first), len(url) - len(last)
    for part in middle:
        found = url.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _files(source: str, files: Files) -> Listing:
    found = _matching(files, source)
    if not glob.has_magic(files.pattern):
        return Listing(pages=(Page(id=PageId(source), path=Path(files.folder, found[0])),))
    base = _base(files.pattern)
    pages = tuple(
        Page(id=PageId(source, _key(name, base)), path=Path(files.folder, name)) for name in found[: files.limit]
    )
    if len(found) == len(pages):
        return Listing(pages=pages)
    notice = f"{source}: {len(found):,} files match; the first {files.limit:,} are taken: raise `limit`"
    return Listing(pages=pages, complete=False, notices=(notice,))


def _matching(place: Files | Warcs, source: str) -> list[str]:
    """Files that a pattern matches, in the order of their names; what is hidden only if it is named.

    What this program writes itself is left out: its report, say, would be a page that changes every night.
    """
    names = glob.glob(place.pattern, root_dir=place.folder or None, recursive=True)  # noqa: PTH207  pathlib takes no ".."
    there = [name for name in names if not Path(place.folder, name).is_dir()]
    found = sorted(name for name in there if not _is_ours(name, place))
    if not found:
        only = f"only what scrape-clean itself has written matches {place.pattern}"
        reason = only if there else f"no file matches {place.pattern}"
        raise InputError(f"{reason}; put files there, or correct the path in the settings", source)
    return found


def _is_ours(name: str, place: Files | Warcs) -> bool:
    """Whether a file is one of those that a run writes.

    That is all below the output folder; where the pattern names a folder in it, what has one of our names there.
    """
    path = _absolute(name, place)
    if isinstance(place, Files) and is_warc(path) and path.is_relative_to(_absolute(place.ours.raw, place)):
        return True
    output = _absolute(place.ours.output, place)
    if not place.ours.output or not path.is_relative_to(output):
        return False
    meant = _absolute(_base(place.pattern), place).is_relative_to(output)
    return not meant or path.name in OWN or path.relative_to(output).parts[0] in {TABLES, MANIFESTS}


def _absolute(name: str, place: Files | Warcs) -> Path:
    return Path(os.path.normpath(Path(place.folder, name)))


def _base(pattern: str) -> str:
    """The folder in front of the first part with a wildcard; of a pattern without one, the file's."""
    parts = Path(pattern).parts
    fixed = next((number for number, part in enumerate(parts) if glob.has_magic(part)), -1)
    return str(Path(*parts[:fixed]))


def _key(name: str, base: str) -> str:
    """A file's name for the history: the same on every system, and valid UTF-8."""
    relative = Path(os.path.relpath(name, base)).as_posix()
    return os.fsencode(relative).decode("utf-8", "backslashreplace")


def _sitemap(source: str, sitemap: Sitemap, read: Callable[[str], bytes]) -> Listing:
    choice = _Choice(sitemap)
    listed = walk(sitemap.name, lambda name: read(name) if "://" in name else _local(name), choice.takes, sitemap.limit)
    notices = list(listed.notices)
    if choice.strangers:
        notices.append(f"{name_of(sitemap.name)}: {choice.of_strangers()}")
    problem = _unread(listed.unread, sitemap)
    if problem is not None and len(listed.unread) > 1:
        notices += listed.unread
    if not listed.pages:
        raise problem or InputError(_nothing(listed.refused, choice), name_of(sitemap.name))
    pages = tuple(Page(id=PageId(source, url), url=url) for url in listed.pages)
    return Listing(pages=pages, problem=problem, complete=listed.complete, notices=tuple(notices))


def _nothing(refused: int, choice: "_Choice") -> str:
    """Why a sitemap that can be read gives no page."""
    causes = []
    if refused:
        causes.append(
            f"{refused:,} of its addresses cannot be fetched: each is to be whole, as https://example.org/page"
        )
    if choice.strangers:
        causes.append(choice.of_strangers())
    if choice.unwanted:
        causes.append(f"`include` and `exclude` leave out {choice.unwanted:,}")
    if not causes:
        return "lists no page at all; correct its address, or see what the site says of it"
    return f"lists no page that is wanted: {'; '.join(causes)}"


def _unread(parts: Sequence[str], sitemap: Sitemap) -> InputError | None:
    """Why a sitemap was not read as a whole, in one line."""
    if not parts:
        return None
    more = f" (and {len(parts) - 1:,} more)" if len(parts) > 1 else ""
    return InputError(f"a part of it cannot be read{more}: {parts[0]}", name_of(sitemap.name))


class _Choice:
    """Which pages of a sitemap are taken: by the protocol those of its own host, unless others are named."""

    def __init__(self, sitemap: Sitemap) -> None:
        self._wanted = sitemap.wanted
        bound = "://" in sitemap.name and not sitemap.wanted.include
        self._host = _plain(host_of(sitemap.name)) if bound else None
        self.strangers: set[str] = set()
        self.unwanted = 0

    def takes(self, url: str) -> bool:
        if self._host is not None and _plain(host := host_of(url)) != self._host:
            self.strangers.add(host)
            return False
        if wanted(self._wanted, url):
            return True
        self.unwanted += 1
        return False

    def of_strangers(self) -> str:
        """That there are pages of other hosts, in words."""
        shown = ", ".join(sorted(self.strangers)[:_SHOWN])
        return f"pages of other hosts are left out ({shown}); name them with `include`"


def _plain(host: str) -> str:
    return host.removeprefix("www.")


def _local(name: str) -> bytes:
    return read_capture(Path(name), max_bytes=MOST_BYTES).body
