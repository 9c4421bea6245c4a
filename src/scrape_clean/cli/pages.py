"""Pages that a command names: a file, an address on the web, or ``-`` for stdin; and how they are cleaned."""

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import click
from msgspec import Struct
from msgspec.structs import replace

from scrape_clean import __version__
from scrape_clean.errors import InputError, UsageError
from scrape_clean.filenames import SETTINGS
from scrape_clean.model import Capture
from scrape_clean.parse.selectors import Reader
from scrape_clean.pipeline import Options
from scrape_clean.sources.addresses import is_like_host
from scrape_clean.sources.files import DEFAULT_MAX_BYTES, is_warc, read_capture, read_stdin
from scrape_clean.sources.visits import Policy
from scrape_clean.storage import stands

__all__ = ["Named", "Reach", "is_address", "page_options", "read_page", "source_options", "web_options"]


class Named(Struct, frozen=True):
    """Which source of which settings."""

    source: str | None
    settings: Path


class Reach:
    """How a page on the web may be fetched."""

    def __init__(self, allow: tuple[str, ...], *, robots: bool) -> None:
        """Take the user's choices."""
        self._allow = allow
        self._robots = robots

    def policy(self, max_bytes: int) -> Policy:
        """For one page that a person waits for."""
        return Policy(
            user_agent=f"scrape-clean/{__version__}",
            delay=0.0,
            attempts=2,
            longest_wait=5.0,
            max_bytes=max_bytes,
            robots=self._robots,
            allow=self._allow,
        )


def page_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that cleans; the command gets ``options`` and ``max_bytes``."""

    @click.option("--reader", type=click.Choice(get_args(Reader)), default="lexbor", show_default=True,
                  help="HTML parser: lexbor is fast, soup is beautifulsoup4 with html5lib.")  # fmt: skip
    @click.option("--language", metavar="TAG",
                  help="BCP 47 tag of the pages' language, whatever they declare: de, en-GB.")  # fmt: skip
    @click.option("--keep-boilerplate", is_flag=True, help="Make records of menus, footers and other boilerplate, too.")
    @click.option("--keep", multiple=True, metavar="SELECTOR",
                  help="CSS selector of elements that are content, whatever the rules say. Repeatable.")  # fmt: skip
    @click.option("--drop", multiple=True, metavar="SELECTOR",
                  help="CSS selector of elements to leave out. Repeatable.")  # fmt: skip
    @click.option("--max-bytes", type=click.IntRange(min=1), default=DEFAULT_MAX_BYTES, show_default=True,
                  help="Largest page to read, in bytes, after decompression.")  # fmt: skip
    @functools.wraps(command)
    def with_options(
        reader: Reader, *, language: str | None, keep_boilerplate: bool, keep: tuple[str, ...], drop: tuple[str, ...],
        **others: object,
    ) -> None:  # fmt: skip
        wanted = Options(reader=reader, language=language, keep_boilerplate=keep_boilerplate, keep=keep, drop=drop)
        command(options=wanted, **others)

    return with_options


def source_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that name a source; the command gets it as ``named``."""

    @click.option("--source", metavar="ID", help="Read the page as the nightly job reads this source, with "
                  "its keep, drop, headers, limits ... The page may then be left out.")  # fmt: skip
    @click.option("--settings", type=click.Path(path_type=Path), default=Path(SETTINGS), show_default=True,
                  help="With --source: the settings file.")  # fmt: skip
    @functools.wraps(command)
    def with_options(*, source: str | None, settings: Path, **others: object) -> None:
        command(named=Named(source, settings), **others)

    return with_options


def web_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that takes an address; the command gets ``reach``."""

    @click.option("--allow", multiple=True, metavar="HOST|NETWORK",
                  help="Host, or network such as 10.0.0.0/8, that may be reached although it is not public. "
                  "Repeatable.")  # fmt: skip
    @click.option("--ignore-robots", is_flag=True, help="Fetch even what robots.txt disallows.")
    @functools.wraps(command)
    def with_options(allow: tuple[str, ...], *, ignore_robots: bool, **others: object) -> None:
        _check_allowed(allow)
        command(reach=Reach(allow, robots=not ignore_robots), **others)

    return with_options


def _check_allowed(names: tuple[str, ...]) -> None:
    if not names:
        return
    from scrape_clean.settings.values import check_network  # noqa: PLC0415  what checks settings, for who names some

    for name in names:
        if problem := check_network(name):
            raise UsageError(f"--allow {name}: {problem}")


def is_address(name: str) -> bool:
    """Whether a page is named by its address on the web."""
    return name.lower().startswith(("http://", "https://"))


def read_page(name: str, max_bytes: int, reach: Reach, url: str | None = None) -> Capture:
    """Read a file, fetch an address, or take what stdin holds.

    Args:
        name: Of the page.
        max_bytes: The largest body, in bytes, after decompression.
        reach: How a page on the web may be fetched.
        url: The page's address if the file does not tell it; of a WARC file which page is meant.

    Raises:
        InputError: It cannot be had.
        UsageError: It is no name, no address that can be fetched, or a WARC file that holds several pages.
    """
    if not name:
        raise UsageError("the name of the page is empty")
    if name == "-":
        return replace(read_stdin(sys.stdin.buffer, max_bytes), url=url)
    if not is_address(name):
        if "://" in name and not stands(Path(name)):
            raise UsageError(f"{name}: only http:// and https:// can be fetched")
        if is_warc(Path(name)):
            from scrape_clean.sources.warc import read_page as read_warc  # noqa: PLC0415  as below

            return read_warc(Path(name), url, max_bytes)
        return replace(_read_file(name, max_bytes), url=url)
    from scrape_clean.cli.report import console, working  # noqa: PLC0415
    from scrape_clean.sources.http import fetch_one  # noqa: PLC0415  the network's libraries, for who needs them
    from scrape_clean.sources.http.urls import shown  # noqa: PLC0415

    with working(f"fetching {shown(name)}", console()):
        return fetch_one(name, reach.policy(max_bytes))


def _read_file(name: str, max_bytes: int) -> Capture:
    try:
        return read_capture(Path(name), max_bytes=max_bytes)
    except InputError as problem:
        if is_like_host(name) and not stands(Path(name)):
            raise InputError(f"{problem.reason}; did you mean https://{name}?", problem.source) from None
        raise
