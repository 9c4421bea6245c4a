"""How does the history grow? A simulation of many nights of many pages, with what each question about it costs.

    python benchmarks/history.py                                    # 365 nights of 1,000 pages; ten minutes of CPU
    python benchmarks/history.py --nights 30 --pages 100            # quick
    python benchmarks/history.py --folder /dev/shm --plot growth.svg

A page has some 100 records under 10 headings: words by Zipf's law, links, dates, drops. Each night 3 in 100 pages are
edited (words, numbers, records added, removed, moved) and compared as the nightly job does it; 3 in 1,000 fail; all
others answer 304. Every night of every page has a file in the archive. Prints CPU, so that a busy machine matters less;
times of waiting for the disk are not in it.
"""

import argparse
import contextlib
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from scrape_clean.archive.files import Archived
from scrape_clean.compare import Memory, compare
from scrape_clean.history import History
from scrape_clean.history.model import Night, PageId, Received, Run
from scrape_clean.model import Annotation, Drop, Heading, Link, Metadata, Occurrence, Record
from scrape_clean.page import CleanedPage
from scrape_clean.records.ids import assign_ids
from scrape_clean.views.data import changes_of

START = datetime(2026, 1, 1, 2, tzinfo=UTC)
EDITED, FAILED = 0.03, 0.003
RECORDS, SECTION = 100, 10
VOCABULARY = 30_000
SYLLABLES = [one + other for one in "bdfgklmnprstv" for other in "aeio"]
MIB = 1024 * 1024


class Item(Struct):
    """A bullet before it is placed on a page."""

    text: str
    section: int
    url: str | None = None


class Site:
    """Pages that somebody edits."""

    def __init__(self, pages: int, chance: random.Random) -> None:
        """Of so many pages."""
        self._chance = chance
        self._words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(VOCABULARY)]
        self._weights = list(accumulate(1 / (rank + 10) for rank in range(VOCABULARY)))
        self.pages = [[self._item(number // SECTION) for number in range(RECORDS)] for _ in range(pages)]
        self._titles = [self._sentence(3) for _ in range(pages)]
        self._headings = [[self._sentence(4) for _ in range(RECORDS // SECTION)] for _ in range(pages)]
        self._drops = [[self._sentence(chance.randint(1, 6)) for _ in range(40)] for _ in range(pages)]

    def _sentence(self, words: int) -> str:
        return " ".join(self._chance.choices(self._words, cum_weights=self._weights, k=words)).capitalize()

    def _item(self, section: int) -> Item:
        text = self._sentence(self._chance.randint(6, 24))
        if self._chance.random() < 0.4:
            text += f" since {self._chance.randint(1990, 2026)}"
        url = f"https://example.org/{self._sentence(1).lower()}" if self._chance.random() < 0.3 else None
        return Item(text, section, url)

    def edit(self, page: int) -> None:
        """What an editor does in one evening."""
        items, chance = self.pages[page], self._chance
        for _ in range(chance.randint(1, 4)):
            at, what = chance.randrange(len(items)), chance.random()
            if what < 0.6:
                words = items[at].text.split(" ")
                words[chance.randrange(len(words))] = self._sentence(1).lower()
                items[at] = Item(" ".join(words), items[at].section, items[at].url)
            elif what < 0.8:
                items.insert(at, self._item(items[at].section))
            elif what < 0.95 and len(items) > RECORDS // 2:
                del items[at]
            else:
                items.insert(at, items.pop(chance.randrange(len(items))))

    def cleaned(self, page: int) -> CleanedPage:
        """The page as cleaning would give it."""
        items, title = self.pages[page], self._titles[page]
        paths = [(title, self._headings[page][item.section]) for item in items]
        names = assign_ids((item.text, path) for item, path in zip(items, paths, strict=True))
        lines: list[str] = []
        records: list[Record] = []
        headings: list[Heading] = []
        drops: list[Drop] = []
        at = 0
        for text in self._drops[page]:
            drops.append(Drop("label", "boilerplate", "score: nav", text, at, at + len(text)))
            lines.append(text)
            at += len(text) + 1
        for position, (item, path, name) in enumerate(zip(items, paths, names, strict=True)):
            if not records or records[-1].section != path:
                headings.append(
                    Heading(path[-1], 2, at, at + len(path[-1]), f"/html/body/main/h2[{len(headings) + 1}]")
                )
                lines.append(path[-1])
                at += len(path[-1]) + 1
            records.append(_record(item, path, name, position, at))
            lines.append(item.text)
            at += len(item.text) + 1
        return CleanedPage(
            records=tuple(records),
            drops=tuple(drops),
            headings=tuple(headings),
            text="\n".join(lines),
            url=f"https://example.org/{page}",
            title=title,
            language="en",
            metadata=Metadata(),
            media_type="text/html",
            charset="utf-8",
            replaced=0,
        )


def _record(item: Item, path: tuple[str, ...], name: str, position: int, at: int) -> Record:
    place = f"/html/body/main/ul[{item.section + 1}]/li[{position % SECTION + 1}]"
    year = item.text.rpartition(" ")[2]
    end = len(item.text)
    dates = (Annotation("date", end - 4, end, year, year, "since"),) if year.isdigit() else ()
    return Record(
        id=name,
        kind="bullet",
        text=item.text,
        section=path,
        position=position,
        depth=1,
        occurrences=(Occurrence(at, at + end, place, path),),
        links=(Link(item.url, item.text[:8], 0, 8),) if item.url else (),
        annotations=dates,
    )


def archived(page: PageId, run: Run) -> Archived:
    """A night's file."""
    path = f"{page.source}/{page.key}/{run.started:%Y-%m-%d}-{run.id}.warc.gz"
    return Archived(path=path, records=2, bytes=20_000, digest=f"sha256:{random.getrandbits(256):064x}")


def found(history: History, page: PageId, now: CleanedPage, run: Run) -> Night:
    """What a night finds of a page that was sent."""
    file = archived(page, run)
    received = Received(
        time=run.started,
        url=now.url,
        status=200,
        etag=f'"{run.id:x}-{page.key}"',
        last_modified=f"{run.started:%a, %d %b %Y %H:%M:%S} GMT",
        media_type="text/html",
        charset="utf-8",
        digest=file.digest,
        archived=file,
        record=f"<urn:uuid:{file.digest[7:15]}-0000-0000-0000-{file.digest[15:27]}>",
    )
    night = Night(
        page=page, outcome="new", seen=run.started, url=now.url, received=received, archived=file, last=now, rules="r1"
    )
    known = history.known(page)
    if known.last is None:
        return night
    compared = compare(known.last, now, memory=Memory())
    last = replace(now, records=compared.base.records)
    return replace(night, outcome="changed", last=last, changes=changes_of(compared))


def simulated(history: History, site: Site, nights: int, chance: random.Random) -> Iterator[tuple[float, float]]:
    """CPU seconds of each night: of its unchanged pages, for each of them, and of the history's part in all."""
    pages = [PageId(f"source{number % 20}", f"page-{number}") for number in range(len(site.pages))]
    for number in range(nights):
        run, _ = history.begin_run(START + timedelta(days=number), "1.0")
        quiet: list[float] = []
        total = 0.0
        for at, page in enumerate(pages):
            draw, night = chance.random(), None
            if number == 0 or draw < EDITED:
                if number:
                    site.edit(at)
                night = found(history, page, site.cleaned(at), run)
            began = time.process_time()
            if night is None:
                failed = draw > 1 - FAILED
                night = Night(
                    page=page,
                    outcome="failed" if failed else "unchanged",
                    seen=run.started,
                    received=None if failed else history.received(page),
                    archived=None if failed else archived(page, run),
                    problem="the server answered 500" if failed else None,
                )
            history.store(run, night)
            if night.last is not None:
                history.projected(page, run.id)
            spent = time.process_time() - began
            total += spent
            if night.outcome == "unchanged":
                quiet.append(spent)
        history.finish_run(run, run.started + timedelta(minutes=30))
        yield statistics.median(quiet) if quiet else 0.0, total


def clocked(ask: Callable[[], object], times: int = 21) -> float:
    """Median milliseconds of CPU."""
    spent = []
    for _ in range(times):
        began = time.process_time()
        ask()
        spent.append(time.process_time() - began)
    return 1000 * statistics.median(spent)


def asked(path: Path, nights: int) -> Iterator[tuple[str, float]]:
    """Questions and what they cost."""
    with History.read(path) as history:
        page, last = PageId("source7", "page-7"), nights
        some = next(iter(history.changes(max(nights - 30, 2)))).change.id
        week = len(list(history.changes(nights - 6)))
        yield "changes since last night", clocked(lambda: list(history.changes(last)))
        yield f"changes since a week ago ({week})", clocked(lambda: list(history.changes(nights - 6)))
        yield "the latest 20 changes of the year", clocked(lambda: list(history.changes(1, limit=20)))
        yield (
            "changes of one source since a month ago",
            clocked(lambda: list(history.changes(nights - 29, source="source7"))),
        )
        yield "the first change since the first night", clocked(lambda: next(history.changes(1)))
        yield "a page as it was on any night", clocked(lambda: history.at(page, random.randint(1, nights)), 99)  # noqa: S311
        yield "a record's life", clocked(lambda: history.life(some))
        yield "all that a night needs to know of a page", clocked(lambda: history.known(page))
        yield "its last 10 nights", clocked(lambda: history.recent(page, 10))
        yield "how all pages are doing", clocked(history.pages)
        yield "frequencies of all words", clocked(history.words)
    yield "opening for questions", clocked(lambda: History.read(path).close())
    yield "opening for a run, with the check of the whole file", clocked(lambda: History.open(path).close(), 5)
    with History.read(path) as history:
        yield "a backup, read back", clocked(lambda: history.backup(path.with_name("backup.db")), 3)


def quiet_nights(early: Path, late: Path, pages: int) -> Iterator[tuple[float, float]]:
    """CPU seconds of a night of nothing new with a young history and an old one, in turns so that both suffer alike."""
    names = [PageId(f"source{number % 20}", f"page-{number}") for number in range(pages)]
    with History.open(early, check=False) as young, History.open(late, check=False) as old:
        for _ in range(5):
            spent = []
            for history in (young, old):
                run, _ = history.begin_run(START + timedelta(days=1000 + len(history.runs())), "1.0")
                began = time.process_time()
                for page in names:
                    got, file = history.received(page), archived(page, run)
                    history.store(
                        run, Night(page=page, outcome="unchanged", seen=run.started, received=got, archived=file)
                    )
                spent.append(time.process_time() - began)
                history.finish_run(run, run.started)
            yield spent[0], spent[1]


def parts(path: Path) -> list[tuple[str, float]]:
    """MiB of each table with its indexes."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        try:
            rows = connection.execute(
                """SELECT coalesce(tbl_name, 'other'), sum(pgsize) FROM dbstat LEFT JOIN sqlite_master
                ON sqlite_master.name = dbstat.name GROUP BY 1 ORDER BY 2 DESC"""
            ).fetchall()
        except sqlite3.OperationalError:  # not every SQLite is built with dbstat
            return []
    return [(name, size / MIB) for name, size in rows if size >= MIB / 10]


def plot(sizes: Sequence[float], quiet: Sequence[float]) -> str:
    """Size of the file (left, blue) and CPU of an unchanged page (right, grey) by night, as SVG."""
    width, height, margin = 520, 300, 60
    right, bottom = width - margin, height - margin
    top, slow = 50 * -(-max(sizes) // 50), max(1.0, 2 * max(quiet))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '

    def points(values: Sequence[float], most: float) -> str:
        step = (right - margin) / max(len(values) - 1, 1)
        return " ".join(
            f"{margin + at * step:.1f},{bottom - value / most * (bottom - margin):.1f}"
            for at, value in enumerate(values)
        )

    def word(x: float, y: float, text: str, anchor: str = "middle", colour: str = "#000") -> str:
        return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" fill="{colour}">{text}</text>'

    lines = [head + 'font-size="13">', '<rect width="100%" height="100%" fill="#fff"/>']
    for part in (0.0, 0.5, 1.0):
        y = bottom - part * (bottom - margin)
        lines += [
            f'<line x1="{margin}" y1="{y:.0f}" x2="{right}" y2="{y:.0f}" stroke="{"#ddd" if part else "#888"}"/>',
            word(margin - 6, y + 4, f"{part * top:.0f} MiB", "end", "#06c"),
            word(right + 6, y + 4, f"{part * slow:.1f} ms", "start", "#666"),
        ]
    lines += [
        f'<polyline points="{points(quiet, slow)}" fill="none" stroke="#999"/>',
        f'<polyline points="{points(sizes, top)}" fill="none" stroke="#06c" stroke-width="2"/>',
        word(margin, bottom + 20, "night 1"),
        word(right, bottom + 20, f"night {len(sizes)}"),
        word(width / 2, 30, "history.db: size (blue), CPU for an unchanged page (grey)"),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Simulate, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nights", type=int, default=365)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--folder", type=Path, help="where the file is made; by default where temporary files are")
    parser.add_argument("--keep", type=Path, help="leave the file here")
    parser.add_argument("--plot", type=Path)
    args = parser.parse_args()
    random.seed(1)
    chance = random.Random(1)  # noqa: S311
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        path = Path(folder) / "history.db"
        sizes, quiet, totals = [], [], []
        with History.open(path) as history:
            for each, total in simulated(history, Site(args.pages, chance), args.nights, chance):
                sizes.append(path.stat().st_size / MIB)
                quiet.append(1000 * each)
                totals.append(total)
                if len(sizes) == 2:
                    history.backup(path.with_name("early.db"))
                if len(sizes) % 30 == 1:
                    told = f"{sizes[-1]:7.1f} MiB, {quiet[-1]:.3f} ms an unchanged page, {total:.2f} s in all"
                    print(f"night {len(sizes):>4}: {told}", flush=True)
        month = min(30, args.nights // 2)
        first, last = (statistics.median(part) for part in (totals[1 : month + 1], totals[-month:]))
        print(f"\n{path.stat().st_size / MIB:.0f} MiB after {args.nights} nights of {args.pages} pages")
        print(f"CPU of a night: {first:.2f} s in the first month, {last:.2f} s in the last one")
        for name, size in parts(path):
            print(f"  {name:<12} {size:7.1f} MiB")
        print("\nmilliseconds of CPU, median:")
        for name, cost in asked(path, args.nights):
            print(f"  {name:<55} {cost:8.2f}", flush=True)
        early, late = (
            statistics.median(part)
            for part in zip(*quiet_nights(path.with_name("early.db"), path, args.pages), strict=True)
        )
        print(f"\na night of {args.pages} unchanged pages: {early:.3f} s of CPU after 2 nights, {late:.3f} s after all")
        if args.plot:
            args.plot.write_text(plot(sizes, quiet), encoding="utf-8")
        if args.keep:
            shutil.move(path, args.keep)


if __name__ == "__main__":
    main()
