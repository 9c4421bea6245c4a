"""Clusters of texts, whatever they are and wherever they stand."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from scrape_clean.arguments import refuse_one_string
from scrape_clean.dedupe.clustering.partition import numbered
from scrape_clean.dedupe.spelling.vocabulary import vocabularies_of
from scrape_clean.errors import UsageError

__all__ = ["cluster"]

_NOTHING: Mapping[str, int] = MappingProxyType({})


def cluster(texts: Sequence[str], *, language: str | None = None, attested: Mapping[str, int] = _NOTHING) -> list[int]:
    """One cluster id per text, from 0 in the order of first appearance; texts of one id state the same fact.

    The partition depends on the set of distinct texts alone: not on their order, and not on how often each occurs.
    Texts that differ in a number, date, name, unit, sign or negation are never joined, nor are texts for which that
    cannot be decided. Near linear in the total length.

    Args:
        texts: Any texts; the place where they stand plays no part.
        language: A BCP 47 tag. What is a word and what is a slip follows from the texts themselves, from English,
            and from this language.
        attested: In how many other texts each word stands (``dedupe.attested_words``): what was seen before is evidence
            of what is a word. The texts themselves are not to be among these.

    Raises:
        UsageError: One of ``texts`` is no string (an empty cell of a table, say), or all are one string.
    """
    refuse_one_string("texts", texts)
    for at, text in enumerate(texts):
        if not isinstance(text, str):
            raise UsageError(f"texts: number {at}, counted from 0, is {text!r:.60}, no string; fill it or leave it out")
    # Pages are cleaned without these, and pyarrow takes as long to import as ten of them.
    from scrape_clean.dedupe.clustering.facts import numbered_facts  # noqa: PLC0415

    places = {text: at for at, text in enumerate(dict.fromkeys(texts))}
    facts = numbered_facts(list(places), vocabularies_of(language), attested)
    if len(places) < len(texts):
        facts = facts[np.fromiter(map(places.__getitem__, texts), np.int64, len(texts))]
    return numbered(facts)
