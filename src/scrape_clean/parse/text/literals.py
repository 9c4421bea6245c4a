"""Code in plain text, where reStructuredText says that it is: set in below a line that ends with two colons."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from msgspec import structs

from scrape_clean.parse.markers import find_marker
from scrape_clean.parse.text.chunks import Chunk
from scrape_clean.parse.text.lines import Line

__all__ = ["chunk_of", "find_literals", "may_be_literal", "without"]

_DIRECTIVE = re.compile(r"\.\.\s+(?:code|code-block|sourcecode)::(?:\s|$)")
_BULLETS = "*-+•"
_MARKUP = re.compile(r"^[^\S\n]*\.\. (?:[\w-]+::|_|\[)|:[a-z]+:`|``[^`\s]", re.MULTILINE)
"""What people write in reStructuredText alone: directives, targets, roles, code in a sentence."""


def may_be_literal(text: str) -> bool:
    """Whether a text has what announces code, and is reStructuredText: people end lines with two colons elsewhere."""
    return "::" in text and _MARKUP.search(text) is not None


def find_literals(lines: Sequence[Line], parted: AbstractSet[int]) -> list[tuple[int, int]]:
    """Where code begins and ends. What begins with a bullet or a number is a list to a reader, code or not.

    Args:
        lines: Of the page, or of its quotations.
        parted: Offsets of the lines above which something else stands that is not among these.
    """
    found: list[tuple[int, int]] = []
    end = 0
    for index, line in enumerate(lines):
        if index < end or "::" not in line.body or (start := _start(lines, index)) is None:
            continue
        edge, stop = _edge(line), start
        while stop < len(lines) and lines[stop].indent > edge and lines[stop].start not in parted:
            stop += 1
        if stop > start and not _is_item(lines[start].body):
            found.append((start, stop))
            end = stop
    return found


def _start(lines: Sequence[Line], index: int) -> int | None:
    """The line in which code may begin that a line announces; it stands below the options of a directive."""
    body, at = lines[index].body, index + 1
    if _DIRECTIVE.match(body):
        while at < len(lines) and lines[at].body[0] == ":" and not lines[at].gap:
            at += 1
        return at
    announced = body.endswith("::") and not body.startswith("..") and at < len(lines) and lines[at].gap
    return at if announced else None


def _edge(line: Line) -> int:
    """The column in which a line's text begins."""
    marker = find_marker(line.body)
    return line.indent + (marker.end if marker is not None else 0)


def _is_item(body: str) -> bool:
    marker = find_marker(body)
    return marker is not None and (marker.ordinal is not None or marker.text in _BULLETS)


def without(lines: Sequence[Line], literals: Sequence[tuple[int, int]]) -> tuple[list[Line], frozenset[int]]:
    """The other lines; and which of them, by index, stand below code."""
    rest: list[Line] = []
    below: set[int] = set()
    at = 0
    for start, end in literals:
        rest += lines[at:start]
        at = end
        if end < len(lines):
            below.add(len(rest))
            rest.append(structs.replace(lines[end], gap=True))
            at += 1
    return [*rest, *lines[at:]], frozenset(below)


def chunk_of(lines: Sequence[Line]) -> Chunk:
    """All of the code, with its line breaks and indentation."""
    margin = min(line.indent for line in lines)
    bodies: list[str] = []
    for line in lines:
        bodies += ["", line.body] if line.gap and bodies else [line.body]
        bodies[-1] = " " * (line.indent - margin) + bodies[-1]
    return Chunk("preformatted", lines[0], bodies, closed=True, last=lines[-1])
