"""Snapshots as differences: bounded chains, exact bytes, and whole ones where a difference is not worth it."""

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from scrape_clean.history.database import Database
from scrape_clean.history.model import PageId
from scrape_clean.history.pages import enrolled
from scrape_clean.history.snapshots import bytes_at, forget_from, keep, snapshots_since

NIGHTS = 100


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A database with one page (number 1) and a hundred runs."""
    database = Database.open(tmp_path / "history.db", check=False, timeout=1)
    with database.write() as open_connection:
        open_connection.executemany(
            "INSERT INTO run (id, started, status, version) VALUES (?, '2026-03-01T02:30:00+00:00', 'done', '1.0')",
            ((night,) for night in range(1, NIGHTS + 1)),
        )
        assert enrolled(open_connection, PageId("campus")) == 1
        yield open_connection
    database.close()


def edited(nights: int) -> list[bytes]:
    """A text in which a few letters change from night to night."""
    chance = random.Random(1)  # noqa: S311
    text, found = bytearray(chance.choices(b"abcdefgh ", k=4000)), []
    for _ in range(nights):
        text[chance.randrange(len(text))] = 65 + chance.randrange(26)
        found.append(bytes(text))
    return found


def test_chains_are_bounded_and_every_night_is_exact(connection: sqlite3.Connection) -> None:
    """In any order of asking; nights in between have what stood before."""
    nights = dict(zip(range(1, NIGHTS + 1, 2), edited(NIGHTS // 2), strict=True))
    before = None
    for run, data in nights.items():
        keep(connection, 1, run, data, before)
        before = data
    for run in random.Random(2).sample(range(1, NIGHTS + 1), NIGHTS):  # noqa: S311
        assert bytes_at(connection, 1, run) == nights[run - (run + 1) % 2]
    rows = connection.execute("SELECT base, length(data) FROM snapshot ORDER BY run").fetchall()
    assert [at for at, (base, _) in enumerate(rows) if base is None] == [0, 32]
    assert all(size < 60 for base, size in rows if base is not None)
    assert snapshots_since(connection, 1, 50) == [(run, data) for run, data in nights.items() if run >= 49]
    assert snapshots_since(connection, 1, 0) == list(nights.items())
    assert bytes_at(connection, 1, 0) is None


def test_what_has_little_in_common_stands_alone(connection: sqlite3.Connection) -> None:
    """A difference would take more than half of the room of the whole."""
    chance = random.Random(3)  # noqa: S311
    one, other = chance.randbytes(3000), chance.randbytes(3000)
    for run, (data, before) in enumerate([(one, None), (other, one), (other + b"!", other)], 1):
        keep(connection, 1, run, data, before)
    assert connection.execute("SELECT base FROM snapshot ORDER BY run").fetchall() == [(None,), (None,), (2,)]
    assert [bytes_at(connection, 1, run) for run in (1, 2, 3)] == [one, other, other + b"!"]


def test_going_back_and_on_again(connection: sqlite3.Connection) -> None:
    """What came from a run on is gone, and the chain goes on from what is left."""
    nights = edited(10)
    for run, data in enumerate(nights, 1):
        keep(connection, 1, run, data, nights[run - 2] if run > 1 else None)
    forget_from(connection, 1, 5)
    assert bytes_at(connection, 1, 10) == nights[3]
    keep(connection, 1, 7, nights[9], nights[3])
    assert bytes_at(connection, 1, 6) == nights[3]
    assert bytes_at(connection, 1, 8) == nights[9]


def test_a_page_of_megabytes_with_an_edit_takes_little(connection: sqlite3.Connection) -> None:
    """Matches are found however far back they are."""
    chance = random.Random(4)  # noqa: S311
    one = chance.randbytes(3_000_000)
    other = one[:5] + b"!" + one[5:]
    keep(connection, 1, 1, one, None)
    keep(connection, 1, 2, other, one)
    base, size = connection.execute("SELECT base, length(data) FROM snapshot WHERE run = 2").fetchone()
    assert base == 1
    assert size < 3000
    assert bytes_at(connection, 1, 2) == other
