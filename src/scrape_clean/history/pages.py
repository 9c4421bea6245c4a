"""Pages and how they are doing."""

import sqlite3

from scrape_clean.compare import Volatile
from scrape_clean.history.blobs import decoded, unpacked
from scrape_clean.history.captures import received_of
from scrape_clean.history.model import Dirty, Known, PageId, PageState, Received, Validators
from scrape_clean.history.runs import run_of, runs_of
from scrape_clean.history.times import moment_of
from scrape_clean.model import Snapshot
from scrape_clean.page import CleanedPage

__all__ = [
    "clean_pages",
    "column_of",
    "dirty_pages",
    "enrolled",
    "known_of",
    "last_received",
    "last_validators",
    "number_of",
    "page_of",
    "states",
]


def number_of(connection: sqlite3.Connection, page: PageId) -> int | None:
    """A page's number in the database; None for one that was never stored."""
    row = connection.execute(
        "SELECT id FROM page WHERE source = ? AND key = ?", (column_of(page.source), column_of(page.key))
    ).fetchone()
    return row[0] if row else None


def enrolled(connection: sqlite3.Connection, page: PageId) -> int:
    """A page's number; it gets one with its first night."""
    number = number_of(connection, page)
    if number is None:
        names = (column_of(page.source), column_of(page.key))
        number = connection.execute("INSERT INTO page (source, key) VALUES (?, ?)", names).lastrowid
    return int(number or 0)


def page_of(source: str | bytes, key: str | bytes) -> PageId:
    """A page from its two columns."""
    return PageId(_text(source), _text(key))


def column_of(text: str) -> str | bytes:
    """Text as it is stored: bytes where it is no Unicode, as the names of some files are not."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def _text(name: str | bytes) -> str:
    return name if isinstance(name, str) else name.decode("utf-8", "surrogatepass")


def known_of(connection: sqlite3.Connection, page: PageId) -> Known:
    """What earlier nights told of a page."""
    row = connection.execute(
        """SELECT page.id, rules, volatile, capture, failures, coalesce(good, 0), last.data
        FROM page LEFT JOIN last ON last.page = page.id WHERE source = ? AND key = ?""",
        (column_of(page.source), column_of(page.key)),
    ).fetchone()
    if row is None:
        return Known(page=page)
    number, rules, volatile, capture, failures, good, last = row
    held = connection.execute(
        "SELECT data FROM held WHERE page = ? AND run > ? ORDER BY run", (number, good)
    ).fetchall()
    return Known(
        page=page,
        last=None if last is None else unpacked(last, CleanedPage),
        rules=rules,
        received=received_of(connection, capture),
        held=tuple(unpacked(data, Snapshot) for (data,) in held),
        volatile=decoded(volatile, tuple[Volatile, ...]),
        failures=failures,
    )


def last_received(connection: sqlite3.Connection, page: PageId) -> Received | None:
    """The capture that a page's last good night was made from."""
    row = connection.execute(
        "SELECT capture FROM page WHERE source = ? AND key = ?", (column_of(page.source), column_of(page.key))
    ).fetchone()
    return received_of(connection, row[0]) if row else None


def last_validators(connection: sqlite3.Connection, page: PageId, rules: str) -> Validators | None:
    """What the server last called the body by that a page's last good night was made from, if by these rules."""
    row = connection.execute(
        """SELECT iif(newest.capture, newest.etag, first.etag),
            iif(newest.capture, newest.last_modified, first.last_modified)
        FROM page JOIN capture AS first ON first.id = page.capture
            LEFT JOIN validators AS newest ON newest.capture = first.id
        WHERE source = ? AND key = ? AND rules = ?""",
        (column_of(page.source), column_of(page.key), rules),
    ).fetchone()
    return Validators(etag=row[0], last_modified=row[1]) if row else None


def dirty_pages(connection: sqlite3.Connection) -> tuple[Dirty, ...]:
    """Pages whose output files are to be written again, in the order of the nights."""
    rows = connection.execute(
        "SELECT source, key, dirty FROM page WHERE dirty IS NOT NULL ORDER BY dirty, source, key"
    ).fetchall()
    return tuple(Dirty(page_of(source, key), run) for source, key, run in rows)


def clean_pages(connection: sqlite3.Connection, page: PageId, run: int) -> None:
    """Note that a page's output files show a run, unless a later one has come meanwhile."""
    connection.execute(
        "UPDATE page SET dirty = NULL WHERE source = ? AND key = ? AND dirty <= ?",
        (column_of(page.source), column_of(page.key), run),
    )


def states(connection: sqlite3.Connection, source: str | None) -> tuple[PageState, ...]:
    """Every page with its last night, in the order of their names."""
    runs = runs_of(connection)
    rows = connection.execute(
        """SELECT source, key, url, title, night.run, seen, outcome, problem, good, failures, failing,
            (SELECT count(*) FROM record WHERE record.page = page.id AND valid_to IS NULL)
        FROM page JOIN night ON night.page = page.id
            AND night.run = (SELECT max(run) FROM night WHERE night.page = page.id)
        WHERE :source IS NULL OR source = :source ORDER BY source, key""",
        {"source": None if source is None else column_of(source)},
    ).fetchall()
    return tuple(
        PageState(
            page=page_of(place, key),
            url=url,
            title=title,
            run=run,
            seen=moment_of(seen),
            outcome=outcome,
            problem=problem,
            good=run_of(runs, good),
            failures=failures,
            failing=run_of(runs, failing),
            records=count,
        )
        for place, key, url, title, run, seen, outcome, problem, good, failures, failing, count in rows
    )
