"""The forms that other programs read."""

import csv
import io

import pyarrow.parquet as pq

from scrape_clean.exports import export
from scrape_clean.model import Cell, Occurrence, Record
from scrape_clean.page import CleanedPage


def page(*records: Record) -> CleanedPage:
    """A page that holds some records."""
    return CleanedPage(
        records=records,
        drops=(),
        headings=(),
        text="",
        url=None,
        title="T",
        language="en",
        media_type="text/plain",
        charset="utf-8",
        replaced=0,
    )


def record(text: str, kind: str = "bullet", **fields: object) -> Record:
    """A record with one occurrence."""
    return Record(id="a" * 16, kind=kind, text=text, occurrences=(Occurrence(0, 1),), **fields)  # type: ignore[arg-type]


FORMULAS = ["=1+1", "+49 40", "-5 °C", "@home", "'quoted", "\tx", "＝1+1", "plain", "a=b", 'say "hi", now']


def test_csv_is_harmless_to_a_spreadsheet_and_reversible() -> None:
    """No cell starts like a formula, and taking one leading apostrophe off gives each text back."""
    rows = list(csv.DictReader(io.StringIO(export(page(*map(record, FORMULAS)), "csv").decode())))
    assert not [row["text"] for row in rows if row["text"][0] in "=+-@\t\r"]
    assert [row["text"].removeprefix("'") if row["text"][0] == "'" else row["text"] for row in rows] == FORMULAS


def test_parquet_keeps_every_field() -> None:
    """Nested fields come back as they were, and a page without records has the same columns."""
    given = record("A | B", "table_row", cells=(Cell("h", "A"), Cell("", "B")), section=("One", "Two"))
    row = pq.read_table(io.BytesIO(export(page(given), "parquet"))).to_pylist()[0]
    assert row["cells"] == [{"header": "h", "text": "A"}, {"header": "", "text": "B"}]
    assert row["section"] == ["One", "Two"]
    empty = pq.read_schema(io.BytesIO(export(page(), "parquet")))
    assert empty.names == list(Record.__struct_fields__)


def test_json_and_lines_are_the_canonical_ones() -> None:
    """What goes to stdout is what is stored."""
    given = page(record("A"), record("B"))
    assert export(given, "json") == given.canonical()
    assert export(given, "jsonl").count(b"\n") == 2
