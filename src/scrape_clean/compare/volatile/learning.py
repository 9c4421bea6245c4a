"""Parts of a page that change every night and say nothing: counters, time stamps, tokens, rotating teasers.

Learnt from several nights, without a list of words: a text that differs on nearly every night in the same place, of a
record or of a heading, and a record that goes and comes back. What is learnt is learnt of one place: what stands still
in another is a fact, however alike it reads.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, groupby, pairwise
from typing import TypeAlias

from msgspec.structs import replace

from scrape_clean.compare.text.ignore import without
from scrape_clean.compare.text.markup import markup_of
from scrape_clean.compare.text.words import meaning_key
from scrape_clean.compare.volatile.daily import Daily, daily_headings, looked_up, one_name, sections_of, under
from scrape_clean.compare.volatile.places import Placed, Volatile, lines_known, placed_in
from scrape_clean.compare.volatile.slots import (
    ANYTHING,
    DATES,
    FEWEST_NIGHTS,
    GAPS,
    MOST_NIGHTS,
    Pattern,
    Patterns,
    nightly,
    pattern_of,
)
from scrape_clean.compare.volatile.turns import rotating
from scrape_clean.model import Snapshot

__all__ = ["learn_volatile"]

FEWEST_BESIDE, MOST_BESIDE = 2, 0.5
"""Places side by side, and the share of those with such a text, in which a text must be known to change before it is in
all that are new."""
FEWEST_STRETCHES = 2
"""Stretches of nights on which each version of one record must have stood before it shows now this, now that."""
STILL = 0.5
"""Share of the nights; what changed on fewer is a fact, whatever changes beside it."""

_Section: TypeAlias = tuple[str, ...]
_Life: TypeAlias = Sequence[Placed]
"""A record on the nights on which it stood there."""
_Facts: TypeAlias = dict[tuple[_Section, Pattern], set[str]]
"""The lines, in a section, of which something is said that a pattern fits."""
_Around: TypeAlias = tuple[_Section, bool]
"""Lines of a section, or sections right below it, side by side."""


def learn_volatile(nights: Sequence[Snapshot], *, ignore: Sequence[str] = ()) -> tuple[Volatile, ...]:
    """What is volatile on a page.

    Args:
        nights: The page on successive nights, the oldest first, with ids carried on from each to the next
            (`Comparison.base`). Suspect nights are left out.
        ignore: What does not count, as `compare` is told.

    Returns:
        In a fixed order, so that what is new among them can be told by comparing.

    Raises:
        UsageError: An ignore pattern is no regular expression.
    """
    language = nights[-1].language if nights else None
    daily = daily_headings(nights)
    if daily:
        around = looked_up(daily)
        nights = [_named(night, around) for night in nights]
    headings = (Volatile(section, words, heading=True) for section, several in daily.items() for words in several)
    rest_of = without(ignore)
    placed = [[one for one in placed_in(night.records, rest_of) if one.text or not ignore] for night in nights]
    lives = _lives(placed)
    now = {one.record.id for one in placed[-1]} if placed else set()
    standing = [life for life in lives if life[-1].record.id in now]
    changing = _changing(lives, standing, language)
    found = {*headings, *changing, *_beside(changing, standing, language), *rotating(placed, language)}
    return tuple(sorted(found, key=_order))


def _order(one: Volatile) -> tuple[object, ...]:
    words = tuple(word or "" for word in one.words)
    return one.section, words, one.path or "", one.heading, one.below, one.said_of or "", one.new


def _named(night: Snapshot, daily: Daily) -> Snapshot:
    """A night with its sections under the names that they have on other nights, too."""
    return replace(
        night, records=under(night.records, one_name(daily, [sections_of(night.records)], night.language)[0])
    )


def _lives(nights: Sequence[Sequence[Placed]]) -> list[_Life]:
    lives: dict[str, list[Placed]] = defaultdict(list)
    for one in chain.from_iterable(nights):
        lives[one.record.id].append(one)
    return list(lives.values())


def _changing(lives: Sequence[_Life], standing: Sequence[_Life], language: str | None) -> list[Volatile]:
    """Records that differ on nearly every night in the same places, show now this, now that, or wander in a row."""
    slots: list[tuple[_Life, _Section, Pattern]] = []
    found: list[Volatile] = []
    for life in lives:
        section = life[-1].section
        for same in _by_markup(life):
            versions = [one.text for one in same]
            said = [meaning_key(text) for text in versions]
            if (pattern := nightly(versions, language)) is not None:
                slots.append((same, section, pattern))
            elif _takes_turns(said) or _wanders(same):
                texts = dict(zip(said, versions, strict=True)).values()
                lines = lines_known([one.said_of for one in same])
                patterns = [pattern_of(text, language) for text in texts]
                found += [Volatile(section, words, said_of=line) for words in patterns for line in lines]
    facts = _facts(slots, standing, language)
    return [*found, *chain.from_iterable(_places(*slot, facts[slot[1:]]) for slot in slots)]


def _by_markup(life: _Life) -> list[list[Placed]]:
    """A record's nights, those in the same elements together: a row that was cut into lines says what it said."""
    groups: dict[object, list[Placed]] = defaultdict(list)
    for one in life:
        groups[markup_of(one.record)].append(one)
    return list(groups.values())


def _takes_turns(said: Sequence[str]) -> bool:
    """Whether a record says now this, now that: each of its versions has come back."""
    times = Counter(version for version, _ in groupby(said))
    return len(times) > 1 and min(times.values()) >= FEWEST_STRETCHES


def _wanders(life: _Life) -> bool:
    """Whether a row's values stand in other columns on nearly every night, as the tick below a weekday does."""
    columns = [_columns(one) for one in life]
    changes = sum(here != there for here, there in pairwise(columns))
    return changes >= max(FEWEST_NIGHTS - 1, MOST_NIGHTS * (len(life) - 1))


def _columns(one: Placed) -> list[tuple[int, str]]:
    """What stands above each value of a row; where no header does, its place."""
    return [(0 if cell.header else at, cell.header) for at, cell in enumerate(one.record.cells) if cell.text]


def _changes(life: _Life) -> int:
    return sum(meaning_key(one.text) != meaning_key(other.text) for one, other in pairwise(life))


def _is_still(life: _Life) -> bool:
    """Whether a record states a fact that it may be edited in; not known of one that has just come."""
    return _changes(life) < STILL * (len(life) - 1)


def _facts(slots: Sequence[tuple[_Life, _Section, Pattern]], standing: Sequence[_Life], language: str | None) -> _Facts:
    """Facts that read as what changes every night does."""
    several: dict[_Section, list[Pattern]] = defaultdict(list)
    for _, section, pattern in slots:
        several[section].append(pattern)
    patterns = {section: Patterns(words) for section, words in several.items()}
    found: _Facts = defaultdict(set)
    for life in standing:
        now = life[-1]
        if now.section in patterns and _is_still(life):
            for words in patterns[now.section].fitting(now.text, language):
                found[now.section, words].add(now.said_of)
    return found


def _places(life: _Life, section: _Section, pattern: Pattern, facts: AbstractSet[str]) -> Iterator[Volatile]:
    """What is known of a record that changes every night: of each line that it was said of, by its words or element.

    Args:
        life: Its nights.
        section: Where it stands.
        pattern: What it may read.
        facts: Lines in that section of which a fact is said that may be read so, too.
    """
    paths = {one.path for one in life}
    path = paths.pop() if len(paths) == 1 else None
    for line in lines_known([one.said_of for one in life]):
        alone = line not in facts if line is not None else not facts
        if alone and (len(pattern) > 1 or (line and pattern != (ANYTHING,))):
            yield Volatile(section, pattern, said_of=line)
        elif path is not None:
            yield Volatile(section, pattern, path, said_of=line)
        elif alone and pattern == (DATES,):
            yield Volatile(section, pattern, said_of=line)


def _beside(changing: Sequence[Volatile], standing: Sequence[_Life], language: str | None) -> Iterator[Volatile]:
    """What changes in the same words in several places side by side, and in most of those where it stands.

    What is new there has it, too; what has stood there is known by what it did itself.
    """
    known = _side_by_side(changing)
    patterns = {around: Patterns(several) for around, several in known.items()}
    places = {(around, words): set(where) for around, several in known.items() for words, where in several.items()}
    lives: dict[tuple[_Around, Pattern], list[_Life]] = defaultdict(list)
    for life in standing if known else ():
        for around, where in _around(life[-1].section, life[-1].said_of):
            for words in patterns[around].fitting(life[-1].text, language) if around in patterns else ():
                places[around, words].add(where)
                lives[around, words].append(life)
    for (around, words), where in places.items():
        if len(known[around][words]) >= MOST_BESIDE * len(where):
            yield Volatile(around[0], words, below=around[1], new=True)
            here = [((life[-1].section, life[-1].said_of), _is_still(life)) for life in lives[around, words]]
            facts = {place for place, still in here if still}
            yield from (Volatile(place[0], words, said_of=place[1]) for place, _ in here if place not in facts)


def _around(section: _Section, line: str) -> list[tuple[_Around, object]]:
    """What a place stands side by side with others in, and what it is told from them by."""
    return [((section, False), line), *([((section[:-1], True), section)] if section else [])]


def _side_by_side(changing: Sequence[Volatile]) -> dict[_Around, dict[Pattern, set[object]]]:
    """Patterns that are known in several places side by side, and in which."""
    found: dict[_Around, dict[Pattern, set[object]]] = defaultdict(lambda: defaultdict(set))
    for one in changing:
        if one.path is None and one.said_of is not None and len(one.words) > 1 and not GAPS.isdisjoint(one.words):
            for around, where in _around(one.section, one.said_of):
                found[around][one.words].add(where)
    several = {
        around: {words: where for words, where in each.items() if len(where) >= FEWEST_BESIDE}
        for around, each in found.items()
    }
    return {around: each for around, each in several.items() if each}
