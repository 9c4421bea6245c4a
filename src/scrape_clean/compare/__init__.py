"""Stage 6: what happened to which record between two nights."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from scrape_clean.compare.changes import Change, ChangeType, Comparison, Edit, EditKind, SectionChange, Span
from scrape_clean.compare.identity import carried
from scrape_clean.compare.pairing import Side, pair
from scrape_clean.compare.report import changes_of, section_changes
from scrape_clean.compare.sides import Sides
from scrape_clean.compare.suspect import NIGHTS, Night, stands, suspicion
from scrape_clean.model import Heading, Snapshot
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
        _elsewhere(before, after),
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
    return Night(page.snapshot(), frozenset(_heading_paths(page.headings)))


def _heading_paths(headings: Sequence[Heading]) -> Iterator[tuple[str, ...]]:
    """The section that each heading opens, by their levels."""
    above: list[Heading] = []
    for heading in headings:
        while above and above[-1].level >= heading.level:
            above.pop()
        above.append(heading)
        yield tuple(one.text for one in above)


def _elsewhere(
    before: CleanedPage | Snapshot, after: CleanedPage | Snapshot
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a reader sees on each page that is in no record, and not on the other."""
    here, there = _beside(before), _beside(after)
    return tuple(text for text in here if text not in there), tuple(text for text in there if text not in here)


def _beside(page: CleanedPage | Snapshot) -> dict[str, None]:
    if isinstance(page, Snapshot):
        return {}
    drops = (drop.text for drop in page.drops if drop.stage == "label")
    return dict.fromkeys((*drops, *(heading.text for heading in page.headings)))
