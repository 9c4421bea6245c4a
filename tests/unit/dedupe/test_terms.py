"""Months, weekdays, units, currencies and numbers of any language."""

import gzip
import json
from functools import cache
from importlib.resources import files
from typing import cast

import pytest

from scrape_clean import clean, cluster, explain
from scrape_clean.dedupe.normalization.letters import in_tables
from scrape_clean.dedupe.normalization.normal import normal_form
from scrape_clean.dedupe.normalization.terms import different_terms
from scrape_clean.records.annotate.words.cardinals import cardinals
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
        ("thirteen", "thirty", "number"),
        ("тринадцать", "тридцать", "number"),
        ("тринадцатью", "тридцатью", "number"),  # inflected
        ("eenendertig", "eenenveertig", "number"),
        ("petinpetdeset", "petinšestdeset", "number"),
        ("hatvanharmadik", "hetvenharmadik", "number"),
        ("ثلاثمائة", "ثمانمائة", "number"),
        ("पचास", "साठ", "number"),
        ("seven", "seventh", "number"),
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
        ("тринадцать", "тринадцати"),
        ("septante", "soixante-dix"),
        ("thirteen", "dreissig"),
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
        (
            "На семинар записались тринадцать преподавателей школы",
            "На семинар записались тридцать преподавателей школы",
            "different number: тринадцать / тридцать",
        ),
    ],
)
def test_the_reason_names_the_kind(a: str, b: str, reason: str) -> None:
    """In one line, and the two stay apart."""
    assert explain(a, b) == reason
    assert len(set(cluster([a, b]))) == 2


def test_numbers_that_few_copies_have_are_no_slips() -> None:
    """In a section that stands eight times, one number in words is not outvoted by another one."""
    lines = ("A biblioteca recebeu sessenta livros", "A biblioteca recebeu setenta livros")
    section = "<section><h2>Info</h2><ul><li>{}<li>Ref. 2024/118, 12 pages, 340 kB<li>Tel. 0163 960 118</ul></section>"
    page = clean("".join(section.format(lines[at in (2, 5)]) for at in range(8)))
    assert {record.text for record in page.records} > set(lines)


def test_number_words_are_those_that_annotating_knows() -> None:
    """Two tables of different sources: no word has two values, and nearly all words are in both."""
    known = agreed = 0
    for language in ("en", "de", "fr", "it", "nl", "sv", "fi", "ru", "pl", "tr", "el", "hu", "hi"):
        for word, (letter, value) in cardinals(language):
            tokens = normal_form(word).tokens
            if letter != "ν" or len(tokens) != 1 or len(tokens[0]) < 3:
                continue
            values = {which for which, languages in meanings(in_tables(tokens[0])) if language in languages}
            assert not values or str(value) in values, word
            known, agreed = known + 1, agreed + bool(values)
    assert agreed / known > 0.95


def meanings(word: str) -> list[tuple[str, list[str]]]:
    """Which numbers a word is, and in which languages."""
    parts = [meaning.split(" ") for meaning in numbers().get(word, "").split(";") if meaning]
    assert all(kind == "number" for kind, *_ in parts)
    return [(which, languages) for _, which, *languages in parts]


@cache
def numbers() -> dict[str, str]:
    """The table of number words."""
    packed = files("scrape_clean.dedupe.normalization").joinpath("numbers.json.gz").read_bytes()
    return cast("dict[str, str]", json.loads(gzip.decompress(packed)))


def test_the_table_is_what_babel_gives() -> None:
    """A newer Babel needs the script run again."""
    packed = files("scrape_clean.dedupe.normalization").joinpath("terms.json.gz").read_bytes()
    assert json.loads(gzip.decompress(packed)) == script("terms").terms(), "run benchmarks/terms.py"
