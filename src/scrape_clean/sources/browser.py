"""Pages that scripts fill in, shown by the system's Chromium, or else playwright's (the extra ``render``).

The browser has no network of its own: names do not resolve in it, its proxy refuses everything, and WebRTC has to go by
that proxy, too.
"""

import asyncio
import os
import shutil
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scrape_clean.errors import SourceError
from scrape_clean.model import Capture
from scrape_clean.sources.showing import Answer, Load, Showing
from scrape_clean.sources.visits import Visit

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import Playwright

__all__ = ["Browser", "find_chromium"]

_PAGES: Final = 2
"""Pages shown at a time; each takes some 100 MB."""
_PATIENCE: Final = 5.0  # seconds to end the browser
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


class Browser:
    """One Chromium for a run, started when the first page needs it; lives in one event loop."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._playwright: Playwright | None = None
        self._chromium: Chromium | None = None
        self._wall: socket.socket | None = None
        self._starting = asyncio.Lock()
        self._pages = asyncio.Semaphore(_PAGES)

    async def render(self, visit: Visit, page: Answer, load: Load) -> Capture:
        """Show a page and take what the browser made of it.

        Args:
            visit: What is visited; ``visit.rendering`` says what is waited for.
            page: The page as it was fetched.
            load: Fetches what the page asks for.

        Raises:
            SourceError: There is no browser, it did not come to an end, or what it shows at the end is no page.
        """
        async with self._pages:
            chromium = await self._start()
            seconds = visit.policy.timeout
            showing = Showing(visit, page, load)
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
