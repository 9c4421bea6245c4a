"""Which values stand somewhere in a corpus, in 8 bytes for each."""

from collections.abc import Container, Hashable, Iterable, Sequence

import numpy as np

__all__ = ["Standing"]

_BITS = 0xFFFFFFFFFFFFFFFF


class Standing(Container[Hashable]):
    """A set that keeps 64-bit hashes alone; one look-up among ten million is wrong once in 10^12."""

    def __init__(self, values: Iterable[Hashable]) -> None:
        """Of hashable values, read once."""
        self._hashes = np.fromiter((hash(value) & _BITS for value in values), np.uint64)
        self._hashes.sort()

    def __contains__(self, value: object) -> bool:
        """Whether the value is one of them."""
        return self.among([value])[0]

    def among(self, values: Sequence[object]) -> list[bool]:
        """For each of some values, whether it is one of them."""
        wanted = np.array([hash(value) & _BITS for value in values], np.uint64)
        places = np.searchsorted(self._hashes, wanted)
        places[places == len(self._hashes)] = 0
        return (self._hashes[places] == wanted).tolist() if len(self._hashes) else [False] * len(values)
