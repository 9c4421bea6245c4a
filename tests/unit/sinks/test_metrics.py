"""Figures for Prometheus."""

import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from pytest_regressions.file_regression import FileRegressionFixture

from scrape_clean.errors import OutputError
from scrape_clean.history.outbox import Backlog
from scrape_clean.sinks.metrics import Figures, metrics_text, write_metrics
from telling import START, run_of

LABELS = r'\{[a-z_]+="(?:[^"\\\n]|\\["\\n])*"(?:,[a-z_]+="(?:[^"\\\n]|\\["\\n])*")*\}'
LINE = re.compile(
    rf"# HELP ([a-z_]+) [^\n]+|# TYPE ([a-z_]+) gauge|([a-z_]+)(?:{LABELS})? -?[0-9]+(?:\.[0-9]+)?", re.ASCII
)
FIGURES = Figures(
    run=replace(run_of(2), finished=run_of(2).started + timedelta(seconds=83.25)),
    exit_code=3,
    pages={"changed": 2, "failed": 1, "unchanged": 40},
    changes={"added": 3, "changed": 4},
    sources={"library": run_of(2).started, "campus": None, 'a"b\\c\nd': START},
    sinks=(
        Backlog(sink="hook", pending=2, dead=1, last_success=START, oldest=START, error="answers 503"),
        Backlog(sink="new", pending=0, dead=0, last_success=None, oldest=None, error=None),
    ),
)


def test_the_text_stays_as_it_is(file_regression: FileRegressionFixture) -> None:
    """Alerts depend on the names: `pytest --force-regen tests/unit/sinks` writes it anew."""
    file_regression.check(metrics_text(FIGURES), extension=".prom", encoding="utf-8", newline="\n")


def test_the_text_has_the_form_that_prometheus_reads() -> None:
    """Each line, and each sample below the head of its family, whose lines stand together."""
    text = metrics_text(FIGURES)
    assert text.endswith("\n")
    family = ""
    seen: list[str] = []
    for line in text.splitlines():
        found = LINE.fullmatch(line)
        assert found, line
        name = found[1] or found[2] or found[3]
        if found[1]:
            family = name
            seen.append(name)
        assert name == family
        assert name.startswith("scrape_clean_")
    assert len(seen) == len(set(seen)) > 10
    tool = shutil.which("promtool")
    if tool:
        subprocess.run([tool, "check", "metrics"], input=text.encode(), check=True)


def test_a_run_without_sinks_and_sources_has_no_empty_families() -> None:
    """A family without a sample would be refused."""
    text = metrics_text(replace(FIGURES, sinks=(), sources={}, run=run_of(1)))
    assert "sink" not in text
    assert "source" not in text
    assert "duration" not in text


def test_the_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """And can be read by the collector."""
    path = tmp_path / "textfile" / "scrape_clean.prom"
    write_metrics(path, FIGURES)
    assert path.read_text(encoding="utf-8") == metrics_text(FIGURES)
    assert list(path.parent.iterdir()) == [path]
    with pytest.raises(OutputError, match="cannot be written"):
        write_metrics(tmp_path, FIGURES)
