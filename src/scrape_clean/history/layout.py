"""The layout of the database, step by step: SQL files that are numbered, applied in order and never edited again."""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files

from msgspec import Struct

__all__ = ["Migration", "migrate", "migrations"]

_RECORDED = (
    "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied TEXT NOT NULL)"
)
_APPLIED = "INSERT INTO migration VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))"


class Migration(Struct, frozen=True, order=True):
    """One step, from the layout before it."""

    number: int
    """From 1; the database's ``user_version`` once it is applied."""
    name: str
    sql: str


def migrations() -> tuple[Migration, ...]:
    """All steps that this version knows: ``migrations/<number>_<name>.sql`` in this package.

    Raises:
        ValueError: Their numbers are not 1, 2, 3 ...
    """
    found = []
    for item in files("scrape_clean.history").joinpath("migrations").iterdir():
        number, _, name = item.name.removesuffix(".sql").partition("_")
        if item.name.endswith(".sql"):
            found.append(Migration(int(number), name, item.read_text(encoding="utf-8")))
    if [step.number for step in sorted(found)] != list(range(1, len(found) + 1)):
        raise ValueError("migrations must be numbered 0001, 0002 ... without gaps")
    return tuple(sorted(found))


def migrate(connection: sqlite3.Connection, steps: tuple[Migration, ...]) -> None:
    """Apply what a database lacks, each step in a transaction of its own: a killed one leaves no trace.

    Another process may do so at the same time.

    Args:
        connection: In autocommit mode.
        steps: All of them, from 1.
    """
    for step in steps:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if step.number > connection.execute("PRAGMA user_version").fetchone()[0]:
                for statement in _statements(step.sql):
                    connection.execute(statement)
                connection.execute(_RECORDED)
                connection.execute(_APPLIED, (step.number, step.name))
                connection.execute(f"PRAGMA user_version = {step.number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _statements(sql: str) -> Iterator[str]:
    """The statements of a script one by one: ``executescript`` would commit what went before."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
