"""What a page's blocks look like, in numbers: the input of the network that labels them.

Every number is a multiple of 1/64 and is made from counts by exact operations, so that it is the same on every machine.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from scrape_clean.label.address import ADDRESS, address
from scrape_clean.label.counts import HIDDEN, KINDS, Bags, Column, Counts, count_blocks
from scrape_clean.label.skeleton import Ints, Skeleton, skeleton
from scrape_clean.model import Container, Document

__all__ = ["AROUND", "OWN", "PAGE", "SPANS", "Features", "Floats", "features", "quantised", "sums_before"]

Floats: TypeAlias = npt.NDArray[np.float32]
Flags: TypeAlias = npt.NDArray[np.bool_]
ElementKind: TypeAlias = tuple[str, str, str]

GRAIN = 64
"""Numbers are multiples of one in so many."""
_LONG_WORDS = 12
"""Words from which on a block counts as running text, unless it is half a link."""
_SHARES = (0.5, 0.8, 0.95)
"""Of the page's running text: the smallest containers that hold so much are looked for."""
_FAR = 256
"""Blocks from a heading that counts for a block which has none above it."""
_DEPTHS = 3
_LEVELS = 6
_HALVES = np.array([2.0 ** (k // 2) * (1.5 if k % 2 else 1.0) for k in range(1, 41)])
_HEADING, _BULLET = KINDS.index("heading"), KINDS.index("bullet")

OWN = 63
SPANS = 60
AROUND = 16
PAGE = 10 + ADDRESS


class Features(NamedTuple):
    """A page of N blocks in P places (see `Skeleton`), and C containers."""

    own: Floats
    """(N, OWN) Each block by itself, and where on the page it is."""
    spans: Floats
    """(P, SPANS) What the containers around each place hold."""
    around: Floats
    """(N, AROUND) What else there is around a block: the text, the heading above, elements of the same kinds."""
    page: Floats
    """(PAGE,) The page as a whole."""
    skeleton: Skeleton
    kinds: list[ElementKind]
    """What kinds of elements there are: tag, role and names."""
    kind: Ints
    """(C + 1,) Which of them each container is; the last place is for blocks without one."""
    above: Ints
    """(N,) The last visible heading before each block; N where there is none."""
    words: Bags
    """The first words of each block, case folded."""
    addresses: Bags
    """The words in the address of each block's first link."""


def features(document: Document) -> Features:
    """Look at every block of an HTML page; linear time."""
    counts, words, addresses = count_blocks(document)
    laid = skeleton(document.blocks, document.containers)
    kinds, kind = _kinds(document.containers)
    above = _headings_above(counts)
    running = counts.chars * _is_running(counts)
    alike = _alike(counts, kind[laid.near])
    return Features(
        quantised(_own(counts, running)),
        quantised(_spans(counts, running, laid)),
        quantised(np.concatenate([_around(running, laid, above), alike], axis=1)),
        quantised(_page(counts, running, document)),
        laid,
        kinds,
        kind,
        above,
        words,
        addresses,
    )


def quantised(numbers: Column | Floats) -> Floats:
    """The nearest multiples of 1/64, ties to even."""
    grains = numbers * GRAIN
    return np.multiply(np.rint(grains, out=grains), 1 / GRAIN, out=grains).astype(np.float32, copy=False)


def sums_before(values: Column | Floats) -> Column:
    """Sums of the rows up to each one, and 0 before the first; exact where all are multiples of one small step."""
    sums = np.zeros((len(values) + 1, values.shape[1]))
    np.cumsum(values.astype(np.float64, copy=False), axis=0, out=sums[1:])
    return sums


def _rows(*rows: Column | Flags) -> Column:
    """One array of some rows; faster than `np.stack`."""
    return np.concatenate(rows, dtype=np.float64).reshape(len(rows), -1)


def _level(count: Column) -> Column:
    """The size of a count: half a unit for each doubling."""
    return np.searchsorted(_HALVES, count, side="right") / 4


def _share(part: Column, whole: Column | float) -> Column:
    return part / np.maximum(whole, 1)


def _is_running(counts: Counts) -> Flags:
    return (counts.words >= _LONG_WORDS) & (counts.link_chars < counts.chars / 2) & (counts.hidden < 0)


def _is_all_link(counts: Counts) -> Flags:
    return (counts.link_chars > 0.9 * counts.chars) & (counts.chars > 0)


def _kinds(containers: Sequence[Container]) -> tuple[list[ElementKind], Ints]:
    kinds: dict[ElementKind, int] = {}
    kind = [kinds.setdefault((each.tag, each.role, each.names), len(kinds)) for each in containers]
    return list(kinds), np.array([*kind, len(kinds)], np.int64)


def _alike(counts: Counts, kinds: Ints) -> Column:
    """How many blocks stand in elements of the same kind, and how much of the page's text: cards of a listing are many.

    Args:
        counts: Of N blocks.
        kinds: (N, 3) The kinds of the elements nearest to each block.
    """
    columns = []
    for kind in kinds.T:
        chars = np.bincount(kind, weights=counts.chars)
        columns += [_level(np.bincount(kind)[kind]), 2 * _share(chars[kind], counts.chars.sum())]
    return _rows(*columns).T


def _headings_above(counts: Counts) -> Ints:
    places = np.arange(len(counts.kind))
    last = np.maximum.accumulate(np.where((counts.kind == _HEADING) & (counts.hidden < 0), places, -1))
    before = np.concatenate([[-1], last[:-1]])
    return np.where(before < 0, len(places), before)


def _own(counts: Counts, running: Column) -> Column:
    sizes = _level(_rows(counts.chars, counts.words, counts.link_chars, counts.links, counts.cells, counts.copies))
    parts = _level(_rows(counts.commas, counts.sentences) + 1)
    links = _rows(counts.in_page, counts.outward, counts.inward, counts.acting, counts.below)
    places = np.arange(len(counts.kind))
    return np.concatenate(
        [
            sizes,
            parts,
            _share(links, counts.links),
            2
            * _share(
                _rows(counts.link_chars, counts.titled, counts.digits, counts.capitals),
                _rows(counts.chars, counts.begun, counts.shown, counts.shown),
            ),
            _rows(counts.marked, counts.ends, counts.copyright, counts.at, counts.path, counts.question),
            _rows(counts.capital, counts.digit, counts.shouted, np.minimum(counts.depth, _DEPTHS)),
            counts.kind == np.arange(len(KINDS))[:, None],
            counts.level == np.arange(1, _LEVELS + 1)[:, None],
            counts.hidden == np.arange(len(HIDDEN))[:, None],
            _rows(counts.hidden >= 0, _is_all_link(counts), running > 0, counts.titled > 0),
            2 * _rows(_share(places.astype(np.float64), len(places)), *map(_so_far, (counts.chars, running))),
        ]
    ).T


def _so_far(amounts: Column) -> Column:
    """Which share of the page's whole stands up to each block."""
    return _share(np.cumsum(amounts), amounts.sum())


def _page(counts: Counts, running: Column, document: Document) -> Column:
    sizes = [len(counts.kind), counts.chars.sum(), (running > 0).sum() + 1, running.sum() + 1]
    bullets = (counts.kind == _BULLET).sum() + 1
    links = 2 * counts.link_chars.sum() / max(counts.chars.sum(), 1)
    facts = document.metadata
    told = (document.url is not None, bool(facts.published), bool(facts.authors), bool(facts.description))
    return np.array([*_level(np.array([*sizes, bullets], np.float64)), links, *told, *address(document)], np.float64)


def _around(running: Column, laid: Skeleton, above: Ints) -> Column:
    places = np.arange(len(running))
    sums = sums_before(running[:, None])[:, 0]
    held = sums[laid.end] - sums[laid.first]
    dominant = [row for share in _SHARES for row in _dominant(held, share * sums[-1], laid, places)]
    distance = _level(np.where(above < len(places), places - above, _FAR))
    return _rows(*dominant, distance).T


def _spans(counts: Counts, running: Column, laid: Skeleton) -> Column:
    """What each of the spans around each place holds; one span's columns after the other's."""
    amounts = (counts.chars, running, counts.link_chars, counts.words)
    kinds = (counts.kind == _BULLET, counts.kind == _HEADING, counts.hidden >= 0, _is_all_link(counts))
    sums = sums_before(_rows(*amounts, *kinds).T)
    start, end = laid.spans[:, :, 0].T, laid.spans[:, :, 1].T
    blocks = np.maximum(end - start, 1)
    total = max(len(counts.kind), 1)
    chars, long, linked, words, *shares = np.moveaxis(sums.take(end, axis=0) - sums.take(start, axis=0), 2, 0)
    columns = [
        _level(blocks),
        _level(words / blocks),
        2 * blocks / total,
        2 * start / total,
        2 * end / total,
        2 * _share(chars, counts.chars.sum()),
        2 * _share(long, running.sum()),
        2 * _share(linked, chars),
        *(share / blocks for share in shares),
    ]
    return np.stack(columns, axis=1).reshape(-1, len(laid.spans)).T


def _dominant(held: Column, least: float, laid: Skeleton, places: Ints) -> list[Column | Flags]:
    """Which blocks stand in or after the smallest container with so much of the running text, and its size."""
    start, end = 0, len(places)
    enough = np.flatnonzero(held >= least)
    if least and len(enough):
        smallest = enough[np.argmin((laid.end - laid.first)[enough])]
        start, end = laid.first[smallest], laid.end[smallest]
    size = np.full(len(places), 2 * (end - start) / len(places))
    return [(places >= start) & (places < end), places >= end, size]
