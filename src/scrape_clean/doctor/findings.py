"""The vocabulary of `doctor`."""

from collections.abc import Callable, Iterable
from typing import Literal, TypeAlias

from msgspec import Struct

from scrape_clean.settings import Settings

__all__ = ["Check", "Finding", "Level"]

Level: TypeAlias = Literal[
    "ok",
    "warn",  # the job runs, but somebody should look
    "fail",  # it does not run, or not as wanted
]


class Finding(Struct, frozen=True):
    """One thing that was looked at."""

    level: Level
    subject: str
    """What was looked at, in a word or two."""
    text: str
    """What was found; in one line, with no secret in it."""
    remedy: str = ""
    """What to do."""

    def __str__(self) -> str:
        """As one line."""
        told = f"{self.text}; {self.remedy}" if self.remedy else self.text
        return f"{self.level:<4} {self.subject}: {told}"


Check: TypeAlias = Callable[[Settings], Iterable[Finding]]
"""Looks at one thing and changes nothing."""
