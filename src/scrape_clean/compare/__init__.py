"""Stage 6: what happened to which record between two nights."""

from collections.abc import Sequence

from msgspec.structs import replace

from scrape_clean.compare.changes import Change, ChangeType, Comparison, Edit, EditKind, SectionChange, Span
from scrape_clean.compare.identity import carried
from scrape_clean.compare.pairing import Side, pair
from scrape_clean.compare.report import changes_of, section_changes
from scrape_clean.compare.sides import Sides
from scrape_clean.compare.suspect import NIGHTS, Night, stands, suspicion
from scrape_clean.compare.words import meaning_key
from scrape_clean.model import Snapshot
from scrape_clean.page import CleanedPage

__all__ = [
    "Change",
    "ChangeType",
    "Comparison",
    "Edit",
    "EditKind",
    "SectionChange",
    "Span",
    "compare",
]


def compare(before: CleanedPage | Snapshot, after: CleanedPage | Snapshot) -> Comparison:
    """What happened to a page between two nights."""
    nights = _night(before), _night(after)
    sides = tuple(
        Side(night.records, [record.text for record in night.records], night.snapshot.url) for night in nights
    )
    pairing = pair(*sides)
    records = carried(sides[0].records, sides[1].records, pairing.partner)
    both = Sides(
        sides[0],
        replace(sides[1], records=records),
        pairing,
        (frozenset(), frozenset()) if len(pairing.partner) == len(sides[0].records) == len(sides[1].records) else (_elsewhere(before), _elsewhere(after)),
    )
    told, muted = changes_of(both)
    suspect = suspicion(nights[0], nights[1], pairing)
    if suspect:
        return Comparison(suspect=suspect, withheld=told, base=nights[0].snapshot)
    return Comparison(
        changes=told, muted=muted, sections=section_changes(both), base=replace(nights[1].snapshot, records=records)
    )


def _night(page: CleanedPage | Snapshot) -> Night:
    if isinstance(page, Snapshot):
        return Night(page)
    return Night(page.snapshot(), frozenset(heading.text for heading in page.headings))


def _elsewhere(page: CleanedPage | Snapshot) -> frozenset[str]:
    """Meaning keys of what a reader sees on the page that is in no record."""
    if isinstance(page, Snapshot):
        return frozenset()
    texts = [drop.text for drop in page.drops if drop.stage == "label"]
    return frozenset(meaning_key(text) for text in (*texts, *(heading.text for heading in page.headings)))
