"""Numbers of lines beside code, which are no text of it: they count on, a line each, and say nothing."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from scrape_clean.choices import LINE_NUMBERS
from scrape_clean.model import Block, Container
from scrape_clean.parse.html.events import Attributes
from scrape_clean.parse.html.runs import Number, Run

__all__ = ["LONGEST_NUMBER", "is_named", "mark_gutters", "take_numbers"]

LONGEST_NUMBER: Final = 8
"""Characters of a line's number, white space beside it included."""
_FAR: Final = 32
"""Elements that may stand between a row and the code in it; bounds the time for hostile pages."""

_CLASS: Final = re.compile(r"(?:^|[\s_-])l(?:ine)?[_-]?n", re.IGNORECASE)
"""Of an element that numbers a line: ``linenos``, ``lineno``, ``line-number``, ``ln`` (Pygments, docutils, Chroma)."""
_UNSELECTED: Final = re.compile(r"user-select\s*:\s*none")
"""In its style: whoever copies the code is not to copy them."""
_WORD: Final = re.compile(r"[^\W\d_]{3}")


def is_named(attributes: Attributes) -> bool:
    """Whether an element says that what stands in it is the number of a line."""
    named = _CLASS.search(attributes.get("class") or "") is not None
    return named or _UNSELECTED.search((attributes.get("style") or "").lower()) is not None


def take_numbers(run: Run) -> str:
    """Take the numbers off the lines of code, if each begins with one, in an element of its own, and they count on.

    They are data, as in a file of numbered rows, unless their elements are named for it, or on one of several lines a
    word follows without anything between: "1def tide". That of a rank ("1st", "2nd") is shorter.

    Returns:
        The numbers, a line each; empty where there are none.
    """
    starts, is_glued = _starts(run) if run.numbers else ([], False)
    values = [int(number.texts[number.at]) for number in starts]
    if not _counts_on(values):
        return ""
    if not all(number.is_named for number in starts) and (len(starts) < 2 or not is_glued):
        return ""
    for number in starts:
        number.texts[number.at] = ""
    return "\n".join(map(str, values))


def _starts(run: Run) -> tuple[list[Number], bool]:
    """The numbers with which its lines begin, and whether a word follows one at once.

    None of them if a line has none, or there is nothing but numbers.
    """
    known = {(id(number.texts), number.at): number for number in run.numbers or ()}
    starts: list[Number] = []
    is_worded = is_glued = False
    before = ""
    for place, text, is_first in _parts(run):
        number = known.get(place)
        if is_first and number is not None and text.isascii():
            starts.append(number)
            before = text
        elif not text.isspace():
            if is_first:
                return [], False
            is_worded = True
            is_glued = is_glued or (before[-1:].isdecimal() and _WORD.match(text) is not None)
            before = ""
        else:
            before = ""
    return starts if is_worded else [], is_glued


def _parts(run: Run) -> Iterator[tuple[tuple[int, int], str, bool]]:
    """What its lines are made of: where each part stands, what it says, and whether nothing shows before it."""
    for line in run.lines:
        is_first = True
        for _, texts in line:
            for at, text in enumerate(texts):
                for count, part in enumerate(text.split("\n")):
                    is_first = is_first or count > 0
                    if part:
                        yield (id(texts), at), part, is_first
                        is_first = is_first and part.isspace()


def _counts_on(values: Sequence[int]) -> bool:
    return bool(values) and list(values) == list(range(values[0], values[0] + len(values)))


def mark_gutters(blocks: Sequence[Block], containers: Sequence[Container]) -> list[Block]:
    """Decide (``Block.chosen``) that numbers, a line each, are none of the page's text if they stand beside code.

    Beside it is in the same row of a table that has no other, but for its title, and in front of as many lines. Any
    other list of numbers stays one.
    """
    marked = list(blocks)
    if "preformatted" not in {block.kind for block in blocks}:
        return marked
    shown = [at for at, block in enumerate(blocks) if block.hidden is None]
    for place, at in enumerate(shown[:-1]):
        if blocks[at].kind == "preformatted" and blocks[at].chosen is None:
            near = [blocks[other] for other in shown[max(place - 2, 0) : place + 3]]
            if _is_gutter(blocks[at], blocks[shown[place + 1]], near, containers):
                marked[at] = replace(blocks[at], chosen=LINE_NUMBERS)
    return marked


def _is_gutter(block: Block, code: Block, near: Sequence[Block], containers: Sequence[Container]) -> bool:
    lines = [line.strip() for line in block.text.split("\n")]
    if code.kind != "preformatted" or len(lines) != code.text.count("\n") + 1:
        return False
    if not all(line.isascii() and line.isdecimal() and len(line) <= LONGEST_NUMBER for line in lines):
        return False
    row, table = (_around(containers, block.container, tag) for tag in ("tr", "table"))
    inside = [
        one
        for one in near
        if not (one.kind == "table_header" and len(one.cells) == 1)
        and _around(containers, one.container, "table") == table
    ]
    is_alone = row is not None and row == _around(containers, code.container, "tr") and inside == [block, code]
    return is_alone and _counts_on(list(map(int, lines)))


def _around(containers: Sequence[Container], at: int, tag: str) -> int | None:
    """The innermost element of a tag that a block stands in, not too far out."""
    for _ in range(_FAR):
        if at < 0 or containers[at].tag == tag:
            break
        at = containers[at].parent
    return at if at >= 0 and containers[at].tag == tag else None
