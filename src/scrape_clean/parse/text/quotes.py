"""Quotations as mail writes them: a ">" before each line, one more for each level.

Lists use ">" for a bullet as well. What tells them apart is what their lines say: an item begins anew, a quoted
sentence goes on in the next line, behind a ">" of its own. Where one run of lines is a quotation, so are the others.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, structs

from scrape_clean.parse.markers import find_marker
from scrape_clean.parse.text.lines import Line, ends_sentence
from scrape_clean.parse.text.readings import read_line

__all__ = ["Layer", "split_quotes"]

_PREFIX = re.compile(r"(?:>[ \t]?)+(?![=>])")  # ">= 3" is a sentence's
_SPACED = re.compile(r">[ \t]>")
_WRITTEN = re.compile(r"<[^<>\s]+@[^<>\s]+>|\b\d{4}\b.*\b\d{1,2}[:.h]\d\d\b")
_LONGEST_NOTE = 200  # characters in which it is said who wrote
_PROMPT = 3  # a run of deeper lines only is Python's prompt
_LONG = 50  # characters: a shorter line above a capital may be an item, though the last one ends as a sentence
_UNCASED = "\u2e80"  # from here on scripts have no capitals, and their lines fewer characters


class Layer(Struct, frozen=True):
    """The lines of one depth of quotation, in page order."""

    depth: int
    """0 for what the page itself says."""
    lines: list[Line]
    """Without the prefix; where something else stood in between, they say that there is a gap."""


class _Quoted(Struct, frozen=True):
    """A line and what its prefix says."""

    depth: int
    body: str
    shift: int
    """Columns from the line's first character to the body's."""


def split_quotes(lines: Sequence[Line]) -> list[Layer]:
    """All lines by the depth of their quotation, the page's own first; quoted lines with nothing in them are left out.

    Source: RFC 3676, 4.5: ">" once for each level, then perhaps a space. The "> > " of older mail programs is read too.
    """
    quoted = [_read(line.body) if line.body[0] == ">" else None for line in lines]
    runs = [run for run in _runs(quoted) if min(one.depth for one in quoted[slice(*run)] if one) < _PROMPT]
    if not any(_is_quotation(lines, quoted, *run) for run in runs):
        return [Layer(0, list(lines))]
    inside = {index for run in runs for index in range(*run)}
    layers: dict[int, list[Line]] = {0: []}
    depth, gap = 0, True
    for index, line in enumerate(lines):
        one = quoted[index] if index in inside else None
        now = one.depth if one else 0
        gap, depth = gap or line.gap or now != depth, now
        if one is None:
            layers[0].append(structs.replace(line, gap=gap))
        elif one.body:
            indent = line.indent + one.shift
            layers.setdefault(now, []).append(Line(line.start, one.body, indent, gap))
        gap = one is not None and not one.body
    return [Layer(depth, layers[depth]) for depth in sorted(layers)]


def _read(body: str) -> _Quoted | None:
    """What stands behind the prefix; None where there is none. The space that RFC 3676 stuffs in is no indentation."""
    prefix = _PREFIX.match(body)
    if prefix is None:
        return None
    text = body[prefix.end() :].lstrip()
    return _Quoted(prefix[0].count(">"), text, len(body) - prefix.end() - len(text))


def _runs(quoted: Sequence[_Quoted | None]) -> Iterator[tuple[int, int]]:
    """Where the runs of lines with a prefix begin and end; blank lines do not end one."""
    start = 0
    for index in range(1, len(quoted) + 1):
        if index == len(quoted) or (quoted[index] is None) is not (quoted[start] is None):
            if quoted[start] is not None:
                yield start, index
            start = index


def _is_quotation(lines: Sequence[Line], quoted: Sequence[_Quoted | None], start: int, end: int) -> bool:
    """Whether a run of lines cannot be a list.

    It has levels with spaces between, a paragraph's end that has its prefix too, or a sentence that goes on; or the
    line above says who wrote it, and when.
    """
    if any(_SPACED.match(line.body) for line in lines[start:end]) or _is_attributed(lines, start):
        return True
    run = [one for one in quoted[start:end] if one is not None]
    if any(not one.body and not lines[start + at].gap for at, one in enumerate(run[:-1]) if at):
        return True
    return any(map(_goes_on, _paragraphs(lines[start:end], run)))


def _is_attributed(lines: Sequence[Line], start: int) -> bool:
    above = [line.body[-_LONGEST_NOTE:] for line in lines[max(0, start - 2) : start]]
    return bool(above) and above[-1][-1] in ":：" and any(_WRITTEN.search(body) for body in above)


def _paragraphs(lines: Sequence[Line], run: Sequence[_Quoted]) -> Iterator[list[str]]:
    """The bodies of lines of one depth that stand together and do not begin with markers."""
    bodies: list[str] = []
    depth = 0
    for line, one in zip(lines, run, strict=True):
        if line.gap or one.depth != depth or not one.body or find_marker(one.body) is not None:
            yield bodies
            bodies, depth = [], one.depth
        bodies += [one.body] if one.body else []
    yield bodies


def _goes_on(bodies: Sequence[str]) -> bool:
    """Whether a sentence goes on from one line to the next, which no item of a list does."""
    broken = [
        below[0].islower()
        for above, below in pairwise(bodies)
        if read_line(above) == "clause"
        and not ends_sentence(above)
        and above[-1] != ","
        and (len(above) >= _LONG or below[0].islower() or below[0] >= _UNCASED)
    ]
    if not broken:
        return False
    stops = sum(ends_sentence(body) for body in bodies[:-1])
    return (ends_sentence(bodies[-1]) and stops * 2 < len(bodies)) or (any(broken) and not bodies[0][0].islower())
