"""Months, weekdays, units and currencies of any language."""

import gzip
import json
from importlib.resources import files

import pytest

from scrape_clean import cluster, explain
from scrape_clean.dedupe.terms import different_terms
from scripts import script


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("march", "may", "month"),
        ("junio", "julio", "month"),
        ("février", "mars", "month"),
        ("січня", "лютого", "month"),
        ("sept", "oct", "month"),
        ("monday", "friday", "weekday"),
        ("keskiviikko", "torstai", "weekday"),
        ("월요일", "화요일", "weekday"),
        ("kilometres", "metres", "unit"),
        ("kg", "mg", "unit"),
        ("heures", "minutes", "unit"),
        ("euros", "rupees", "currency"),
        ("dollars", "pesos", "currency"),
        ("dollar", "francs", "currency"),
    ],
)
def test_two_of_a_kind(a: str, b: str, kind: str) -> None:
    """Told by what a language calls them, in either order."""
    assert different_terms(a, b) == different_terms(b, a) == kind


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("march", "mar"),  # one month, twice
        ("hour", "hours"),
        ("dollar", "dollars"),
        ("march", "walk"),
        ("march", "lundi"),  # a month and a weekday
        ("januar", "février"),  # of no one language
        ("harbour", "library"),
    ],
)
def test_no_two_of_a_kind(a: str, b: str) -> None:
    """The same thing in two forms, two kinds, or other words."""
    assert different_terms(a, b) is None


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("Open until 5 June", "Open until 5 July", "different month: june / july"),
        ("Ouvert le jeudi matin", "Ouvert le mardi matin", "different weekday: jeudi / mardi"),
        ("Der Weg ist 3 Kilometer lang", "Der Weg ist 3 Meter lang", "different unit: kilometer / meter"),
        ("The ticket costs 20 euros", "The ticket costs 20 dollars", "different currency: euros / dollars"),
    ],
)
def test_the_reason_names_the_kind(a: str, b: str, reason: str) -> None:
    """In one line, and the two stay apart."""
    assert explain(a, b) == reason
    assert len(set(cluster([a, b]))) == 2


def test_the_table_is_what_babel_gives() -> None:
    """A newer Babel needs the script run again."""
    packed = files("scrape_clean.dedupe").joinpath("terms.json.gz").read_bytes()
    assert json.loads(gzip.decompress(packed)) == script("terms").terms(), "run benchmarks/terms.py"
