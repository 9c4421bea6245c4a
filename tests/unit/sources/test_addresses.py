"""Names that look like addresses."""

import pytest

from scrape_clean.sources.addresses import is_like_host


@pytest.mark.parametrize(
    ("name", "is_like"),
    [
        ("example.org", True),
        ("example.org/records.json", True),
        ("localhost:8000", True),
        ("records", False),
        *((name, False) for name in ("page.html", "records.json", "records.jsonl", "a.xhtml", "a.markdown", "map.xml")),
        *((name, False) for name in ("texts.csv", "texts.tsv", "a.pdf", "a.parquet", "PAGE.HTML", "Records.JSON")),
    ],
)
def test_a_file_is_not_taken_for_a_host(name: str, *, is_like: bool) -> None:
    """By the ending of its name, however that is written."""
    assert is_like_host(name) == is_like
