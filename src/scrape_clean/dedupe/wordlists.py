"""simplemma's word lists, read only as far as words are asked for.

The lists are sorted and front-coded: each word is stored as what differs from the one before it. One pass over the
records, which builds no word, finds where words with other first bytes begin; the words that share these are built when
one of them is asked for. This takes half the time of building an index of whole words.
"""

import lzma
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from simplemma.strategies.dictionaries import dictionary_factory
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES, DictionaryFactory
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

__all__ = ["WordList", "WordLists"]

_FOLDER: Final = Path(dictionary_factory.__file__).parent / "data"
_MAGIC: Final = b"SMFC1"
_AS_BEFORE: Final = 254
"""Mark of a record that has the value of the one before it and stores none."""
_MANY_BYTES: Final = 0x80
"""Lengths from here on take several bytes."""
SHARED: Final = 6
"""First bytes by which words are found: three to six letters, up to some thousand words."""


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A length stored seven bits a byte, and the place behind it."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < _MANY_BYTES:
            return value, at
        shift += 7


def _behind_value(data: bytes, at: int) -> int:
    """The place behind a record's value."""
    if data[at] == _AS_BEFORE:
        return at + 1
    size, at = _number(data, at + 1)
    return at + size


class WordList(Mapping[str, str]):
    """The words of one language, each standing for itself."""

    def __init__(self, data: bytes) -> None:
        """Of a front-coded stream, as simplemma ships it."""
        self._data = data
        self._backwards = bool(data[len(_MAGIC)] & 1)
        self._count, start = _number(data, len(_MAGIC) + 1)
        self._heads = self._found_heads(start)
        self._words: dict[bytes, frozenset[bytes]] = {}

    def _found_heads(self, at: int) -> dict[bytes, int]:
        """For the first bytes of words the place where these begin."""
        data, end, heads, head = self._data, len(self._data), dict[bytes, int](), b""
        while at < end:
            start, shared, size = at, data[at], data[at + 1]
            if shared < _MANY_BYTES > size:
                at += 2
            else:
                shared, at = _number(data, at)
                size, at = _number(data, at)
            if shared < SHARED:
                head = head[:shared] + data[at : at + min(size, SHARED - shared)]
                heads[head] = start
            at += size
            if data[at] == _AS_BEFORE:
                at += 1
            elif data[at + 1] < _MANY_BYTES:
                at += 2 + data[at + 1]
            else:
                at = _behind_value(data, at)
        return heads

    def _beginning(self, head: bytes) -> frozenset[bytes]:
        """All words that begin with some bytes; shorter ones are found under themselves."""
        data, end, at, word = self._data, len(self._data), self._heads[head], head
        words: list[bytes] = []
        while at < end:
            shared, at = _number(data, at)
            if shared < SHARED and words:
                break
            size, at = _number(data, at)
            word = word[:shared] + data[at : at + size]
            words.append(word)
            at = _behind_value(data, at + size)
        return frozenset(words)

    def __getitem__(self, word: str) -> str:
        """The word itself; ``KeyError`` where the list has not got it."""
        stored = word.encode()[::-1] if self._backwards else word.encode()
        head = stored[:SHARED]
        if head in self._heads:
            if head not in self._words:
                self._words[head] = self._beginning(head)
            if stored in self._words[head]:
                return word
        raise KeyError(word)

    def __len__(self) -> int:
        """How many words there are."""
        return self._count

    def __iter__(self) -> Iterator[str]:
        """All words, in the order of the list."""
        for head in self._heads:
            for word in sorted(self._beginning(head)):
                yield (word[::-1] if self._backwards else word).decode()


class WordLists(DictionaryFactory):
    """simplemma's word lists by language; its own reader for any that are stored in another way."""

    def __init__(self) -> None:
        """None is read yet."""
        self._lists: dict[str, Mapping[str, str]] = {}
        self._other = StreamDictionaryFactory(cache_max_size=len(SUPPORTED_LANGUAGES))

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        """The words of a language (a BCP 47 code that simplemma has)."""
        if lang not in self._lists:
            self._lists[lang] = self._read(lang)
        return self._lists[lang]

    def _read(self, lang: str) -> Mapping[str, str]:
        path = _FOLDER / f"{lang}.plzma"
        data = lzma.decompress(path.read_bytes()) if path.is_file() else b""
        return WordList(data) if data.startswith(_MAGIC) else self._other.get_dictionary(lang)
