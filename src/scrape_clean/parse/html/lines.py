"""Lists and fields that are only typed: lines between ``br`` tags, or a paragraph that starts with a bullet."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from scrape_clean.model import BlockKind
from scrape_clean.parse.html.runs import Line
from scrape_clean.parse.markers import Marker, find_marker

__all__ = ["Group", "group_lines", "paragraphs"]

_LABEL_WORDS = 5
_LABEL_LENGTH = 48
_NO_LABEL = frozenset(",;!?\"'“”‘’«»„")
"""In a sentence, not in a label."""


class Group(Struct, frozen=True):
    """Lines that make one block."""

    kind: BlockKind
    lines: list[Line]
    marker: Marker | None = None
    depth: int = 0
    """Of a bullet among the typed ones: 1 is the outermost."""
    label: int = 0
    """Of a field: how many characters its label has, without the colon."""


def paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that stand together: an empty one, as two ``br`` in a row make it, parts them."""
    together: list[Line] = []
    for line in lines:
        if line.raw:
            together.append(line)
        elif together:
            yield together
            together = []
    if together:
        yield together


def group_lines(lines: list[Line]) -> list[Group]:
    """Find the typed items and fields among lines that stand together; the rest stays in paragraphs.

    A line without a marker after an item goes on with it if it is indented further or begins in lower case. Fields
    need company: one "Label: value" line alone is a sentence.
    """
    markers = [None if line.is_literal else _marker(line.text) for line in lines]
    labels = [0 if marker else _label(line.text) for line, marker in zip(lines, markers, strict=True)]
    if sum(map(bool, labels)) < 2:
        labels = [0] * len(lines)
    groups: list[Group] = []
    indents: list[int] = []
    for line, marker, label in zip(lines, markers, labels, strict=True):
        last = groups[-1] if groups else None
        if marker:
            while indents and indents[-1] >= line.indent:
                indents.pop()
            indents.append(line.indent)
            groups.append(Group("bullet", [line], marker, len(indents)))
        elif label:
            groups.append(Group("field", [line], label=label))
        elif last and (last.kind == "paragraph" or (last.kind == "bullet" and _goes_on(line, indents[-1]))):
            last.lines.append(line)
        else:
            groups.append(Group("paragraph", [line]))
    return groups


def _marker(text: str) -> Marker | None:
    marker = find_marker(text)
    return marker if marker and marker.end < len(text) else None


def _goes_on(line: Line, indent: int) -> bool:
    return line.indent > indent or line.text[0].islower()


def _label(text: str) -> int:
    """The length of the label of a "Label: value" line, 0 when it is none."""
    head = text[: _LABEL_LENGTH + 1]
    places = [place for place in (head.find(": "), head.find("：")) if place > 0]
    if not places or not head[0].isalnum():
        return 0
    label = head[: min(places)]
    few = len(label.split()) <= _LABEL_WORDS and any(map(str.isalpha, label)) and not _NO_LABEL.intersection(label)
    return len(label) if few and len(text) > len(label) + 1 else 0
