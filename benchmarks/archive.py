"""How fast and how small the archive is, and how fast WARC files are read, on any folder of pages.

    python benchmarks/archive.py FOLDER [--limit N] [--rounds 3]

Archives each page as a visit, gzip-coded as servers send it, in four kinds of nights: new, unchanged by the server's
word (304), unchanged byte for byte, and sent without content coding. Then reads back, verifies, and reads all files
joined into one, beside the readers of fastwarc and warcio alone. CPU time, the median of the rounds; bytes on disk.
"""

import argparse
import gzip
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from fastwarc import ArchiveIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from scrape_clean.archive import Place, Provenance, Written, read_archived, verify, write_exchanges
from scrape_clean.errors import InputError
from scrape_clean.model import Capture
from scrape_clean.sources.files import list_captures, read_capture
from scrape_clean.sources.visits import Exchange
from scrape_clean.sources.warc import list_pages, read_pages

START = datetime(2026, 1, 1, tzinfo=UTC)
Result = TypeVar("Result")


def pages_of(folder: Path, limit: int | None) -> list[Capture]:
    """The files of a folder that can be read."""
    pages = []
    for path in list_captures(folder)[:limit]:
        try:
            pages.append(read_capture(path))
        except InputError:
            continue
    return pages


def visit(page: Capture, number: int, night: int, *, coded: bool = True, status: int = 200) -> Exchange:
    """A page as a server sends it, or its word that the page has not changed."""
    coding = (("Content-Encoding", "gzip"),) if coded else ()
    body = gzip.compress(page.body, 6, mtime=0) if coded else page.body
    return Exchange(
        url=f"https://site-{number % 20}.example/{number}",
        time=START + timedelta(days=night),
        address="192.0.2.1",
        request_headers=(("Host", "site.example"), ("User-Agent", "scrape-clean"), ("Accept-Encoding", "gzip, br")),
        status=status,
        reason="OK" if status == 200 else "Not Modified",
        headers=(("Content-Type", "text/html"), ("ETag", f'"{number}"'), ("Server", "benchmark"), *coding),
        body=body if status == 200 else b"",
    )


def timed(work: Callable[[], Result]) -> tuple[Result, float, float]:
    """What work gives, and its seconds of CPU and by the clock."""
    cpu, clock = time.process_time(), time.perf_counter()
    return work(), time.process_time() - cpu, time.perf_counter() - clock


def store(folder: Path, visits: list[Exchange], night: int, last: list[Written] | None = None) -> list[Written]:
    """Archive a night, one file a page."""
    written = []
    for number, exchange in enumerate(visits):
        before = None if last is None else last[number]
        place = None if before is None or before.record is None else Place(before.archived, before.record)
        made = Provenance(software="scrape-clean", run=night, source=f"page-{number}")
        path = f"page-{number}/night-{night}.warc.gz"
        written.append(write_exchanges(folder, path, [exchange], provenance=made, last=place))
    return written


def write_rows(folder: Path, pages: list[Capture]) -> tuple[list[Written], Iterator[tuple[str, float, float, int]]]:
    """Archive four nights; name, CPU and clock seconds and bytes of each."""
    new, cpu, clock = timed(lambda: store(folder, [visit(page, n, 1) for n, page in enumerate(pages)], 1))
    rows = [("new, gzip-coded", cpu, clock, sum(one.archived.bytes for one in new))]
    kinds = {
        "304": [visit(page, n, 2, status=304) for n, page in enumerate(pages)],
        "same bytes": [visit(page, n, 3) for n, page in enumerate(pages)],
        "new, not coded": [visit(page, n, 4, coded=False) for n, page in enumerate(pages)],
    }
    for night, (name, visits) in enumerate(kinds.items(), 2):
        done, cpu, clock = timed(lambda visits=visits, night=night: store(folder, visits, night, new))  # type: ignore[misc]
        rows.append((name, cpu, clock, sum(one.archived.bytes for one in done)))
    return new, iter(rows)


def read_rows(folder: Path, whole: Path, new: list[Written]) -> Iterator[tuple[str, float, int]]:
    """Read in every way; name, CPU seconds and records of each."""
    places = [Place(one.archived, one.record) for one in new if one.record is not None]
    yield "verify a file", timed(lambda: [verify(folder, one.archived) for one in new])[1], len(new)
    yield "read a capture back", timed(lambda: [read_archived(folder, place) for place in places])[1], len(places)
    listing, cpu, _ = timed(lambda: list_pages(whole))
    records = len(listing.pages) + sum(count for _, count in listing.others)
    yield "list the pages", cpu, records
    yield "read the pages", timed(lambda: sum(1 for _ in read_pages(whole, listing.pages)))[1], records
    yield "fastwarc alone", timed(lambda: sum(one.consume() for one in ArchiveIterator(str(whole))))[1], records
    yield "warcio alone", timed(lambda: warcio_reads(whole))[1], records


def warcio_reads(whole: Path) -> int:
    """All contents by the reader that most tools use."""
    with whole.open("rb") as stream:
        return sum(len(record.content_stream().read()) for record in WarcioIterator(stream))


def main() -> None:
    """Measure one folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, help="only the first N files")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    pages = pages_of(args.folder, args.limit)
    if not pages:
        parser.error(f"{args.folder}: holds no page")
    body = sum(len(page.body) for page in pages)
    writing: dict[str, list[tuple[float, float, int]]] = {}
    reading: dict[str, list[tuple[float, int]]] = {}
    for _ in range(args.rounds):
        with tempfile.TemporaryDirectory() as name:
            folder, whole = Path(name) / "raw", Path(name) / "whole.warc.gz"
            new, rows = write_rows(folder, pages)
            for kind, cpu, clock, size in rows:
                writing.setdefault(kind, []).append((cpu, clock, size))
            whole.write_bytes(b"".join((folder / one.archived.path).read_bytes() for one in new))
            for kind, cpu, count in read_rows(folder, whole, new):
                reading.setdefault(kind, []).append((cpu, count))
    print(f"{len(pages):,} pages, {body / 1e6:.1f} MB\n\n{'night':<20} {'CPU ms':>8} {'clock ms':>9} {'kB a file':>10}")
    for kind, measured in writing.items():
        cpu, clock = (statistics.median(each[n] for each in measured) for n in (0, 1))
        ms = 1000 / len(pages)
        print(f"{kind:<20} {cpu * ms:>8.2f} {clock * ms:>9.2f} {measured[0][2] / len(pages) / 1000:>10.2f}")
    print(f"\n{'reading':<20} {'CPU us':>8} {'records/s':>10} {'MB/s':>8}")
    for kind, found in reading.items():
        cpu, count = statistics.median(each[0] for each in found), found[0][1]
        print(f"{kind:<20} {cpu / count * 1e6:>8.0f} {count / cpu:>10,.0f} {body / 1e6 / cpu:>8.1f}")


if __name__ == "__main__":
    main()
