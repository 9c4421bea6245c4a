"""Write the package's table of months, weekdays, units and currencies in all languages of CLDR, as Babel has them.

    python benchmarks/terms.py

Reading the languages themselves takes a second, the table some milliseconds. It is written to
``src/scrape_clean/dedupe/terms.json.gz``; a test compares it with Babel.
"""

import gzip
import json
import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from babel import localedata

from scrape_clean.dedupe.normal import normal_form

OUT: Final = Path(__file__).parent.parent / "src/scrape_clean/dedupe/terms.json.gz"
SHORTEST = 2
"""Letters of a term: single letters stand for too much."""
CURRENCIES = 3
"""Currencies in whose names the same noun stands, so that it is one for currencies (dollar, franc)."""
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
                found.setdefault(tokens[0], {}).setdefault((kind, which), set()).add(language)
    return {
        word: ";".join(" ".join((kind, which, *sorted(said))) for (kind, which), said in sorted(meanings.items()))
        for word, meanings in sorted(found.items())
    }


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


def _calendar(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for kind, table in (("month", "months"), ("weekday", "days")):
        for context in data.get(table, {}).values():
            for width in ("wide", "abbreviated"):
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
    """Write the table."""
    plain = json.dumps(terms(), ensure_ascii=False, indent=0)
    OUT.write_bytes(gzip.compress(plain.encode(), compresslevel=9, mtime=0))
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
