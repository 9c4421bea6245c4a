"""Whether what looks like a date is a piece of something longer: a number, a name, a code."""

from typing import Final

from scrape_clean.records.annotate.dates.grammar import DATE, DAY_BEHIND
from scrape_clean.records.annotate.numerals import is_letter
from scrape_clean.records.annotate.reading import Reading

__all__ = ["is_piece"]

_MONTHS: Final = frozenset(("month", "named_month"))
_WITH_DAYS: Final = frozenset(("named", "day"))
_DAY_LAST: Final = frozenset(("named", "units"))
_UNITS: Final = frozenset(("units", "day"))
"""Forms that may end with a Chinese word for the day, behind which a time stands without a space."""
_JOINTS: Final = "-/.:@_#=$"
_FULL: Final = frozenset(("numeric", "named", "units", "day"))


def is_piece(reading: Reading, first: int, last: int, form: str) -> bool:
    """Whether the tokens are a piece of a longer number, name or code."""
    text, (start, end) = reading.text, reading.span(first, last)
    before = text[start - 1 : start]
    behind = is_letter(before) or (before in _JOINTS and before and is_letter(text[start - 2 : start - 1]))
    if behind and not (before in "-/" and first > 1 and _goes_on(reading, first, before, form)):
        return True
    after = text[end : end + 1]
    if not after:
        return False
    may_join = form not in _UNITS or is_letter(text[end - 1])
    if may_join and is_letter(after) and reading.classes[last] not in "κβαυ":
        return reading.classes[last] not in "tT" or form != "numeric"
    if after in "-/.:_@" and is_letter(text[end + 1 : end + 2]):
        if after in "-/" and form == "named_month" and reading.classes[last + 1] == "M":
            return False
        if form in {"numeric", "named", "units", "day", "month", "quarter"} and after in "-/":
            may_go_on = form in _DAY_LAST and reading.classes[first] == "Y"
            is_range = may_go_on and DAY_BEHIND.match(reading.classes, last)
            return not is_range and DATE.match(reading.classes, last + 1) is None
        if after == "-":
            return reading.classes[last + 1] not in "κβαυpMYO" or reading.classes[last + 1 : last + 3] in {"Y-", "Y/"}
        return True
    return False


def _goes_on(reading: Reading, first: int, sign: str, form: str) -> bool:
    """Whether a date goes on from what stands before a sign: "Jan-Mar 2024", "28/29 June", but not "24/7 May"."""
    before = reading.classes[first - 2]
    if before in "md" and sign == "/" and form in _WITH_DAYS:
        return reading.value(first - 2) + 1 == reading.value(first)
    if before == "M" and form in _MONTHS:
        return True
    return sign == "-" and before in ("YmdnDe" if form in _FULL else "e")
