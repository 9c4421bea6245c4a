"""From a run of text, or a row of them, to blocks that only lack their place."""

from collections.abc import Iterator, Sequence

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


def draft_run(run: Run) -> Iterator[Draft]:
    """The blocks of a run: most often one; more where line breaks part paragraphs or typed items."""
    element = run.element
    if element.kind == "preformatted":
        line = fold_preformatted(run.lines)
        if line.text and not line.raw.isspace():
            yield Draft("preformatted", line.raw, line.text, element, run.hidden, links=line.links)
        return
    lines = [fold_line(pieces) for pieces in run.lines]
    together = [[line for line in lines if line.raw]] if element.kind == "heading" else paragraphs(lines)
    for stretch in together:
        if not stretch:
            continue
        kind, marker = _claim(element.kind, element.claim)
        in_item = element.claim is not None and element.claim.is_item
        if kind == "bullet":
            yield _draft_item(stretch, run, marker)
        elif kind in _TYPED and not in_item:
            for group in group_lines(stretch):
                yield _draft_group(group, kind, run)
        else:
            yield Draft(kind, _raw(stretch), _text(stretch), element, run.hidden, links=_links(stretch))


def draft_row(row: Row, headers: Headers, element: Element, hidden: str | None) -> Draft | None:
    """The block of a table row; None when all its cells are empty. Header cells are noted for the rows below."""
    columns = headers.place([attributes for _, attributes in row.cells], row.plan)
    raws, filled, parts, heads = [], [], [], []
    for column, (run, attributes) in zip(columns, row.cells, strict=True):
        lines = [line for line in map(fold_line, run.lines) if line.raw]
        text = _text(lines)
        heads.append((column, attributes, text))
        raws.append(_raw(lines))
        if text:
            filled.append(Cell("" if row.plan == "header" else headers.above(column), text))
            parts.append((text, _links(lines)))
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


def _draft_item(lines: Sequence[Line], run: Run, marker: str | None) -> Draft:
    """A list item; a marker that its author typed before the text is its marker."""
    text, links = _text(lines), _links(lines)
    typed = find_marker(text)
    if typed and typed.end < len(text):
        links = _shift(links, typed.end)
        text, marker = text[typed.end :], typed.text
    return Draft("bullet", _raw(lines), text, run.element, run.hidden, marker, 0, links)


def _draft_group(group: Group, kind: BlockKind, run: Run) -> Draft:
    text, links = _text(group.lines), _links(group.lines)
    marker: str | None = None
    cells: tuple[Cell, ...] = ()
    if group.marker:
        links = _shift(links, group.marker.end)
        text, marker = text[group.marker.end :], group.marker.text
    elif group.label:
        cells = (Cell(text[: group.label].rstrip(), text[group.label + 1 :].lstrip()),)
    return Draft(
        kind if group.kind == "paragraph" else group.kind,
        *(_raw(group.lines), text, run.element, run.hidden, marker, group.depth, links, cells),
    )


def _raw(lines: Sequence[Line]) -> str:
    return "\n".join(line.raw for line in lines)


def _text(lines: Sequence[Line]) -> str:
    return lines[0].text if len(lines) == 1 else " ".join(line.text for line in lines)


def _links(lines: Sequence[Line]) -> tuple[Link, ...]:
    return lines[0].links if len(lines) == 1 else join_links(((line.text, line.links) for line in lines), 1)


def _shift(links: tuple[Link, ...], end: int) -> tuple[Link, ...]:
    """Links in a text that lost its first ``end`` characters; what stood in them is gone."""
    shifted = []
    for link in links:
        cut = max(end - link.start, 0)
        rest = link.text[cut:].lstrip()
        if rest:
            shifted.append(Link(link.href, rest, link.end - len(rest) - end, link.end - end))
    return tuple(shifted)
