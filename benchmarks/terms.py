"""Write the package's tables of months, weekdays, units and currencies in all languages of CLDR, as Babel has them.

    python benchmarks/terms.py

Reading the languages themselves takes a second, a table some milliseconds. Single words are written to
``src/scrape_clean/dedupe/normalization/terms.json.gz``, weekdays and months of any length to ``calendar.json.gz``; a
test compares both with Babel.
"""

import gzip
import json
import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, takewhile
from pathlib import Path
from typing import Any, Final

from babel import localedata

from scrape_clean.dedupe.normalization.letters import in_tables
from scrape_clean.dedupe.normalization.normal import canonical, normal_form

FOLDER: Final = Path(__file__).parent.parent / "src/scrape_clean/dedupe/normalization"
SHORTEST = 2
"""Letters of a term: single letters stand for too much."""
CURRENCIES = 3
"""Currencies in whose names the same noun stands, so that it is one for currencies (dollar, franc)."""
_WIDTHS = ("wide", "abbreviated", "short")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u200f\u200e", " "))


def terms() -> dict[str, str]:
    """What each case-folded word means: ``kind which language language ...``, one meaning after the other."""
    found: dict[str, dict[tuple[str, str], set[str]]] = {}
    for language in localedata.locale_identifiers():
        if "_" in language:  # a script or a country: nearly always the language's own words
            continue
        data = _own(language)
        for kind, which, name in (*_calendar(data), *_units(data), *_currencies(data)):
            word = name.translate(_SPACES).strip(" .")
            tokens = normal_form(word).tokens if len(word) >= SHORTEST and word.isalpha() else ()
            if len(tokens) == 1:
                found.setdefault(in_tables(tokens[0]), {}).setdefault((kind, which), set()).add(language)
    return {
        word: ";".join(" ".join((kind, which, *sorted(said))) for (kind, which), said in sorted(meanings.items()))
        for word, meanings in sorted(found.items())
    }


def calendar() -> dict[str, str]:
    """Of which languages each name is a weekday (``w:de``) or month (``m:de``), in canonical form.

    Names of scripts without spaces between words have none; those that begin with a digit (5月) are read as numbers.
    """
    found: dict[str, set[str]] = {}
    for language in localedata.locale_identifiers():
        if "_" not in language:
            data = _own(language)
            for kind, name in (*((kind, name) for kind, _, name in _calendar(data, _WIDTHS)), *_bare_weekdays(data)):
                said = in_tables(canonical(name.translate(_SPACES))).strip(" .'")
                if all(len(char) == 1 for char in said.split(" ")):
                    said = said.replace(" ", "")
                if said and not said[0].isdigit():
                    found.setdefault(said, set()).add(f"{kind[0]}:{language}")
    return {name: " ".join(sorted(said)) for name, said in sorted(found.items())}


def _bare_weekdays(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Weekdays without the word for "day" that all of them begin with, as they are written beside each other."""
    for context in data.get("days", {}).values():
        names = list(_strings(context.get("wide")))
        day = _beginning(names)
        if len(day) >= SHORTEST:
            yield from (("weekday", name) for whole in names if len(name := whole[len(day) :].strip()) >= SHORTEST)


def _beginning(names: Sequence[str]) -> str:
    """What some names begin with, all of them."""
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    return "".join(letters[0] for letters in same)


def _own(language: str) -> Mapping[str, Any]:
    """What a language says itself. Read past Babel's cache: data without what is inherited would stay in it for all."""
    with Path(localedata.resolve_locale_filename(language)).open("rb") as file:
        data: Mapping[str, Any] = pickle.load(file)  # noqa: S301  Babel's own data
    return data


def _strings(value: object) -> Iterator[str]:
    """All strings in nested tables; aliases and other things are left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)


def _calendar(
    data: Mapping[str, Any], widths: tuple[str, ...] = ("wide", "abbreviated")
) -> Iterator[tuple[str, str, str]]:
    for kind, table in (("month", "months"), ("weekday", "days")):
        for context in data.get(table, {}).values():
            for width in widths:
                names = context.get(width)
                for which, name in names.items() if isinstance(names, Mapping) else ():
                    yield kind, str(which), name


def _units(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for table in ("unit_patterns", "unit_display_names"):
        for which, names in data.get(table, {}).items():
            for width in ("long", "short"):
                for name in _strings(names.get(width)):
                    yield "unit", which, name.replace("{0}", "")


def _currencies(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    names = {code: set(_strings(forms)) for code, forms in data.get("currency_names_plural", {}).items()}
    for code, name in data.get("currency_names", {}).items():
        names.setdefault(code, set()).add(name)
    for code, forms in names.items():
        yield from (("currency", code, name) for name in forms)
    for noun, forms in _nouns(names.values()):
        yield from (("currency", noun, form) for form in forms)


def _nouns(names: Iterable[set[str]]) -> Iterator[tuple[str, set[str]]]:
    """Nouns in the names of several currencies, each with its forms: the word in which singular and plural differ."""
    forms: Counter[tuple[str, str]] = Counter()
    for several in names:
        words = [parts for parts in map(str.split, several) if len(parts) > 1]
        found = set()
        for a, b in combinations(words, 2):
            if len(a) == len(b) > 1 and sum(map(str.__ne__, a, b)) == 1:
                found.add(next((min(pair), max(pair)) for pair in zip(a, b, strict=True) if pair[0] != pair[1]))
        forms.update(found)
    for (one, other), count in forms.items():
        if count >= CURRENCIES:
            yield one, {one, other}


def main() -> None:
    """Write the tables."""
    for name, table in (("terms", terms()), ("calendar", calendar())):
        plain = json.dumps(table, ensure_ascii=False, indent=0)
        out = FOLDER / f"{name}.json.gz"
        out.write_bytes(gzip.compress(plain.encode(), compresslevel=9, mtime=0))
        print(f"{out.name}: {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
