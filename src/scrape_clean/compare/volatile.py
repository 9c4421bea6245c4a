"""Parts of a page that change every night and say nothing: counters, time stamps, tokens, rotating teasers.

Learnt from several nights, without a list of words: a text that differs on nearly every night in the same place, and a
text that goes and comes back.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct
from rapidfuzz.distance import Indel

from scrape_clean.compare.words import meaning
from scrape_clean.model import Record, Snapshot

__all__ = ["Volatile", "learn_volatile", "masked"]

FEWEST_NIGHTS = 4
"""Nights that a record must have been seen on."""
MOST_NIGHTS = 0.75
"""Share of the nights on which a text must have changed, or a section's records come or gone."""
LONGEST_SLOT = 8
"""Words in a row that may change; more are a text of its own."""
FEWEST_RETURNS = 2
"""Times that records of a section must have come back before it is one that shows now this, now that."""
ROTATING = 0.5
"""Share of the records that went which must have come back, and of the section's records that must have done so."""


END = ""
"""What stands behind the last word; no word."""
NUMBERS = "#"
"""A gap of numbers; no word, since signs of punctuation are none."""


class Volatile(Struct, frozen=True):
    """A text, or part of one, that is known to change, in one section."""

    section: tuple[str, ...]
    words: tuple[str | None, ...]
    """Case-folded words; None is a gap of any words, "#" one of numbers. With no gap: a text that comes and goes."""
    path: str | None = None
    """XPath of the element, where there is nothing else to know the text by."""


def learn_volatile(nights: Sequence[Snapshot]) -> tuple[Volatile, ...]:
    """What is volatile on a page.

    Args:
        nights: The page on successive nights, the oldest first, with ids carried on from each to the next
            (`Comparison.base`). Suspect nights are left out.

    Returns:
        In a fixed order, so that what is new among them can be told by comparing.
    """
    found = {*_changing(nights), *_rotating(nights)}
    return tuple(sorted(found, key=lambda one: (one.section, tuple(word or "" for word in one.words), one.path or "")))


def _changing(nights: Sequence[Snapshot]) -> list[Volatile]:
    """Records that differ on nearly every night in the same places."""
    lives: dict[str, list[Record]] = defaultdict(list)
    for night in nights:
        for record in night.records:
            lives[record.id].append(record)
    found = []
    for life in lives.values():
        changed = sum(one.text != other.text for one, other in pairwise(life))
        if len(life) >= FEWEST_NIGHTS and changed >= max(FEWEST_NIGHTS - 1, MOST_NIGHTS * (len(life) - 1)):
            found += _slots(life)
    return found


def _slots(life: Sequence[Record]) -> list[Volatile]:
    versions = [meaning(record.text) for record in life]
    fixed = versions[0]
    for version in versions[1:]:
        steps = Indel.opcodes(fixed, version)
        fixed = tuple(word for step in steps if step.tag == "equal" for word in fixed[step.src_start : step.src_end])
    pattern = _pattern(versions, fixed)
    if any(len(version) - len(fixed) > LONGEST_SLOT for version in versions):
        return []
    section = life[-1].section
    if fixed:
        return [Volatile(section, pattern)]
    paths = {record.occurrences[0].path if record.occurrences else None for record in life}
    path = paths.pop()
    return [Volatile(section, (None,), path)] if path and not paths else []


def _pattern(versions: Sequence[tuple[str, ...]], fixed: tuple[str, ...]) -> tuple[str | None, ...]:
    """The words that stay, with gaps wherever a version has others between them."""
    gaps: dict[int, list[str]] = defaultdict(list)
    for version in versions:
        for step in Indel.opcodes(fixed, version):
            if step.tag != "equal":
                gaps[step.src_start] += version[step.dest_start : step.dest_end]
    parts: list[str | None] = []
    for at in range(len(fixed) + 1):
        if at in gaps:
            parts.append(NUMBERS if all(word[0].isdigit() for word in gaps[at]) else None)
        parts += fixed[at : at + 1]
    return tuple(parts)


def _rotating(nights: Sequence[Snapshot]) -> list[Volatile]:
    """Records that went and came back, and sections in which most records do."""
    if len(nights) < FEWEST_NIGHTS:
        return []
    shown = [{(record.section, meaning(record.text)) for record in night.records} for night in nights]
    sections = [{record.section for record in night.records} for night in nights]
    gone: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()
    back: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()
    for number, (one, other) in enumerate(pairwise(shown)):
        gone.update(item for item in one - other if item[0] in sections[number + 1])
        back.update(item for item in other - one if gone[item])
    found = [Volatile(section, words) for (section, words), times in back.items() if times and words]
    for section in {section for section, _ in back}:
        went = sum(times for (place, _), times in gone.items() if place == section)
        returned = sum(times for (place, _), times in back.items() if place == section)
        members = {item for night in shown for item in night if item[0] == section}
        rotate = sum(item in gone for item in members)
        if returned >= max(FEWEST_RETURNS, ROTATING * went) and rotate >= ROTATING * len(members):
            found.append(Volatile(section, (None,)))
    return found


def masked(volatile: Sequence[Volatile]) -> Callable[[Record, str], str]:
    """A function that makes one text of all that a volatile record may read, and nothing of one that comes and goes."""
    by_section: dict[tuple[str, ...], list[Volatile]] = defaultdict(list)
    for one in volatile:
        by_section[one.section].append(one)

    def mask(record: Record, text: str) -> str:
        for one in by_section.get(record.section, ()):
            if one.path is not None and (not record.occurrences or record.occurrences[0].path != one.path):
                continue
            if _fits(meaning(text), one.words):
                several = (None in one.words or NUMBERS in one.words) and len(one.words) > 1
                return " ".join(word or "\u2026" for word in one.words) if several else ""
        return text

    return mask


def _fits(words: tuple[str, ...], pattern: tuple[str | None, ...]) -> bool:
    """Whether some words are the pattern's, each gap filled with none or a few."""
    if pattern == (None,):
        return True
    at, end, gap = 0, len(words), ""
    for wanted in (*pattern, END):
        if wanted is None or wanted == NUMBERS:
            gap = wanted or "any"
            continue
        start = at
        while at < end and words[at] != wanted:
            at += 1
        skipped = words[start:at]
        if at == end and wanted != END:
            return False
        if skipped and not (gap == "any" or (gap and all(word[0].isdigit() for word in skipped))):
            return False
        if len(skipped) > LONGEST_SLOT:
            return False
        at, gap = at + 1, ""
    return True
