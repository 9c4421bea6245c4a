"""From a run of text, or a row of them, to blocks that only lack their place."""

from collections.abc import Sequence

from msgspec import Struct

from scrape_clean.model import BlockKind, Cell, Link
from scrape_clean.parse.html.element import Claim, Element
from scrape_clean.parse.html.lines import Group, group_lines, paragraphs
from scrape_clean.parse.html.runs import Line, Row, Run, fold_line, fold_preformatted, join_links
from scrape_clean.parse.html.tables import Headers
from scrape_clean.parse.markers import find_marker

__all__ = ["Draft", "draft_row", "draft_run"]

_TYPED = frozenset({"paragraph", "quote", "definition"})
"""Kinds of text in which people type lists with ``br`` and a bullet."""
_GAP = " | "


class Draft(Struct, frozen=True):
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


def draft_run(run: Run) -> list[Draft]:
    """The blocks of a run: most often one; more where line breaks part paragraphs or typed items."""
    element = run.element
    if element.kind == "preformatted":
        line = fold_preformatted(run.lines)
        shown = line.text and not line.raw.isspace()
        return [Draft("preformatted", line.raw, line.text, element, run.hidden, links=line.links)] if shown else []
    if len(run.lines) == 1:
        line = fold_line(run.lines[0])
        return _draft_lines([line], run) if line.raw else []
    lines = [fold_line(pieces, indented=True) for pieces in run.lines]
    if element.kind == "heading":
        filled = [line for line in lines if line.raw]
        return _draft_lines(filled, run) if filled else []
    return [draft for stretch in paragraphs(lines) for draft in _draft_lines(stretch, run)]


def draft_row(row: Row, headers: Headers, element: Element, hidden: str | None) -> Draft | None:
    """The block of a table row; None when all its cells are empty. Header cells are noted for the rows below."""
    columns = headers.place([attributes for _, attributes in row.cells], row.plan)
    raws, filled, parts, heads = [], [], [], []
    for column, (run, attributes) in zip(columns, row.cells, strict=True):
        lines = [line for line in map(fold_line, run.lines) if line.raw]
        cell = _join(lines)
        heads.append((column, attributes, cell.text))
        raws.append(cell.raw)
        if cell.text:
            filled.append(Cell("" if row.plan == "header" else headers.above(column), cell.text))
            parts.append((cell.text, cell.links))
    if row.plan == "header":
        headers.add(heads)
    if not filled:
        return None
    return Draft(
        "table_header" if row.plan == "header" else "table_row",
        "\t".join(raws),
        _GAP.join(cell.text for cell in filled),
        element,
        hidden,
        links=join_links(parts, len(_GAP)),
        cells=tuple(filled),
    )


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
    """The blocks of lines that stand together; a marker that the author of an item typed before it is its marker."""
    element = run.element
    kind, marker = _claim(element.kind, element.claim)
    may_list = kind in _TYPED and (element.claim is None or not element.claim.is_item)
    if may_list and len(lines) > 1:
        return [_draft_group(group, kind, run) for group in group_lines(lines)]
    line = _join(lines)
    text, links, deeper = line.text, line.links, 0
    if may_list or kind == "bullet":
        typed = find_marker(text)
        if typed is not None and typed.end < len(text):
            kind, marker, deeper = "bullet", typed.text, int(may_list)
            text, links = text[typed.end :], _shift(links, typed.end)
    return [Draft(kind, line.raw, text, element, run.hidden, marker, deeper, links)]


def _draft_group(group: Group, kind: BlockKind, run: Run) -> Draft:
    line = _join(group.lines)
    text, links = line.text, line.links
    marker: str | None = None
    cells: tuple[Cell, ...] = ()
    if group.marker:
        links = _shift(links, group.marker.end)
        text, marker = text[group.marker.end :], group.marker.text
    elif group.label:
        cells = (Cell(text[: group.label].rstrip(), text[group.label + 1 :].lstrip()),)
    kind = kind if group.kind == "paragraph" else group.kind
    return Draft(kind, line.raw, text, run.element, run.hidden, marker, group.depth, links, cells)


def _join(lines: Sequence[Line]) -> Line:
    """Lines as one, a space between them; raw, a line feed."""
    if len(lines) == 1:
        return lines[0]
    links = join_links([(line.text, line.links) for line in lines], 1)
    return Line("\n".join([line.raw for line in lines]), " ".join([line.text for line in lines]), links)


def _shift(links: tuple[Link, ...], end: int) -> tuple[Link, ...]:
    """Links in a text that lost its first ``end`` characters; what stood in them is gone."""
    shifted = []
    for link in links:
        cut = max(end - link.start, 0)
        rest = link.text[cut:].lstrip()
        if rest:
            shifted.append(Link(link.href, rest, link.end - len(rest) - end, link.end - end))
    return tuple(shifted)
