"""The commands."""

import functools
import json
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final, cast, get_args

import click
from click.core import ParameterSource
from msgspec import structs
from rich.console import Console

from scrape_clean import __version__
from scrape_clean.cli.pages import Reach, read_page, web_options
from scrape_clean.cli.report import console, notices, say, show_ledger, working
from scrape_clean.cli.sources import Named, as_source, source_of_address, source_options
from scrape_clean.dedupe import explain
from scrape_clean.errors import OutputError, ScrapeCleanError, UsageError
from scrape_clean.exports import Format, export
from scrape_clean.ledger import balance
from scrape_clean.model import Capture
from scrape_clean.page import CleanedPage
from scrape_clean.parse.html import Reader
from scrape_clean.pipeline import Options, clean_capture
from scrape_clean.schema import SchemaName, json_schema
from scrape_clean.settings import FILE_NAME
from scrape_clean.settings.schema import settings_schema
from scrape_clean.sources.files import DEFAULT_MAX_BYTES
from scrape_clean.storage import write_atomic, write_streamed

__all__ = ["main", "page_options", "print_data", "tell_notices"]

_INTERRUPTED = 130  # 128 + SIGINT, as shells have it
_UNBALANCED = 1


_SECTIONS: Final = {
    "One page": ("clean", "audit", "diff"),
    "A nightly job": ("init", "add", "doctor", "run", "schedule"),
    "What the nights found": ("changes", "history", "show"),
    "Upkeep": ("deliver", "replay", "backup"),
    "Texts and formats": ("why", "dedupe", "schema"),
}
"""The commands as they are listed: by what somebody came for, in the order of use."""


class _Commands(click.Group):
    """Lists commands by section, and turns this package's errors into one line and their exit code."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  as click calls it
        """Write a list of commands for each section."""
        width = max(map(len, self.commands))
        limit = formatter.width - 6 - width  # as click has it: indent and gap
        for title, names in _SECTIONS.items():
            with formatter.section(title):
                rows = [(name.ljust(width), self.commands[name].get_short_help_str(limit)) for name in names]
                formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ScrapeCleanError as problem:
            click.echo(f"scrape-clean: {problem}", err=True)
            ctx.exit(problem.exit_code)
        except KeyboardInterrupt:
            click.echo("scrape-clean: interrupted; what was stored before stands", err=True)
            ctx.exit(_INTERRUPTED)


def page_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that cleans; the command gets ``options`` and ``max_bytes``."""

    @click.option("--reader", type=click.Choice(get_args(Reader)), default="lexbor", show_default=True,
                  help="Who reads HTML: lexbor is fast, soup is beautifulsoup4 with html5lib.")  # fmt: skip
    @click.option("--keep-boilerplate", is_flag=True, help="Keep menus, footers and the like as records.")
    @click.option("--keep", multiple=True, metavar="SELECTOR",
                  help="CSS: what is in these elements is content, whatever the rules say. Repeatable.")  # fmt: skip
    @click.option("--drop", multiple=True, metavar="SELECTOR",
                  help="CSS: what is in these elements is left out. Repeatable.")  # fmt: skip
    @click.option("--max-bytes", type=click.IntRange(min=1), default=DEFAULT_MAX_BYTES, show_default=True,
                  help="Largest page that is read, in bytes, after decompression.")  # fmt: skip
    @functools.wraps(command)
    def with_options(
        reader: Reader, *, keep_boilerplate: bool, keep: tuple[str, ...], drop: tuple[str, ...], **others: object
    ) -> None:
        wanted = Options(reader=reader, keep_boilerplate=keep_boilerplate, keep=keep, drop=drop)
        command(options=wanted, **others)

    return with_options


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="scrape-clean %(version)s")
def main() -> None:
    """Raw scraped pages in, clean de-duplicated bullet records out, as canonical JSON.

    \b
    scrape-clean clean page.html                      one page, canonical JSON on stdout
    scrape-clean clean https://example.org/           one from the web
    scrape-clean clean page.txt --format markdown     the same, to read
    curl -s URL | scrape-clean clean - --url URL      from a pipe
    scrape-clean audit page.html                      where every character of the page went
    scrape-clean diff old.html new.html               what changed between two pages
    scrape-clean run                                  every page in raw/ into output/

    \b
    scrape-clean init                                 begin to watch pages night by night
    scrape-clean add https://example.org/             watch this one
    scrape-clean run                                  fetch, compare, tell what changed

    Exit codes: 0 done, 1 the ledger does not add up, 2 wrong use, 3 a page could not be fetched or cleaned, 4 a result
    could not be stored, 5 a plug-in could not be used, 6 another run is at work, 7 the history cannot be used, 8 a
    message was not taken, 130 interrupted, 143 told to stop. Of diff: 0 the same, 1 changed, 2 trouble. Of run
    --exit-code: 10 something was flagged, 11 a page is suspect.
    """


_OF_SOURCES: Final = ("reader", "keep_boilerplate", "keep", "drop", "max_bytes", "allow", "ignore_robots")
"""Options that say what a source says."""


def _refuse(context: click.Context, names: tuple[str, ...]) -> None:
    given = [name for name in names if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if given:
        raise UsageError(f"--{given[0].replace('_', '-')} is not for a page of --source: the settings say it")


def _one_page(command: Callable[..., None]) -> Callable[..., None]:
    """The argument and options of a command on one page; the command gets the ``capture`` and ``options``."""

    @click.argument("page", metavar="PATH|URL|-", required=False)
    @click.option("--url", help="Address of a page in a file, for relative links; of a WARC file, which.")
    @click.option("--media-type", help="text/html, text/plain or text/markdown; by name and content if not given.")
    @source_options
    @page_options
    @web_options
    @functools.wraps(command)
    @click.pass_context
    def with_capture(  # noqa: PLR0913, PLR0917  one for each option
        context: click.Context, /, page: str | None, url: str | None, media_type: str | None, named: Named,
        options: Options, max_bytes: int, reach: Reach, **others: object,
    ) -> None:  # fmt: skip
        if named.source is not None:
            _refuse(context, _OF_SOURCES)
            read, options = as_source(named, page, url)
        elif page is None:
            raise click.UsageError("Missing argument 'PATH|URL|-'.")
        else:
            read = read_page(page, max_bytes, reach, url)
            if (name := source_of_address(named.settings, page)) is not None:
                say(f"{named.settings} reads this page as source {name!r}: to do the same, --source {name}", console())
        read = structs.replace(read, media_type=media_type or read.media_type)
        command(capture=read, options=options, **others)

    return with_capture


@main.command()
@click.option("--format", "form", type=click.Choice(get_args(Format)), default="json", show_default=True)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Write here instead of to stdout.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
              help='Day on which the page was captured: what "last week" is counted from.')  # fmt: skip
@_one_page
def clean(capture: Capture, options: Options, form: Format, out: Path | None, date: datetime | None) -> None:
    """Clean one page (a file, an address on the web, or - for stdin) and print its records.

    An address is fetched as docs/fetching.md has it: as robots.txt allows, from public addresses only, within limits.

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
    tell_notices(capture.source, page, console())
    if out is not None:
        write_atomic(out, data)
        return
    if form == "parquet" and sys.stdout.isatty():
        raise click.UsageError("parquet is no text: name a file with --out, or redirect stdout")
    print_data(data + b"\n" if form == "json" and sys.stdout.isatty() else data)


@main.command()
@click.option("-v", "--verbose", is_flag=True, help="List every drop.")
@_one_page
def audit(capture: Capture, options: Options, *, verbose: bool) -> None:
    """Show where every visible character of a page went, and whether it adds up.

    Exits with 1 if a character is lost or counted twice.

    \b
    scrape-clean audit page.html
    scrape-clean audit https://example.org/ --verbose
    """
    page = clean_capture(capture, options)
    ledger = balance(page)
    tell_notices(capture.source, page, console())
    print_data("\n".join((*show_ledger(ledger, page.drops, verbose=verbose), "")).encode())
    if not ledger.adds_up:
        raise SystemExit(_UNBALANCED)


@main.command()
@click.argument("path", metavar="INPUT", type=click.Path(path_type=Path))
@click.option("--column", default="text", show_default=True, help="Column that holds the texts.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="Write here (.csv, .jsonl, .parquet), not to stdout."
)
@click.option("--language", help="BCP 47 tag of the texts' language; by the texts themselves if not given.")
@click.option("--history", type=click.Path(path_type=Path), metavar="history.db",
              help="Words that stand in watched pages are evidence of what is no slip.")  # fmt: skip
@click.option("--in-memory", type=click.IntRange(min=1), default=2_000_000, show_default=True,
              help="Texts held in memory; with more, the work is done in temporary files.")  # fmt: skip
def dedupe(  # noqa: PLR0913, PLR0917  one for each option
    path: Path, column: str, out: Path | None, language: str | None, history: Path | None, in_memory: int
) -> None:
    """Find the texts of a table or snapshot that say the same.

    INPUT is a records.json, or a .jsonl, .csv or .parquet file of any size. For each text comes out its row (from 0),
    the id of its cluster, the cluster's representative, and how the text differs from it. The answer does not depend
    on what fits into memory.

    \b
    scrape-clean dedupe output/campus.html/records.json
    scrape-clean dedupe bullets.parquet --column body -o clusters.parquet
    """
    from scrape_clean.tables import check_ending, clusters_tables, text_chunks, write_tables  # noqa: PLC0415  pyarrow

    ending = ".csv" if out is None else out.suffix
    check_ending(ending)  # told before the work, not after it
    tables = clusters_tables(text_chunks(path, column, in_memory), in_memory, language, _attested(history))
    counts: list[tuple[int, int]] = []

    def write(sink: BinaryIO) -> None:
        counts.append(write_tables(tables, ending, sink))

    with working(f"comparing the texts of {path}", console()):
        if out is None:
            _printed(write)
        else:
            write_streamed(out, write)
    say(f"{counts[0][0]:,} texts, {counts[0][1]:,} clusters", console())


def _attested(path: Path | None) -> Mapping[str, int]:
    """In how many watched pages each word stands."""
    if path is None:
        return {}
    from scrape_clean.history import History  # noqa: PLC0415  for who names one

    with History.read(path) as history:
        return history.words()


@main.command()
@click.argument("one")
@click.argument("other")
@click.option("--language", help="BCP 47 tag of the texts' language; by the texts themselves if not given.")
def why(one: str, other: str, language: str | None) -> None:
    """Say in one line why two texts are one record or two.

    \b
    scrape-clean why "Opened in 2022" "Opened in 2023"
    """
    click.echo(explain(one, other, language=language))


@main.command()
@click.argument("name", type=click.Choice([*get_args(SchemaName), FILE_NAME]), default="records.json")
def schema(name: str) -> None:
    """Print the JSON Schema (2020-12) of a file of the output, or of the settings.

    \b
    scrape-clean schema
    scrape-clean schema drops.jsonl
    scrape-clean schema scrape-clean.toml
    """
    found = settings_schema() if name == FILE_NAME else json_schema(cast("SchemaName", name))
    click.echo(json.dumps(found, indent=2, ensure_ascii=False))


def tell_notices(source: str, page: CleanedPage, on: Console) -> None:
    """Say what a user should know of a page that was cleaned."""
    for line in notices(source, page):
        say(line, on)


def print_data(data: bytes) -> None:
    """Write to stdout; a reader that has gone away is no fault.

    Raises:
        OutputError: It cannot be written.
    """
    _printed(lambda stream: stream.write(data))


def _printed(write: Callable[[BinaryIO], object]) -> None:
    try:
        write(sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise SystemExit(0) from None
    except OSError as problem:
        raise OutputError(f"stdout: {problem.strerror}") from None
