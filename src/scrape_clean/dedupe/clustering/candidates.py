"""Pairs of texts that might differ by slips alone, found without comparing all with all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, combinations
from operator import ne
from typing import TypeAlias

import numpy as np

from scrape_clean.dedupe.clustering.guard import MAX_SLIPS, TOKENS_PER_SLIP, all_comparable, differing
from scrape_clean.dedupe.normalization.normal import Form
from scrape_clean.dedupe.normalization.sequences import Hashes, Numbers, RunningSums, Sequences, distinct, mixed

__all__ = ["Candidate", "candidate_pairs", "fact_keys", "few_pairs", "groups_of", "pairs_within", "segment_keys"]

SEGMENTS = 5
"""Up to three slips (``MAX_SLIPS``) leave at least two of five segments of a text untouched."""
ALL_PAIRS = 16
"""Texts that share a key are all compared with one another up to this many ..."""
NEAREST = 8
"""... and beyond it each with its nearest in two sorted orders, so that no key costs more than linear time."""
AT_ONCE = 1 << 16
"""Texts whose keys are held at once, and pairs that are compared at once."""
HELD = 1 << 20
"""Pairs that are held at once: most share several keys, and are found with each of them."""

FEW = 500
"""Texts of a page, rather than of a collection."""

Candidate: TypeAlias = tuple[int, int, tuple[int, ...]]
"""Two texts, the smaller index first, and the places where their words differ."""
Pairs: TypeAlias = tuple[Numbers, Numbers]
"""The texts of each pair, the smaller index first."""

_CHOICES = {
    parts: list(combinations(range(parts), parts - 1 if parts < SEGMENTS else 2)) for parts in range(2, SEGMENTS + 1)
}
"""For each number of segments, the sets of them that two texts must share: a short text has room for one slip."""


def fact_keys(texts: Sequences) -> Hashes:
    """For each text a number for its length and facts, which must agree."""
    fact = ~texts.plain[texts.ids]
    before = np.zeros(len(fact) + 1, np.int64)
    np.cumsum(fact, out=before[1:])
    starts = before[texts.starts]
    return mixed(texts.lengths().astype(np.uint64), RunningSums(texts.ids[fact]).hashes(starts[:-1], starts[1:]))


def segment_keys(texts: Sequences, those: Numbers) -> Hashes:
    """For each of some texts (rows) a number for each of its segments; short texts have one segment per token."""
    places, starts = texts.gathered(those)
    sizes = np.diff(starts)
    parts = np.minimum(SEGMENTS, sizes)
    cuts = [starts[:-1] + sizes * np.minimum(part, parts) // np.maximum(parts, 1) for part in range(SEGMENTS + 1)]
    ids = texts.ids[places]
    sums = RunningSums(ids)
    return np.stack([sums.hashes(cuts[part], cuts[part + 1]) for part in range(SEGMENTS)], axis=1)


def groups_of(keys: Hashes) -> tuple[Numbers, Numbers]:
    """Positions of equal keys, group after group in their order, and where each group starts among them.

    Keys that stand once are left out. The last start is the end.
    """
    order = np.argsort(keys, kind="stable")
    ends = np.flatnonzero(np.diff(keys[order])) + 1
    sizes = np.diff(np.concatenate(([0], ends, [len(keys)])))
    kept = order[np.repeat(sizes > 1, sizes)]
    return kept, np.concatenate(([0], np.cumsum(sizes[sizes > 1])))


def pairs_within(members: Numbers, starts: Numbers, ranks: Callable[[Numbers], Numbers]) -> Iterator[Pairs]:
    """Pairs of each of some groups; in a large one only neighbours in two orders.

    Args:
        members: Texts, group after group, in their order.
        starts: Where each group starts among them; the last one is the end.
        ranks: Tells for some texts their places in another order.
    """
    sizes = np.diff(starts)
    for size in np.unique(sizes[sizes <= ALL_PAIRS]).tolist():
        first = starts[:-1][sizes == size]
        one, other = np.triu_indices(size, 1)
        for low in range(0, len(first), AT_ONCE // len(one)):
            rows = members[first[low : low + AT_ONCE // len(one), None] + np.arange(size)]
            yield rows[:, one].ravel(), rows[:, other].ravel()
    large = np.repeat(sizes > ALL_PAIRS, sizes)
    if large.any():
        group, those = np.repeat(np.arange(len(sizes)), sizes)[large], members[large]
        for order in (those, those[np.lexsort((ranks(those), group))]):
            for step in range(1, NEAREST + 1):
                one, other = order[:-step], order[step:]
                same = group[:-step] == group[step:]
                yield np.minimum(one, other)[same], np.maximum(one, other)[same]


def _backward(texts: Sequences, those: Numbers) -> Numbers:
    """For each of some texts its rank in the order of length and of the words read backward."""
    places, _ = texts.gathered(those)
    used = distinct(texts.ids[places].astype(np.int64))
    named = [texts.words[at] for at in used.tolist()]
    order = np.array(sorted(range(len(used)), key=named.__getitem__), np.int64)
    of_word = np.zeros(len(texts.words), np.int64)
    of_word[used[order]] = np.arange(len(used))
    ranks = np.zeros(len(those), np.int64)
    lengths = texts.lengths()[those]
    for length in np.unique(lengths):
        rows = np.flatnonzero(lengths == length)
        columns = of_word[texts.ids[texts.starts[those[rows]][:, None] + np.arange(length)]]
        ranks[rows[np.lexsort((those[rows], *columns.T))]] = np.arange(len(rows))
    return ranks


def _sharing_pairs(texts: Sequences, those: Numbers, keys: Hashes) -> Iterator[Pairs]:
    """Pairs of some texts, in their order, that share segments and their keys."""
    segments = segment_keys(texts, those)
    parts = np.minimum(SEGMENTS, texts.lengths()[those])
    for wanted, choices in _CHOICES.items():
        rows = np.flatnonzero(parts == wanted)
        for chosen in choices if len(rows) else ():
            shared = mixed(keys[those[rows]], *(segments[rows, part] for part in chosen))
            members, starts = groups_of(shared)
            yield from pairs_within(those[rows[members]], starts, partial(_backward, texts))


def _near_pairs(texts: Sequences) -> Iterator[Pairs]:
    """Pairs that might be candidates, some of them more than once."""
    keys = fact_keys(texts)
    several = np.flatnonzero(texts.lengths() > 1)
    members, starts = groups_of(keys[several])
    members = several[members]
    small = np.diff(starts) <= ALL_PAIRS
    ends = np.cumsum(np.diff(starts)[small])
    sizes = np.diff(starts)
    yield from pairs_within(members[np.repeat(small, sizes)], np.concatenate(([0], ends)), partial(_backward, texts))
    large = members[np.repeat(~small, sizes)]
    stops = np.cumsum(sizes[~small])
    start = 0
    while start < len(large):
        stop = int(stops[min(int(np.searchsorted(stops, start + AT_ONCE)), len(stops) - 1)])
        yield from _sharing_pairs(texts, np.sort(large[start:stop]), keys)
        start = stop


def _portions(pairs: Sequence[Numbers], count: int) -> Iterator[Pairs]:
    """Distinct pairs of ``count`` texts, some thousand at a time, of pairs as one number each."""
    both = distinct(np.concatenate(pairs)) if pairs else np.zeros(0, np.int64)
    for low in range(0, len(both), AT_ONCE):
        yield np.divmod(both[low : low + AT_ONCE], count)


def _in_batches(pairs: Iterable[Pairs], count: int) -> Iterator[Pairs]:
    """Pairs of ``count`` texts, some thousand at a time; few come again in another batch."""
    held: list[Numbers] = []
    for one, other in pairs:
        held.append(one * count + other)
        if sum(map(len, held)) > HELD:
            yield from _portions(held, count)
            held = []
    yield from _portions(held, count)


def _slips(texts: Sequences, one: Numbers, other: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Where pairs of texts of one length differ that differ in few tokens: the pair (its index), the two tokens."""
    ours, starts = texts.gathered(one)
    theirs, _ = texts.gathered(other)
    sizes = np.diff(starts)
    differ = texts.ids[ours] != texts.ids[theirs]
    slips = np.add.reduceat(differ, starts[:-1], dtype=np.int64)
    few = (slips <= np.where(sizes < SEGMENTS, 1, MAX_SLIPS)) & (slips * TOKENS_PER_SLIP <= sizes)
    at = np.flatnonzero(differ & np.repeat(few, sizes))
    return np.searchsorted(starts, at, side="right") - 1, ours[at], theirs[at]


def _compared(texts: Sequences) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Pairs that are candidates, some of them more than once: a number for each, how many places, and the places."""
    lengths = texts.lengths()
    known: dict[int, bool] = {}
    number = len(texts.words)
    for batch in _in_batches(_near_pairs(texts), len(texts)):
        alike = lengths[batch[0]] == lengths[batch[1]]  # keys are hashes
        one, other = (side[alike] for side in batch)
        pairs, ours, theirs = _slips(texts, one, other)
        two = texts.ids[ours].astype(np.int64) * number + texts.ids[theirs]
        both = distinct(two)
        new = [numbers for numbers in both.tolist() if numbers not in known]
        words = [(texts.words[x], texts.words[y]) for x, y in (divmod(numbers, number) for numbers in new)]
        known.update(zip(new, all_comparable(words), strict=True))
        near = np.fromiter(map(known.__getitem__, both.tolist()), np.bool_, len(both))[np.searchsorted(both, two)]
        far = np.zeros(len(one), np.bool_)
        far[pairs[~near]] = True
        kept = ~far[pairs]
        pairs, places = pairs[kept], (ours - texts.starts[one[pairs]])[kept]
        firsts = np.flatnonzero(np.diff(pairs, prepend=-1))
        found = pairs[firsts]
        yield one[found] * len(texts) + other[found], np.diff(firsts, append=len(pairs)), places


def few_pairs(forms: Sequence[Form]) -> list[Candidate] | None:
    """What ``candidate_pairs`` finds, for the texts of a page: no array pays for so few.

    None where these are too many, or many of them have the same facts.
    """
    if len(forms) > FEW:
        return None
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, form in enumerate(forms):
        groups.setdefault((len(form.tokens), form.facts), []).append(at)
    if max(map(len, groups.values()), default=0) > ALL_PAIRS:
        return None
    found = []
    for i, j in chain.from_iterable(combinations(group, 2) for group in groups.values()):
        one, other = forms[i], forms[j]
        if sum(map(ne, one.tokens, other.tokens)) <= MAX_SLIPS:
            places = differing(one, other, 1 if len(one.tokens) < SEGMENTS else MAX_SLIPS)
            if places:
                found.append((i, j, places))
    return sorted(found)


def candidate_pairs(texts: Sequences) -> list[Candidate]:
    """Pairs that might differ by slips alone, sorted.

    ``texts`` are distinct and stand in an order that depends on their content alone; so does the answer.
    """
    parts = list(_compared(texts))
    if not parts:
        return []
    pairs, sizes, places = (np.concatenate(column) for column in zip(*parts, strict=True))
    pairs, first = np.unique(pairs, return_index=True)
    ends = np.cumsum(sizes)
    one, other = np.divmod(pairs, len(texts))
    where = places.tolist()
    return [
        (i, j, tuple(where[start:end]))
        for i, j, start, end in zip(
            one.tolist(), other.tolist(), (ends - sizes)[first].tolist(), ends[first].tolist(), strict=True
        )
    ]
