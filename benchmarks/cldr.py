"""Write the package's extract of CLDR: what annotating needs of each language, a hundredth of what Babel loads for it.

    npm pack cldr-dates-full@47.0.0 && tar xzf cldr-dates-full-47.0.0.tgz
    python benchmarks/cldr.py package/main

Months, weekdays, units, currencies and territories come from Babel; what a language calls last week and in three days,
which Babel leaves out, from Unicode's own JSON, of the release that Babel has (``babel.core.get_cldr_version``).
The files are written to ``src/scrape_clean/records/annotate/words/cldr/``, one for each language and one for the
currencies of all countries; a test compares them with Babel.
"""

import argparse
import gzip
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global
from babel.numbers import list_currencies

OUT: Final = Path(__file__).parent.parent / "src/scrape_clean/records/annotate/words/cldr"
Meaning = tuple[str, int]

_ALSO: Final = {"sr": ("sr_Latn",)}
"""Locales whose month names differ from those of their language throughout."""
_CONTEXTS: Final = ("format", "stand-alone")
_LEAST_STEM: Final = 3
_MEASURED: Final = frozenset(
    (
        "acceleration angle area digital duration electric energy force frequency graphics length light mass power "
        "pressure speed temperature torque volume consumption"
    ).split()
)
_SKIPPED: Final = frozenset(
    ("area-dunam", "length-point", "volume-drop", "volume-pinch", "volume-dram", "angle-arc-second", "angle-arc-minute")
)
_PLURALS: Final = frozenset(("one", "two", "few", "many", "other"))
_NO_COUNTRIES: Final = frozenset("AC CP DG EA EU EZ IC QO TA UN XA XB ZZ CQ".split())
"""CLDR's regions of two letters that are not in ISO 3166-1; Kosovo's XK is user-assigned there, and in use."""
_UNIONS: Final = frozenset(("XOF", "XAF", "XPF", "XCD"))
"""Currencies of several countries; the other codes with X are metals and baskets."""
_WORDS: Final = frozenset(("ALL", "TOP", "MOP", "CUP", "LAK", "ERN"))
"""Codes that are words in capitals more often."""
_CODES: Final = frozenset(code for code in list_currencies() if code[0] != "X" or code in _UNIONS) - _WORDS

_INVISIBLE: Final = re.compile(r"[\s\u200b\u200e\u200f]+")

FIELDS: Final = ("day", "week", "month", "quarter", "year")
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPACES: Final = re.compile(r"[\s\u200e\u200f]+")


def table(language: str, name: str) -> Mapping[str, Any]:
    """A table of a language with what it inherits, references to other tables left out; empty where there is none."""
    found = localedata.load(language).get(name, {}) if localedata.exists(language) else {}
    return {key: value for key, value in found.items() if isinstance(value, str | dict)}


def extract(language: str) -> dict[str, Any]:
    """What Babel has of a language, in the shape of `scrape_clean.records.annotate.words.cldr.Cldr`.

    Babel's tables of one language leak into what it inherits and so into the next one loaded: each is read anew.
    """
    localedata._cache.clear()  # noqa: SLF001  there is no public way
    months, stems = calendar(language)
    pattern = str(Locale.parse(language).date_formats["short"].pattern)
    return {
        "calendar": months,
        "stems": stems,
        "units": units(language),
        "currencies": currencies(language),
        "territories": territories(language),
        "sign_apart": str(Locale.parse(language).currency_formats["standard"].pattern).startswith("¤\u00a0"),
        "decimal": str(Locale.parse(language).number_symbols.get("latn", {}).get("decimal", ".")),
        "month_first": pattern.index("M") < min(pattern.index("d"), pattern.index("y")),
    }


def calendar(code: str) -> tuple[list[tuple[str, Meaning]], dict[str, Meaning]]:
    """Month and weekday names in all forms that CLDR knows, and the beginnings of the months' names.

    Names are also cut to three letters where that is clear.
    """
    found: list[tuple[str, Meaning]] = []
    stems: dict[str, Meaning] = {}
    short: dict[str, set[int]] = {}
    for locale in locales(code):
        months, days = locale.months, locale.days
        names = [(dict(months[context]["wide"]), dict(months[context]["abbreviated"])) for context in _CONTEXTS]
        for month in range(1, 13):
            wide = [names[0][0][month].lower(), names[1][0][month].lower()]
            if any(character.isdigit() for character in wide[0]):
                continue
            stem = shared(*wide)
            if len(stem) >= _LEAST_STEM:
                stems.setdefault(stem, ("M", month))
            if wide[0].isalpha():
                short.setdefault(wide[0][:3], set()).add(month)
            forms = (*wide, names[0][1][month].lower(), names[1][1][month].lower())
            found += [(form.strip("."), ("M", month)) for form in forms if form]
        for context in _CONTEXTS:
            for width in ("wide", "abbreviated"):
                week = tuple(dict(days[context][width]).items())
                found += [(name.lower().strip("."), ("W", day + 1)) for day, name in week if len(name) > 1]
    found += [(name, ("M", min(months))) for name, months in short.items() if len(months) == 1 and len(name) == 3]
    return list(dict.fromkeys(found)), stems


def locales(code: str) -> Iterator[Locale]:
    """The language, and others that write its months differently."""
    for name in (code, *_ALSO.get(code, ())):
        try:
            yield Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue


def shared(one: str, other: str) -> str:
    """What two words begin with alike."""
    count = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:count]


def units(language: str) -> dict[str, tuple[str, str]]:
    """Units by what is written behind the number: as written for symbols, in lower case for words."""
    found: dict[str, tuple[str, str]] = {}
    patterns = table(language, "unit_patterns")
    for name in sorted(patterns):
        measured, _, unit = name.partition("-")
        if measured not in _MEASURED or name in _SKIPPED or not unit:
            continue
        for length in ("long", "short"):
            forms = patterns[name].get(length)
            for plural, pattern in forms.items() if isinstance(forms, dict) else ():
                if plural in _PLURALS and isinstance(pattern, str) and pattern.startswith("{0}"):
                    written = pattern[3:].strip(" \u00a0\u202f")
                    written = written.lower() if length == "long" else written
                    if len(written) > 1 and not written.isdigit():
                        found.setdefault(written, (unit, measured))
    return found


def currencies(language: str) -> dict[str, str]:
    """Full names of currencies, lower case, to ISO 4217."""
    plurals = table(language, "currency_names_plural")
    found = {}
    for code, name in table(language, "currency_names").items():
        for form in sorted({name, *plurals.get(code, {}).values()}):
            if "(" not in form and form != code and code in _CODES:
                found[form.lower()] = code
    return found


def signs() -> dict[str, dict[str, str]]:
    """By country: the currencies that are legal tender in it today, by their code and by each sign that CLDR has there.

    A dollar of its own, as "HK$", is written "$" too. Signs are without spaces and without a full stop at the end.
    """
    localedata._cache.clear()  # noqa: SLF001  there is no public way
    dollars = {code for code, name in table("en", "currency_names").items() if name.endswith("Dollar")}
    found: dict[str, dict[str, str]] = {
        territory: {code: code for code, _, end, is_tender in currencies if end is None and is_tender}
        for territory, currencies in sorted(get_global("territory_currencies").items())
    }
    for name in sorted(localedata.locale_identifiers()):
        locale = Locale.parse(name)
        own = found.get(locale.territory or "", {})
        for code in sorted({*own.values()}):
            sign = _INVISIBLE.sub("", locale.currency_symbols.get(code, code)).rstrip(".")
            for form in (sign, "$") if sign.endswith("$") and code in dollars else (sign,) * bool(sign):
                own.setdefault(form, code)
    return {territory: own for territory, own in found.items() if own}


def territories(language: str) -> dict[str, str]:
    """Names of countries, lower case, to ISO 3166-1 alpha-2."""
    found: dict[str, str] = {}
    for region, name in table(language, "territories").items():
        if len(region) == 2 and region.isalpha() and region not in _NO_COUNTRIES:
            plain = name.partition("(")[0].lower().replace("’", "'").strip()
            found.setdefault(plain, region)
            if " & " in plain:
                found.setdefault(plain.replace("&", "and"), region)
    return found


def relative(fields: Mapping[str, Any], root: Mapping[str, Any]) -> dict[str, Any]:
    """What a language calls days, weeks and so on relative to today: by name, and by number."""
    said: dict[str, tuple[str, int]] = {}
    counted: dict[tuple[str, str], tuple[str, int, bool]] = {}
    for field in (*FIELDS, *WEEKDAYS):
        for name in (field, f"{field}-short"):
            entries = fields.get(name, {})
            for key, phrase in entries.items():
                if key.startswith("relative-type-") and phrase != root.get(name, {}).get(key):
                    meaning = (field, int(key.removeprefix("relative-type-")))
                    if said.setdefault(plain(phrase), meaning) != meaning:
                        said[plain(phrase)] = ("", 0)  # Hindi has one word for yesterday and tomorrow
            for sign, key in ((-1, "relativeTime-type-past"), (1, "relativeTime-type-future")):
                patterns = {} if field in WEEKDAYS else entries.get(key, {})
                for count, pattern in sorted(patterns.items(), reverse=True):
                    before, has_number, after = plain(pattern).partition("{0}")
                    if has_number and pattern not in root.get(name, {}).get(key, {}).values():
                        counted[before, after] = (field, sign, count.endswith("-one"))
    return {
        "said": {phrase: meaning for phrase, meaning in said.items() if any(map(str.isalpha, phrase))},
        "counted": [
            (*affixes, *meaning) for affixes, meaning in counted.items() if any(map(str.isalpha, "".join(affixes)))
        ],
    }


def plain(phrase: str) -> str:
    """Lower case, with plain spaces and without marks of direction."""
    return _SPACES.sub(" ", phrase.lower()).strip().replace("’", "'")


def fields_of(main: Path, language: str) -> Mapping[str, Any]:
    """Unicode's JSON of a language's date fields."""
    path = main / language / "dateFields.json"
    whole = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return whole["main"][language]["dates"]["fields"] if whole else {}


def write(name: str, whole: Mapping[str, Any]) -> None:
    """Write a file, a key to a line."""
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(whole[key], ensure_ascii=False)}" for key in whole)
    packed = gzip.compress(f"{{\n{lines}\n}}\n".encode(), compresslevel=9, mtime=0)
    (OUT / f"{name}.json.gz").write_bytes(packed)


def main() -> None:
    """Write a file for each language, and the one of the currencies."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("main", type=Path, help="the folder `main` of the npm package cldr-dates-full")
    folder = parser.parse_args().main
    OUT.mkdir(exist_ok=True)
    root = fields_of(folder, "und")  # English, where a language says nothing
    names = {"nb": "no"}
    for language in sorted(name for name in localedata.locale_identifiers() if "_" not in name):
        inherited = root if language != "en" else {}
        whole = extract(language) | relative(fields_of(folder, names.get(language, language)), inherited)
        write(language, whole)
    write("_signs", signs())


if __name__ == "__main__":
    main()
