"""One page, for a person who waits for it."""

from scrape_clean.errors import SourceError
from scrape_clean.model import Capture
from scrape_clean.sources.http.fetcher import HttpFetcher
from scrape_clean.sources.http.urls import shown
from scrape_clean.sources.visits import Fetcher, Policy, Visit

__all__ = ["fetch_one"]


def fetch_one(url: str, policy: Policy, *, fetcher: Fetcher | None = None) -> Capture:
    """Fetch a page as the policy has it.

    Args:
        url: Its address.
        policy: How politely, how patiently and how far.
        fetcher: Who fetches; over the network if not given.

    Raises:
        SourceError: It cannot be fetched; the source is the url without its query.
    """
    visit = Visit(source=shown(url), url=url, policy=policy)
    (fetched,) = (fetcher or HttpFetcher(connections=1)).fetch([visit])
    if fetched.problem is not None:
        raise fetched.problem
    if fetched.capture is None:
        raise SourceError("gives no page", visit.source)
    return fetched.capture
