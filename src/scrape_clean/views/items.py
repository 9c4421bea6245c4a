"""Changes as items of an HTML list, under the path of their section."""

from collections.abc import Iterator, Sequence

from scrape_clean.compare import Change, SectionChange
from scrape_clean.views.clear import marked_up, text_link
from scrape_clean.views.pieces import Piece, notes, pieces, record_of, sides
from scrape_clean.views.short import cut, shortened

__all__ = ["marks", "path_of", "section_lists", "section_notes", "words_of"]

_HEADING = 200
_NOTE = 600
"""Characters; some pages have all of their text in a heading, or a picture in the address of a link."""
_KIND = {"added": "added", "removed": "removed", "renamed": "changed"}
_WORDS = {"same": None, "dropped": "del", "added": "ins"}


def marks(found: Sequence[Piece]) -> str:
    """Pieces with ``del`` and ``ins`` around what was dropped and added, a space between the two."""
    shown = "".join(_tagged(marked_up(piece.text), _WORDS[piece.mark]) for piece in found)
    return shown.replace("</del><ins>", "</del> <ins>")


def _tagged(text: str, tag: str | None) -> str:
    return f"<{tag}>{text}</{tag}>" if tag else text


def path_of(section: Sequence[str]) -> str:
    """A section's path; the innermost heading stands out."""
    if not section:
        return '<span class="above" lang="en">before any heading</span>'
    names = [marked_up(cut(name, _HEADING)) for name in section]
    return "".join(f'<span class="above">{name} › </span>' for name in names[:-1]) + names[-1]


def section_notes(changes: Sequence[SectionChange]) -> Iterator[str]:
    """What happened to sections as a whole, as a list."""
    if not changes:
        return
    yield '<ul class="changes">'
    for change in changes:
        names = " → ".join(path_of(path) for path in (change.before, change.after) if path)
        label = f'<span class="type" lang="en">section {change.type}</span>'
        yield f'<li class="{_KIND[change.type]} of-section">{label}<p class="path" dir="auto">{names}</p></li>'
    yield "</ul>"


def section_lists(
    changes: Sequence[Change], anchors: Sequence[str], level: int, url: str | None = None
) -> Iterator[str]:
    """A heading for each section and the list of its changes.

    Args:
        changes: In the order of the page.
        anchors: An id of the document for each.
        level: Of the headings, 1 to 6.
        url: Of the page, to lead to what stands there.
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    for change, anchor in zip(changes, anchors, strict=True):
        groups.setdefault(record_of(change).section, []).append(_item(change, anchor, url))
    for section, items in groups.items():
        yield f'<h{level} class="path" dir="auto">{path_of(section)}</h{level}>\n<ul class="changes">'
        yield from items
        yield "</ul>"


def _item(change: Change, anchor: str, url: str | None) -> str:
    kinds = change.type if change.substantive or change.type == "moved" else f"{change.type} cosmetic"
    told = marked_up(cut(" · ".join(notes(change)), _NOTE))
    link = text_link(url, record_of(change).text) if change.after is not None else None
    if link:
        way = f'<a href="{marked_up(link)}" rel="noreferrer">on the page</a>'
        told += f'<span class="go">{" · " if told else ""}{way}</span>'
    note = f'<p class="note" lang="en">{told}</p>' if told else ""
    return (
        f'<li class="{kinds}" id="{marked_up(anchor)}"><span class="type" lang="en">{change.type}</span>'
        f"<div>{words_of(change)}{note}</div></li>"
    )


def words_of(change: Change) -> str:
    """A change's text with the words marked: one paragraph, or one for before and one for after."""
    both = sides(change)
    if both is not None:
        lines = [
            f'<p dir="auto"><span class="side" lang="en" dir="ltr">{name}</span> {marks(shortened(side))}</p>'
            for name, side in zip(("before", "after"), both, strict=True)
        ]
        return f'<div class="sides">{"".join(lines)}</div>'
    shown = marks(shortened(pieces(change)))
    if change.type in ("added", "removed"):
        shown = _tagged(shown, "ins" if change.type == "added" else "del")
    return f'<p dir="auto">{shown}</p>'
