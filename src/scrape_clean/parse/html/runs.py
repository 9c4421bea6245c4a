"""A run: the text of one block while it is collected, with its line breaks and links, and how it is folded."""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, islice
from typing import TypeAlias

from msgspec import Struct

from scrape_clean.model import Link
from scrape_clean.parse.fold import fold_lines, fold_spaces
from scrape_clean.parse.html.element import Anchor, Element
from scrape_clean.parse.html.events import Attributes
from scrape_clean.parse.html.tables import RowPlan

__all__ = [
    "Line",
    "Number",
    "Row",
    "Run",
    "fold_cell",
    "fold_line",
    "fold_preformatted",
    "fold_text",
    "join_lines",
    "open_run",
    "shift_links",
]

Piece: TypeAlias = tuple[Anchor | None, list[str]]
"""Text nodes one after another, and the link that they stand in."""
_Span: TypeAlias = tuple[Anchor, int, int]
"""A link, and where its words begin and end in a folded line."""

_FEW = 20
"""Texts of white space alone that may stand before what a line begins with, or behind what it ends with."""


class Number(Struct, frozen=True, gc=False):
    """A number that is all that stands in an element, in a line of code."""

    texts: list[str]
    """The texts of a piece of the run."""
    at: int
    """Which of them it is."""
    is_named: bool
    """Whether the element says that it numbers a line."""


class Run(Struct, eq=False, gc=False):
    """Text nodes that follow each other without a block's edge between them."""

    element: Element
    """The innermost element that was open when the text began, but for a link or the like with no more than text."""
    hidden: str | None
    """The rule by which it is not shown."""
    anchor: Anchor | None
    tail: list[str]
    """The texts of the last piece."""
    lines: list[list[Piece]]
    inner: int = 0
    """The number of the element that the last text stood in."""
    literal: set[int] | None = None
    """The lines that begin in an element of code, if any; whether the first one does, the run's element says, too."""
    numbers: list[Number] | None = None
    """Those in preformatted text, if any."""

    def turn(self, anchor: Anchor | None) -> None:
        """Go on inside a link, or outside of all."""
        self.anchor = anchor
        self.tail = []
        self.lines[-1].append((anchor, self.tail))

    def quote(self) -> None:
        """Go into an element of code."""
        texts = chain.from_iterable(texts for _, texts in self.lines[-1])
        if all(map(str.isspace, islice(texts, _FEW))):
            self.literal = self.literal or set()
            self.literal.add(len(self.lines) - 1)

    def last(self, stripped: str) -> str:
        """The character that the open line ends with, without those that are ``stripped``; empty if none is left."""
        for _, texts in islice(reversed(self.lines[-1]), _FEW):
            for at in range(len(texts) - 1, max(len(texts) - 1 - _FEW, -1), -1):
                texts[at] = texts[at].rstrip(stripped)
                if texts[at]:
                    return texts[at][-1]
        return ""

    def break_line(self) -> None:
        """End a line, as ``br`` does."""
        self.tail = []
        self.lines.append([(self.anchor, self.tail)])


def open_run(element: Element, hidden: str | None, anchor: Anchor | None) -> Run:
    """A run with one empty line, that begins in a link or outside of all."""
    tail: list[str] = []
    return Run(element, hidden, anchor, tail, [[(anchor, tail)]])


class Row(Struct, eq=False):
    """A table row while its cells are collected."""

    plan: RowPlan
    cells: list[tuple[Attributes, "Line"]]


class Line(Struct, frozen=True, gc=False):
    """A folded line."""

    raw: str
    """Each run of white space one space, none at the ends."""
    text: str
    """The same in NFC; for preformatted text with its line breaks."""
    links: tuple[Link, ...] = ()
    indent: int = 0
    """How many hard spaces stand before it; soft ones do not show on a page."""
    struck_from: int | None = None
    """Where in the text it begins that all is struck through up to the end; None if it never does."""

    is_literal: bool = False
    """Whether it begins in an element of code, where no character is a marker."""

    def is_struck(self, begin: int = 0) -> bool:
        """Whether all that stands there and behind is struck through."""
        return self.struck_from is not None and self.struck_from <= begin


def fold_line(pieces: list[Piece], *, indented: bool = False) -> Line:
    """One line of a run, its links' offsets counted in the folded text.

    Args:
        pieces: What stands on it.
        indented: Whether to look how far; only lines among others need it.
    """
    spans: list[_Span] = []
    if len(pieces) == 1 or (len(pieces) == 2 and not indented and all(map(str.isspace, pieces[1][1]))):
        anchor, texts = pieces[0]
        raw = fold_spaces("".join(texts))
        if anchor is None and not indented:
            return Line(raw, raw if raw.isascii() else unicodedata.normalize("NFC", raw))
        if anchor is not None and anchor.href and raw:
            spans.append((anchor, 0, len(raw)))
    else:
        raw = _fold_pieces(pieces, spans)
    indent = _indent(pieces) if indented else 0
    is_struck = True in [anchor.struck for anchor, _ in pieces if anchor is not None]
    struck_from = _struck_from(pieces) if is_struck else None
    if raw.isascii() or unicodedata.is_normalized("NFC", raw):
        links = tuple([Link(anchor.href, raw[start:end], start, end) for anchor, start, end in spans]) if spans else ()
        return Line(raw, raw, links, indent, struck_from)
    text, places = _compose(raw, [place for _, start, end in spans for place in (start, end)])
    return Line(raw, text, _links(text, [anchor for anchor, _, _ in spans], places), indent, struck_from)


def _struck_from(pieces: list[Piece]) -> int | None:
    """Where in the folded text the pieces at its end begin that are struck through."""
    worded = [piece for piece in pieces if "".join(piece[1]).strip()]
    upright = next((at for at in range(len(worded), 0, -1) if not _is_struck(worded[at - 1])), 0)
    if upright == len(worded):
        return None
    return len(unicodedata.normalize("NFC", _fold_pieces(worded[:upright], [])))


def _is_struck(piece: Piece) -> bool:
    return piece[0] is not None and piece[0].struck


def fold_text(text: str) -> Line:
    """A text without links as a line."""
    raw = fold_spaces(text)
    return Line(raw, raw if raw.isascii() else unicodedata.normalize("NFC", raw))


def fold_cell(run: Run) -> Line:
    """All lines of a run as one."""
    if len(run.lines) == 1:
        return fold_line(run.lines[0])
    return join_lines([line for line in map(fold_line, run.lines) if line.raw])


def join_lines(lines: Sequence[Line]) -> Line:
    """Lines as one, a space between them; raw, a line feed. Of a cell with nothing but line breaks there are none."""
    if len(lines) < 2:
        return lines[0] if lines else Line("", "")
    links: list[Link] = []
    length = 0
    for line in lines:
        links += shift_links(line.links, length)
        length += len(line.text) + 1
    raw, text = "\n".join([line.raw for line in lines]), " ".join([line.text for line in lines])
    struck_from = lines[0].struck_from if all(line.is_struck() for line in lines[1:]) else None
    return Line(raw, text, tuple(links), struck_from=struck_from, is_literal=lines[0].is_literal)


def _fold_pieces(pieces: list[Piece], spans: list[_Span]) -> str:
    """The folded text of several pieces; notes where the links' words lie in it."""
    folded: list[str] = []
    length, gap = 0, False
    for anchor, texts in pieces:
        part = "".join(texts)
        words = fold_spaces(part)
        if words:
            if length and (gap or part[0].isspace()):
                folded.append(" ")
                length += 1
            folded.append(words)
            if anchor is not None and anchor.href:
                _add_span(spans, anchor.link or anchor, length, length + len(words))
            length += len(words)
            gap = part[-1].isspace()
        else:
            gap = gap or bool(part)
    return "".join(folded)


def _add_span(spans: list[_Span], anchor: Anchor, start: int, end: int) -> None:
    """Note where the words of a link lie; those that are struck through in it are a part of it."""
    if spans and spans[-1][0] is anchor and start - spans[-1][2] <= 1:
        start = spans.pop()[1]
    spans.append((anchor, start, end))


def fold_preformatted(lines: list[list[Piece]]) -> Line:
    """All lines of a preformatted run, breaks and indentation kept."""
    parts: list[tuple[Anchor | None, str]] = []
    for number, line in enumerate(lines):
        parts += [(None, "\n")] if number else []
        parts += [(anchor, "".join(texts)) for anchor, texts in line]
    raw = "".join(part for _, part in parts).replace("\r\n", "\n").replace("\r", "\n")
    text = fold_lines(raw)
    if all(anchor is None for anchor, _ in parts):
        return Line(raw.strip("\n"), text)
    ends = list(accumulate(len(part.replace("\r\n", "\n")) for _, part in parts))
    spans = [
        (anchor, ends[i - 1] if i else 0, ends[i]) for i, (anchor, _) in enumerate(parts) if anchor and anchor.href
    ]
    bare, places = _strip_lines(raw, [place for _, start, end in spans for place in (start, end)])
    _, places = _compose(bare, places)
    return Line(raw.strip("\n"), text, _links(text, [anchor for anchor, _, _ in spans], places))


def shift_links(links: Iterable[Link], offset: int) -> list[Link]:
    """The links of a text that has so many characters before it now."""
    return [Link(link.href, link.text, link.start + offset, link.end + offset) for link in links]


def _indent(pieces: list[Piece]) -> int:
    """How many hard spaces a line begins with; soft ones among them do not count."""
    joined = "".join(chain.from_iterable(texts for _, texts in pieces))
    lead = joined[: len(joined) - len(joined.lstrip())]
    return sum(character not in " \t\n\r\f" for character in lead)


def _links(text: str, anchors: list[Anchor], places: list[int]) -> tuple[Link, ...]:
    links = []
    for anchor, start, end in zip(anchors, places[::2], places[1::2], strict=True):
        shown = text[start:end]
        bare = shown.strip()
        if bare:
            begin = start + len(shown) - len(shown.lstrip())
            links.append(Link(anchor.href, bare, begin, begin + len(bare)))
    return tuple(links)


def _compose(raw: str, places: list[int]) -> tuple[str, list[int]]:
    """NFC, and where ascending offsets lie in it; one inside a composed character moves behind it."""
    if raw.isascii() or unicodedata.is_normalized("NFC", raw):
        return raw, places
    composed: list[str] = []
    moved, done, length = [], 0, 0
    for place in places:
        cut = max(place, done)
        while cut < len(raw) and _joins(raw[cut]):
            cut += 1
        composed.append(unicodedata.normalize("NFC", raw[done:cut]))
        done, length = cut, length + len(composed[-1])
        moved.append(length)
    return "".join((*composed, unicodedata.normalize("NFC", raw[done:]))), moved


def _joins(character: str) -> bool:
    """Whether NFC may melt a character into the one before it: marks, and the later parts of a Hangul syllable."""
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"


def _strip_lines(raw: str, places: list[int]) -> tuple[str, list[int]]:
    """Trailing white space off each line and empty lines off the ends, and where ascending offsets lie then."""
    lines = [line.rstrip() for line in raw.split("\n")]
    text = "\n".join(lines)
    lead = len(text) - len(text.lstrip("\n"))
    bare = text.strip("\n")
    moved, index, begin, out = [], 0, 0, 0
    ends = list(accumulate(len(line) + 1 for line in raw.split("\n")))
    for place in places:
        while index + 1 < len(ends) and place >= ends[index]:
            begin, out, index = ends[index], out + len(lines[index]) + 1, index + 1
        moved.append(min(max(out + min(place - begin, len(lines[index])) - lead, 0), len(bare)))
    return bare, moved
