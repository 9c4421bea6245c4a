"""Which words a language has, so that "untied" is no slip of "united" and "recieved" is one of "received"."""

from functools import lru_cache
from typing import Final

from simplemma import is_known
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

from scrape_clean.dedupe.guard import Vocabulary

__all__ = ["vocabularies_of"]

_COMMON: Final = "en"
"""Looked up on every page: English words stand on pages in any language, and on those that do not name theirs."""
_AS: Final = {"no": "nb", "bs": "hbs", "hr": "hbs", "sr": "hbs", "sh": "hbs"}
_REMEMBERED: Final = 1 << 16
"""Words whose answer is kept: a look-up takes some 15 microseconds."""


def vocabularies_of(language: str | None) -> tuple[Vocabulary, ...]:
    """The vocabularies that decide on a page's words: its language's own, where there is one, and English.

    Args:
        language: A BCP 47 tag as the page declares it; None when it declares none.
    """
    primary = (language or "").lower().replace("_", "-").partition("-")[0]
    return tuple(_vocabulary(code) for code in dict.fromkeys((_AS.get(primary, primary), _COMMON)) if _has(code))


def _has(code: str) -> bool:
    return code in SUPPORTED_LANGUAGES


@lru_cache(maxsize=len(SUPPORTED_LANGUAGES))
def _vocabulary(code: str) -> Vocabulary:
    @lru_cache(maxsize=_REMEMBERED)
    def known(word: str) -> bool:
        """Nouns and names stand there with a capital."""
        return any(is_known(form, lang=code, low_memory=True) for form in (word, word.capitalize()))

    return known
