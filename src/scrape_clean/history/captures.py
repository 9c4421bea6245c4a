"""What was received, and the files of the archive that hold it."""

import sqlite3
from collections.abc import Iterable
from typing import Final

from scrape_clean.archive.files import Archived
from scrape_clean.history.model import Past, Received, Validators
from scrape_clean.history.runs import runs_of
from scrape_clean.history.times import instant_of, moment_of, stored

__all__ = ["file_number", "forget_files", "freshen", "pasts", "received_number", "received_of"]

_ALGORITHM: Final = "sha256:"
_CAPTURE: Final = """SELECT capture.time, url, status, etag, last_modified, media_type, charset, capture.digest, record,
    folder.path, file.name, file.records, file.bytes, file.digest
FROM capture LEFT JOIN file ON file.id = capture.file LEFT JOIN folder ON folder.id = file.folder
WHERE capture.id = ?"""


def received_number(connection: sqlite3.Connection, page: int, received: Received) -> int:
    """The number of a capture; it gets one when it is new."""
    values = (
        page,
        stored(received.time),
        received.url,
        received.status,
        received.etag,
        received.last_modified,
        received.media_type,
        received.charset,
        _digest(received.digest),
        received.record,
    )
    row = connection.execute(
        """SELECT id FROM capture WHERE page = ? AND time = ? AND url IS ? AND status IS ? AND etag IS ?
        AND last_modified IS ? AND media_type IS ? AND charset IS ? AND digest IS ? AND record IS ?
        ORDER BY id DESC LIMIT 1""",
        values,
    ).fetchone()
    if row:
        return int(row[0])
    file = None if received.archived is None else file_number(connection, received.archived)
    added = connection.execute(
        """INSERT INTO capture (page, time, url, status, etag, last_modified, media_type, charset, digest, record, file)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (*values, file),
    )
    return int(added.lastrowid or 0)


def freshen(connection: sqlite3.Connection, number: int, validators: Validators) -> None:
    """Note what a server calls a capture's body by now; the capture itself stays as it was received."""
    connection.execute("DELETE FROM validators WHERE capture = ?", (number,))
    connection.execute(
        """INSERT INTO validators (capture, etag, last_modified) SELECT id, :etag, :modified FROM capture
        WHERE id = :id AND (etag IS NOT :etag OR last_modified IS NOT :modified)""",
        {"id": number, "etag": validators.etag, "modified": validators.last_modified},
    )


def file_number(connection: sqlite3.Connection, archived: Archived) -> int:
    """The number of a file; one that was written again, after a killed run, has its new size and digest."""
    folder, _, name = archived.path.rpartition("/")
    connection.execute("INSERT INTO folder (path) VALUES (?) ON CONFLICT DO NOTHING", (folder,))
    (place,) = connection.execute("SELECT id FROM folder WHERE path = ?", (folder,)).fetchone()
    connection.execute(
        """INSERT INTO file (folder, name, records, bytes, digest) VALUES (?, ?, ?, ?, ?) ON CONFLICT (folder, name)
        DO UPDATE SET records = excluded.records, bytes = excluded.bytes, digest = excluded.digest""",
        (place, name, archived.records, archived.bytes, _digest(archived.digest)),
    )
    (number,) = connection.execute("SELECT id FROM file WHERE folder = ? AND name = ?", (place, name)).fetchone()
    return int(number)


def received_of(connection: sqlite3.Connection, number: int | None) -> Received | None:
    """A capture by its number."""
    row = None if number is None else connection.execute(_CAPTURE, (number,)).fetchone()
    if row is None:
        return None
    time, url, status, etag, modified, media_type, charset, digest, record, *file = row
    return Received(
        time=instant_of(time),
        url=url,
        status=status,
        etag=etag,
        last_modified=modified,
        media_type=media_type,
        charset=charset,
        digest=_written(digest),
        archived=_archived(*file),
        record=record,
    )


def pasts(connection: sqlite3.Connection, page: int) -> tuple[Past, ...]:
    """Every night of a page, the oldest first."""
    runs = runs_of(connection)
    rows = connection.execute(
        """SELECT run, seen, outcome, problem, capture, folder.path, name, records, bytes, digest FROM night
        LEFT JOIN file ON file.id = night.file LEFT JOIN folder ON folder.id = file.folder
        WHERE page = ? ORDER BY run""",
        (page,),
    ).fetchall()
    captures = {number: received_of(connection, number) for number in {row[4] for row in rows}}
    return tuple(
        Past(
            run=runs[run],
            seen=moment_of(seen),
            outcome=outcome,
            problem=problem,
            received=captures[capture],
            archived=_archived(*file),
        )
        for run, seen, outcome, problem, capture, *file in rows
    )


def forget_files(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Note that files of the archive are no longer there; nights and captures stay."""
    for path in paths:
        folder, _, name = path.rpartition("/")
        connection.execute(
            "DELETE FROM file WHERE name = ? AND folder = (SELECT id FROM folder WHERE path = ?)", (name, folder)
        )


def _archived(
    folder: str | None, name: str | None, records: int | None, size: int | None, digest: bytes | str | None
) -> Archived | None:
    if folder is None or name is None or records is None or size is None or digest is None:
        return None
    path = f"{folder}/{name}" if folder else name
    return Archived(path=path, records=records, bytes=size, digest=_written(digest))


def _digest(text: str) -> bytes | str:
    """Half the room for what is meant to be there; anything else as it is."""
    digits = text.removeprefix(_ALGORITHM)
    if digits == text or len(digits) != 64 or set(digits) - set("0123456789abcdef"):
        return text
    return bytes.fromhex(digits)


def _written(digest: bytes | str) -> str:
    return digest if isinstance(digest, str) else f"{_ALGORITHM}{digest.hex()}"
