"""Records that come and go: rotating teasers, banners, a line that is there on some nights."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, pairwise
from typing import TypeAlias

from scrape_clean.compare.text.words import meaning
from scrape_clean.compare.volatile.places import Placed, Volatile, lines_known
from scrape_clean.compare.volatile.slots import ANYTHING, FEWEST_NIGHTS, pattern_of

__all__ = ["FEWEST_RETURNS", "FEWEST_TURNS", "rotating"]

FEWEST_RETURNS = 2
"""Times that a record, or the records of a section, must have come back before they are shown now and then."""
FEWEST_TURNS = 3
"""Different texts of which each took another's place before they are shown in turn; those that always come and go
together are one. Two are states of one thing: a ferry runs or does not."""
ROTATING = 0.5
"""Share of the records that went which must have come back, and of the section's records that must have done so."""

_Section: TypeAlias = tuple[str, ...]
_Said: TypeAlias = tuple[_Section, tuple[str, ...]]
"""What a record says, and in which section."""


def rotating(nights: Sequence[Sequence[Placed]], language: str | None) -> Iterator[Volatile]:
    """Records that came back again and again, or for one of several in their place; where most come back, any record.

    One that was missing for a night and went for good later is a fact that went. A list that was not loaded for a night
    is no section whose records take turns: nothing goes when they come back.
    """
    if len(nights) < FEWEST_NIGHTS:
        return
    seen = _Turns(nights)
    texts = {meaning(one.text): one.text for night in nights for one in night}
    for (section, words), times in seen.turns.items():
        if times >= FEWEST_RETURNS and words:
            pattern = pattern_of(texts[words], language)
            lines = lines_known(seen.lines[section, words])
            yield from (Volatile(section, pattern, said_of=line) for line in lines)
            if len(lines) > 1:
                yield Volatile(section, pattern, new=True)
    for section in seen.sections():
        yield from (Volatile(section, (ANYTHING,), path) for path in _elements(section, nights, seen.gone))


class _Turns:
    """What went and came back."""

    def __init__(self, nights: Sequence[Sequence[Placed]]) -> None:
        """Of several nights, the oldest first."""
        self.gone: Counter[_Said] = Counter()
        self.turns: Counter[_Said] = Counter()
        """Returns; the first one counts for enough where the record is one of several that take turns."""
        self.lines: dict[_Said, list[str]] = defaultdict(list)
        """The lines that each was said of, night by night."""
        self._back: Counter[_Said] = Counter()
        self._turned: dict[_Section, set[int]] = defaultdict(set)
        self._instead: dict[_Said, AbstractSet[_Said]] = {}
        self._rounds: dict[_Said, set[_Said]] = {}
        """For each that stood in place of another: all that did so, one of the other."""
        self._moves: dict[_Said, tuple[int, ...]] = defaultdict(tuple)
        """The nights before which each came, and, below zero, went."""
        self._shown = [{(one.section, meaning(one.text)): one.record.id for one in night} for night in nights]
        for one in chain.from_iterable(nights):
            self.lines[one.section, meaning(one.text)].append(one.said_of)
        sections = [{one.section for one in night} for night in nights]
        for number, (before, after) in enumerate(pairwise(self._shown)):
            self._turn(number, *_left_and_come(before, after), sections[number + 1])

    def _turn(self, number: int, left: set[_Said], come: set[_Said], standing: AbstractSet[_Section]) -> None:
        going, coming = _by_section(left), _by_section(come)
        for item in (*left, *come):
            self._moves[item] += (number + 1 if item in come else -number - 1,)
        for section in going.keys() & coming.keys():
            self._link(going[section] | coming[section])
        several = {section for section, items in going.items() if self._texts(items) >= FEWEST_TURNS}
        for item in come:
            if self.gone[item]:
                if item[0] in going:
                    self._back[item] += 1
                    self._turned[item[0]].add(number)
                replaced = going.get(item[0], set())
                first = item[0] in several and not self._instead.get(item, set()).isdisjoint(replaced)
                self.turns[item] += FEWEST_RETURNS if first else 1
        self.gone.update(item for item in left if not item[0] or item[0] in standing)
        self._instead |= {item: coming.get(item[0], set()) for item in left}

    def _link(self, items: set[_Said]) -> None:
        together = items.union(*self._around(items))
        self._rounds |= dict.fromkeys(together, together)

    def _around(self, items: Iterable[_Said]) -> list[set[_Said]]:
        """Those that these took turns with, each of the sets once."""
        return list({id(several): several for item in items if (several := self._rounds.get(item))}.values())

    def _texts(self, items: Iterable[_Said]) -> int:
        """How many different texts take turns with these."""
        return len({self._moves[item] for several in self._around(items) for item in several})

    def sections(self) -> Iterator[_Section]:
        """Sections in which most of what went came back, in turn with several others."""
        members = _by_section(chain.from_iterable(self._shown)) if self._turned else {}
        for section, nights in self._turned.items():
            went, returned = (sum(times[item] for item in members[section]) for times in (self.gone, self._back))
            rotate = sum(item in self.gone for item in members[section])
            if (
                len(nights) >= FEWEST_RETURNS
                and self._texts(members[section]) >= FEWEST_TURNS
                and returned >= max(FEWEST_RETURNS, ROTATING * went)
                and rotate >= ROTATING * len(members[section])
            ):
                yield section


def _left_and_come(one: dict[_Said, str], other: dict[_Said, str]) -> tuple[set[_Said], set[_Said]]:
    """What stands on one of two nights alone."""
    # What lives on in other words was edited: it neither went nor came.
    standing = set(one.values()) & set(other.values())
    left, come = ({item for item, name in side.items() if name not in standing} for side in (one, other))
    left, come = left - come, come - left
    # Nor did what was cut otherwise: a cell of a row that became a line by itself, and then a cell again.
    return left - _within(left, other.keys() - one.keys()), come - _within(come, one.keys() - other.keys())


def _elements(section: _Section, nights: Sequence[Sequence[Placed]], gone: Counter[_Said]) -> Iterator[str | None]:
    """Where the records of a section take turns: anywhere in it, or, beside some that stay, in their own elements."""
    stay = set.intersection(*({one.record.id for one in night} for night in nights))
    paths: dict[bool, set[str | None]] = {False: set(), True: set()}
    for one in chain.from_iterable(nights):
        if one.section == section:
            goes = (section, meaning(one.text)) in gone
            if goes or one.record.id in stay:
                paths[goes].add(one.path)
    yield from sorted(path for path in paths[True] - paths[False] if path) if paths[False] else (None,)


def _by_section(items: Iterable[_Said]) -> dict[_Section, set[_Said]]:
    found: dict[_Section, set[_Said]] = defaultdict(set)
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
