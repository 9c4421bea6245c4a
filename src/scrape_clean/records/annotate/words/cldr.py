"""CLDR's data on a language: an extract, which takes a tenth of the time to load that the whole does.

The files beside this module are written by ``benchmarks/cldr.py`` from Babel's copy of CLDR and from Unicode's own
JSON of the same release (Unicode License v3).
"""

import gzip
from functools import lru_cache
from importlib.resources import files
from typing import Final

import msgspec
from babel import Locale, UnknownLocaleError
from msgspec import Struct

__all__ = ["Cldr", "Meaning", "cldr", "signs_by_country"]

Meaning = tuple[str, int]
"""A word's class and value."""


class Cldr(Struct, frozen=True):
    """What CLDR has of a language; names in lower case."""

    calendar: tuple[tuple[str, Meaning], ...] = ()
    """Names of months and weekdays, in the order in which they count."""
    stems: dict[str, Meaning] = {}
    """Beginnings of month names."""
    units: dict[str, tuple[str, str]] = {}
    """What is written behind a number, to CLDR's identifier of the unit and of what it measures."""
    currencies: dict[str, str] = {}
    """Full names, to ISO 4217."""
    territories: dict[str, str] = {}
    """Names of countries, to ISO 3166-1 alpha-2."""
    sign_apart: bool = False
    """Whether the sign of a currency stands before the amount with a space between."""
    decimal: str = "."
    month_first: bool = False
    """Whether short dates put the month before day and year."""
    said: dict[str, Meaning] = {}
    """What is called by its name: "yesterday" is ``("day", -1)``; ``("", 0)`` where a word means two."""
    counted: tuple[tuple[str, str, str, int, bool], ...] = ()
    """What is counted, as in "3 weeks ago": what stands before and behind the number, the unit, whether it is past (-1)
    or to come (1), whether the form is the one for 1."""


_NOTHING: Final = Cldr()
_FOLDER: Final = files(__package__).joinpath("cldr")


@lru_cache(maxsize=64)
def cldr(code: str) -> Cldr:
    """The extract for a language by its primary subtag, old and macro codes too; an empty one where there is none."""
    if not (code.isascii() and code.isalpha()):
        return _NOTHING
    path = _FOLDER.joinpath(f"{code}.json.gz")
    if not path.is_file():
        try:
            path = _FOLDER.joinpath(f"{Locale.parse(code).language}.json.gz")
        except (UnknownLocaleError, ValueError):
            return _NOTHING
    return msgspec.json.decode(gzip.decompress(path.read_bytes()), type=Cldr) if path.is_file() else _NOTHING


@lru_cache(maxsize=1)
def signs_by_country() -> dict[str, dict[str, str]]:
    """By ISO 3166-1 alpha-2: the country's present currencies by their codes and signs.

    Signs are without spaces and without a full stop at the end.
    """
    packed = _FOLDER.joinpath("_signs.json.gz").read_bytes()
    return msgspec.json.decode(gzip.decompress(packed), type=dict[str, dict[str, str]])
