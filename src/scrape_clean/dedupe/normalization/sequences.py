"""Texts as numbers, one for each token: what is compared millions of times is compared as arrays."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from scrape_clean.dedupe.normalization.normal import Form
from scrape_clean.dedupe.normalization.tokens import is_plain

__all__ = ["Flags", "Hashes", "Numbers", "RunningSums", "Sequences", "distinct", "ending", "mixed", "sequences_of"]

Flags: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[np.int64]
Hashes: TypeAlias = npt.NDArray[np.uint64]

_Number = TypeVar("_Number", np.int64, np.int32, np.uint64)

_MIX = np.uint64(0x9E3779B97F4A7C15)  # Knuth's multiplicative hashing, 64 bits
_BASE = np.uint64(0xD1342543DE82EF95)  # another odd number: a polynomial's
_INVERSE = np.uint64(pow(int(_BASE), -1, 1 << 64))
_SALT = np.uint64(0xBF58476D1CE4E5B9)
AT_ONCE = 1 << 14
"""Texts that are hashed at once, so that what is worked on stays in the processor's cache."""


class Sequences:
    """Token sequences of some texts, in the order of the texts."""

    def __init__(self, words: Sequence[str], ids: npt.NDArray[np.int32], starts: Numbers) -> None:
        """Of numbers for tokens.

        Args:
            words: The distinct tokens.
            ids: The tokens of all texts, one text after the other, as indices into ``words``.
            starts: Where each text starts in ``ids``, and where the last one ends.
        """
        self.words, self.ids, self.starts = words, ids, starts

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self.starts) - 1

    def lengths(self) -> Numbers:
        """How many tokens each text has."""
        return np.diff(self.starts)

    def gathered(self, texts: Numbers) -> tuple[Numbers, Numbers]:
        """Indices into ``ids`` of the tokens of some texts, one after the other, and where each text starts there."""
        sizes = self.starts[texts + 1] - self.starts[texts]
        starts = np.zeros(len(texts) + 1, np.int64)
        np.cumsum(sizes, out=starts[1:])
        return np.arange(starts[-1]) + np.repeat(self.starts[texts] - starts[:-1], sizes), starts

    def tokens(self, at: int) -> tuple[str, ...]:
        """The tokens of one text."""
        return tuple([self.words[number] for number in self.ids[self.starts[at] : self.starts[at + 1]].tolist()])

    def ending(self, words: Collection[str]) -> Numbers:
        """The texts that end with one of some words."""
        return ending(self.words, self.ids, self.starts[:-1], self.starts[1:], words)

    def hashes(self, shorter: int = 0) -> Hashes:
        """For each text a hash of its tokens but for some last ones; of those with fewer tokens, of none."""
        found: Hashes = self.all_hashes((shorter,))[0]
        return found

    def all_hashes(self, shorter: Sequence[int]) -> Hashes:
        """``hashes`` for several numbers of last tokens, in a row for each."""
        found = np.empty((len(shorter), len(self)), np.uint64)
        for low in range(0, len(self), AT_ONCE):
            bounds = self.starts[low : low + AT_ONCE + 1]
            starts, ends = bounds[:-1] - bounds[0], bounds[1:] - bounds[0]
            sums = RunningSums(self.ids[bounds[0] : bounds[-1]])
            for row, size in zip(found, shorter, strict=True):
                row[low : low + AT_ONCE] = sums.hashes(starts, np.maximum(ends - size, starts))
        return found

    def bags(self) -> Hashes:
        """For each text a hash of its tokens in whatever order."""
        numbers = np.arange(len(self.words), dtype=np.uint64)
        scattered = mixed(numbers, np.broadcast_to(_SALT, len(numbers)), numbers)
        found = np.empty(len(self), np.uint64)
        for low in range(0, len(self), AT_ONCE):
            starts = self.starts[low : low + AT_ONCE + 1]
            sums = np.zeros(starts[-1] - starts[0] + 1, np.uint64)
            np.cumsum(scattered[self.ids[starts[0] : starts[-1]]], out=sums[1:])
            found[low : low + AT_ONCE] = sums[starts[1:] - starts[0]] - sums[starts[:-1] - starts[0]]
        return found

    @cached_property
    def plain(self) -> Flags:
        """For each of ``words`` whether it is a plain word, no fact."""
        return np.fromiter((word.isalpha() or is_plain(word) for word in self.words), np.bool_, len(self.words))


def sequences_of(forms: Iterable[Form]) -> Sequences:
    """The token sequences of some forms, read once."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    sizes: list[int] = []

    def tokens() -> Iterator[tuple[str, ...]]:
        for form in forms:
            sizes.append(len(form.tokens))
            yield form.tokens

    ids = np.fromiter(map(numbers.__getitem__, chain.from_iterable(tokens())), np.int32)
    return Sequences(list(numbers), ids, np.fromiter(accumulate(sizes, initial=0), np.int64, len(sizes) + 1))


def ending(
    words: Sequence[str], ids: npt.NDArray[np.int32], starts: Numbers, ends: Numbers, wanted: Collection[str]
) -> Numbers:
    """Which spans of tokens end with one of some words."""
    last = np.fromiter((word in wanted for word in words), np.bool_, len(words))
    filled = np.flatnonzero(ends > starts) if wanted else np.zeros(0, np.int64)
    return filled[last[ids[ends[filled] - 1]]]


def mixed(*columns: Hashes) -> Hashes:
    """One number for several, row by row."""
    found = np.zeros_like(columns[0])
    for column in columns:
        found = (found ^ column) * _MIX
        found ^= found >> np.uint64(29)
    return found


def distinct(numbers: npt.NDArray[_Number]) -> npt.NDArray[_Number]:
    """Some numbers, sorted, each once; many times faster than ``numpy.unique``, which hashes."""
    found = np.sort(numbers)
    first = np.ones(len(found), np.bool_)
    np.not_equal(found[1:], found[:-1], out=first[1:])
    return found[first]


class RunningSums:
    """Hashes of all spans of some tokens come from one running sum of them (Karp and Rabin 1987)."""

    def __init__(self, ids: npt.NDArray[np.int32]) -> None:
        """Of token numbers, which are scattered first."""
        numbers = ids.astype(np.uint64)
        scattered = mixed(numbers, np.broadcast_to(_SALT, len(ids)), numbers)
        powers = np.full(len(ids) + 1, _BASE, np.uint64)
        powers[0] = 1
        np.multiply.accumulate(powers, out=powers)
        self._sums = np.zeros(len(ids) + 1, np.uint64)
        np.cumsum(scattered * powers[:-1], out=self._sums[1:])
        powers[1:] = _INVERSE
        powers[0] = 1
        self._powers = np.multiply.accumulate(powers, out=powers)

    def hashes(self, starts: Numbers, ends: Numbers) -> Hashes:
        """A 64-bit hash of each of some spans; equal spans have equal ones, wherever they stand."""
        found: Hashes = (self._sums[ends] - self._sums[starts]) * self._powers[starts]
        return found
