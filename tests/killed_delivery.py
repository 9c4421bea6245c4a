"""Kills runs while their messages go out, for a test. Not run as a script, as `killed_run` is not.

FOLDER holds a job after its first night. Three further nights are run in forks of this process, each killed up to three
times after a random while and gone on with; what the receivers do meanwhile is decided where they are. Then whatever
waits is sent as ``scrape-clean deliver --retry`` does. Prints a line of JSON: kills, and the messages by number.
"""

import json
import os
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from urllib.request import urlopen

from processes import end_of
from scrape_clean.filenames import HISTORY
from scrape_clean.history import History
from scrape_clean.history.outbox import backlogs, retry
from scrape_clean.nightly.job import Means, run_night
from scrape_clean.nightly.outside import destinations_of
from scrape_clean.settings import load
from scrape_clean.sinks import delivery
from scrape_clean.sources.http import HttpFetcher

NIGHTS = 4
_LONGEST = 1.5
"""Seconds in which a run is well under way or has ended."""
_TIMES = 10
"""So much faster time passes for whoever waits for a receiver."""


class Hurried(delivery.SystemClock):
    """Waits a part of what it is to wait."""

    def monotonic(self) -> float:
        """Seconds since some moment, of which more pass than elsewhere."""
        return _TIMES * super().monotonic()

    def sleep(self, seconds: float) -> None:
        """Let seconds pass, soon."""
        time.sleep(seconds / _TIMES)


def start_of(number: int) -> datetime:
    """When a night begins; those that go on with it say the same."""
    return datetime(2026, 3, number, 2, 30, tzinfo=UTC)


def night(folder: Path, number: int) -> None:
    """Run a night in this process."""
    settings = load(folder / "scrape-clean.toml")
    now = start_of(number) + timedelta(minutes=1)
    means = Means(fetcher=HttpFetcher(), destinations=destinations_of(settings), now=lambda: now, version="1")
    for _ in run_night(settings, means):
        pass


def forked(folder: Path, number: int, killed_after: float | None = None) -> int:
    """Run a night in a process of its own; its exit code."""
    child = os.fork()
    if not child:
        try:
            night(folder, number)
        except BaseException as error:  # noqa: BLE001  a child must not go on as its parent
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(1)
        os._exit(0)
    return end_of(child, killed_after)


def over(folder: Path, number: int) -> bool:
    """Whether a night's run is closed."""
    with History.open(folder / "output" / HISTORY, check=False) as history:
        return [run.id for run in history.runs() if run.status == "done"][-1] == number


def main(folder: Path, seed: int) -> None:
    """Kill, go on, send what waits."""
    delivery.SystemClock = Hurried  # type: ignore[misc]
    random, kills = Random(seed), 0  # noqa: S311  no secret
    site = (folder / "site.txt").read_text()
    for number in range(2, NIGHTS + 1):
        urlopen(f"{site}/turn/{number}").close()  # noqa: S310  ours
        for _ in range(random.randint(1, 3)):
            kills += forked(folder, number, random.uniform(0, _LONGEST)) == -signal.SIGKILL
            if over(folder, number):
                break
        if not over(folder, number) and (code := forked(folder, number)):
            raise SystemExit(code)
    urlopen(f"{site}/turn/well").close()  # noqa: S310
    with History.open(folder / "output" / HISTORY) as history:
        with history.outbox() as connection:
            retry(connection)
        delivery.deliver(history.outbox, destinations_of(load(folder / "scrape-clean.toml")))
        with history.outbox() as connection:
            told = connection.execute("SELECT id, kind, run FROM messages ORDER BY seq").fetchall()
            waiting = [one.sink for one in backlogs(connection) if one.pending or one.dead]
    sys.stdout.write(json.dumps({"kills": kills, "told": told, "waiting": waiting}))
