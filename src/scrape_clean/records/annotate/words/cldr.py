"""CLDR's data on a language, as Babel ships it: what has no function of its own there."""

from collections.abc import Mapping
from typing import Any

from babel import localedata

__all__ = ["cldr"]


def cldr(language: str) -> Mapping[Any, Any]:
    """The tables of a language with what it inherits; empty where CLDR does not have the language."""
    if not localedata.exists(language):
        return {}
    raw: dict[str | int | None, Any] = dict(localedata.load(language).items())
    return localedata.LocaleDataDict(raw)
