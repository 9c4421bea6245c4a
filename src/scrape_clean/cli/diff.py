"""``scrape-clean diff``: what changed between two pages or snapshots."""

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import click
from msgspec import Struct
from msgspec.structs import replace

from scrape_clean.canonical import load_snapshot
from scrape_clean.cli.notices import notices
from scrape_clean.cli.outputs import OutPath, check_out
from scrape_clean.cli.pages import Reach, page_options, read_page, web_options
from scrape_clean.cli.printing import print_data
from scrape_clean.cli.report import console, say
from scrape_clean.compare import Comparison, compare
from scrape_clean.errors import InputError, ScrapeCleanError
from scrape_clean.model import Capture, Snapshot
from scrape_clean.page import CleanedPage
from scrape_clean.pipeline import Options, clean_capture
from scrape_clean.storage import write_atomic
from scrape_clean.views import View, as_text, render, summary

__all__ = ["diff"]

_CHANGED, _TROUBLE = 1, 2


class _Wanted(Struct, frozen=True):
    """What of the comparison is asked for."""

    ignore: tuple[str, ...]
    substantive: bool
    force: bool


class _Output(Struct, frozen=True):
    """In which form, and where to."""

    form: View
    color: bool | None
    out: Path | None


class _Reading(Struct, frozen=True):
    """How the two pages are had."""

    url: str | None
    media_type: str | None
    max_bytes: int
    reach: Reach


def _reading(command: Callable[..., None]) -> Callable[..., None]:
    """The options of getting pages; the command gets ``reading`` and ``options``."""

    @click.option("--url", help="Address of both pages, for relative links; for WARC files, which page.")
    @click.option("--media-type", help="text/html, text/plain or text/markdown; by default, by name and content.")
    @page_options
    @web_options
    @functools.wraps(command)
    def with_options(
        *, url: str | None, media_type: str | None, max_bytes: int, reach: Reach, **others: object
    ) -> None:
        command(reading=_Reading(url, media_type, max_bytes, reach), **others)

    return with_options


def _diff_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that are diff's own; the command gets ``wanted`` and ``output``."""

    @click.option("--format", "form", type=click.Choice(get_args(View)), default="text", show_default=True)
    @click.option("--substantive", is_flag=True, help="Leave out changes of no fact: cosmetic changes, most moves.")
    @click.option("--ignore", multiple=True, metavar="PATTERN",
                  help="Regular expression (RE2) for text whose changes do not count. Repeatable.")  # fmt: skip
    @click.option("--force", is_flag=True, help="Report the changes even if NEW looks broken.")
    @click.option("--color/--no-color", default=None, help="Default: colour on a terminal, unless NO_COLOR is set.")
    @click.option("-o", "--out", type=OutPath(), help="Write to this file instead of stdout.")
    @functools.wraps(command)
    def with_options(  # noqa: PLR0913  one for each option
        *, form: View, color: bool | None, out: Path | None, ignore: tuple[str, ...], substantive: bool, force: bool,
        **others: object,
    ) -> None:  # fmt: skip
        command(wanted=_Wanted(ignore, substantive, force), output=_Output(form, color, out), **others)

    return with_options


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@_diff_options
@_reading
def diff(  # noqa: PLR0913, PLR0917  one for each argument and group of options
    old: str, new: str, reading: _Reading, options: Options, wanted: _Wanted, output: _Output
) -> None:
    """Show what changed between two pages.

    OLD and NEW are pages (html, txt, md, also .gz), WARC files, snapshots (records.json), web addresses, or - for
    stdin.

    Exits with 0 if they say the same, 1 if something changed, and 2 on trouble: a page cannot be read, or NEW looks
    broken or is another page (an error, a login, half a page, another language). Then no changes are reported.

    \b
    scrape-clean diff yesterday.html today.html
    scrape-clean diff output/campus.html/records.json today.html --substantive
    scrape-clean diff output/campus.html/records.json https://example.org/campus
    scrape-clean diff old.md new.md --format html -o changes.html
    scrape-clean diff old.html new.html --ignore "[0-9]+ views"
    scrape-clean diff monday.warc.gz tuesday.warc.gz --url https://example.org/
    """
    try:
        if old == new == "-":
            raise InputError("only one of the two can be stdin", "-")
        check_out(output.out, old, new)
        before = _page(old, reading, options)
        after = _page(new, reading, replace(options, before=before))
        found = _shown(compare(before, after, ignore=wanted.ignore), wanted)
        _write(found, output)
    except ScrapeCleanError as problem:
        click.echo(f"scrape-clean: {problem}", err=True)
        raise SystemExit(_TROUBLE) from None
    if found.suspect:
        say(f"{new}: suspect: {found.suspect}; nothing is reported (--force reports it all the same)", console())
        raise SystemExit(_TROUBLE)
    say(summary(found.changes), console())
    raise SystemExit(_CHANGED if found.changes else 0)


def _page(name: str, reading: _Reading, options: Options) -> CleanedPage | Snapshot:
    """Read a page and clean it, or read a snapshot back."""
    read = read_page(name, reading.max_bytes, reading.reach, reading.url)
    declared = reading.media_type or read.media_type
    if declared is None and (Path(read.source).suffix.lower() == ".json" or read.body.startswith(b'{"format":')):
        try:
            return load_snapshot(read.body)
        except InputError as problem:
            raise InputError(problem.reason, name) from None
    capture: Capture = replace(read, media_type=declared)
    try:
        page = clean_capture(capture, options)
    except InputError as problem:
        raise InputError(problem.reason, name) from None
    for line in notices(name, page):
        say(line, console())
    return page


def _shown(found: Comparison, wanted: _Wanted) -> Comparison:
    """What the user asked to see of a comparison."""
    if found.suspect and wanted.force:
        found = replace(found, suspect=None, changes=found.withheld, withheld=())
    if wanted.substantive:
        found = replace(found, changes=tuple(change for change in found.changes if change.substantive), sections=())
    return found


def _write(found: Comparison, output: _Output) -> None:
    if output.form == "text" and output.out is None:
        watched = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        text = as_text(found, colour=watched if output.color is None else output.color)
    else:
        text = render(found, output.form)
    data = text.encode("utf-8", "replace")
    if output.out is not None:
        write_atomic(output.out, data)
    else:
        print_data(data + b"\n" if output.form == "json" and sys.stdout.isatty() else data)
