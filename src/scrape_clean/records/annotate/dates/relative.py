"""Dates that say no year: "yesterday", "last week", "in six weeks", "on Friday", "6 June"."""

import re
from collections.abc import Iterator
from typing import Final

from scrape_clean.records.annotate.reading import Reading

__all__ = ["relative_spans"]

_RELATIVE: Final = re.compile(
    r"T|(?:[il] ?){0,2}v ?[uWMSQ]|(?:[lio] ?){0,2}[uWMS] (?:i |o )?v|[mdnw] u (?:G|v)|i [mdw] u(?= ?[,.;)]|$)|W(?: e)?"
)
_HAS_RELATIVE: Final = re.compile("[TWuv]")


def relative_spans(reading: Reading) -> Iterator[tuple[int, int]]:
    """Tokens of every expression that says when only to one who knows the day it was written."""
    if not _HAS_RELATIVE.search(reading.classes):
        return
    for match in _RELATIVE.finditer(reading.classes):
        first, last = match.span()
        while reading.classes[first] in "il ":
            first += 1
        if match[0].startswith("w") and match[0][-1] not in "Gv":
            continue
        if match[0].endswith("M") and reading.text[reading.starts[last - 1]].islower() and reading.language == "en":
            continue  # "this may", a verb
        if reading.classes[first] == "W" and reading.ends[first] - reading.starts[first] < 4:
            continue
        yield first, last
