"""Markers of all lines, where the neighbours decide what a line by itself leaves open."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from scrape_clean.parse.cues import JOINING, SAYING
from scrape_clean.parse.markers import Marker, find_marker, letter_reading, read_marker
from scrape_clean.parse.series import begins, counted, is_doubtful, is_number
from scrape_clean.parse.text.lines import Line, Wrapping, ends_sentence
from scrape_clean.parse.text.readings import read_line

__all__ = ["find_markers", "settle_markers", "settle_series"]

_TIGHT = re.compile(r"([-–])[^\W\d_]")
_DASH = re.compile(r"[—–―]\s")
_DASHES = "-–—+>~"  # signs that stand between the words of a sentence as well
_BOX = "☐"  # the style of markers like "[ ]", and what "[]" in a sentence looks like
_LETTER = re.compile(r"([oØüq])\s+\d")
"""What the bullet of a symbol font may have turned into, before a number."""

_Last: TypeAlias = dict[str, tuple[Marker, Line]]
"""The last item of each style in the list that is open."""


def find_markers(lines: Sequence[Line]) -> list[Marker | None]:
    """Each line's marker by the line alone; a letter before a number ("o 6 places") is one if a neighbour has it."""
    return [find_marker(line.body) or _lettered(lines, index) for index, line in enumerate(lines)]


def _lettered(lines: Sequence[Line], index: int) -> Marker | None:
    letter = _LETTER.match(lines[index].body)
    if letter is None:
        return None
    near = [lines[at] for at in (index - 1, index + 1) if 0 <= at < len(lines)]
    paired = any(one.indent == lines[index].indent and one.body.startswith(letter[1] + " ") for one in near)
    return read_marker(lines[index].body) if paired else None


def settle_markers(lines: Sequence[Line], markers: Sequence[Marker | None], wrapping: Wrapping) -> list[Marker | None]:
    """The markers once more, with the neighbourhood in view.

    - A line in the middle of a wrapped sentence has none: "... as table\\n2. shows".
    - A line between items of its style is one, whatever follows the marker: "- 5 °C" in a list of dashes.
    - Several lines of speech stay speech.
    """
    settled = list(markers)
    last: _Last = {}
    margin = 0
    for index, line in enumerate(lines):
        marker = settled[index] = _as_letter(settled[index], last)
        if marker is not None and _is_next(lines, index) and _mid_sentence(lines, index, marker, last, wrapping):
            marker = settled[index] = None
        elif marker is None:
            marker = settled[index] = _promoted(lines, settled, index, last, wrapping)
        if marker is not None:
            margin = min(margin, line.indent) if last else line.indent
            last[marker.style] = (marker, line)
        elif line.gap and line.indent <= margin:
            last = {}
    _keep_speech(lines, settled)
    _drop_lone(lines, settled)
    return settled


def settle_series(lines: Sequence[Line], markers: Sequence[Marker | None]) -> list[Marker | None]:
    """The markers without those that may be a value ("4.5 Bedrooms", "(2) chairs") and are in no series.

    One that begins a list may be all that is there of it. Nor are numbers markers that are all that tells lines apart.
    """
    numbers = [marker if marker and is_number(marker) else None for marker in markers]
    taken = counted(
        [((), one, line.body[one.end :]) if one else None for line, one in zip(lines, numbers, strict=True)], alone=True
    )
    shapes = Counter(one.style for one in numbers if one)
    return [
        None if one and not is_taken and not (is_doubtful(one) and begins(one) and shapes[one.style] == 1) else marker
        for marker, one, is_taken in zip(markers, numbers, taken, strict=True)
    ]


def _as_letter(marker: Marker | None, last: _Last) -> Marker | None:
    """A letter, not a roman number, when a list of letters has come to its place: "i." after "h."."""
    letter = None if marker is None else letter_reading(marker)
    if letter is None or letter.style not in last:
        return marker
    return letter if _siblings(last[letter.style][0], letter, 1) else marker


def _is_next(lines: Sequence[Line], index: int) -> bool:
    """Whether the line follows another without a blank line between."""
    return index > 0 and not lines[index].gap


def _mid_sentence(
    lines: Sequence[Line],
    index: int,
    marker: Marker,
    last: _Last,
    wrapping: Wrapping,
) -> bool:
    """Whether the line above ran into the margin inside a sentence, and no list goes on here."""
    line, above = lines[index], lines[index - 1]
    first = marker.text[0]
    if not (first.isalnum() or first in "-–—(+>*~§#") or not wrapping.fills(above, line) or ends_sentence(above.body):
        return False
    sibling = last.get(marker.style)
    if marker.ordinal is None and sibling is not None and above.indent > line.indent:
        return False  # the item above is deeper, or its lines hang
    if sibling is None or abs(sibling[1].indent - line.indent) > 1:
        return True
    if marker.ordinal is not None:
        return not _siblings(sibling[0], marker, 1)
    rest = line.body[marker.end :]
    closing, opened = rest.find(")"), above.body.rfind("(") > above.body.rfind(")")
    second = sibling[1].gap and wrapping.pairs > 1 and first in _DASHES and not _is_list(lines, index, marker.text)
    return second or (opened and closing >= 0 and "(" not in rest[:closing])


def _is_list(lines: Sequence[Line], index: int, bullet: str) -> bool:
    """Whether a line with a bullet is the second of a list: another one like it follows, or a line that hangs below."""
    if index + 1 == len(lines) or lines[index + 1].gap:
        return False
    line, following = lines[index], lines[index + 1]
    return following.indent > line.indent or following.body.startswith(f"{bullet} ")


def _promoted(
    lines: Sequence[Line],
    settled: Sequence[Marker | None],
    index: int,
    last: _Last,
    wrapping: Wrapping,
) -> Marker | None:
    """The marker that the line before or after lends to this one."""
    line = lines[index]
    if line.body[:3].isalpha() and not any(c.isdecimal() for c in line.body[3:24]):
        return None
    if _is_next(lines, index) and wrapping.fills(lines[index - 1], line) and not ends_sentence(lines[index - 1].body):
        return None
    tight = _TIGHT.match(line.body)
    if tight is not None:
        near = [lines[i] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
        pair = any(n.indent == line.indent and n.body[0] == tight[1] and _TIGHT.match(n.body) for n in near)
        return Marker(tight[1], 1, f"{tight[1]}tight") if pair else None
    marker = read_marker(line.body)
    if marker is None or (line.body[0] in "—―" and _DASH.match(line.body) and SAYING.search(line.body)):
        return None
    sibling = last.get(marker.style)
    if sibling is not None and _siblings(sibling[0], marker, 1) and sibling[1].indent == line.indent:
        return marker
    if index + 1 < len(lines) and lines[index + 1].indent == line.indent:
        following = settled[index + 1]
        if following is None and " " in marker.style:  # "Reason 1: ..." is an item when "Reason 2: ..." comes next
            following = read_marker(lines[index + 1].body)
        return marker if following is not None and _siblings(marker, following, 1) else None
    return None


def _drop_lone(lines: Sequence[Line], settled: list[Marker | None]) -> None:
    """Take the marker off what ends the sentence above: "if it is older than\\n3.8. Thus, ...", "null and\\n[] if not".

    It is in no series, and stands right below a part of a sentence, where the next line of that would stand.
    """
    last: dict[str, int] = {}
    lone: set[int] = set()
    for index, marker in enumerate(settled):
        if marker is None or (marker.ordinal is None and marker.style != _BOX):
            continue
        before = last.get(marker.style)
        last[marker.style] = index
        if before is not None and (one := settled[before]) is not None and _siblings(one, marker, 1):
            lone.discard(before)
        elif (
            (marker.ordinal is None or not begins(marker))
            and _is_next(lines, index)
            and _goes_on(lines, settled, index)
        ):
            lone.add(index)
    for index in lone:
        settled[index] = None


def _goes_on(lines: Sequence[Line], settled: Sequence[Marker | None], index: int) -> bool:
    """Whether a number and its full stop, or an empty box, stand where the sentence of the line above could go on."""
    line, above, marker, item = lines[index], lines[index - 1], settled[index], settled[index - 1]
    stopped = marker is not None and marker.text[0].isdecimal() and marker.text.endswith(".")
    if marker is not None and marker.style == _BOX:
        stopped = above.body[-1] == "(" or JOINING.fullmatch(above.body.split()[-1]) is not None
    place = above.indent + (item.end if item is not None else 0)
    return stopped and line.indent == place and not ends_sentence(above.body) and read_line(above.body) == "clause"


def _siblings(marker: Marker, following: Marker, step: int) -> bool:
    if marker.style != following.style:
        return False
    return marker.ordinal is None or following.ordinal is None or following.ordinal - marker.ordinal == step


def _keep_speech(lines: Sequence[Line], settled: list[Marker | None]) -> None:
    """Take the markers off runs of dash lines that are a conversation."""
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end].body[0] == lines[start].body[0] and _DASH.match(lines[end].body):
            if end - start > 1 and lines[end].gap and not lines[end - 1].gap:
                break
            end += 1
        if end - start > 1 and _is_speech([line.body for line in lines[start:end]]):
            settled[start:end] = [None] * (end - start)
        start = max(end, start + 1)


def _is_speech(bodies: Sequence[str]) -> bool:
    said = sum(SAYING.search(body) is not None for body in bodies)
    if bodies[0][0] == "–" or not said:
        asked = sum(body.endswith(("?", "!")) for body in bodies)
        mixed = bodies[0][0] != "–" and 0 < asked < len(bodies) and all(ends_sentence(body) for body in bodies)
        return mixed or said * 2 > len(bodies)
    return True
