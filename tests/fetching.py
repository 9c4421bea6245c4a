"""What tests of fetching share: visits to loopback, made at once."""
# ruff: noqa: ANN401

import asyncio
from collections.abc import Iterable
from typing import Any

from scrape_clean.sources.http import HttpFetcher
from scrape_clean.sources.http.clock import Clock
from scrape_clean.sources.visits import Fetched, Policy, Visit

__all__ = ["LeapingClock", "fetch", "fetch_all", "policy", "visit"]

_FIELDS = {"etag", "last_modified", "stored", "headers", "withheld", "secrets", "rendering"}


class LeapingClock(Clock):
    """Time that passes when somebody waits, and then at once; right where one waits at a time."""

    def __init__(self) -> None:
        """Begin at some moment."""
        self._passed = 0.0

    def time(self) -> float:
        """Seconds waited so far."""
        return self._passed

    async def sleep(self, seconds: float) -> None:
        """Let others go on, and be there."""
        self._passed += seconds
        await asyncio.sleep(0)


def policy(**fields: Any) -> Policy:
    """One that may go to loopback and does not wait."""
    defaults: dict[str, Any] = {
        "user_agent": "scrape-clean-test/1.0",
        "delay": 0.0,
        "timeout": 10.0,
        "attempts": 1,
        "longest_wait": 0.05,
        "robots": False,
        "allow": ("127.0.0.0/8",),
    }
    return Policy(**(defaults | fields))


def visit(url: str, source: str = "page", **fields: Any) -> Visit:
    """A visit; fields of the policy may be given beside its own."""
    own = {name: fields.pop(name) for name in _FIELDS & set(fields)}
    return Visit(source=source, url=url, policy=policy(**fields), **own)


def fetch(url: str, **fields: Any) -> Fetched:
    """Make one visit."""
    return fetch_all([visit(url, **fields)])[0]


def fetch_all(visits: Iterable[Visit], **fields: Any) -> list[Fetched]:
    """Make visits and wait for all of them."""
    return list(HttpFetcher(**fields).fetch(visits))
