"""What was found between the nights: kept whole, and change by change to be searched."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final, TypeAlias

from scrape_clean.compare import Change
from scrape_clean.history.blobs import packed, unpacked
from scrape_clean.history.model import Flagged, PageId, Run
from scrape_clean.history.pages import column_of, page_of
from scrape_clean.history.runs import one_run
from scrape_clean.views.data import Changes
from scrape_clean.views.pieces import record_of

__all__ = [
    "Place",
    "change_ids",
    "changes_at",
    "flagged_at",
    "forget_from",
    "keep",
    "places",
    "places_of_record",
]

Place: TypeAlias = tuple[int, int, int, str]
"""Of a change: run, page, its number in that night's comparison, and its id."""
_DIGITS: Final = 20
"""Hex digits of a change's id: 80 bits."""
_UNIT: Final = "\x1f"
"""ASCII's unit separator: in no id, and escaped in no text, so that no two lists of parts make one."""


def change_ids(page: PageId, run: int, changes: Sequence[Change]) -> tuple[str, ...]:
    """Ids by which a receiver knows doubles: the same for the same night, another for any other change."""
    given: Counter[str] = Counter()
    ids = []
    for change in changes:
        texts = (f"{side.text}\x1e" if side else "" for side in (change.before, change.after))
        parts = _UNIT.join((page.source, page.key, str(run), change.id, change.type, *texts))
        ids.append(_digest(f"{parts}{_UNIT}{given[parts]}"))
        given[parts] += 1
    return tuple(ids)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def keep(connection: sqlite3.Connection, number: int, run: int, page: PageId, changes: Changes) -> None:
    """Store what a night found of a page, unless it is nothing."""
    if changes == Changes():
        return
    connection.execute("INSERT INTO comparison (page, run, data) VALUES (?, ?, ?)", (number, run, packed(changes)))
    names = change_ids(page, run, changes.changes)
    connection.executemany(
        """INSERT INTO change (run, page, number, id, type, record, substantive, section, before, after)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            (
                *(run, number, at, name, change.type, change.id, change.substantive),
                " > ".join(record_of(change).section),
                change.before and change.before.text,
                change.after and change.after.text,
            )
            for at, (name, change) in enumerate(zip(names, changes.changes, strict=True))
        ),
    )


def changes_at(connection: sqlite3.Connection, page: int, run: int) -> Changes | None:
    """What a night found of a page; None if nothing was compared."""
    row = connection.execute("SELECT data FROM comparison WHERE page = ? AND run = ?", (page, run)).fetchone()
    if row:
        return unpacked(row[0], Changes)
    row = connection.execute("SELECT compared FROM night WHERE page = ? AND run = ?", (page, run)).fetchone()
    return Changes() if row and row[0] else None


def places(
    connection: sqlite3.Connection, runs: Iterable[int], source: str | None, *, substantive: bool
) -> Iterator[list[Place]]:
    """Where the changes of some runs are, run by run, each in the order of pages and of the page."""
    for run in runs:
        yield connection.execute(
            """SELECT run, page, number, change.id FROM change JOIN page ON page.id = change.page
            WHERE run = :run AND (:source IS NULL OR page.source = :source) AND substantive >= :substantive
            ORDER BY source, key, number""",
            {
                "run": run,
                "source": None if source is None else column_of(source),
                "substantive": int(substantive),
            },
        ).fetchall()


def places_of_record(connection: sqlite3.Connection, record: str) -> list[Place]:
    """Where the changes of one record are, the oldest first."""
    return connection.execute(
        "SELECT run, page, number, id FROM change WHERE record = ? ORDER BY run, page, number", (record,)
    ).fetchall()


def flagged_at(connection: sqlite3.Connection, wanted: Sequence[Place]) -> list[Flagged]:
    """The changes at some places in their order; both are of one view."""
    found: list[Flagged] = []
    runs: dict[int, Run] = {}
    for (run, number), group in groupby(wanted, key=itemgetter(0, 1)):
        source, key, url, data = connection.execute(
            """SELECT source, key, url, data FROM comparison JOIN page ON page.id = comparison.page
            WHERE comparison.page = ? AND comparison.run = ?""",
            (number, run),
        ).fetchone()
        page, changes = page_of(source, key), unpacked(data, Changes).changes
        if run not in runs:
            runs[run] = one_run(connection, run)
        found += [Flagged(id=name, run=runs[run], page=page, url=url, change=changes[at]) for _, _, at, name in group]
    return found


def forget_from(connection: sqlite3.Connection, page: int, run: int) -> None:
    """Remove what was found from a run on."""
    connection.execute("DELETE FROM comparison WHERE page = ? AND run >= ?", (page, run))
    connection.execute("DELETE FROM change WHERE page = ? AND run >= ?", (page, run))
