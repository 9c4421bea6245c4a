"""Tables for people."""

import pandas as pd
import pytest

from scrape_clean.frames import frame_of
from scrape_clean.model import Drop, Link, Occurrence, Record

RECORD = Record(
    id="a" * 16,
    kind="bullet",
    text="See the plan",
    section=("Visit", "Way"),
    occurrences=(Occurrence(0, 14), Occurrence(20, 34, "/html/body/ul[1]/li[1]", ("Visit",))),
    links=(Link("https://example.org/plan", "plan", 8, 12),),
)
DROP = Drop("label", "boilerplate", "control", "Search", 15, 19)


def test_a_row_a_record() -> None:
    """Sections are joined, occurrences counted."""
    frame = frame_of([RECORD], [DROP], "records")
    assert frame.loc[0, "section"] == "Visit > Way"
    assert frame.loc[0, "occurrences"] == 2


def test_other_tables_name_the_record() -> None:
    """Occurrences and links carry the id to join on; drops stand alone."""
    assert list(frame_of([RECORD], [], "occurrences")["start"]) == [0, 20]
    assert frame_of([RECORD], [], "links").loc[0, "href"] == "https://example.org/plan"
    assert frame_of([RECORD], [], "links").loc[0, "id"] == RECORD.id
    assert frame_of([], [DROP], "drops").loc[0, "rule"] == "control"


@pytest.mark.parametrize("what", ["records", "occurrences", "links", "drops"])
def test_an_empty_table_has_the_same_columns(what: str) -> None:
    """So that many pages' frames can be put together."""
    full = frame_of([RECORD], [DROP], what)  # type: ignore[arg-type]
    empty = frame_of([], [], what)  # type: ignore[arg-type]
    pd.testing.assert_series_equal(full.dtypes, empty.dtypes)


def test_an_unknown_table_is_refused() -> None:
    """With the names there are."""
    with pytest.raises(ValueError, match="records, occurrences, links or drops"):
        frame_of([], [], "words")  # type: ignore[arg-type]
