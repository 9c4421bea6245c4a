"""Units of measurement behind numbers, as symbols and words."""

import re
from functools import lru_cache
from typing import Final

from scrape_clean.records.annotate.numerals import Numeral
from scrape_clean.records.annotate.reading import Reading
from scrape_clean.records.annotate.words.units import Unit, units_of

__all__ = ["unit_behind"]

_WIDEST: Final = 40
"""Characters looked at behind a number."""
_UNIT: Final = re.compile(
    r"(?P<space>[ \u00a0\u202f-]?)"
    r"(?P<unit>[°µμ]?[^\s\d,;:()\[\]\"'“”«»|!?–—-]+(?:[23](?!\w))?(?: [^\W\d_]+){0,3})"
)
_RAISED: Final = str.maketrans("23", "²³")
_NOTE: Final = re.compile(r"(?:(?<=[.\u2026])|(?<=[^\W\d_]{4}))[⁰¹²³⁴-⁹]+\Z")
"""The mark of a note, behind a full stop or a long word: "5 km.³", "30 minutes¹²"; "cm⁴" is a unit."""
_OF: Final = re.compile(r" d(?:[ei] |['’])")
"""Between millions and what there are millions of, in Romance languages."""
_MANY: Final = 10**6
_SQUARED: Final = re.compile(r"(?P<power>sq|cu)\.? ?(?P<unit>[^\W\d_]+)\.?")
_POWERS: Final = {"sq": ("square", "area"), "cu": ("cubic", "volume")}
_HOURS_BEFORE: Final = re.compile(r"\d ?h(?:rs?)? ?$")
"""What makes "m" minutes: "1h 54m"."""
_AT_END_ONLY: Final = frozenset("in a at t d s au em pc ac st bu".split())
"""Units that are also words in running text, of some language: they count at the end of a phrase."""
_RISKY_UNITS: Final = _AT_END_ONLY | frozenset("l h K V W m g pt".split())
"""Units that are words or letters: they count next to digits."""
_LEAST_KELVIN: Final = 100
"""Attached to less than this, K is what a screen has in pixels: "4K"."""
_UNSPACED: Final = frozenset(("zh", "ja", "ko"))


@lru_cache(maxsize=64)
def _first_words(language: str) -> frozenset[str]:
    """The first words of units of several words, in small letters."""
    return frozenset(unit.partition(" ")[0].lower() for unit in units_of(language) if " " in unit)


def unit_behind(reading: Reading, numeral: Numeral, end: int) -> tuple[Unit, int, int] | None:
    """The unit behind a number, and from where to where it stands in the text.

    Args:
        reading: The text.
        numeral: The number.
        end: Where it ends in the text.
    """
    if reading.classes[numeral.last - 1] == "μ" and reading.value(numeral.last - 1) >= _MANY:
        of = _OF.match(reading.lower, end)
        end = of.end() - (reading.lower[of.end() - 1] == " ") if of else end
    match = _UNIT.match(reading.text, end, end + _WIDEST)
    if match is None:
        return None
    units = units_of(reading.language)
    written, first = match["unit"], match.start("unit")
    if reading.language in _UNSPACED:
        if reading.classes[numeral.first : numeral.last] == "Y" and written[0] in "年년":
            return None  # a year, not so many years
        lengths = range(min(5, len(written)), 0, -1)
        known = ((_named(units, written[:length]), length) for length in lengths)
        return next(((unit, first, first + length) for unit, length in known if unit is not None), None)
    word = written.partition(" ")[0]
    if not word.startswith(tuple(_POWERS)) and word.lower() not in _first_words(reading.language):
        written = word
    while written:
        bare = _NOTE.sub("", written).rstrip(".…")
        unit = _named(units, bare)
        if unit is not None and match["space"] != "-" and _may_be_unit(reading, numeral, bare, first + len(bare)):
            return unit, first, first + len(bare)
        written = written[: max(written.rfind(" "), 0)]
    return None


def _named(units: dict[str, Unit], bare: str) -> Unit | None:
    """A unit as it is written, its power as a plain digit or a word too: "m2", "sq. ft"."""
    unit = units.get(bare) or (units.get(bare.lower()) if len(bare) > 2 else None) or units.get(f"{bare}.")
    if unit is None and bare[-1:] in {"2", "3"}:
        return units.get(bare.translate(_RAISED))
    squared = _SQUARED.fullmatch(bare) if unit is None and bare.startswith(("sq", "cu")) else None
    if squared is None:
        return unit
    length = units.get(squared["unit"], ("", ""))
    power, measured = _POWERS[squared["power"]]
    return (f"{power}-{length[0]}", measured) if length[1] == "length" else None


def _may_be_unit(reading: Reading, numeral: Numeral, unit: str, end: int) -> bool:
    if unit not in _RISKY_UNITS:
        return True
    if numeral.in_words:
        return False
    start = reading.starts[numeral.first]
    if unit == "m" and (_HOURS_BEFORE.search(reading.text, max(0, start - 5), start) or _is_million(reading, numeral)):
        return False
    behind = reading.text[reading.ends[numeral.last - 1]]
    if (unit == "K" and behind == "K" and numeral.value < _LEAST_KELVIN) or (unit == "st" and behind == "s"):
        return False  # "4K", "1st"
    after = reading.text[end : end + 2]
    return unit not in _AT_END_ONLY or not after.strip() or after[0] in ",;.)]/×"


def _is_million(reading: Reading, numeral: Numeral) -> bool:
    """Whether "m" may be millions as well: attached to decimals, with a plural behind: "1.5m visitors"."""
    classes, last = reading.classes, numeral.last
    if reading.language != "en" or numeral.value == int(numeral.value) or classes[last : last + 2] != "μ ":
        return False
    return last + 2 < len(classes) and classes[last + 2] == "w" and reading.word(last + 2).endswith("s")
