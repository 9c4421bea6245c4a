"""``scrape-clean dedupe`` and ``why``: texts by themselves."""

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import click

from scrape_clean.cli.outputs import OutPath, check_out
from scrape_clean.cli.printing import printed
from scrape_clean.cli.report import console, say, working
from scrape_clean.dedupe import explain
from scrape_clean.storage import write_streamed

__all__ = ["dedupe", "why"]


@click.command()
@click.argument("path", metavar="INPUT", type=click.Path(path_type=Path))
@click.option("--column", default="text", show_default=True, help="Column that holds the texts.")
@click.option("-o", "--out", type=OutPath(), help="Write to this file (.csv, .jsonl, .parquet) instead of stdout.")
@click.option("--language", help="BCP 47 tag of the texts' language; detected by default.")
@click.option("--history", type=click.Path(path_type=Path), metavar="history.db",
              help="Use words of watched pages as evidence that a word is no typo.")  # fmt: skip
@click.option("--in-memory", type=click.IntRange(min=1), default=2_000_000, show_default=True,
              help="Texts held in memory; with more, temporary files are used.")  # fmt: skip
def dedupe(  # noqa: PLR0913, PLR0917  one for each option
    path: Path, column: str, out: Path | None, language: str | None, history: Path | None, in_memory: int
) -> None:
    """Find texts in a table or snapshot that say the same.

    INPUT is a records.json, or a .jsonl, .csv or .parquet file of any size. The output has, for each text, its row
    (from 0), the id of its cluster, the cluster's representative, and how the text differs from it. The result does
    not depend on what fits into memory.

    \b
    scrape-clean dedupe output/campus.html/records.json
    scrape-clean dedupe bullets.parquet --column body -o clusters.parquet
    """
    from scrape_clean.tables import check_ending, clusters_tables, text_chunks, write_tables  # noqa: PLC0415  pyarrow

    ending = ".csv" if out is None else out.suffix
    check_ending(ending)  # told before the work, not after it
    check_out(out, path, history)
    tables = clusters_tables(text_chunks(path, column, in_memory), in_memory, language, _attested(history))
    counts: list[tuple[int, int]] = []

    def write(sink: BinaryIO) -> None:
        counts.append(write_tables(tables, ending, sink))

    with working(f"comparing the texts of {path}", console()):
        if out is None:
            printed(write)
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


@click.command()
@click.argument("one")
@click.argument("other")
@click.option("--language", help="BCP 47 tag of the texts' language; detected by default.")
def why(one: str, other: str, language: str | None) -> None:
    """Explain in one line why two texts are one record or two.

    \b
    scrape-clean why "Opened in 2022" "Opened in 2023"
    """
    click.echo(explain(one, other, language=language))
