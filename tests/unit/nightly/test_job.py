"""The night as a whole: what it says when runs before it, or its own beginning, were killed."""

import contextlib
import hashlib
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import msgspec
import pytest

from deadly import Deadly
from nights import MENU, START, night_of, play, start_of
from scrape_clean.errors import BusyError, HistoryError, OutputError
from scrape_clean.history import History, outbox
from scrape_clean.history.model import Message, PageId, Received
from scrape_clean.model import Capture
from scrape_clean.nightly.job import Ended, Means, Noticed, run_night
from scrape_clean.nightly.lock import DELIVERY, LOCK, alone, holder
from scrape_clean.nightly.manifest import Manifest
from scrape_clean.nightly.runner import Done
from scrape_clean.secret import Secret
from scrape_clean.settings import load
from scrape_clean.sinks.heartbeat import Heartbeat, HeartbeatSettings
from scrape_clean.sinks.messages import messages_of
from scrape_clean.sinks.posting import Answer
from scrape_clean.sinks.sink import Destination
from scrape_clean.sources.visits import Fetched, Headers, Visit

pytestmark = pytest.mark.usefixtures("loaded_workers")
PAGE = "<html lang=en><title>Canteen</title><body><main><h1>Canteen</h1><ul>{}</ul></main></body></html>"


class Nobody:
    """A fetcher that no page comes from."""

    def fetch(self, visits: Iterable[Visit]) -> Iterator[Fetched]:
        """Nothing."""
        del visits
        return iter(())


class Book:
    """A receiver that keeps what it gets."""

    def __init__(self) -> None:
        """Empty."""
        self.messages: list[Message] = []

    def deliver(self, message: Message) -> None:
        """Keep it."""
        self.messages.append(message)


class Calls:
    """A poster that keeps which addresses were called, and what with."""

    def __init__(self) -> None:
        """None yet."""
        self.made: list[tuple[str, str]] = []

    def post(self, url: str, headers: Headers, body: bytes, *, timeout: float) -> Answer:  # noqa: ARG002
        """Keep the last part of the address."""
        self.made.append((url.rpartition("/")[2], body.decode()))
        return Answer(status=200)


def night(folder: Path, now: datetime, book: Book, *, leave_after: int | None = None) -> Ended | None:
    """A night's run in a folder; it is told to stop after so many pages."""
    seen = 0
    means = Means(
        fetcher=Nobody(),
        destinations=(Destination(name="book", sink=book, on=("run",)),),
        now=lambda: now,
        version="1.0",
        stopped=lambda: seen == leave_after,
    )
    ended = None
    for event in run_night(load(folder / "scrape-clean.toml"), means):
        seen += isinstance(event, Done)
        ended = event if isinstance(event, Ended) else ended
    return ended


def menus(folder: Path, price: int) -> None:
    """Two pages in files."""
    items = "".join(f"<li>{text}</li>" for text in (MENU[0].replace("3", str(price)), *MENU[1:]))
    for name in ("a", "b"):
        (folder / f"{name}.html").write_text(PAGE.format(items))


def test_a_run_that_is_gone_on_with_tells_of_all_its_pages(tmp_path: Path) -> None:
    """Also of those that were stored before it was stopped: in its manifest and by its exit code."""
    (tmp_path / "scrape-clean.toml").write_text(
        '[[source]]\nid = "a"\nfiles = "a.html"\n[[source]]\nid = "b"\nfiles = "b.html"\n'
    )
    menus(tmp_path, 3)
    assert night(tmp_path, START, Book())
    menus(tmp_path, 4)
    later = START + timedelta(days=1)
    assert night(tmp_path, later, Book(), leave_after=1) is None
    ended = night(tmp_path, later, Book())
    assert ended is not None
    assert [(one.source, one.outcome, one.flagged, one.records) for one in ended.entries] == [
        ("a", "changed", 1, 4),
        ("b", "changed", 1, 4),
    ]


def test_what_a_file_held_is_on_record(tmp_path: Path) -> None:
    """As of a page that was fetched: what decides whether the same came in again."""
    (tmp_path / "scrape-clean.toml").write_text(
        '[[source]]\nid = "a"\nfiles = "a.html"\nmedia_type = "text/html"\ncharset = "utf-8"\n'
    )
    menus(tmp_path, 3)
    assert night(tmp_path, START, Book())
    with History.read(tmp_path / "output" / "history.db") as history:
        received = history.received(PageId("a"))
    assert received == Received(
        time=START,
        url=None,
        status=None,
        media_type="text/html",
        charset="utf-8",
        digest=f"sha256:{hashlib.sha256((tmp_path / 'a.html').read_bytes()).hexdigest()}",
    )


@pytest.mark.parametrize("name", ["records.json", "records.jsonl", "drops.jsonl", "changes.json"])
def test_a_file_that_was_lost_is_made_again_on_a_quiet_night(tmp_path: Path, name: str) -> None:
    """Each of a page's, byte for byte."""
    (tmp_path / "scrape-clean.toml").write_text('[[source]]\nid = "a"\nfiles = "a.html"\n')
    menus(tmp_path, 3)
    for number in (1, 2):
        assert night(tmp_path, start_of(number), Book())
    lost = tmp_path / "output" / "a" / name
    data = lost.read_bytes()
    lost.unlink()
    ended = night(tmp_path, start_of(3), Book())
    assert ended
    assert [one.outcome for one in ended.entries] == ["unchanged"]
    assert lost.read_bytes() == data


@pytest.mark.parametrize("garble", ["UPDATE snapshot SET data = x'00'", "UPDATE last SET data = x'00'"])
def test_a_history_that_is_found_damaged_late_ends_the_run(tmp_path: Path, garble: str) -> None:
    """While it is published, or files that a killed run left are written: with its own exit code, not a file's."""
    (tmp_path / "scrape-clean.toml").write_text('[[source]]\nid = "a"\nfiles = "a.html"\n')
    menus(tmp_path, 3)
    assert night(tmp_path, START, Book())
    with contextlib.closing(sqlite3.connect(tmp_path / "output" / "history.db")) as connection, connection:
        connection.execute(garble)
        connection.execute("UPDATE page SET dirty = 1" if "last" in garble else "SELECT 1")
    with pytest.raises(HistoryError, match=r"is damaged .*; what was stored stands") as caught:
        night(tmp_path, start_of(2), Book())
    assert caught.value.exit_code == 7


def test_figures_tell_of_sources_that_are_watched(tmp_path: Path) -> None:
    """One that was taken out of the settings has no good night any more, and nobody wants to be woken for that."""
    each = [f'[[source]]\nid = "{name}"\nfiles = "{name}.html"\n' for name in "ab"]
    metrics = f'[metrics]\ntextfile = "{tmp_path.as_posix()}/night.prom"\n'
    menus(tmp_path, 3)
    for number, sources in enumerate((each, each[:1]), 1):
        (tmp_path / "scrape-clean.toml").write_text(metrics + "".join(sources))
        assert night(tmp_path, start_of(number), Book())
        told = re.findall(
            r'source_last_success_timestamp_seconds\{source="(.)"\}', (tmp_path / "night.prom").read_text()
        )
        assert told == ["a", "b"][: len(sources)]


def test_figures_that_cannot_be_written_are_no_success(tmp_path: Path) -> None:
    """The exit code says so, of the last thing that a run writes, too."""
    (tmp_path / "scrape-clean.toml").write_text(
        f'[metrics]\ntextfile = "{tmp_path.as_posix()}/night.prom"\n[[source]]\nid = "a"\nfiles = "a.html"\n'
    )
    menus(tmp_path, 3)
    (tmp_path / "night.prom").mkdir()
    ended = night(tmp_path, START, Book())
    assert ended
    assert ended.exit_code == OutputError.exit_code


class Web:
    """A fetcher that takes its time, and three tries."""

    def fetch(self, visits: Iterable[Visit]) -> Iterator[Fetched]:
        """The same page from everywhere."""
        for visit in visits:
            capture = Capture(body=PAGE.encode(), url=visit.url, media_type="text/html")
            yield Fetched(visit=visit, capture=capture, tries=3, seconds=1.25)


def test_the_manifest_says_what_it_took_to_get_a_page(tmp_path: Path) -> None:
    """And how large it was."""
    (tmp_path / "scrape-clean.toml").write_text(
        '[fetch]\ncontact = "a@b.example"\n[archive]\nenabled = false\n'
        '[[source]]\nid = "a"\nurl = "https://canteen.example/"\n'
    )
    list(run_night(load(tmp_path / "scrape-clean.toml"), Means(fetcher=Web(), now=lambda: START, version="1.0")))
    (page,) = msgspec.json.decode((tmp_path / "output" / "runs" / "000001.json").read_bytes(), type=Manifest).pages
    assert (page.tries, page.milliseconds, page.bytes) == (3, 1250, len(PAGE))


def test_a_folder_is_held_by_one(tmp_path: Path) -> None:
    """The other one is told who has it, and takes nothing away from him."""
    with alone(tmp_path), alone(tmp_path, DELIVERY):
        for name in (LOCK, DELIVERY):
            with (
                pytest.raises(BusyError, match=rf"another process is at work \(process {os.getpid()}\)"),
                alone(tmp_path, name),
            ):
                pass
        assert holder(tmp_path)
    assert not holder(tmp_path)
    with alone(tmp_path):
        pass


def noticed(folder: Path, number: int) -> list[str]:
    """What a night says besides its pages."""
    means = Means(fetcher=Nobody(), now=lambda: start_of(number), version="1.0")
    return [one.line for one in run_night(load(folder / "scrape-clean.toml"), means) if isinstance(one, Noticed)]


def test_what_is_learnt_is_announced_with_its_place(tmp_path: Path) -> None:
    """Once; and nothing of what the settings ignore."""
    (tmp_path / "scrape-clean.toml").write_text(
        '[[source]]\nid = "a"\nfiles = "a.html"\nignore = ["[0-9]+ passengers so far"]\n'
    )
    quotes = ("A fine day", "The guide knew everything", "Best rolls in town", "We come again")
    told = []
    for number, at in enumerate((0, 1, 2, 0, 3, 1, 2, 0), 1):
        level = f"<h2>Level</h2><dl><dt>Water<dd>4.{37 * number % 90} m<dt>Clearance<dd>6.50 m</dl>"
        facts = f"<li>{500 + 7 * number} passengers so far<li>Closed on Mondays"
        body = PAGE.format(facts).replace("</main>", f"<blockquote><p>{quotes[at]}</blockquote>{level}</main>")
        (tmp_path / "a.html").write_text(body)
        told += noticed(tmp_path, number)
    place = "a: changes every night, or comes and goes, and is not flagged any more: Canteen"
    assert f"{place} > Level > water: # m" in told
    assert f"{place}: any text in /html/body/main[1]/blockquote[1]/p[1]" in told
    assert not [line for line in told if "passengers" in line or ("any text" in line and "/html" not in line)]
    assert len(told) == len(set(told))


class Halls:
    """A fetcher of pages, one of which kills the process that reads it."""

    def fetch(self, visits: Iterable[Visit]) -> Iterator[Fetched]:
        """A page for each; the one of hall b is deadly to processes beside this one."""
        for visit in visits:
            body = PAGE.format(f"<li>{visit.url} shows 3 boats").encode()
            body = Deadly(body) if visit.source == "b" else body
            yield Fetched(visit=visit, capture=Capture(body=body, url=visit.url, media_type="text/html"))


def test_a_stop_after_the_last_page_ends_the_run(tmp_path: Path) -> None:
    """There is nothing left to go on with: it is published and closed, and only what is to be sent waits."""
    (tmp_path / "scrape-clean.toml").write_text('[[source]]\nid = "all"\nfiles = "*.html"\n')
    menus(tmp_path, 3)
    assert night(tmp_path, START, Book())
    menus(tmp_path, 4)
    book, later = Book(), START + timedelta(days=1)
    ended = night(tmp_path, later, book, leave_after=2)
    assert ended is not None
    assert (len(ended.entries), ended.exit_code) == (2, 0)
    assert [(one.delivered, one.error) for one in ended.sent] == [(0, "told to stop")]
    assert not book.messages
    with History.open(tmp_path / "output" / "history.db") as history:
        assert [run.status for run in history.runs()] == ["done", "done"]
    night(tmp_path, later + timedelta(days=1), book)
    assert [message.run for message in book.messages] == [2]


@pytest.mark.skipif(os.name != "posix", reason="kills")
def test_a_page_that_killed_a_run_does_not_kill_the_next(tmp_path: Path) -> None:
    """It may have been one page: they are computed apart then, and as long as one is known that kills."""
    (tmp_path / "scrape-clean.toml").write_text(
        '[fetch]\ncontact = "a@b.example"\n'
        + "".join(f'[[source]]\nid = "{name}"\nurl = "https://{name}.example/"\n' for name in "abc")
    )
    settings = load(tmp_path / "scrape-clean.toml")
    outcomes = []
    for stopped in (True, False, False):
        means = Means(fetcher=Halls(), now=lambda: START, version="1.0", stopped=partial(bool, stopped))
        ended = [event for event in run_night(settings, means) if isinstance(event, Ended)]
        outcomes.append([(one.source, one.outcome) for run in ended for one in run.entries])
    assert outcomes == [
        [],
        [("a", "new"), ("b", "failed"), ("c", "new")],
        [("a", "unchanged"), ("b", "failed"), ("c", "unchanged")],
    ]


@pytest.mark.parametrize("ended", [None, KeyboardInterrupt(), ZeroDivisionError("a secret")])
def test_a_run_that_is_stopped_is_told_to_whoever_watches(tmp_path: Path, ended: BaseException | None) -> None:
    """By SIGTERM, by Ctrl-C or by a fault of ours: else it would look as if it were at work for ever."""
    (tmp_path / "scrape-clean.toml").write_text(
        '[[source]]\nid = "a"\nfiles = "a.html"\n[[source]]\nid = "b"\nfiles = "b.html"\n'
    )
    menus(tmp_path, 3)
    calls = Calls()

    def stopped() -> bool:
        if ended is not None:
            raise ended
        return True

    means = Means(
        fetcher=Nobody(),
        heartbeat=Heartbeat(HeartbeatSettings(url=Secret("https://e.org/ping")), calls),
        now=lambda: START,
        version="1.0",
        stopped=stopped,
    )
    run = run_night(load(tmp_path / "scrape-clean.toml"), means)
    if ended is not None:
        with pytest.raises(type(ended)):
            list(run)
    else:
        list(run)
    assert [address for address, _ in calls.made] == ["start", "fail"]
    assert calls.made[-1][1].endswith("the next run goes on")
    assert "secret" not in calls.made[-1][1]


def test_a_sitemap_that_is_back_is_out_of_reach_no_longer(tmp_path: Path) -> None:
    """Its failure is no page that stays failed for ever."""
    book = Book()
    (tmp_path / "scrape-clean.toml").write_text('[[source]]\nid = "web"\nsitemap = "map.xml"\n')
    assert night(tmp_path, START, book)
    with History.open(tmp_path / "output" / "history.db") as history:
        assert [state.outcome for state in history.pages()] == ["failed"]
    (tmp_path / "map.xml").write_text(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/</loc></url></urlset>'
    )
    assert night(tmp_path, START + timedelta(days=1), book)
    with History.open(tmp_path / "output" / "history.db") as history:
        (state,) = history.pages()
        assert (state.outcome, state.failures, state.watched) == ("unchanged", 0, False), "for it is no page"
    assert "web" in book.messages[-1].text
    assert night(tmp_path, START + timedelta(days=2), book)
    assert len(book.messages) == 2, "it is told once"


def test_all_runs_that_were_killed_for_good_are_told_of(tmp_path: Path) -> None:
    """Not the last of them alone."""
    book, wanted = Book(), {"book": ("run",)}
    (tmp_path / "scrape-clean.toml").write_text('[[source]]\nid = "a"\nfiles = "a.html"\n')
    menus(tmp_path, 3)

    def enqueue(connection: sqlite3.Connection, messages: Iterable[Message], _: object) -> None:
        outbox.enqueue(connection, messages, wanted)  # type: ignore[arg-type]

    with History.open(tmp_path / "output" / "history.db", enqueue=enqueue) as history:
        play(history, MENU)
        run, _ = history.begin_run(start_of(2), "1.0")
        found = night_of(history, 2, (MENU[0].replace("3", "4"), *MENU[1:]))
        history.store(run, found, messages_of(run, found, history.known(PageId("campus"))), ("book",))
        history.begin_run(start_of(3), "1.0")
    assert night(tmp_path, start_of(4), book)
    assert [message.run for message in book.messages] == [2, 4]
