"""Pages shown by a browser, whose every request is made here: with the guard, limits and robots.txt of its visit."""

from msgspec.structs import replace

from scrape_clean.errors import SourceError
from scrape_clean.model import HTML_TYPES
from scrape_clean.secret import Secret
from scrape_clean.sources.browser import Answer, Asked, Browser
from scrape_clean.sources.http.follow import Errand, Means, Trail, follow
from scrape_clean.sources.http.rulebook import Rulebook
from scrape_clean.sources.http.urls import Target, parse
from scrape_clean.sources.http.wire import Reply
from scrape_clean.sources.visits import Exchange, Fetched, Visit

__all__ = ["Screen"]

_AT_A_TIME = 6
"""Requests of a page to one host, as browsers have it."""


class Screen:
    """The browser of some visits; lives in one event loop."""

    def __init__(self, means: Means, rulebook: Rulebook) -> None:
        """Start nothing yet."""
        self._means = means
        self._rulebook = rulebook
        self._browser = Browser()

    async def show(self, fetched: Fetched, reply: Reply) -> Fetched:
        """What the browser makes of a page; anything but HTML stays as it was fetched."""
        page = fetched.capture
        if page is None or page.url is None or page.media_type not in HTML_TYPES:
            return fetched
        visit = fetched.visit
        document = Answer(status=reply.status, headers=reply.headers, body=page.body)

        async def load(asked: Asked) -> Answer:
            return await self._load(asked, visit)

        time = self._means.clock.now()
        try:
            shown = await self._browser.render(visit, document, page.url, load)
        except SourceError as problem:
            return replace(fetched, capture=None, problem=problem, etag=None, last_modified=None)
        exchange = Exchange(
            url=shown.url or page.url,
            time=time,
            address=None,
            method="RENDER",
            status=200,
            reason="OK",
            headers=(("Content-Type", "text/html; charset=utf-8"),),
            body=shown.body,
        )
        exchanges = (*fetched.exchanges, exchange)
        return replace(fetched, capture=shown, rendered=True, exchanges=exchanges, etag=None, last_modified=None)

    async def close(self) -> None:
        """End the browser."""
        await self._browser.close()

    async def _load(self, asked: Asked, visit: Visit) -> Answer:
        target = parse(asked.url)
        own = visit.headers if target.origin == parse(visit.url).origin else ()
        given = {name.lower() for name, _ in own}
        passed = tuple((name, Secret(value)) for name, value in asked.headers if name.lower() not in given)
        policy = replace(visit.policy, timeout=asked.seconds, max_bytes=asked.max_bytes, concurrency=_AT_A_TIME)
        errand = Errand(
            target=target, policy=policy, secret=(*own, *passed), method=asked.method, content=asked.content
        )

        async def delay(where: Target) -> float:
            await self._rulebook.delay(where, visit.policy)
            return 0.0  # a page's parts are one visit

        reply = await follow(errand, Trail(exchanges=[], target=target), self._means, delay)
        if reply.problem is not None:
            raise reply.problem
        return Answer(status=reply.status, headers=reply.headers, body=reply.plain)
