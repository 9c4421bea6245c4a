"""What a character that may begin an item is, by its category and name in Unicode."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal, TypeAlias

__all__ = ["GlyphKind", "bullet_style", "enclosed_family", "glyph_kind", "is_enclosed"]

GlyphKind: TypeAlias = Literal["dash", "point", "picture"]

_GLYPH_NAMES = re.compile(
    r"BULLET|MIDDLE DOT|ASTERIS|REFERENCE MARK|HYPHENATION POINT|DOT OPERATOR|RIGHT-POINTING|RIGHTWARDS|ARROW|TRIANGLE"
    r"|SQUARE|CIRCLE|DIAMOND|LOZENGE|NOT SIGN"
)
_NO_GLYPHS = re.compile(
    r"BOX DRAWINGS|COPYRIGHT|DEGREE|REGISTERED|BROKEN BAR|BRAILLE|POSTAL MARK|DITTO|SHADE|BLOCK$|RADICAL"
)


@lru_cache(maxsize=4096)
def is_enclosed(char: str) -> bool:
    """Whether a number or letter comes with its circle, brackets or full stop as one character: ①, ⑴, ⒈, ⓐ."""
    name = unicodedata.name(char, "")
    enclosed = re.search(r"CIRCLED|PARENTHESIZED|FULL STOP|COMMA$|SQUARED LATIN", name) is not None
    return enclosed and unicodedata.category(char) in ("No", "So") and "OPERATOR" not in name


@lru_cache(maxsize=4096)
def enclosed_family(char: str) -> str:
    """The first member of an enclosed character's family stands for it; its name without the last word tells it."""
    words = unicodedata.name(char, "").split()
    numbered = unicodedata.numeric(char, None) is not None
    frame = next((w for w in words if w in ("CIRCLED", "PARENTHESIZED", "SQUARED")), "STOP" if "STOP" in words else "")
    kind = (
        "NUMBER" if numbered else next((w for w in words if w in ("CAPITAL", "SMALL", "HANGUL", "KATAKANA")), "OTHER")
    )
    return {("CIRCLED", "NUMBER"): "①", ("PARENTHESIZED", "NUMBER"): "⑴", ("STOP", "NUMBER"): "⒈"}.get(
        (frame, kind), f"{frame} {kind}".casefold()
    )


@lru_cache(maxsize=4096)
def glyph_kind(char: str) -> GlyphKind | None:
    """``dash``, ``point``, ``picture``, or None for what begins no item."""
    category, name = unicodedata.category(char), unicodedata.name(char, "")
    if category == "Pd" or char in "−ー":
        return None if char in "־゠" else "dash"
    if char in "*+>~•" or category == "Co":
        return "point"
    if category in ("Po", "Sm", "Pf"):
        return "point" if _GLYPH_NAMES.search(name) else None
    stated = "\u2100" <= char <= "\u214f" or "\u2580" <= char <= "\u259f" or _is_word(char)
    return "picture" if category == "So" and not stated and not _NO_GLYPHS.search(name) else None


def _is_word(char: str) -> bool:
    """Whether a sign stands for letters or numbers: ⽇ for 日, ㈱ for (株), ㋃ for 4月."""
    return any(map(str.isalnum, unicodedata.normalize("NFKC", char)))


@lru_cache(maxsize=4096)
def bullet_style(first: str, text: str) -> str:
    """What the bullets of one list share: the bullet itself; all ticks and crosses are one, and all pictures."""
    if re.search(r"CHECK MARK|BALLOT|MULTIPLICATION X|CROSS MARK", unicodedata.name(first, "")):
        return "☐"
    return "picture" if first >= "\U0001f000" else text
