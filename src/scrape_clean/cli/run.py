"""``scrape-clean run``: the nightly job by the settings, or without them every page in a folder."""

from pathlib import Path

import click
from click.core import ParameterSource

from scrape_clean.cli.pages import page_options
from scrape_clean.errors import UsageError
from scrape_clean.filenames import SETTINGS
from scrape_clean.pipeline import Options
from scrape_clean.storage import stands

__all__ = ["run"]

_OF_PAGES = ("raw", "output", "reader", "language", "keep_boilerplate", "keep", "drop", "max_bytes")
"""Options that say what the settings say."""


@click.command()
@click.option("--settings", "path", type=click.Path(path_type=Path), default=Path(SETTINGS), show_default=True,
              help="The settings file.")  # fmt: skip
@click.option("--source", "sources", multiple=True, metavar="ID", help="Only this source of the settings. Repeatable.")
@click.option(
    "--exit-code",
    is_flag=True,
    help="On success, exit with 10 if something was flagged, 11 if only a page is suspect.",
)
@click.option("--log", type=click.Choice(["auto", "text", "json"]), default="auto", show_default=True,
              help="Format of the log on stderr; auto: JSON unless it is a terminal.")  # fmt: skip
@click.option("--raw", type=click.Path(path_type=Path), default=Path("raw"), show_default=True,
              help="Without settings: folder with the pages.")  # fmt: skip
@click.option("--output", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
              help="Without settings: folder for the results.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Print only what went wrong.")
@page_options
@click.pass_context
def run(context: click.Context, /, path: Path, raw: Path, output: Path, **others: object) -> None:
    """Fetch, clean and compare pages, and report what changed.

    With a scrape-clean.toml (see init), every source in it is fetched, archived under raw/, compared with the last good
    night, and written to output/<source>/: records.json, records.jsonl, changes.json and drops.jsonl. Beside these
    folders are report.html, feeds, tables and history.db. A run that was killed is resumed by the next one.

    Without a settings file, every page in RAW is cleaned into OUTPUT/<page>/, and those of a WARC file into
    OUTPUT/<file>/<page>/. A page that cannot be read or cleaned is reported, and the others go on. The folder of a page
    that you remove from RAW stays until you delete it.

    \b
    scrape-clean run
    scrape-clean run --source campus --log text
    scrape-clean run --raw captures --output records --quiet
    """
    options, max_bytes = others.pop("options"), others.pop("max_bytes")
    given = [name for name in _OF_PAGES if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if stands(path) or context.get_parameter_source("path") is ParameterSource.COMMANDLINE:
        if given:
            name = given[0].replace("_", "-")
            raise UsageError(f"--{name} is not for a run by settings: say it in {path}, or move that file away")
        from scrape_clean.cli.night import Wanted, run_settings  # noqa: PLC0415  the network's libraries

        raise SystemExit(run_settings(path, Wanted(**others)))  # type: ignore[arg-type]  # click has checked them
    if others["sources"]:
        raise UsageError(f"--source needs settings, and there is no {path} here: `scrape-clean init` makes one")
    from scrape_clean.cli.folder import run_folder  # noqa: PLC0415

    assert isinstance(options, Options)  # noqa: S101  as page_options gives them
    assert isinstance(max_bytes, int)  # noqa: S101
    raise SystemExit(run_folder(raw, output, options, max_bytes, quiet=bool(others["quiet"])))
