"""Pages that a command names: a file, an address on the web, or ``-`` for stdin."""

import functools
import sys
from collections.abc import Callable
from pathlib import Path

import click

from scrape_clean import __version__
from scrape_clean.cli.report import console, working
from scrape_clean.model import Capture
from scrape_clean.sources.files import read_capture, read_stdin
from scrape_clean.sources.visits import Policy

__all__ = ["Reach", "read_page", "web_options"]


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


def web_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that takes an address; the command gets ``reach``."""

    @click.option("--allow", multiple=True, metavar="HOST|NETWORK",
                  help="A host, or a network such as 10.0.0.0/8, that may be fetched from though it is not public. "
                  "Repeatable.")  # fmt: skip
    @click.option("--ignore-robots", is_flag=True, help="Fetch even what robots.txt asks robots not to.")
    @functools.wraps(command)
    def with_options(allow: tuple[str, ...], *, ignore_robots: bool, **others: object) -> None:
        command(reach=Reach(allow, robots=not ignore_robots), **others)

    return with_options


def read_page(name: str, max_bytes: int, reach: Reach) -> Capture:
    """Read a file, fetch an address, or take what stdin holds.

    Raises:
        InputError: It cannot be had.
    """
    if name == "-":
        return read_stdin(sys.stdin.buffer, max_bytes)
    if not name.lower().startswith(("http://", "https://")):
        return read_capture(Path(name), max_bytes=max_bytes)
    from scrape_clean.sources.http import fetch_one  # noqa: PLC0415  the network's libraries, for who needs them
    from scrape_clean.sources.http.urls import shown  # noqa: PLC0415

    with working(f"fetching {shown(name)}", console()):
        return fetch_one(name, reach.policy(max_bytes))
