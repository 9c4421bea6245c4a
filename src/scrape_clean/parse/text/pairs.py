"""Lines that say one thing of another: a dish and its price, a term and what it means."""

import re
from collections.abc import Sequence
from itertools import groupby

from scrape_clean.parse.items import opening_of
from scrape_clean.parse.text.lines import Line

__all__ = ["find_pairs"]

_SIGN = "[$\u00a2-\u00a5\u20a0-\u20cf]"
_CODE = r"[^\W\d_a-z][^\W\d_]{0,2}"
_VALUE = re.compile(
    rf"[^\W\d_].*[\s.\u2026](?:{_SIGN}\s?|{_CODE}\s)?\d+(?:[.,:/\u2013-]\d+)*(?:[.,](?:--?|[\u2013\u2014]))?"
    rf"(?:\s?(?:{_SIGN}|{_CODE})|(?<=[.,]\d\d)\s[^\W\d_]{{2,3}}\.?)?"
)
"""What ends with a number, its currency or unit before or behind it."""
_PRICE = re.compile(rf"{_SIGN}|[.,](?:\d\d(?=\D*$)|[-\u2013\u2014]{{1,2}}$)")
_TERM = re.compile(r"[^\W\d_][^\s.!?:;,]*(?:\s[^\s.!?:;,]+){0,3}\s([-\u2013\u2014])\s(?=\w)")
_SPACE = re.compile(r"\s{3,}")
_LONGEST = 200  # characters of a line that ends with a value: keeps hostile texts linear
_PAIR, _ENOUGH = 2, 3  # lines that are a list: all of a run, with prices; and others, in a row


def find_pairs(run: Sequence[Line]) -> set[int]:
    """The lines that are a fact each, by their place in a run of lines with no blank one between.

    Several in a row end with a number, as a dish does with its price; all have one wide space; or most have a dash
    behind their first words, as a term has before what it means. Running text hardly ever breaks so.
    """
    return (_valued(run) | _spaced(run) | _explained(run)) - {0}


def _valued(run: Sequence[Line]) -> set[int]:
    """The lines that end with numbers, but for the first of a row, and the line below the last one."""
    found: set[int] = set()
    valued = [_is_valued(line.body) for line in run]
    priced = [one and _PRICE.search(line.body) is not None for one, line in zip(valued, run, strict=True)]
    for is_valued, places in groupby(range(len(run)), key=valued.__getitem__):
        group = list(places)
        few = _PAIR if len(run) - len(group) <= 1 and all(priced[at] for at in group) else _ENOUGH
        if is_valued and len(group) >= few:
            found.update(at for at in range(group[0] + 1, group[-1] + 2) if at < len(run))
    if priced[0] != priced[-1] and priced.count(True) >= max(_ENOUGH, len(run) / 3):  # more is said of each dish
        found.update(at for at in range(len(run)) if (priced[at] if priced[0] else at and priced[at - 1]))
    return found


def _is_valued(body: str) -> bool:
    return len(body) <= _LONGEST and opening_of(body) != "lower" and _VALUE.fullmatch(body) is not None


def _spaced(run: Sequence[Line]) -> set[int]:
    """The lines with two cells, where all of the run have two, wherever these begin."""
    cells = [_SPACE.split(line.body) for line in run]
    return set(range(1, len(run))) if all(len(two) == _PAIR and two[0][-1].isalnum() for two in cells) else set()


def _explained(run: Sequence[Line]) -> set[int]:
    """The lines with a dash behind their first words, where most lines of the run have it, and one of the first two."""
    terms = [_TERM.match(line.body) for line in run]
    group = [at for at, term in enumerate(terms) if term is not None]
    signs = {term[1] for term in terms if term is not None}
    many = len(group) >= _ENOUGH and len(group) * 2 >= len(run) and len(signs) == 1
    return set(group) if many and group[0] < _PAIR else set()
