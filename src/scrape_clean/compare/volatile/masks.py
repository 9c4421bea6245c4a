"""What is known to be volatile, taken off the texts of two nights before they are compared."""

from collections import defaultdict
from collections.abc import Sequence

from scrape_clean.compare.volatile.daily import Daily, looked_up
from scrape_clean.compare.volatile.places import Place, Placed, Volatile
from scrape_clean.compare.volatile.slots import GAPS, Pattern, Patterns, shown

__all__ = ["Mask", "daily_of"]


class Mask:
    """Makes one text of all that a volatile record may read, and nothing of one that comes and goes."""

    def __init__(self, volatile: Sequence[Volatile], language: str | None, last: Sequence[Placed]) -> None:
        """Of what is known, and the last night as it is compared with."""
        known: dict[tuple[tuple[str, ...], bool], dict[Pattern, list[Volatile]]] = defaultdict(dict)
        for one in volatile:
            if not one.heading:
                known[one.section, one.below].setdefault(one.words, []).append(one)
        self._known = known
        self._patterns = {place: Patterns(words) for place, words in known.items()}
        self._language = language
        self._places: set[Place] = {(one.section, one.said_of) for one in last}
        self._still: frozenset[tuple[tuple[str, ...], str]] = frozenset()
        self.last = [self.of(one) for one in last]
        """What is compared of the last night."""
        both = zip(last, self.last, strict=True)
        self._still = frozenset((one.section, one.text) for one, seen in both if seen == one.text)

    def of(self, one: Placed) -> str:
        """What is compared of a record."""
        for place in ((one.section, False), (one.section[:-1], bool(one.section))):
            for words in self._patterns[place].fitting(one.text, self._language) if place in self._patterns else ():
                if any(self._holds(volatile, one) for volatile in self._known[place][words]):
                    several = len(words) > 1 and not GAPS.isdisjoint(words)
                    return shown(words) if several else ""
        return one.text

    def _holds(self, volatile: Volatile, one: Placed) -> bool:
        """Whether a record stands where a text that it fits is known to change.

        An element is not known by its number alone: a fact that stood in another one last night may have come there.
        """
        if volatile.new and (one.section, one.said_of) in self._places:
            return False
        if volatile.said_of not in (None, one.said_of):
            return False
        return volatile.path is None or (volatile.path == one.path and (one.section, one.text) not in self._still)


def daily_of(volatile: Sequence[Volatile]) -> Daily:
    """What headings may read, by the section that they stand in."""
    daily: dict[tuple[str, ...], list[Pattern]] = defaultdict(list)
    for one in volatile:
        if one.heading:
            daily[one.section].append(one.words)
    return looked_up(daily)
