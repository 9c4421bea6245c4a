"""Records of nothing but figures: "14" and "3" share no word, and are one counter."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from scrape_clean.compare.sides import Side
from scrape_clean.compare.words import meaning

__all__ = ["figures_of", "in_place"]

_Place: TypeAlias = tuple[int, tuple[str, ...], str]


def figures_of(side: Side, places: Sequence[int], gaps: Sequence[int]) -> dict[_Place, list[int]]:
    """Of some records those of nothing but figures, by where they stand.

    Args:
        side: All records of a night.
        places: Which of them; they are named by their index in this list.
        gaps: The paired record that each of these stands behind.
    """
    found: dict[_Place, list[int]] = defaultdict(list)
    for number, at in enumerate(places):
        record, words = side.records[at], meaning(side.seen[at])
        if words and all(word[0].isdigit() for word in words):
            found[gaps[number], record.section, record.kind].append(number)
    return found


def in_place(here: Mapping[_Place, Sequence[int]], there: Mapping[_Place, Sequence[int]]) -> set[tuple[int, int]]:
    """Of both nights those that are the only ones in one place."""
    return {
        (one[0], there[place][0]) for place, one in here.items() if len(one) == 1 and len(there.get(place, ())) == 1
    }
