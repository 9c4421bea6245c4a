"""The extract of CLDR: what Babel gives, as its script writes it."""

import msgspec
import pytest
from babel import localedata

from scrape_clean.records.annotate.words import lexicon_of
from scrape_clean.records.annotate.words.cldr import Cldr, cldr, signs_by_country
from scripts import script


def test_the_extract_is_what_babel_gives() -> None:
    """A third of all languages; a newer Babel needs the script run again."""
    names = sorted(name for name in localedata.locale_identifiers() if "_" not in name)
    extract = script("cldr").extract
    assert len(names) > 250
    for name in (*names[::3], "en", "de", "zh"):
        fresh = msgspec.convert(msgspec.json.decode(msgspec.json.encode(extract(name))), Cldr)
        ours = msgspec.structs.replace(cldr(name), said={}, counted=())
        assert ours == fresh, f"{name}: run benchmarks/cldr.py"


def test_signs_of_currencies_are_what_babel_gives() -> None:
    """What each country pays with today, by code and sign."""
    assert signs_by_country() == script("cldr").signs(), "run benchmarks/cldr.py"
    assert signs_by_country()["NZ"] == {"NZD": "NZD", "$": "NZD"}
    assert signs_by_country()["HK"]["$"] == "HKD"


@pytest.mark.parametrize("name", ["de", "ru", "ar", "ja", "sw"])
def test_counted_patterns_are_babels_too(name: str) -> None:
    """What Babel has of date fields agrees with Unicode's own files."""
    fields = localedata.load(name)["date_fields"]
    patterns = {f"{before}{{0}}{after}" for before, after, *_ in cldr(name).counted}
    babels = {
        " ".join(pattern.split()).lower()
        for field in ("day", "week", "month", "year")
        for direction in ("past", "future")
        for pattern in fields[field][direction].values()
        if "{0}" in pattern
    }
    assert {" ".join(pattern.split()) for pattern in patterns} >= babels


def test_old_codes_and_what_is_no_language() -> None:
    """An old code has the data of the new one; anything else has none, and reads no file."""
    assert cldr("iw").calendar == cldr("he").calendar != ()
    for code in ("", "xx", "../cldr/de", "d/e", "de.json", "ſ"):
        assert cldr(code) == Cldr()
    assert lexicon_of("xx").words["monday"] == ("W", 1)
