"""Thirty nights of messages to receivers that behave badly; and what a killed run leaves in the outbox."""

import base64
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import httpcore2
import pytest
from msgspec.structs import replace
from standardwebhooks import Webhook as Standard

from pages import LIBRARY
from receiver import Receiver, Request
from scrape_clean.history.model import Known, Message, MessageKind, Night, PageId
from scrape_clean.history.outbox import backlogs, dead_letters, enqueue
from scrape_clean.secret import Secret
from scrape_clean.sinks.delivery import Patience, deliver, outbox_lines
from scrape_clean.sinks.digest import run_message
from scrape_clean.sinks.http import HttpPoster
from scrape_clean.sinks.messages import messages_of
from scrape_clean.sinks.sink import Destination
from scrape_clean.sinks.webhook import Webhook, WebhookSettings
from telling import START, FakeClock, changed_night, guide, outbox, run_of

pytestmark = pytest.mark.usefixtures("loopback")

KEY = f"whsec_{base64.b64encode(b'k' * 32).decode()}"
EVERYTHING = get_args(MessageKind)
NIGHTS = 30
DOWN = range(11, 14)
"""On these three nights the receiver cannot be reached."""


def told_on(night: int) -> Iterator[Message]:
    """What a night tells: two pages whose seat counts go up, one that fails on some nights; and the digest."""
    messages: list[Message] = []
    for key in ("a", "b"):
        seats = [
            {name: [item.replace("48 seats", f"{48 + n} seats") for item in items] for name, items in LIBRARY.items()}
            for n in (night, night + (night % 3 > 0))
        ]
        found, known = changed_night(key, before=seats[0], after=seats[1])
        messages += messages_of(run_of(night), replace(found, seen=run_of(night).started), known)
    campus = PageId("campus")
    failing = Night(page=campus, outcome="failed", seen=run_of(night).started, problem="answers 500")
    well = Night(page=campus, outcome="unchanged", seen=run_of(night).started)
    failures = night % 5
    messages += messages_of(
        run_of(night), failing if failures else well, Known(page=campus, failures=max(failures - 1, 0))
    )
    digest = run_message(run_of(night), messages)
    yield from (*messages, *((digest,) if digest else ()))


def ids(requests: list[Request]) -> list[str]:
    """Of what a receiver has taken, each once, in the order of its first coming."""
    for request in requests:
        event = Standard(KEY).verify(request.body, request.headers)
        assert event["id"] == request.headers["webhook-id"]
    return list(dict.fromkeys(request.headers["webhook-id"] for request in requests))


def hook(name: str, receiver: Receiver, timeout: float = 30) -> Destination:
    """A webhook."""
    settings = WebhookSettings(url=Secret(receiver.url), secret=Secret(KEY), timeout=timeout)
    sink = Webhook(settings, HttpPoster(httpcore2.AnyIOBackend()))
    return Destination(name=name, sink=sink, on=EVERYTHING, secrets=(settings.url, Secret(KEY)))


def test_thirty_nights_arrive_whatever_the_receiver_does() -> None:
    """Everything at least once, exactly once by its id, in order; and a receiver that is well waits for nobody."""
    chance = random.Random(8)  # noqa: S311  the same nights each time
    manners = ["ok"] * 10 + ["503"] * 5 + ["lost", "lost", "twice", "redirect", "late", "404", "429"]
    bad, good = Receiver(lambda: chance.choice(manners)), Receiver()
    connection, clock = outbox(), FakeClock()
    written: list[str] = []
    with bad, good:
        destinations = [hook("bad", bad, timeout=0.3), hook("good", good)]
        for night in range(1, NIGHTS + 1):
            clock.set(START + timedelta(days=night - 1))
            with connection:
                messages = list(told_on(night))
                enqueue(connection, messages, {one.name: one.on for one in destinations})
            written += [message.id for message in messages]
            if night == DOWN.start:
                bad.down()
            if night == DOWN.stop:
                bad.up()
            deliver(lambda: connection, destinations, clock=clock)
            assert ids(good.taken) == written
        later = NIGHTS
        while backlogs(connection)[0].pending and later < 2 * NIGHTS:  # each night gets a few more through
            clock.set(START + timedelta(days=later))
            deliver(lambda: connection, destinations, clock=clock)
            later += 1
    assert len(written) == len(set(written)) > 60
    assert ids(bad.taken) == written
    assert len(bad.taken) > len(written)  # some came twice, with the same id
    assert len(good.taken) == len(written)
    assert bad.elsewhere == 0
    assert list(outbox_lines(connection, ["bad", "good"])) == []


def test_a_receiver_that_never_works_blocks_no_night() -> None:
    """Each run ends within its time; nothing is lost, and the secrets stand nowhere in the database."""
    receiver, connection, clock = Receiver(lambda: "503"), outbox(), FakeClock()
    with receiver:
        destination = hook("bad", receiver)
        for night in range(1, NIGHTS + 1):
            clock.set(START + timedelta(days=night - 1))
            with connection:
                enqueue(connection, told_on(night), {"bad": EVERYTHING})
            begun = clock.monotonic()
            deliver(lambda: connection, [destination], patience=Patience(budget=60), clock=clock)
            assert clock.monotonic() - begun <= 60
    assert receiver.requests <= NIGHTS * 5
    (backlog,) = backlogs(connection)
    written = connection.execute("SELECT count(*) FROM messages").fetchone()[0]
    assert backlog.pending + backlog.dead == written
    assert backlog.dead in (3, 4)  # one a week; pauses differ by chance, so that a week may take an eighth night
    assert {letter.run for letter in dead_letters(connection)} == {1}
    whole = "".join(connection.iterdump())
    assert "s3cr3t" not in whole
    assert KEY not in whole


PROGRAM = """
import os, signal, sys
sys.path.insert(0, sys.argv[2])
from scrape_clean.views.data import changes_of
from telling import CHANGED, START, message, outbox
from scrape_clean.history.outbox import enqueue
from scrape_clean.sinks.delivery import deliver
from scrape_clean.sinks.sink import Destination

path, _, moment = sys.argv[1:]
connection = outbox(path)
with connection:
    enqueue(connection, [message(number) for number in (1, 2, 3)], {"hook": CHANGED})

def die():
    os.kill(os.getpid(), signal.SIGKILL)

class Shelf:
    def deliver(self, message):
        if moment == "before" and message.id.endswith("2"):
            die()
        with open(path + ".taken", "a") as stream:
            stream.write(message.id + "\\n")
            stream.flush()
            os.fsync(stream.fileno())
        if moment == "after" and message.id.endswith("2"):
            die()

if moment == "committed":
    die()
deliver(lambda: connection, [Destination(name="hook", sink=Shelf())])
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    ("moment", "taken"),
    [
        ("committed", [1, 2, 3]),
        ("before", [1, 2, 3]),
        ("after", [1, 2, 2, 3]),
    ],
)
def test_a_killed_run_loses_nothing(tmp_path: Path, moment: str, taken: list[int]) -> None:
    """Killed between commit and send, or between send and mark: then it comes again, with the same id."""
    path = tmp_path / "history.db"
    arguments = [str(path), str(Path(__file__).parents[1])]
    for name, code in ((moment, -signal.SIGKILL), ("never", 0)):
        done = subprocess.run([sys.executable, "-c", PROGRAM, *arguments, name], capture_output=True, check=False)
        assert done.returncode == code, done.stderr.decode()
    lines = (tmp_path / "history.db.taken").read_text(encoding="ascii").split()
    assert lines == [f"msg_{number:04}" for number in taken]
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT DISTINCT state FROM deliveries").fetchall() == [("done",)]
    connection.close()


def test_events_are_what_the_schema_of_a_message_says() -> None:
    """Every night's events are JSON objects with the attributes that the standard asks for."""
    for night in (1, 2, 5):
        for message in told_on(night):
            receiver = Receiver()
            with receiver:
                hook("hook", receiver).sink.deliver(message)
            event = json.loads(receiver.taken[0].body)
            assert {"specversion", "id", "source", "type", "time", "data"} <= set(event)
            assert receiver.taken[0].headers["content-type"].startswith("application/cloudevents+json")


def test_the_sink_of_the_guide_takes_records(tmp_path: Path) -> None:
    """A small class is all there is to it."""
    names: dict[str, Any] = {}
    exec(guide("python", "class Shelf"), names)  # noqa: S102  our own guide
    shelf = names["Shelf"]({"path": str(tmp_path / "shelf.txt")})
    connection = outbox()
    with connection:
        enqueue(connection, told_on(1), {"mine": names["Shelf"].on})
    (sent,) = deliver(lambda: connection, [Destination(name="mine", sink=shelf, on=names["Shelf"].on)])
    assert (sent.delivered, sent.error) == (2, None)
    lines = (tmp_path / "shelf.txt").read_text(encoding="utf-8").splitlines()
    assert [line.partition(" ")[2].partition(" ")[2] for line in lines] == [
        "The reading room has 50 seats and opens at 9:30."
    ] * 2
