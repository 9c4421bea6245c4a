"""Which line leads the row or card that another line stands in, where these are no table but elements of one design.

``<div><div>Monday</div><div>9-17</div></div>``, over and over: "9-17" is said of Monday, as a cell is of its row. Told
from where elements stand, not from their names.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

__all__ = ["Placed", "leads"]

NEAREST = 3
"""Elements around a line that are looked at: cards seldom have more between their edge and a line of theirs."""
FEWEST = 2
"""Elements side by side that have several lines each; a single one is a box around all there is."""


class Placed(Struct, frozen=True, gc=False):
    """A line and where it stands."""

    path: str | None
    """XPath of its element."""
    leads: bool
    """Whether it may be what others are said of: a label, no sentence, no item of a list."""
    follows: bool
    """Whether it may be said of a line in front of it; a heading is not."""


def leads(lines: Sequence[Placed]) -> list[int]:
    """For each line, in page order, the first one of the innermost row or card that it stands in; -1 for all others.

    A line that is the first one itself has none, nor has one whose row begins with what leads nothing.
    """
    first: dict[str, int] = {}
    count: Counter[str] = Counter()
    for at, line in enumerate(lines):
        for element in _around(line.path):
            first.setdefault(element, at)
            count[element] += 1
    rows = Counter(_design(element) for element, several in count.items() if several > 1)
    found = []
    for at, line in enumerate(lines):
        around = _around(line.path) if line.follows else ()
        inside = (first[one] for one in around if rows[_design(one)] >= FEWEST and first[one] != at)
        found.append(next((other for other in inside if lines[other].leads), -1))
    return found


def _around(path: str | None) -> Iterator[str]:
    """A line's element and the nearest ones around it, innermost first; the page itself is none."""
    for _ in range(NEAREST + 1):
        if not path or not path.endswith("]"):
            return
        yield path
        path = path.rpartition("/")[0]


def _design(element: str) -> str:
    """What elements side by side share: where they stand and what they are."""
    return element.rpartition("[")[0]
