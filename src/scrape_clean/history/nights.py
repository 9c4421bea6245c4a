"""One page's night, stored whole: what came in, what it says now, and what changed."""

import sqlite3
from collections.abc import Mapping
from typing import Final

import msgspec

from scrape_clean.canonical import snapshot_bytes
from scrape_clean.history import comparisons, records, snapshots, words
from scrape_clean.history.blobs import decoded, packed
from scrape_clean.history.captures import file_number, freshen, received_number
from scrape_clean.history.model import Night, Outcome, PageId
from scrape_clean.history.pages import enrolled, page_of
from scrape_clean.history.runs import LAST
from scrape_clean.history.times import micros
from scrape_clean.model import Snapshot
from scrape_clean.page import CleanedPage
from scrape_clean.views.data import Changes

__all__ = ["pages_stored", "recent_snapshots", "replace_nights", "snapshot_of", "store_night"]

_GOOD: Final[frozenset[Outcome]] = frozenset({"new", "changed", "unchanged"})
_BAD: Final[frozenset[Outcome]] = frozenset({"suspect", "failed"})


def store_night(connection: sqlite3.Connection, run: int, night: Night) -> bool:
    """Add a night to the history.

    Returns:
        Whether it was added: False when this run has stored the page already; then nothing is changed.
    """
    page = enrolled(connection, night.page)
    if connection.execute("SELECT 1 FROM night WHERE page = ? AND run = ?", (page, run)).fetchone():
        return False
    capture = None if night.received is None else received_number(connection, page, night.received)
    file = None if night.archived is None else file_number(connection, night.archived)
    told = connection.execute(
        "SELECT 1 FROM comparison WHERE page = :page AND run = (SELECT max(run) FROM night WHERE page = :page)",
        {"page": page},
    ).fetchone()
    connection.execute(
        "INSERT INTO night (page, run, outcome, seen, compared, capture, file) VALUES (?, ?, ?, ?, 0, ?, ?)",
        (page, run, night.outcome, micros(night.seen), capture, file),
    )
    _derive(connection, page, run, night)
    if night.validators is not None and capture is not None and night.outcome in _GOOD:
        freshen(connection, capture, night.validators)
    if told or night.last is not None or night.changes not in (None, Changes()):
        connection.execute("UPDATE page SET dirty = ? WHERE id = ?", (run, page))
    return True


def replace_nights(connection: sqlite3.Connection, page: int, nights: Mapping[int, Night]) -> None:
    """Derive a page's nights anew, from the first given one on, and leave what was received as it is.

    Raises:
        ValueError: A night is missing in between, was never stored, or the last good one is not given whole.
    """
    first = min(nights)
    rows = connection.execute("SELECT run FROM night WHERE page = ? AND run >= ?", (page, first)).fetchall()
    if {run for (run,) in rows} != set(nights):
        raise ValueError("all nights from the first one on must be given, and no other")
    _go_back(connection, page, first)
    for run in sorted(nights):
        _derive(connection, page, run, nights[run])
    connection.execute("UPDATE page SET dirty = ? WHERE id = ?", (max(nights), page))
    if connection.execute(
        "SELECT 1 FROM page WHERE id = ? AND good IS NOT NULL AND NOT EXISTS (SELECT 1 FROM last WHERE page = page.id)",
        (page,),
    ).fetchone():
        raise ValueError("the first good night that is given must be given whole")


def _derive(connection: sqlite3.Connection, page: int, run: int, night: Night) -> None:
    """Store what cleaning and comparing made of a night, whose row is there."""
    connection.execute(
        "UPDATE night SET outcome = ?, compared = ?, problem = ? WHERE page = ? AND run = ?",
        (night.outcome, night.changes is not None, _clear(night.problem), page, run),
    )
    connection.execute("UPDATE page SET url = coalesce(?, url) WHERE id = ?", (_clear(night.url), page))
    if night.last is not None:
        _keep_page(connection, page, run, night.last)
    if night.held is not None:
        connection.execute("INSERT INTO held (page, run, data) VALUES (?, ?, ?)", (page, run, packed(night.held)))
    if night.changes is not None:
        comparisons.keep(connection, page, run, night.page, night.changes)
    if night.outcome in _GOOD:
        connection.execute(
            """UPDATE page SET good = iif(? OR good IS NOT NULL, ?, NULL), failures = 0, failing = NULL,
            rules = coalesce(nullif(?, ''), rules),
            capture = coalesce((SELECT capture FROM night WHERE night.page = page.id AND run = ?), capture)
            WHERE id = ?""",
            (night.last is not None, run, night.rules, run, page),
        )
        if night.last is not None or night.changes is not None:
            volatile = msgspec.json.encode(night.volatile).decode()
            connection.execute("UPDATE page SET volatile = ? WHERE id = ?", (volatile, page))
    elif night.outcome in _BAD:
        connection.execute(
            "UPDATE page SET failures = failures + 1, failing = coalesce(failing, ?) WHERE id = ?", (run, page)
        )
    else:
        connection.execute("UPDATE page SET failures = 0, failing = NULL WHERE id = ?", (page,))


def _keep_page(connection: sqlite3.Connection, page: int, run: int, last: CleanedPage) -> None:
    """Store a new last good night, and what of it differs from the one before."""
    snapshot = last.snapshot()
    data, before = snapshot_bytes(snapshot), snapshots.bytes_at(connection, page, run)
    if data != before:
        snapshots.keep(connection, page, run, data, before)
        records.keep(connection, page, run, snapshot.records)
        words.count(connection, () if before is None else snapshot_of(before).records, snapshot.records)
    connection.execute("UPDATE page SET title = ? WHERE id = ?", (_clear(snapshot.title), page))
    connection.execute("INSERT OR REPLACE INTO last (page, data) VALUES (?, ?)", (page, packed(last)))


def _clear(text: str | None) -> str | None:
    """Text without what no database takes: halves of characters, as in names of files that are no Unicode."""
    return None if text is None else text.encode("utf-8", "replace").decode()


def _go_back(connection: sqlite3.Connection, page: int, run: int) -> None:
    """Forget what was derived from a run on; rows of nights, captures and files stay."""
    now, before = (snapshots.bytes_at(connection, page, night) for night in (LAST, run - 1))
    if now is not None and now != before:
        words.count(connection, snapshot_of(now).records, () if before is None else snapshot_of(before).records)
    for part in (comparisons, records, snapshots):
        part.forget_from(connection, page, run)
    connection.execute("DELETE FROM held WHERE page = ? AND run >= ?", (page, run))
    connection.execute("DELETE FROM last WHERE page = ?", (page,))
    earlier = connection.execute(
        "SELECT run, outcome FROM night WHERE page = ? AND run < ? ORDER BY run", (page, run)
    ).fetchall()
    good = max((night for night, outcome in earlier if outcome in _GOOD), default=None)
    failed: list[int] = []
    for night, outcome in earlier:
        failed = [*failed, night] if outcome in _BAD else []
    title = None if before is None else _clear(snapshot_of(before).title)
    connection.execute(
        """UPDATE page SET good = :good, failures = :failures, failing = :failing, title = :title, volatile = '[]',
        rules = '', capture = (
            SELECT capture FROM night WHERE night.page = page.id AND run <= :good AND capture IS NOT NULL
                AND outcome IN ('new', 'changed', 'unchanged') ORDER BY run DESC LIMIT 1
        ) WHERE id = :page""",
        {
            "good": good,
            "failures": len(failed),
            "failing": failed[0] if failed else None,
            "title": title,
            "page": page,
        },
    )


def snapshot_of(data: bytes) -> Snapshot:
    """A snapshot from its canonical bytes.

    Raises:
        GarbledError: They are no snapshot.
    """
    return decoded(data, Snapshot)


def pages_stored(connection: sqlite3.Connection, run: int) -> frozenset[PageId]:
    """Pages that a run has stored."""
    rows = connection.execute(
        "SELECT source, key FROM night JOIN page ON page.id = night.page WHERE run = ?", (run,)
    ).fetchall()
    return frozenset(page_of(source, key) for source, key in rows)


def recent_snapshots(
    connection: sqlite3.Connection, page: int, nights: int, before: int | None = None
) -> tuple[Snapshot, ...]:
    """The last good nights (before a run), the oldest first; one on which nothing changed is there as well."""
    rows = connection.execute(
        """SELECT run FROM night WHERE page = ? AND run < ? AND outcome IN ('new', 'changed', 'unchanged')
        ORDER BY run DESC LIMIT ?""",
        (page, LAST if before is None else before, nights),
    ).fetchall()
    runs = [run for (run,) in rows][::-1]
    if not runs:
        return ()
    since = snapshots.snapshots_since(connection, page, runs[0])
    stored = [(run, snapshot_of(data)) for run, data in since if run <= runs[-1]]
    return tuple(max((item for item in stored if item[0] <= run), key=lambda item: item[0])[1] for run in runs)
