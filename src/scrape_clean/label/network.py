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
from scrape_clean.label.features import Features, Floats, quantised, sums_before
from scrape_clean.label.names import name_words
from scrape_clean.label.skeleton import Ints

__all__ = ["GRAIN", "MOST", "MOST_SUM", "WINDOW", "Layer", "Network", "Table", "network", "read_network", "scores"]

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
        rows = max(1, _MOST_WORK // self.weights.size)
        whole = len(inputs) - len(inputs) % rows
        sums = np.empty((len(inputs), len(self.bias)), np.float32)
        slices = inputs[:whole].reshape(-1, rows, inputs.shape[1])
        np.matmul(slices, self.weights, out=sums[:whole].reshape(-1, rows, len(self.bias)))
        np.matmul(inputs[whole:], self.weights, out=sums[whole:])
        return np.add(sums, self.bias, out=sums)

    def units(self, inputs: Floats) -> Floats:
        """What the units give: between 0 and 8, in steps of 1/64."""
        sums = self.linear(inputs)
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
    hear: Layer
    retell: Layer
    rehear: Layer
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
    tables = [_table(arrays[f"{name}.words"], arrays[f"{name}.vectors"]) for name in _TABLES]
    layers = [Layer(_weights(arrays[f"{name}.weights"]), _weights(arrays[f"{name}.bias"])) for name in _LAYERS]
    return Network(*tables, *layers)  # type: ignore[arg-type]


_TABLES = ("names", "words", "first", "addresses")
_LAYERS = Network._fields[len(_TABLES) :]


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
            _embed(page.words._replace(distinct=[words[:1] for words in page.words.distinct]), net.first),
            _embed(page.addresses, net.addresses),
            *_embed_names(page, net.names),
        ],
        axis=1,
    )
    known = net.read.units(described)
    spans = _spans(page)
    for tell, hear in ((net.tell, net.hear), (net.retell, net.rehear)):
        known = hear.units(np.concatenate([known, *_heard(tell.units(known), page, spans), page.around], axis=1))
    return net.judge.linear(known)[:, 0]


def _embed(bags: Bags, table: Table) -> Floats:
    """The sum of the embeddings of the words in each block's bag."""
    return _bounded(_sums(bags.distinct, table)).take(bags.of, axis=0)


def _bounded(sums: Sums) -> Floats:
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


def _spans(page: Features) -> Ints:
    """(2, N, spans) First block and end of what each block hears: spans around it, its window, the page."""
    total = len(page.own)
    places = np.arange(total)
    windows = np.stack([np.maximum(places - WINDOW, 0), np.minimum(places + WINDOW + 1, total)], axis=1)
    whole = np.broadcast_to(np.array([0, total]), windows.shape)
    spans = np.concatenate([page.skeleton.spans, windows[:, None], whole[:, None]], axis=1)
    return np.ascontiguousarray(np.moveaxis(spans, 2, 0))


def _heard(told: Floats, page: Features, spans: Ints) -> list[Floats]:
    """What each block hears: means over its spans; the blocks beside it; the heading above."""
    start, end = spans
    sums = sums_before(told)
    means = sums.take(end, axis=0)
    means -= sums.take(start, axis=0)
    means /= np.maximum(end - start, 1)[:, :, None]
    silent = np.zeros((1, told.shape[1]), np.float32)
    padded = np.concatenate([silent, told, silent])
    return [quantised(means).reshape(len(told), -1), padded[:-2], padded[2:], padded[1:].take(page.above, axis=0)]
