"""What the marker of an item says: ticked, crossed out, struck through, a picture, a number that counts or does not."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from scrape_clean.compare.changes import Edit, Span
from scrape_clean.compare.text.words import meaning, meaning_key
from scrape_clean.model import Record
from scrape_clean.parse.markers import find_marker
from scrape_clean.parse.series import is_number
from scrape_clean.parse.signs import is_akin, sign_of, signs_in

__all__ = [
    "box_of",
    "counts_no_more",
    "is_resigned",
    "mark_edits",
    "marker_edit",
    "redesigned",
    "same_but_counted",
    "uncounted",
    "without_redesign",
]

FEWEST: Final = 3
"""Records whose picture became another in the redesign of a page, and no change of what they say."""

_TICKED = re.compile(r"\[[xX]\]|[✅✓✔☑]")
_CROSSED = re.compile(r"[☒✕✖✗✘❌❎]")
_EMPTY = re.compile(r"\[ ?\]|☐")
_STRUCK = re.compile("~~$")
_NUMBERED = re.compile(r"(\D*)(\d+)(\D*)")
_LISTS = re.compile(r"/([ou]l)(?=[\[/])")
_BOXES = (("struck", _STRUCK), ("ticked", _TICKED), ("crossed", _CROSSED), ("empty", _EMPTY))


def box_of(marker: str | None) -> str | None:
    """What a marker says of its item; None when it says nothing."""
    return next((name for name, form in _BOXES if form.search(marker or "")), None)


def mark_edits(before: Record, after: Record) -> tuple[Edit, ...]:
    """Whether the item was ticked, or crossed out; or anything struck through, or no longer; or has another picture."""
    states = [box_of(record.marker) for record in (before, after)]
    signs = [sign_of(record.marker) for record in (before, after)]
    told = states[0] != states[1] and (None not in states or "struck" in states)
    if not told and not (all(signs) and signs[0] != signs[1]):
        return ()
    return (marker_edit(before, after),)


def marker_edit(before: Record, after: Record) -> Edit:
    """That an item has another marker, as a fact."""
    here, there = (Span(0, 0, record.marker or "") for record in (before, after))
    return Edit("mark", here, there, substantive=True)


def is_resigned(edit: Edit) -> bool:
    """Whether an edit is that a picture or an arrow in a text became another."""
    return edit.kind == "symbol" and not meaning(edit.before.text) and not meaning(edit.after.text)


def redesigned(
    before: Sequence[Record], after: Sequence[Record], partner: Mapping[int, int]
) -> frozenset[tuple[str, str]]:
    """Pictures that became another one in all records that had them: bullets that look otherwise.

    Not if the two are two states of one, as 🟢 and 🔴 are: all lifts may be closed.
    """
    had: Counter[str] = Counter()
    became: Counter[tuple[str, str]] = Counter()
    for one, other in partner.items():
        signs = _signs(before[one])
        had.update(set(signs))
        if signs and (now := _signs(after[other])) != signs:
            became.update(set(zip(signs, now, strict=False)))
    return frozenset(
        (old, new)
        for (old, new), times in became.items()
        if old != new and FEWEST <= times == had[old] and not is_akin(old, new)
    )


def without_redesign(edits: Iterable[Edit], redesign: frozenset[tuple[str, str]]) -> tuple[Edit, ...]:
    """Edits without pictures that were redesigned."""
    return tuple(_without_redesign(edits, redesign)) if redesign else tuple(edits)


def _without_redesign(edits: Iterable[Edit], redesign: frozenset[tuple[str, str]]) -> Iterator[Edit]:
    for edit in edits:
        if edit.kind == "mark" and (sign_of(edit.before.text), sign_of(edit.after.text)) in redesign:
            continue
        one, other = (tuple(signs_in(side.text)) if is_resigned(edit) else () for side in (edit.before, edit.after))
        same = bool(one) and len(one) == len(other) and redesign.issuperset(zip(one, other, strict=True))
        yield replace(edit, kind="punctuation", substantive=False) if same else edit


def _signs(record: Record) -> tuple[str, ...]:
    """The picture before a record, and those in its text."""
    return tuple(filter(None, (sign_of(record.marker), *signs_in(record.text))))


def same_but_counted(one: Record, other: Record) -> bool:
    """Whether the number before a text is its marker on one night, and a part of it on the other.

    It counts no more when the other items of its list are gone, and counts from then on when there are others.
    """
    return _is_counted(one, other) or _is_counted(other, one)


def uncounted(text: str) -> str:
    """A text without a number before it that counts, if there are others."""
    typed = find_marker(text)
    return text[typed.end :] if typed is not None and is_number(typed) else text


def counts_no_more(before: Sequence[Record], after: Sequence[Record], partner: Mapping[int, int], one: int) -> bool:
    """Whether a number that went on from that of the record in front does not, though that is the same: "2. Liga".

    Where a browser counts (``ol``), or the number behind it has changed as much, an item came that is no record.
    """
    other = partner[one]
    if any(_is_in_ordered_list(record) for record in (before[one], after[other])):
        return False
    steps = _step(before, one), _step(after, other)
    is_told = partner.get(one - 1) == other - 1 and before[one - 1].marker == after[other - 1].marker
    behind = partner.get(one + 1) == other + 1 and (_step(before, one + 1), _step(after, other + 1)) == (1, 1)
    return is_told and not behind and steps[0] == 1 and steps[1] not in (None, 1)


def _is_in_ordered_list(record: Record) -> bool:
    path = record.occurrences[0].path if record.occurrences else None
    return _LISTS.findall(path or "")[-1:] == ["ol"]


def _step(records: Sequence[Record], at: int) -> int | None:
    """From the number of the record in front to that of one; None where they are not items of one list."""
    if not 0 < at < len(records):
        return None
    pair = records[at - 1], records[at]
    numbers = [_NUMBERED.fullmatch(record.marker or "") for record in pair]
    if numbers[0] is None or numbers[1] is None or numbers[0].group(1, 3) != numbers[1].group(1, 3):
        return None
    same = pair[0].section == pair[1].section and pair[0].depth == pair[1].depth
    return int(numbers[1][2]) - int(numbers[0][2]) if same else None


def _is_counted(marked: Record, plain: Record) -> bool:
    if not marked.marker or plain.marker:
        return False
    rest = uncounted(plain.text)
    number = plain.text[: len(plain.text) - len(rest)].strip()
    return number == marked.marker and meaning_key(rest) == meaning_key(marked.text)
