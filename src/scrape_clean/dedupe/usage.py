"""How the words of some texts are used: in how many texts, and next to which words."""

from collections.abc import Iterable

import numpy as np

from scrape_clean.dedupe.evidence import CONTEXTS, Context
from scrape_clean.dedupe.sequences import Numbers, Sequences, distinct

__all__ = ["contexts_of", "uses_of"]

AT_ONCE = 1 << 20
"""Tokens that are looked at at once."""


def contexts_of(texts: Sequences, words: Iterable[str]) -> dict[str, set[Context]]:
    """Where each of some words stands in the texts; no more than ``CONTEXTS`` for each, the first ones."""
    found: dict[str, set[Context]] = {word: set() for word in words}
    wanted = np.fromiter((word in found for word in texts.words), np.bool_, len(texts.words))
    named = [*texts.words, ""]  # at the ends of a text, the word of number -1
    begins = np.zeros(len(texts.ids) + 1, np.bool_)
    begins[texts.starts] = True
    padded = np.concatenate(([-1], texts.ids, [-1]))
    for low in range(0, len(texts.ids), AT_ONCE):
        at = np.flatnonzero(wanted[texts.ids[low : low + AT_ONCE]]) + low
        left, right = np.where(begins[at], -1, padded[at]), np.where(begins[at + 1], -1, padded[at + 2])
        uses = zip(texts.ids[at].tolist(), left.tolist(), right.tolist(), strict=True)
        for word, before, after in dict.fromkeys(uses):  # without those of which enough is known
            known = found[named[word]]
            if len(known) < CONTEXTS:
                known.add((named[before], named[after]))
                if len(known) == CONTEXTS:
                    wanted[word] = False
    return found


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
