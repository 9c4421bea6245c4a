"""``scrape-clean clean`` and ``audit``: one page."""

import functools
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final, cast, get_args

import click
from click.core import ParameterSource
from msgspec import structs

from scrape_clean.cli.notices import notices, show_ledger
from scrape_clean.cli.outputs import OutPath, check_out
from scrape_clean.cli.pages import Named, Reach, is_address, page_options, read_page, source_options, web_options
from scrape_clean.cli.printing import print_data
from scrape_clean.errors import InputError, UsageError
from scrape_clean.exports import Format, export
from scrape_clean.ledger import balance
from scrape_clean.model import Capture
from scrape_clean.pipeline import Options, clean_capture
from scrape_clean.storage import write_atomic

__all__ = ["audit", "clean"]

_UNBALANCED: Final = 1
_OF_SOURCES: Final = ("reader", "language", "keep_boilerplate", "keep", "drop", "max_bytes", "allow", "ignore_robots")
"""Options that say what a source says."""


def _refuse(context: click.Context, names: tuple[str, ...]) -> None:
    given = [name for name in names if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if given:
        raise UsageError(f"--{given[0].replace('_', '-')} is not for a page of --source: the settings say it")


def _one_page(command: Callable[..., None]) -> Callable[..., None]:
    """The argument and options of a command on one page; the command gets the ``capture`` and ``options``."""

    @click.argument("page", metavar="PATH|URL|-", required=False)
    @click.option("--url", help="Address of the page, for relative links; for a WARC file, which page.")
    @click.option("--media-type", help="text/html, text/plain or text/markdown; by default, by name and content.")
    @source_options
    @page_options
    @web_options
    @functools.wraps(command)
    @click.pass_context
    def with_capture(  # noqa: PLR0913, PLR0917  one for each option
        context: click.Context, /, page: str | None, url: str | None, media_type: str | None, named: Named,
        options: Options, max_bytes: int, reach: Reach, **others: object,
    ) -> None:  # fmt: skip
        out = cast("Path | None", others.get("out"))  # of clean alone
        check_out(out, page)
        if named.source is not None:
            _refuse(context, _OF_SOURCES)
            from scrape_clean.cli.sources import as_source  # noqa: PLC0415  what reads settings, for who has some

            read, options = as_source(named, page, url, lambda path: check_out(out, path))
        elif page is None:
            raise click.UsageError("Missing argument 'PATH|URL|-'.")
        else:
            read = read_page(page, max_bytes, reach, url)
            _tell_of_source(named.settings, page)
        read = structs.replace(read, media_type=media_type or read.media_type)
        try:
            command(capture=read, options=options, **others)
        except InputError as problem:  # by the name as it was given, not as it is unpacked
            raise InputError(problem.reason, page or problem.source) from None

    return with_capture


def _tell_of_source(settings: Path, page: str) -> None:
    """Say so if the settings have a page on the web as a source."""
    if not is_address(page):
        return
    from scrape_clean.cli.sources import source_of_address  # noqa: PLC0415

    if (name := source_of_address(settings, page)) is not None:
        _say(f"{settings} reads this page as source {name!r}: to do the same, --source {name}")


def _say(line: str) -> None:
    from scrape_clean.cli.report import console, say  # noqa: PLC0415  rich, for who has something to say

    say(line, console())


@click.command()
@click.option("--format", "form", type=click.Choice(get_args(Format)), default="json", show_default=True)
@click.option("-o", "--out", type=OutPath(), help="Write to this file instead of stdout.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
              help='Day of the capture, from which "last week" is counted.')  # fmt: skip
@_one_page
def clean(capture: Capture, options: Options, form: Format, out: Path | None, date: datetime | None) -> None:
    """Clean one page: a file, a web address, or - for stdin.

    A web address is fetched politely: as robots.txt allows, from public addresses only, within limits
    (docs/fetching.md).

    \b
    scrape-clean clean page.html
    scrape-clean clean https://example.org/ --format markdown
    scrape-clean clean notes.md --format csv -o notes.csv
    scrape-clean clean crawl.warc.gz --url https://example.org/
    scrape-clean clean page.html --date 2024-05-15
    curl -s https://example.org/ | scrape-clean clean - --url https://example.org/ --format jsonl
    """
    page = clean_capture(capture, structs.replace(options, date=date.date() if date else None))
    data = export(page, form)
    for line in notices(capture.source, page):
        _say(line)
    if out is not None:
        write_atomic(out, data)
        return
    if form == "parquet" and sys.stdout.isatty():
        raise click.UsageError("parquet is no text: name a file with --out, or redirect stdout")
    print_data(data + b"\n" if form == "json" and sys.stdout.isatty() else data)


@click.command()
@click.option("-v", "--verbose", is_flag=True, help="List every drop with its rule.")
@_one_page
def audit(capture: Capture, options: Options, *, verbose: bool) -> None:
    """Account for every visible character of a page.

    Exits with 1 if the sum is wrong: a character is lost or counted twice.

    \b
    scrape-clean audit page.html
    scrape-clean audit https://example.org/ --verbose
    """
    page = clean_capture(capture, options)
    ledger = balance(page)
    for line in notices(capture.source, page):
        _say(line)
    print_data("\n".join((*show_ledger(ledger, page.drops, verbose=verbose), "")).encode())
    if not ledger.adds_up:
        raise SystemExit(_UNBALANCED)
