"""A user's program: type-checked by `make types`, never run. If it stops checking, the public API has changed."""

from typing import assert_type

import pandas as pd

from scrape_clean import (
    Annotation,
    Change,
    CleanedPage,
    Fact,
    Ledger,
    Memory,
    Metadata,
    Occurrence,
    Options,
    Record,
    Snapshot,
    annotate,
    balance,
    clean,
    cluster,
    compare,
    learn_volatile,
    pattern_of,
)


def summary(body: bytes) -> dict[str, int]:
    """How often each bullet of a page stands there."""
    page = clean(body, url="https://example.org/", media_type="text/html", options=Options(reader="soup", keep=(".x",)))
    assert_type(page, CleanedPage)
    assert_type(page.canonical(), bytes)
    assert_type(page.metadata, Metadata)
    assert_type(page.metadata.title, Fact | None)
    assert_type(page.unmatched, tuple[str, ...])
    assert_type(page.to_frame(), pd.DataFrame)
    assert_type(page.records, tuple[Record, ...])
    assert_type(page.records[0].occurrences, tuple[Occurrence, ...])
    assert_type(balance(page), Ledger)
    return {record.text: len(record.occurrences) for record in page.records if record.kind == "bullet"}


def dates(text: str) -> list[str]:
    """The dates of a text, and the years that a pattern of the user's own finds."""
    years = pattern_of({"kind": "edition", "pattern": "edition of ([0-9]{4})", "value": "{1}"})
    found = annotate(text, language="en", annotators=(years,))
    assert_type(found, tuple[Annotation, ...])
    return [one.value for one in found if one.kind in {"date", "edition"} and one.value]


def distinct(texts: list[str]) -> int:
    """How many different bullets there are."""
    ids = cluster(texts)
    assert_type(ids, list[int])
    return len(set(ids))


def alarms(nights: list[Snapshot], tonight: CleanedPage) -> tuple[Change, ...]:
    """What changed in substance since the last night."""
    found = compare(nights[-1], tonight, memory=Memory(volatile=learn_volatile(nights)), ignore=("[0-9]+ views",))
    assert_type(found.suspect, str | None)
    assert_type(found.base, Snapshot)
    return tuple(change for change in found.changes if change.substantive)
