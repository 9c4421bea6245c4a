"""In how many pages each word stands now: evidence of what is a slip (``cluster(texts, attested=...)``)."""

import sqlite3
from collections.abc import Sequence

from scrape_clean.dedupe import attested_words
from scrape_clean.model import Record

__all__ = ["count", "counts"]


def count(connection: sqlite3.Connection, before: Sequence[Record], after: Sequence[Record]) -> None:
    """Count a page's words anew where its records change."""
    same = {record.text for record in before} & {record.text for record in after}
    if len(same) == len(before) == len(after):
        return
    here, there = _words(before), _words(after)
    connection.executemany(
        "INSERT INTO word (word, pages) VALUES (?, 1) ON CONFLICT (word) DO UPDATE SET pages = pages + 1",
        ((word,) for word in sorted(there - here)),
    )
    gone = [(word,) for word in sorted(here - there)]
    connection.executemany("DELETE FROM word WHERE word = ? AND pages = 1", gone)
    connection.executemany("UPDATE word SET pages = pages - 1 WHERE word = ?", gone)


def _words(records: Sequence[Record]) -> frozenset[str]:
    return frozenset(attested_words(record.text for record in records))


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """All words that stand in the current records of any page."""
    return dict(connection.execute("SELECT word, pages FROM word").fetchall())
