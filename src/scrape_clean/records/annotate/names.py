"""Names of organisations, programmes and places, as far as their form tells: runs of words with capitals."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from scrape_clean.model import Annotation
from scrape_clean.records.annotate.reading import Reading

__all__ = ["names"]

_UPPER: Final = "".join(chr(code) for code in range(0x41, 0x590) if chr(code).isupper())
"""Capital letters of Latin, Greek, Cyrillic and Armenian; other scripts have none."""
_LETTERS: Final = r"[a-zA-Z]*+[^\W_]*+"
"""Plain ones first, as a set of few characters is found faster than one that leaves some out."""
_WORD: Final = rf"[{_UPPER}]{_LETTERS}(?:[-'’&][^\W_]{_LETTERS})*"
_JOINT: Final = (
    r"(?: (?:of|for|the|and|&|in|on|de|la|le|les|des|du|del|della|di|do|da|dos|das|für|der|des|und|von|zur|van|voor|het"
    r"|och|för|og|y|e|et|à)){1,3}"
)
_RUN: Final = re.compile(
    rf"[{_UPPER}](?<![\w’'-].){_LETTERS}(?:[-'’&][^\W_]{_LETTERS})*(?:(?:{_JOINT})? {_WORD}){{1,9}}(?![\w-])"
)
"""What must not stand before the first capital is looked at behind it: `re` finds a set of characters fastest."""
_SHORT: Final = re.compile(r"[A-Z](?<![\w.&/-].)[a-z]*[A-Z][A-Za-z]*+(?:-[A-Z][A-Za-z]*)?(?![\w./]\w|[$₵]\d)")
_OPENERS: Final = frozenset(
    (
        "the a an in on at from by with for of to and or but as since after before between during under over when "
        "while if this these those that its it he she they we you his her their our your all some many most more less "
        "no not each every both see read write call dial contact der die das ein eine im am seit nach vor le la les "
        "un une du des en depuis el los las una desde il lo gli al dal nel o os as um uma no na até"
    ).split()
)
_PAIR: Final = re.compile(r"\S+ (?:and|und|et|y|e|en|och|og|&) \S+")
"""Two names rather than one: "Portugal and Ghana"."""
_WHEN: Final = re.compile(r"(?: i(?: l)? [MW])+\Z")
"""When something is, at the end of a run, by the classes of its words: "Closed on Monday", "Festival in August"."""
_LONGEST_SHORT: Final = 12


def names(reading: Reading) -> Iterator[Annotation]:
    """Runs of capitalised words (role ``capitalised``) and words of several capitals (role ``acronym``).

    By form alone: whether something of that name exists is not known.
    """
    text = reading.text
    has_time = "M" in reading.classes or "W" in reading.classes
    for match in _RUN.finditer(text):
        start, end = match.span()
        while (word := text[start:end].split(" ", 1)) and len(word) > 1 and word[0].lower() in _OPENERS:
            start += len(word[0]) + 1
        end = _without_time(reading, start, end) if has_time else end
        written = text[start:end]
        if " " in written and not _PAIR.fullmatch(written) and not _is_plain(reading, start, end):
            yield Annotation("name", start, end, written, written, "capitalised")
    for match in _SHORT.finditer(text):
        if len(match[0]) <= _LONGEST_SHORT and not _is_roman(match[0]):
            yield Annotation("name", match.start(), match.end(), match[0], match[0], "acronym")


def _without_time(reading: Reading, start: int, end: int) -> int:
    """The end of a run without the month or weekday that it ends with; that is a name behind a name alone."""
    first, last = bisect_left(reading.starts, start), bisect_left(reading.starts, end)
    when = _WHEN.search(reading.classes, first, last)
    return reading.starts[when.start()] if when else end


def _is_plain(reading: Reading, start: int, end: int) -> bool:
    """Whether a run is a heading in capitals or a German phrase of nouns rather than a name."""
    written = reading.text[start:end]
    return (written.isupper() and end - start > 40) or (
        reading.language == "de" and not any(w in written for w in (" für ", " der ", " und "))
    )


def _is_roman(word: str) -> bool:
    return set(word) <= set("IVXLCDM")
