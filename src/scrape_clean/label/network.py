"""The network that says how sure it is that a block is content; numpy alone.

A network over the sequence of a page's blocks. Each block is described by its own numbers, by its words, and by the
names of the elements around it; then, twice, by what was found in its neighbours, in ever wider containers around it,
in the heading above and on the whole page (pooled by their means, as in Deep Sets: Zaheer et al., 2017).

The same page has the same scores on every machine and with every BLAS: weights are multiples of 1/256 and all that is
multiplied with them are multiples of 1/64, bounded so that every sum is exact in the float that holds it, in
whichever order it is summed. ``benchmarks/label`` trains the weights and checks the bounds.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import chain, repeat
from typing import IO, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from scrape_clean.label.counts import Bags
from scrape_clean.label.features import SPANS, Features, Floats, quantised, sums_before
from scrape_clean.label.names import name_words
from scrape_clean.label.skeleton import INWARD, OUTWARD, Ints

__all__ = [
    "GRAIN",
    "MOST",
    "MOST_SUM",
    "WINDOW",
    "Hearing",
    "Layer",
    "Network",
    "Table",
    "network",
    "read_network",
    "scores",
]

GRAIN = 256
"""Weights are multiples of one in so many."""
MOST = 8
"""What a unit gives at the most."""
MOST_SUM = 4
"""What the sum of embeddings may reach to either side."""
WINDOW = 8
"""How many blocks to either side count as the neighbourhood."""
_MOST_WORK = 1 << 18
"""Multiplications in one product of matrices. OpenBLAS shares larger ones among threads, which then spin for
milliseconds while nothing comes: up to twice the CPU for a page."""
UNKNOWN = -1
"""The place of a word that was not learnt: the last."""

Sums: TypeAlias = npt.NDArray[np.float64]


class Table(NamedTuple):
    """Words and their embeddings."""

    places: dict[str, int]
    vectors: Floats
    """(words + 1, width): the last one, of all that is not known, is 0."""


class Layer(NamedTuple):
    """A weight for each pair of input and unit, and a bias for each unit."""

    weights: Floats
    bias: Floats

    def linear(self, inputs: Floats) -> Floats:
        """What the units sum up to."""
        sums = _product(inputs, self.weights)
        return np.add(sums, self.bias, out=sums)

    def units(self, inputs: Floats) -> Floats:
        """What the units give."""
        return _given(self.linear(inputs))


class Hearing(NamedTuple):
    """A layer with inputs that all blocks in one place have in common: what these sum up to is found once a place."""

    own: Floats
    """A weight for each pair of a block's own input and unit."""
    place: Layer

    def units(self, own: Floats, places: Floats, place: Ints) -> Floats:
        """What the units give.

        Args:
            own: Inputs of each block.
            places: Inputs of each place.
            place: The place of each block.
        """
        sums = _product(own, self.own)
        sums += self.place.linear(places).take(place, axis=0)
        return _given(sums)


def _product(inputs: Floats, weights: Floats) -> Floats:
    rows = max(1, _MOST_WORK // weights.size)
    whole = len(inputs) - len(inputs) % rows
    sums = np.empty((len(inputs), weights.shape[1]), np.float32)
    slices = inputs[:whole].reshape(-1, rows, inputs.shape[1])
    np.matmul(slices, weights, out=sums[:whole].reshape(-1, rows, weights.shape[1]))
    np.matmul(inputs[whole:], weights, out=sums[whole:])
    return sums


def _given(sums: Floats) -> Floats:
    """What units give that sum up to this: between 0 and 8, in steps of 1/64."""
    return quantised(np.minimum(np.maximum(sums, 0, out=sums), MOST, out=sums))


class Network(NamedTuple):
    """All that was learnt."""

    names: Table
    words: Table
    first: Table
    addresses: Table
    read: Layer
    tell: Layer
    """What a block tells the others, in fewer units."""
    hear: Hearing
    retell: Layer
    rehear: Hearing
    judge: Layer


@lru_cache(maxsize=1)
def network() -> Network:
    """The network that comes with the package."""
    with (files(__package__) / "network.npz").open("rb") as file:
        return read_network(file)


def read_network(file: IO[bytes]) -> Network:
    """A network as ``benchmarks/label/train.py`` writes it."""
    stored = np.load(file)
    arrays = {name: stored[name] for name in stored.files}
    names, words, first, addresses = [
        _table(arrays[f"{name}.words"], arrays[f"{name}.vectors"]) for name in Network._fields[:4]
    ]
    read, tell, hear, retell, rehear, judge = [
        Layer(_weights(arrays[f"{name}.weights"]), _weights(arrays[f"{name}.bias"])) for name in Network._fields[4:]
    ]
    heard, reheard = _hearing(hear, tell), _hearing(rehear, retell)
    return Network(names, words, first, addresses, read, tell, heard, retell, reheard, judge)


def _hearing(learnt: Layer, tell: Layer) -> Hearing:
    """Part the weights, which are stored in the order in which they were learnt."""
    units, told = tell.weights.shape
    lengths = [units, (OUTWARD + INWARD) * told, told, told, 3 * told, SPANS]
    known, spans, window, page, beside, held, around = np.split(learnt.weights, np.cumsum(lengths))
    own = np.concatenate([known, window, beside, around])
    return Hearing(own, Layer(np.concatenate([spans, page, held]), learnt.bias))


def _table(letters: npt.NDArray[np.uint8], vectors: npt.NDArray[np.int16]) -> Table:
    words = letters.tobytes().decode().split("\n")
    return Table({word: place for place, word in enumerate(words)}, _weights(np.pad(vectors, ((0, 1), (0, 0)))))


def _weights(numbers: npt.NDArray[np.int16]) -> Floats:
    return (numbers / GRAIN).astype(np.float32)


def scores(page: Features, net: Network) -> Floats:
    """How much speaks for each block being content: the logarithm of the odds, as far as training went.

    Args:
        page: The features of a page of N blocks.
        net: What was learnt.

    Returns:
        (N,) multiples of 1/16384.
    """
    described = np.concatenate(
        [
            page.own,
            np.broadcast_to(page.page, (len(page.own), len(page.page))),
            _embed(page.words, net.words),
            _embed_first(page.words, net.first),
            _embed(page.addresses, net.addresses),
            *_embed_names(page, net.names),
        ],
        axis=1,
    )
    known = net.read.units(described)
    windows, spans = _windows(len(page.own)), _spans(page)
    place = page.skeleton.place
    for tell, hear in ((net.tell, net.hear), (net.retell, net.rehear)):
        told = tell.units(known)
        sums = sums_before(told)
        own = np.concatenate([known, _means(sums, windows), *_beside(told, page), page.around], axis=1)
        known = hear.units(own, np.concatenate([_means(sums, spans), page.spans], axis=1), place)
    return net.judge.linear(known)[:, 0]


def _embed(bags: Bags, table: Table) -> Floats:
    """The sum of the embeddings of the words in each block's bag."""
    return _bounded(_sums(bags.distinct, table)).take(bags.of, axis=0)


def _embed_first(bags: Bags, table: Table) -> Floats:
    """The embedding of the first word in each block's bag."""
    places = [table.places.get(words[0], UNKNOWN) if words else UNKNOWN for words in bags.distinct]
    return _bounded(table.vectors.take(places, axis=0)).take(bags.of, axis=0)


def _bounded(sums: Sums | Floats) -> Floats:
    return np.minimum(np.maximum(sums, -MOST_SUM), MOST_SUM).astype(np.float32)


def _sums(bags: Sequence[Sequence[str]], table: Table) -> Sums:
    places = np.fromiter(map(table.places.get, chain.from_iterable(bags), repeat(UNKNOWN)), np.int64)
    lengths = np.fromiter(map(len, bags), np.int64, len(bags))
    filled = np.flatnonzero(lengths)
    sums = np.zeros((len(bags), table.vectors.shape[1]))
    if len(filled):
        starts = (np.cumsum(lengths) - lengths)[filled]
        sums[filled] = np.add.reduceat(table.vectors.take(places, axis=0), starts, axis=0)
    return sums


def _embed_names(page: Features, table: Table) -> list[Floats]:
    """The names on the way from each block to the root: of its own element, of those near it, of the rest."""
    laid, total = page.skeleton, len(page.skeleton.sizes)
    own = _sums([name_words(*kind) for kind in page.kinds], table).take(page.kind[:-1], axis=0)
    entered = np.zeros((total + 1, own.shape[1]))
    entered[:-1] = own
    np.subtract.at(entered, np.arange(total) + laid.sizes, own)  # left again behind the last one inside
    paths = np.cumsum(entered, axis=0)
    paths[-1] = 0
    block, inner, outer = (paths.take(laid.near[:, number], axis=0) for number in range(laid.near.shape[1]))
    return [_bounded(block - inner), _bounded(inner - outer), _bounded(outer)]


def _windows(total: int) -> Ints:
    """(2, N, 1) First block and end of each block's neighbourhood."""
    places = np.arange(total)
    return np.stack([np.maximum(places - WINDOW, 0), np.minimum(places + WINDOW + 1, total)])[:, :, None]


def _spans(page: Features) -> Ints:
    """(2, P, spans) First block and end of what is heard in each place: the spans around it, the page."""
    spans = page.skeleton.spans
    whole = np.broadcast_to(np.array([0, len(page.own)]), (len(spans), 1, 2))
    return np.ascontiguousarray(np.moveaxis(np.concatenate([spans, whole], axis=1), 2, 0))


def _means(sums: Sums, spans: Ints) -> Floats:
    """What was told in spans of blocks, on average, one span's beside the other's."""
    start, end = spans
    means = sums.take(end, axis=0)
    means -= sums.take(start, axis=0)
    means /= np.maximum(end - start, 1)[:, :, None]
    return quantised(means).reshape(len(means), -1)


def _beside(told: Floats, page: Features) -> list[Floats]:
    """What each block hears from the blocks beside it, and from the heading above."""
    silent = np.zeros((1, told.shape[1]), np.float32)
    padded = np.concatenate([silent, told, silent])
    return [padded[:-2], padded[2:], padded[1:].take(page.above, axis=0)]
