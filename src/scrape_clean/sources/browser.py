"""Pages that scripts fill in, shown by the system's Chromium, or else playwright's (the extra ``render``).

The browser has no network of its own: names do not resolve in it and its proxy refuses everything. Each request that a
page makes is handed to whoever fetched the page, and so passes the same guard, limits and robots.txt; the page itself
is the one that was fetched already. Pictures, films and fonts are not loaded: they have no text.
"""

import asyncio
import os
import shutil
import socket
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from msgspec import Struct

from scrape_clean.errors import SourceError
from scrape_clean.model import Capture
from scrape_clean.sources.visits import Headers, Rendering, Visit

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import BrowserContext, Page, Playwright, Route, WebSocketRoute

__all__ = ["Answer", "Asked", "Browser", "Load", "find_chromium"]

_PAGES: Final = 2
"""Pages shown at a time; each takes some 100 MB."""
_MOST_REQUESTS: Final = 500
_NOT_LOADED: Final = frozenset({"image", "media", "font", "texttrack", "manifest", "eventsource", "ping", "beacon"})
_NEVER_PASSED_ON: Final = frozenset(
    {"host", "connection", "content-length", "accept-encoding", "user-agent", "transfer-encoding", "te"}
)
_HINTS: Final = (":", "sec-ch-ua")  # client hints name another browser than the User-Agent does
_NOT_GIVEN_BACK: Final = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection"})
_PATIENCE: Final = 5.0  # seconds to close a page before the whole browser is ended
_TICK: Final = 0.05
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
_PLACES: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_ARGUMENTS: Final = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # its name in older versions
    "--disable-quic",
    "--dns-prefetch-disable",
    "--js-flags=--max-old-space-size=512",
)


class Asked(Struct, frozen=True, kw_only=True):
    """What a page asks for."""

    url: str
    method: str
    headers: Headers
    content: bytes | None
    seconds: float
    """What is left of the time."""
    max_bytes: int
    """What is left of the size."""


class Answer(Struct, frozen=True, kw_only=True):
    """What it gets."""

    status: int
    headers: Headers
    body: bytes


Load: TypeAlias = Callable[[Asked], Awaitable[Answer]]
"""Fetches for a page; raises SourceError."""


class Browser:
    """One Chromium for a run, started when the first page needs it; lives in one event loop."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._playwright: Playwright | None = None
        self._chromium: Chromium | None = None
        self._wall: socket.socket | None = None
        self._starting = asyncio.Lock()
        self._pages = asyncio.Semaphore(_PAGES)

    async def render(self, visit: Visit, page: Answer, url: str, load: Load) -> Capture:
        """Show a page and take what the browser made of it.

        Args:
            visit: What is visited; ``visit.rendering`` says what is waited for.
            page: The page as it was fetched.
            url: Its address, after redirects.
            load: Fetches what the page asks for.

        Raises:
            SourceError: There is no browser, or it did not come to an end.
        """
        async with self._pages:
            chromium = await self._start()
            seconds = visit.policy.timeout
            showing = _Showing(visit, page, url, load)
            try:
                async with asyncio.timeout(seconds):
                    return await showing.run(chromium)
            except TimeoutError:
                raise SourceError(f"the browser is not done with it within {seconds:g} s", retryable=True) from None
            except SourceError:
                raise
            except Exception as failure:  # noqa: BLE001  a page may bring a browser to any error
                reason = type(failure).__name__
                raise SourceError(f"the browser failed on it ({reason})", retryable=True) from None
            finally:
                if not await showing.close():
                    await self.close()

    async def close(self) -> None:
        """End the browser."""
        chromium, playwright, self._chromium, self._playwright = self._chromium, self._playwright, None, None
        with suppress(Exception):
            async with asyncio.timeout(_PATIENCE):
                if chromium is not None:
                    await chromium.close()
        with suppress(Exception):
            async with asyncio.timeout(_PATIENCE):
                if playwright is not None:
                    await playwright.stop()
        if self._wall is not None:
            self._wall.close()
            self._wall = None

    async def _start(self) -> "Chromium":
        async with self._starting:
            if self._chromium is None or not self._chromium.is_connected():
                await self.close()
                self._chromium = await self._launch()
            return self._chromium

    async def _launch(self) -> "Chromium":
        try:
            from playwright.async_api import Error, async_playwright  # noqa: PLC0415  the extra
        except ImportError:
            raise SourceError(
                "has to be rendered by playwright, which is not installed: pip install playwright"
            ) from None
        self._wall = socket.socket()
        self._wall.bind(("127.0.0.1", 0))  # bound and not listening: whoever connects is turned away
        self._playwright = await async_playwright().start()
        path = find_chromium() or self._playwright.chromium.executable_path
        if not _exists(path):
            raise SourceError("has to be rendered: install Chromium or Chrome, or run `playwright install chromium`")
        try:
            return await self._playwright.chromium.launch(
                executable_path=path,
                chromium_sandbox=not _is_root(),
                args=list(_ARGUMENTS),
                proxy={"server": f"http://127.0.0.1:{self._wall.getsockname()[1]}", "bypass": "<-loopback>"},
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
            )
        except Error as failure:
            line = next(iter(failure.message.splitlines()), "").strip()[:200]
            raise SourceError(f"has to be rendered, but {path} does not start: {line}") from None


class _Showing:
    """One page in the browser."""

    def __init__(self, visit: Visit, page: Answer, url: str, load: Load) -> None:
        self._visit = visit
        self._rendering = visit.rendering or Rendering()
        self._page: Answer | None = page
        self._url = url
        self._load = load
        self._context: BrowserContext | None = None
        self._ends = asyncio.get_running_loop().time() + visit.policy.timeout
        self._left = visit.policy.max_bytes
        self._requests = 0
        self._pending = 0
        self._moved = 0.0

    async def run(self, chromium: "Chromium") -> Capture:
        self._context = await chromium.new_context(
            user_agent=self._visit.policy.user_agent, service_workers="block", accept_downloads=False
        )
        await self._context.route("**/*", self._answer)
        await self._context.route_web_socket("**/*", _hang_up)
        page = await self._context.new_page()
        self._context.on("page", lambda popup: popup.close())
        await page.goto(self._url, wait_until="domcontentloaded", timeout=0)
        await self._wait(page)
        html = await self._content(page)
        url = page.url if page.url.startswith(("http://", "https://")) else self._url
        return Capture(body=html, source=self._visit.source, url=url, media_type="text/html", charset="utf-8")

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

    async def _content(self, page: "Page") -> bytes:
        most = self._visit.policy.max_bytes
        size = await page.evaluate("() => document.documentElement ? document.documentElement.outerHTML.length : 0")
        html = (await page.content()).encode("utf-8", "replace") if size <= most else b""
        if size > most or len(html) > most:
            raise SourceError(f"is larger than {most:,} bytes once it is shown; raise max_bytes (--max-bytes)")
        return html

    async def _answer(self, route: "Route") -> None:
        """Answer one request of the page."""
        self._pending += 1
        try:
            answer = await self._get(route)
            headers = {n: v for n, v in _joined(answer.headers).items() if n not in _NOT_GIVEN_BACK}
            await route.fulfill(status=answer.status, headers=headers, body=answer.body)
        except SourceError:
            with suppress(Exception):  # the page may be gone
                await route.abort("blockedbyclient")
        except Exception:  # noqa: BLE001  the page may be gone, or the browser
            return
        finally:
            self._pending -= 1
            self._moved = asyncio.get_running_loop().time()

    async def _get(self, route: "Route") -> Answer:
        request = route.request
        if self._page is not None and request.is_navigation_request() and request.url == self._url:
            page, self._page = self._page, None
            return page
        self._requests += 1
        if request.resource_type in _NOT_LOADED or self._requests > _MOST_REQUESTS or self._left <= 0:
            raise SourceError("is not loaded")
        headers = await request.all_headers()
        asked = Asked(
            url=request.url,
            method=request.method,
            headers=tuple((n, v) for n, v in headers.items() if not (n in _NEVER_PASSED_ON or n.startswith(_HINTS))),
            content=request.post_data_buffer,
            seconds=max(0.1, self._ends - asyncio.get_running_loop().time()),
            max_bytes=self._left,
        )
        answer = await self._load(asked)
        self._left -= len(answer.body)
        return answer


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


def find_chromium() -> str | None:
    """Where the system's Chromium, Chrome or Edge is; None if there is none."""
    for name in _NAMES:
        if path := shutil.which(name):
            return path
    return next(filter(_exists, _PLACES), None)


def _exists(path: str) -> bool:
    return Path(path).is_file()


def _is_root() -> bool:
    """Chromium does not start its sandbox for root."""
    geteuid: Callable[[], Any] | None = getattr(os, "geteuid", None)
    return geteuid is not None and geteuid() == 0
