"""Tables whose columns are those of a border: the simple tables of reStructuredText."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from scrape_clean.model import Cell
from scrape_clean.parse.fold import fold
from scrape_clean.parse.text.lines import Line
from scrape_clean.parse.text.tables import Row

__all__ = ["find_ruled", "may_be_ruled"]

_BORDER = re.compile(r"=+(?: +=+)+")
_SPAN = re.compile(r"-+(?: +-+)*")
_RUN = re.compile(r"[=-]+")
_SIGNS = re.compile(r"= +=")
_PAD = "\0"  # in no text
_Column: TypeAlias = tuple[int, int]
"""Where a column begins and ends."""


def may_be_ruled(text: str) -> bool:
    """Whether there is what may be a part of a border."""
    return _SIGNS.search(text) is not None


def find_ruled(lines: Sequence[Line]) -> dict[int, Row]:
    """The lines of such tables, by index.

    Two borders are around the rows, and a third one may be below those of the header. A line with nothing in the first
    column goes on with the row above if it has one cell alone and no blank line is above it: elsewhere than in
    reStructuredText it may be the next departure. So are several lines above the border in the middle rows, not one
    header, if more than one has something in the first column: there may be a sum below it.

    Source: the reStructuredText specification, "Simple Tables".
    """
    rows: dict[int, Row] = {}
    borders = [index for index, line in enumerate(lines) if line.body[0] == "=" and _BORDER.fullmatch(line.body)]
    for place, top in enumerate(borders):
        if top in rows:
            continue
        below = [at for at in borders[place + 1 : place + 3] if _is_same(lines[top], lines[at])]
        closes = bool(below) and (below[0] + 1 == len(lines) or lines[below[0] + 1].gap)
        ends = below[:1] if closes else below
        if ends and ends[0] == borders[place + 1] and _is_filled(lines, top, ends[-1]):
            rows.update(_rows(lines, top, ends))
    return rows


def _is_same(top: Line, border: Line) -> bool:
    return (top.indent, top.body) == (border.indent, border.body)


def _is_filled(lines: Sequence[Line], top: int, end: int) -> bool:
    """Whether lines stand between two borders, none left of them, and few across the space between two columns."""
    inside, columns = lines[top + 1 : end], _columns(lines[top])
    spaces = [(end, start) for (_, end), (start, _) in pairwise(columns)]
    across = sum(any(text[end:start].strip() for end, start in spaces) for text in map(_text, inside))
    return across * 2 <= len(inside) and all(line.indent >= lines[top].indent for line in inside)


def _rows(lines: Sequence[Line], top: int, ends: Sequence[int]) -> dict[int, Row]:
    columns = _columns(lines[top])
    rows = {index: Row() for index in range(top, ends[-1] + 1)}
    names: tuple[str, ...] = ()
    heads = _read(lines, top + 1, ends[0], columns) if len(ends) > 1 else []
    spans = any(_is_span(line, columns) for line in lines[top + 1 : ends[0]])
    if (sum(bool(cells[0]) for _, cells in heads) > 1 and not spans) or (top and not lines[top].gap):
        others, heads = heads, []
        for indices, cells in others:
            row = tuple(Cell("", text) for text in cells)
            rows.update((index, Row(row, begins=index == indices[0])) for index in indices)
    if heads:
        names = _joined([cells for _, cells in heads])
        header = tuple(Cell("", name) for name in names)
        for place, index in enumerate(index for indices, _ in heads for index in indices):
            rows[index] = Row(header, header=True, begins=place == 0)
    for indices, cells in _read(lines, (top, *ends)[-2] + 1, ends[-1], columns):
        row = tuple(Cell(name, text) for name, text in zip(names or [""] * len(cells), cells, strict=True))
        for index in indices:
            rows[index] = Row(row, begins=index == indices[0])
    return rows


def _read(
    lines: Sequence[Line], start: int, end: int, columns: Sequence[_Column]
) -> list[tuple[list[int], tuple[str, ...]]]:
    """The rows between two borders: their lines and cells."""
    found: list[tuple[list[int], list[tuple[str, ...]]]] = []
    for index in range(start, end):
        if _is_span(lines[index], columns):
            continue
        below = lines[index + 1]
        cells = _split(lines[index], columns, _columns(below) if _is_span(below, columns) else columns)
        if cells[0] or not found or not found[-1][1][0][0] or lines[index].gap or sum(map(bool, cells)) > 1:
            found.append(([], []))
        found[-1][0].append(index)
        found[-1][1].append(cells)
    return [(indices, _joined(parts)) for indices, parts in found]


def _columns(border: Line) -> list[_Column]:
    return [(border.indent + run.start(), border.indent + run.end()) for run in _RUN.finditer(border.body)]


def _is_span(line: Line, columns: Sequence[_Column]) -> bool:
    """Whether a line underlines the cells above it, some of which are as wide as several columns."""
    if line.body[0] != "-" or _SPAN.fullmatch(line.body) is None:
        return False
    starts, spans = [start for start, _ in columns], [start for start, _ in _columns(line)]
    return spans[0] == starts[0] and set(spans) <= set(starts)


def _split(line: Line, columns: Sequence[_Column], spans: Sequence[_Column]) -> tuple[str, ...]:
    """The cells of a line; text across the space between two columns belongs to both, and stands in the first."""
    text = _text(line)
    cells: dict[int, str] = {}
    at = 0
    for number, (start, _) in enumerate(spans):
        at = at if number and text[spans[number - 1][1] : start].strip() else start
        end = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        cells[at] = cells.get(at, "") + text[start:end]
    return tuple(fold(cells.get(start, "").replace(_PAD, "")) for start, _ in columns)


def _text(line: Line) -> str:
    """A line with as many characters as it has columns."""
    body = line.body
    if not body.isascii():
        body = "".join(char + _PAD if unicodedata.east_asian_width(char) in "WF" else char for char in body)
    return " " * line.indent + body


def _joined(parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(fold(" ".join(column)) for column in zip(*parts, strict=True))
