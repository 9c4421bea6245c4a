"""The copies of all records that docs/notifications.md shows how to keep, by its own programs."""

import base64
import contextlib
import itertools
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import httpcore2
import pytest
from msgspec.structs import replace

from loopback import Answer, Site, serving
from nights import MENU, play
from pages import LIBRARY, page
from scrape_clean import compare
from scrape_clean.errors import DeliveryError
from scrape_clean.filenames import HISTORY
from scrape_clean.history import History
from scrape_clean.history.model import Known, Message, Night, PageId
from scrape_clean.history.outbox import enqueue
from scrape_clean.nightly.job import Means, run_night
from scrape_clean.nightly.outside import destinations_of
from scrape_clean.nightly.replay import replay
from scrape_clean.secret import Secret
from scrape_clean.settings import load
from scrape_clean.sinks.http import HttpPoster
from scrape_clean.sinks.messages import RECORDS, messages_of
from scrape_clean.sinks.webhook import Webhook, WebhookSettings
from scrape_clean.sources.http import HttpFetcher
from scrape_clean.views.data import changes_of
from telling import START, guide, run_of

pytestmark = pytest.mark.usefixtures("loopback")

KEY = f"whsec_{base64.b64encode(b'k' * 32).decode()}"
RECEIVER, BEGIN = "webhook.verify", "ATTACH"
"""Words of the guide's two programs."""


@contextmanager
def receiver(folder: Path) -> Iterator[int]:
    """The guide's receiver, up and listening; its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    program = [sys.executable, "-c", guide("python", RECEIVER), str(port)]
    with subprocess.Popen(
        program, cwd=folder, env={**os.environ, "HOOK_SECRET": KEY}, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(port)
            yield port
        finally:
            process.kill()


def standing(folder: Path) -> list[tuple[str, str, str]]:
    """Source, page and text of each record of the copy, as the guide says to ask for them."""
    with closing(sqlite3.connect(folder / "copy.db")) as copy:
        found = copy.execute("SELECT source, page, text FROM record WHERE text IS NOT NULL").fetchall()
    return sorted(found)


def nights_of_one_page() -> Iterator[Message]:
    """What three nights in a row tell of a page: found, a seat more and a course less, and another seat more."""
    last = page(LIBRARY)
    place = PageId("library")
    first = Night(page=place, outcome="new", seen=START, last=last, upserted=last.records)
    yield from messages_of(run_of(1), first, Known(page=place))
    for night, (old, new) in enumerate((("48 seats", "49 seats"), ("49 seats", "50 seats")), 2):
        sections: dict[str, list[str]] = {}
        for record in last.records[: 11 if night == 2 else None]:
            sections.setdefault(record.section[-1], []).append(record.text.replace(old, new))
        found = compare(last, page(sections))
        tonight = Night(
            page=place,
            outcome="changed",
            seen=run_of(night).started,
            last=last,
            changes=changes_of(found),
            upserted=tuple(change.after for change in found.changes if change.after),
            deleted=tuple(change.id for change in found.changes if change.type == "removed"),
        )
        yield from messages_of(run_of(night), tonight, Known(page=place, last=last))
        last = replace(last, records=found.base.records)


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 1, 0)])
def test_the_receiver_of_the_guide_keeps_a_copy_of_the_records(tmp_path: Path, order: tuple[int, ...]) -> None:
    """It takes what is signed, once, and ends with the records of the last night, in whatever order nights come."""
    told = list(nights_of_one_page())
    with receiver(tmp_path) as port:
        for at in (*order[:1], *order, *order[-1:]):
            _hook(port, KEY).deliver(told[at])
        with pytest.raises(DeliveryError, match="answers 401"):
            _hook(port, f"whsec_{base64.b64encode(b'o' * 32).decode()}").deliver(told[0])
    wanted = [text.replace("48 seats", "50 seats") for texts in LIBRARY.values() for text in texts]
    assert standing(tmp_path) == sorted(("library", "", text) for text in wanted[:-1])
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT count(*) FROM seen").fetchone()[0] == len(told) == 3


def test_the_copy_of_the_guide_can_begin_later(tmp_path: Path) -> None:
    """What all pages say now, of the page's last good night; nothing of what they said, and of what waits nothing."""
    waiting = next(nights_of_one_page())
    with History.open(tmp_path / "history.db") as history:
        play(history, MENU)
        play(history, MENU[1:])
        play(history, None)
        play(history, MENU[:1], PageId("museum", "2"))
        with history.outbox() as connection:
            enqueue(connection, [waiting], {"hook": RECORDS})
    with receiver(tmp_path) as port:
        for _ in range(2):
            begin(tmp_path, "history.db")
        _hook(port, KEY).deliver(waiting)
    assert standing(tmp_path) == sorted([*(("campus", "", text) for text in MENU[1:]), ("museum", "2", MENU[0])])


def begin(folder: Path, history: str) -> None:
    """Run the guide's program that fills the copy."""
    subprocess.run([sys.executable, "-c", guide("python", BEGIN), history], cwd=folder, check=True)


RULES = ("", 'drop = ["li:last-child"]', 'keep = ["footer"]', "")
SETTINGS = """
[fetch]
contact = "a@b.example"
delay = 0
allow = ["127.0.0.0/8"]

[[sink]]
id = "hook"
kind = "webhook"
url = "http://127.0.0.1:{port}/"
allow = ["127.0.0.1"]
secret = {{ env = "HOOK_SECRET" }}

[[source]]
id = "menu"
url = "{url}/menu"
{rules}
"""


@pytest.mark.parametrize("edited", [False, True])
def test_a_copy_follows_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, edited: bool) -> None:
    """Whatever the rules of a night are, it holds what the history does; after a replay, once it is begun anew."""
    monkeypatch.setenv("HOOK_SECRET", KEY)
    path, numbers = tmp_path / "scrape-clean.toml", itertools.count(1)

    def menu(night: int) -> Answer:
        items = "".join(f"<li>{text}</li>" for text in (f"Room for {30 + night * edited} guests", *MENU))
        body = f"<main><h1>Canteen</h1><ul>{items}</ul></main><footer><p>Printed by the harbour press</p></footer>"
        return Answer(body=f"<html lang=en><title>Canteen</title>{body}</html>".encode())

    def history() -> list[tuple[str, str, str]]:
        with History.read(tmp_path / "output" / HISTORY) as past:
            now = past.current(PageId("menu"))
        return sorted(("menu", "", record.text) for record in now.records) if now else []

    with receiver(tmp_path) as port, serving(Site({"/menu": menu})) as site:

        def run(rules: str) -> None:
            site.night = next(numbers)
            path.write_text(SETTINGS.format(port=port, url=site.url, rules=rules))
            now = START + timedelta(days=site.night)
            settings = load(path)
            means = Means(fetcher=HttpFetcher(), destinations=destinations_of(settings), now=lambda: now, version="1")
            assert list(run_night(settings, means))

        for rules in RULES:
            run(rules)
            assert standing(tmp_path) == history()
        path.write_text(path.read_text() + RULES[1])
        with History.open(tmp_path / "output" / HISTORY) as past:
            assert list(replay(load(path), past))
        assert standing(tmp_path) != history()
        begin(tmp_path, f"output/{HISTORY}")
        assert standing(tmp_path) == history()
        run(RULES[2])
        assert standing(tmp_path) == history()


def _hook(port: int, key: str) -> Webhook:
    settings = WebhookSettings(url=Secret(f"http://127.0.0.1:{port}/"), secret=Secret(key), timeout=5)
    return Webhook(settings, HttpPoster(httpcore2.AnyIOBackend()))


def _wait_for(port: int) -> None:
    for _ in range(500):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.02)
