"""Records of nothing but figures."""

import pytest

from pages import snapshot
from scrape_clean import compare


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
