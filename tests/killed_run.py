"""Kills runs at random moments, for a test. Not run as a script: what computes pages for a run would load it as well.

FOLDER holds ``begun/``, the state before a night, whose settings name a server that plays that night. The night is run
once without harm, then ROUNDS times in copies: each is killed after a random part of the time that it takes, up to
three times, and gone on with. What is left must say the same as the run that was never killed. Runs are forks of this
process, so that a round costs no imports. Prints a line of JSON: rounds, kills, and every difference.
"""

import json
import os
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from processes import end_of
from scrape_clean.archive import verify
from scrape_clean.filenames import HISTORY
from scrape_clean.history import History
from scrape_clean.history.model import Message, MessageKind, PageId
from scrape_clean.nightly.job import Means, run_night
from scrape_clean.settings import load
from scrape_clean.sinks.delivery import deliver
from scrape_clean.sinks.sink import Destination
from scrape_clean.sources.http import HttpFetcher

_COMPARED = {".json", ".jsonl", ".html", ".atom", ".csv"}
NIGHT = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
KINDS: tuple[MessageKind, ...] = (
    "page.new",
    "page.changed",
    "page.updated",
    "page.suspect",
    "page.failed",
    "page.healed",
    "page.gone",
    "run",
)


class Book:
    """A receiver that writes down what it gets."""

    def __init__(self, path: Path) -> None:
        """Over a file that is made by and by."""
        self._path = path

    def deliver(self, message: Message) -> None:
        """Add a line, safely on the disk."""
        with self._path.open("a", encoding="utf-8") as stream:
            stream.write(f"{message.id}\n")
            stream.flush()
            os.fsync(stream.fileno())


def night(folder: Path) -> None:
    """Run the night in this process."""
    means = Means(fetcher=HttpFetcher(), destinations=(book(folder),), now=lambda: NIGHT, version="1")
    for _ in run_night(load(folder / "scrape-clean.toml"), means):
        pass


def forked(folder: Path, killed_after: float | None = None) -> bool:
    """Run the night in a process of its own; whether it came to its end."""
    child = os.fork()
    if not child:
        try:
            night(folder)
        except BaseException as error:  # noqa: BLE001  a child must not go on as its parent
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(1)
        os._exit(0)
    return end_of(child, killed_after) == 0


def over(folder: Path) -> bool:
    """Whether the night's run has been closed: then the next one would be another night's."""
    with History.open(folder / "output" / HISTORY) as history:
        return history.runs()[-1].id == 2 and history.runs()[-1].status == "done"


def settle(folder: Path) -> None:
    """Deliver what a run that was killed after its end left waiting, as the next one would."""
    with History.open(folder / "output" / HISTORY) as history:
        deliver(history.outbox, (book(folder),))


def book(folder: Path) -> Destination:
    """The receiver."""
    return Destination(name="book", sink=Book(folder / "book.txt"), on=KINDS)


def state(folder: Path) -> dict[str, object]:
    """All that is left of the nights but for the times of fetching."""
    output = folder / "output"
    found: dict[str, object] = {
        path.relative_to(output).as_posix(): path.read_bytes().decode("latin-1")
        for path in sorted(output.rglob("*"))
        if path.is_file()
        and path.suffix in {".json", ".jsonl", ".html", ".atom", ".csv"}
        and path.parent.name != "runs"
    }
    found["temporary"] = [path.name for path in folder.rglob("*.tmp")]
    found["received"] = sorted(set((folder / "book.txt").read_text(encoding="utf-8").split()))
    with closing(sqlite3.connect(output / HISTORY)) as connection:
        found["check"] = connection.execute("PRAGMA integrity_check").fetchall()
        for table in ("record", "change", "run", "word"):
            found[table] = sorted(map(repr, connection.execute(f"SELECT * FROM {table}")))  # noqa: S608  ours
        found["nights"] = sorted(
            connection.execute("SELECT source, key, run, outcome, problem FROM night JOIN page ON page.id = night.page")
        )
        found["messages"] = sorted(connection.execute("SELECT id, kind, run FROM messages"))
        found["waiting"] = connection.execute("SELECT count(*) FROM deliveries WHERE state <> 'done'").fetchall()
    with History.read(output / HISTORY) as history:
        pages = [PageId(one.page.source, one.page.key) for one in history.pages()]
        files = [past.archived for page in pages for past in history.captures(page) if past.archived]
    found["archive"] = [one.path for one in files]
    found["damaged"] = [trouble for one in files if (trouble := verify(folder / "raw", one))]
    on_disk = {path.relative_to(folder / "raw").as_posix() for path in (folder / "raw").rglob("*.warc.gz")}
    found["stray"] = sorted(on_disk - {one.path for one in files})
    return found


def main(folder: Path, rounds: int, seed: int) -> None:
    """Kill, go on, compare."""
    random, kills, faults = Random(seed), 0, []  # noqa: S311  no secret
    whole = folder / "whole"
    shutil.copytree(folder / "begun", whole)
    start = time.perf_counter()
    forked(whole)
    duration = time.perf_counter() - start
    wanted = state(whole)
    for number in range(rounds):
        copy = folder / "copy"
        shutil.copytree(folder / "begun", copy)
        for _ in range(random.randint(1, 3)):
            if forked(copy, random.uniform(0, duration)):
                break
            kills += 1
            if over(copy):
                break
        if not over(copy) and not forked(copy):
            faults.append(f"round {number}: the last run failed")
        settle(copy)
        found = state(copy)
        faults += [
            f"round {number}: {name} differs"
            for name in wanted.keys() | found.keys()
            if wanted.get(name) != found.get(name)
        ]
        shutil.rmtree(copy)
    shutil.rmtree(whole)
    sys.stdout.write(json.dumps({"rounds": rounds, "kills": kills, "seconds": round(duration, 3), "faults": faults}))
