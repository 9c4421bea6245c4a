"""Seams: where nothing but the edges of elements stands between two words, which a style sheet draws apart.

The markup of "T" and "he" in two spans is that of "Learn" and "Schemas": most edges say nothing. On real pages words
stand apart on both sides of a picture and of ``time``, and in different parts of that; and where a link ends and
another element begins, or the other way round. Two links to the same place may be one word, which an editor split.
"""

import re
import unicodedata
from typing import Final

from scrape_clean.parse.html.element import Anchor, Element
from scrape_clean.parse.html.runs import Run

__all__ = ["APART", "REPLACED", "is_seam"]

APART: Final = -1
"""Instead of the element of a run's last text: what comes next stands apart from it."""
REPLACED: Final = frozenset({"img", "svg", "video", "audio", "canvas", "iframe", "embed"})
"""Elements that show as a box of their own, and not as their text (HTML standard, section 15.4)."""

_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff66-\uff9f]")
"""Scripts that are written without spaces between words (UAX 14)."""
_ENDS: Final = "?!…)%"
_MARKS_AND_CURRENCIES: Final = frozenset({"Mn", "Mc", "Sc"})
_SUFFIX: Final = re.compile(r"[^\W\d_]{1,2}(?!\w)")
"""What belongs to the word before it: "26th", "10am"; of one letter, to any: "MacBooks"."""


def is_seam(run: Run, data: str, anchor: Anchor | None, inner: int, top: Element) -> bool:
    """Whether a text begins a new word where it meets the last one of a run with no space between.

    Args:
        run: What came before.
        data: The text.
        anchor: The link that it stands in.
        inner: The number of the element that it stands in.
        top: That element, or the one around it.
    """
    before = run.tail[-1][-2:] if run.tail else ""
    if not (data[:1].isalnum() and _ends_word(before[-1:])) or run.element.kind == "preformatted":
        return False
    is_capital = not before[:-1].isalnum() and before[-1].isupper()
    if (is_capital and data[0].islower()) or _UNSPACED.match(before[-1]) or _UNSPACED.match(data):
        return False
    if run.inner == APART:
        return not _is_suffix(before, data)
    if inner < run.inner:  # the text goes on behind an element
        return False
    common = top
    while common.number > run.inner:
        common = common.parent
    if common.number == run.inner:  # it goes on in an element
        return False
    if common.tag == "time":
        return not _is_suffix(before, data)
    if anchor is run.anchor:
        return False
    if anchor is None or run.anchor is None:
        return not _is_suffix(before, data)
    return anchor.href != run.anchor.href or not (before[-1].isupper() or data[0].islower())


def _ends_word(character: str) -> bool:
    if character.isalnum() or character in _ENDS:
        return character != ""
    return unicodedata.category(character) in _MARKS_AND_CURRENCIES


def _is_suffix(before: str, data: str) -> bool:
    match = _SUFFIX.match(data)
    return match is not None and match[0].islower() and (before[-1].isdigit() or len(match[0]) == 1)
