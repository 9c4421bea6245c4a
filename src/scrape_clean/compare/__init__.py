"""Stage 6: what happened to which record between two nights."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from scrape_clean.compare.changes import (
    AnnotationChange,
    Change,
    ChangeType,
    Comparison,
    Edit,
    EditKind,
    SectionChange,
    Span,
)
from scrape_clean.compare.ending import ending_of
from scrape_clean.compare.headings import restated_headings
from scrape_clean.compare.identity import carried
from scrape_clean.compare.pairing.moves import renamed_sections
from scrape_clean.compare.pairing.pairs import pair
from scrape_clean.compare.pairing.sides import Pairing, Side, Sides
from scrape_clean.compare.report import changes_of, section_changes
from scrape_clean.compare.suspect import NIGHTS, Night, stands, suspicion
from scrape_clean.compare.text.ignore import without
from scrape_clean.compare.text.words import meaning_key
from scrape_clean.compare.volatile.daily import as_written, one_name, sections_of, under
from scrape_clean.compare.volatile.learning import learn_volatile
from scrape_clean.compare.volatile.masks import Mask, daily_of
from scrape_clean.compare.volatile.places import Placed, Volatile, placed_in
from scrape_clean.model import Heading, Snapshot
from scrape_clean.page import CleanedPage

__all__ = [
    "AnnotationChange",
    "Change",
    "ChangeType",
    "Comparison",
    "Edit",
    "EditKind",
    "Memory",
    "SectionChange",
    "Span",
    "Volatile",
    "carry_ids",
    "compare",
    "learn_volatile",
]


class Memory(Struct, frozen=True, kw_only=True):
    """What earlier nights told of a page; without it, two nights are compared on their own."""

    volatile: tuple[Volatile, ...] = ()
    """Parts that are known to change (`learn_volatile`)."""
    held: tuple[Snapshot, ...] = ()
    """What the page looked like on the nights since the last good one, the oldest first: they were held as suspect."""


def compare(
    before: CleanedPage | Snapshot,
    after: CleanedPage | Snapshot,
    *,
    memory: Memory | None = None,
    ignore: Sequence[str] = (),
) -> Comparison:
    """What happened to a page between two nights.

    Records are paired by what they say, the same ones first, and what is left by the best total likeness, wherever they
    stand. Cosmetic changes are told apart from those of facts. A page that looks broken, or is another page, is suspect
    and nothing is flagged (the rule: docs/changes.md). Near linear in the number of records.

    Args:
        before: The last good night: a cleaned page, or its snapshot (`Comparison.base` of the comparison before, whose
            ids live on).
        after: Tonight's page. A cleaned page tells more than a snapshot: which headings stand there without records,
            and which words have merely become a heading or boilerplate.
        memory: What earlier nights told.
        ignore: Regular expressions (RE2) for what does not count in a record's text. A record of which nothing else is
            left is ignored.

    Returns:
        The changes, why the page is suspect, and what to compare the next night with.

    Raises:
        UsageError: An ignore pattern is no regular expression.
    """
    memory = memory or Memory()
    nights = _night(before), _night(after)
    daily = daily_of(memory.volatile)
    paths = [{*night.headings, *sections_of(night.records)} for night in nights]
    if not daily and paths[0] == paths[1]:
        return _compared(nights, _elsewhere(before, after), memory, ignore)
    names = one_name(daily, paths, nights[0].snapshot.language)
    named = _under(nights[0], names[0]), _under(nights[1], names[1])
    return as_written(_compared(named, _elsewhere(before, after), memory, ignore), *names)


def _under(night: Night, names: Mapping[tuple[str, ...], tuple[str, ...]]) -> Night:
    """A night under other names of its sections."""
    snapshot = replace(night.snapshot, records=under(night.records, names))
    return replace(night, snapshot=snapshot, headings=frozenset(names[path] for path in night.headings))


def _compared(
    nights: tuple[Night, Night],
    elsewhere: tuple[tuple[str, ...], tuple[str, ...]],
    memory: Memory,
    ignore: Sequence[str],
) -> Comparison:
    """What happened between two nights, each of whose sections has one name on both."""
    last, now = nights
    rest_of = without(ignore)
    by_line = bool(memory.volatile)
    placed = placed_in(last.records, rest_of, by_line=by_line), placed_in(now.records, rest_of, by_line=by_line)
    mask = Mask(memory.volatile, last.snapshot.language, placed[0])
    old, new = (
        Side(night.records, seen, night.snapshot.url, frozenset(map(meaning_key, beside)), last.snapshot.language)
        for night, seen, beside in zip(nights, (mask.last, list(map(mask.of, placed[1]))), elsewhere, strict=True)
    )
    pairing = pair(old, new)
    new = _in_known_places(old, new, pairing, placed, mask)
    records = carried(old.records, new.records, pairing.partner)
    headings = restated_headings(old.records, new.records, pairing.partner, rest_of, old.language)
    sides = Sides(old, replace(new, records=records), pairing, elsewhere, headings)
    told, muted = changes_of(sides)
    stay = frozenset(one.id for one in told if one.type == "removed" and not one.substantive)
    suspect = suspicion(last, now, pairing, stay)
    if suspect and (not now.records or stands(now.snapshot, memory.held) < NIGHTS):
        return Comparison(suspect=suspect, withheld=told, base=last.snapshot)
    return Comparison(
        changes=told, muted=muted, sections=section_changes(sides), base=replace(now.snapshot, records=records)
    )


def _in_known_places(
    old: Side, new: Side, pairing: Pairing, placed: tuple[Sequence[Placed], Sequence[Placed]], mask: Mask
) -> Side:
    """Tonight with what is known to change every night, or to be ignored, looked at where it stood before."""
    renamed = renamed_sections(old.records, new.records, pairing.partner)
    origin = {now: path for path, now in renamed.items()}
    known = {other: placed[0][one] for one, other in pairing.partner.items() if old.seen[one] != old.records[one].text}
    if not origin and not known:
        return new
    seen = []
    for at, one in enumerate(placed[1]):
        there = replace(one, section=origin.get(one.section, one.section))
        if (was := known.get(at)) is not None:
            same = was.line < 0 or pairing.partner.get(was.line) == one.line
            there = replace(one, section=was.section, said_of=was.said_of if same else one.said_of)
        seen.append(mask.of(there))
    return replace(new, seen=seen)


def carry_ids(before: CleanedPage, after: CleanedPage) -> CleanedPage:
    """One capture, cleaned twice by different rules: the page after with the ids that the page before has."""
    pairing = pair(*(Side(page.records, [one.text for one in page.records], page.url) for page in (before, after)))
    return replace(after, records=carried(before.records, after.records, pairing.partner))


def _night(page: CleanedPage | Snapshot) -> Night:
    if isinstance(page, Snapshot):
        return Night(page)
    end = max((place.end for record in page.records for place in record.occurrences), default=0)
    closed = any(drop.stage == "label" and drop.start >= end for drop in page.drops)
    records = ((place.end - 1, record.text) for record in page.records for place in record.occurrences)
    headings = ((heading.end - 1, heading.text) for heading in page.headings)
    ending = ending_of(page.text, end, records, headings)
    return Night(page.snapshot(), frozenset(_heading_paths(page.headings)), closed, ending)


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
    """What a reader sees on each page that is in no record, and not, or less often, on the other."""
    here, there = _beside(before), _beside(after)
    return tuple((here - there).elements()), tuple((there - here).elements())


def _beside(page: CleanedPage | Snapshot) -> Counter[str]:
    if isinstance(page, Snapshot):  # it tells of the headings above its records, and of nothing else
        sections = {record.section[:depth] for record in page.records for depth in range(1, len(record.section) + 1)}
        return Counter(path[-1] for path in sections)
    drops = (drop.text for drop in page.drops if drop.stage != "parse")  # of which a reader sees nothing
    return Counter((*drops, *(heading.text for heading in page.headings)))
