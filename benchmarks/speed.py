"""How fast pages are cleaned, stage by stage and with each HTML reader, on any folder of pages.

    python benchmarks/speed.py FOLDER [--reader lexbor|soup|both] [--rounds 5] [--limit N]

Prints pages and megabytes (of the files' bytes, unpacked) per second of CPU time, the median of the rounds. Reading
the files is not measured. Pages that cannot be cleaned are counted and left out.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar, get_args

from scrape_clean.dedupe import unique_blocks
from scrape_clean.errors import InputError
from scrape_clean.label import label
from scrape_clean.model import Capture
from scrape_clean.outline import sections
from scrape_clean.parse import parse
from scrape_clean.parse.decode import decode
from scrape_clean.parse.selectors import Reader
from scrape_clean.parse.sniff import sniff
from scrape_clean.pipeline import Options, clean_capture
from scrape_clean.records import make_records
from scrape_clean.sources.files import list_captures, read_capture

STAGES = ("decode", "parse", "label", "dedupe", "records", "canonical")
Result = TypeVar("Result")


def read_pages(folder: Path, limit: int | None) -> tuple[list[Capture], int]:
    """The pages of a folder that can be cleaned, and how many cannot."""
    pages: list[Capture] = []
    refused = 0
    for path in list_captures(folder)[:limit]:
        try:
            capture = read_capture(path)
            parse(capture)
        except InputError:
            refused += 1
        else:
            pages.append(capture)
    return pages, refused


def one_round(pages: Sequence[Capture], reader: Reader) -> dict[str, float]:
    """CPU seconds of each stage over all pages, and of ``clean`` in one go, canonical bytes included."""
    spent = dict.fromkeys((*STAGES, "clean"), 0.0)

    def timed(stage: str, work: Callable[..., Result], *arguments: object, **options: object) -> Result:
        start = time.process_time()
        result = work(*arguments, **options)
        spent[stage] += time.process_time() - start
        return result

    for page in pages:
        timed("decode", decode, page.body, html=sniff(page.body, page.source).endswith("html"))
        document = timed("parse", parse, page, reader=reader)
        labelled = timed("label", label, document)
        kept = [item.block for item in labelled if item.label == "content"]
        paths = timed("records", sections, kept, document.containers)
        unique, _ = timed("dedupe", unique_blocks, document.text, kept, paths)
        timed("records", make_records, unique, document.language or "en")  # `clean` finds a language out once a page
        cleaned = timed("clean", clean_capture, page, Options(reader=reader))
        before = spent["canonical"]
        timed("canonical", cleaned.canonical)
        spent["clean"] += spent["canonical"] - before
    spent["parse"] -= spent["decode"]  # parse decodes too
    return spent


def report(pages: Sequence[Capture], reader: Reader, rounds: int) -> None:
    """Print a table, a row for each stage."""
    megabytes = sum(len(page.body) for page in pages) / 1e6
    one_round(pages[:20], reader)  # warm up
    results = [one_round(pages, reader) for _ in range(rounds)]
    print(f"\n{reader}: {len(pages):,} pages, {megabytes:.1f} MB, median of {rounds} rounds, CPU time")
    print(f"{'stage':<10} {'pages/s':>10} {'MB/s':>8} {'ms/page':>8} {'share':>6}")
    medians = {stage: statistics.median(result[stage] for result in results) for stage in results[0]}
    for stage, seconds in medians.items():
        spent = max(seconds, 1e-9)
        share = seconds / max(medians["clean"], 1e-9)
        rates = f"{len(pages) / spent:>10,.0f} {megabytes / spent:>8,.1f} {spent / len(pages) * 1e3:>8.2f}"
        print(f"{stage:<10} {rates} {share:>6.0%}")


def main() -> None:
    """Measure one folder."""
    readers = get_args(Reader)
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reader", choices=(*readers, "both"), default="both")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=int, help="only the first N files")
    args = parser.parse_args()
    pages, refused = read_pages(args.folder, args.limit)
    if not pages:
        parser.error(f"{args.folder}: holds no page that can be cleaned")
    if refused:
        print(f"{refused} files left out: no pages")
    for reader in readers if args.reader == "both" else (args.reader,):
        report(pages, reader, args.rounds)


if __name__ == "__main__":
    main()
