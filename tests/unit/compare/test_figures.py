"""Records of nothing but figures, and other values of a few words."""

import pytest

from pages import snapshot
from scrape_clean import clean, compare


@pytest.mark.parametrize(("one", "other"), [("14", "3"), ("1,402", "977"), ("09:30", "8")])
def test_a_figure_alone_in_its_place_is_one_record(one: str, other: str) -> None:
    """Whatever digits it has."""
    old, new = (snapshot([("Berths free tonight", ()), (text, ()), ("Ask at the gate", ())]) for text in (one, other))
    (change,) = compare(old, new).changes
    assert (change.type, change.substantive) == ("changed", True)


def test_of_several_figures_in_one_place_none_is_known() -> None:
    """Nor is one in another section."""
    several = [
        snapshot([("Draw of the night", ()), *((text, ()) for text in night)]) for night in (["1", "5"], ["8", "2"])
    ]
    assert {change.type for change in compare(*several).changes} == {"added", "removed"}
    apart = [snapshot([("Draw", ()), (text, (place,)), ("Ask", ())]) for text, place in (("14", "Pier"), ("3", "Quay"))]
    assert {change.type for change in compare(*apart).changes} == {"added", "removed"}


@pytest.mark.parametrize(
    ("one", "other", "types"),
    [
        ("Anna Maria Berg Weber", "Jonas Uwe Paul Feld", ["changed"]),
        ("Anna", "We are looking for a new director since the spring of this year", ["removed", "added"]),
    ],
)
def test_a_value_of_a_term_is_a_few_words(one: str, other: str, types: list[str]) -> None:
    """Up to four without a word in common are one value, edited; a sentence is another line."""
    terms = "<h1>Staff</h1><dl><dt>Director<dd>{}<dt>Phone<dd>030 1234</dl>"
    nights = [clean(terms.format(text), media_type="text/html") for text in (one, other)]
    assert [change.type for change in compare(*nights).changes] == types


@pytest.mark.parametrize(
    ("one", "several", "types"),
    [
        ("Fee: free", ["Fee for grown-ups: 8 euros"], ["changed"]),
        ("Contact: Ada Lind", ["Contact person: Bo Holm"], ["changed"]),
        ("Fee: free", ["Price: 8 euros"], ["added", "removed"]),
        ("Fee: free", ["Fee for guests: 8 euros", "Fee for pupils: 4 euros"], ["added", "added", "removed"]),
    ],
)
def test_a_label_that_is_alone_in_its_place(one: str, several: list[str], types: list[str]) -> None:
    """What it is of is edited, if its first word stays."""
    old, new = (
        snapshot([("Open from 9 to 5", ()), *((text, ()) for text in texts), ("Ask at the gate", ())])
        for texts in ([one], several)
    )
    assert sorted(change.type for change in compare(old, new).changes) == types
