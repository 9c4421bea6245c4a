"""Tables for people."""

import pandas as pd
import pytest
from msgspec import structs

from scrape_clean.frames import frame_of
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
