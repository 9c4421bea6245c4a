"""Runs: one for each night, numbered so that later ones have greater numbers whatever the clock says."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final, TypeAlias

from scrape_clean.history.model import Run
from scrape_clean.history.times import in_order, instant_of, stored

__all__ = [
    "LAST",
    "When",
    "begun",
    "finished",
    "last_run_until",
    "one_run",
    "resumable",
    "run_of",
    "runs_of",
    "runs_since",
]

When: TypeAlias = int | date
"""The number of a run, a day (UTC) or a moment."""
RESUMED_WITHIN: Final = timedelta(hours=6)
"""A run that was killed longer ago is not gone on with: what it stored is of another night."""
LAST: Final = 2**62
"""No run has so great a number."""
_COLUMNS: Final = "SELECT id, started, finished, status, version FROM run"


def begun(connection: sqlite3.Connection, now: datetime, version: str) -> tuple[Run, bool]:
    """The run to work for, and whether it is one that was killed and is gone on with; older ones are closed.

    How long ago a run began is taken without its sign, since a clock may have been put back.
    """
    last = _last(connection)
    resumed = last is not None and _is_resumable(last, now)
    connection.execute(
        "UPDATE run SET status = 'interrupted' WHERE status = 'running' AND id <> ?",
        (last.id if last and resumed else 0,),
    )
    if last and resumed:
        return last, True
    number = last.id + 1 if last else 1
    connection.execute(
        "INSERT INTO run (id, started, status, version) VALUES (?, ?, 'running', ?)", (number, stored(now), version)
    )
    return Run(id=number, started=instant_of(stored(now)), version=version), False


def resumable(connection: sqlite3.Connection, now: datetime) -> Run | None:
    """The run that the next one will go on with, if there is one; or the one that is at work."""
    last = _last(connection)
    return last if last is not None and _is_resumable(last, now) else None


def _last(connection: sqlite3.Connection) -> Run | None:
    row = connection.execute(f"{_COLUMNS} ORDER BY id DESC LIMIT 1").fetchone()
    return _run(row) if row else None


def _is_resumable(run: Run, now: datetime) -> bool:
    return run.status == "running" and abs(now - run.started) < RESUMED_WITHIN


def finished(connection: sqlite3.Connection, run: Run, now: datetime) -> None:
    """Close a run that went to its end."""
    connection.execute("UPDATE run SET status = 'done', finished = ? WHERE id = ?", (stored(now), run.id))


def runs_of(connection: sqlite3.Connection) -> dict[int, Run]:
    """All runs by number, the oldest first."""
    return {row[0]: _run(row) for row in connection.execute(f"{_COLUMNS} ORDER BY id")}


def one_run(connection: sqlite3.Connection, number: int) -> Run:
    """A run by its number, which is in the database."""
    return _run(connection.execute(f"{_COLUMNS} WHERE id = ?", (number,)).fetchone())


def run_of(runs: Mapping[int, Run], number: int | None) -> Run | None:
    """One of some runs; None for none."""
    return None if number is None else runs[number]


def _run(row: tuple[int, str, str | None, str, str]) -> Run:
    number, started, ended, status, version = row
    return Run(
        id=number,
        started=instant_of(started),
        finished=None if ended is None else instant_of(ended),
        status=status,  # type: ignore[arg-type]  # the table holds no other
        version=version,
    )


def runs_since(connection: sqlite3.Connection, when: When) -> list[int]:
    """Numbers of the first run that began on a day, at a moment or later, or that has a number, and of all after it.

    Of a run that believed to be in another year only its neighbours are known; one that may have begun then is given:
    rather one too many than one too few.
    """
    runs = tuple(runs_of(connection).values())
    if isinstance(when, int):
        first = when
    else:
        first = max((run.id + 1 for run in _in_order(runs) if _side(run.started, when) < 0), default=0)
    return [run.id for run in runs if run.id >= first]


def last_run_until(connection: sqlite3.Connection, when: When) -> int | None:
    """The last run that began before the end of a day, or not after a moment; None if there is none.

    One that believed to be in another year began right after the one before it.
    """
    if isinstance(when, int):
        return when
    runs = tuple(runs_of(connection).values())
    right = _in_order(runs)
    after = [run.id for run in right if _side(run.started, when) > 0]
    if len(after) == len(right):
        return None
    return max(run.id for run in runs if not after or run.id < after[0])


def _in_order(runs: Sequence[Run]) -> list[Run]:
    """The runs by whose times nights can be found, since the clock was right, as far as can be known."""
    return [runs[place] for place in in_order([run.started for run in runs])]


def _side(began: datetime, when: date) -> int:
    """Below 0 if a run began before a day (UTC) or moment, 0 if on that day or then, above 0 if after it."""
    if isinstance(when, datetime) and when.tzinfo is None:
        when = when.astimezone()
    there = began if isinstance(when, datetime) else began.date()
    return (there > when) - (there < when)
