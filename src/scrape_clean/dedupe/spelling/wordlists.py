"""simplemma's word lists, read only as far as words are asked for.

The lists are sorted and front-coded: each word is stored as what differs from the one before it. One pass over the
records, which builds no word, finds where words with other first bytes begin; the words that share these are built when
one of them is asked for.
"""

import lzma
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from simplemma.strategies.dictionaries import dictionary_factory
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES, DictionaryFactory
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

__all__ = ["WordList", "WordLists"]

_Bytes: TypeAlias = npt.NDArray[np.uint8]
_Places: TypeAlias = npt.NDArray[np.int64]

_FOLDER: Final = Path(dictionary_factory.__file__).parent / "data"
_MAGIC: Final = b"SMFC1"
_AS_BEFORE: Final = 254
"""Mark of a record that has the value of the one before it and stores none."""
_MANY_BYTES: Final = 0x80
"""Lengths from here on take several bytes."""
SHARED: Final = 6
"""First bytes by which words are found: three to six letters, up to some thousand words."""
_AT_ONCE: Final = 1 << 19
"""Bytes whose records are looked for at once."""
_LONGEST: Final = 1 << 10
"""Zeros behind the records, more than one record takes."""


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


def _behind_record(data: bytes, at: int) -> int:
    """The place behind a record."""
    _, at = _number(data, at)
    size, at = _number(data, at)
    return _behind_value(data, at + size)


def _side_by_side(data: bytes, starts: _Places, ends: _Places) -> Iterator[_Places]:
    """Where records begin that stand between some places and others."""
    byte = np.frombuffer(data, np.uint8)
    while len(starts):
        yield starts
        values = starts + 2 + byte[starts + 1]
        stored = byte[values] != _AS_BEFORE
        behind = values + 1 + stored * (1 + byte[values + 1].astype(np.int64))
        long = (byte[starts] | byte[starts + 1] | stored * byte[values + 1]) >= _MANY_BYTES
        for at in np.flatnonzero(long):
            behind[at] = _behind_record(data, int(starts[at]))
        starts, ends = behind[behind < ends], ends[behind < ends]


def _records(data: bytes, start: int, end: int) -> Iterator[_Places]:
    """Where records begin, some thousand at a time, each time behind those before.

    The mark of a value that stands for the one before it ends most of them, and stands nowhere else: no letter in UTF-8
    has that byte. So where some begin is known beforehand.
    """
    byte = np.frombuffer(data, np.uint8)
    for low in range(start, end, _AT_ONCE):
        high = min(low + _AT_ONCE, end)
        marks = np.flatnonzero(byte[low:high] == _AS_BEFORE) + low
        if high == end and byte[end - 1] != _AS_BEFORE:
            marks = np.append(marks, end)
        if len(marks):
            starts = np.append(start, marks[:-1] + 1)
            yield np.concatenate(list(_side_by_side(data, starts, marks)))
            start = int(marks[-1]) + 1


def _heads(data: _Bytes, starts: _Places) -> npt.NDArray[np.uint64]:
    """The first bytes of some words, zeros behind shorter ones, as numbers in the order of the bytes."""
    shared, size = data[starts].astype(np.int64), data[starts + 1]
    letters = starts + 2 + (size >= _MANY_BYTES)
    heads = np.zeros((len(starts), 8), np.uint8)
    rows = np.arange(len(starts))
    for at in range(SHARED):
        own = shared <= at
        byte = np.where(own & (at - shared < size), data[letters + at - shared], 0)
        heads[:, at] = byte[np.maximum.accumulate(np.where(own, rows, 0))]
    return heads.view(">u8")[:, 0].astype(np.uint64)


class WordList(Mapping[str, str]):
    """The words of one language, each standing for itself."""

    def __init__(self, data: bytes) -> None:
        """Of a front-coded stream, as simplemma ships it; ``ValueError`` where it is none."""
        self._data = data
        self._backwards = bool(data[len(_MAGIC)] & 1)
        self._count, start = _number(data, len(_MAGIC) + 1)
        padded = data + bytes(_LONGEST)
        byte = np.frombuffer(padded, np.uint8)
        count, found = 0, [np.zeros(0, np.int64)]
        for starts in _records(padded, start, len(data)):
            count += len(starts)
            found.append(np.sort(starts[byte[starts] < SHARED]))
        self._starts = np.concatenate(found)
        heads = _heads(byte, self._starts)
        if count != self._count or not (heads[:-1] < heads[1:]).all():
            raise ValueError("these records are not stored as they were expected to be")
        self._heads = array("Q", heads.tobytes())  # arrays of numpy are slow at giving single numbers
        self._words: dict[int, frozenset[bytes]] = {}

    def _place(self, stored: bytes) -> int | None:
        """The place of the words that begin as one does, if there are such."""
        head = int.from_bytes(stored[:SHARED].ljust(8, b"\0"), "big")
        place = bisect_left(self._heads, head)
        return place if place < len(self._heads) and self._heads[place] == head else None

    def _beginning(self, place: int) -> frozenset[bytes]:
        """All words that begin with the same bytes; shorter ones are found under themselves."""
        data, at = self._data, int(self._starts[place])
        end = int(self._starts[place + 1]) if place + 1 < len(self._starts) else len(data)
        word = self._heads[place].to_bytes(8, "big").rstrip(b"\0")
        words: list[bytes] = []
        while at < end:
            shared, size = data[at], data[at + 1]
            if (shared | size) < _MANY_BYTES:
                at += 2
            else:
                shared, at = _number(data, at)
                size, at = _number(data, at)
            word = word[:shared] + data[at : at + size]
            words.append(word)
            at += size
            at = at + 1 if data[at] == _AS_BEFORE else _behind_value(data, at)
        return frozenset(words)

    def __getitem__(self, word: str) -> str:
        """The word itself; ``KeyError`` where the list has not got it."""
        stored = word.encode()[::-1] if self._backwards else word.encode()
        place = self._place(stored)
        if place is not None:
            if place not in self._words:
                self._words[place] = self._beginning(place)
            if stored in self._words[place]:
                return word
        raise KeyError(word)

    def __len__(self) -> int:
        """How many words there are."""
        return self._count

    def __iter__(self) -> Iterator[str]:
        """All words, in the order of the list."""
        for place in range(len(self._heads)):
            for word in sorted(self._beginning(place)):
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
