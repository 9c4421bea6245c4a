"""``scrape-clean doctor``: whether a nightly job can run here."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from scrape_clean.cli.printing import print_data
from scrape_clean.cli.report import printable
from scrape_clean.cli.setup import settings_option
from scrape_clean.doctor import CHECKS, Finding, check_network, examine
from scrape_clean.errors import SettingsError
from scrape_clean.filenames import SETTINGS
from scrape_clean.settings import Settings, load
from scrape_clean.storage import stands

__all__ = ["doctor"]

_FAILED: Final = 1


@click.command()
@click.option("--network", is_flag=True, help="Also fetch one page from each host.")
@settings_option
def doctor(path: Path, *, network: bool) -> None:
    """Check whether a nightly job can run here, and say what to fix.

    Prints one line per check: ok, warn or fail. Exits with 1 if anything fails.

    \b
    scrape-clean doctor
    scrape-clean doctor --network
    """
    worst = 0
    for finding in _findings(path, network=network):
        print_data(f"{printable(str(finding))}\n".encode())
        worst = max(worst, _FAILED if finding.level == "fail" else 0)
    raise SystemExit(worst)


def _findings(path: Path, *, network: bool) -> Iterator[Finding]:
    if not stands(path) and path == Path(SETTINGS):
        folder = Path.cwd()
        remedy = "`scrape-clean init` makes one"
        yield Finding("warn", "settings", f"there is no {SETTINGS} here: a run cleans the pages in raw", remedy)
        settings = Settings(path=folder / SETTINGS, raw=folder / "raw", output=folder / "output")
        yield from examine(settings, CHECKS[1:])
        return
    try:
        settings = load(path)
    except SettingsError as problem:
        yield from (Finding("fail", "settings", mistake) for mistake in problem.mistakes)
        yield Finding("warn", "settings", "nothing else was looked at", "put this right first")
        return
    yield from examine(settings)
    if network:
        from scrape_clean.sources.http import HttpFetcher  # noqa: PLC0415  the network's libraries, for who asks it

        yield from check_network(settings, HttpFetcher())
