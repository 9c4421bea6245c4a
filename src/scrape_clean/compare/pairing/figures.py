"""Records that share hardly a word and are one: "14" and "3" of a counter, "closed" and "9-17" of one day."""

import re
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeAlias, TypeVar

from scrape_clean.compare.pairing.moves import SHORT, leads_of
from scrape_clean.compare.pairing.sides import Side
from scrape_clean.compare.text.words import meaning, meaning_key

__all__ = ["figures_of", "gaps_of", "in_place", "label_of", "labelled_of", "rows_of", "values_of"]

_Place: TypeAlias = tuple[int, tuple[str, ...], str]
_LABEL = re.compile(r"([^\W\d_][^\s:\uff1a]*)(?:[^\S\n][^\s:\uff1a]+){0,3}\s?[:\uff1a]")
"""A label of up to four words, by its first."""
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


def labelled_of(side: Side, places: Sequence[int], gaps: Sequence[int]) -> dict[_Place, list[int]]:
    """Of some records those with a label, by where they stand and its first word: "Fee: free", "Fee for guests: 8".

    Args:
        side: All records of a night.
        places: Which of them; they are named by their index in this list.
        gaps: The paired record that each of these stands behind.
    """
    found: dict[_Place, list[int]] = defaultdict(list)
    for number, at in enumerate(places):
        record, label = side.records[at], _LABEL.match(side.seen[at])
        if label is not None:
            found[gaps[number], record.section, f"{record.kind} {label[1].casefold()}"].append(number)
    return found


def label_of(text: str) -> str:
    """What stands in front of the colon in a text with a label; empty for all else."""
    found = _LABEL.match(text)
    return meaning_key(found[0]) if found else ""


def rows_of(side: Side, places: Sequence[int], gaps: Sequence[int]) -> dict[_Place, list[int]]:
    """Of some records the rows of a table, by where they stand and what their first cell says.

    Args:
        side: All records of a night.
        places: Which of them; they are named by their index in this list.
        gaps: The paired record that each of these stands behind.
    """
    found: dict[_Place, list[int]] = defaultdict(list)
    for number, at in enumerate(places):
        record = side.records[at]
        said = [cell.text for cell in record.cells if cell.text] if record.kind == "table_row" else []
        if len(said) > 1 and side.seen[at] == record.text:
            found[gaps[number], record.section, meaning_key(said[0])].append(number)
    return found


def gaps_of(
    sides: tuple[Side, Side], partner: Mapping[int, int], free: tuple[Sequence[int], Sequence[int]]
) -> tuple[list[int], list[int]]:
    """For some records of both nights the nearest paired one in front, by its index after; -1 at the start."""
    names = partner, {other: other for other in partner.values()}
    return _behind(sides[0], free[0], names[0]), _behind(sides[1], free[1], names[1])


def _behind(side: Side, places: Sequence[int], names: Mapping[int, int]) -> list[int]:
    last, found = -1, []
    for at in range(len(side.records)):
        last = names.get(at, last)
        found.append(last)
    return [found[at] for at in places]


def in_place(here: Mapping[_P, Sequence[int]], there: Mapping[_P, Sequence[int]]) -> set[tuple[int, int]]:
    """Of both nights those that are the only ones in one place."""
    return {
        (one[0], there[place][0]) for place, one in here.items() if len(one) == 1 and len(there.get(place, ())) == 1
    }
