"""The country that a language tag speaks of."""

from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError

from scrape_clean.records.annotate.words.cldr import cldr

__all__ = ["is_sign_apart", "region_of"]

_HOME: Final = {
    "de": "DE", "it": "IT", "pl": "PL", "cs": "CZ", "sk": "SK", "hu": "HU", "ja": "JP", "ko": "KR", "zh": "CN",
    "tr": "TR", "el": "GR", "he": "IL", "da": "DK", "sv": "SE", "nb": "NO", "no": "NO", "fi": "FI", "nl": "NL",
    "ro": "RO", "bg": "BG", "hr": "HR", "uk": "UA", "ru": "RU", "vi": "VN", "th": "TH", "id": "ID", "lt": "LT",
    "lv": "LV", "et": "EE", "sl": "SI", "fr": "FR", "is": "IS",
}  # fmt: skip
"""Languages of which one country has by far the most writers; English, Spanish and Arabic are not among them."""


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
    return str(locale.territory) if locale.territory else _HOME.get(locale.language)


@lru_cache(maxsize=256)
def is_sign_apart(tag: str) -> bool:
    """Whether a currency's sign stands before the amount with a space between (CLDR's pattern for money): "€ 5,00"."""
    if tag.isalpha():
        return cldr(tag.lower()).sign_apart
    locale = _locale(tag)
    return locale is not None and str(locale.currency_formats["standard"].pattern).startswith("¤\u00a0")
