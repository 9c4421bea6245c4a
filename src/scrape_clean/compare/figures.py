"""Records that share no word and are one all the same: "14" and "3" of a counter, "closed" and "9-17" of one day."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeAlias, TypeVar

from scrape_clean.compare.moves import SHORT, leads_of
from scrape_clean.compare.sides import Side
from scrape_clean.compare.words import meaning

__all__ = ["figures_of", "in_place", "values_of"]

_Place: TypeAlias = tuple[int, tuple[str, ...], str]
_P = TypeVar("_P", bound=Hashable)


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


def values_of(side: Side, places: Sequence[int], known: Mapping[int, int]) -> dict[_Place, list[int]]:
    """Of some records those that may be no more than a value, by what they are said of: a term, the label of their row.

    Args:
        side: All records of a night.
        places: Which of them; they are named by their index in this list.
        known: A name for each record that is paired, the same on both nights.
    """
    found: dict[_Place, list[int]] = defaultdict(list)
    leads = leads_of(side.records) if places else []
    for number, at in enumerate(places):
        record = side.records[at]
        if leads[at] in known and record.kind != "bullet" and not record.links and len(meaning(side.seen[at])) <= SHORT:
            found[known[leads[at]], (), record.kind].append(number)
    return found


def in_place(here: Mapping[_P, Sequence[int]], there: Mapping[_P, Sequence[int]]) -> set[tuple[int, int]]:
    """Of both nights those that are the only ones in one place."""
    return {
        (one[0], there[place][0]) for place, one in here.items() if len(one) == 1 and len(there.get(place, ())) == 1
    }
