"""What the tests of fetching and archiving share: exchanges as a fetcher hands them over."""

from datetime import UTC, datetime

from msgspec.structs import replace

from scrape_clean.sources.visits import Exchange

URL = "https://museum.example/hours?day=1"
PAGE = b"<h1>Hours</h1><ul><li>Monday<li>Tuesday</ul>"


def exchange(day: int = 1, **changes: object) -> Exchange:
    """A page that was fetched whole on a day of January 2026."""
    usual = Exchange(
        url=URL,
        time=datetime(2026, 1, day, 3, 4, 5, 678, tzinfo=UTC),
        address="192.0.2.1",
        request_headers=(("Host", "museum.example"), ("User-Agent", "scrape-clean")),
        status=200,
        reason="OK",
        headers=(("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(PAGE)))),
        body=PAGE,
    )
    return replace(usual, **changes)
