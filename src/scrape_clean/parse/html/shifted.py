"""Text above or below the line, fractions and corrections: what a page parts by its place or look alone.

In plain characters 10 to the power of 3 would run into 103. Unicode has raised and lowered forms of digits and signs
(Superscripts and Subscripts, U+2070 to U+209F); text that has none, as in "1st", stays as it is.
"""

import re
from typing import Final, TypeAlias

from msgspec import Struct

from scrape_clean.parse.html.element import Element
from scrape_clean.parse.html.runs import Run
from scrape_clean.parse.html.tags import STRIKING

__all__ = ["SHIFTED", "Shifts"]

_Form: TypeAlias = dict[int, int]
"""What becomes of each character; a table for ``str.translate``."""

_PLAIN: Final = "0123456789+-\u2212=()ni"
_RAISED: Final[_Form] = str.maketrans(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED: Final[_Form] = str.maketrans(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙᵢ")
_SCRIPTS: Final = {"sup": _RAISED, "sub": _LOWERED}

_MATH_SCRIPTS: Final = {("msup", 2): _RAISED, ("msub", 2): _LOWERED, ("msubsup", 2): _LOWERED, ("msubsup", 3): _RAISED}
"""Which child of a MathML element is a script (MathML Core, section 3.4)."""
_MATHS: Final = frozenset({
    *("mi", "mn", "mo", "ms", "mtext", "mrow", "mstyle", "mpadded", "mfenced", "menclose", "msqrt", "mroot"),
    *("msup", "msub", "msubsup", "mfrac", "mover", "munder", "munderover"),
})  # fmt: skip
"""The MathML elements that a script, or a part of a fraction, is."""
_CORRECTING: Final = STRIKING | {"ins"}
SHIFTED: Final = _MATHS | _CORRECTING | frozenset(_SCRIPTS)
"""Elements that `Shifts` has to know of."""

_MOST: Final = 40
"""Characters, texts and pieces of a script; what is longer is text of its own."""
_HAS_FORM: Final = r"0-9+\-\u2212=()ni\u00b2\u00b3\u00b9\u2070-\u208e\u2099"
_SHIFTABLE: Final = re.compile(rf"(?=[^0-9ni]{{0,3}}[0-9ni])[{_HAS_FORM}][{_HAS_FORM},.;:/*\u2013\s]*")
"""Digits and signs, and what may stand between them. What begins with a point or comma is the rest of a decimal."""
_WORD: Final = re.compile(r"(?:\w|[%)$\u00a2-\u00a5\u20a0-\u20cf]|[⁰¹²³⁴-⁹][/\u2044])\Z")
"""What a script can belong to; below the line, the bar of a fraction, too."""


class _Place(Struct, frozen=True):
    """How far a run had come."""

    run: Run
    lines: int
    pieces: int
    texts: int


class Shifts:
    """The open scripts of a page, and its last correction."""

    def __init__(self) -> None:
        """Begin with none."""
        self._open: list[tuple[Element, _Place, _Form]] = []
        """Outermost first, each with its place and the form that its characters take."""
        self._correction: tuple[bool, _Place] | None = None
        """Whether the last correction was an insertion, and where it ended."""

    def start(self, element: Element, run: Run) -> None:
        """Go into an element of `SHIFTED` while a run is open."""
        if element.tag in _CORRECTING:
            if self._correction == (element.tag not in STRIKING, _place_in(run)):
                run.tail.append(" ")
            return
        number = _number_of(element)
        form = _SCRIPTS.get(element.tag) or _MATH_SCRIPTS.get((element.parent.tag, number))
        is_denominator = (element.parent.tag, number) == ("mfrac", 2)
        if is_denominator or (form and element.tag in _MATHS):
            while run.tail and run.tail[-1].isspace():  # white space between the elements of a formula shows nowhere
                run.tail.pop()
        if is_denominator:
            run.tail.append("\u2044")
        elif element.tag == "mfrac" and _WORD.search(_last(run)):
            run.tail.append(" ")
        elif form and _WORD.search(_last(run)):
            self._open.append((element, _place_in(run), form))

    def end(self, element: Element, run: Run) -> None:
        """Leave one; what came into the run is raised or lowered now."""
        if element.tag in _CORRECTING:
            self._correction = (element.tag in STRIKING, _place_in(run))
            return
        while self._open and self._open[-1][1].run is not run:  # a block inside has ended that
            self._open.pop()
        if self._open and self._open[-1][0] is element:
            _, place, form = self._open.pop()
            _shift(place, form)


def _place_in(run: Run) -> _Place:
    return _Place(run, len(run.lines), len(run.lines[-1]), len(run.tail))


def _number_of(element: Element) -> int:
    """Among all its siblings, from 1; beyond the third some number above it."""
    total = 0
    for count in element.parent.counts.values():
        total += count
        if total > 3:
            break
    return total


def _last(run: Run) -> str:
    """The last two characters of the line, or fewer."""
    last = ""
    for _, texts in reversed(run.lines[-1]):
        for text in reversed(texts):
            last = text[-2:] + last
            if len(last) > 1:
                return last[-2:]
    return last


def _shift(since: _Place, form: _Form) -> None:
    """Raise or lower what came into a run since then, one character for one, if Unicode can."""
    run = since.run
    line = run.lines[-1]
    if len(run.lines) != since.lines or len(line) - since.pieces > _MOST:
        return
    found: list[tuple[list[str], int]] = []
    for number in range(since.pieces - 1, len(line)):
        texts = line[number][1]
        first = since.texts if number == since.pieces - 1 else 0
        if len(texts) - first > _MOST:
            return
        found += [(texts, at) for at in range(first, len(texts))]
    whole = "".join([texts[at] for texts, at in found])
    if len(whole) <= _MOST and _SHIFTABLE.fullmatch(whole):
        for texts, at in found:
            texts[at] = texts[at].translate(form)
