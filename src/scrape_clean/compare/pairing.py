"""Which record of one night is which of the other: exact ones first, then by the best total likeness.

Each record is paired at most once. Who stands on which side plays no part: the pairs of (b, a) are those of (a, b),
turned.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from msgspec import Struct
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from scrape_clean.compare.assignment import assign
from scrape_clean.compare.candidates import candidates
from scrape_clean.compare.links import identity
from scrape_clean.compare.words import meaning_key, words_of
from scrape_clean.model import Record

__all__ = ["SAME", "Pairing", "Side", "pair"]

SAME = 1000
"""Likeness of two records that say the same."""
ALIKE = 500
"""Two records are one, edited, from this share of common words on (Dice, in thousandths) ..."""
ALIKE_IN_PLACE = 400
"""... or from this one, when both stand between the same neighbours ..."""
SPELT_ALIKE = 600
"""... or when so much of their letters agrees, in order (0.95 of the Indel ratio)."""
LINKED = 400
"""What a link, or first cell, that no other record has on either night adds to the likeness."""
SAME_SECTION, SAME_GAP, SAME_KIND = 20, 15, 10
"""Of equally like records those are paired that stand in the same place."""


class Side(Struct, frozen=True):
    """The records of one night."""

    records: Sequence[Record]
    seen: Sequence[str]
    """Their texts as they are compared: without what is to be ignored."""
    url: str | None = None


class Pairing(Struct, frozen=True):
    """Who is who."""

    partner: dict[int, int]
    """For each paired record before the one after, by their indices."""
    likeness: dict[int, int]
    """For each paired record before how like its partner it is; `SAME` when they say the same."""

    def turned(self) -> "Pairing":
        """The same seen from the other side."""
        return Pairing(
            {after: before for before, after in sorted(self.partner.items(), key=lambda item: item[1])},
            {self.partner[before]: likeness for before, likeness in self.likeness.items()},
        )


def pair(before: Side, after: Side) -> Pairing:
    """Pair the records of two nights."""
    if tuple(before.seen) > tuple(after.seen):
        return _pair(after, before).turned()
    return _pair(before, after)


def _pair(before: Side, after: Side) -> Pairing:
    partner: dict[int, int] = {}
    steps: tuple[Callable[[str, Record], Hashable], ...] = (
        lambda text, record: (text, record.section),
        lambda text, _: text,
        lambda text, record: (meaning_key(text), record.section),
        lambda text, _: meaning_key(text),
    )
    for identify in steps:
        _pair_equal(before, after, partner, identify)
    likeness = dict.fromkeys(partner, SAME)
    _pair_alike(before, after, partner, likeness)
    return Pairing(dict(sorted(partner.items())), likeness)


def _left(side: Side, taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [at for at in range(len(side.records)) if at not in gone]


def _pair_equal(
    before: Side, after: Side, partner: dict[int, int], identify: Callable[[str, Record], Hashable]
) -> None:
    """Pair what has one identity, in page order where several have it."""
    left, right = _left(before, partner), _left(after, partner.values())
    if not left or not right:
        return
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for at in reversed(right):
        waiting[identify(after.seen[at], after.records[at])].append(at)
    for at in left:
        if found := waiting.get(identify(before.seen[at], before.records[at])):
            partner[at] = found.pop()


def _pair_alike(before: Side, after: Side, partner: dict[int, int], likeness: dict[int, int]) -> None:
    """Pair what is left by the best total likeness."""
    left, right = _left(before, partner), _left(after, partner.values())
    if not left or not right:
        return
    gaps = _gaps(before, after, partner, left, right)
    names = [_unique_names(side) for side in (before, after)]
    scored = _likeness([before.seen[at] for at in left], [after.seen[at] for at in right])
    by_name = {name: j for j, at in enumerate(right) for name in names[1].get(at, ())}
    for i, at in enumerate(left):
        for name in names[0].get(at, ()):
            if name in by_name:
                scored.setdefault((i, by_name[name]), (0, 0))
    edges: list[dict[int, int]] = [{} for _ in left]
    for (i, j), (words, letters) in scored.items():
        one, other = left[i], right[j]
        linked = bool(set(names[0].get(one, ())) & set(names[1].get(other, ())))
        in_place = gaps[0][i] == gaps[1][j]
        if linked or words >= (ALIKE_IN_PLACE if in_place else ALIKE) or letters >= SPELT_ALIKE:
            a, b = before.records[one], after.records[other]
            bonus = SAME_SECTION * (a.section == b.section) + SAME_GAP * in_place + SAME_KIND * (a.kind == b.kind)
            edges[i][j] = max(words, letters) + LINKED * linked + bonus
    for i, j in assign(edges).items():
        partner[left[i]] = right[j]
        likeness[left[i]] = min(SAME - 1, max(scored[i, j]))


def _gaps(
    before: Side, after: Side, partner: dict[int, int], left: Sequence[int], right: Sequence[int]
) -> tuple[list[int], list[int]]:
    """For each record that is left the nearest paired one in front of it, by its index after; -1 at the start."""
    last, here, there = -1, {}, {}
    for at in range(len(before.records)):
        last = partner.get(at, last)
        here[at] = last
    paired, last = set(partner.values()), -1
    for at in range(len(after.records)):
        last = at if at in paired else last
        there[at] = last
    return [here[at] for at in left], [there[at] for at in right]


def _likeness(before: Sequence[str], after: Sequence[str]) -> dict[tuple[int, int], tuple[int, int]]:
    """For pairs that may be one record: common words and common letters, in thousandths."""
    words = [[[word.folded for word in words_of(text) if word.means] for text in side] for side in (before, after)]
    pairs = candidates(*words)
    plain = [[" ".join(line) for line in side] for side in words]
    counts = [[Counter(line) for line in side] for side in words]
    ratios = cpdist([plain[0][i] for i, _ in pairs], [plain[1][j] for _, j in pairs], scorer=fuzz.ratio)
    found = {}
    for (i, j), ratio in zip(pairs, ratios.tolist(), strict=True):
        total = len(words[0][i]) + len(words[1][j])
        common = (counts[0][i] & counts[1][j]).total()
        found[i, j] = (2000 * common // total if total else 0, int(ratio * 9.5))
    return found


def _unique_names(side: Side) -> dict[int, tuple[str, ...]]:
    """What names a record all by itself: where its first link leads, or its first cell; only names that no other has."""
    names = {}
    for at, record in enumerate(side.records):
        own = []
        if record.links and (target := identity(record.links[0].href, side.url)):
            own.append(f"link {target}")
        if len(record.cells) > 1 and record.kind == "table_row":
            own.append(f"cell {meaning_key(record.cells[0].text)}")
        if own:
            names[at] = tuple(own)
    count = Counter(name for own in names.values() for name in own)
    return {at: tuple(name for name in own if count[name] == 1) for at, own in names.items()}
