"""Titles of asides: "Tip" in front of a text says nothing of the section that it stands in."""

from collections.abc import Container, Sequence

from scrape_clean.compare.text.words import meaning
from scrape_clean.model import Record

__all__ = ["is_title_of_aside"]

_ASIDES_TEXT = "note tip hint hinweis tipp anmerkung remarque astuce nota consejo suggerimento dica opmerking poznámka"
_ASIDES = frozenset(_ASIDES_TEXT.split())
_WARNINGS_TEXT = "warning caution attention important danger warnung achtung wichtig gefahr avertissement"
_WARNINGS = frozenset(_WARNINGS_TEXT.split())
"""What says that something is to be feared there: it is told as long as the text behind it is the same."""
SHORTEST = 5
"""Words of a text that may stand behind such a title; fewer may be a value."""


def is_title_of_aside(
    before: Sequence[Record],
    after: Sequence[Record],
    paired: tuple[Container[int], Container[int]],
    pair: tuple[int, int],
) -> bool:
    """Whether a paired record is the title of an aside on both nights.

    If it is a warning, that of a text that went and of another one that came, which are both told.
    """
    words = meaning(before[pair[0]].text)
    if len(words) != 1 or words[0] not in _ASIDES | _WARNINGS:
        return False
    if not (_leads(before, pair[0]) and _leads(after, pair[1])):
        return False
    return words[0] in _ASIDES or (pair[0] + 1 not in paired[0] and pair[1] + 1 not in paired[1])


def _leads(records: Sequence[Record], at: int) -> bool:
    """Whether a text of its section stands behind a record."""
    if at + 1 == len(records):
        return False
    here, there = records[at], records[at + 1]
    return here.section == there.section and len(meaning(there.text)) >= SHORTEST
