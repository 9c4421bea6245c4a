"""``records.json`` of every night, byte for byte: stored when it changes, as the difference to the time before.

Every few changes a snapshot stands alone (a key frame), so that any night takes a bounded number of steps to read.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final

from scrape_clean.history.blobs import pack, unpack

__all__ = ["bytes_at", "forget_from", "keep", "snapshots_since"]

_LONGEST_CHAIN: Final = 32
"""Snapshots that must be unpacked to read one. Of a page of 100 records that is edited every night a year takes 365 KiB
and a night 0.8 ms at the most; with 16 it would be 457 KiB and 0.3 ms, with 64 317 KiB and 1.5 ms."""
_TOO_DIFFERENT: Final = 0.5
"""A difference of more than this share of what the snapshot takes alone is not worth it."""
_LITTLE: Final = 0.02
"""No snapshot is compressed alone to less than this share of its bytes."""


def keep(connection: sqlite3.Connection, page: int, run: int, data: bytes, before: bytes | None) -> None:
    """Store a night's bytes, which are not those of ``before``, the night before."""
    base = None if before is None else _base(connection, page)
    blob = pack(data, None if base is None else before)
    if base is not None and len(blob) > _LITTLE * len(data):
        alone = pack(data)
        if len(blob) > _TOO_DIFFERENT * len(alone):
            base, blob = None, alone
    connection.execute("INSERT INTO snapshot (page, run, base, data) VALUES (?, ?, ?, ?)", (page, run, base, blob))


def _base(connection: sqlite3.Connection, page: int) -> int | None:
    """The last run with a snapshot, unless its chain is as long as chains may be."""
    rows = connection.execute(
        "SELECT run, base FROM snapshot WHERE page = ? ORDER BY run DESC LIMIT ?", (page, _LONGEST_CHAIN)
    ).fetchall()
    return rows[0][0] if rows and any(base is None for _, base in rows[: _LONGEST_CHAIN - 1]) else None


def bytes_at(connection: sqlite3.Connection, page: int, run: int) -> bytes | None:
    """The bytes as they were after a run; None before the first good night."""
    data = None
    for data in _unpacked(_chain(connection, page, run)):  # noqa: B007  the last one counts
        pass
    return data


def snapshots_since(connection: sqlite3.Connection, page: int, run: int) -> list[tuple[int, bytes]]:
    """The bytes after a run and all that came later, with the runs in which they came."""
    rows = _chain(connection, page, run)
    later = connection.execute(
        "SELECT run, base, data FROM snapshot WHERE page = ? AND run > ? ORDER BY run", (page, run)
    ).fetchall()
    every = [*rows, *later]
    found = [(row[0], data) for row, data in zip(every, _unpacked(every), strict=True)]
    return found[max(len(rows) - 1, 0) :]


def _chain(connection: sqlite3.Connection, page: int, run: int) -> list[tuple[int, int | None, bytes]]:
    """From a key frame to the snapshot that stood after a run."""
    rows: list[tuple[int, int | None, bytes]] = []
    for row in connection.execute(
        "SELECT run, base, data FROM snapshot WHERE page = ? AND run <= ? ORDER BY run DESC", (page, run)
    ):
        rows.append(row)
        if row[1] is None:
            break
    return rows[::-1]


def _unpacked(rows: Sequence[tuple[int, int | None, bytes]]) -> Iterator[bytes]:
    """Each one's bytes; the base of each is the one before it."""
    before: bytes | None = None
    for _, base, data in rows:
        before = unpack(data, None if base is None else before)
        yield before


def forget_from(connection: sqlite3.Connection, page: int, run: int) -> None:
    """Remove what came from a run on."""
    connection.execute("DELETE FROM snapshot WHERE page = ? AND run >= ?", (page, run))
