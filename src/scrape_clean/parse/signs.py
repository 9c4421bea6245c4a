"""What a picture before an item, or in a text, says: 🇩🇪 is not 🇬🇧, nor 🟢 🔴. Bullets say nothing."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from scrape_clean.parse.glyphs import glyph_kind

__all__ = ["ONWARD", "is_akin", "sign_of", "signs_in"]

ONWARD: Final = "→"
"""All arrows and hands to the right: before an item they point to it, and say nothing."""

_SIGN: Final = re.compile("[\U0001f1e6-\U0001f1ff]{2}|[\u2190-\u2bff\U0001f000-\U0001faff]")
_STATES: Final = (
    (re.compile("BALLOT X|BALLOT BOX WITH X|BALLOT SCRIPT X|MULTIPLICATION X|CROSS MARK"), "☒"),
    (re.compile("CHECK MARK|BALLOT BOX WITH CHECK"), "☑"),
    (re.compile("^BALLOT BOX$"), "☐"),
)
_POINTING: Final = re.compile("ARROW|POINTING|POINTED INDEX")
_DIRECTIONS: Final = tuple(
    (re.compile(words), sign)
    for words, sign in (
        ("UP DOWN|UP-DOWN", "↕"), ("LEFT RIGHT", "↔"), ("NORTH EAST", "↗"), ("NORTH WEST", "↖"),
        ("SOUTH EAST", "↘"), ("SOUTH WEST", "↙"), (r"\bRIGHT", ONWARD), (r"\bLEFT", "←"), (r"\bUP", "↑"),
        (r"\bDOWN", "↓"),
    )
)  # fmt: skip
_BULLET: Final = re.compile(
    r"DIAMOND|LOZENGE|ASTERISK|FLORETTE|POINTED|PINWHEEL|SPOKED|SQUARE BUTTON|BULLET"
    r"|^(?:(?:BLACK|WHITE|VERY|MEDIUM|SMALL|LARGE) )+(?:SQUARE|CIRCLE)$"
)
"""Circles and squares of a colour ("LARGE RED CIRCLE") are none."""


def sign_of(marker: str | None) -> str:
    """What the marker of an item says besides that it is one: its picture; empty for a bullet, a number, a letter."""
    if not marker or marker.isascii() or any(map(str.isalnum, marker)):
        return ""
    return "".join(signs_in(marker)).replace(ONWARD, "")


def signs_in(text: str) -> Iterator[str]:
    """The pictures and arrows of a text in order, bullets left out.

    Arrows are by where they point, and ticks and crosses by what they are, however they look.
    """
    yield from filter(None, map(_sign, _SIGN.findall(text)))


def is_akin(one: str, other: str) -> bool:
    """Whether two signs are two states of one: red and green circles, locks open and closed, flags.

    Their names are the same but for one word. A redesign does not put one of them in the place of the other.
    """
    if len(one) > 1 or len(other) > 1:
        return len(one) == len(other)
    short, long = sorted((unicodedata.name(sign, "").split() for sign in (one, other)), key=len)
    if len(short) == len(long):
        return len(short) > 1 and sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return short in (long[1:], long[:-1])


@lru_cache(maxsize=4096)
def _sign(char: str) -> str:
    """A picture or arrow by what it says; empty for bullets and for other characters."""
    if len(char) > 1:
        return char  # a flag
    category, name = unicodedata.category(char), unicodedata.name(char, "")
    if category not in ("So", "Sm"):
        return ""
    if _POINTING.search(name):
        return next((sign for direction, sign in _DIRECTIONS if direction.search(name)), "")
    if category == "Sm" or "\u25a0" <= char <= "\u25ff" or glyph_kind(char) != "picture" or _BULLET.search(name):
        return ""
    return next((sign for form, sign in _STATES if form.search(name)), char)
