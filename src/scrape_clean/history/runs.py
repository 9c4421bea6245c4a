"""Runs: one for each night, numbered so that later ones have greater numbers whatever the clock says."""

import sqlite3
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final, TypeAlias

from scrape_clean.history.model import Run
from scrape_clean.history.times import instant_of, stored

__all__ = ["When", "begun", "finished", "last_run_until", "one_run", "resumable", "run_of", "runs_of", "runs_since"]

When: TypeAlias = int | date
"""The number of a run, a day (UTC) or a moment."""
RESUMED_WITHIN: Final = timedelta(hours=6)
"""A run that was killed longer ago is not gone on with: what it stored is of another night."""
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

    Those after it belong to it whatever the clock said when they began.
    """
    if isinstance(when, int):
        first: int | None = when
    else:
        moment = stored(when) if isinstance(when, datetime) else when.isoformat()
        (first,) = connection.execute("SELECT min(id) FROM run WHERE started >= ?", (moment,)).fetchone()
    if first is None:
        return []
    return [number for (number,) in connection.execute("SELECT id FROM run WHERE id >= ? ORDER BY id", (first,))]


def last_run_until(connection: sqlite3.Connection, when: When) -> int | None:
    """The last run that began before the end of a day, or not after a moment; None if there is none."""
    if isinstance(when, int):
        return when
    if isinstance(when, datetime):
        found = connection.execute("SELECT max(id) FROM run WHERE started <= ?", (stored(when),)).fetchone()
    else:
        end = (when + timedelta(days=1)).isoformat()
        found = connection.execute("SELECT max(id) FROM run WHERE started < ?", (end,)).fetchone()
    return None if found[0] is None else int(found[0])
