"""Tables for people."""

import csv
import io

import pandas as pd
import pytest
from msgspec import structs

from scrape_clean.frames import csv_bytes, frame_of
from scrape_clean.model import Annotation, Drop, Link, Occurrence, Record

RECORD = Record(
    id="a" * 16,
    kind="bullet",
    text="See the plan",
    section=("Visit", "Way"),
    occurrences=(Occurrence(0, 14), Occurrence(20, 34, "/html/body/ul[1]/li[1]", ("Visit",))),
    links=(Link("https://example.org/plan", "plan", 8, 12),),
    annotations=(
        Annotation("date", 0, 3, "See", None, "relative"),
        Annotation("date", 4, 7, "the", "2024-02/..", "since"),
    ),
)
DROP = Drop("label", "boilerplate", "control", "Search", 15, 19)


def test_a_row_a_record() -> None:
    """Sections are joined, occurrences counted."""
    frame = frame_of([RECORD], [DROP], "records")
    assert frame.loc[0, "section"] == "Visit > Way"
    assert frame.loc[0, "occurrences"] == 2


def test_a_record_has_the_columns_of_its_first_date() -> None:
    """The first that says a year: EDTF, first and last day, year; all empty where there is none."""
    frame = frame_of([RECORD, structs.replace(RECORD, annotations=())], [], "records")
    assert list(frame.loc[0, ["date", "date_start", "year"]]) == ["2024-02/..", "2024-02-01", 2024]
    assert frame.loc[0].isna()["date_end"]
    assert frame.loc[1].isna()[["date", "date_start", "date_end", "year"]].all()


def test_a_relative_date_counts_where_it_has_a_value() -> None:
    """As it has when the day of the capture is known."""
    said = Annotation("date", 0, 3, "See", "2024-05-06/2024-05-12", "relative")
    frame = frame_of([structs.replace(RECORD, annotations=(said, *RECORD.annotations))], [], "records")
    row = list(frame.loc[0, ["date", "date_start", "date_end", "year"]])
    assert row == ["2024-05-06/2024-05-12", "2024-05-06", "2024-05-12", 2024]


def test_a_row_an_annotation() -> None:
    """With the id to join on."""
    frame = frame_of([RECORD], [], "annotations")
    assert list(frame["value"].dropna()) == ["2024-02/.."]
    assert set(frame["id"]) == {RECORD.id}


def test_other_tables_name_the_record() -> None:
    """Occurrences and links carry the id to join on; drops stand alone."""
    assert list(frame_of([RECORD], [], "occurrences")["start"]) == [0, 20]
    assert frame_of([RECORD], [], "links").loc[0, "href"] == "https://example.org/plan"
    assert frame_of([RECORD], [], "links").loc[0, "id"] == RECORD.id
    assert frame_of([], [DROP], "drops").loc[0, "rule"] == "control"


@pytest.mark.parametrize("what", ["records", "annotations", "occurrences", "links", "drops"])
def test_an_empty_table_has_the_same_columns(what: str) -> None:
    """So that many pages' frames can be put together."""
    full = frame_of([RECORD], [DROP], what)  # type: ignore[arg-type]
    empty = frame_of([], [], what)  # type: ignore[arg-type]
    pd.testing.assert_series_equal(full.dtypes, empty.dtypes)


def test_an_unknown_table_is_refused() -> None:
    """With the names there are."""
    with pytest.raises(ValueError, match="records, annotations, occurrences, links or drops"):
        frame_of([], [], "words")  # type: ignore[arg-type]


def test_no_sign_of_a_line_s_end_ends_a_cell() -> None:
    """What follows a carriage return alone would be a row of its own, and may be a formula."""
    texts = ["harmless\r=1+1", "a\nb", "a\r\nb", "a,b", 'a"b', "plain"]
    data = csv_bytes(pd.DataFrame({"text": texts, "count": range(len(texts))})).decode()
    assert [row[0] for row in csv.reader(io.StringIO(data, newline=""))] == ["text", *texts]
    assert data.endswith("\nplain,5\n")
