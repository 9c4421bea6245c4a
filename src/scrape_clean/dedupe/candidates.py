"""Pairs of texts that might differ by slips alone, found without comparing all with all."""

from array import array
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from operator import ne
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from scrape_clean.dedupe.guard import MAX_SLIPS, differing
from scrape_clean.dedupe.normal import Form

__all__ = ["candidate_pairs", "groups_of", "hashed_groups", "keys_of", "pairs_within"]

SEGMENTS = 5
"""Up to three slips (``MAX_SLIPS``) leave at least two of five segments of a text untouched."""
ALL_PAIRS = 16
"""Texts that share a key are all compared with one another up to this many ..."""
NEAREST = 8
"""... and beyond it each with its nearest in two sorted orders, so that no key costs more than linear time."""
BATCH = 1 << 19
"""Keys that are sorted at once."""
AT_ONCE = 1 << 18
"""Texts of many alike in length and facts whose keys are held at once."""

_Hashes: TypeAlias = npt.NDArray[np.uint64]
_MIX = np.uint64(0x9E3779B97F4A7C15)  # Knuth's multiplicative hashing, 64 bits
_BITS = 0xFFFFFFFFFFFFFFFF


def keys_of(form: Form) -> tuple[int, ...]:
    """What a text may have in common with one that it differs from by slips alone, as 64-bit numbers.

    One for its length and facts, which must agree, and one per segment. Short texts have one segment per token.
    """
    tokens = form.tokens
    parts = min(SEGMENTS, len(tokens))
    cuts = [len(tokens) * part // parts for part in range(parts + 1)]
    return (
        hash((len(tokens), form.facts)) & _BITS,
        *(hash(tokens[start:end]) & _BITS for start, end in pairwise(cuts)),
    )


def _choices() -> Iterator[tuple[int, tuple[int, ...]]]:
    """For each number of segments, the sets of segments that two texts must share to be compared."""
    for parts in range(2, SEGMENTS):
        for chosen in combinations(range(parts), parts - 1):  # a text shorter than that has room for one slip
            yield parts, chosen
    for chosen in combinations(range(SEGMENTS), 2):
        yield SEGMENTS, chosen


def groups_of(keys: npt.NDArray[np.uint64]) -> Iterator[list[int]]:
    """Positions that have one key, in their order; keys that stand once are left out."""
    order = np.argsort(keys, kind="stable")
    ends = np.flatnonzero(np.diff(keys[order])) + 1
    starts = np.concatenate(([0], ends))
    sizes = np.diff(np.append(starts, len(keys)))
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        yield order[start : start + size].tolist()


def hashed_groups(values: Iterable[tuple[int, Hashable]]) -> Iterator[list[int]]:
    """Of numbers with a value each those, in their order, that share one; 16 bytes for each number."""
    numbers, hashes = array("q"), array("Q")
    for number, value in values:
        numbers.append(number)
        hashes.append(hash(value) & _BITS)
    for group in groups_of(np.array(hashes, np.uint64)):
        yield [numbers[place] for place in group]


def pairs_within(group: Sequence[int], forms: Sequence[Form]) -> Iterable[tuple[int, int]]:
    """Pairs of one group; in a large one only neighbours in the order of the words, read forward and backward."""
    if len(group) <= ALL_PAIRS:
        yield from combinations(group, 2)
        return
    for order in (group, sorted(group, key=lambda at: (forms[at].tokens[::-1], at))):
        for place, left in enumerate(order):
            for right in order[place + 1 : place + 1 + NEAREST]:
                yield (left, right) if left < right else (right, left)


def _mixed(columns: Sequence[_Hashes]) -> _Hashes:
    """One number for several."""
    mixed = np.zeros_like(columns[0])
    for column in columns:
        mixed = (mixed ^ column) * _MIX
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _batches(members: Sequence[int], forms: Sequence[Form]) -> Iterator[tuple[_Hashes, _Hashes]]:
    """Keys of some texts and, for each key, whose it is; all sets of segments that share no key with another batch."""
    owners = np.array(members, np.uint64)
    parts = np.minimum(SEGMENTS, np.array([len(forms[at].tokens) for at in members]))
    columns = np.zeros((SEGMENTS + 1, len(members)), np.uint64)
    for place, at in enumerate(members):
        keys = keys_of(forms[at])
        columns[: len(keys), place] = keys
    keys_so_far: list[_Hashes] = []
    owners_so_far: list[_Hashes] = []
    for salt, (wanted, chosen) in enumerate(_choices()):
        those = np.flatnonzero(parts == wanted)
        if len(those):
            picked = columns[[0, *(part + 1 for part in chosen)]][:, those]
            keys_so_far.append(_mixed([np.full(len(those), salt, np.uint64), *picked]))
            owners_so_far.append(owners[those])
        if keys_so_far and sum(map(len, keys_so_far)) > BATCH:
            yield np.concatenate(keys_so_far), np.concatenate(owners_so_far)
            keys_so_far, owners_so_far = [], []
    if keys_so_far:
        yield np.concatenate(keys_so_far), np.concatenate(owners_so_far)


def _near_pairs(forms: Sequence[Form]) -> Iterator[tuple[int, int]]:
    """Pairs that might be candidates, some of them more than once."""
    several = ((at, form) for at, form in enumerate(forms) if len(form.tokens) > 1)
    many: list[int] = []
    for group in hashed_groups((at, (len(form.tokens), form.facts)) for at, form in several):
        if len(group) <= ALL_PAIRS:
            yield from combinations(group, 2)
            continue
        many += group
        if len(many) > AT_ONCE:
            yield from _sharing_pairs(many, forms)
            many = []
    if many:
        yield from _sharing_pairs(many, forms)


def _sharing_pairs(members: Sequence[int], forms: Sequence[Form]) -> Iterator[tuple[int, int]]:
    """Pairs of some texts that share segments."""
    for keys, owners in _batches(sorted(members), forms):
        for places in groups_of(keys):
            yield from pairs_within(owners[places].tolist(), forms)


def candidate_pairs(forms: Sequence[Form]) -> list[tuple[int, int, tuple[int, ...]]]:
    """Pairs (i, j, places where the words differ), i < j, sorted.

    ``forms`` are distinct and stand in an order that depends on their content alone; so does the answer.
    """
    found: dict[tuple[int, int], tuple[int, ...] | None] = {}
    for pair in _near_pairs(forms):
        one, other = forms[pair[0]], forms[pair[1]]
        if sum(map(ne, one.tokens, other.tokens)) <= MAX_SLIPS and pair not in found:
            found[pair] = differing(one, other, 1 if len(one.tokens) < SEGMENTS else MAX_SLIPS)
    return [(i, j, places) for (i, j), places in sorted(found.items()) if places]
