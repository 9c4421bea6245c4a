"""Letters that the texts at hand confuse again and again, as character recognition does: c for e, h for ti.

A confusion matrix as of the noisy channel (Kernighan, Church and Gale 1990), learnt from the slips that other evidence
has decided: what happens to many different words is how this source errs, and explains the next odd word.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

from rapidfuzz.distance import Postfix, Prefix

__all__ = ["Confusion", "explained", "habits"]

Confusion: TypeAlias = tuple[str, str]
"""Letters as they stand, and as they were meant."""

WORDS = 8
"""Different words in which a habit was seen."""
SHARE = 0.01
"""Share of all replaced letters that a habit makes: keys hit by chance spread over hundreds of pairs."""
LONGEST = 2
"""Letters on either side of a confusion."""


def _replaced(odd: str, good: str) -> Confusion | None:
    """What is replaced in a word, if that is one piece and neither an omission nor a transposition."""
    start = Prefix.similarity(odd, good)
    end = min(Postfix.similarity(odd, good), len(odd) - start, len(good) - start)
    here, there = odd[start : len(odd) - end], good[start : len(good) - end]
    fits = 0 < len(here) <= LONGEST and 0 < len(there) <= LONGEST
    return (here, there) if fits and here != there[::-1] else None


def habits(slips: Iterable[tuple[str, str]]) -> frozenset[Confusion]:
    """The confusions that are made again and again.

    Args:
        slips: Words as they stand, and as they were meant, in any order.
    """
    words: dict[Confusion, set[str]] = {}
    for odd, good in slips:
        confusion = _replaced(odd, good)
        if confusion is not None:
            words.setdefault(confusion, set()).add(good)
    least = max(WORDS, SHARE * sum(map(len, words.values())))
    return frozenset(confusion for confusion, seen in words.items() if len(seen) >= least)


@lru_cache(maxsize=4)
def _by_letters(habitual: frozenset[Confusion]) -> Mapping[tuple[str, str], list[Confusion]]:
    """Confusions by the first letters of both."""
    found: dict[tuple[str, str], list[Confusion]] = {}
    for here, there in sorted(habitual):
        found.setdefault((here[0], there[0]), []).append((here, there))
    return found


def explained(odd: str, good: str, habitual: frozenset[Confusion]) -> bool:
    """Whether one word becomes another by habitual confusions alone, any number of them; its first letter stays."""
    if not habitual or odd[0] != good[0] or odd == good:
        return False
    start = Prefix.similarity(odd, good)  # no confusion begins with a letter that stays
    begun = _by_letters(habitual)
    if (odd[start : start + 1], good[start : start + 1]) not in begun:
        return False
    places = {(start, start)}
    seen = set(places)
    while places:
        at, meant = places.pop()
        if (at, meant) == (len(odd), len(good)):
            return True
        one, other = odd[at : at + 1], good[meant : meant + 1]
        steps = [
            (here, there)
            for here, there in begun.get((one, other), ())
            if odd.startswith(here, at) and good.startswith(there, meant)
        ]
        if one == other != "":
            steps.append((one, other))
        new = {(at + len(here), meant + len(there)) for here, there in steps} - seen
        seen |= new
        places |= new
    return False
