"""Values and the entries that they belong to: "9 days ago" is said of its comment, "14 March, 10:00" of its event.

A record that is nothing but values is known by what stands beside it alone: the label or title in front, the text
behind. So it is the same record as before where that is, whatever it reads now, and although another entry reads
tonight what this one read last night.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from enum import Enum
from itertools import chain, islice, pairwise
from typing import TypeAlias

from msgspec import Struct

from scrape_clean.compare.pairing.figures import in_place
from scrape_clean.compare.pairing.likeness import SAME, likeness_of
from scrape_clean.compare.pairing.sides import Side
from scrape_clean.compare.text.words import Word, words_of
from scrape_clean.dedupe.normalization.terms import is_term
from scrape_clean.leads import Placed, leads, placed
from scrape_clean.model import Record

__all__ = ["Entries", "Paired", "Standing", "entries_of", "settled"]

_VALUES = ("date", "money", "percent", "measure", "quantity")
"""Annotations of values; of several that a record has, the one that it is."""
MOST = 12
"""Lines of an entry that are looked at to know it again, and entries of a value that stands in several."""
LONGEST = 60
"""Characters that a record of nothing but values has: "25 March 2026, 10:00 to 18:00"."""

_Section: TypeAlias = tuple[str, ...]
_Entry: TypeAlias = tuple[int, ...]
"""Records by which an entry is known, the one in front first; none where nothing is."""
_Settled: TypeAlias = tuple[set[int], dict[int, tuple[int, int]]]


class Entries(Struct, frozen=True):
    """The values of one night, and what they belong to."""

    of: Mapping[int, Sequence[_Entry]]
    """For each value the entries that it stands in."""
    kinds: Mapping[int, str]
    """For each value what it is: a date, an amount of money, a figure."""
    several: frozenset[int]
    """Records whose words stand in several places: they tell no entry from another."""
    count: Mapping[tuple[_Section, str], int]
    """How many values of each kind stand in a section."""
    sections: frozenset[_Section]
    """All sections of records."""


class Standing(Enum):
    """Whether two values of two nights stand in one entry."""

    TOGETHER = "together"
    """What the one belongs to is what the other belongs to."""
    APART = "apart"
    """It is not: one of them, at least, is paired with something else."""
    UNKNOWN = "unknown"
    """Nothing that either belongs to is paired."""
    RENAMED = "renamed"
    """They stand alone under headings that the other night does not have: it may be one."""
    FREE = "free"
    """At least one of them belongs to nothing in particular."""


def entries_of(side: Side) -> Entries:
    """The values of a night; linear in the places where records stand."""
    kinds = {at: kind for at, record in enumerate(side.records) if (kind := _value(record))}
    count = Counter(side.seen) if kinds else Counter[str]()
    several = frozenset(
        at for at, record in enumerate(side.records) if len(record.occurrences) > 1 or count[side.seen[at]] > 1
    )
    lines = _lines(side.records) if kinds else []
    said_of = leads([line for _, line in lines])
    said: dict[int, list[int]] = defaultdict(list)
    for number, lead in enumerate(said_of):
        said[lead].append(lines[number][0])
    members: dict[int, _Entry] = {}
    of: dict[int, list[_Entry]] = defaultdict(list)
    for number, (at, _) in enumerate(lines):
        if at not in kinds or len(of[at]) == MOST:
            continue
        head = said_of[number] if said_of[number] >= 0 else number
        if head not in members:
            beside = (one for one in (lines[head][0], *said[head]) if one not in kinds and one not in several)
            members[head] = tuple(islice(beside, MOST))
        of[at].append(members[head] or ((lines[head][0],) if head != number else ()))
    numbers = Counter((side.records[at].section, kind) for at, kind in kinds.items())
    sections = frozenset(record.section for record in side.records)
    return Entries({at: of[at] for at in kinds}, kinds, several, numbers, sections)


def _lines(records: Sequence[Record]) -> list[tuple[int, Placed]]:
    """Every place of each record, in page order."""
    places = [
        (place.start, at, place.path, place.section) for at, one in enumerate(records) for place in one.occurrences
    ]
    lines = []
    above: tuple[str, ...] | None = None
    for _, at, path, section in sorted(places, key=lambda place: place[:2]):
        lines.append((at, placed(records[at], path, opens=section != above)))
        above = section
    return lines


def _value(record: Record) -> str | None:
    """What a record is that is nothing but values, with at most a word between two of them; else None."""
    text = record.text
    if record.links or record.cells or len(text) > LONGEST or not any(map(str.isdecimal, text)):
        return None
    found = [one for one in record.annotations if one.kind in _VALUES]
    spans = [(one.start, one.end) for one in found]

    def is_value(word: Word) -> bool:
        return (
            word.folded[0].isdigit()
            or word.shape == "s"
            or any(start <= word.start and word.end <= end for start, end in spans)
            or is_term(word.folded, "weekday")
            or is_term(word.folded, "month")
        )

    are = [is_value(word) for word in words_of(text) if word.means]
    if not are or not (are[0] and are[-1]) or any(not (one or other) for one, other in pairwise(are)):
        return None
    return min((one.kind for one in found), key=_VALUES.index, default="figure")


class Paired:
    """The values of both nights, as far as what they belong to is paired."""

    def __init__(self, sides: tuple[Side, Side], entries: tuple[Entries, Entries], partner: Mapping[int, int]) -> None:
        """Of records that are paired, by their indices."""
        self.sides, self.entries = sides, entries
        self._partners = partner, {other: one for one, other in partner.items()}

    def are_values(self, one: int, other: int) -> bool:
        """Whether two records of the two nights are values."""
        return one in self.entries[0].kinds and other in self.entries[1].kinds

    def is_astray(self, one: int, other: int) -> bool:
        """Whether two records are values of different entries; a term is what others are said of, and is itself."""
        return (
            self.are_values(one, other)
            and self.sides[0].records[one].kind != "term"
            and self.standing(one, other) is Standing.APART
        )

    def standing(self, one: int, other: int) -> Standing:
        """Whether two values stand in one entry."""
        here, there = (
            [entry for entry in self.entries[night].of[at] if entry] for night, at in enumerate((one, other))
        )
        if not here and not there:
            return self._in_sections(one, other)
        if not here or not there:
            return Standing.FREE
        names = [self._name(0, entry) for entry in here], [self._name(1, entry) for entry in there]
        if all(name < 0 for name in chain(*names)):
            return Standing.FREE if self._are_known_by_heading(one, other) else Standing.UNKNOWN
        back = self._partners[1]
        met = any(
            mine in that and back.get(its, -1) in this
            for mine, this in zip(names[0], here, strict=True)
            for its, that in zip(names[1], there, strict=True)
        )
        return Standing.TOGETHER if met else Standing.APART

    def _name(self, night: int, entry: _Entry) -> int:
        """The first record of an entry that is paired, if it can be with one of a single place; -1 if none.

        By its index after, on both nights.
        """
        partner, several = self._partners[night], self.entries[1 - night].several
        paired = [one for one in entry if one in partner]
        first = next((one for one in paired if partner[one] not in several), paired[0] if paired else -1)
        return partner.get(first, -1) if night == 0 else first

    def _in_sections(self, one: int, other: int) -> Standing:
        """The same of values that stand alone under their headings."""
        here, there = self.sides[0].records[one].section, self.sides[1].records[other].section
        if here == there:
            return Standing.FREE
        stands = there in self.entries[0].sections or here in self.entries[1].sections
        return Standing.APART if stands else Standing.RENAMED

    def _are_known_by_heading(self, one: int, other: int) -> bool:
        """Whether two values are the only ones of their kind under one heading."""
        places = [
            (side.records[at].section, entries.kinds[at])
            for side, entries, at in zip(self.sides, self.entries, (one, other), strict=True)
        ]
        return places[0] == places[1] and all(entries.count[places[0]] == 1 for entries in self.entries)

    def by_entry(self, night: int, values: Iterable[int]) -> dict[Hashable, list[int]]:
        """Values of one night by what they are and by what they belong to, in page order; entries by a name of both."""
        found: dict[Hashable, list[int]] = defaultdict(list)
        for at in sorted(at for at in values if at in self.entries[night].kinds):
            section = self.sides[night].records[at].section
            places = (self._name(night, entry) if entry else section for entry in self.entries[night].of[at])
            for place in dict.fromkeys(places):
                if place != -1:
                    found[place, self.entries[night].kinds[at]].append(at)
        return found


def settled(paired: Paired, partner: Mapping[int, int], free: tuple[Iterable[int], Iterable[int]]) -> _Settled:
    """Pair each value with the one of its kind in its entry, also where it is paired with one of another entry.

    What takes a place must be the only one of its kind there.

    Args:
        paired: The values of both nights.
        partner: The records that are paired, by their indices.
        free: Records of either night that are not.

    Returns:
        Values before that lose their partners, and new partners with their likeness.
    """
    astray = {one: other for one, other in partner.items() if paired.is_astray(one, other)}
    back = {other: one for one, other in astray.items()}
    places = paired.by_entry(0, (*free[0], *astray)), paired.by_entry(1, (*free[1], *back))
    found: dict[int, tuple[int, int]] = {}
    taken: set[int] = set()
    for one, other in sorted(in_place(*places)):
        place = paired.standing(one, other)
        known = place is Standing.TOGETHER or (place is Standing.FREE and (one in astray or other in back))
        if known and one not in found and other not in taken:
            found[one] = other, _likeness(paired.sides, one, other)
            taken.add(other)
    lost = {*(astray.keys() & found), *(back[other] for other in taken & back.keys())}
    return lost, found | _still_equal(paired.sides, lost - found.keys(), {astray[one] for one in lost} - taken)


def _still_equal(sides: tuple[Side, Side], left: Iterable[int], come: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Values that lost their partners, paired with others of the same words: one "0 votes" is as good as another."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for other in sorted(come, reverse=True):
        waiting[sides[1].seen[other]].append(other)
    return {one: (same.pop(), SAME) for one in sorted(left) if (same := waiting.get(sides[0].seen[one]))}


def _likeness(sides: tuple[Side, Side], one: int, other: int) -> int:
    here, there = sides[0].seen[one], sides[1].seen[other]
    return SAME if here == there else min(SAME - 1, max(likeness_of([here], [there])[0, 0]))
