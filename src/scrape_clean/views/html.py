"""A comparison as a web page that stands alone: no script, nothing loaded, all of the page's text escaped."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from html import escape

from scrape_clean.compare import Change, Comparison
from scrape_clean.views.pieces import by_section, notes, pieces, summary

__all__ = ["as_html"]

_STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --dim: #5f6368; --paper: #fff; --line: #d8dadd;
  --in: #0a6b2d; --in-paper: #e3f5e8; --out: #a3191f; --out-paper: #fbe9e9; --edit: #7a5200; --move: #0b5a7a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --dim: #a4a8ae; --paper: #17181a; --line: #3a3d41;
  --in: #7fdb98; --in-paper: #12311c; --out: #ff9a9a; --out-paper: #3b1718; --edit: #f0c36a; --move: #7cc8ea; } }
body { margin: 2rem auto; max-width: 52rem; padding: 0 1rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink);
  background: var(--paper); overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin-bottom: .25rem; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
.summary, .note { color: var(--dim); } .note { font-size: .85rem; }
.suspect { border: 2px solid var(--out); padding: .75rem 1rem; border-radius: .4rem; }
ul { list-style: none; padding: 0; margin: 0; }
li { border-top: 1px solid var(--line); padding: .5rem 0; display: grid; grid-template-columns: 6rem 1fr; gap: .75rem; }
.type { font-size: .85rem; font-weight: 600; } .added .type { color: var(--in); } .removed .type { color: var(--out); }
.changed .type { color: var(--edit); } .moved .type { color: var(--move); } .cosmetic { opacity: .75; }
p { margin: 0; } del { color: var(--out); background: var(--out-paper); }
ins { color: var(--in); background: var(--in-paper); text-decoration: none; font-weight: 600; }
@media (max-width: 30rem) { li { grid-template-columns: 1fr; gap: 0; } }
"""
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'"
)


def as_html(comparison: Comparison) -> str:
    """A page to open from disk: changes by section with the words marked, for light and dark screens and for print."""
    title = comparison.base.title or comparison.base.url or "Changes"
    language = comparison.base.language or "en"
    head = (
        "<!DOCTYPE html>\n"
        f'<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}: changes</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    )
    return head + "".join(f"{line}\n" for line in _body(comparison, title)) + "</body>\n</html>\n"


def _body(comparison: Comparison, title: str) -> Iterator[str]:
    yield f'<h1 dir="auto">{escape(title)}</h1>'
    if comparison.base.url:
        yield f'<p class="note">{escape(comparison.base.url)}</p>'
    yield f'<p class="summary" lang="en">{escape(summary(comparison.changes))}</p>'
    if comparison.suspect:
        yield f'<p class="suspect" lang="en"><strong>Suspect:</strong> {escape(comparison.suspect)}</p>'
    if comparison.sections:
        yield '<section><h2 lang="en">Sections</h2>\n<ul>'
        for moved in comparison.sections:
            names = " → ".join(escape(" > ".join(path)) for path in (moved.before, moved.after) if path)
            label = f'<span class="type" lang="en">{moved.type}</span>'
            yield f'<li class="{_KIND[moved.type]}">{label}<p dir="auto">{names}</p></li>'
        yield "</ul></section>"
    for section, changes in by_section(comparison.changes):
        name = escape(" > ".join(section)) if section else '<span lang="en">Before any heading</span>'
        yield f'<section><h2 dir="auto">{name}</h2>\n<ul>'
        for change in changes:
            yield _item(change)
        yield "</ul></section>"


_KIND = {"added": "added", "removed": "removed", "renamed": "changed"}


def _item(change: Change) -> str:
    shown = "".join(_piece(piece.text, piece.mark) for piece in pieces(change))
    if change.type in ("added", "removed"):
        tag = "ins" if change.type == "added" else "del"
        shown = f"<{tag}>{shown}</{tag}>"
    classes = change.type if change.substantive or change.type == "moved" else f"{change.type} cosmetic"
    note = "; ".join(notes(change))
    below = f'<p class="note" lang="en">{escape(note)}</p>' if note else ""
    return (
        f'<li class="{classes}" id="r-{escape(change.id)}"><span class="type" lang="en">{change.type}</span>'
        f'<div><p dir="auto">{shown}</p>{below}</div></li>'
    )


def _piece(text: str, mark: str) -> str:
    if mark == "same":
        return escape(text)
    tag = "del" if mark == "dropped" else "ins"
    return f"<{tag}>{escape(text)}</{tag}>"
