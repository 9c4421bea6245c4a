"""Pages shown by a browser, whose every request is made here: with the guard, limits and robots.txt of its visit."""

from typing import Final

from msgspec.structs import replace

from scrape_clean.errors import SourceError
from scrape_clean.model import HTML_TYPES
from scrape_clean.parse.sniff import sent_type
from scrape_clean.secret import Secret
from scrape_clean.sources.browser import Browser
from scrape_clean.sources.http.content_type import media_type_of
from scrape_clean.sources.http.cors import is_granted, is_readable, preflight
from scrape_clean.sources.http.follow import Errand, Means, Trail, follow
from scrape_clean.sources.http.retry import worth_retrying
from scrape_clean.sources.http.rulebook import Rulebook
from scrape_clean.sources.http.statuses import describe
from scrape_clean.sources.http.urls import Target, parse, shown
from scrape_clean.sources.http.wire import Reply
from scrape_clean.sources.showing import Answer, Asked
from scrape_clean.sources.visits import Exchange, Fetched, Visit

__all__ = ["Screen"]

_AT_A_TIME = 6
"""Requests of a page to one host, as browsers have it."""
_USED: Final = {"script": "javascript", "stylesheet": "css"}
"""What is used without being read, and what its media type says then."""


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
        document = Answer(url=page.url, status=reply.status, headers=reply.headers, body=page.body)
        strayed = _has_strayed(fetched)

        async def load(asked: Asked) -> Answer:
            try:
                return await self._load(asked, visit, strayed=strayed)
            except SourceError as problem:
                reason = f"{shown(asked.url)}: {problem.reason}"
                raise SourceError(reason, retryable=problem.retryable, retry_after=problem.retry_after) from None

        time = self._means.clock.now()
        try:
            capture = await self._browser.render(visit, document, load)
        except SourceError as problem:
            return replace(fetched, capture=None, problem=problem, etag=None, last_modified=None)
        exchange = Exchange(
            url=capture.url or page.url,
            time=time,
            address=None,
            method="RENDER",
            status=200,
            reason="OK",
            headers=(("Content-Type", "text/html; charset=utf-8"),),
            body=capture.body,
        )
        exchanges = (*fetched.exchanges, exchange)
        return replace(fetched, capture=capture, rendered=True, exchanges=exchanges, etag=None, last_modified=None)

    async def close(self) -> None:
        """End the browser."""
        await self._browser.close()

    async def _load(self, asked: Asked, visit: Visit, *, strayed: bool) -> Answer:
        target = parse(asked.url)
        is_own = asked.is_own and not strayed and target.origin == parse(visit.url).origin
        own = visit.headers if is_own else ()
        given = {name.lower() for name, _ in own}
        passed = tuple((name, Secret(value)) for name, value in asked.headers if name.lower() not in given)
        policy = replace(visit.policy, timeout=asked.seconds, max_bytes=asked.max_bytes, concurrency=_AT_A_TIME)
        errand = Errand(
            target=target, policy=policy, secret=(*own, *passed), method=asked.method, content=asked.content
        )
        await self._get_leave(asked, errand)
        trail, reply = await self._follow(errand)
        if asked.is_page:
            _check_page(reply)
        elif asked.kind != "navigation" and trail.target.origin != target.origin:
            _check_stray(asked, target, reply)
        return Answer(url=trail.target.url, status=reply.status, headers=reply.headers, body=reply.plain)

    async def _get_leave(self, asked: Asked, errand: Errand) -> None:
        """Ask a server whether pages of another origin may ask it for that, as a browser does (Fetch, 4.8)."""
        origin = _header(asked, "origin")
        if origin is None or origin == _origin(errand.target):
            return
        headers = preflight(origin, asked.method, asked.headers)
        if headers is None:
            return
        policy = replace(errand.policy, max_redirects=0)
        _trail, reply = await self._follow(
            Errand(target=errand.target, policy=policy, headers=headers, method="OPTIONS")
        )
        if not (200 <= reply.status <= 299 and is_granted(headers, reply.headers)):
            raise SourceError("is not loaded: its server gives pages of other sites no leave")

    async def _follow(self, errand: Errand) -> tuple[Trail, Reply]:
        trail = Trail(exchanges=[], target=errand.target)

        async def delay(where: Target) -> float:
            await self._rulebook.delay(where, errand.policy)
            return 0.0  # a page's parts are one visit

        reply = await follow(errand, trail, self._means, delay)
        if reply.problem is not None:
            raise reply.problem
        return trail, reply


def _has_strayed(fetched: Fetched) -> bool:
    """Whether the way to a page has ever left its origin."""
    home = parse(fetched.visit.url).origin
    return any(parse(one.url).origin != home for one in fetched.exchanges)


def _check_page(reply: Reply) -> None:
    """See that what scripts lead a page to is one."""
    if not 200 <= reply.status <= 299:
        raise SourceError(describe(reply.status), retryable=worth_retrying(reply.status))
    media_type = sent_type(media_type_of(reply.all_of("content-type")), reply.plain)
    if media_type not in HTML_TYPES:
        raise SourceError(f"is {media_type or 'of a type that is not named'}, no HTML")


def _check_stray(asked: Asked, target: Target, reply: Reply) -> None:
    """See that an answer from another origin than was asked may be given to whoever asked.

    The browser knows nothing of the redirect, and would let pages read it as if it were from the first one. Scripts and
    style sheets of any origin may be used; that they are some is what keeps pages from being read as such.
    """
    media_type = media_type_of(reply.all_of("content-type")) or ""
    is_used = asked.kind in _USED and _USED[asked.kind] in media_type
    if not is_used and not is_readable(_header(asked, "origin") or _origin(target), reply.headers):
        raise SourceError("is not loaded: it is from another site, which gives no leave to read it")


def _header(asked: Asked, name: str) -> str | None:
    return next((value for key, value in asked.headers if key == name), None)


def _origin(target: Target) -> str:
    """An origin as browsers write it: without the port that its scheme has anyway."""
    return f"{target.scheme}://{target.authority}"
