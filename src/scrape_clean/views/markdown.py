"""A comparison as GitHub Flavored Markdown, to post."""

import re
from collections.abc import Iterable, Iterator
from string import punctuation
from unicodedata import category

from scrape_clean.compare import Change, Comparison
from scrape_clean.views.clear import clear
from scrape_clean.views.pieces import by_section, notes, pieces

__all__ = ["as_markdown", "joined"]

_MARKUP = re.compile(r"([\\`*_\[\]<>|~#&!$@]|:(?=//))")
_BREAKS = re.compile(r"\s+")
_SIGNS = {"same": "", "dropped": "~~", "added": "**"}


def as_markdown(comparison: Comparison) -> str:
    """A list of changes under their sections, dropped words struck out and added ones bold; empty when there is none.

    Whatever stands on the page is text here: no link, no HTML, no mention of a user, no command to a terminal.
    """
    return "\n".join(_lines(comparison)).strip("\n") + "\n" if _is_any(comparison) else ""


def _is_any(comparison: Comparison) -> bool:
    return bool(comparison.suspect or comparison.changes or comparison.sections)


def _lines(comparison: Comparison) -> Iterator[str]:
    if comparison.suspect:
        yield f"**suspect** {_escaped(comparison.suspect)}"
    for section_change in comparison.sections:
        names = [_escaped(" > ".join(path)) for path in (section_change.before, section_change.after) if path]
        yield f"- **section {section_change.type}** {' → '.join(names)}"
    for section, changes in by_section(comparison.changes):
        if section:
            yield f"\n## {_escaped(' > '.join(section))}\n"
        else:
            yield ""
        for change in changes:
            yield _item(change)


def _item(change: Change) -> str:
    shown = joined((_escaped(piece.text), _SIGNS[piece.mark]) for piece in pieces(change))
    told = _escaped("; ".join(notes(change)))
    return f"- **{change.type}** {shown}" + (f" *({told})*" if told else "")


def joined(stretches: Iterable[tuple[str, str]]) -> str:
    """Stretches of Markdown one after another, each between its signs (``**``, ``~~``), or bare where that is empty.

    A sign marks nothing if a blank is on its inner side, or if punctuation is there and a letter on the other, and two
    pairs of signs must not touch (CommonMark 0.31.2, 6.2). So blanks go outside, and one is put where need be.
    """
    told, closed = "", ""
    for text, sign in stretches:
        inner = text.strip() if sign else ""
        if inner:
            start, end = text[: text.index(inner)], text[text.index(inner) + len(inner) :]
            blank = " " if not start and (closed or _is_unmarked(told[-1:], inner[0])) else ""
            told += f"{start}{blank}{sign}{inner}{sign}{end}"
            closed = "" if end else inner[-1]
        elif text:
            told += (" " if closed and _is_unmarked(text[0], closed) else "") + text
            closed = ""
    return told


def _is_unmarked(outside: str, inside: str) -> bool:
    """Whether a sign between the two may be none; what a symbol is, older versions of the standard see otherwise."""
    apart = not outside or outside.isspace() or outside in punctuation or category(outside)[0] == "P"
    return not apart and category(inside)[0] not in "LMN"


def _escaped(text: str) -> str:
    """Text that Markdown takes for text; a zero-width joiner keeps ``@name`` from being a mention."""
    return _MARKUP.sub(r"\\\1", clear(_BREAKS.sub(" ", text))).replace("\\@", "\\@\u2060")
