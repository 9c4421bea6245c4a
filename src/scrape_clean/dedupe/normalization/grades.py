"""Which dashes are the minus of what stands before them: a grade's, a rating's, a blood group's, an ion's.

"A-", "BBB-", "AB-", "0-", "Rh-", "Cl\u207b". All others behind a word are hyphens: "EU- und Landesrecht".
"""

import re
from collections.abc import Iterator
from typing import Final

__all__ = ["MAYBE_GRADED", "MINUS", "grades_in", "with_charges", "with_grades"]

MINUS: Final = "\u02d7"
"""Stands for such a minus in folded texts: a sign of its own, that nothing else is folded to."""

_MARKS = r",.;:)\]|"
_FRONT = r"(\[{\"|/"
_DASH = "[-\u2010-\u2015\u2212]"
_BEHIND = re.compile(rf"{_DASH}(?<=[A-Za-z0].)(?![^\s{_MARKS}])(?! ?[0-9])")
_GRADE = re.compile(rf"(?<![^\s{_FRONT}])(?:([a-z])\1{{0,2}}|rh|0|(ab))$", re.IGNORECASE)
_LONGEST = 3
"""Letters of a grade: one to three equal ones."""
_LETTER_NEXT = re.compile(r" ?[^\W\d_]")
"""Behind "ab-", a word is one that shares its end, as in "Ab- und Anmeldung"."""
_CHARGE = re.compile(rf"(?:\u2212(?<=[^\W\d_].)(?!\s+\w)|\u207b(?<=\w.))(?![^\s{_MARKS}])")
"""The sign of arithmetic right behind a letter, and the raised one: nobody writes a hyphen so."""
_SPACE = r"[\t-\r\x1c-\x20]"
MAYBE_GRADED: Final = rf"(?:^|{_SPACE}|[{_FRONT}])(?:[A-Za-z]{{1,3}}|0)-(?:{_SPACE}|[{_MARKS}]|$)"
"""What is found in all texts of ASCII with such a minus, and in some others."""


def _graded(text: str) -> Iterator[int]:
    """Where a dash is the minus of a grade."""
    for dash in _BEHIND.finditer(text):
        at = dash.start()
        grade = _GRADE.search(text, max(at - _LONGEST, 0), at)
        if grade is not None and not (grade[2] and _LETTER_NEXT.match(text, at + 1)):
            yield at


def grades_in(text: str) -> frozenset[int]:
    """Where such minuses stand in a text as it is written."""
    return frozenset((*_graded(text), *(match.start() for match in _CHARGE.finditer(text))))


def with_charges(text: str) -> str:
    """A text as it is written, in which such signs of arithmetic, and raised ones, are ``MINUS``."""
    return _CHARGE.sub(f" {MINUS} ", text) if "\u2212" in text or "\u207b" in text else text


def with_grades(text: str) -> str:
    """A folded text in which the minuses of grades are ``MINUS``."""
    places = [-1, *_graded(text)]
    if len(places) == 1:
        return text
    parts = [text[one + 1 : other] for one, other in zip(places, [*places[1:], len(text)], strict=True)]
    return f" {MINUS} ".join(parts)
