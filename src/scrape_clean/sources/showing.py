"""One page in the browser.

Each request that it makes is handed to whoever fetched the page, and so passes the same guard, limits and robots.txt;
the page itself is the one that was fetched already. Pictures, films and fonts are not loaded: they have no text.

A page has frames and workers, and may go elsewhere: many people's scripts make requests. Each one says whether it is
the visited site that asks, since the headers of the source are for that alone; where this is not sure, it is not.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from html import escape
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from scrape_clean.errors import SourceError
from scrape_clean.model import Capture
from scrape_clean.sources.addresses import origin_of
from scrape_clean.sources.visits import Headers, Rendering, Visit

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import BrowserContext, Frame, Page, Request, Route, WebSocketRoute

__all__ = ["Answer", "Asked", "Load", "Showing"]

_MOST_REQUESTS: Final = 500
_NOT_LOADED: Final = frozenset({"image", "media", "font", "texttrack", "manifest", "eventsource", "ping", "beacon"})
_NEVER_PASSED_ON: Final = frozenset(
    {"host", "connection", "content-length", "accept-encoding", "user-agent", "transfer-encoding", "te"}
)
_HINTS: Final = (":", "sec-ch-ua")  # client hints name another browser than the User-Agent does
_NOT_GIVEN_BACK: Final = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection"})
_NOBODY: Final = "https://none.invalid"  # RFC 2606; no page has this origin, while sandboxed frames have "null"
_PATIENCE: Final = 5.0  # seconds to close a page before the whole browser is ended
_TICK: Final = 0.05
_MARKUP: Final = """(() => {
  const own = (type, name, of) => Object.getOwnPropertyDescriptor(type.prototype, name).get.call(of);
  const doctype = own(Document, "doctype", document), root = own(Document, "documentElement", document);
  const html = (doctype ? new XMLSerializer().serializeToString(doctype) : "") +
    (root ? own(Element, "outerHTML", root) : "");
  return html.length > %d ? null : html;
})()"""
"""Elements named "documentElement" or "outerHTML" take the place of these properties, but not of their getters."""


class Asked(Struct, frozen=True, kw_only=True):
    """What a page asks for."""

    url: str
    method: str
    headers: Headers
    content: bytes | None
    kind: str
    """What for: ``navigation`` of a frame, or in Chromium's words (``script``, ``stylesheet``, ``fetch`` ...)."""
    is_own: bool
    """Whether it is sure that a document at the origin of the visit asks, in a page that has never been elsewhere."""
    is_page: bool
    """Whether the answer would take the place of the page."""
    seconds: float
    """What is left of the time."""
    max_bytes: int
    """What is left of the size."""


class Answer(Struct, frozen=True, kw_only=True):
    """What it gets."""

    url: str
    """Where it comes from, after redirects."""
    status: int
    headers: Headers
    body: bytes


Load: TypeAlias = Callable[[Asked], Awaitable[Answer]]
"""Fetches for a page; raises SourceError."""


class Showing:
    """One page in the browser."""

    def __init__(self, visit: Visit, page: Answer, load: Load) -> None:
        """Show this page, and fetch by ``load`` what it asks for."""
        self._visit = visit
        self._rendering = visit.rendering or Rendering()
        self._url = page.url
        self._documents = {page.url: page}
        """What is fetched already, for whoever goes there next."""
        self._load = load
        self._context: BrowserContext | None = None
        self._shown: Page | None = None
        self._home = origin_of(visit.url)
        self._strayed: set[Frame] = set()
        """Frames that have once gone to another origin, or been led by another one."""
        self._has_frames = False
        self._has_workers = False
        self._refused: SourceError | None = None
        """Why the page could not go where it wanted to."""
        self._ends = asyncio.get_running_loop().time() + visit.policy.timeout
        self._left = visit.policy.max_bytes
        self._requests = 0
        self._pending = 0
        self._moved = 0.0

    async def run(self, chromium: "Chromium") -> Capture:
        """Show it and take what has become of it.

        Raises:
            SourceError: What is shown at the end is no page, or not what is waited for.
        """
        from playwright.async_api import Error  # noqa: PLC0415  the extra

        self._context = await chromium.new_context(
            user_agent=self._visit.policy.user_agent, service_workers="block", accept_downloads=False
        )
        await self._context.route("**/*", self._answer)
        await self._context.route_web_socket("**/*", _hang_up)
        page = self._shown = await self._context.new_page()
        self._context.on("page", lambda popup: popup.close())
        page.on("frameattached", self._note_frame)
        page.on("worker", self._note_worker)
        try:
            await page.goto(self._url, wait_until="domcontentloaded", timeout=0)
            await self._wait(page)
            html = await self._content(self._context, page)
        except Error:
            if self._refused is not None:
                _check_shown(page, self._refused)
            raise
        _check_shown(page, self._refused)
        return Capture(body=html, source=self._visit.source, url=page.url, media_type="text/html", charset="utf-8")

    async def close(self) -> bool:
        """Take the page away; False if the browser does not obey."""
        if self._context is None:
            return True
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._context.close()
        except Exception:  # noqa: BLE001  whatever it is, the browser is of no use any more
            return False
        return True

    async def _wait(self, page: "Page") -> None:
        from playwright.async_api import Error  # noqa: PLC0415  the extra

        loop = asyncio.get_running_loop()
        selector = self._rendering.wait_for
        if selector is not None:
            patience = max(0.1, self._ends - loop.time() - 1)
            try:
                await page.wait_for_selector(f"css={selector}", state="attached", timeout=1000 * patience)
            except Error:
                _check_shown(page, self._refused)
                reason = f"no element fits wait_for = {selector!r} in time; correct it, or raise timeout"
                raise SourceError(reason, retryable=True) from None
            return
        self._moved = max(self._moved, loop.time())
        # Some pages never are quiet: half of the time is for waiting, the rest for taking what is there.
        until = loop.time() + (self._ends - loop.time()) / 2
        while loop.time() < until and (  # noqa: ASYNC110  quiet is no event, it is the lack of any
            self._pending or loop.time() - self._moved < self._rendering.settle
        ):
            await asyncio.sleep(_TICK)

    async def _content(self, context: "BrowserContext", page: "Page") -> bytes:
        """The page as HTML; what is too large stays in the browser.

        It is asked for in a world of its own (Page.createIsolatedWorld): in the page's, scripts tell what they like.
        """
        most = self._visit.policy.max_bytes
        session = await context.new_cdp_session(page)
        tree = await session.send("Page.getFrameTree")
        world = await session.send("Page.createIsolatedWorld", {"frameId": tree["frameTree"]["frame"]["id"]})
        asked = {"expression": _MARKUP % most, "contextId": world["executionContextId"], "returnByValue": True}
        found = await session.send("Runtime.evaluate", asked)
        html = found["result"].get("value")
        body = html.encode("utf-8", "replace") if isinstance(html, str) else None
        if body is None or len(body) > most:
            raise SourceError(f"is larger than {most:,} bytes once it is shown; raise max_bytes (--max-bytes)")
        return body

    async def _answer(self, route: "Route") -> None:
        """Answer one request of the page."""
        request = route.request
        self._pending += 1
        try:
            frame = self._frame(request)
            answer = await self._get(request, frame)
            headers = {n: v for n, v in _joined(answer.headers).items() if n not in _NOT_GIVEN_BACK}
            # Where a server says nothing, Playwright would let whoever asks read the answer.
            headers.setdefault("access-control-allow-origin", _NOBODY)
            await route.fulfill(status=answer.status, headers=headers, body=answer.body)
        except SourceError:
            with suppress(Exception):  # the page may be gone
                await route.abort("blockedbyclient")
        except Exception:  # noqa: BLE001  the page may be gone, or the browser
            return
        finally:
            self._pending -= 1
            self._moved = asyncio.get_running_loop().time()

    async def _get(self, request: "Request", frame: "Frame") -> Answer:
        leads = request.is_navigation_request()
        if leads and origin_of(request.url) != self._home:
            self._strayed.add(frame)
        if leads and (document := self._documents.pop(request.url.partition("#")[0], None)) is not None:
            return document
        self._requests += 1
        if request.resource_type in _NOT_LOADED or self._requests > _MOST_REQUESTS or self._left <= 0:
            raise SourceError("is not loaded")
        asked = await self._asked(request, frame)
        if leads and not asked.is_own:
            self._strayed.add(frame)
        try:
            answer = await self._load(asked)
        except SourceError as problem:
            self._refused = problem if asked.is_page else self._refused
            raise
        self._left -= len(answer.body)
        if leads and origin_of(answer.url) != origin_of(asked.url):
            self._documents[answer.url] = answer
            return _signpost(answer.url)
        return answer

    async def _asked(self, request: "Request", frame: "Frame") -> Asked:
        headers = await request.all_headers()
        leads = request.is_navigation_request()
        asker = frame.parent_frame if leads and frame.parent_frame else frame
        return Asked(
            url=request.url,
            method=request.method,
            headers=tuple((n, v) for n, v in headers.items() if not (n in _NEVER_PASSED_ON or n.startswith(_HINTS))),
            content=request.post_data_buffer,
            kind="navigation" if leads else request.resource_type,
            is_own=self._is_at_home(asker) and self._is_sure(headers, asker, leads=leads),
            is_page=leads and frame.parent_frame is None,
            seconds=max(0.1, self._ends - asyncio.get_running_loop().time()),
            max_bytes=self._left,
        )

    def _frame(self, request: "Request") -> "Frame":
        """The frame of the page that a request comes from; workers have that of the document that made them."""
        from playwright.async_api import Error  # noqa: PLC0415  the extra

        try:
            frame = request.frame
        except Error:  # that of a pop-up is not known yet
            raise SourceError("is not loaded") from None
        if frame.page is not self._shown:
            raise SourceError("is not loaded")
        return frame

    def _is_at_home(self, frame: "Frame") -> bool:
        """Whether a frame and those that it stands in are, and always were, at the origin of the visit."""
        inmost: Frame | None = frame
        while inmost is not None:
            if inmost in self._strayed or origin_of(inmost.url) != self._home:
                return False
            inmost = inmost.parent_frame
        return True

    def _is_sure(self, headers: Mapping[str, str], asker: "Frame", *, leads: bool) -> bool:
        """Whether nobody but the asker can have made a request.

        A frame may lead the whole page away, and what workers ask for looks as if their frame had. Origin and Referer
        are the browser's own word (Fetch, 2.2.2); where it gives none, there must be no such others. A sandboxed
        document has an address at home, but not its origin, and gives neither.
        """
        said = [headers[name] for name in ("origin", "referer") if name in headers]
        if said:
            return all(origin_of(url) == self._home for url in said)
        return asker.parent_frame is None and not (self._has_frames if leads else self._has_workers)

    def _note_frame(self, _frame: "Frame") -> None:
        self._has_frames = True

    def _note_worker(self, _worker: object) -> None:
        self._has_workers = True


def _check_shown(page: "Page", refused: SourceError | None) -> None:
    """See that there is a page of the web, and not what Chromium shows where it cannot go."""
    if page.url.startswith(("http://", "https://")):
        return
    why = refused or SourceError(f"it is at {page.url.partition(':')[0]}:")
    reason = f"its scripts lead to a page that cannot be had: {why.reason}"
    raise SourceError(reason, retryable=why.retryable, retry_after=why.retry_after)


def _signpost(url: str) -> Answer:
    """A document that leads to where a redirect does.

    The browser takes an answer to be from where it was asked for: a document of another origin must not come so, since
    pages of the first one could read it.
    """
    body = f'<!doctype html><meta http-equiv="refresh" content="0;url={escape(url)}">'
    return Answer(url=url, status=200, headers=(("content-type", "text/html; charset=utf-8"),), body=body.encode())


async def _hang_up(route: "WebSocketRoute") -> None:
    await route.close()


def _joined(headers: Headers) -> Mapping[str, str]:
    """Headers as the browser takes them: names in lower case, several of a name in one value."""
    joined: dict[str, str] = {}
    for name, value in headers:
        key = name.lower()
        between = "\n" if key == "set-cookie" else ", "
        joined[key] = f"{joined[key]}{between}{value}" if key in joined else value
    return joined
