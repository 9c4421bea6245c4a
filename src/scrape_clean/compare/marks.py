"""What the marker of an item says: ticked, crossed out, struck through, or a number that does not count."""

import re
from collections.abc import Mapping, Sequence

from scrape_clean.compare.words import meaning_key
from scrape_clean.model import Record
from scrape_clean.parse.markers import find_marker
from scrape_clean.parse.series import is_number

__all__ = ["box_of", "counts_no_more", "same_but_counted", "uncounted"]

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
