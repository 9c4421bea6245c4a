"""What the marker of an item says: ticked, crossed out, struck through; and that a number is one on one night only."""

import re

from scrape_clean.compare.words import meaning_key
from scrape_clean.model import Record
from scrape_clean.parse.markers import find_marker
from scrape_clean.parse.series import is_number

__all__ = ["box_of", "same_but_counted", "uncounted"]

_TICKED = re.compile(r"\[[xX]\]|[✅✓✔☑]")
_CROSSED = re.compile(r"[☒✕✖✗✘❌❎]")
_EMPTY = re.compile(r"\[ ?\]|☐")
_STRUCK = re.compile("~~$")
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


def _is_counted(marked: Record, plain: Record) -> bool:
    if not marked.marker or plain.marker:
        return False
    rest = uncounted(plain.text)
    number = plain.text[: len(plain.text) - len(rest)].strip()
    return number == marked.marker and meaning_key(rest) == meaning_key(marked.text)
