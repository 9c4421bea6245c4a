"""The programs, extras and clock of the machine."""

import contextlib
import os
import platform
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from scrape_clean.doctor.findings import Finding
from scrape_clean.history.database import OLDEST_SQLITE
from scrape_clean.settings import Settings
from scrape_clean.sources.browser import find_chromium

__all__ = ["check_browser", "check_clock", "check_extras", "check_programs"]

_MADE: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock that is right is behind this."""
_SLACK: Final = 300
"""Seconds by which clocks of file servers may differ."""


def check_programs(settings: Settings) -> Iterator[Finding]:
    """What the job runs with."""
    del settings
    told = (
        f"scrape-clean {version('scrape-clean')}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield Finding("fail", "programs", told, "install a Python with SQLite 3.31 or newer")
    else:
        yield Finding("ok", "programs", told)


def check_extras(settings: Settings) -> Iterator[Finding]:
    """Packages that only some settings need."""
    needs = {
        "playwright": ("a source is rendered", any(source.rendering for source in settings.sources)),
        "apprise": ("people are notified", bool(settings.notify)),
    }
    for package, (why, needed) in needs.items():
        if needed and find_spec(package) is None:
            remedy = f"run `pip install {package}` where scrape-clean is installed"
            yield Finding("fail", "extras", f"{package} is not installed, and {why}", remedy)
        elif needed:
            yield Finding("ok", "extras", f"{package} {version(package)}")


def check_browser(settings: Settings) -> Iterator[Finding]:
    """A Chromium, if a source is rendered."""
    if not any(source.rendering for source in settings.sources):
        return
    found = find_chromium() or _of_playwright()
    if found is None:
        remedy = "install the system's Chromium, or run `playwright install chromium`"
        yield Finding("fail", "browser", "there is no Chromium, and a source is rendered", remedy)
    else:
        yield Finding("ok", "browser", found)


def _of_playwright() -> str | None:
    """The browser that playwright has installed for itself (https://playwright.dev/python/docs/browsers)."""
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    for folder in (Path(named),) if named not in {"", "0"} else _caches():
        for found in sorted(folder.glob("chromium*-*")):
            return str(found)
    return None


def _caches() -> Iterator[Path]:
    if local := os.environ.get("LOCALAPPDATA"):
        yield Path(local) / "ms-playwright"
    with contextlib.suppress(RuntimeError):  # a user without a home
        yield from (Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright")


def check_clock(settings: Settings) -> Iterator[Finding]:
    """That it is not behind: neither behind this program, nor behind what an earlier run has written."""
    now = time.time()
    shown = f"{datetime.fromtimestamp(now, UTC):%Y-%m-%d %H:%M} UTC"
    newest = max((path.stat().st_mtime for path in _files(settings.output)), default=0.0)
    if now < _MADE.timestamp():
        yield Finding("fail", "clock", f"says {shown}", "set it; certificates are refused by a wrong clock")
    elif newest > now + _SLACK:
        ahead = f"{datetime.fromtimestamp(newest, UTC):%Y-%m-%d %H:%M} UTC"
        remedy = "see that the machine's time is synchronised"
        yield Finding("warn", "clock", f"says {shown}, but a file in {settings.output} is of {ahead}", remedy)
    else:
        yield Finding("ok", "clock", shown)


def _files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.is_file()]
    except OSError:
        return []  # told elsewhere
