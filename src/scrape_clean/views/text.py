"""A comparison for a terminal or a mail: a line a change."""

import unicodedata
from collections.abc import Iterator

from scrape_clean.compare import Change, Comparison
from scrape_clean.views.pieces import by_section, notes, pieces

__all__ = ["as_text", "safe_line"]

_SIGNS = {"added": "+", "removed": "-", "changed": "~", "moved": ">"}
_COLOURS = {"+": "32", "-": "31", "~": "33", ">": "36"}
_STYLES = {"dropped": "31;9", "added": "32;1"}
_BRACKETS = {"dropped": ("[-", "-]"), "added": ("{+", "+}")}
"""As wdiff has them."""


def as_text(comparison: Comparison, *, colour: bool = False) -> str:
    """One line for each change, under its section; empty when there is none.

    Args:
        comparison: What to show.
        colour: Mark words by ECMA-48 colours instead of brackets. Control characters of the page never get through.
    """
    return "".join(f"{line}\n" for line in _lines(comparison, colour=colour))


def _lines(comparison: Comparison, *, colour: bool) -> Iterator[str]:
    if comparison.suspect:
        yield f"suspect: {safe_line(comparison.suspect)}"
    for section_change in comparison.sections:
        before, after = (safe_line(" > ".join(path or ())) for path in (section_change.before, section_change.after))
        yield f"section {section_change.type}: {' -> '.join(name for name in (before, after) if name)}"
    first = not (comparison.suspect or comparison.sections)
    for section, changes in by_section(comparison.changes):
        if not first:
            yield ""
        first = False
        if section:
            title = safe_line(" > ".join(section))
            yield _styled(title, "1") if colour else title
        for change in changes:
            yield _line(change, colour=colour)


def _line(change: Change, *, colour: bool) -> str:
    sign = _SIGNS[change.type]
    shown = "".join(_piece(piece.text, piece.mark, colour=colour) for piece in pieces(change))
    if colour and change.type in ("added", "removed"):
        shown = _styled(shown, _COLOURS[sign])
    told = safe_line("; ".join(notes(change)))
    note = (_styled(f"  ({told})", "2") if colour else f"  ({told})") if told else ""
    return f"  {_styled(sign, _COLOURS[sign]) if colour else sign} {shown}{note}"


def _piece(text: str, mark: str, *, colour: bool) -> str:
    text = safe_line(text)
    if mark == "same":
        return text
    if colour:
        return _styled(text, _STYLES[mark])
    left, right = _BRACKETS[mark]
    return f"{left}{text}{right}"


def _styled(text: str, style: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m"


def safe_line(text: str) -> str:
    """A text on one line, without what a terminal would obey: control characters and changes of direction."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if char in "\n\r\t" else "" if unicodedata.category(char) in ("Cc", "Cf") else char for char in text
    )
