"""A comparison as GitHub Flavored Markdown, to post."""

import re
from collections.abc import Iterator

from scrape_clean.compare import Change, Comparison
from scrape_clean.views.clear import clear
from scrape_clean.views.pieces import by_section, notes, pieces

__all__ = ["as_markdown"]

_MARKUP = re.compile(r"([\\`*_\[\]<>|~#&!$@]|:(?=//))")
_BREAKS = re.compile(r"\s+")


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
    shown = "".join(_piece(piece.text, piece.mark) for piece in pieces(change)).replace("~~**", "~~ **")
    told = _escaped("; ".join(notes(change)))
    return f"- **{change.type}** {shown}" + (f" *({told})*" if told else "")


def _piece(text: str, mark: str) -> str:
    inner = _escaped(text)
    if mark == "same" or not inner.strip():
        return inner
    return f"~~{inner}~~" if mark == "dropped" else f"**{inner}**"


def _escaped(text: str) -> str:
    """Text that Markdown takes for text; a zero-width joiner keeps ``@name`` from being a mention."""
    return _MARKUP.sub(r"\\\1", clear(_BREAKS.sub(" ", text))).replace("\\@", "\\@\u2060")
