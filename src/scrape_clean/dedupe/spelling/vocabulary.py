"""Which words a language has, so that "untied" is no slip of "united" and "recieved" is one of "received"."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import chain, product, zip_longest
from typing import Final

from scrape_clean.dedupe.spelling.evidence import Vocabulary
from scrape_clean.dedupe.spelling.languages import language_of

__all__ = ["spoken_in", "unknown_words", "vocabularies_of"]

_COMMON: Final = "en"
"""Looked up on every page: English words stand on pages in any language, and on those that do not name theirs."""
_AS: Final = {"no": "nb", "bs": "hbs", "hr": "hbs", "sr": "hbs", "sh": "hbs"}
_WRITTEN: Final = {
    "de": ("ss", "ss", "ß"),
    "el": ("σ$", "σ", "ς"),
    "grc": ("σ$", "σ", "ς"),
    "hy": ("եւ", "եւ", "և"),
    "tr": ("i", "i", "ı"),
}
"""What is folded away of words that a language's list holds as they are written: where, folded and as written."""
_LETTERS: Final = {
    "fa": str.maketrans("\u064a\u0643", "\u06cc\u06a9"),
    "ro": str.maketrans("\u015f\u0163", "\u0219\u021b"),
}
"""Letters that are folded into others everywhere, as a list has them, most of the time."""
_BORROWED: Final = {"fa": ("ar",)}
"""Languages of many words and names of another one."""
_MOST_WRITTEN: Final = 7
"""Places of a word where both are tried."""
_REMEMBERED: Final = 1 << 16
"""Words whose answer is kept: a look-up takes some 15 microseconds."""
_LANGUAGES: Final = 64
"""More than there are word lists for."""


def vocabularies_of(language: str | None) -> tuple[Vocabulary, ...]:
    """The vocabularies that decide on a page's words: its language's own and English.

    The one of a language without a word list knows no word.

    Args:
        language: A BCP 47 tag as the page declares it; None when it declares none.
    """
    primary = (language or "").lower().replace("_", "-").partition("-")[0]
    return tuple(_vocabulary(code) for code in dict.fromkeys((_AS.get(primary, primary), _COMMON)) if code)


@lru_cache(maxsize=_REMEMBERED)
def spoken_in(tokens: tuple[str, ...]) -> tuple[Vocabulary, ...]:
    """The vocabularies of the language that a text of these tokens seems to be written in; English is left out."""
    code = language_of(tokens)
    return tuple(map(_vocabulary, (code, *_BORROWED.get(code, ())))) if code and code != _COMMON else ()


def unknown_words(tokens: tuple[str, ...], vocabularies: tuple[Vocabulary, ...]) -> int:
    """How many words of a text are in no vocabulary: of two that say the same, the one with more has the slips."""
    return sum(not any(known(word) for known in vocabularies) for word in tokens if word.isalpha())


def _as_written(word: str, code: str) -> Iterator[str]:
    """The spellings that a folded word may have in a language: "satilan" is "satılan" in Turkish."""
    if code in _LETTERS:
        yield word.translate(_LETTERS[code])
    if code not in _WRITTEN:
        yield word
        return
    where, *letters = _WRITTEN[code]
    parts = re.split(where, word, maxsplit=_MOST_WRITTEN)
    for chosen in product(letters, repeat=len(parts) - 1):
        yield "".join(chain.from_iterable(zip_longest(parts, chosen, fillvalue="")))


@cache
def _lookup() -> Callable[[str, str], bool]:
    """Whether a word is in a language's list."""
    # Importing simplemma compiles its rules for inflections, as long as ten pages take; few pages ask for a word.
    from simplemma.strategies import DictionaryLookupStrategy  # noqa: PLC0415
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES  # noqa: PLC0415

    from scrape_clean.dedupe.spelling.wordlists import WordLists  # noqa: PLC0415

    strategy = DictionaryLookupStrategy(WordLists())
    return lambda word, code: code in SUPPORTED_LANGUAGES and strategy.get_lemma(word, code) is not None


@lru_cache(maxsize=_LANGUAGES)
def _vocabulary(code: str) -> Vocabulary:
    @lru_cache(maxsize=_REMEMBERED)
    def known(word: str) -> bool:
        """Nouns and names, which stand there with a capital, are found as well."""
        return any(_lookup()(written, code) for written in _as_written(word, code))

    return known
