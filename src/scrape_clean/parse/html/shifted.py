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
_CLOSED: Final = re.compile(
    r"""[.,;:!?*'"\]}\u00a9\u00ae\u00bb\u2019-\u2021\u203a\u2026\u2122\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f]\Z"""
)
"""Behind what else the mark of a note stands: a clause or a quotation that ended, a trade mark, another mark."""
_WHOLE: Final = re.compile(r"[0-9][.,:]\Z")
_REST: Final = re.compile(r"[0-9]{2}[^0-9]*")
"""The rest of a number whose point is on the line: $12.<sup>99</sup>, 10:<sup>30</sup>."""
_APART: Final = re.compile(r"(?:\A|[\s\"'(\[{/\u00ab\u2018\u201c\u201e])[0-9]?\Z")
"""Behind what a number belongs to nothing before it."""
_NOTES: Final = re.compile(r"\s*[0-9]{1,3}(?:\s*(?:,(?![0-9]{3})|[\u2013-])\s*[0-9]{1,3})*,?\s*")
"""Numbers of notes, and of isotopes; four digits are a year in small print."""
_BARS: Final = ("/", "\u2044")
_BEGINS: Final = re.compile(r"""["'(\[$\u00a3\u00ab\u2018\u201c\u201e\u20ac]?[^\W_]""")
"""What the mark of a note may stand before."""


class _Place(Struct, frozen=True):
    """How far a run had come."""

    run: Run
    lines: int
    pieces: int
    texts: int


_Text: TypeAlias = tuple[list[str], int]
"""A text of a piece, and its place there."""


class _Script(Struct, frozen=True):
    """An open script."""

    element: Element
    place: _Place | None
    """Where it began; None if no text had begun."""
    form: _Form
    """What its characters become."""
    last: str
    """What stands before it."""


class _Loose(Struct, frozen=True):
    """A number above the line that belongs to nothing before it: a note of its own, an isotope, or all there is."""

    found: list[_Text]
    after: _Place
    leads: bool
    """Whether it is a link to a place on a page."""


class Shifts:
    """The scripts of a page that are open or wait for what follows them, and its last correction."""

    def __init__(self) -> None:
        """Begin with none."""
        self._open: list[_Script] = []
        """Outermost first."""
        self._loose: list[_Loose] = []
        """Those that wait."""
        self._correction: tuple[bool, _Place] | None = None
        """Whether the last correction was an insertion, and where it ended."""

    def start(self, element: Element, run: Run | None) -> None:
        """Go into an element of `SHIFTED`; the run that is open, if one is."""
        if run is None:
            if element.tag == "sup" and not element.line:
                self._open.append(_Script(element, None, _RAISED, ""))
            return
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
        last = _last(run)
        if is_denominator:
            run.tail.append("\u2044")
        elif element.tag == "mfrac" and _WORD.search(last):
            run.tail.append(" ")
        elif form and (element.tag == "sup" or _WORD.search(last)):
            self._open.append(_Script(element, _place_in(run), form, last))

    def end(self, element: Element, run: Run | None) -> None:
        """Leave one; what came into the run is raised or lowered now, or once it is known what follows it."""
        if element.tag in _CORRECTING:
            self._correction = (element.tag in STRIKING, _place_in(run)) if run is not None else None
            return
        while self._open and self._open[-1].element.number > element.number:  # a block inside has ended that
            self._open.pop()
        if not self._open or self._open[-1].element is not element:
            return
        script = self._open.pop()
        if run is not None and run is (script.place.run if script.place else run):
            self._shift(script, script.place or _Place(run, 1, 1, 0))

    def _shift(self, script: _Script, since: _Place) -> None:
        """Raise or lower what came into a run since then, one character for one, if Unicode can."""
        found = _texts_since(since)
        whole = "".join([texts[at] for texts, at in found])
        if not 0 < len(whole) <= _MOST:
            return
        is_raised, leads = script.element.tag == "sup", _leads(since)
        if not whole[:1].isspace() and (_WORD.search(script.last) or (is_raised and _CLOSED.search(script.last))):
            is_rest = is_raised and not leads and _WHOLE.search(script.last) and _REST.fullmatch(whole)
            if _SHIFTABLE.fullmatch(whole) and not is_rest:
                _translate(found, script.form)
        elif is_raised and _NOTES.fullmatch(whole) and _APART.search(script.last + whole[:1]):
            self._loose.append(_Loose(found, _place_in(since.run), leads))

    def settled(self, run: Run) -> Run:
        """A whole run, in which the numbers are raised that belong to what follows them, or lead to a note."""
        while self._loose and self._loose[-1].after.run is run:
            number = self._loose.pop()
            rest = _rest_of_line(number.after)
            if _BEGINS.match(rest) or (number.leads and rest[:1] not in _BARS):
                _translate(number.found, _RAISED)
        return run


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


def _texts_since(since: _Place) -> list[_Text]:
    """The texts that came into a line since then; none if it has ended, or they are too many."""
    line = since.run.lines[-1]
    if len(since.run.lines) != since.lines or len(line) - since.pieces > _MOST:
        return []
    found: list[_Text] = []
    for number in range(since.pieces - 1, len(line)):
        texts = line[number][1]
        first = since.texts if number == since.pieces - 1 else 0
        if len(texts) - first > _MOST:
            return []
        found += [(texts, at) for at in range(first, len(texts))]
    return found


def _leads(since: _Place) -> bool:
    """Whether what came into a line since then is links to places on a page, and nothing else stands in the first one.

    That of a price is around all of it.
    """
    line = since.run.lines[-1]
    texts = line[since.pieces - 1][1]
    first = since.pieces - 1
    if _is_blank(texts[since.texts : since.texts + _MOST]):
        first += 1
    elif since.texts > _MOST or not _is_blank(texts[: since.texts]):
        return False
    worded = [anchor for anchor, texts in line[first : first + _MOST] if not _is_blank(texts[:_MOST])]
    return any(anchor is not None and "#" in anchor.href for anchor in worded)


def _is_blank(texts: list[str]) -> bool:
    return all(map(str.isspace, texts))


def _rest_of_line(after: _Place) -> str:
    """What stands in a line behind a place, without white space; the first two characters or more."""
    begin = ""
    line = after.run.lines[after.lines - 1]
    for number in range(after.pieces - 1, len(line)):
        texts = line[number][1]
        for at in range(after.texts if number == after.pieces - 1 else 0, len(texts)):
            begin += texts[at].strip()[:_MOST]
            if len(begin) > 1:
                return begin
    return begin


def _translate(found: list[_Text], form: _Form) -> None:
    for texts, at in found:
        texts[at] = texts[at].translate(form)
