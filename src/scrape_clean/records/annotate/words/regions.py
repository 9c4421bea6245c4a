"""The country that a language tag speaks of."""

from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from scrape_clean.records.annotate.words.cldr import cldr

__all__ = ["is_sign_apart", "region_of"]

_ABROAD: Final = frozenset("ar bn en es ms pt sw ta ur".split())
"""Languages that many write in countries with other currencies and telephone numbers than those of their home."""


@lru_cache(maxsize=256)
def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-" if "-" in tag else "_")
    except (UnknownLocaleError, ValueError):
        return None


@lru_cache(maxsize=256)
def region_of(tag: str | None) -> str | None:
    """The country of a language tag: as written, else where most of those who write the language live."""
    locale = _locale(tag) if tag else None
    if locale is None:
        return None
    return str(locale.territory) if locale.territory else _home(locale)


def _home(locale: Locale) -> str | None:
    """Where most who write a language in a script live (CLDR's likely subtags); None if many live elsewhere."""
    if locale.language in _ABROAD:
        return None
    likely = get_global("likely_subtags")
    found = str(likely.get(f"{locale.language}_{locale.script}") or likely.get(locale.language, ""))
    region = found.rpartition("_")[2]
    return region if region.isalpha() else None  # Esperanto is at home in 001, the world


@lru_cache(maxsize=256)
def is_sign_apart(tag: str) -> bool:
    """Whether a currency's sign stands before the amount with a space between (CLDR's pattern for money): "€ 5,00"."""
    if tag.isalpha():
        return cldr(tag.lower()).sign_apart
    locale = _locale(tag)
    return locale is not None and str(locale.currency_formats["standard"].pattern).startswith("¤\u00a0")
