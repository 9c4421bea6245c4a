"""Do two texts state the same fact? Names what differs where they do not.

Two texts of different normal form are the same only when they have the same tokens but for a few slips of the keyboard
or of character recognition. A slip needs evidence: the two words differ as slips do, and one of them is no word of its
own. What cannot be decided stays apart.
"""

from collections.abc import Sequence
from operator import ne

import numpy as np

from scrape_clean.dedupe.normalization.normal import Form
from scrape_clean.dedupe.spelling.contrasts import Contrasts
from scrape_clean.dedupe.spelling.evidence import Wording
from scrape_clean.dedupe.spelling.shapes import SHORTEST_OUTVOTED, all_near, near
from scrape_clean.dedupe.spelling.slips import Use, is_name, is_slip

__all__ = [
    "MAX_SLIPS",
    "TOKENS_PER_SLIP",
    "all_comparable",
    "comparable",
    "differing",
    "odd_sides",
    "odd_sides_at",
]

MAX_SLIPS = 3
"""More slips than this in one text are no slips."""
TOKENS_PER_SLIP = 2
"""A text needs this many tokens for each slip in it: the rest must show that it is the same text."""


def _odd_side(a: Wording, b: Wording, at: int, contrasts: Contrasts, careless: frozenset[int] = frozenset()) -> int:
    """Which of two texts has a word mistyped or misread at one place: 1 for a, 2 for b, 0 if these are two words."""
    words = a.form.tokens[at], b.form.tokens[at]
    contrast = contrasts[words]
    if contrast is None:
        return 0
    evidence = contrasts.evidence
    ours, theirs = contrast.shape_of(0), contrast.shape_of(1)
    if ours is None and theirs is None:
        return 0
    named = is_name(words[0], a.text), is_name(words[1], b.text)
    one = Use(words[0], a, contrast.parts[0], contrast.elsewhere[0], named[0], 1 in careless)
    other = Use(words[1], b, contrast.parts[1], contrast.elsewhere[1], named[1], 2 in careless)
    if ours is not None and is_slip(one, other, ours, evidence):
        side = 1
    elif theirs is not None and is_slip(other, one, theirs, evidence):
        side = 2
    else:
        return 0
    return 0 if evidence.unlike(*contrast.parts) else side


def comparable(x: str, y: str) -> bool:
    """Whether one of two words may be the other one with slips, as far as their letters tell."""
    return max(len(x), len(y)) >= SHORTEST_OUTVOTED and near(x, y)


def all_comparable(words: Sequence[tuple[str, str]]) -> list[bool]:
    """``comparable`` for many pairs of words."""
    long = [len(one) >= SHORTEST_OUTVOTED or len(other) >= SHORTEST_OUTVOTED for one, other in words]
    found: list[bool] = (all_near(words) & np.array(long, np.bool_)).tolist()
    return found


def differing(a: Form, b: Form, limit: int = MAX_SLIPS) -> tuple[int, ...] | None:
    """The places where two token sequences differ, when these might all be slips; None when they are no candidates."""
    if len(a.tokens) != len(b.tokens):
        return None
    slips = sum(map(ne, a.tokens, b.tokens))
    if slips > limit or slips * TOKENS_PER_SLIP > len(a.tokens):
        return None
    places = tuple(at for at, (x, y) in enumerate(zip(a.tokens, b.tokens, strict=True)) if x != y)
    return places if all(comparable(a.tokens[at], b.tokens[at]) for at in places) else None


def odd_sides(a: Wording, b: Wording, contrasts: Contrasts, limit: int = MAX_SLIPS) -> tuple[int, ...] | None:
    """For each place where two texts of the same meaning differ, which of them has the slip (1 or 2).

    None when they do not have the same meaning.
    """
    if a.form.key == b.form.key:
        return ()
    places = differing(a.form, b.form, limit)
    return None if places is None else odd_sides_at(a, b, places, contrasts)


def odd_sides_at(a: Wording, b: Wording, places: Sequence[int], contrasts: Contrasts) -> tuple[int, ...] | None:
    """``odd_sides`` of two texts that differ at some places, as ``differing`` finds them."""
    if a.form.facts != b.form.facts:
        return None
    sides = tuple([_odd_side(a, b, at, contrasts) for at in places])
    careless = frozenset(side for side in sides if side)
    if careless and not all(sides):
        sides = tuple(side or _odd_side(a, b, at, contrasts, careless) for at, side in zip(places, sides, strict=True))
    return sides if all(sides) else None
