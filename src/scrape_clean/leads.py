"""Which line another one is said of: the item that it is nested under, the label in front, what its row begins with.

A row need be no table's: of ``<div><div>Monday</div><div>9-17</div></div>``, over and over, "9-17" is said of Monday.
That is told from where elements stand, not from their names.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from scrape_clean.model import Block, Record
from scrape_clean.parse.sentences import SENTENCE_END

__all__ = ["Placed", "design", "leads", "nearest", "placed", "rows", "rows_of"]

_ROWS = frozenset({"table_row", "table_header", "field", "definition"})
_LABELS = frozenset({"caption", "summary", "term"})

NEAREST = 3
"""Elements around a line that are looked at: cards seldom have more between their edge and a line of theirs."""
FEWEST = 2
"""Elements side by side that have several lines each; a single one is a box around all there is."""


class Placed(Struct, frozen=True, gc=False):
    """A line and where it stands."""

    path: str | None
    """XPath of its element."""
    nesting: int
    """Lines of a higher nesting may be said of this one."""
    leads: bool
    """Whether others may be said of it although it is no list item: a label, no sentence, no heading."""
    follows: bool = True
    """Whether it may be said of a line in front of it; a heading is not."""
    opens: bool = False
    """Whether it begins a section."""
    names: bool = False
    """Whether it is a term, which is said of no other term."""


def placed(line: Block | Record, path: str | None, *, opens: bool) -> Placed:
    """A block or record as `leads` looks at it; ``opens``: whether a section begins with it."""
    return Placed(
        path,
        # Depth as a reader sees it: rows, fields and definitions stand below the line that introduces them.
        nesting=2 * line.depth + (line.kind in _ROWS),
        leads=line.kind in _LABELS or (line.kind == "paragraph" and not line.text.rstrip().endswith(SENTENCE_END)),
        follows=line.kind != "heading",
        opens=opens,
        names=line.kind == "term",
    )


def leads(lines: Sequence[Placed]) -> list[int]:
    """For each line, in page order, the one that it is said of; -1 where there is none.

    That is the item, label or term that it is nested under; else the first line of the innermost row or card that it
    stands in.
    """
    found, above = [], list[int]()
    for at, (line, row) in enumerate(zip(lines, rows(lines), strict=True)):
        if line.opens:
            above.clear()
        while above and lines[above[-1]].nesting >= line.nesting:
            above.pop()
        found.append(above[-1] if above else row)
        if line.follows and (line.leads or line.nesting > 1):
            above.append(at)
    return found


def rows(lines: Sequence[Placed]) -> list[int]:
    """The first line of the row or card that each line stands in; of that line itself, and of all others, -1.

    What leads a row is said of no line outside it. Of two elements of one design on, they are rows or cards.
    """
    return rows_of(lines, nearest([line.path for line in lines]), FEWEST)


def rows_of(lines: Sequence[Placed], near: Sequence[Sequence[str]], fewest: int) -> list[int]:
    """As `rows`, given what `nearest` finds for the lines, and of how many elements on they are rows or cards."""
    first: dict[str, int] = {}
    several: dict[str, str] = {}
    for at, elements in enumerate(near):
        for element in elements:
            if first.setdefault(element, at) != at and element not in several:
                several[element] = design(element)
    alike = Counter(several.values())
    begins = {element: first[element] for element, looks in several.items() if alike[looks] >= fewest}
    return [
        _leader(at, [begins[element] for element in elements if element in begins], lines) if line.follows else -1
        for at, (line, elements) in enumerate(zip(lines, near, strict=True))
    ]


def _leader(at: int, firsts: Sequence[int], lines: Sequence[Placed]) -> int:
    """Of the lines that begin what a line stands in, innermost first, the one that it is said of."""
    for other in firsts:
        if other == at:
            return -1
        if lines[other].leads and not (lines[other].names and lines[at].names):
            return other
    return -1


def nearest(paths: Iterable[str | None]) -> list[tuple[str, ...]]:
    """For each line its element and the nearest ones around it, innermost first; the page itself is none."""
    known: dict[str, tuple[str, ...]] = {}  # most lines stand beside others in an element
    found: list[tuple[str, ...]] = []
    for path in paths:
        if path is None or not path.endswith("]"):
            found.append(())
            continue
        outer = path[: path.rfind("/")]
        if outer not in known:
            known[outer] = _outwards(outer)
        found.append((path, *known[outer]))
    return found


def _outwards(element: str) -> tuple[str, ...]:
    """An element and those around it, `NEAREST` at the most."""
    found: list[str] = []
    while element.endswith("]") and len(found) < NEAREST:
        found.append(element)
        element = element[: element.rfind("/")]
    return tuple(found)


def design(element: str) -> str:
    """What elements side by side share: where they stand and what they are."""
    return element[: max(element.rfind("["), 0)]
