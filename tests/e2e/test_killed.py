"""kill -9 at random moments of a run: the next one ends as if the first had never been killed."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_socket import enable_socket

from harbour import page
from loopback import Answer, Page, Site, serving
from processes import run_code
from scrape_clean.nightly.job import Means, run_night
from scrape_clean.settings import load
from scrape_clean.sources.http import HttpFetcher

PROGRAM = "import sys, pathlib, killed_run; killed_run.main(pathlib.Path(sys.argv[1]), *map(int, sys.argv[2:]))"
ROUNDS = int(os.environ.get("KILL_ROUNDS", "8"))
"""Two hundred and more are measured by hand: KILL_ROUNDS=200."""


def museum(number: int) -> Page:
    """A page of which one fact changes on the second night, and on every third page none."""

    def on(night: int) -> Answer:
        year = 2020 + (night if number % 3 else 0)
        bullets = [f"Hall {number} shows {number + 3} boats", f"It was mended in {year}", "It is open every day"]
        return Answer(body=page(f"Hall {number}", bullets))

    return on


@pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forks")
def test_a_run_that_is_killed_at_any_moment_is_gone_on_with(tmp_path: Path) -> None:
    """No half night, no lost or doubled change, no stray file; database and archive sound; every message received."""
    enable_socket()
    begun = tmp_path / "begun"
    begun.mkdir()
    with serving(Site({f"/{number}": museum(number) for number in range(8)})) as site:
        site.night = 1
        sources = "".join(f'[[source]]\nid = "hall-{number}"\nurl = "{site.url}/{number}"\n' for number in range(8))
        rules = 'contact = "a@harbour.example"\ndelay = 0\nconcurrency = 4\nallow = ["127.0.0.0/8"]\n'
        (begun / "scrape-clean.toml").write_text(f"[fetch]\n{rules}{sources}", encoding="utf-8")
        means = Means(fetcher=HttpFetcher(), now=lambda: datetime(2026, 3, 1, 2, 30, tzinfo=UTC), version="1")
        list(run_night(load(begun / "scrape-clean.toml"), means))
        site.night = 2
        told = json.loads("".join(run_code(PROGRAM, tmp_path, ROUNDS, 7)))
    assert told["faults"] == []
    assert told["kills"] >= ROUNDS // 2
