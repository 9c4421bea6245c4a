"""What each record said, from which night until which: one row for as long as it says the same."""

import sqlite3
from collections.abc import Sequence

from msgspec.structs import replace

from scrape_clean.canonical import record_lines
from scrape_clean.history.blobs import decoded
from scrape_clean.history.model import Version
from scrape_clean.history.pages import page_of
from scrape_clean.history.runs import run_of, runs_of
from scrape_clean.model import Record

__all__ = ["forget_from", "keep", "versions_of"]


def keep(connection: sqlite3.Connection, page: int, run: int, records: Sequence[Record]) -> None:
    """Note what a page's records say from a run on."""
    stand = {record.id: _line(record) for record in records}
    said = dict(
        connection.execute("SELECT id, payload FROM record WHERE page = ? AND valid_to IS NULL", (page,)).fetchall()
    )
    ended = [name for name, line in said.items() if not _same(line, stand.get(name))]
    gone = set(ended)
    connection.executemany(
        "UPDATE record SET valid_to = ? WHERE page = ? AND id = ? AND valid_to IS NULL",
        ((run, page, name) for name in ended),
    )
    connection.executemany(
        "INSERT INTO record (page, id, valid_from, payload) VALUES (?, ?, ?, ?)",
        ((page, name, run, line) for name, line in stand.items() if name in gone or name not in said),
    )


def _line(record: Record) -> str:
    return record_lines((record,)).decode().rstrip("\n")


def _same(before: str, after: str | None) -> bool:
    """Whether two lines say the same; a field that a new version of this package adds to all of them says nothing."""
    return before == after or (after is not None and _read(before) == _read(after))


def _read(line: str) -> Record:
    return decoded(line, Record)


def versions_of(connection: sqlite3.Connection, record: str) -> tuple[Version, ...]:
    """Everything that a record ever said, page by page, the oldest first."""
    runs = runs_of(connection)
    rows = connection.execute(
        """SELECT source, key, valid_from, valid_to, payload FROM record JOIN page ON page.id = record.page
        WHERE record.id = ? ORDER BY source, key, valid_from""",
        (record,),
    ).fetchall()
    return tuple(
        Version(
            page=page_of(source, key),
            record=replace(_read(line), position=0, occurrences=()),
            start=runs[start],
            end=run_of(runs, end),
        )
        for source, key, start, end, line in rows
    )


def forget_from(connection: sqlite3.Connection, page: int, run: int) -> None:
    """Go back to what records said before a run."""
    connection.execute("DELETE FROM record WHERE page = ? AND valid_from >= ?", (page, run))
    connection.execute("UPDATE record SET valid_to = NULL WHERE page = ? AND valid_to >= ?", (page, run))
