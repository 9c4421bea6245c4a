"""kill -9 at random moments while messages go out to receivers that behave badly: none is lost, none has two ids."""

import json
import os
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from pytest_socket import enable_socket

from harbour import page
from killed_delivery import NIGHTS, start_of
from loopback import Answer, Page, Site, serving
from processes import run_code
from receiver import Manner, Receiver
from scrape_clean.nightly.job import Means, run_night
from scrape_clean.nightly.outside import destinations_of
from scrape_clean.settings import load
from scrape_clean.sources.http import HttpFetcher

PROGRAM = "import sys, pathlib, killed_delivery; killed_delivery.main(pathlib.Path(sys.argv[1]), int(sys.argv[2]))"
ROUNDS = int(os.environ.get("KILL_ROUNDS", "2"))
"""More are run by hand: KILL_ROUNDS=40."""
PAGES = 5
MANNERS: tuple[Manner, ...] = ("ok", "ok", "ok", "503", "lost", "late", "twice", "500")
SINK = """
[[sink]]
id = "{name}"
kind = "webhook"
url = {{ file = "{name}.txt" }}
timeout = 0.3
allow = ["127.0.0.0/8"]
on = ["page.new", "page.changed", "page.updated", "page.suspect", "page.failed", "page.healed", "page.gone", "run"]
"""


def hall(number: int) -> Page:
    """A page that changes on each night but every third, when it is away."""

    def on(night: int) -> Answer:
        if number == 3 and night == 3:
            return Answer(status=404, validators=False)
        return Answer(body=page(f"Hall {number}", [f"Hall {number} has {night + 3} boats", "It is open every day"]))

    return on


class Round:
    """One job with its site and receivers."""

    def __init__(self, folder: Path, random: Random | None) -> None:
        """With receivers that are well, or by chance are not."""
        self.folder = folder
        self.well = True
        self.random = random
        self.receivers = {name: Receiver(self.manner) for name in ("hook", "other")}
        self.site = Site({f"/{number}": hall(number) for number in range(PAGES)})
        for name in (*map(str, range(2, NIGHTS + 1)), "well"):
            self.site.pages[f"/turn/{name}"] = self.turned(name)

    def manner(self) -> Manner:
        """What a receiver does next."""
        return "ok" if self.well or self.random is None else self.random.choice(MANNERS)

    def turned(self, name: str) -> Page:
        """What the script asks for when a night begins, or when the receivers are to be well again."""

        def on(_night: int) -> Answer:
            self.well = name == "well"
            self.site.night = self.site.night if self.well else int(name)
            return Answer(body=b"so be it")

        return on

    def first_night(self) -> None:
        """Everything is new, and told."""
        self.folder.mkdir()
        (self.folder / "site.txt").write_text(self.site.url)
        for name, receiver in self.receivers.items():
            (self.folder / f"{name}.txt").write_text(receiver.url)
        rules = 'contact = "a@harbour.example"\ndelay = 0\nconcurrency = 4\nattempts = 1\nallow = ["127.0.0.0/8"]\n'
        sources = "".join(f'[[source]]\nid = "hall-{n}"\nurl = "{self.site.url}/{n}"\n' for n in range(PAGES))
        sinks = "".join(SINK.format(name=name) for name in self.receivers)
        (self.folder / "scrape-clean.toml").write_text(f"[fetch]\n{rules}{sinks}{sources}")
        self.site.night = 1
        self.night(1)

    def night(self, number: int) -> None:
        """A night in this process."""
        settings = load(self.folder / "scrape-clean.toml")
        now = start_of(number) + timedelta(minutes=1)
        means = Means(fetcher=HttpFetcher(), destinations=destinations_of(settings), now=lambda: now, version="1")
        list(run_night(settings, means))

    def received(self, name: str) -> dict[str, str]:
        """The events that a receiver has taken, by their ids in the order of first coming.

        One that comes again is the same to the byte.
        """
        found: dict[str, str] = {}
        for request in self.receivers[name].taken:
            event = json.loads(request.body)
            assert request.headers["webhook-id"] == event["id"]
            assert found.setdefault(event["id"], request.body.decode()) == request.body.decode()
        return found


def told(events: dict[str, str]) -> set[tuple[str, ...]]:
    """What events say, but for when and at which port their pages were fetched."""
    return {
        (one["id"], one["type"], json.dumps(one["data"].get("changes"), sort_keys=True))
        for one in map(json.loads, events.values())
    }


@pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forks")
def test_no_event_is_lost_and_none_has_two_ids(tmp_path: Path) -> None:
    """Each comes at least once, in order, under the id that it would have had without any fault."""
    enable_socket()
    twin = Round(tmp_path / "twin", None)
    with serving(twin.site), twin.receivers["hook"], twin.receivers["other"]:
        twin.first_night()
        for number in range(2, NIGHTS + 1):
            twin.site.night = number
            twin.night(number)
    wanted = told(twin.received("hook"))
    assert len(wanted) > NIGHTS * PAGES
    kills = doubles = 0
    for seed in range(ROUNDS):
        one = Round(tmp_path / f"round-{seed}", Random(seed))  # noqa: S311  no secret
        with serving(one.site), one.receivers["hook"], one.receivers["other"]:
            one.first_night()
            outcome = json.loads("".join(run_code(PROGRAM, one.folder, seed)))
        assert outcome["waiting"] == []
        kills += outcome["kills"]
        for name, receiver in one.receivers.items():
            events = one.received(name)
            assert told(events) == wanted, (seed, name)
            assert list(events) == [identity for identity, _, _ in outcome["told"]], (seed, name)
            doubles += len(receiver.taken) - len(events)
    assert kills >= ROUNDS
    assert doubles > 0
