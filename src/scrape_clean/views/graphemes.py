"""Where a text may be cut: not within a character as a reader sees it (Unicode Standard Annex 29, grapheme clusters).

Told from the categories that Python knows. Where those say less than the annex, it is cut at fewer places rather than
within a character: behind a joiner, and between a virama and a letter of any Indic script.
"""

import re
from typing import Final
from unicodedata import category, combining

__all__ = ["boundary_after", "boundary_before"]

_JOINER: Final = "\u200d"
_EXTENDING: Final = re.compile(
    "[\u200c\u200d\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"  # skin tones; tags, of flags of regions
    "\u1160-\u11ff\ud7b0-\ud7ff"  # vowels and finals of Korean
    "\u0e33\u0eb3]"  # AM of Thai and Lao
)
_INITIAL: Final = re.compile("[\u1100-\u115f\ua960-\ua97c]")
"""Of a syllable of Korean."""
_FLAGS: Final = "".join(map(chr, range(0x1F1E6, 0x1F200)))
"""Letters of which two make a flag."""
_VIRAMA: Final = 9
"""Its combining class."""


def boundary_before(text: str, at: int) -> int:
    """The last place not behind this one where the text may be cut."""
    while 0 < at < len(text) and _is_within(text, at):
        at -= 1
    return at


def boundary_after(text: str, at: int) -> int:
    """The first place not before this one where the text may be cut."""
    while 0 < at < len(text) and _is_within(text, at):
        at += 1
    return at


def _is_within(text: str, at: int) -> bool:
    """Whether a place between two characters, for a computer, is within one for a reader."""
    before, here = text[at - 1], text[at]
    if category(here)[0] == "M" or _EXTENDING.match(here) or before == _JOINER:
        return True
    if category(here) == "Lo" and (combining(before) == _VIRAMA or _INITIAL.match(before)):
        return True
    return here in _FLAGS and (at - len(text[:at].rstrip(_FLAGS))) % 2 == 1
