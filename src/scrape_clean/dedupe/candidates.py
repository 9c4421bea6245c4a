"""Pairs of texts that might differ by slips alone, found without comparing all with all."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from scrape_clean.dedupe.guard import differing
from scrape_clean.dedupe.normal import Form

__all__ = ["candidate_pairs", "groups_of", "keys_of", "pairs_within"]

SEGMENTS = 5
"""Up to three slips (``MAX_SLIPS``) leave at least two of five segments of a text untouched."""
ALL_PAIRS = 16
"""Texts that share a key are all compared with one another up to this many ..."""
NEAREST = 8
"""... and beyond it each with its nearest in two sorted orders, so that no key costs more than linear time."""

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
        for chosen in combinations(range(parts), parts - 1):  # a short text has room for one slip
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


def candidate_pairs(forms: Sequence[Form]) -> list[tuple[int, int, tuple[int, ...]]]:
    """Pairs (i, j, places where the words differ), i < j, sorted.

    ``forms`` are distinct and stand in an order that depends on their content alone; so does the answer.
    """
    by_parts: dict[int, list[int]] = {}
    for at, form in enumerate(forms):
        if len(form.tokens) > 1:
            by_parts.setdefault(min(SEGMENTS, len(form.tokens)), []).append(at)
    columns = {
        parts: np.array([keys_of(forms[at]) for at in members], np.uint64).T for parts, members in by_parts.items()
    }
    found: dict[tuple[int, int], tuple[int, ...]] = {}
    seen: set[tuple[int, int]] = set()
    for parts, chosen in _choices():
        if parts not in by_parts:
            continue
        members, hashes = by_parts[parts], columns[parts]
        for group in groups_of(_mixed([hashes[0], *(hashes[part + 1] for part in chosen)])):
            for pair in pairs_within([members[at] for at in group], forms):
                if pair in seen:
                    continue
                seen.add(pair)
                if places := differing(forms[pair[0]], forms[pair[1]]):
                    found[pair] = places
    return [(i, j, places) for (i, j), places in sorted(found.items())]
