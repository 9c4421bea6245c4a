"""What a night says to people while it goes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from scrape_clean.cli.nightlog import log_for
from scrape_clean.history.model import Run
from scrape_clean.nightly.job import Ended
from scrape_clean.nightly.manifest import Entry


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
