"""Does a page break off? Told from the lines of its text: what stood behind the last one is all missing."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

__all__ = ["Ending", "ending_of", "missing_end"]

_ANCHOR = 3
"""Lines in a row by which the place is known where a page ends."""


class Ending(Struct, frozen=True):
    """The lines of a page's text, and where its content ends among them."""

    lines: tuple[str, ...] = ()
    """In order, spaces folded, empty ones left out."""
    last: int = -1
    """The line in which the last record ends; -1 without any."""
    records: tuple[tuple[int, str], ...] = ()
    """What the page says, each with the line that it ends in."""
    headings: tuple[tuple[int, str], ...] = ()
    """The same of its headings."""


def ending_of(
    text: str, end: int, records: Iterable[tuple[int, str]] = (), headings: Iterable[tuple[int, str]] = ()
) -> Ending:
    """The lines of a page's text.

    Args:
        text: The page's, all that stands there.
        end: Where in it the last record ends.
        records: The last character of each in it, and what it says.
        headings: The same.
    """
    lines: list[str] = []
    starts: list[int] = []
    last = at = -1
    start = 0
    for line in text.split("\n"):
        if folded := " ".join(line.split()):
            lines.append(folded)
            starts.append(start)
            at += 1
            if start < end:
                last = at
        start += len(line) + 1
    told = [tuple((bisect_right(starts, place) - 1, said) for place, said in found) for found in (records, headings)]
    return Ending(tuple(lines), last, *told)


def missing_end(before: Ending, after: Ending) -> float:
    """The share of a page's text that stood behind the place at which it ends now; 0 where it does not break off.

    It breaks off where its last lines stand in a row in the page before, and no line that stood behind them stands
    anywhere but where it stood before them, too; the last line may be the beginning of the next one. Something that is
    content must be missing, and something behind it that is none, as a footer is: else the last item of a page was
    taken off. What the headings in front say, as a table of contents does behind them, is not missing, nor is anything
    if all lines stand in front, too: the page came twice, and comes once again.
    """
    here, there = before.lines, after.lines
    for stump in (0, 1):
        whole = there[: len(there) - stump]
        at = _place(here, whole)
        if not at <= before.last < len(here) - 1:
            continue
        rest = here[at:]
        if stump and (rest[0] == there[-1] or not rest[0].startswith(there[-1])):
            continue
        if not _stands(here[:at], whole, rest):
            is_complete = set(rest) <= set(here[:at]) or _only_headings(before, at)
            return 0.0 if is_complete else _length(rest) / _length(here)
    return 0.0


def _only_headings(page: Ending, at: int) -> bool:
    """Whether all that is said from a line on, or ends there, is said by the headings before it."""
    behind = {text for line, text in (*page.records, *page.headings) if line >= at}
    return bool(behind) and behind <= {text for line, text in page.headings if line < at}


def _place(lines: Sequence[str], front: Sequence[str]) -> int:
    """Behind which of some lines others end that stood in front: where their last ones stand in a row.

    Of several places it is the one that is next to as many lines; behind all lines if there is none.
    """
    anchor = front[-_ANCHOR:]
    size = len(anchor)
    ends = [at for at in range(size, len(lines) + 1) if lines[at - size : at] == anchor] if size else []
    return min(ends, key=lambda at: abs(at - len(front)), default=len(lines))


def _stands(front: Sequence[str], lines: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether a line of the rest stands among lines, besides those that stood in front of it."""
    return not (Counter(lines) - Counter(front)).keys().isdisjoint(rest)


def _length(lines: Sequence[str]) -> int:
    return sum(map(len, lines))
