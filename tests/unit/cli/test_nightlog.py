"""What a night says to people while it goes."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scrape_clean.cli.nightlog import log_for
from scrape_clean.history.model import Run
from scrape_clean.nightly.job import Began, Ended, Noticed, Troubled
from scrape_clean.nightly.manifest import Entry
from scrape_clean.sinks.delivery import Sent


def test_names_of_pages_reach_the_terminal_without_control_characters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the table at the end, too: a row a page, whatever a file or address is called."""
    run = Run(id=1, started=datetime(2026, 3, 1, tzinfo=UTC), status="done", version="1")
    entries = (Entry(source="a", page="x\x1b]0;y\x07\nz\udcff", outcome="new"),)
    report = tmp_path / "re\x1bport.html"
    report.touch()
    log = log_for("text", report, quiet=False)
    with log:
        log.tell(Ended(run, entries, (), 0))
    shown = capsys.readouterr().err
    assert "a x\ufffd]0;y\ufffd\ufffdz\ufffd" in shown
    assert "\x1b" not in shown
    assert len(shown.splitlines()) == 4


@pytest.mark.parametrize("quiet", [False, True])
def test_lines_for_who_collects_logs(tmp_path: Path, capsys: pytest.CaptureFixture[str], *, quiet: bool) -> None:
    """An object each; with quiet, only of what went wrong."""
    run = Run(id=7, started=datetime(2026, 3, 1, tzinfo=UTC), status="done", version="1")
    with log_for("json", tmp_path / "report.html", quiet=quiet) as log:
        for event in (
            Began(run, resumed=True, pages=2),
            Noticed("one"),
            Troubled("two"),
            Ended(run, (), (Sent(sink="s", error="x"),), 4),
        ):
            log.tell(event)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    told = [{key: value for key, value in line.items() if key != "time"} for line in lines]
    ended = "0 pages: nothing to do; 0 changes flagged"
    assert told == [
        line
        for line in (
            {"level": "info", "event": "run.began", "run": 7, "resumed": True, "pages": 2},
            {"level": "info", "event": "notice", "message": "one"},
            {"level": "error", "event": "trouble", "message": "two"},
            {"level": "warning", "event": "sink", "sink": "s", "message": "x"},
            {"level": "info", "event": "run.ended", "run": 7, "exit_code": 4, "message": ended},
        )
        if not (quiet and line["level"] == "info")
    ]
