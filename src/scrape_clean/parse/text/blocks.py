"""From chunks to the blocks that tile the text."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from scrape_clean.model import Block, Cell, Document
from scrape_clean.parse.fold import fold, fold_lines
from scrape_clean.parse.markers import Marker
from scrape_clean.parse.text.chunks import Chunk, gather_chunks, is_rule
from scrape_clean.parse.text.columns import find_ruled, may_be_ruled
from scrape_clean.parse.text.depths import give_depths
from scrape_clean.parse.text.headings import find_headings, is_title
from scrape_clean.parse.text.items import find_markers, settle_markers, settle_series
from scrape_clean.parse.text.lines import Line, join_lines, split_lines, wrap_by_paragraph
from scrape_clean.parse.text.literals import chunk_of, find_literals, may_be_literal, without
from scrape_clean.parse.text.quotes import split_quotes
from scrape_clean.parse.text.tables import Row, find_rows

__all__ = ["parse_text"]

_LABEL = re.compile(r"([^:：]+?)\s?[:：]\s*")
_DATA = re.compile(r"\d|@|://|www\.|[€$£¥%]")
_MAX_LABEL_WORDS, _MAX_VALUE, _MAX_VALUE_WORDS = 4, 60, 3
_WRAPPED = 60
"""Columns of a line that may have been wrapped: what reads like a title behind it may be its last word."""


def parse_text(text: str, *, url: str | None = None) -> Document:
    """Parse plain text.

    Args:
        text: Any string; it is kept as it is in ``Document.text``.
        url: The page's address.

    The blocks tile the text: white space, rules and table borders belong to the block before them, those at the start
    to the first block. A text of white space only has no blocks. Takes time proportional to the text's length.
    """
    lines = split_lines(text)
    tables, ruled = _may_have_tables(text), may_be_ruled(text)
    layers = [layer.lines for layer in split_quotes(lines)]
    parted = _parted(lines, layers) if len(layers) > 1 else frozenset()
    coded = may_be_literal(text)
    own, *quotations = (_gather(layer, parted, tables=tables, ruled=ruled, coded=coded) for layer in layers)
    _settle_fields(own)
    chunks = own
    if quotations:
        quotes = _settle_quotes(quotations)
        _close_up(own, lines)
        chunks = sorted(own + quotes, key=lambda chunk: chunk.first.start)
    find_headings(chunks)
    give_depths(own)
    if quotations:
        _set_in(chunks)
    return Document(text=text, blocks=_tiles(text, chunks), media_type="text/plain", url=url)


def _parted(lines: Sequence[Line], layers: Iterable[Sequence[Line]]) -> frozenset[int]:
    """Offsets of the lines above which one of another layer stands."""
    places = {line.start: at for at, line in enumerate(lines)}
    pairs = (pair for layer in layers for pair in pairwise(layer))
    return frozenset(line.start for above, line in pairs if places[line.start] > places[above.start] + 1)


def _gather(lines: Sequence[Line], parted: frozenset[int], *, tables: bool, ruled: bool, coded: bool) -> list[Chunk]:
    """Lines to chunks; the rest says whether there may be rows of either kind, and code, among them."""
    literals = find_literals(lines, parted) if coded else []
    if literals:
        rest, below = without(lines, literals)
        code = [chunk_of(lines[start:end]) for start, end in literals]
        return sorted([*_chunks(rest, below, tables=tables, ruled=ruled), *code], key=lambda chunk: chunk.first.start)
    return _chunks(lines, frozenset(), tables=tables, ruled=ruled)


def _chunks(lines: Sequence[Line], below: frozenset[int], *, tables: bool, ruled: bool) -> list[Chunk]:
    """The same without code; the lines that stood ``below`` some begin chunks of their own."""
    found = find_markers(lines)
    rows = find_rows(lines, found) if tables else {}
    if ruled:
        rows |= find_ruled(lines)
    wrapping = wrap_by_paragraph(_pairs(lines, found, rows), lines)
    items = settle_markers(lines, found, wrapping)
    markers = settle_series(lines, items)
    apart = frozenset(at for at, (item, marker) in enumerate(zip(items, markers, strict=True)) if item and not marker)
    return gather_chunks(lines, markers, rows, wrapping, apart | below)


def _may_have_tables(text: str) -> bool:
    return any(sign in text for sign in "|\t│┃║｜")


def _pairs(lines: Sequence[Line], markers: Sequence[Marker | None], rows: dict[int, Row]) -> list[tuple[Line, Line]]:
    """Lines of running text with the line after each; titles right between short items are none."""
    return [
        (lines[i - 1], lines[i])
        for i in range(1, len(lines))
        if not lines[i].gap
        and markers[i] is None
        and not (lines[i - 1].width < _WRAPPED and _is_between(lines, markers, i))
        and i not in rows
        and i - 1 not in rows
        and not is_rule(lines[i].body)
        and not is_rule(lines[i - 1].body)
    ]


def _is_between(lines: Sequence[Line], markers: Sequence[Marker | None], at: int) -> bool:
    """Whether a line looks like a title and stands right between two items, no further in than these."""
    if at + 1 == len(lines) or lines[at + 1].gap or not (markers[at - 1] and markers[at + 1]):
        return False
    return lines[at].indent <= lines[at - 1].indent and is_title(lines[at].body)


def _settle_quotes(quotations: Iterable[Sequence[Chunk]]) -> list[Chunk]:
    """As in HTML: text right in a quotation is a quote, its items and rows are what they are."""
    for chunks in quotations:
        give_depths(chunks)
        for chunk in chunks:
            chunk.quoted = True
            if chunk.kind in ("paragraph", "field"):
                chunk.kind = "quote"
    return [chunk for chunks in quotations for chunk in chunks]


def _close_up(own: Iterable[Chunk], lines: Iterable[Line]) -> None:
    """Where a quotation stood between, there is no gap unless the page shows one."""
    gaps = {line.start: line.gap for line in lines}
    for chunk in own:
        chunk.gap = chunk.gap and (gaps[chunk.first.start] or not chunk.first.gap)


def _set_in(chunks: Iterable[Chunk]) -> None:
    """A quotation set in below an item stands in the item's lists."""
    above: Chunk | None = None
    for chunk in chunks:
        if not chunk.quoted:
            above = chunk
        elif above is not None and chunk.indent > above.indent:
            chunk.depth += above.depth


def _settle_fields(chunks: Sequence[Chunk]) -> None:
    """Keep "Label: value" lines that stand together, and single ones whose value is data; others are paragraphs."""
    likely = [chunk.kind == "field" and _is_label(chunk) for chunk in chunks]
    clear = [likely[i] and _is_data(chunk) for i, chunk in enumerate(chunks)]
    for index, chunk in enumerate(chunks):
        if chunk.kind != "field":
            continue
        before = index > 0 and likely[index - 1] and not chunk.gap
        beside = before or (index + 1 < len(chunks) and likely[index + 1] and not chunks[index + 1].gap)
        if not likely[index] or not (clear[index] or beside):
            chunk.kind = "paragraph"


def _is_label(chunk: Chunk) -> bool:
    label = _LABEL.match(chunk.lines[0])
    return label is not None and len(label[1].split()) <= _MAX_LABEL_WORDS and not label[1][0].islower()


def _is_data(chunk: Chunk) -> bool:
    value = join_lines(chunk.lines).partition(":")[2] or chunk.lines[0].partition("：")[2]
    short = len(value) <= _MAX_VALUE and not value.endswith((".", "!", "?"))
    return short and (len(value.split()) <= _MAX_VALUE_WORDS or _DATA.search(value) is not None)


def _tiles(text: str, chunks: Sequence[Chunk]) -> tuple[Block, ...]:
    if not chunks:
        folded = fold(text)
        return (Block("paragraph", 0, len(text), folded),) if folded else ()
    starts = [0, *(chunk.first.start for chunk in chunks[1:]), len(text)]
    return tuple(_block(chunk, starts[i], starts[i + 1]) for i, chunk in enumerate(chunks))


def _block(chunk: Chunk, start: int, end: int) -> Block:
    if chunk.row is not None:
        joined = " | ".join(cell.text for cell in chunk.row.cells if cell.text)
        return Block("table_header" if chunk.row.header else "table_row", start, end, joined, cells=chunk.row.cells)
    if chunk.shape:
        return Block("heading", start, end, chunk.title, level=chunk.level)
    if chunk.kind == "preformatted":
        return Block("preformatted", start, end, fold_lines("\n".join(chunk.lines)), depth=chunk.depth)
    text = fold(join_lines(chunk.lines))
    if chunk.kind == "field":
        label = _LABEL.match(text)
        cells = (Cell(label[1], text[label.end() :]),) if label is not None else ()
        return Block("field", start, end, text, depth=chunk.depth, cells=cells)
    marker = fold(chunk.marker.text) if chunk.marker is not None else None
    kind = chunk.kind if chunk.kind in ("bullet", "quote") else "paragraph"
    return Block(kind, start, end, text, level=chunk.level, depth=chunk.depth, marker=marker)
