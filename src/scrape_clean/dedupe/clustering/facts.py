"""Which texts of a collection state the same fact: what sites add taken off, slips, moved clauses, cut-off ends."""

from collections.abc import Mapping, Sequence

import numpy as np

from scrape_clean.dedupe.clustering.additions import additions
from scrape_clean.dedupe.clustering.clusters import same_wording
from scrape_clean.dedupe.clustering.collection import Wordings, grouped
from scrape_clean.dedupe.clustering.partition import Partition
from scrape_clean.dedupe.clustering.reshaped import continuations, rotations
from scrape_clean.dedupe.normalization.columns import forms_in_columns
from scrape_clean.dedupe.normalization.sequences import Numbers
from scrape_clean.dedupe.spelling.evidence import Vocabulary

__all__ = ["numbered_facts", "same_fact"]


def same_fact(known: Wordings, vocabularies: tuple[Vocabulary, ...], attested: Mapping[str, int]) -> Partition:
    """Sets of wordings that state the same fact, as indices into ``known``."""
    joined = same_wording(known, vocabularies, attested)
    for one, other in rotations(known.sequences, known.texts):
        joined.join(one, other)
    for stump, full in continuations(known.keys, np.flatnonzero(known.cut).tolist(), joined.roots()):
        joined.join(stump, full)
    return joined


def numbered_facts(texts: Sequence[str], vocabularies: tuple[Vocabulary, ...], attested: Mapping[str, int]) -> Numbers:
    """For each of some distinct texts a number for the fact that it states.

    Args:
        texts: The texts.
        vocabularies: As for ``evidence.Evidence``.
        attested: As for ``cluster``.
    """
    forms = forms_in_columns(texts)
    plain, places = grouped(texts, forms)
    added = additions(texts, plain)
    mended = added.without(texts, forms, places)
    known, places = (plain, places) if mended is forms else grouped(texts, mended)
    del forms, plain, added, mended
    roots = np.array(same_fact(known, vocabularies, attested).roots(), np.int64)
    return roots[places]
