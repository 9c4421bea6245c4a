"""Figures of the last run for Prometheus, by way of the node exporter's textfile collector.

https://github.com/prometheus/node_exporter#textfile-collector; names and units by
https://prometheus.io/docs/practices/naming/, the form by
https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final, get_args

from msgspec import Struct

from scrape_clean.compare.changes import ChangeType
from scrape_clean.history.model import Outcome, Run
from scrape_clean.history.outbox import Backlog
from scrape_clean.storage import write_atomic

__all__ = ["Figures", "metrics_text", "write_metrics"]

_PREFIX: Final = "scrape_clean"


class Figures(Struct, frozen=True, kw_only=True):
    """What there is to measure of a run."""

    run: Run
    """Finished."""
    exit_code: int
    pages: Mapping[Outcome, int]
    """How many pages had each outcome."""
    changes: Mapping[ChangeType, int]
    """How many changes of each type were flagged."""
    sources: Mapping[str, datetime | None]
    """The last good night of each source: of its page that has gone longest without one; None before the first."""
    sinks: tuple[Backlog, ...] = ()


def metrics_text(figures: Figures) -> str:
    """All figures in the text format, families in a fixed order, labels sorted; the same figures, the same text."""
    return "".join(f"{line}\n" for family in _families(figures) for line in family)


def write_metrics(path: Path, figures: Figures) -> None:
    """Write the file whole, so that the collector never reads half of it.

    Raises:
        OutputError: It cannot be written.
    """
    write_atomic(path, metrics_text(figures).encode())


def _families(figures: Figures) -> Iterator[Iterator[str]]:
    run = figures.run
    yield _gauge("build_info", "Version of scrape-clean that ran last.", [({"version": run.version}, 1)])
    yield _gauge("last_run", "Number of the last run.", [({}, run.id)])
    yield _gauge("last_run_start_timestamp_seconds", "When the last run started.", [({}, run.started)])
    if run.finished is not None:
        seconds = (run.finished - run.started).total_seconds()
        yield _gauge("last_run_end_timestamp_seconds", "When the last run ended.", [({}, run.finished)])
        yield _gauge("last_run_duration_seconds", "How long the last run took.", [({}, max(seconds, 0.0))])
    yield _gauge("last_run_exit_code", "What the last run left with; 0 is well.", [({}, figures.exit_code)])
    yield _gauge(
        "last_run_pages",
        "Pages of the last run by outcome.",
        [({"outcome": name}, figures.pages.get(name, 0)) for name in get_args(Outcome)],
    )
    yield _gauge(
        "last_run_changes",
        "Changes of facts that the last run flagged, by type.",
        [({"type": name}, figures.changes.get(name, 0)) for name in get_args(ChangeType)],
    )
    yield _gauge(
        "source_last_success_timestamp_seconds",
        "The last good night of the source's page that has gone longest without one; 0 before the first.",
        [({"source": name}, time or 0) for name, time in sorted(figures.sources.items())],
    )
    yield from _sinks(figures.sinks)


def _sinks(sinks: tuple[Backlog, ...]) -> Iterator[Iterator[str]]:
    yield _gauge(
        "outbox_pending_messages",
        "Messages that wait for a sink.",
        [({"sink": one.sink}, one.pending) for one in sinks],
    )
    yield _gauge(
        "outbox_dead_messages",
        "Messages that were given up.",
        [({"sink": one.sink}, one.dead) for one in sinks],
    )
    yield _gauge(
        "sink_last_success_timestamp_seconds",
        "When a sink last took a message; 0 if it never has.",
        [({"sink": one.sink}, one.last_success or 0) for one in sinks],
    )


def _gauge(name: str, about: str, samples: Iterable[tuple[Mapping[str, str], float | datetime]]) -> Iterator[str]:
    """A family; nothing of one without samples."""
    lines = [f"{_PREFIX}_{name}{_labels(labels)} {_number(value)}" for labels, value in samples]
    if lines:
        yield f"# HELP {_PREFIX}_{name} {about}"
        yield f"# TYPE {_PREFIX}_{name} gauge"
        yield from lines


def _labels(labels: Mapping[str, str]) -> str:
    inner = ",".join(f'{name}="{_quoted(value)}"' for name, value in sorted(labels.items()))
    return f"{{{inner}}}" if inner else ""


def _quoted(value: str) -> str:
    clean = value.encode("utf-8", "replace").decode()
    return clean.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float | datetime) -> str:
    if isinstance(value, datetime):
        value = value.timestamp()
    return str(int(value)) if value == int(value) else f"{value:.3f}"
