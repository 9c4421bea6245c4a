"""Tables of a run: whole, harmless, described, and the same each time."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pages import LIBRARY, page
from reports import NASTY, RUN, night
from scrape_clean import OutputError, Record
from scrape_clean.frames import SECTION_MARK
from scrape_clean.history.model import PageId
from scrape_clean.publish import PageReport
from scrape_clean.publish import tables as module
from scrape_clean.publish.columns import TABLES
from scrape_clean.publish.tables import TABLE_FILES, PageRecords, store_tables, write_tables

RECORDS = page({**LIBRARY, "Sums": ["=1+1 is two", "-5 is less", "'tis so", "＋49 30 12"]}).records


def states() -> list[PageRecords]:
    """The night's pages, each with the same records."""
    return [PageRecords(report=report, records=RECORDS) for report in night()]


def written(pages: Iterable[PageRecords]) -> dict[str, bytes]:
    """All files."""
    sinks = {name: io.BytesIO() for name in TABLE_FILES}
    described = write_tables(RUN, pages, sinks)
    return {**{name: sink.getvalue() for name, sink in sinks.items()}, "datapackage.json": described}


def rows(data: bytes) -> list[dict[str, str]]:
    """Of a CSV file, with the guard taken off."""
    found = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    return [{name: re.sub("^'", "", cell) for name, cell in row.items()} for row in found]


def table(data: bytes) -> list[dict[str, Any]]:
    """Of a Parquet file."""
    read: list[dict[str, Any]] = pq.read_table(io.BytesIO(data)).to_pylist()
    return read


def test_same_night_same_bytes() -> None:
    """Whatever is drawn one by one, and however many rows are written at once."""
    assert written(states()) == written(iter(states()))


def test_current_records_stand_there_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """In order of page and place, with their first date; over several row groups, too."""
    monkeypatch.setattr(module, "ROWS_AT_ONCE", 7)
    files = written(states())
    found = table(files["records.parquet"])
    assert [(row["source"], row["page"], row["id"]) for row in found] == [
        (report.page.source, report.page.key, record.id) for report in night() for record in RECORDS
    ]
    assert found[7]["text"] == "Photographs without flash cost nothing since 2019."
    assert (found[7]["section"], found[7]["date"], found[7]["year"]) == (["Town library", "Reading room"], "2019", 2019)
    assert pq.ParquetFile(io.BytesIO(files["records.parquet"])).num_row_groups == -(-len(found) // 7)
    assert [row["text"] for row in rows(files["records.csv"])] == [row["text"] for row in found]
    notes = table(files["annotations.parquet"])
    assert len(notes) == 14 * sum(len(record.annotations) for record in RECORDS)
    assert {"kind": "date", "value": "2019", "role": "since"}.items() <= next(
        row for row in notes if row["kind"] == "date"
    ).items()


def test_changes_of_the_run() -> None:
    """Every change once, with the id that feeds have; what a suspect page shows is none."""
    found = table(written(states())["changes.parquet"])
    assert [row["change"] for row in found] == [name for report in night() for name in report.ids]
    assert {row["source"] for row in found} == {"harbour", "library"}
    edit = next(row for row in found if row["after"] == "The reading room has 52 seats and opens at 10:00.")
    assert edit["edits"][0] == {"kind": "number", "before": "48", "after": "52"}
    assert (edit["flagged"], edit["type"], edit["run"], edit["time"]) == (True, "changed", 31, RUN.started)
    assert [row["flagged"] for row in found if row["type"] == "moved"] == [False]


def test_pages_of_the_run() -> None:
    """Outcome, reason and since when; no password in an address."""
    found = {row["source"]: row for row in rows(written(states())["pages.csv"])}
    parks = found["parks"]
    assert (parks["outcome"], parks["problem"], parks["nights"]) == ("failed", "HTTP 503 after 4 tries", "2")
    assert (parks["since"], parks["url"]) == ("2026-03-08T02:15:00Z", "https://parks.example/")


def test_csv_is_harmless_to_a_spreadsheet_and_gives_every_text_back() -> None:
    """Rows 25 and 26 of what is hostile: no cell starts like a formula; one apostrophe off and it is as it was."""
    files = written(states())
    for name in TABLES:
        cells = [cell for row in csv.reader(io.StringIO(files[f"{name}.csv"].decode(), newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋"))]
    texts = {row["text"] for row in rows(files["records.csv"])}
    assert {"=1+1 is two", "-5 is less", "'tis so", "＋49 30 12"} <= texts
    assert b'"\'=1+1 is two"' in files["records.csv"]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=4))
@settings(max_examples=50, deadline=None)
def test_no_text_is_lost_in_a_table(texts: list[tuple[str, str]]) -> None:
    """Parquet and CSV hold the same, character by character."""
    records = tuple(Record(id="a" * 16, kind="bullet", text=text, section=(heading, NASTY)) for text, heading in texts)
    state = PageRecords(report=PageReport(page=PageId(NASTY, "x"), outcome="unchanged"), records=records)
    files = written([state])
    expected = [(NASTY, record.text, SECTION_MARK.join(record.section)) for record in records]
    assert [(row["source"], row["text"], row["section"]) for row in rows(files["records.csv"])] == expected
    there = table(files["records.parquet"])
    assert [(row["source"], row["text"], SECTION_MARK.join(row["section"])) for row in there] == expected


def test_the_description_is_true() -> None:
    """Sizes, hashes and counts of rows; fields in order, of the types that the files have."""
    files = written(states())
    described = json.loads(files["datapackage.json"])
    assert described["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [one["path"] for one in described["resources"]] == list(TABLE_FILES)
    assert not set(json.dumps(described)) & {"\u0000"}
    kinds = {"integer": pa.types.is_integer, "boolean": pa.types.is_boolean, "datetime": pa.types.is_timestamp}
    names = {one["name"] for one in described["resources"]}
    for one in described["resources"]:
        data = files[one["path"]]
        assert (one["bytes"], one["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        fields = one["schema"]["fields"]
        if one["format"] == "csv":
            assert one["rows"] == len(rows(data))
            assert next(csv.reader(io.StringIO(data.decode()))) == [field["name"] for field in fields]
        else:
            schema = pq.read_schema(io.BytesIO(data))
            assert one["rows"] == len(table(data))
            assert schema.names == [field["name"] for field in fields]
            for field in fields:
                kind = schema.field(field["name"]).type
                assert kinds.get(field["type"], lambda kind: pa.types.is_string(kind) or pa.types.is_list(kind))(kind)
        assert all(field["description"] for field in fields)
        for key in one["schema"].get("foreignKeys", []):
            assert key["reference"]["resource"] in names
    told = {field["description"] for one in described["resources"] for field in one["schema"]["fields"]}
    assert "Language that the page is read in (BCP 47): declared, or found out." in told


def test_keys_tell_the_rows_apart() -> None:
    """As the description says."""
    files = written(states())
    for name, spec in TABLES.items():
        if spec.key:
            keys = [tuple(row[column] for column in spec.key) for row in table(files[f"{name}.parquet"])]
            assert len(keys) == len(set(keys)) > 0


def test_nothing_to_tell_is_empty_tables() -> None:
    """With their columns."""
    files = written([])
    assert table(files["records.parquet"]) == []
    assert files["pages.csv"].splitlines()[0].startswith(b'"source","page","url"')


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    """A run that breaks off leaves the tables of the night before, and nothing beside them."""
    store_tables(tmp_path / "tables", RUN, states())
    before = {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()}
    assert sorted(before) == sorted([*TABLE_FILES, "datapackage.json"])

    def broken() -> Iterable[PageRecords]:
        yield replace(states()[0], records=())
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="no space left"):
        store_tables(tmp_path / "tables", replace(RUN, id=32), broken())
    assert {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()} == before
