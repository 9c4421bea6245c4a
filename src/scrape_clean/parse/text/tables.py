"""Tables drawn with pipes, box characters or tabs."""

import re
from collections.abc import Sequence

from msgspec import Struct

from scrape_clean.model import Cell
from scrape_clean.parse.fold import fold
from scrape_clean.parse.markers import Marker
from scrape_clean.parse.text.lines import Line

__all__ = ["Row", "find_rows"]

_BORDERS = str.maketrans("│┃║｜", "||||")
_RULE = re.compile(r"[\s|+:=\-_.\u2010-\u2015\u2500-\u257f]*")
_DRAWN = re.compile(r"[-=_+\u2010-\u2015\u2500-\u257f]")
_NAME = re.compile(r"\|[^|\s]+(?:\s[^|\s]+)*\|")
"""What stands for another text in reStructuredText: "|version|"."""
_DIGIT = re.compile(r"\d")


class Row(Struct):
    """One row of a table, or one of its rules (then ``cells`` is empty)."""

    cells: tuple[Cell, ...] = ()
    header: bool = False
    begins: bool = True
    """False for a line that goes on with the row before it, whose cells it has completed."""


def find_rows(lines: Sequence[Line], markers: Sequence[Marker | None]) -> dict[int, Row]:
    """The lines that belong to tables, by index."""
    rows: dict[int, Row] = {}
    start = 0
    while start < len(lines):
        kind = "" if _is_underlined(lines, start) else _kind(lines[start], markers[start])
        end = start + 1
        while kind and end < len(lines) and not lines[end].gap and _kind(lines[end], markers[end]) in (kind, "rule"):
            end += 1
        if kind == "rule":
            follows = _kind(lines[end], markers[end]) if end < len(lines) and not lines[end].gap else ""
            if follows != "pipe" or _is_underlined(lines, end):
                start = end
                continue
            while end < len(lines) and not lines[end].gap and _kind(lines[end], markers[end]) in ("pipe", "rule"):
                end += 1
            kind = "pipe"
        if kind:
            rows.update(_table(lines[start:end], start, kind))
        start = end
    return rows


def _is_underlined(lines: Sequence[Line], index: int) -> bool:
    """Whether a line with bars in it is a title: alone above a rule of one character, and no row stands below that."""
    body, rule = lines[index].body, lines[index + 1].body if index + 1 < len(lines) else ""
    drawn = "|" in body and len(set(rule)) == 1 and rule[0] in "=-~" and len(rule) * 2 >= len(body)
    if not drawn or lines[index + 1].gap or not (lines[index].gap or (index and lines[index - 1].body == rule)):
        return False
    below = lines[index + 2] if index + 2 < len(lines) else None
    if "|" not in _NAME.sub("", body):
        return below is None or below.gap or "|" not in below.body
    framed = body[0] == "|" or body[-1] == "|"
    return not framed and (below is None or "|" not in below.body)


def _kind(line: Line, marker: Marker | None) -> str:
    body = line.body
    tab, pipe = "\t" in body, not body.isascii() or "|" in body
    if not tab and not pipe:
        return "rule" if body[0] in "+-=" and _is_rule(body) else ""
    if marker is not None and marker.ordinal is None:
        return ""
    if pipe and "|" in body.translate(_BORDERS):
        return "rule" if _is_rule(body) else "pipe"
    if pipe and _is_rule(body):
        return "rule"
    return "tab" if tab and "\t" in (body[marker.end :] if marker else body) else ""


def _is_rule(body: str) -> bool:
    return _RULE.fullmatch(body) is not None and _DRAWN.search(body) is not None


def _table(lines: Sequence[Line], offset: int, kind: str) -> dict[int, Row]:
    """Rows of one run of lines, or none when it is no table."""
    drawn = [_is_rule(line.body) for line in lines]
    grid = [() if rule else _split(line.body, kind) for line, rule in zip(lines, drawn, strict=True)]
    drawn = [rule or not any(cells) for rule, cells in zip(drawn, grid, strict=True)]
    data = [index for index, rule in enumerate(drawn) if not rule]
    if not data or not _is_table(lines, [grid[i] for i in data], kind, ruled=any(drawn)):
        return {}
    groups = _groups(data, drawn)
    header = _has_header([grid[i] for i in data], ruled=len(groups) > 1 and len(groups[0]) == 1 and any(drawn))
    merged = any(drawn) and len(groups) > 2
    heads: tuple[str, ...] = ()
    rows = {offset + index: Row() for index, rule in enumerate(drawn) if rule}
    for number, row in enumerate(groups if merged else [[i] for i in data]):
        cells = _merge([grid[i] for i in row])
        is_header = header and number == 0
        names = () if is_header else heads
        row_cells = tuple(Cell(names[i] if i < len(names) else "", text) for i, text in enumerate(cells))
        for place, index in enumerate(row):
            rows[offset + index] = Row(row_cells, is_header, begins=place == 0)
        heads = cells if is_header else heads
    return rows


def _split(body: str, kind: str) -> tuple[str, ...]:
    if kind == "tab":
        return tuple(fold(cell) for cell in body.split("\t"))
    plain = body.translate(_BORDERS)
    inner = plain.removeprefix("|")
    inner = inner.removesuffix("|")
    return tuple(fold(cell) for cell in inner.split("|"))


def _is_table(lines: Sequence[Line], grid: Sequence[tuple[str, ...]], kind: str, *, ruled: bool) -> bool:
    if kind == "tab":  # a tab after a colon only lines up the values of labels
        return len(grid) > 1 and not all(len(cells) == 2 and cells[0].endswith((":", "：")) for cells in grid)
    framed = all(line.body[0] in "|│┃║+-=┌├└╔╠╚" for line in lines)
    same = all(len(cells) == len(grid[0]) for cells in grid)
    return (framed and (len(grid[0]) > 1 or ruled)) or (same and len(grid[0]) > 1 and (len(grid) > 1 or ruled))


def _groups(data: Sequence[int], drawn: Sequence[bool]) -> list[list[int]]:
    """Data lines between two rules."""
    groups: list[list[int]] = []
    previous = -2
    for index in data:
        if groups and index == previous + 1 and not drawn[index - 1]:
            groups[-1].append(index)
        else:
            groups.append([index])
        previous = index
    return groups


def _merge(lines: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The cells of a row that takes several lines."""
    if len(lines) == 1:
        return lines[0]
    columns: list[list[str]] = []
    for cells in lines:
        columns.extend([] for _ in range(len(cells) - len(columns)))
        for column, cell in zip(columns, cells, strict=False):
            column.append(cell)
    return tuple(fold(" ".join(column)) for column in columns)


def _has_header(grid: Sequence[tuple[str, ...]], *, ruled: bool) -> bool:
    """A rule follows the first row; or its cells are all words while one of the columns below is all figures."""
    if len(grid) < 2 or ruled:
        return ruled
    head, body = grid[0], grid[1:]
    if not all(head) or any(_DIGIT.search(cell) for cell in head):
        return False
    return any(all(len(row) > i and _DIGIT.search(row[i]) for row in body) for i in range(len(head)))
