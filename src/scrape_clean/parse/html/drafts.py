"""From a run of text, or a row of them, to blocks that only lack their place."""

from msgspec import Struct
from msgspec.structs import replace

from scrape_clean.choices import LINE_NUMBERS
from scrape_clean.model import BlockKind, Cell, Link
from scrape_clean.parse.html.element import Claim, Element
from scrape_clean.parse.html.gutters import take_numbers
from scrape_clean.parse.html.lines import Group, group_lines, paragraphs
from scrape_clean.parse.html.runs import Line, Row, Run, fold_line, fold_preformatted, join_lines, shift_links
from scrape_clean.parse.html.tables import MAX_SPANNED, Headers
from scrape_clean.parse.html.tags import LITERAL
from scrape_clean.parse.markers import Marker, find_marker
from scrape_clean.parse.series import is_number

__all__ = ["GAP", "STRUCK", "Draft", "draft_row", "draft_run", "is_worded", "shift_start", "struck"]

_TYPED = frozenset({"paragraph", "quote", "definition"})
"""Kinds of text in which people type lists with ``br`` and a bullet."""
_CLAIMED = frozenset({"bullet", "heading"})
"""Kinds that only the first block in an element may have."""
GAP = " | "
STRUCK = "~~"
_EMPTY = Cell("", "")


class Draft(Struct, frozen=True, gc=False):
    """A block that has no place in the page's text yet."""

    kind: BlockKind
    raw: str
    text: str
    element: Element
    hidden: str | None = None
    marker: str | None = None
    deeper: int = 0
    """How many lists deeper than its element: for lists that are only typed."""
    links: tuple[Link, ...] = ()
    cells: tuple[Cell, ...] = ()
    is_literal: bool = False
    """Whether it begins in an element of code."""
    chosen: str | None = None
    """What is decided of it."""


def draft_run(run: Run) -> list[Draft]:
    """The blocks of a run: most often one; more where line breaks part paragraphs or typed items."""
    element = run.element
    if len(run.lines) == 1 and element.kind != "preformatted":
        line = _told(run, 0, fold_line(run.lines[0]))
        return _draft_lines([line], run) if line.raw else []
    if element.kind == "preformatted":
        numbers = take_numbers(run) if run.hidden is None else ""
        line = fold_preformatted(run.lines)
        shown = line.text and not line.raw.isspace()
        drafts = [Draft("preformatted", line.raw, line.text, element, run.hidden, links=line.links)] if shown else []
        return [*drafts, Draft("preformatted", numbers, numbers, element, chosen=LINE_NUMBERS)] if numbers else drafts
    lines = [_told(run, at, fold_line(pieces, indented=True)) for at, pieces in enumerate(run.lines)]
    if element.kind == "heading":
        filled = [line for line in lines if line.raw]
        return _draft_lines(filled, run) if filled else []
    return [draft for stretch in paragraphs(lines) for draft in _draft_lines(stretch, run)]


def _told(run: Run, at: int, line: Line) -> Line:
    """A line of a run that knows whether it begins in code."""
    element = run.element
    while at == 0 and not element.line and element.tag not in LITERAL:
        element = element.parent
    is_literal = (at == 0 and element.tag in LITERAL) or (run.literal is not None and at in run.literal)
    return replace(line, is_literal=True) if is_literal else line


def draft_row(row: Row, headers: Headers, element: Element, hidden: str | None) -> list[Draft]:
    """The block of a table row; none when all its cells are empty. Header cells are noted for the rows below."""
    is_header = row.plan == "header"
    spans = [attributes for attributes, _ in row.cells]
    columns = headers.place(spans, row.plan)
    filled: list[Cell] = []
    links: list[Link] = []
    length = 0
    for column, (_, line) in zip(columns, row.cells, strict=True):
        if line.text:
            filled.append(Cell("" if is_header else headers.above(column), line.text))
            if line.links:
                links += shift_links(line.links, length)
            length += len(line.text) + len(GAP)
    if is_header:
        headers.add(columns, spans, [line.text for _, line in row.cells])
    if not filled:
        return []
    kind: BlockKind = "table_header" if is_header else "table_row"
    raw = "\t".join([line.raw for _, line in row.cells])
    text = GAP.join([cell.text for cell in filled])
    marker = struck(None) if all(line.is_struck() for _, line in row.cells if line.text) else None
    cells = filled if is_header or any(cell.header for cell in filled) else _placed(row)
    return [Draft(kind, raw, text, element, hidden, marker, 0, tuple(links), tuple(cells))]


def _placed(row: Row) -> list[Cell]:
    """The cells of a row up to the last that is not empty: where no header tells what a value says, its column does."""
    texts = [line.text for _, line in row.cells]
    while not texts[-1]:
        texts.pop()
    return [Cell("", text) if text else _EMPTY for text in texts if text or len(texts) <= MAX_SPANNED]


def struck(marker: str | None) -> str:
    """The marker of what is struck through, as Markdown has it."""
    return f"{marker} {STRUCK}" if marker else STRUCK


def _claim(kind: BlockKind, claim: Claim | None) -> tuple[BlockKind, str | None]:
    """What a block may be: the first one in an item is the bullet, the first in a heading element the heading."""
    if kind == "heading" and claim and not claim.is_item:
        if not claim.taken:
            claim.taken = True
            return "heading", None
        kind, claim = "bullet", claim.outer
    if kind != "bullet":
        return kind, None
    if claim is None or claim.taken:
        return "paragraph", None
    claim.taken = True
    return "bullet", claim.marker


def _draft_lines(lines: list[Line], run: Run) -> list[Draft]:
    """The blocks of lines that stand together; a marker that the author of an item typed before it is its marker.

    Whether a number counts it the neighbours tell (`take_ordinals`).
    """
    element = run.element
    claim = element.claim
    kind, marker = element.kind, None
    if kind in _CLAIMED:
        kind, marker = _claim(kind, claim)
    may_list = kind in _TYPED and (claim is None or not claim.is_item)
    if may_list and len(lines) > 1:
        return [_draft_group(group, kind, run) for group in group_lines(lines)]
    line = lines[0] if len(lines) == 1 else join_lines(lines)
    text, links, deeper = line.text, line.links, 0
    if kind == "heading" and links:
        text, links = _without_anchors(text, links)
    typed = find_marker(text) if (may_list or kind == "bullet") and not line.is_literal else None
    end = 0
    if typed is not None and typed.end < len(text):
        end = typed.end
        if not is_number(typed):
            kind, marker, deeper = "bullet", typed.text, int(may_list)
            text, links = text[end:], shift_start(links, end)
    if line.struck_from is not None and line.is_struck(end):
        marker = struck(marker)
    return [Draft(kind, line.raw, text, element, run.hidden, marker, deeper, links, is_literal=line.is_literal)]


def _without_anchors(text: str, links: tuple[Link, ...]) -> tuple[str, tuple[Link, ...]]:
    """A heading without the links to itself that documentation sets beside it ("¶", "#"), unless nothing is left."""
    bare, kept = text, links
    while kept and kept[-1].end == len(bare) and _is_anchor(kept[-1]):
        bare, kept = bare[: kept[-1].start].rstrip(), kept[:-1]
    while kept and kept[0].start == 0 and _is_anchor(kept[0]):
        begin = len(bare) - len(bare[kept[0].end :].lstrip())
        bare, kept = bare[begin:], shift_start(kept[1:], begin)
    return (bare, kept) if any(map(str.isalnum, bare)) else (text, links)


def _is_anchor(link: Link) -> bool:
    return "#" in link.href and not any(map(str.isalnum, link.text))


def is_worded(marker: Marker) -> bool:
    """Whether a marker counts in words ("Day 6:"): in an element that is an item already, it is part of the text."""
    return marker.text[0].isalpha() and " " in marker.text


def _draft_group(group: Group, kind: BlockKind, run: Run) -> Draft:
    line = join_lines(group.lines)
    text, links = line.text, line.links
    marker: str | None = None
    cells: tuple[Cell, ...] = ()
    is_struck = line.is_struck(group.marker.end if group.marker else 0)
    if group.marker and is_number(group.marker):
        marker = struck(None) if is_struck else None
        return Draft(kind, line.raw, text, run.element, run.hidden, marker, group.depth - 1, links)
    if group.marker:
        links = shift_start(links, group.marker.end)
        text, marker = text[group.marker.end :], group.marker.text
    elif group.label:
        cells = (Cell(text[: group.label].rstrip(), text[group.label + 1 :].lstrip()),)
    kind = kind if group.kind == "paragraph" else group.kind
    if is_struck:
        marker = struck(marker)
    return Draft(kind, line.raw, text, run.element, run.hidden, marker, group.depth, links, cells, line.is_literal)


def shift_start(links: tuple[Link, ...], end: int) -> tuple[Link, ...]:
    """Links in a text that lost its first ``end`` characters; what stood in them is gone."""
    shifted = []
    for link in links:
        cut = max(end - link.start, 0)
        rest = link.text[cut:].lstrip()
        if rest:
            shifted.append(Link(link.href, rest, link.end - len(rest) - end, link.end - end))
    return tuple(shifted)
