"""Code with an element for each of its lines, which a page's script or its generator made of them.

Whether the blocks in preformatted text are lines of one text, or parts of a page that someone left in a ``pre``, cannot
be known at its start: so it is looked over once before its blocks are built, as a table is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from scrape_clean.parse.html.events import END, Attributes, Event
from scrape_clean.parse.html.tables import CELLS
from scrape_clean.parse.html.tags import BLOCKS

__all__ = ["NO_LINE", "WRAPPING", "ends_line", "held_element", "is_code_table", "is_in_lines"]

WRAPPING: Final = frozenset({"ol", "table", "tbody", "thead", "tfoot", "tr", "pre", "colgroup", "col"})
"""Elements in which lines stand, and no text of its own."""
NO_LINE: Final = frozenset({"button", "label", "select", "option", "optgroup", "textarea", "datalist"})
"""Controls: they stand beside the lines, as one that copies the code does."""
_LINES: Final = WRAPPING | {"div", "li", "td"}
_NUMBER: Final = "data-line-number"
"""In which GitHub, Gitea and a plug-in of highlight.js keep the number that a style sheet shows."""
_BLOCK: Final = re.compile(r"(?:^|;)\s*display\s*:\s*(?:block|flex|grid)(?![\w-])")


def held_element(events: Iterator[Event]) -> list[Event]:
    """The events of an element that was just announced, its end included."""
    held: list[Event] = []
    depth = 1
    while depth and (event := next(events, None)) is not None:
        held.append(event)
        if event[2] is None:
            depth += -1 if event is END else 1
    return held


def ends_line(tag: str, attributes: Attributes) -> bool:
    """Whether an element among lines of code is a line, or has some in it."""
    if tag in BLOCKS or tag == "br":
        return tag != "br" and tag not in NO_LINE
    style = (attributes.get("style") or "").lower() if attributes else ""
    return "display" in style and _BLOCK.search(style) is not None


def is_in_lines(held: Sequence[Event]) -> bool:
    """Whether the blocks in a ``pre`` are lines of one text.

    They are if nothing else stands there: neither headings, paragraphs nor other blocks of a page, no table but one of
    numbered lines, no text beside the items of a list.
    """
    lines = {tag for tag, _, _ in held if tag in BLOCKS} - NO_LINE
    if not lines:
        return any(ends_line(tag, attributes) for tag, attributes, _ in held)
    if "table" in lines:
        return is_code_table(held)
    return lines <= _LINES and ("li" not in lines or ("ol" in lines and _is_all_items(held)))


def _is_all_items(held: Iterable[Event]) -> bool:
    """Whether all text stands in list items, and none of these in another."""
    items: list[bool] = []
    inside = 0
    for tag, _, content in held:
        if (tag == "li" and inside) or ((content or "").strip() and tag != "li" and not inside):
            return False
        if content is None and tag != END[0]:
            items.append(tag == "li")
            inside += items[-1]
        elif content is None and items:
            inside -= items.pop()
    return True


def is_code_table(held: Sequence[Event]) -> bool:
    """Whether each row of a table is a line of code behind its number, which an attribute tells."""
    count = 0
    for cells in _rows(held):
        numbers = cells[:-1]
        if not any(is_numbered for _, is_numbered in numbers) or any(text for text, _ in numbers):
            return False
        count += 1
    return count > 0 and {tag for tag, _, _ in held if tag in BLOCKS} - NO_LINE <= _LINES


def _rows(held: Iterable[Event]) -> Iterator[list[tuple[str, bool]]]:
    """For each row, of each cell its text, without white space, and whether it says which line it numbers."""
    cells: list[tuple[str, bool]] = []
    for tag, attributes, content in held:
        if tag == "tr":
            if cells:
                yield cells
            cells = []
        elif tag in CELLS:
            cells.append(((content or "").strip(), _NUMBER in attributes))
        elif cells:
            text, is_numbered = cells[-1]
            cells[-1] = text or (content or "").strip(), is_numbered or _NUMBER in attributes
    if cells:
        yield cells
