"""How the words of some texts are used: in how many texts, and next to which words."""

import numpy as np

from scrape_clean.dedupe.normalization.sequences import Hashes, Numbers, Sequences, distinct, mixed
from scrape_clean.dedupe.spelling.evidence import CONTEXTS

__all__ = ["contexts_of", "uses_of"]

AT_ONCE = 1 << 20
"""Tokens that are looked at at once."""


def contexts_of(texts: Sequences, wanted: Numbers) -> Numbers:
    """In how many different contexts, that is between which words, some words stand; no more than ``CONTEXTS``.

    Args:
        texts: The texts.
        wanted: The words, as indices into ``texts.words``.
    """
    found = np.zeros(len(texts.words), np.int64)
    open_ones = np.zeros(len(texts.words), np.bool_)
    open_ones[wanted] = True
    begins = np.zeros(len(texts.ids) + 1, np.bool_)
    begins[texts.starts] = True
    padded = np.concatenate(([-1], texts.ids, [-1])) + 1  # at the ends of a text, the word of number 0
    bits = np.uint64(len(texts.words).bit_length())
    known: Hashes = np.zeros(0, np.uint64)
    for low in range(0, len(texts.ids), AT_ONCE):
        at = np.flatnonzero(open_ones[texts.ids[low : low + AT_ONCE]]) + low
        left, right = np.where(begins[at], 0, padded[at]), np.where(begins[at + 1], 0, padded[at + 2])
        words = texts.ids[at].astype(np.uint64)
        # One number for a word and a hash of what is beside it, so that sorting tells how many there are of each word.
        new = words << (np.uint64(64) - bits) | mixed(left.astype(np.uint64), right.astype(np.uint64)) >> bits
        known = distinct(np.concatenate((known, new)))
        owners = (known >> (np.uint64(64) - bits)).astype(np.int64)
        counts = np.bincount(owners, minlength=len(found))
        open_ones &= counts < CONTEXTS
        np.maximum(found, np.minimum(counts, CONTEXTS), out=found)
        known = known[open_ones[owners]]
    return found[wanted]


def uses_of(texts: Sequences) -> Numbers:
    """How many texts have each of ``texts.words``."""
    uses = np.zeros(len(texts.words), np.int64)
    lengths, number = texts.lengths(), np.int64(len(texts.words))
    bounds = np.searchsorted(texts.starts, np.arange(0, len(texts.ids) + AT_ONCE, AT_ONCE))
    for first, last in zip(bounds[:-1].tolist(), np.minimum(bounds[1:], len(texts)).tolist(), strict=True):
        owners = np.repeat(np.arange(last - first), lengths[first:last])
        ids = texts.ids[texts.starts[first] : texts.starts[last]]
        uses += np.bincount(distinct(owners * number + ids) % number, minlength=number)
    return uses
