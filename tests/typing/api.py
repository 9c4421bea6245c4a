"""A user's program: type-checked by `make types`, never run. If it stops checking, the public API has changed."""

from typing import assert_type

import pandas as pd

from scrape_clean import CleanedPage, Fact, Ledger, Metadata, Occurrence, Options, Record, balance, clean, cluster


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


def distinct(texts: list[str]) -> int:
    """How many different bullets there are."""
    ids = cluster(texts)
    assert_type(ids, list[int])
    return len(set(ids))
