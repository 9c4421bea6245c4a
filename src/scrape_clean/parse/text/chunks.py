"""Chunks: the lines that belong together, before it is known which of them are headings."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Literal

from msgspec import Struct, field

from scrape_clean.parse.cues import JOINING
from scrape_clean.parse.fold import fold
from scrape_clean.parse.markers import Marker, find_marker
from scrape_clean.parse.series import is_doubtful
from scrape_clean.parse.text.lines import Line, Wrapping, ends_sentence, had_room, join_lines
from scrape_clean.parse.text.lists import find_listed
from scrape_clean.parse.text.readings import is_entry, is_field
from scrape_clean.parse.text.tables import Row

__all__ = ["SET_IN", "Chunk", "gather_chunks", "is_rule"]

_RULE = re.compile(r"[\s\-=_*~#+.:^<>|/\\\u00b7\u2010-\u2015\u2022\u2212\u2500-\u257f\u30fb]+")
_LOOSE_ENDS = (",", "-", "–", "/", "(", "&", "，", "、")
_LEADING_WORDS = "the an from into der dem vom zum zur beim einer eines les del los las una nel della het een"
_LEADING = frozenset(_LEADING_WORDS.split())
"""Articles, and prepositions that no verb leaves behind at the end of a sentence."""
_ROUND = re.compile(r"\d[.,][-–]{1,2}$")
"""A price without cents."""
_REACH = 3  # columns right of an item's text in which a paragraph after a blank line still belongs to the item
_LONE_LENGTH = 8
_SIGNATURE = "--"  # RFC 3676, 4.3, where a space follows, which many programs cut off
SET_IN = 2  # columns: a line with as many more before it is set in
_HEAD_LENGTH, _HEAD_LETTERS = 40, 4  # characters; fewer letters may be an acronym above what it means
_HEAD_ENDS = ")?）？"
_FULL_SENTENCE_LINE = 40  # columns: a line of this length without a final stop goes on in the next


class Chunk(Struct):
    """One block to be; ``lines`` are the bodies of its lines, without marker."""

    kind: Literal["bullet", "paragraph", "row", "field", "quote", "preformatted"]
    first: Line
    lines: list[str]
    marker: Marker | None = None
    row: Row | None = None
    gap: bool = True
    """Whether a blank line or a rule stands before it."""
    closed: bool = False
    """Whether a rule or nothing else can go on with it."""
    overline: str = ""
    """The rule right above it that underlines nothing."""
    underline: str = ""
    """The character that underlines it; twice where the same rule stands above it as well."""
    shape: str = ""
    """Of a heading: what it is recognised by; empty for all else."""
    level: int = 0
    depth: int = 0
    quoted: bool = False
    """Whether it stands in a quotation, where nothing heads what the page says."""
    last: Line = field(default_factory=lambda: Line(0, "", 0, gap=False))

    @property
    def title(self) -> str:
        """The whole text, marker included, as a heading shows it."""
        before = self.first.body[: self.marker.end].ljust(self.marker.end) if self.marker is not None else ""
        return fold(before + join_lines(self.lines))

    @property
    def indent(self) -> int:
        """Columns before the first line."""
        return self.first.indent


def is_rule(body: str) -> bool:
    """Whether a line is drawn, not written: "-----", "* * *"."""
    return not body[0].isalnum() and not body[-1].isalnum() and _RULE.fullmatch(body) is not None


def gather_chunks(
    lines: Sequence[Line],
    markers: Sequence[Marker | None],
    rows: dict[int, Row],
    wrapping: Wrapping,
    apart: AbstractSet[int] = frozenset(),
) -> list[Chunk]:
    """Lines put together to chunks in page order; rules end a chunk, or underline it, and are in none.

    A line that is ``apart`` begins a chunk of its own.
    """
    items = find_listed(lines, _openings(lines, markers, rows), wrapping)
    chunks: list[Chunk] = []
    waiting: tuple[Line, Marker] | None = None  # a marker alone on its line
    rule = overline = ""  # right above
    for index, line in enumerate(lines):
        marker, row = markers[index], rows.get(index)
        if row is not None:
            _add_row(chunks, line, row)
            continue
        followed = index + 1 < len(lines) and index + 1 not in rows and markers[index + 1] is None
        lone = _lone_marker(line.body, lines[index + 1]) if marker is None and followed else None
        if lone is not None and waiting is None:
            waiting = (line, lone)
            continue
        if marker is None and waiting is None and is_rule(line.body):
            rule, overline = line.body, "" if _add_rule(chunks, line) else line.body
            continue
        if waiting is not None:
            chunks.append(Chunk("bullet", waiting[0], [line.body], waiting[1], gap=waiting[0].gap, last=line))
            waiting = None
        elif marker is not None:
            chunks.append(Chunk("bullet", line, [line.body[marker.end :]], marker, gap=line.gap, last=line))
        elif chunks and not (rule or index in apart) and _goes_on(chunks[-1], line, wrapping, item=index in items):
            chunks[-1].lines.append(line.body)
            chunks[-1].last = line
        else:
            kind: Literal["field", "paragraph"] = "field" if is_field(line.body) else "paragraph"
            chunks.append(Chunk(kind, line, [line.body], gap=line.gap or rule not in ("", _SIGNATURE), last=line))
        if overline and not line.gap and not _is_between_others(lines, index):
            chunks[-1].overline = overline
        rule = overline = ""
    return chunks


def _is_between_others(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is one of several with the same rule between each and the next, as on a receipt: no title."""
    rule = lines[index - 1].body
    if [line.body for line in lines[index + 1 : index + 2]] != [rule]:
        return False
    return any(
        len(around) == 3 and around[0].body == around[2].body == rule and not any(line.gap for line in around[1:])
        for around in (lines[index + 1 : index + 4], lines[max(index - 3, 0) : index])
    )


def _openings(lines: Sequence[Line], markers: Sequence[Marker | None], rows: dict[int, Row]) -> set[int]:
    """Lines that cannot go on with the one before: items, rows and rules, and what follows rows and rules."""
    closed = {index for index, line in enumerate(lines) if index in rows or is_rule(line.body)}
    return closed | {index + 1 for index in closed} | {index for index, marker in enumerate(markers) if marker}


def _lone_marker(body: str, following: Line) -> Marker | None:
    """The marker that is all there is of a line whose words stand in the next one."""
    if len(body) > _LONE_LENGTH or body == _SIGNATURE:
        return None
    if is_rule(following.body) or (following.gap and body[0].isascii()) or (body[0].isalpha() and len(body) > 2):
        return None
    marker = find_marker(f"{body} Item")
    if marker is None or marker.end != len(body) + 1:
        return None
    return None if is_doubtful(marker) else marker  # "(3)" is how many there are of what stands above it


def _add_row(chunks: list[Chunk], line: Line, row: Row) -> None:
    if not row.cells:
        if chunks:
            chunks[-1].closed = True
    elif row.begins:
        chunks.append(Chunk("row", line, [], row=row, gap=line.gap, closed=True, last=line))


def _add_rule(chunks: list[Chunk], line: Line) -> bool:
    """Whether a rule underlines a title right above it; it closes whatever it follows."""
    if not chunks:
        return False
    chunk = chunks[-1]
    title, length = chunk.lines[0] if chunk.lines else "", len(line.body)
    drawn, exact = len(set(line.body)) == 1 and length >= 3, length == len(title)
    near = not line.gap and len(chunk.lines) == 1 and not chunk.closed and (chunk.gap or chunk.overline == line.body)
    listed = chunk.marker is not None and (chunk.marker.ordinal is None or length * 1.25 < len(chunk.first.body))
    sentence = title.endswith((".", ",", ";")) and line.body[0] != "=" and not (title.endswith("...") and exact)
    underlines = near and drawn and not sentence and not listed and len(title) <= 120 and length * 2 >= len(title)
    if underlines:
        chunk.underline = line.body[0] * (2 if chunk.overline == line.body else 1)
    chunk.closed = True
    return underlines


def _goes_on(chunk: Chunk, line: Line, wrapping: Wrapping, *, item: bool) -> bool:
    """Whether a line without marker goes on with the chunk before it; an ``item`` looks like one of a list."""
    last = chunk.last
    if chunk.closed:
        return False
    if line.gap:
        content = chunk.indent + len(chunk.marker.text) + 1 if chunk.marker is not None else 0
        return chunk.kind == "bullet" and chunk.indent < line.indent <= content + _REACH
    if _is_head(chunk, line):
        return False
    if line.indent == chunk.indent and is_entry(line.body) and is_entry(chunk.lines[0]):
        return False
    if chunk.kind == "field" and is_field(line.body) and not _is_loose(last.body):
        return False
    if item and not _is_joined(chunk, line):
        return False
    starts = _opening(line.body)
    if starts.islower() or (chunk.kind == "bullet" and line.indent > chunk.indent) or _is_open(last.body):
        return True
    ended = ends_sentence(last.body)
    if wrapping.fills(last, line):
        return not ended or wrapping.tells(last) or not starts.isupper()
    if chunk.kind == "bullet" or (wrapping.width and wrapping.exact):
        return False
    return len(last.body) >= _FULL_SENTENCE_LINE and not ended and not (starts.isupper() and had_room(last, line))


def _is_head(chunk: Chunk, line: Line) -> bool:
    """Whether a chunk is one short line at the margin, in capitals or in a script without them, above a line set in.

    So manual pages are written. Other lines go on hanging, or have beneath them what a term means.
    """
    title = chunk.last.body
    if len(chunk.lines) > 1 or not chunk.gap or chunk.kind != "paragraph" or chunk.indent or line.indent < SET_IN:
        return False
    letters = "".join(filter(str.isalpha, title))
    if len(letters) * 2 < len(title) or not (title[-1].isalnum() or title[-1] in _HEAD_ENDS):
        return False  # data, or a line of a program: "CREATE TABLE A ("
    uncased = letters >= "\u2e80"
    return len(title) <= _HEAD_LENGTH and (uncased or (title.isupper() and len(letters) >= _HEAD_LETTERS))


def _is_joined(chunk: Chunk, line: Line) -> bool:
    """Whether a mark or a word at the break, or an indentation, joins lines that look like two items."""
    above = chunk.last.body
    if _is_loose(above) or _is_joining(above.split()[-1]) or _is_joining(line.body.split(None, 1)[0]):
        return True
    hanging = line.indent > chunk.indent and (chunk.kind != "paragraph" or _opening(line.body).islower())
    return hanging and not (chunk.kind == "paragraph" and above[-1] in ":：")


def _is_loose(body: str) -> bool:
    """Whether a line ends with a mark that something follows; the slash of an address is none, nor is "12.--"."""
    address = body[-1] == "/" and "://" in body.rsplit(maxsplit=1)[-1]
    return body.endswith(_LOOSE_ENDS) and not address and _ROUND.search(body) is None


def _is_open(body: str) -> bool:
    """Whether a line ends with a mark or a word that something follows.

    One letter may be a name, and behind "; and" stands the next item of a list.
    """
    rest, _, last = body.rpartition(" ")
    joining = len(last) > 1 and _is_joining(last) and not rest.endswith((";", "；"))
    return (rest != "" and (joining or last in _LEADING)) or _is_loose(body)


def _is_joining(word: str) -> bool:
    return word.islower() and (joined := JOINING.match(word)) is not None and joined.end() == len(word)


def _opening(body: str) -> str:
    """The first character, quotes and brackets aside."""
    return body.lstrip("\"'“„(«")[:1]
