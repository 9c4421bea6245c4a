"""Numbers of sections in front of titles: "4.3. Fees" of a manual that is "4.4. Fees" since a section was put in."""

import re

from scrape_clean.compare.text.words import meaning_key

__all__ = ["SECTION_LABELS", "behind_section_numbers"]

_LABELS_TEXT = """
    chapter chap section sec part article clause appendix annex kapitel abschnitt teil artikel absatz anhang anlage
    chapitre partie annexe capítulo sección parte artículo anexo capitolo sezione articolo hoofdstuk deel rozdział część
    kapitola část глава раздел часть статья приложение
"""
SECTION_LABELS = frozenset(_LABELS_TEXT.split())
"""What a part of a text is called; days, rooms and platforms are none, whose numbers are what is said."""
_NUMBER = re.compile(
    r"(?:([^\W\d_]{3,12})\s)?((?:\d{1,3}|[A-Z]|[IVXLC]{1,7})(?:\.\d{1,2}){0,5})([.:])\s+(?=[^\W_])(?=.*[^\W\d_]{2})"
)
_WITHOUT_DOTS = ("en", "es", "fr", "pt")
"""Languages that write no date as "4.5."."""
_DAYS, _MONTHS = 31, 12


def behind_section_numbers(one: str, other: str, language: str | None) -> tuple[str, str] | None:
    """The same title behind two numbers that plainly are those of a section; None for all else.

    A number has a name ("Chapter 4.", "Appendix B:"), or levels and a full stop ("4.3.", "I.4."). What may be a date,
    a time or a price by itself is none.

    Args:
        one: A heading.
        other: What it is on the other night.
        language: BCP 47 tag of the page.
    """
    found = _NUMBER.match(one), _NUMBER.match(other)
    if found[0] is None or found[1] is None or not all(_is_section(match, language) for match in found if match):
        return None
    names = [(match[1] or "").casefold() for match in found if match]
    rests = one[found[0].end() :], other[found[1].end() :]
    return rests if names[0] == names[1] and meaning_key(rests[0]) == meaning_key(rests[1]) else None


def _is_section(match: re.Match[str], language: str | None) -> bool:
    label, number, mark = match.groups()
    if label:
        return label.casefold() in SECTION_LABELS
    levels = number.split(".")
    if mark == ":" or len(levels) == 1:
        return False
    if not levels[0].isdecimal():
        return True
    if len(levels) == 2 and len(levels[1]) > 1:  # a time, a price
        return False
    may_be_day = int(levels[0]) <= _DAYS and int(levels[1]) <= _MONTHS and len(levels) <= 3
    return not may_be_day or (language or "").partition("-")[0] in _WITHOUT_DOTS
