"""A night's run is one visitor, however many lists of pages lead it through a site."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from fetching import LeapingClock
from harbour import page
from scrape_clean.nightly.job import Ended, Means, Noticed, run_night
from scrape_clean.settings import load
from scrape_clean.sources.http import HttpFetcher
from servers import Request, answer, serving
from telling import START

pytestmark = pytest.mark.usefixtures("loopback")

BUSY = "503 Service Unavailable"
ROBOTS = answer("User-agent: *\nCrawl-delay: 3\n", content_type="text/plain")
SETTINGS = """
[fetch]
contact = "a@b.example"
delay = 2
attempts = 2
allow = ["127.0.0.0/8"]

[[source]]
id = "halls"
sitemap = "{url}/sitemap.xml"
"""
Site = Callable[[str, str], bytes]
"""From the server's address and a path to an answer."""


def listing(kind: str, item: str, addresses: list[str]) -> bytes:
    """A sitemap, or an index of them."""
    inside = "".join(f"<{item}><loc>{address}</loc></{item}>" for address in addresses)
    body = f'<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</{kind}>'
    return answer(body, content_type="application/xml")


def index(url: str, parts: int) -> bytes:
    """An index of some sitemaps."""
    return listing("sitemapindex", "sitemap", [f"{url}/part/{number}" for number in range(1, parts + 1)])


def night(folder: Path, site: Site) -> tuple[list[tuple[float, str]], list[str]]:
    """Run one; gives when what was asked for, in seconds of a clock that leaps over every wait, and what was told."""
    clock, asked = LeapingClock(), list[tuple[float, str]]()

    def handle(request: Request, _connection: object) -> bytes:
        asked.append((clock.time(), request.path))
        return ROBOTS if request.path == "/robots.txt" else site(server.url, request.path)

    with serving(handle) as server:
        (folder / "scrape-clean.toml").write_text(SETTINGS.format(url=server.url), encoding="utf-8")
        means = Means(fetcher=HttpFetcher(clock=clock), now=lambda: START, version="1")
        events = list(run_night(load(folder / "scrape-clean.toml"), means))
    assert isinstance(events[-1], Ended)
    return asked, [event.line for event in events if isinstance(event, Noticed)]


def test_robots_txt_is_asked_once_and_the_delay_lasts(tmp_path: Path) -> None:
    """Over an index, its parts and the pages that these list: each is asked for once, none too soon after another."""

    def site(url: str, path: str) -> bytes:
        if path == "/sitemap.xml":
            return index(url, 8)
        if path.startswith("/part/"):
            return listing("urlset", "url", [f"{url}/hall/{path[6:]}"])
        return answer(page(f"Hall {path[6:]}", [f"It shows {path[6:]} boats", "It was mended in 2020"]))

    asked, told = night(tmp_path, site)
    paths = [path for _, path in asked]
    assert paths[:2] == ["/robots.txt", "/sitemap.xml"]
    assert sorted(paths[2:]) == [f"/{kind}/{number}" for kind in ("hall", "part") for number in range(1, 9)]
    assert min(after - before for (before, _), (after, _) in pairwise(asked)) >= 3
    assert told == []


def test_a_server_that_is_busy_is_left_alone_after_five_parts(tmp_path: Path) -> None:
    """Each of them with all its tries, as long after the one before as the server asks for; then not a page, either."""

    def site(url: str, path: str) -> bytes:
        if path == "/sitemap.xml":
            return index(url, 12)
        return listing("urlset", "url", [f"{url}/hall"]) if path == "/part/1" else answer(status=BUSY, retry_after="60")

    asked, told = night(tmp_path, site)
    parts = [f"/part/{number}" for number in range(2, 7) for _ in range(2)]
    assert [path for _, path in asked] == ["/robots.txt", "/sitemap.xml", "/part/1", *parts]
    assert min(after - before for (before, _), (after, _) in pairwise(asked[3:])) >= 60
    assert ["left alone until the next run" in line for line in told] == [False] * 5 + [True] * 6
