"""The records of a page as GitHub Flavored Markdown: the page as one would write it."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile, zip_longest
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from scrape_clean.compare.text.marks import box_of
from scrape_clean.model import Cell, Record
from scrape_clean.parse.signs import sign_of
from scrape_clean.views.clear import clear

__all__ = ["records_as_markdown"]

_Family: TypeAlias = Literal["list", "table", "text"]
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~]|&(?=#?\w+;))")
_LINE_START: Final = re.compile(r"^(\d{0,9})((?<!\d)(?:#{1,6}|[-+])(?=\s|$)|(?<=\d)[.)](?=\s|$)|(?<!\d)[=-]+(?=\s*$))")
_HEADING_END: Final = re.compile(r"(?<=\s)(#+)$")
_ORDERED: Final = re.compile(r"(0|[1-9]\d?)[.)]")
"""With three digits what stands under the item would have to be indented further."""
_STRUCK: Final = "~~"
_BOXES: Final = {"ticked": "[x]", "empty": "[ ]"}
"""Task list items (GFM, 5.3)."""
_LISTED: Final = frozenset({"bullet", "field", "term", "definition"})


def records_as_markdown(records: Sequence[Record]) -> str:
    """Headings, lists, tables and text in the order of the page.

    Whatever stands on the page is text here, no markup (CommonMark 0.31, section 2.4), with control characters and
    overrides of direction as their names, and every cell of a table is in one of its columns. Items stand under the
    item above them that is less deep, whatever their own depth is, with the number, letter or box that they have on the
    page; other bullets are dashes.
    """
    return "\n".join(_lines(records)).strip("\n") + "\n"


def _lines(records: Sequence[Record]) -> Iterator[str]:
    section: tuple[str, ...] = ()
    shown = [one for one, below in zip_longest(records, records[1:]) if not _is_heading_of(one, below)]
    for (path, family), group in groupby(shown, key=lambda one: (one.section, _family(one))):
        yield from _headings(section, path)
        section = path
        yield from _WRITERS[family](tuple(group))


def _is_heading_of(record: Record, below: Record | None) -> bool:
    """Whether a record is the summary of what it unfolds, and so the heading above that."""
    unfolded = (*record.section, record.text)
    return record.kind == "summary" and below is not None and below.section[: len(unfolded)] == unfolded


def _family(record: Record) -> _Family:
    """Which records stand together; a text is a block of its own."""
    return "list" if record.kind in _LISTED else "table" if record.cells else "text"


def _headings(before: tuple[str, ...], path: tuple[str, ...]) -> Iterator[str]:
    """Those of a section that are not open; its own, once more, where a section within it has ended."""
    if path == before:
        return
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, path, strict=False)))
    for level in range(max(min(shared, len(path) - 1), 0), len(path)):
        name = _HEADING_END.sub(r"\\\1", _escaped(path[level]))
        yield from ("", f"{'#' * min(level + 1, 6)} {name}")


def _list_lines(records: Sequence[Record]) -> Iterator[str]:
    yield ""
    above: list[_Item] = []
    for at, record in enumerate(records):
        sibling = None
        while above and above[-1].depth >= record.depth:
            sibling = above.pop()
        item = _item(record, sibling, is_first=at == 0)
        yield f"{'    ' * len(above)}{item.head} {_shown(record)}"
        above.append(item)


class _Item(Struct, frozen=True):
    """A line of a list, under which others may stand."""

    depth: int
    head: str
    """What it begins with: ``-``, ``- (a)``, ``3.``."""
    number: int = -1
    """Of an item of an ordered list."""


def _item(record: Record, sibling: _Item | None, *, is_first: bool) -> _Item:
    """An item of an ordered list where the numbers go on, or begin so that they show (CommonMark, 5.2 and 5.3)."""
    marker = (record.marker or "").removesuffix(_STRUCK).strip()
    if ordered := _ORDERED.fullmatch(marker):
        number = int(ordered[1])
        goes_on = sibling is not None and sibling.number == number - 1 and sibling.head[-1] == marker[-1]
        if goes_on or (sibling is None and (number == 1 or is_first)):
            return _Item(record.depth, marker, number)
    box = _BOXES.get(box_of(record.marker) or "")
    says = any(map(str.isalnum, marker)) or box_of(marker) or sign_of(marker)
    told = box or (_escaped(marker) if says else "")
    return _Item(record.depth, f"- {told}".rstrip())


def _shown(record: Record) -> str:
    """The text, struck through if all of it is."""
    text = _escaped(record.text)
    return f"{_STRUCK}{text}{_STRUCK}" if (record.marker or "").endswith(_STRUCK) else text


def _table_lines(records: Sequence[Record]) -> Iterator[str]:
    """A table for each header; a row that follows none is the header, since a table must have one (GFM, 4.10)."""
    starts = [
        at
        for at, record in enumerate(records)
        if at == 0 or (record.kind == "table_header" and records[at - 1].kind != "table_header")
    ]
    for start, end in zip_longest(starts, starts[1:]):
        columns = _columns(records[start])
        rows = [_in_columns(record.cells, columns) for record in records[start:end]]
        width = max(map(len, rows))
        head, *rest = [row + [""] * (width - len(row)) for row in rows]
        yield ""
        yield from (_row(row) for row in (head, ["---"] * width, *rest))


def _columns(header: Record) -> Mapping[str, Sequence[int]]:
    """Where each name of a header row stands; nowhere in a row that is none."""
    found: dict[str, list[int]] = {}
    for at, cell in enumerate(header.cells if header.kind == "table_header" else ()):
        found.setdefault(cell.text, []).append(at)
    return found


def _in_columns(cells: Sequence[Cell], columns: Mapping[str, Sequence[int]]) -> list[str]:
    """The texts of a row, with empty ones where a cell from above or from the left stands in the column on the page."""
    row: list[str] = []
    for cell in cells:
        places = columns.get(cell.header) or columns.get(cell.header.partition(" / ")[0]) or ()  # several header rows
        further = places[bisect_left(places, len(row)) :]
        row += [""] * (further[0] - len(row)) if cell.header and further else []
        row.append(_escaped(cell.text))
    return row


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text_lines(records: Sequence[Record]) -> Iterator[str]:
    for record in records:
        yield ""
        if record.kind == "preformatted":
            fence = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`+", record.text))])
            yield from (fence, clear(record.text), fence)
        else:
            yield f"{'> ' if record.kind == 'quote' else ''}{_shown(record)}"


def _escaped(text: str) -> str:
    """The text with every character that Markdown would take for markup escaped."""
    return _LINE_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", clear(text)))


_WRITERS: Final[Mapping[_Family, Callable[[Sequence[Record]], Iterator[str]]]] = {
    "list": _list_lines,
    "table": _table_lines,
    "text": _text_lines,
}
