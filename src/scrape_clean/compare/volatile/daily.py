"""Headings that change every night: "Today, 29 November 2026", "Open now: 14 berths".

A section's path holds its headings, and a record is known by where it stands. So what stands under such a heading is
compared by a name for the section that both nights share, and told under the headings as they are written.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from scrape_clean.compare.changes import Change, Comparison, SectionChange
from scrape_clean.compare.pairing.moves import elected
from scrape_clean.compare.text.edits import text_edits
from scrape_clean.compare.text.words import meaning_key
from scrape_clean.compare.volatile.slots import ANYTHING, Pattern, Patterns, nightly, shown
from scrape_clean.model import Record, Snapshot

__all__ = ["Daily", "as_written", "daily_headings", "looked_up", "one_name", "sections_of", "under"]

Path: TypeAlias = tuple[str, ...]
_BOTH = ("before", "after")
Daily: TypeAlias = Mapping[Path, Patterns]
"""What headings that change every night may read, by the name of the section that they stand in."""


def daily_headings(nights: Sequence[Snapshot]) -> dict[Path, list[Pattern]]:
    """Headings that differ on nearly every night in the same places.

    Args:
        nights: The page on successive nights, the oldest first, with ids carried on.
    """
    language = nights[-1].language if nights else None
    lives: dict[int, list[list[Path]]] = defaultdict(list)
    for life in _lives(nights):
        lives[len(life[-1])].append(life)
    found: dict[Path, list[Pattern]] = defaultdict(list)
    for _, several in sorted(lives.items()):
        around = looked_up(found)
        for life in sorted(several):
            pattern = nightly([path[-1] for path in life], language)
            if pattern is not None and pattern != (ANYTHING,):  # that has nothing by which to know it again
                inside = life[-1][:-1]
                found[one_name(around, [[inside]], language)[0][inside]].append(pattern)
    return found


def looked_up(daily: Mapping[Path, Iterable[Pattern]]) -> Daily:
    """The same, so that headings find the patterns that they fit."""
    return {path: Patterns(several) for path, several in daily.items()}


def _lives(nights: Sequence[Snapshot]) -> list[list[Path]]:
    """The path of each section on the nights on which it stood there, whatever its headings read."""
    lives: dict[Path, list[Path]] = {}
    ended: list[list[Path]] = []
    for number, night in enumerate(nights):
        paths = _open(record.section for record in night.records)
        origin = {now: path for path, now in _passed_on(nights[number - 1], night).items()} if number else {}
        going = {path: [*lives.pop(origin.get(path, path), []), path] for path in sorted(paths)}
        ended += lives.values()
        lives = going
    return [*ended, *lives.values()]


def _passed_on(before: Snapshot, after: Snapshot) -> dict[Path, Path]:
    """Sections that are gone, each with the new one of the same depth that most of their records stand in."""
    old, new = (_open(record.section for record in night.records) for night in (before, after))
    if old == new:
        return {}
    now = {record.id: record.section for record in after.records}
    moved = [(record.section, now.get(record.id, ())) for record in before.records]
    votes = (
        (path[:depth], there[:depth])
        for path, there in moved
        if len(path) == len(there)
        for depth in range(1, len(path) + 1)
    )
    return elected(votes, old, new)


def _open(sections: Iterable[Path]) -> set[Path]:
    """Sections, and all that these stand in."""
    return {path[:depth] for path in set(sections) for depth in range(1, len(path) + 1)}


def one_name(daily: Daily, nights: Sequence[Iterable[Path]], language: str | None) -> list[dict[Path, Path]]:
    """For each night its sections by names that hold on all these nights.

    A daily heading gets a name only if exactly one heading of each night fits it: two that show now this, now that are
    two.
    """
    levels = [_by_depth(paths) for paths in nights]
    names: list[dict[Path, Path]] = [{(): ()} for _ in nights]
    for depth in range(1, max(map(len, levels), default=0) + 1):
        wanted = [
            {path: _name(daily, named[path[:-1]], path[-1], language) for path in level.get(depth, ())}
            for level, named in zip(levels, names, strict=True)
        ]
        if len(wanted) == len(_BOTH):
            wanted[1] = _as_before(*wanted)
        counts = [Counter(night.values()) for night in wanted]
        for night, named in zip(wanted, names, strict=True):
            for path, name in night.items():
                alone = all(count[name] == 1 for count in counts)
                named[path] = name if alone else (*named[path[:-1]], path[-1])
    return names


def _as_before(before: Mapping[Path, Path], after: Mapping[Path, Path]) -> dict[Path, Path]:
    """Tonight's names, those of the night before where headings are written otherwise and say the same."""
    known, now = set(before.values()), set(after.values())
    said: dict[Path, list[Path]] = defaultdict(list)
    for name in sorted(known - now):
        said[*name[:-1], meaning_key(name[-1])].append(name)
    return {path: _only(said, name) if name not in known else name for path, name in after.items()}


def _only(said: Mapping[Path, Sequence[Path]], name: Path) -> Path:
    found = said.get((*name[:-1], meaning_key(name[-1])), ())
    return found[0] if len(found) == 1 else name


def _by_depth(sections: Iterable[Path]) -> dict[int, list[Path]]:
    found: dict[int, list[Path]] = defaultdict(list)
    for path in sorted(_open(sections)):
        found[len(path)].append(path)
    return found


def _name(daily: Daily, inside: Path, heading: str, language: str | None) -> Path:
    pattern = next(daily[inside].fitting(heading, language), None) if inside in daily else None
    return (*inside, heading if pattern is None else shown(pattern))


def sections_of(records: Iterable[Record]) -> Iterator[Path]:
    """The sections of all places where records stand."""
    for record in records:
        yield record.section
        yield from (one.section for one in record.occurrences)


def under(records: Iterable[Record], names: Mapping[Path, Path]) -> tuple[Record, ...]:
    """Records under other names of their sections."""
    return tuple(
        replace(
            record,
            section=names[record.section],
            occurrences=tuple(replace(one, section=names[one.section]) for one in record.occurrences),
        )
        for record in records
    )


def _written_otherwise(old: Mapping[Path, Path], new: Mapping[Path, Path]) -> Iterator[SectionChange]:
    """Sections whose headings say the same as the night before, in other words for the eye: case, quotes, dashes."""
    for name, path in sorted(new.items(), key=lambda item: item[1]):
        before = old.get(name, path)
        if path and before[-1] != path[-1] and meaning_key(before[-1]) == meaning_key(path[-1]):
            yield SectionChange(type="renamed", before=before, after=path, edits=text_edits(before[-1], path[-1]))


def as_written(found: Comparison, before: Mapping[Path, Path], after: Mapping[Path, Path]) -> Comparison:
    """What was found of two nights under the names of their sections (`one_name`), told under their headings."""
    old, new = ({name: path for path, name in names.items()} for names in (before, after))

    def change_of(change: Change) -> Change:
        sides = (change.before, old), (change.after, new)
        one, other = (record and under((record,), names)[0] for record, names in sides)
        return replace(change, before=one, after=other)

    def section_of(change: SectionChange) -> SectionChange:
        sides = (change.before, old), (change.after, new)
        one, other = (None if path is None else names[path] for path, names in sides)
        return replace(change, before=one, after=other)

    return replace(
        found,
        changes=tuple(map(change_of, found.changes)),
        muted=tuple(map(change_of, found.muted)),
        withheld=tuple(map(change_of, found.withheld)),
        sections=(*_written_otherwise(old, new), *map(section_of, found.sections)) if not found.suspect else (),
        base=replace(found.base, records=under(found.base.records, old if found.suspect else new)),
    )
