"""Parts of a page that change every night and say nothing: counters, time stamps, tokens, rotating teasers.

Learnt from several nights, without a list of words: a text that differs on nearly every night in the same place, of a
record or of a heading, and a record that goes and comes back.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, groupby, pairwise
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from scrape_clean.compare.daily import Daily, daily_headings, looked_up, one_name, sections_of, under
from scrape_clean.compare.markup import markup_of
from scrape_clean.compare.moves import Section
from scrape_clean.compare.slots import (
    ANYTHING,
    DATES,
    FEWEST_NIGHTS,
    GAPS,
    Pattern,
    Patterns,
    nightly,
    pattern_of,
    shown,
)
from scrape_clean.compare.words import meaning, meaning_key
from scrape_clean.model import Record, Snapshot

__all__ = ["Volatile", "daily_of", "learn_volatile", "masked"]

FEWEST_RETURNS = 2
"""Times that a record, or the records of a section, must have come back before they are shown now and then; stretches
of nights on which each version of one record must have stood."""
FEWEST_BESIDE, MOST_BESIDE = 2, 0.5
"""Sections side by side, and the share of those with such a text, in which a text must be known to change before it is
in all of them."""
ROTATING = 0.5
"""Share of the records that went which must have come back, and of the section's records that must have done so."""


_Said: TypeAlias = tuple[Section, tuple[str, ...]]
"""What a record says, and where."""


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


def learn_volatile(nights: Sequence[Snapshot]) -> tuple[Volatile, ...]:
    """What is volatile on a page.

    Args:
        nights: The page on successive nights, the oldest first, with ids carried on from each to the next
            (`Comparison.base`). Suspect nights are left out.

    Returns:
        In a fixed order, so that what is new among them can be told by comparing.
    """
    daily = daily_headings(nights)
    if daily:
        around = looked_up(daily)
        nights = [_named(night, around) for night in nights]
    headings = (Volatile(section, words, heading=True) for section, several in daily.items() for words in several)
    changing = _changing(nights)
    return tuple(sorted({*headings, *changing, *_beside(changing, nights), *_rotating(nights)}, key=_order))


def _order(one: Volatile) -> tuple[object, ...]:
    return one.section, tuple(word or "" for word in one.words), one.path or "", one.heading, one.below


def _named(night: Snapshot, daily: Daily) -> Snapshot:
    """A night with its sections under the names that they have on other nights, too."""
    return replace(
        night, records=under(night.records, one_name(daily, [sections_of(night.records)], night.language)[0])
    )


def _changing(nights: Sequence[Snapshot]) -> list[Volatile]:
    """Records that differ on nearly every night in the same places, or show now this, now that."""
    lives: dict[str, list[Record]] = defaultdict(list)
    for night in nights:
        for record in night.records:
            lives[record.id].append(record)
    language = nights[-1].language if nights else None
    found: list[Volatile] = []
    for life in lives.values():
        section = life[-1].section
        for same in _by_markup(life):
            versions = [record.text for record in same]
            said = [meaning_key(text) for text in versions]
            if (pattern := nightly(versions, language)) is not None:
                found += _slots(same, section, pattern)
            elif _takes_turns(said):
                texts = dict(zip(said, versions, strict=True)).values()
                found += [Volatile(section, pattern_of((text,), language) or ()) for text in texts]
    return found


def _by_markup(life: Sequence[Record]) -> list[list[Record]]:
    """A record's nights, those in the same elements together: a row that was cut into lines says what it said."""
    groups: dict[object, list[Record]] = defaultdict(list)
    for record in life:
        groups[markup_of(record)].append(record)
    return list(groups.values())


def _beside(changing: Sequence[Volatile], nights: Sequence[Snapshot]) -> Iterator[Volatile]:
    """What changes in the same words in several sections side by side, and in most of those where it stands."""
    places: dict[tuple[Section, Pattern], set[Section]] = defaultdict(set)
    for one in changing:
        if one.section and len(one.words) > 1 and not GAPS.isdisjoint(one.words):
            places[one.section[:-1], one.words].add(one.section)
    places = {place: known for place, known in places.items() if len(known) >= FEWEST_BESIDE}
    patterns: dict[Section, list[Pattern]] = defaultdict(list)
    for around, words in places:
        patterns[around].append(words)
    found = {around: Patterns(several) for around, several in patterns.items()}
    standing = {place: set(known) for place, known in places.items()}
    for record in nights[-1].records if found else ():
        around = record.section[:-1]
        if record.section and around in found:
            for words in found[around].fitting(record.text, nights[-1].language):
                standing[around, words].add(record.section)
    for (around, words), known in places.items():
        if len(known) >= MOST_BESIDE * len(standing[around, words]):
            yield Volatile(around, words, below=True)


def _takes_turns(said: Sequence[str]) -> bool:
    """Whether a record says now this, now that: each of its versions has come back."""
    times = Counter(version for version, _ in groupby(said))
    return len(times) > 1 and min(times.values()) >= FEWEST_RETURNS


def _slots(life: Sequence[Record], section: Section, pattern: Pattern) -> list[Volatile]:
    if len(pattern) > 1:
        return [Volatile(section, pattern)]
    paths = {record.occurrences[0].path if record.occurrences else None for record in life}
    path = paths.pop()
    if path and not paths:
        return [Volatile(section, pattern, path)]
    return [Volatile(section, pattern)] if pattern == (DATES,) else []


def _rotating(nights: Sequence[Snapshot]) -> list[Volatile]:
    """Records that came back again and again, or for what had come in their place; sections in which most come back.

    One that was missing for a night and went for good later is a fact that went. A list that was not loaded for a night
    is no section whose records take turns: nothing goes when they come back.
    """
    if len(nights) < FEWEST_NIGHTS:
        return []
    shown = [{(record.section, meaning(record.text)): record.id for record in night.records} for night in nights]
    sections = [{record.section for record in night.records} for night in nights]
    gone: Counter[_Said] = Counter()
    back: Counter[_Said] = Counter()
    turns: Counter[_Said] = Counter()
    instead: dict[_Said, set[_Said]] = {}
    turned: dict[Section, set[int]] = defaultdict(set)
    for number, (one, other) in enumerate(pairwise(shown)):
        # What lives on in other words was edited: it neither went nor came.
        standing = set(one.values()) & set(other.values())
        left, come = ({item for item, name in side.items() if name not in standing} for side in (one, other))
        left, come = left - come, come - left
        # Nor did what was cut otherwise: a cell of a row that became a line by itself, and then a cell again.
        left, come = left - _within(left, other.keys() - one.keys()), come - _within(come, one.keys() - other.keys())
        going = {section for section, _ in left}
        for item in come:
            if gone[item]:
                if item[0] in going:
                    back[item] += 1
                    turned[item[0]].add(number)
                turns[item] += 1 if instead.get(item, set()).isdisjoint(left) else FEWEST_RETURNS
        gone.update(item for item in left if not item[0] or item[0] in sections[number + 1])
        came = _by_section(come)
        instead |= {item: came.get(item[0], set()) for item in left}
    texts = {meaning(record.text): record.text for night in nights for record in night.records}
    found = [
        Volatile(section, pattern_of((texts[words],), nights[-1].language) or ())
        for (section, words), times in turns.items()
        if times >= FEWEST_RETURNS and words
    ]
    members = _by_section(chain.from_iterable(shown)) if turned else {}
    for section in (section for section, on in turned.items() if len(on) >= FEWEST_RETURNS):
        went, returned = (sum(times[item] for item in members[section]) for times in (gone, back))
        rotate = sum(item in gone for item in members[section])
        if returned >= max(FEWEST_RETURNS, ROTATING * went) and rotate >= ROTATING * len(members[section]):
            found.append(Volatile(section, (ANYTHING,)))
    return found


def _by_section(items: Iterable[_Said]) -> dict[Section, set[_Said]]:
    found: dict[Section, set[_Said]] = defaultdict(set)
    for item in items:
        found[item[0]].add(item)
    return found


def _within(parts: AbstractSet[_Said], wholes: AbstractSet[_Said]) -> set[_Said]:
    """Those of some texts whose words stand in a row in one of others."""
    wanted = {words for _, words in parts}
    lengths: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for words in wanted:
        lengths[words[:1]].add(len(words))
    stand = {
        row
        for _, words in wholes
        for at in range(max(1, len(words)))
        for length in lengths.get(words[at : at + 1], ())
        if (row := words[at : at + length]) in wanted
    }
    return {part for part in parts if part[1] in stand}


def masked(volatile: Sequence[Volatile], language: str | None) -> Callable[[Record, str], str]:
    """A function that makes one text of all that a volatile record may read, and nothing of one that comes and goes."""
    known: dict[tuple[Section, bool], dict[Pattern, set[str | None]]] = defaultdict(lambda: defaultdict(set))
    for one in volatile:
        if not one.heading:
            known[one.section, one.below][one.words].add(one.path)
    patterns = {place: Patterns(words) for place, words in known.items()}

    def mask(record: Record, text: str) -> str:
        path = record.occurrences[0].path if record.occurrences else None
        for place in ((record.section, False), (record.section[:-1], bool(record.section))):
            for words in patterns[place].fitting(text, language) if place in patterns else ():
                if known[place][words] & {None, path}:
                    several = len(words) > 1 and not GAPS.isdisjoint(words)
                    return shown(words) if several else ""
        return text

    return mask


def daily_of(volatile: Sequence[Volatile]) -> Daily:
    """What headings may read, by the section that they stand in."""
    daily: dict[tuple[str, ...], list[Pattern]] = defaultdict(list)
    for one in volatile:
        if one.heading:
            daily[one.section].append(one.words)
    return looked_up(daily)
