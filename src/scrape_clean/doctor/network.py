"""Whether the sites of the sources answer: one request a host."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from scrape_clean.doctor.findings import Finding
from scrape_clean.history.model import PageId
from scrape_clean.settings import Page, Settings, home_of, visit_of
from scrape_clean.sources.addresses import host_of
from scrape_clean.sources.visits import Fetched, Fetcher, Visit

__all__ = ["check_network"]

_LONGEST: Final = 20.0
"""Seconds; somebody is waiting."""


def check_network(settings: Settings, fetcher: Fetcher) -> Iterator[Finding]:
    """Ask each host for one page, once, under the limits of its source.

    Args:
        settings: Whose sources are asked.
        fetcher: Asks.
    """
    visits = _visits(settings)
    if not visits:
        yield Finding("ok", "network", "no source is fetched")
    for fetched in fetcher.fetch(visits.values()):
        yield _finding(fetched)


def _visits(settings: Settings) -> dict[str, Visit]:
    """The first page of each host."""
    found: dict[str, Visit] = {}
    for source in settings.sources:
        url = home_of(source.place)
        if url and host_of(url) not in found:
            visit = visit_of(source, Page(id=PageId(source.id), url=url))
            policy = replace(visit.policy, attempts=1, timeout=min(visit.policy.timeout, _LONGEST))
            found[host_of(url)] = replace(visit, policy=policy, rendering=None)
    return found


def _finding(fetched: Fetched) -> Finding:
    host = host_of(fetched.visit.url)
    if fetched.problem is not None:
        remedy = "try it again later" if fetched.problem.retryable else f"see the url of `{fetched.visit.source}`"
        reason = fetched.problem.reason
        return Finding("fail", "network", reason if host in reason else f"{host} {reason}", remedy)
    status = f" with {fetched.exchanges[-1].status}" if fetched.exchanges else ""
    return Finding("ok", "network", f"{host} answers{status} in {fetched.seconds:.1f} s")
