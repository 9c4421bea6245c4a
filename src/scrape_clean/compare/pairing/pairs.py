"""Which record of one night is which of the other: exact ones first, then by the best total likeness.

Each record is paired at most once. Who stands on which side plays no part: the pairs of (b, a) are those of (a, b),
turned.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from scrape_clean.compare.pairing.assignment import assign
from scrape_clean.compare.pairing.displaced import displaced
from scrape_clean.compare.pairing.edited import edited, relabelled
from scrape_clean.compare.pairing.entries import Entries, Paired, entries_of, settled
from scrape_clean.compare.pairing.exchange import exchanged, unmoved
from scrape_clean.compare.pairing.likeness import SAME, alike, likeness_of
from scrape_clean.compare.pairing.regroup import regrouped
from scrape_clean.compare.pairing.repeats import edited_in_place
from scrape_clean.compare.pairing.sides import Copy, Group, Pairing, Side
from scrape_clean.compare.text.marks import uncounted
from scrape_clean.compare.text.words import UNDECODED, equal_but_undecoded, meaning_key, undecoded
from scrape_clean.dedupe.normalization.letters import without_accents
from scrape_clean.dedupe.normalization.normal import normal_form
from scrape_clean.model import Record
from scrape_clean.parse.signs import sign_of

__all__ = ["pair"]

_Identity: TypeAlias = Callable[[str, Record], Hashable]
"""What a record, with its text as it is compared, is known by."""

_FEW = 64
"""Records of one shape that are looked at, to pair one that cannot be decoded."""


def pair(before: Side, after: Side) -> Pairing:
    """Pair the records of two nights."""
    if tuple(before.seen) > tuple(after.seen):
        return _pair(after, before).turned()
    return _pair(before, after)


def _pair(before: Side, after: Side) -> Pairing:
    partner: dict[int, int] = {}
    exact: tuple[_Identity, ...] = (
        lambda text, record: (text, record.section, record.kind),
        lambda text, record: (text, record.section),
        lambda text, _: text,
    )
    for identify in (_with_headers, exact[0]):
        _pair_unique(before, after, partner, identify)
    rest = _Rest(before, after, partner)
    rest.pair_neighbours()
    for identify in exact[:2]:
        rest.pair_equal(identify)
    if rest.left and rest.right:  # another title of the page is in every section
        _pair_unique(before, after, partner, exact[2])
        rest.renew()
        rest.pair_neighbours()
        rest.pair_equal(exact[2])
    rest.pair_equal(lambda text, record: (meaning_key(text), record.section))
    rest.pair_equal(lambda text, _: meaning_key(text))
    rest.pair_equal(lambda text, _: without_accents(normal_form(text).key))  # misread on one night, or in capitals
    if any(UNDECODED in text for side in rest.sides for text in side.seen):
        rest.pair_undecoded()
    rest.pair_equal(lambda text, record: (meaning_key(uncounted(text)), record.section))
    likeness = dict.fromkeys(partner, SAME)
    rest.settle(likeness)
    for one, (other, score) in exchanged(before, after, partner).items():
        partner[one], likeness[one] = other, score
    rest.put_back(likeness)
    groups = rest.regroup(likeness)
    kept_copies = _pair_in_place(rest, likeness)
    if rest.left or rest.right:
        rest.pair_edited(likeness)
        rest.settle(likeness, groups)
        rest.pair_edited(likeness, late=True)
    return Pairing(dict(sorted(partner.items())), likeness, (*kept_copies, *_copies(rest)), groups)


def _with_headers(text: str, record: Record) -> Hashable:
    """What tells rows of the same words apart whose values stand in other columns, and items behind other pictures."""
    return text, record.section, record.kind, tuple([cell.header for cell in record.cells]), sign_of(record.marker)


def _pair_unique(before: Side, after: Side, partner: dict[int, int], identify: _Identity) -> None:
    """Pair what has an identity that stands once on either night."""
    names = [[identify(*item) for item in zip(side.seen, side.records, strict=True)] for side in (before, after)]
    counts = [Counter(side) for side in names]
    where = {name: at for at, name in enumerate(names[1]) if counts[1][name] == 1}
    partner.update((at, where[name]) for at, name in enumerate(names[0]) if counts[0][name] == 1 and name in where)


class _Rest:
    """The records that are not paired yet, while they get fewer."""

    def __init__(self, before: Side, after: Side, partner: dict[int, int]) -> None:
        self.sides = before, after
        self.partner = partner
        self.without: tuple[set[int], set[int]] = set(), set()
        """Records that are told by another one."""
        self.left: list[int] = []
        self.right: list[int] = []
        self.renew()

    def renew(self) -> None:
        """Find who is left when the pairs were changed."""
        done = self.without[0].union(self.partner), self.without[1].union(self.partner.values())
        self.left, self.right = (
            [at for at in range(len(side.records)) if at not in known]
            for side, known in zip(self.sides, done, strict=True)
        )

    def regroup(self, likeness: dict[int, int]) -> tuple[Group, ...]:
        """Pair records that were cut into several lines, or put together from them, with one of these lines."""
        groups = regrouped(*self.sides, self.partner) if self.left and self.right else []
        for group in groups:
            self.partner[group.pair[0]], likeness[group.pair[0]] = group.pair[1], group.likeness
            self.without[0].update(group.before)
            self.without[1].update(group.after)
        self.renew()
        return tuple(groups)

    @cached_property
    def entries(self) -> tuple[Entries, Entries]:
        """The values of both nights, and what they belong to."""
        return entries_of(self.sides[0]), entries_of(self.sides[1])

    def settle(self, likeness: dict[int, int], groups: Sequence[Group] = ()) -> None:
        """Pair values with what stands in their entries now."""
        if not (self.left or self.right) and unmoved(*self.sides, self.partner):
            return
        cut = {group.pair[0] for group in groups}
        partner = {one: other for one, other in self.partner.items() if one not in cut}
        lost, found = settled(Paired(self.sides, self.entries, partner), partner, (self.left, self.right))
        for one in lost:
            del self.partner[one], likeness[one]
        for one, (other, score) in found.items():
            self.partner[one], likeness[one] = other, score
        self.renew()

    def put_back(self, likeness: dict[int, int]) -> None:
        """Pair values with what took their place, where their words only happen to stand elsewhere now."""
        lost, found = displaced(*self.sides, self.partner, (self.left, self.right))
        for one in lost:
            del self.partner[one], likeness[one]
        for one, (other, score) in found.items():
            self.partner[one], likeness[one] = other, score
        self.renew()

    def pair_edited(self, likeness: dict[int, int], *, late: bool = False) -> None:
        """Pair what is left by the best total likeness."""
        found = edited(self.sides, self.partner, (self.left, self.right), self.entries, late=late)
        likeness.update((one, score) for one, (_, score) in found.items())
        self.take({one: other for one, (other, _) in found.items()})

    def take(self, found: Mapping[int, int]) -> None:
        """Pair these."""
        if not found:
            return
        self.partner.update(found)
        taken = set(found.values())
        self.left = [at for at in self.left if at not in found]
        self.right = [at for at in self.right if at not in taken]

    def pair_neighbours(self) -> None:
        """Pair equal records behind and in front of pairs: of a text that stands several times, the one in its place.

        (Heckel 1978, "A technique for isolating differences between files".)
        """
        before, after = self.sides
        for step in (1, -1):
            found: dict[int, int] = {}
            free = set(self.right)
            for one in self.left[::step]:
                near = one - step
                other = found.get(near, self.partner.get(near, -2)) + step
                if other in free and before.seen[one] == after.seen[other]:
                    found[one] = other
                    free.discard(other)
            self.take(found)

    def pair_equal(self, identify: _Identity) -> None:
        """Pair what has one identity, in page order where several have it."""
        if not self.left or not self.right:
            return
        before, after = self.sides
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for at in reversed(self.right):
            waiting[identify(after.seen[at], after.records[at])].append(at)
        found = {}
        for at in self.left:
            if same := waiting.get(identify(before.seen[at], before.records[at])):
                found[at] = same.pop()
        self.take(found)

    def pair_undecoded(self) -> None:
        """Pair what is the same but for characters that could not be decoded on one of the nights; in page order."""
        before, after = self.sides
        waiting: dict[str, list[int]] = defaultdict(list)
        for at in self.right:
            waiting[undecoded(after.seen[at])].append(at)
        found: dict[int, int] = {}
        for one in self.left:
            several = waiting[undecoded(before.seen[one])]
            here = before.records[one].section
            near = sorted(several[:_FEW], key=lambda at: (after.records[at].section != here, at))
            if (other := next((at for at in near if equal_but_undecoded(before.seen[one], after.seen[at])), -1)) >= 0:
                found[one] = other
                several.remove(other)
        self.take(found)


def _pair_in_place(rest: _Rest, likeness: dict[int, int]) -> tuple[Copy, ...]:
    """Pair records with what stands in their place now, where only a copy keeps their words (`edited_in_place`)."""
    before, after = rest.sides
    partner, copies = rest.partner, []
    for stray, now, score in edited_in_place(before, after, partner, rest.right):
        del partner[stray.once], likeness[stray.once]
        copies.append(Copy(stray.once, stray.copy, SAME))
        if now is not None:
            partner[stray.once], likeness[stray.once] = now, score
    back = {other: one for one, other in partner.items()}
    for stray, now, score in edited_in_place(after, before, back, rest.left):
        del partner[stray.copy], likeness[stray.copy]
        copies.append(Copy(stray.copy, stray.once, SAME))
        if now is not None:
            partner[now], likeness[now] = stray.once, score
    rest.without[0].update(copy.before for copy in copies)
    rest.without[1].update(copy.after for copy in copies)
    rest.renew()
    return tuple(copies)


def _copies(rest: _Rest) -> tuple[Copy, ...]:
    """Records without a partner that are one more copy of a record that stands more often than its partner does.

    A section stood there eight times; then one copy of it is edited, and what is unique on the page are two records.
    """
    (before, after), partner = rest.sides, rest.partner
    known = relabelled(before, rest.left, after.beside), relabelled(after, rest.right, before.beside)
    gone, new = (
        [at for i, at in enumerate(places) if i not in taken]
        for places, taken in zip((rest.left, rest.right), known, strict=True)
    )
    back = {other: one for one, other in partner.items()}
    found = [Copy(x, y, likeness) for x, y, likeness in _hosted(before, gone, after, (back, before))]
    return (*found, *(Copy(x, y, likeness) for y, x, likeness in _hosted(after, new, before, (partner, after))))


def _hosted(
    side: Side, alone: Sequence[int], other: Side, partners: tuple[Mapping[int, int], Side]
) -> Iterator[tuple[int, int, int]]:
    """Records of one side without a partner, with a record of the other side that has a copy to spare, and likeness."""
    partner, fellow = partners
    if not alone:
        return
    spare = {
        at: extra
        for at, mate in partner.items()
        if (extra := len(other.records[at].occurrences) - len(fellow.records[mate].occurrences)) > 0
    }
    if not spare:
        return
    places = [at for at, extra in spare.items() for _ in range(min(extra, len(alone)))]
    scored = likeness_of([side.seen[at] for at in alone], [other.seen[at] for at in places])
    edges: list[dict[int, int]] = [{} for _ in alone]
    for (i, j), (words, letters) in scored.items():
        if alike(words, letters):
            edges[i][j] = max(words, letters)
    for i, j in assign(edges).items():
        same = meaning_key(side.seen[alone[i]]) == meaning_key(other.seen[places[j]])
        yield alone[i], places[j], SAME if same else min(SAME - 1, edges[i][j])
