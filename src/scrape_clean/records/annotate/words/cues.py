"""Cue words of dates, by language: what CLDR has not.

A text file for each language stands beside this module. One line a class, in the order in which they count where a word
has two: the class's letter (explained in `scrape_clean.records.annotate.words`), then the words and phrases, separated
by bars; ``=`` gives a word's value, with a sign the days from today. In languages whose cue words follow the date a
Greek letter stands for the class.
"""

from importlib.resources import files
from typing import Final

__all__ = ["cues_of"]

_SAME: Final = {"no": "nb", "nn": "nb", "bs": "hr", "sr": "hr", "sl": "hr", "ms": "id", "gl": "pt", "mk": "bg"}
"""Languages that do with the words of another one."""


def cues_of(code: str) -> str:
    """The table of a language by its primary subtag; empty where there is none."""
    path = files(__package__).joinpath("cues", f"{_SAME.get(code, code)}.txt")
    return path.read_text(encoding="utf-8") if path.is_file() else ""
