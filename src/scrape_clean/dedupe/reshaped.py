"""Texts that say the same in another shape: clauses moved, or the end cut off and marked with an ellipsis."""

from array import array
from collections.abc import Container, Iterator, Sequence
from itertools import combinations, pairwise

import numpy as np

from scrape_clean.dedupe.candidates import groups_of
from scrape_clean.dedupe.normal import Form

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

_BITS = 0xFFFFFFFFFFFFFFFF


def is_rotation(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether b is a with its first tokens moved to the end."""
    starts = [at for at, token in enumerate(b) if token == a[0]]
    return any(b[at:] + b[:at] == a for at in starts[:COMPARED])


def _bags(forms: Sequence[Form]) -> Iterator[list[int]]:
    """Longer texts of the same words, in their order."""
    numbers, hashes = array("q"), array("Q")
    for at, form in enumerate(forms):
        if len(form.tokens) >= SHORTEST_ROTATION:
            numbers.append(at)
            hashes.append(hash(frozenset(form.tokens)) & _BITS)
    members, starts = groups_of(np.array(hashes, np.uint64))
    texts = np.array(numbers)[members].tolist()
    yield from (texts[start:end] for start, end in pairwise(starts.tolist()))


def rotations(forms: Sequence[Form]) -> list[tuple[int, int]]:
    """Pairs of texts that are cyclic shifts of one another: "When it rains, we stay" and "We stay when it rains"."""
    return [
        (i, j)
        for bag in _bags(forms)
        for i, j in combinations(bag[:COMPARED], 2)
        if len(forms[i].tokens) == len(forms[j].tokens) and is_rotation(forms[i].tokens, forms[j].tokens)
    ]


def _only_continuation(stump: int, forms: Sequence[Form], classes: Sequence[int], stumps: Container[int]) -> int | None:
    """Index of the first text that goes on where one breaks off, if all that do are of one class.

    Those whose index is among ``stumps`` are known to be cut off themselves and do not count.
    """
    key = forms[stump].key
    found: int | None = None
    for at in range(stump + 1, len(forms)):
        if not forms[at].key.startswith(key):
            break
        if at in stumps:
            continue
        if found is None:
            found = at
        elif classes[at] != classes[found]:
            return None
    return found


def continuations(
    forms: Sequence[Form], classes: Sequence[int], shortest: int = SHORTEST_STUMP
) -> list[tuple[int, int]]:
    """Pairs (stump, full text) of texts cut off with an ellipsis that only one class of texts continues.

    ``forms`` stand in the order of their keys. Longer texts first, so that a text that merely ends with an ellipsis,
    and one that was cut, can be told apart.
    """
    cut = {at: len(form.key) for at, form in enumerate(forms) if form.cut and len(form.key) >= shortest}
    pairs: dict[int, int] = {}
    for at in sorted(cut, key=lambda at: (-cut[at], at)):
        full = _only_continuation(at, forms, classes, pairs)
        if full is not None and len(forms[full].key) >= cut[at] + SHORTEST_REST:
            pairs[at] = full
    return sorted(pairs.items())
