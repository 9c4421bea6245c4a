"""Pairs of texts that might differ by slips alone, found without comparing all with all."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from scrape_clean.dedupe.guard import differing
from scrape_clean.dedupe.normal import Form

__all__ = ["candidate_pairs"]

SEGMENTS = 5
"""Up to three slips (``MAX_SLIPS``) leave at least two of five segments of a text untouched."""
ALL_PAIRS = 16
"""Texts that share a key are all compared with one another up to this many ..."""
NEAREST = 8
"""... and beyond it each with its nearest in two sorted orders, so that no key costs more than linear time."""


def _segment_hashes(form: Form) -> tuple[int, ...]:
    """One hash per segment; short texts have one segment per token."""
    tokens = form.tokens
    parts = min(SEGMENTS, len(tokens))
    cuts = [len(tokens) * part // parts for part in range(parts + 1)]
    return tuple(hash(tokens[start:end]) for start, end in pairwise(cuts))


def _keys(hashes: tuple[int, ...], chosen: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(hashes[part] for part in chosen)


def _choices() -> Iterator[tuple[int, tuple[int, ...]]]:
    """For each number of segments, the sets of segments that two texts must share to be compared."""
    for parts in range(2, SEGMENTS):
        for chosen in combinations(range(parts), parts - 1):  # a short text has room for one slip
            yield parts, chosen
    for chosen in combinations(range(SEGMENTS), 2):
        yield SEGMENTS, chosen


def _within(group: Sequence[int], forms: Sequence[Form]) -> Iterable[tuple[int, int]]:
    """Pairs of one group; in a large one only neighbours in the order of the words, read forward and backward."""
    if len(group) <= ALL_PAIRS:
        yield from combinations(group, 2)
        return
    for order in (group, sorted(group, key=lambda at: (forms[at].tokens[::-1], at))):
        for place, left in enumerate(order):
            for right in order[place + 1 : place + 1 + NEAREST]:
                yield (left, right) if left < right else (right, left)


def candidate_pairs(forms: Sequence[Form]) -> list[tuple[int, int, tuple[int, ...]]]:
    """Pairs (i, j, places where the words differ), i < j, sorted.

    ``forms`` are distinct and stand in an order that depends on their content alone; so does the answer.
    """
    hashes = [_segment_hashes(form) if len(form.tokens) > 1 else () for form in forms]
    by_parts: dict[int, list[int]] = {}
    for at, segments in enumerate(hashes):
        by_parts.setdefault(len(segments), []).append(at)
    found: dict[tuple[int, int], tuple[int, ...]] = {}
    seen: set[tuple[int, int]] = set()
    for parts, chosen in _choices():
        groups: dict[int, list[int]] = {}
        for at in by_parts.get(parts, ()):
            form = forms[at]
            groups.setdefault(hash((_keys(hashes[at], chosen), len(form.tokens), form.facts)), []).append(at)
        for group in groups.values():
            for pair in _within(group, forms) if len(group) > 1 else ():
                if pair in seen:
                    continue
                seen.add(pair)
                if places := differing(forms[pair[0]], forms[pair[1]]):
                    found[pair] = places
    return [(i, j, places) for (i, j), places in sorted(found.items())]
