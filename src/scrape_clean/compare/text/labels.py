"""Headers of a table that stand in front of some of its cells where rows became lines: "Phone: 1201"."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from scrape_clean.compare.text.words import meaning
from scrape_clean.model import Record

__all__ = ["Labels"]

_Words: TypeAlias = tuple[str, ...]


class Labels:
    """The headers of some rows."""

    def __init__(self, rows: Iterable[Record]) -> None:
        """Of rows that may have become lines."""
        self._headers = {words for row in rows for cell in row.cells if (words := meaning(cell.header))}
        self._lengths = sorted({len(words) for words in self._headers}, reverse=True)

    def _label(self, words: _Words) -> _Words:
        """The header that a line begins with, the longest; empty where there is none."""
        return next((words[:length] for length in self._lengths if words[:length] in self._headers), ())

    def without(self, words: _Words) -> _Words:
        """A line's words without the header in front; none are left of a line that is one."""
        return words[len(self._label(words)) :]

    def cells(self, row: Record, seen: str) -> _Words:
        """What the cells of a row say, each without a header in front; empty for what is no row, or has no header."""
        if seen != row.text or not any(cell.header for cell in row.cells):
            return ()
        return tuple(word for cell in row.cells for word in self.without(meaning(cell.text)))

    def are_those_of(self, row: Record, lines: Sequence[_Words]) -> bool:
        """Whether each header in front of a line is that of the cell that begins there; the words are the row's."""
        begins: dict[int, list[_Words]] = {}
        length = 0
        for cell in row.cells:
            text = meaning(cell.text)
            begins.setdefault(length, []).extend((meaning(cell.header), self._label(text)))
            length += len(self.without(text))
        length = 0
        for words in lines:
            label = self._label(words)
            if label and label not in begins.get(length, ()):
                return False
            length += len(words) - len(label)
        return True
