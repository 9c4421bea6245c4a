"""Months, weekdays, units and currencies in all languages of the Unicode CLDR: no two of them are one.

A term is a word that one language has for one of them: "juin" is the sixth month in French. Two terms differ when some
language has both for different things of a kind.
"""

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any, TypeAlias

from babel import localedata

from scrape_clean.dedupe.normal import normal_form

__all__ = ["different_terms", "is_term"]

_Term: TypeAlias = tuple[str, str, str]
"""Language, kind, and which one of the kind."""

KINDS = ("month", "weekday", "unit", "currency")
SHORTEST = 2
"""Letters of a term: single letters stand for too much."""
CURRENCIES = 3
"""Currencies in whose names the same noun stands, so that it is one for currencies (dollar, franc)."""
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u200f\u200e", " "))


def different_terms(a: str, b: str) -> str | None:
    """What two case-folded words are different ones of: ``month``, ``weekday``, ``unit`` or ``currency``, or None."""
    if a not in _terms() or b not in _terms():
        return None
    ours, theirs = _of_kind(a), _of_kind(b)
    differ = {
        kind for language, kind in ours.keys() & theirs if ours[language, kind].isdisjoint(theirs[language, kind])
    }
    return min(differ, key=KINDS.index, default=None)


def is_term(word: str, kind: str) -> bool:
    """Whether a case-folded word is a month, weekday, unit or currency (`KINDS`) in some language."""
    return any(known == kind for _, known, _ in _terms().get(word, ()))


def _of_kind(word: str) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for language, kind, which in _terms().get(word, ()):
        found.setdefault((language, kind), set()).add(which)
    return found


@lru_cache(maxsize=1)
def _terms() -> Mapping[str, frozenset[_Term]]:
    """All terms by their case-folded word; takes some tenths of a second, once."""
    found: dict[str, set[_Term]] = {}
    for language in localedata.locale_identifiers():
        if "_" in language:  # a script or a country: nearly always the language's own words
            continue
        data = _own(language)
        for kind, which, name in (*_calendar(data), *_units(data), *_currencies(data)):
            word = name.translate(_SPACES).strip(" .")
            if len(word) >= SHORTEST and word.isalpha():
                found.setdefault(word, set()).add((language, kind, which))
    folded: dict[str, set[_Term]] = {}
    for word, terms in found.items():
        tokens = (word,) if word.isascii() and word.islower() else normal_form(word).tokens
        if len(tokens) == 1:
            folded.setdefault(tokens[0], set()).update(terms)
    return {word: frozenset(terms) for word, terms in folded.items()}


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


def _calendar(data: Mapping[str, Any]) -> Iterator[_Term]:
    for kind, table in (("month", "months"), ("weekday", "days")):
        for context in data.get(table, {}).values():
            for width in ("wide", "abbreviated"):
                names = context.get(width)
                for which, name in names.items() if isinstance(names, Mapping) else ():
                    yield kind, str(which), name


def _units(data: Mapping[str, Any]) -> Iterator[_Term]:
    for table in ("unit_patterns", "unit_display_names"):
        for which, names in data.get(table, {}).items():
            for width in ("long", "short"):
                for name in _strings(names.get(width)):
                    yield "unit", which, name.replace("{0}", "")


def _currencies(data: Mapping[str, Any]) -> Iterator[_Term]:
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
