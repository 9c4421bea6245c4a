"""Months, weekdays, units, currencies and numbers in words, in all languages of the Unicode CLDR: no two are one.

A term is a word that one language has for one of them: "juin" is the sixth month in French. Two terms differ when some
language has both for different things of a kind.
"""

import gzip
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import msgspec

from scrape_clean.dedupe.normalization.letters import in_tables

__all__ = ["different_terms", "is_same_unit", "is_term"]

KINDS = ("month", "weekday", "unit", "currency", "number")
_TABLES = ("terms.json.gz", "numbers.json.gz")


def different_terms(a: str, b: str) -> str | None:
    """What two case-folded words are different ones of: ``month``, ``weekday``, ``unit``, ``currency``, ``number``.

    None where they are no two of a kind. Thirteen and thirty are two numbers, and so are seven and seventh.
    """
    a, b = in_tables(a), in_tables(b)
    if a not in _terms() or b not in _terms():
        return None
    ours, theirs = _of_kind(a), _of_kind(b)
    differ = {
        kind for language, kind in ours.keys() & theirs if ours[language, kind].isdisjoint(theirs[language, kind])
    }
    return min(differ, key=KINDS.index, default=None)


def is_term(word: str, kind: str) -> bool:
    """Whether a case-folded word is a month, weekday, unit, currency or number (`KINDS`) in some language."""
    return any(meaning.startswith(f"{kind} ") for meaning in _terms().get(in_tables(word), "").split(";"))


def is_same_unit(a: str, b: str) -> bool:
    """Whether two case-folded words are forms of one unit in some language: hour, hours."""
    a, b = in_tables(a), in_tables(b)
    if a not in _terms() or b not in _terms():
        return False
    ours, theirs = _of_kind(a), _of_kind(b)
    return any(said[1] == "unit" and not ours[said].isdisjoint(theirs[said]) for said in ours.keys() & theirs)


def _of_kind(word: str) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for meaning in _terms()[word].split(";"):
        kind, which, *languages = meaning.split(" ")
        for language in languages:
            found.setdefault((language, kind), set()).add(which)
    return found


@lru_cache(maxsize=1)
def _terms() -> Mapping[str, str]:
    """What each word means, as ``benchmarks/terms.py`` and ``spellout.py`` write it.

    From Babel's copy of CLDR, CLDR's rules for spelling numbers out (both Unicode License v3) and num2words.
    """
    terms, numbers = map(_table, _TABLES)
    both = {word: f"{terms[word]};{numbers[word]}" for word in terms.keys() & numbers.keys()}
    return terms | numbers | both


def _table(name: str) -> dict[str, str]:
    packed = files(__package__).joinpath(name).read_bytes()
    return msgspec.json.decode(gzip.decompress(packed), type=dict[str, str])
