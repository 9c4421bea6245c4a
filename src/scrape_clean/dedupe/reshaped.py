"""Texts that say the same in another shape: clauses moved, or the end cut off and marked with an ellipsis."""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

import numpy as np

from scrape_clean.dedupe.candidates import groups_of
from scrape_clean.dedupe.sequences import Sequences

__all__ = ["SHORTEST_REST", "continuations", "is_rotation", "rotations"]

SHORTEST_ROTATION = 8
"""Tokens of a text whose clauses may be moved; in a shorter one the order of the words decides who does what."""
SHORTEST_STUMP = 24
"""Letters and digits that must stand before an ellipsis; among many texts one goes on by chance where there are fewer:
"One time..." is no beginning of "One time I called it"."""
SHORTEST_REST = 6
"""Letters and digits that must follow what was cut off: one short word more (not, nie, never) makes another fact."""
COMPARED = 16
"""Texts of the same words in different orders that are compared; the first ones in the order of their content."""


def is_rotation(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether b is a with its first tokens moved to the end."""
    starts = [at for at, token in enumerate(b) if token == a[0]]
    return any(b[at:] + b[:at] == a for at in starts[:COMPARED])


def _bags(texts: Sequences) -> Iterator[list[int]]:
    """Longer texts of the same words, in their order."""
    long = np.flatnonzero(texts.lengths() >= SHORTEST_ROTATION)
    members, starts = groups_of(texts.bags()[long])
    found = long[members].tolist()
    yield from (found[start:end] for start, end in pairwise(starts.tolist()))


def rotations(texts: Sequences) -> list[tuple[int, int]]:
    """Pairs of texts that are cyclic shifts of one another: "When it rains, we stay" and "We stay when it rains"."""
    return [
        (i, j)
        for bag in _bags(texts)
        for i, j in combinations(bag[:COMPARED], 2)
        if is_rotation(texts.tokens(i), texts.tokens(j))
    ]


def _only_continuation(stump: int, keys: Sequence[str], classes: Sequence[int], stumps: Container[int]) -> int | None:
    """Index of the first text that goes on where one breaks off, if all that do are of one class.

    Those whose index is among ``stumps`` are known to be cut off themselves and do not count.
    """
    key = keys[stump]
    found: int | None = None
    for at in range(stump + 1, len(keys)):
        if not keys[at].startswith(key):
            break
        if at in stumps:
            continue
        if found is None:
            found = at
        elif classes[at] != classes[found]:
            return None
    return found


def continuations(
    keys: Sequence[str], cut: Iterable[int], classes: Sequence[int], shortest: int = SHORTEST_STUMP
) -> list[tuple[int, int]]:
    """Pairs (stump, full text) of texts cut off with an ellipsis that only one class of texts continues.

    Longer texts first, so that a text that merely ends with an ellipsis, and one that was cut, can be told apart.

    Args:
        keys: Of distinct texts, in their order.
        cut: Which of these end with an ellipsis.
        classes: What each of them says.
        shortest: Letters and digits before an ellipsis.
    """
    lengths = {at: len(keys[at]) for at in cut}
    pairs: dict[int, int] = {}
    for at in sorted(lengths, key=lambda at: (-lengths[at], at)):
        full = _only_continuation(at, keys, classes, pairs) if lengths[at] >= shortest else None
        if full is not None and len(keys[full]) >= lengths[at] + SHORTEST_REST:
            pairs[at] = full
    return sorted(pairs.items())
