"""Mistakes and warnings, gathered while settings are read, each with the line that it is about."""

import difflib
from collections.abc import Iterable, Mapping

from scrape_clean.settings.locate import KeyPath, line_of

__all__ = ["Report", "meant"]


class Report:
    """What is wrong with a settings file, all of it."""

    def __init__(self, name: str, lines: Mapping[KeyPath, int]) -> None:
        """Nothing yet.

        Args:
            name: Of the file, as people call it.
            lines: Where its keys stand.
        """
        self._name = name
        self._lines = lines
        self._mistakes: list[tuple[int, str]] = []
        self._warnings: list[tuple[int, str]] = []

    def mistake(self, path: KeyPath, text: str) -> None:
        """With this the settings cannot be used."""
        self._mistakes.append(self._told(path, text))

    def warning(self, path: KeyPath, text: str) -> None:
        """With this they can."""
        self._warnings.append(self._told(path, text))

    @property
    def mistakes(self) -> tuple[str, ...]:
        """In the order of the file, each once."""
        return _ordered(self._mistakes)

    @property
    def warnings(self) -> tuple[str, ...]:
        """In the order of the file, each once."""
        return _ordered(self._warnings)

    def _told(self, path: KeyPath, text: str) -> tuple[int, str]:
        line = line_of(self._lines, path)
        key = ".".join(_printable(part) for part in path if isinstance(part, str))
        return line, ": ".join((f"{self._name}:{line}", *([key] if key else []), _in_one_line(text)))


def meant(word: str, known: Iterable[str]) -> str:
    """``; did you mean `x`?`` for the known word that is nearest; empty if none is near."""
    plain = {one.casefold().replace("-", "_"): one for one in known}
    near = difflib.get_close_matches(word[:100].casefold().replace("-", "_").strip(), plain, n=1, cutoff=0.6)
    return f"; did you mean `{plain[near[0]]}`?" if near else ""


def _ordered(told: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for _, text in sorted(told, key=lambda item: item[0])))


def _in_one_line(text: str) -> str:
    """A text in which somebody's own words may stand."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in " ".join(text.splitlines()))


def _printable(part: str) -> str:
    """A key as it can stand in a line: a wild one is shortened and its control characters are shown."""
    shown = part if part.isprintable() and part else ascii(part)
    return shown if len(shown) <= 60 else f"{shown[:60]}..."
