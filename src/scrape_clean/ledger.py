"""The ledger: proof that every visible character of a page ended somewhere, and exactly once."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from scrape_clean.page import CleanedPage

__all__ = ["Entry", "Fault", "Ledger", "balance"]


class Entry(Struct, frozen=True):
    """How much went one way."""

    outcome: Literal["record", "occurrence", "heading", "drop"]
    rule: str
    """The record's kind, the heading's level, or the rule that dropped."""
    blocks: int
    characters: int
    """Without white space."""


class Fault(Struct, frozen=True):
    """A stretch of the page's text that went nowhere, or more than one way."""

    what: Literal["lost", "counted twice", "outside the text"]
    start: int
    end: int
    text: str


class Ledger(Struct, frozen=True):
    """What came in and where it went."""

    characters: int
    """Of the page's text, without white space."""
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]

    @property
    def adds_up(self) -> bool:
        """Whether every character is accounted for exactly once."""
        return not self.faults and self.characters == sum(entry.characters for entry in self.entries)


_ORDER = ("record", "occurrence", "heading", "drop")


def balance(page: CleanedPage) -> Ledger:
    """Add up where the characters of a page went."""
    spans = sorted(_spans(page))
    blocks: Counter[tuple[str, str]] = Counter()
    characters: Counter[tuple[str, str]] = Counter()
    faults: list[Fault] = []
    text, at = page.text, 0
    for start, end, outcome, rule in spans:
        if not 0 <= start <= end <= len(text):
            faults.append(Fault("outside the text", start, end, ""))
            continue
        if start < at:
            faults.append(Fault("counted twice", start, min(at, end), text[start : min(at, end)]))
        elif visible(text[at:start]):
            faults.append(Fault("lost", at, start, text[at:start]))
        at = max(at, end)
        blocks[outcome, rule] += 1
        characters[outcome, rule] += visible(text[start:end])
    if visible(text[at:]):
        faults.append(Fault("lost", at, len(text), text[at:]))
    entries = (Entry(key[0], key[1], blocks[key], characters[key]) for key in blocks)  # type: ignore[arg-type]
    ordered = sorted(entries, key=lambda entry: (_ORDER.index(entry.outcome), entry.rule))
    return Ledger(visible(text), tuple(ordered), tuple(faults))


def visible(text: str) -> int:
    """How many characters of a text are no white space."""
    return sum(map(len, text.split()))


def _spans(page: CleanedPage) -> Iterator[tuple[int, int, str, str]]:
    for record in page.records:
        for number, place in enumerate(record.occurrences):
            yield place.start, place.end, "occurrence" if number else "record", record.kind
    for heading in page.headings:
        yield heading.start, heading.end, "heading", f"level {heading.level}"
    for drop in page.drops:
        yield drop.start, drop.end, "drop", f"{drop.stage}: {drop.rule}"
