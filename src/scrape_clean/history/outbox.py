"""The outbox: what a night has to tell waits here until each sink has taken it.

Messages are written in the transaction that stores what they tell of, so neither is there without the other; they are
sent afterwards, from here (the transactional outbox; https://microservices.io/patterns/data/transactional-outbox.html).
A sink takes its messages in the order in which they were written. What cannot be delivered waits, and those behind it
wait too; what is given up is *dead*: listed, and taken up again when asked for.

All functions take a connection whose database has ``migrations/0002_outbox.sql``, and belong to the caller's
transaction: none commits.
"""

import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from scrape_clean.history.blobs import GarbledError, decoded
from scrape_clean.history.model import Message, MessageKind

__all__ = [
    "LONGEST_WAIT",
    "PAGES",
    "Backlog",
    "Delivery",
    "Letter",
    "Wanted",
    "backlogs",
    "dead_letters",
    "delivered",
    "due",
    "enqueue",
    "failed",
    "forget",
    "gave_up",
    "prune",
    "retry",
    "told",
]

Wanted: TypeAlias = Mapping[str, Collection[MessageKind]]
"""Which kinds of messages each sink wants, by the sink's name."""

LONGEST_WAIT: Final = timedelta(hours=6)
"""No message waits longer for its next try: the next night's run always makes one."""
PAGES: Final[tuple[MessageKind, ...]] = (
    "page.new",
    "page.changed",
    "page.suspect",
    "page.failed",
    "page.healed",
    "page.gone",
)
"""What somebody wants to know who watches pages. Kept whether a sink wants them or not: digests are made of them."""
_LONGEST_ERROR: Final = 500  # characters


class Delivery(Struct, frozen=True, kw_only=True):
    """A message that waits for a sink."""

    seq: int
    sink: str
    message: Message
    attempts: int = 0
    """Tries made so far."""
    failing: datetime | None = None
    """When the first of them failed."""


class Letter(Struct, frozen=True, kw_only=True):
    """A message that was given up."""

    sink: str
    id: str
    run: int
    kind: MessageKind
    source: str | None
    page: str | None
    time: datetime
    """Of what it tells."""
    attempts: int
    error: str
    """Why the last try failed."""


class Backlog(Struct, frozen=True, kw_only=True):
    """How one sink stands."""

    sink: str
    pending: int
    dead: int
    last_success: datetime | None
    """When a message was last delivered, of those still kept."""
    oldest: datetime | None
    """Time of the oldest pending message."""
    error: str | None
    """Why the first of the pending ones has not been delivered."""


def enqueue(connection: sqlite3.Connection, messages: Iterable[Message], sinks: Wanted) -> None:
    """Put messages into the outbox, in their order, for every sink that wants them.

    A message whose id is known is not put in again, so a night may be told twice. The records of a message that only
    the digest is made of are left out.
    """
    for message in messages:
        names = [name for name, kinds in sinks.items() if message.kind in kinds]
        if not names and message.kind not in PAGES:
            continue
        kept = message if names else replace(message, upserted=(), deleted=())
        page = (message.page.source, message.page.key) if message.page else (None, None)
        added = connection.execute(
            "INSERT INTO messages (id, run, kind, source, page, time, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO NOTHING",
            (kept.id, kept.run, kept.kind, *page, _text(kept.time), _packed(kept)),
        )
        if added.rowcount:
            connection.executemany(
                "INSERT INTO deliveries (sink, message) VALUES (?, ?)", [(name, added.lastrowid) for name in names]
            )


def due(connection: sqlite3.Connection, sink: str, now: datetime) -> Delivery | None:
    """The message that may be sent to a sink now: the first that it has not taken; None when none is left.

    None, too, while that one has to wait: those behind it must not overtake it. A time to wait for that no wait leads
    to (the clock has been put back) counts as over.
    """
    while True:
        rows = connection.execute(
            "SELECT d.message, d.attempts, d.failing, d.next_try, m.body"
            " FROM deliveries AS d INDEXED BY deliveries_open JOIN messages AS m ON m.seq = d.message"
            " WHERE d.sink = ? AND d.state = 'pending' ORDER BY d.message LIMIT 1",
            (sink,),
        ).fetchall()
        if not rows:
            return None
        ((seq, attempts, failing, next_try, body),) = rows
        if next_try is not None and _text(now) < next_try <= _text(now + LONGEST_WAIT):
            return None
        try:
            message = _unpacked(body)
        except GarbledError as problem:
            _settle(connection, (seq, sink), "dead", now, f"cannot be read: {problem}")
            continue
        since = failing and datetime.fromisoformat(failing)
        return Delivery(seq=seq, sink=sink, message=message, attempts=attempts, failing=since)


def delivered(connection: sqlite3.Connection, delivery: Delivery, now: datetime) -> None:
    """A sink has taken a message."""
    _settle(connection, (delivery.seq, delivery.sink), "done", now, None)


def failed(connection: sqlite3.Connection, delivery: Delivery, error: str, now: datetime, next_try: datetime) -> None:
    """A sink has not taken a message; there will be another try.

    Args:
        connection: The database.
        delivery: Which one.
        error: Why, in one line, with no secret in it.
        now: When.
        next_try: Not before then.
    """
    connection.execute(
        "UPDATE deliveries SET attempts = attempts + 1, failing = coalesce(failing, ?), next_try = ?, last_error = ?"
        " WHERE sink = ? AND message = ?",
        (_text(now), _text(next_try), _line(error), delivery.sink, delivery.seq),
    )


def gave_up(connection: sqlite3.Connection, delivery: Delivery, error: str, now: datetime) -> None:
    """A sink has not taken a message, and there will be no other try unless it is asked for."""
    _settle(connection, (delivery.seq, delivery.sink), "dead", now, error)


def dead_letters(connection: sqlite3.Connection, sink: str | None = None) -> Iterator[Letter]:
    """The messages that were given up, of one sink or of all; the oldest first."""
    rows = connection.execute(
        "SELECT d.sink, m.id, m.run, m.kind, m.source, m.page, m.time, d.attempts, d.last_error"
        " FROM deliveries AS d INDEXED BY deliveries_dead JOIN messages AS m ON m.seq = d.message"
        " WHERE d.state = 'dead' AND (d.sink = :sink OR :sink IS NULL) ORDER BY d.message, d.sink",
        {"sink": sink},
    )
    for name, identity, run, kind, source, page, time, attempts, error in rows:
        yield Letter(
            sink=name, id=identity, run=run, kind=kind, source=source, page=page,
            time=datetime.fromisoformat(time), attempts=attempts, error=error or "",
        )  # fmt: skip


def retry(connection: sqlite3.Connection, sink: str | None = None) -> int:
    """Take up what was given up, and let nothing wait any longer, of one sink or of all.

    Returns:
        How many messages were dead. They come late: what was written after them may have been delivered.
    """
    revived = connection.execute(
        "UPDATE deliveries SET state = 'pending', attempts = 0, failing = NULL, next_try = NULL, settled = NULL"
        " WHERE state = 'dead' AND (sink = :sink OR :sink IS NULL)",
        {"sink": sink},
    )
    connection.execute(
        "UPDATE deliveries SET next_try = NULL WHERE state = 'pending' AND (sink = :sink OR :sink IS NULL)",
        {"sink": sink},
    )
    return revived.rowcount


def forget(connection: sqlite3.Connection, sink: str) -> int:
    """Throw away all that waits for a sink or was given up; returns how many messages. For a sink that is no more."""
    return connection.execute("DELETE FROM deliveries WHERE sink = ? AND state <> 'done'", (sink,)).rowcount


def prune(connection: sqlite3.Connection, before: int) -> int:
    """Remove messages of runs before a run that every sink has taken; returns how many. Dead ones stay."""
    connection.execute(
        "DELETE FROM deliveries WHERE state = 'done' AND message IN (SELECT seq FROM messages WHERE run < ?)", (before,)
    )
    return connection.execute(
        "DELETE FROM messages WHERE run < ? AND NOT EXISTS (SELECT 1 FROM deliveries WHERE message = seq)", (before,)
    ).rowcount


def told(connection: sqlite3.Connection, run: int) -> Iterator[Message]:
    """What a run has told of its pages so far, without records, in order: what its digest is made of."""
    kinds = ", ".join("?" * len(PAGES))
    rows = connection.execute(
        f"SELECT body FROM messages WHERE run = ? AND kind IN ({kinds}) ORDER BY seq",  # noqa: S608  question marks
        (run, *PAGES),
    )
    for (body,) in rows:
        yield replace(_unpacked(body), upserted=(), deleted=())


def backlogs(connection: sqlite3.Connection) -> tuple[Backlog, ...]:
    """How every sink stands that was ever sent a message which is still kept, by name."""
    rows = connection.execute("SELECT DISTINCT sink FROM deliveries ORDER BY sink").fetchall()
    return tuple(_backlog(connection, name) for (name,) in rows)


def _backlog(connection: sqlite3.Connection, sink: str) -> Backlog:
    def count(index: str, state: str) -> int:
        rows = connection.execute(
            f"SELECT count(*) FROM deliveries INDEXED BY {index}"  # noqa: S608  words of ours
            f" WHERE sink = ? AND state = '{state}'",
            (sink,),
        )
        return int(rows.fetchone()[0])

    (success,) = connection.execute(
        "SELECT max(settled) FROM deliveries WHERE sink = ? AND state = 'done'", (sink,)
    ).fetchone()
    first = connection.execute(
        "SELECT m.time, d.last_error"
        " FROM deliveries AS d INDEXED BY deliveries_open JOIN messages AS m ON m.seq = d.message"
        " WHERE d.sink = ? AND d.state = 'pending' ORDER BY d.message LIMIT 1",
        (sink,),
    ).fetchone()
    return Backlog(
        sink=sink,
        pending=count("deliveries_open", "pending"),
        dead=count("deliveries_dead", "dead"),
        last_success=success and datetime.fromisoformat(success),
        oldest=first and datetime.fromisoformat(first[0]),
        error=first and first[1],
    )


def _settle(
    connection: sqlite3.Connection, place: tuple[int, str], state: str, now: datetime, error: str | None
) -> None:
    connection.execute(
        "UPDATE deliveries SET state = ?, attempts = attempts + 1, next_try = NULL, last_error = ?, settled = ?"
        " WHERE message = ? AND sink = ?",
        (state, error and _line(error), _text(now), *place),
    )


def _packed(message: Message) -> bytes:
    return zlib.compress(msgspec.json.encode(message))


def _unpacked(body: bytes) -> Message:
    try:
        return decoded(zlib.decompress(body), Message)
    except zlib.error as problem:
        raise GarbledError(str(problem)) from None


def _text(time: datetime) -> str:
    """UTC in one width, so that the order of texts is that of times."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_ERROR]
