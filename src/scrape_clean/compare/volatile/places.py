"""Where on a page a text stands, so that what is learnt in one place is not taken for known in another.

"4.13 m" says something of the water level or of the bridge: a place is a section and the line that a text is said of.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from msgspec import Struct

from scrape_clean.compare.pairing.moves import leads_of, lines_of
from scrape_clean.compare.text.words import meaning
from scrape_clean.compare.volatile.slots import Pattern
from scrape_clean.leads import rows
from scrape_clean.model import Record

__all__ = ["Place", "Placed", "Volatile", "lines_known", "placed_in"]

LASTING = 0.5
"""Lines for each night on which something stood; from more on it is said of another one nearly every night."""

Place: TypeAlias = tuple[tuple[str, ...], str]
"""A section, and the folded words of the line that something in it is said of; "" where there is none."""


class Volatile(Struct, frozen=True):
    """A text, or part of one, that is known to change, in one section."""

    section: tuple[str, ...]
    words: Pattern
    """Case-folded words, those of a date as one behind "@". None is a gap of any words, "#" one of numbers, "@" one of
    dates and numbers. With no gap: a text that comes and goes."""
    path: str | None = None
    """XPath of the element, where there is nothing else to know the text by."""
    heading: bool = False
    """Whether it is the text of a heading in that section, not of a record. In ``section`` such a heading has its
    words, with gaps."""
    below: bool = False
    """Whether it stands in any section right below that one: what each item of a list has, a new one has too."""
    said_of: str | None = None
    """Folded words of the line that it is said of (its term, the label of its row or card; of the first line of a card,
    the next one); "" where there is none. None: of any line."""
    new: bool = False
    """Whether it holds only where nothing stood the night before: under a new heading, or of a new line."""


class Placed(Struct, frozen=True, gc=False):
    """A record on one night, as it is compared."""

    record: Record
    text: str
    """Without what is to be ignored."""
    section: tuple[str, ...]
    said_of: str
    """Folded words of the line that it is said of; of one that begins a row or card: of the line behind it there."""
    line: int
    """That line's index; -1 where there is none."""
    path: str | None
    """XPath of its first element."""


def lines_known(said_of: Sequence[str]) -> tuple[str | None, ...]:
    """The lines by which something is known that was said of these on the nights on which it stood there.

    None, for any line, where they change as counters do: "7 days ago" is no label.
    """
    lines = tuple(dict.fromkeys(said_of))
    return lines if len(lines) <= 1 + LASTING * (len(said_of) - 1) else (None,)


def placed_in(records: Sequence[Record], rest_of: Callable[[str], str] = str, *, by_line: bool = True) -> list[Placed]:
    """The records of a night, each in its place.

    Args:
        records: In page order.
        rest_of: Takes off a text what is to be ignored.
        by_line: Whether it counts which line each is said of.
    """
    texts = [rest_of(record.text) for record in records]
    lines = _lines(records) if by_line else [-1] * len(records)
    return [
        Placed(
            record,
            text,
            record.section,
            " ".join(meaning(texts[line])) if line >= 0 else "",
            line,
            record.occurrences[0].path if record.occurrences else None,
        )
        for record, text, line in zip(records, texts, lines, strict=True)
    ]


def _lines(records: Sequence[Record]) -> list[int]:
    behind: dict[int, int] = {}
    for at, first in enumerate(rows(lines_of(records))):
        behind.setdefault(first, at)
    return [lead if lead >= 0 else behind.get(at, -1) for at, lead in enumerate(leads_of(records))]
