"""CLDR's data on a language, as Babel ships it: what has no function of its own there."""

from collections.abc import Mapping
from typing import Any

from babel import localedata

__all__ = ["cldr"]


def cldr(language: str, table: str) -> Mapping[str, Any]:
    """A table of a language with what it inherits, references to other tables left out; empty where there is none."""
    found = localedata.load(language).get(table, {}) if localedata.exists(language) else {}
    return {key: value for key, value in found.items() if isinstance(value, str | dict)}
