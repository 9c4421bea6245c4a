"""Whether memory stays flat: cleans the pages of a folder again and again, and prints the resident memory.

    python benchmarks/memory.py FOLDER [--pages 10000] [--limit N] [--most 5]

Each row: pages cleaned so far, resident memory now, growth since the first tenth (caches are filled by then), seconds
of CPU. Exits with 1 if the memory grew by more than so many percent from there to the end. Reads ``/proc``: Linux only.
"""

import argparse
import itertools
import sys
import time
from pathlib import Path

from scrape_clean.errors import InputError
from scrape_clean.model import Capture
from scrape_clean.pipeline import clean_capture
from scrape_clean.sources.files import list_captures, read_capture

ROWS = 20


def read_pages(folder: Path, limit: int | None) -> list[Capture]:
    """The pages of a folder that can be cleaned."""
    pages = []
    for path in list_captures(folder)[:limit]:
        try:
            capture = read_capture(path)
            clean_capture(capture)
        except InputError:
            continue
        pages.append(capture)
    return pages


def resident_mb() -> float:
    """This process's resident memory in megabytes, as the kernel counts it."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise SystemExit("/proc/self/status names no VmRSS")


def run(pages: list[Capture], count: int) -> float:
    """Clean so many pages, a table row now and then; returns the growth after the first tenth in percent."""
    print(f"{'pages':>8} {'MB':>8} {'growth':>8} {'CPU s':>8}")
    step = max(count // ROWS, 1)
    settled = growth = 0.0
    start = time.process_time()
    for number, page in enumerate(itertools.islice(itertools.cycle(pages), count), 1):
        clean_capture(page).canonical()
        if number % step == 0:
            now = resident_mb()
            if not settled and number * 10 >= count:
                settled = now
            growth = (now / settled - 1) * 100 if settled else 0.0
            print(f"{number:>8,} {now:>8.1f} {growth:>7.1f}% {time.process_time() - start:>8.1f}", flush=True)
    return growth


def main() -> int:
    """Measure one folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=10_000, help="how many to clean in all")
    parser.add_argument("--limit", type=int, help="only the first N files")
    parser.add_argument("--most", type=float, default=5, metavar="PERCENT", help="growth that is still flat")
    args = parser.parse_args()
    pages = read_pages(args.folder, args.limit)
    if not pages:
        parser.error(f"{args.folder}: holds no page that can be cleaned")
    return int(run(pages, args.pages) > args.most)


if __name__ == "__main__":
    sys.exit(main())
