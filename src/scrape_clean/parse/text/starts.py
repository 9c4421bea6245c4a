"""Lines that are one fact each, wherever the margin may be: all begin with a date, say, or have a column in common."""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from scrape_clean.parse.items import opening_of
from scrape_clean.parse.text.lines import Line, Wrapping, ends_sentence
from scrape_clean.parse.text.pairs import find_pairs
from scrape_clean.parse.text.readings import is_field, read_line

__all__ = ["find_starts"]

_STAMP = re.compile(r"(?:([^\W\d_]+)\.?\s+)?(\d+(?:[.,:/–-]\d+)*[.:]?)([,;]?)(?=\s)")
_NUMBER = re.compile(r"\d+")
_DATED = re.compile(r"9+(?:[./-]9+){2}|99:99(?::99)?(?:,9+|[–-]99:99)?|9+:")
"""The shapes of dates, times, and years with a colon."""
_PAIR, _ENOUGH = 2, 3  # lines that begin alike and are a list: where prose hardly ever begins two so, and elsewhere
_CELL = re.compile(r"(?<=\S)(\s{2,})(?=\S*\w)(\S+(?:\s\S+)*)")
_WIDE = 3  # spaces; two may stand behind a sentence, or fill a justified line
_PLAIN = re.compile(r"[^\W\d_][\w\s'’-]*")


class _Stamp(Struct, frozen=True):
    """What a line begins with: "19.02.2026", "8.00", "1937:", "Bus 23"."""

    shape: str = ""
    """Its digits alike, be they one or two; empty where a line begins otherwise."""
    needed: int = 0
    """Lines with such a stamp that are a list."""


def find_starts(run: Sequence[Line], wrapping: Wrapping, *, marked: bool) -> set[int]:
    """The lines that are a fact each, by their place in a run of lines with no blank one between.

    Most of the lines begin with dates, times or numbers of one shape; or neighbours share a column; or they are
    "Label: value" where few lines read as running text; or all are a sentence each, or words in lower case and no mark
    among them.

    Args:
        run: The lines.
        wrapping: Of the whole text.
        marked: Whether a marker, a row or a rule begins them.
    """
    if _are_sentences(run, wrapping) or (not marked and _are_words(run)):
        return set(range(1, len(run)))
    return (_stamped(run) | _aligned(run) | _labelled(run)) - {0} | find_pairs(run)


def _are_sentences(run: Sequence[Line], wrapping: Wrapping) -> bool:
    """Whether each line is one, and other paragraphs do not say that all of them just happened to end at the margin."""
    if wrapping.pairs >= len(run) and all(wrapping.fills(line, following) for line, following in pairwise(run)):
        return False
    return len(run) >= _ENOUGH and all(
        opening_of(line.body) in ("upper", "digit") and ends_sentence(line.body) and line.body[-1] not in ":;："
        for line in run
    )


def _are_words(run: Sequence[Line]) -> bool:
    return len(run) >= _ENOUGH and all(line.body[0].islower() and _PLAIN.fullmatch(line.body) for line in run)


def _stamped(run: Sequence[Line]) -> set[int]:
    """The lines with stamps of the shape that most of the lines have.

    In running text other lines say dates as well, and the first ones do not begin with them.
    """
    stamps = [_stamp(line.body) for line in run]
    places: dict[str, list[int]] = {}
    for at, stamp in enumerate(stamps):
        if stamp.shape:
            places.setdefault(stamp.shape, []).append(at)
    found: set[int] = set()
    for shape, group in places.items():
        first = group[0]
        many = len(group) >= max(stamps[at].needed for at in group) and len(group) * 2 >= len(run) - first
        begun = first < _PAIR or run[first - 1].body[-1] in ":："
        others = (line.body for line, stamp in zip(run, stamps, strict=True) if stamp.shape != shape)
        if many and begun and not any(shape.split()[-1] in _shape(body).split() for body in others):
            found.update(group)
    return found


def _shape(text: str) -> str:
    """A text with its digits alike, those of numbers of one digit as of two, and no commas."""
    return _NUMBER.sub(lambda digits: "9" * max(2, len(digits[0])), text).replace(", ", " ")


def _stamp(body: str) -> _Stamp:
    match = _STAMP.match(body)
    if match is None:
        return _Stamp()
    word, figures, comma = match.groups(default="")
    shape = _shape(figures)
    dated, lower = _DATED.fullmatch(shape) is not None, opening_of(body[match.end() :].lstrip()) == "lower"
    if word:
        return _Stamp(f"Word {shape.rstrip('.')}", _ENOUGH) if word[0].isupper() else _Stamp()
    if comma or (lower and not dated):
        return _Stamp()
    return _Stamp(shape, _PAIR if dated and not lower else _ENOUGH)


def _aligned(run: Sequence[Line]) -> set[int]:
    """The lines with a cell that begins, or a number that ends, in the column where one of the line beside does."""
    columns = [_columns(line) for line in run]
    found: set[int] = set()
    for at, (one, other) in enumerate(pairwise(columns)):
        if any(one[column] or other[column] for column in one.keys() & other.keys()):
            found.update((at, at + 1))
    return found


def _columns(line: Line) -> dict[tuple[str, int], bool]:
    """Where the cells behind the first one begin, and those with figures end; and whether much space is before them."""
    if "  " not in line.body:
        return {}
    columns: dict[tuple[str, int], bool] = {}
    for cell in _CELL.finditer(line.body):
        wide = len(cell[1]) >= _WIDE
        columns["begins", line.indent + cell.start(2)] = wide
        if _NUMBER.search(cell[2]):
            columns["ends", line.indent + cell.end(2)] = wide
    return columns


def _labelled(run: Sequence[Line]) -> set[int]:
    """The lines with a label, below a name or an address as well, unless they are part of running text."""
    labelled = {at for at, line in enumerate(run) if line.body[0].isupper() and is_field(line.body)}
    clauses = sum(read_line(line.body) == "clause" for line in run) if labelled else 0
    return labelled if clauses * _ENOUGH < len(run) else set()
