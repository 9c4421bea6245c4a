"""In which line of a TOML file each key stands: the standard library's reader does not tell.

Reads only files that the reader has accepted, and so needs no check of its own (https://toml.io/en/v1.0.0).
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from typing import Final, TypeAlias

__all__ = ["KeyPath", "line_of", "locate"]

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys, and the numbers (from 0) of the items of lists, from the outside in."""

_BLANK: Final = re.compile(r"(?:[ \t\r\n,]|#[^\n]*)*")
"""What stands between values; commas too, since only lists and inline tables have them."""
_KEY: Final = re.compile(r"""[ \t]*(?:"((?:\\.|[^"\\\n])*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))[ \t]*""")
_SCALAR: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|[^,\]}#\n]+",
    re.DOTALL,
)


def locate(text: str) -> dict[KeyPath, int]:
    """The line (from 1) of every key, table and list item of a TOML text.

    Args:
        text: As ``tomllib`` accepts it.
    """
    return _Scanner(text).scan()


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """The line of a key; of one that is missing, the line of the table that lacks it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scanner:
    """Goes through a text once, from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._lengths: dict[KeyPath, int] = {}  # of the arrays of tables
        self._lines: dict[KeyPath, int] = {}

    def scan(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while self._skip():
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._lines

    def _skip(self) -> bool:
        """Go to what comes next; False at the end."""
        match = _BLANK.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at < len(self._text)

    def _header(self) -> KeyPath:
        """``[table]`` or ``[[table]]``; a name on the way that is an array means its last table."""
        start = self._at
        brackets = 2 if self._text.startswith("[[", start) else 1
        self._at += brackets
        path: KeyPath = ()
        *above, last = self._keys()
        self._at += brackets
        for key in above:
            path = self._inside((*path, key))
            self._note(path, start)
        path = (*path, last)
        if brackets == 2:
            self._note(path, start)
            self._lengths[path] = self._lengths.get(path, 0) + 1
        path = self._inside(path)
        self._note(path, start)
        return path

    def _inside(self, path: KeyPath) -> KeyPath:
        return (*path, self._lengths[path] - 1) if path in self._lengths else path

    def _pair(self, table: KeyPath) -> None:
        start = self._at
        for key in self._keys():
            table = (*table, key)
            self._note(table, start)
        self._at += 1  # the equals sign
        self._value(table)

    def _keys(self) -> list[str]:
        """The parts of a dotted key, up to what follows it."""
        keys = []
        while match := _KEY.match(self._text, self._at):
            basic, literal, bare = match.groups()
            keys.append(literal or bare or "" if basic is None else tomllib.loads(f'k="{basic}"')["k"])
            self._at = match.end()
            if self._text[self._at] != ".":
                break
            self._at += 1
        return keys

    def _value(self, path: KeyPath) -> None:
        self._skip()
        opening = self._text[self._at]
        if opening not in "[{":
            match = _SCALAR.match(self._text, self._at)
            self._at = match.end() if match else len(self._text)
            return
        self._at += 1
        count = 0
        while self._skip() and self._text[self._at] not in "]}":
            if opening == "{":
                self._pair(path)
            else:
                self._note((*path, count), self._at)
                self._value((*path, count))
                count += 1
        self._at += 1

    def _note(self, path: KeyPath, start: int) -> None:
        self._lines.setdefault(path, bisect_right(self._breaks, start) + 1)
