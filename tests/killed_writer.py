"""Kill a process that writes a history, again and again, and look at what it leaves: ``killed_writer.py FOLDER``."""

import contextlib
import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from nights import MENU, failed_night, night_of, start_of
from scrape_clean.history import History
from scrape_clean.history.model import Message, Night, PageId

_SHOWN: tuple[Sequence[str] | None, ...] = (
    MENU,
    (*MENU[:3], "Coffee from the garden"),
    (*MENU[:3], "Coffee from the garden"),
    None,
    ("Bread with butter and jam", *MENU[2:], "Coffee from the garden"),
)
_RUNS, _PAGES = 16, 6
_FEWEST_KILLS = 20
_SHARE = 1 / 12
"""Of the time that all takes: so long a writer lives at the most."""


def pages() -> list[PageId]:
    """All of one source."""
    return [PageId("site", f"page {number}") for number in range(_PAGES)]


def enqueue(connection: sqlite3.Connection, messages: Sequence[Message], sinks: Sequence[str]) -> None:
    """An outbox in its simplest form: a message that comes twice breaks it."""
    connection.execute("CREATE TABLE IF NOT EXISTS sent (id TEXT PRIMARY KEY, sink TEXT)")
    connection.executemany("INSERT INTO sent VALUES (?, ?)", [(one.id, sink) for one in messages for sink in sinks])


def play(path: Path, prepared: dict[tuple[int, PageId], Night]) -> None:
    """The nightly job, gone on with wherever it was killed; ``prepared`` gets what is not in it yet."""
    with History.open(path, enqueue=enqueue) as history:
        while True:
            runs = history.runs()
            if len(runs) == _RUNS and runs[-1].status == "done":
                return
            number = len(runs) + (not runs or runs[-1].status == "done")
            run, _ = history.begin_run(start_of(number), "1.0")
            stored = history.stored(run)
            for dirty in history.dirty():
                history.projected(dirty.page, dirty.run)
            for at, page in enumerate(pages()):
                if page in stored:
                    continue
                if (number, page) not in prepared:
                    bullets = _SHOWN[(number + at) % len(_SHOWN)]
                    night = failed_night(number, page) if bullets is None else night_of(history, number, bullets, page)
                    prepared[number, page] = night
                message = Message(id=f"{number} {page.key}", run=number, kind="page.changed", time=run.started)
                assert history.store(run, prepared[number, page], [message], ["hook"])
                history.projected(page, number)
            history.finish_run(
                run, start_of(number), [Message(id=f"{number}", run=number, kind="run", time=run.started)], ["hook"]
            )


def content(path: Path) -> list[str]:
    """Everything in a database but when its layout was made."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return [line for line in connection.iterdump() if 'INSERT INTO "migration"' not in line]


def kill(path: Path, prepared: dict[tuple[int, PageId], Night], longest: float, chance: random.Random) -> int:
    """Kill writers until one comes to its end; how many there were."""
    kills = 0
    while True:
        child = os.fork()
        if not child:
            play(path, prepared)
            os._exit(0)
        time.sleep(chance.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0
            return kills
        kills += 1
        if kills % 8 == 0 and path.exists():
            with contextlib.closing(sqlite3.connect(path)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def main() -> None:
    """Compare histories of many killed writers with one of a writer that was never killed."""
    folder = Path(sys.argv[1])
    prepared: dict[tuple[int, PageId], Night] = {}
    play(folder / "prepared.db", prepared)
    began = time.monotonic()
    play(folder / "whole.db", prepared)
    longest = _SHARE * (time.monotonic() - began)
    chance, kills = random.Random(7), 0  # noqa: S311
    while kills < _FEWEST_KILLS:
        path = folder / f"killed {kills}.db"
        kills += kill(path, prepared, longest, chance)
        assert content(path) == content(folder / "whole.db")
    print(f"killed {kills} times")  # noqa: T201


if __name__ == "__main__":
    main()
