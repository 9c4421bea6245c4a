"""Names of countries and territories of ISO 3166-1, as CLDR and the United Nations write them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import compress
from typing import Final

from msgspec import Struct

from scrape_clean.model import Annotation
from scrape_clean.records.annotate.meanings import PREFIXES
from scrape_clean.records.annotate.reading import Reading
from scrape_clean.records.annotate.words.territories import AMBIGUOUS, FOOD, STATES, names_of

__all__ = ["countries"]

_UNSPACED: Final = frozenset(("zh", "ja", "ko", "th"))
_WORD: Final = re.compile(r"[^\W_]+")
_CODE: Final = 4
"""Shorter names are abbreviations in capitals."""
_NEAR: Final = 200
"""Characters around a name that are looked at for others."""
_STEM: Final = 4
"""The fewest letters that tell an inflected name."""
_ENDING, _LONG_ENDING = 3, 4
"""The most letters that an ending has."""
_AGGLUTINATING: Final = frozenset(("fi", "et", "hu", "tr"))
_ENDINGS: Final = "аяоеиыьйaeoiyjáéíóú"
_INFLECTED: Final = frozenset("ru uk be bg pl cs sk hr sr sl fi et hu tr el lt lv ro sq".split())
_MOST_KEPT: Final = 20_000
"""Tokens of a language of which it is kept whether a name may begin with them."""


class _Names(Struct, frozen=True):
    """The names of a language by their first word, the longest first; and beginnings of single words."""

    by_first: dict[str, tuple[tuple[str, str], ...]]
    stems: dict[str, str]
    dense: dict[str, tuple[str, ...]]
    """For scripts without spaces: names by their first character, the longest first."""
    codes: dict[str, str]
    longest: int
    """Characters of a word that are looked at: one of more begins no name, be it inflected."""


@lru_cache(maxsize=64)
def _names(language: str) -> _Names:
    codes = names_of(language)
    by_first: dict[str, list[tuple[str, str]]] = {}
    stems: dict[str, str] = {}
    for name, code in codes.items():
        first = name if name.isalnum() else _WORD.findall(name)[0]
        by_first.setdefault(first, []).append((name, code))
        if first == name and language in _INFLECTED and len(first) > _STEM:
            stem = first.rstrip(_ENDINGS)
            stems.setdefault(stem if len(stem) >= _STEM else first[:_STEM], code)
    dense: dict[str, tuple[str, ...]] = {}
    if language in _UNSPACED:
        for name in sorted((name for name in codes if not name.isascii()), key=lambda name: (-len(name), name)):
            dense[name[0]] = (*dense.get(name[0], ()), name)
    for rest in by_first.values():
        if len(rest) > 1:
            rest.sort(key=lambda one: -len(one[0]))
    ordered = {first: tuple(rest) for first, rest in by_first.items()}
    longest = max(map(len, (*ordered, *stems)), default=0) + _LONG_ENDING + 1
    return _Names(ordered, stems, dense, codes, longest)


class _Beginnings(dict[str, bool]):
    """Whether a token, as written, may be the first of a country's name; filled as tokens are met."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.names: Final = _names(language)
        self.prefixes: Final = PREFIXES.get(language, "")
        self.longest: Final = _LONG_ENDING if language in _AGGLUTINATING else _ENDING

    def __missing__(self, token: str) -> bool:
        if len(self) >= _MOST_KEPT:
            self.clear()
        may = self[token] = self._may_begin(token)
        return may

    def _may_begin(self, token: str) -> bool:
        capital, word = token[0], token.lower()
        if not (capital.isupper() or capital.lower() == capital.upper()):
            return False
        if self.names.dense and not capital.isascii():
            return True  # such a token is no word
        return self._begins(word) or (word[0] in self.prefixes and self._begins(word[1:]))

    def _begins(self, word: str) -> bool:
        first = _WORD.match(word)
        word = first[0] if first else ""
        return word in self.names.by_first or any(
            word[:length] in self.names.stems
            for length in range(len(word), max(_STEM, len(word) - self.longest) - 1, -1)
        )


_beginnings = lru_cache(maxsize=64)(_Beginnings)


def countries(reading: Reading) -> Iterator[Annotation]:
    """Every country that a text names; value ISO 3166-1 alpha-2."""
    text, names = reading.text, _names(reading.language)
    if names.dense:
        yield from _dense(text, names)
    candidates = list(
        compress(range(len(reading.tokens)), map(_beginnings(reading.language).__getitem__, reading.tokens))
    )
    lower = reading.lower.replace("’", "'").replace("\u00a0", " ") if candidates else ""
    floor = 0
    for at in candidates:
        if reading.starts[at] < floor or not reading.classes[at].isalpha():
            continue
        found = _named(reading, lower, names, at)
        if found is not None:
            code, start, end = found
            last = at
            while reading.ends[last] < end:
                last += 1
            if not code:
                floor = end
            elif not _is_other(reading, at, last, code):
                yield Annotation("country", start, end, text[start:end], code)
                floor = end


def _dense(text: str, names: _Names) -> Iterator[Annotation]:
    """Names in a script without spaces, from left to right, the longest at each place."""
    at = 0
    while at < len(text):
        name = next((name for name in names.dense.get(text[at], ()) if text.startswith(name, at)), "")
        if name:
            yield Annotation("country", at, at + len(name), name, names.codes[name])
        at += len(name) or 1


def _named(reading: Reading, lower: str, names: _Names, at: int) -> tuple[str, int, int] | None:
    """The code of the longest name that begins with a token, and where it ends."""
    return _named_from(reading, lower, names, reading.starts[at]) or (
        _named_from(reading, lower, names, reading.starts[at] + 1)
        if lower[reading.starts[at]] in PREFIXES.get(reading.language, "")
        else None
    )


def _named_from(reading: Reading, lower: str, names: _Names, start: int) -> tuple[str, int, int] | None:
    first = _WORD.match(lower, start, start + names.longest)
    word = first[0] if first else ""
    for name, code in names.by_first.get(word, ()):
        end = start + len(name)
        whole = lower.startswith(name, start) and not lower[end : end + 1].isalnum() and lower[end : end + 1] != "$"
        if whole and (len(name) >= _CODE or not name.isascii() or reading.text[start:end].isupper()):
            return code, start, end
    if names.stems and len(word) > _STEM:
        longest = _LONG_ENDING if reading.language in _AGGLUTINATING else _ENDING
        for length in range(len(word), max(_STEM, len(word) - longest) - 1, -1):
            if (known := names.stems.get(word[:length])) is not None:
                return known, start, start + len(word)
    return None


def _is_other(reading: Reading, first: int, last: int, code: str) -> bool:
    """Whether the name is somebody's or something else's: Chad Miller, Jersey City, turkey breast."""
    text, classes = reading.text, reading.classes
    after = reading.starts[last + 2] if classes[last + 1 : last + 2] == " " and last + 2 < len(classes) else None
    if after is not None and first == last and reading.text[reading.starts[first] : reading.ends[first]].isalpha():
        following = reading.word(last + 2)
        if text[after].isupper() and classes[last + 2] in "CR!" and reading.language != "de" and len(following) > 1:
            return True
        if code == "TR" and following in FOOD:
            return True
    if (
        classes[last + 1 : last + 2] == "-"
        and classes[last + 2 : last + 3].isalpha()
        and text[reading.starts[last + 2]].islower()
    ):
        return True
    word = reading.word(first)
    if word in AMBIGUOUS and first == last:
        before = first - 2 if first > 1 and classes[first - 1] == " " else -1
        if before >= 0 and classes[before] == "C":
            return True
        if word == "georgia" and STATES.search(
            text, max(0, reading.starts[first] - _NEAR), reading.starts[first] + _NEAR
        ):
            return True
    return False
