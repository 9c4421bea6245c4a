"""Texts that say the same in another shape: clauses moved, or the end cut off and marked with an ellipsis."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import accumulate, combinations, pairwise

import numpy as np

from scrape_clean.dedupe.clustering.candidates import groups_of
from scrape_clean.dedupe.normalization.normal import canonical, normal_form, readable
from scrape_clean.dedupe.normalization.ranges import ranges_in
from scrape_clean.dedupe.normalization.sequences import Sequences

__all__ = ["SHORTEST_REST", "continuations", "is_rotation", "rotations"]

SHORTEST_ROTATION = 8
"""Tokens of a text whose clauses may be moved; in a shorter one the order of the words decides who does what."""
SHORTEST_CLAUSE = 2
"""Words of a clause that may be moved: a single one (open, closed) belongs to what stands beside it."""
SHORTEST_STUMP = 24
"""Letters and digits that must stand before an ellipsis; among many texts one goes on by chance where there are fewer:
"One time..." is no beginning of "One time I called it"."""
SHORTEST_REST = 6
"""Letters and digits that must follow what was cut off: one short word more (not, nie, never) makes another fact."""
COMPARED = 16
"""Texts of the same words in different orders that are compared; the first ones in the order of their content."""


ITEMS = 4
"""Clauses of a text that may be a list; what stands beside an item of it may be said of it ..."""
LONGEST_ITEM = 3
"""... where the items have fewer words than this, one with another."""
UNSPACED = "\u0e00"
"""Letters that are tokens of their own are of no earlier block of Unicode, Thai being the first."""
_CLAUSE_MARK = re.compile(
    r"(?<=[,;:.!?\u060c\u061b\u061f\u0964])(?=\s)"
    r"|(?<=[\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f])"  # ideographic and full-width ones
    r"|\s[-\u2013\u2014](?=\s)|\u2014"
)
"""Where the clauses of a text end; a question mark, which means something, stays with its own."""


def is_rotation(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether b is a with its first tokens moved to the end."""
    return next(_cuts(a, b), None) is not None


def _cuts(a: tuple[str, ...], b: tuple[str, ...]) -> Iterator[int]:
    """How many of the first tokens of b are its last ones in a, which is b otherwise."""
    starts = [at for at, token in enumerate(b) if token == a[0]]
    return (at for at in starts[:COMPARED] if b[at:] + b[:at] == a)


def _words(tokens: Sequence[str]) -> float:
    """About how many words some tokens are; two letters make one in scripts that are written without spaces."""
    return sum(0.5 if len(token) == 1 and token >= UNSPACED else 1 for token in tokens)


def _clauses(text: str) -> set[int]:
    """How many tokens stand before the marks between the clauses of a text."""
    said = readable(text)
    for start, end in ranges_in(said, canonical):
        said = f"{said[:start]}{'~' * (end - start)}{said[end:]}"
    clauses = _CLAUSE_MARK.split(said)
    before = list(accumulate(len(normal_form(clause).tokens) for clause in clauses))
    return {*before} - {0, before[-1]}


def _has_moved(text: str, other: str, tokens: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether a text is another one with a clause moved from the front to the end, or the other way round.

    "When it rains, we stay" and "We stay when it rains": the clause ends at a mark, in one of the two at least. Where
    it does in both they must not be lists: in "Room 4, Mr Smith, Room 5, Mr Jones" names stand in front of other rooms
    once the first item stands last.
    """
    for at in _cuts(tokens, others):
        if min(_words(others[:at]), _words(others[at:])) < SHORTEST_CLAUSE:
            continue
        ours, theirs = _clauses(text), _clauses(other)
        here, there = len(tokens) - at in ours, at in theirs
        listed = len(ours) >= ITEMS - 1 and _words(tokens) < LONGEST_ITEM * (len(ours) + 1)
        if (here or there) and not (here and there and listed):
            return True
    return False


def _bags(texts: Sequences) -> Iterator[list[int]]:
    """Longer texts of the same words, in their order."""
    long = np.flatnonzero(texts.lengths() >= SHORTEST_ROTATION)
    members, starts = groups_of(texts.bags()[long])
    found = long[members].tolist()
    yield from (found[start:end] for start, end in pairwise(starts.tolist()))


def rotations(texts: Sequences, written: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of texts of the same words with a clause moved: "When it rains, we stay" and "We stay when it rains".

    Args:
        texts: Their tokens.
        written: The texts as they are written.
    """
    return [
        (i, j)
        for bag in _bags(texts)
        for i, j in combinations(bag[:COMPARED], 2)
        if _has_moved(written[i], written[j], texts.tokens(i), texts.tokens(j))
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
