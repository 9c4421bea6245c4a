"""What all views show: changes by section, and a changed text as pieces that stayed, went and came."""

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from scrape_clean.compare import Change, Edit, Span
from scrape_clean.model import Record

__all__ = ["Piece", "by_section", "notes", "pieces", "record_of", "sides", "summary"]

Mark: TypeAlias = Literal["same", "dropped", "added"]

_NO_WORDS = frozenset({"mark", "heading", "link", "tracking"})
"""Kinds of edits that are none of the record's text."""
_EDITS_IN_A_LINE = 6
"""From so many on, or when half of the text is another, two lines read better than one (by eye)."""

_VALUE, _LABEL = 40, 80
"""Characters of a text that may be no more than a value, and of what is shown in front of it."""


class Piece(Struct, frozen=True):
    """A stretch of a text, and whether it stands in both versions."""

    text: str
    mark: Mark


def record_of(change: Change) -> Record:
    """The record as it is now; of a removed one, as it was."""
    record = change.after or change.before
    if record is None:
        raise ValueError("a change has a record before or after")
    return record


def by_section(changes: Sequence[Change]) -> list[tuple[tuple[str, ...], list[Change]]]:
    """Changes under the section path that they stand in now, in the order in which the sections first come up."""
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        groups.setdefault(record_of(change).section, []).append(change)
    return list(groups.items())


def pieces(change: Change) -> tuple[Piece, ...]:
    """The text with what was dropped and added in its place."""
    label = _label(change)
    if change.before is None or change.after is None:
        return (Piece(label + record_of(change).text, "same"),)
    found = tuple(_pieces(change.after.text, [edit for edit in change.edits if edit.kind not in _NO_WORDS]))
    if label and found and found[0].mark == "same":
        return (Piece(label + found[0].text, "same"), *found[1:])
    return (Piece(label, "same"), *found) if label else found


def _label(change: Change) -> str:
    """What a value is said of, in front of it: nobody knows what "9-17" is that became "10-17"."""
    name = (change.said_of or "").rstrip(": ")
    short = len(record_of(change).text) <= _VALUE and 0 < len(name) <= _LABEL
    return f"{name}: " if short else ""


def _pieces(text: str, edits: Sequence[Edit]) -> Iterator[Piece]:
    at = 0
    for edit in sorted(edits, key=lambda one: (one.after.start, one.after.end)):
        kept = text[at : edit.after.start]
        lone = not edit.after.text and kept and not kept[-1].isspace()  # words were dropped behind this one
        if kept or lone:
            yield Piece(kept + (" " if lone else ""), "same")
        if edit.before.text:
            yield Piece(edit.before.text, "dropped")
        if edit.after.text:
            yield Piece(edit.after.text, "added")
        elif at == edit.after.start == 0:
            yield Piece(" ", "same")
        at = edit.after.end
    if text[at:]:
        yield Piece(text[at:], "same")


def sides(change: Change) -> tuple[tuple[Piece, ...], tuple[Piece, ...]] | None:
    """The texts before and after, each with its own words marked; None where one line for both is easier to read."""
    if change.before is None or change.after is None:
        return None
    edits = [edit for edit in change.edits if edit.kind not in _NO_WORDS]
    touched = sum(len(edit.before.text) + len(edit.after.text) for edit in edits)
    whole = len(change.before.text) + len(change.after.text)
    if len(edits) < _EDITS_IN_A_LINE and not (len(edits) > 1 and touched > whole / 2):
        return None
    before = sorted((edit.before for edit in edits), key=lambda span: (span.start, span.end))
    after = sorted((edit.after for edit in edits), key=lambda span: (span.start, span.end))
    return tuple(_side(change.before.text, before, "dropped")), tuple(_side(change.after.text, after, "added"))


def _side(text: str, spans: Sequence[Span], mark: Mark) -> Iterator[Piece]:
    at = 0
    for span in spans:
        if text[at : span.start]:
            yield Piece(text[at : span.start], "same")
        if text[max(at, span.start) : span.end]:
            yield Piece(text[max(at, span.start) : span.end], mark)
        at = max(at, span.end)
    if text[at:]:
        yield Piece(text[at:], "same")


def notes(change: Change) -> tuple[str, ...]:
    """What more there is to say of a change, for people."""
    found = []
    told = [edit for edit in change.edits if edit.kind != "tracking"]
    kinds = (edit.kind for edit in told if not (change.substantive and edit.kind in _NO_WORDS))
    if names := ", ".join(dict.fromkeys(kinds)):
        found.append(names if change.substantive else f"cosmetic: {names}")
    elif not change.substantive and change.type in {"added", "removed"}:
        found.append("its words stand elsewhere on the page" if change.type == "removed" else "its words stood there")
    found += [
        f"{edit.kind} {edit.before.text or 'none'} \u2192 {edit.after.text or 'none'}"
        for edit in told
        if edit.kind in _NO_WORDS
    ]
    if change.moved and change.before is not None and change.after is not None:
        here, there = change.before.section, change.after.section
        elsewhere = here != there and not any(edit.kind == "heading" for edit in told)
        found.append(f"moved from {' > '.join(here) or 'the top'}" if elsewhere else "moved")
    if change.type == "changed" and change.substantive:
        found += ["words of it stand in another line now"] if change.descendants else []
        found += ["words of it stood in another line"] if change.ancestors else []
    return tuple(found)


def summary(changes: Sequence[Change]) -> str:
    """How many changes of each type, in words."""
    flagged = [change for change in changes if change.substantive]
    parts = [_count(flagged, name) for name in ("added", "removed", "changed")]
    moved = sum(change.type == "moved" for change in changes)
    cosmetic = sum(not change.substantive and change.type != "moved" for change in changes)
    parts += [f"{moved:,} moved" if moved else "", f"{cosmetic:,} cosmetic" if cosmetic else ""]
    return ", ".join(part for part in parts if part) or "no changes"


def _count(changes: Sequence[Change], name: str) -> str:
    count = sum(change.type == name for change in changes)
    return f"{count:,} {name}" if count else ""
