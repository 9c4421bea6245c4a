"""Clusters of texts that say the same, without drift: no cluster holds two texts that differ in a fact.

Four moves, each a pure function that a cluster runner can map: the keys of texts (``fact_keys``, ``segment_keys``),
groups by key (``groups_of``), verified pairs within a group (``pairs_within`` and ``verified``), clusters of pairs
(``clusters_of``). ``same_wording`` is made of them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby
from operator import itemgetter
from types import MappingProxyType

import numpy as np
from msgspec.structs import replace

from scrape_clean.dedupe.clustering.candidates import FEW, Candidate, candidate_pairs, few_pairs
from scrape_clean.dedupe.clustering.capitals import left_open
from scrape_clean.dedupe.clustering.guard import odd_sides, odd_sides_at
from scrape_clean.dedupe.clustering.partition import Partition
from scrape_clean.dedupe.clustering.wordings import Known
from scrape_clean.dedupe.normalization.sequences import Numbers, Sequences, distinct
from scrape_clean.dedupe.normalization.terms import different_terms
from scrape_clean.dedupe.spelling.confusions import Confusion, habits
from scrape_clean.dedupe.spelling.contrasts import Contrasts
from scrape_clean.dedupe.spelling.evidence import Evidence, Vocabulary, Wording, spellings
from scrape_clean.dedupe.spelling.usage import contexts_of, uses_of
from scrape_clean.dedupe.spelling.vocabulary import spoken_in

__all__ = ["clusters_of", "same_wording", "verified"]

_NOTHING: Mapping[str, int] = MappingProxyType({})
ENOUGH_TEXTS = 1000
"""Texts from which on they show which letters follow each other in the languages at hand."""
SLIPS_IN_A_CLUSTER = 8
"""Places where two members may differ: each has slips of its own."""
CHECKED = 32
"""Members of a cluster that a text is checked against before it joins. More wordings of one text than this are
boilerplate; the first members are the best attested ones."""


def _evidence(texts: Sequences, wanted: Numbers, told: Evidence) -> Evidence:
    """What is told of words, and what the texts themselves tell of some (indices into ``texts.words``)."""
    words = [texts.words[number] for number in wanted.tolist()]
    contexts = dict(zip(words, contexts_of(texts, wanted).tolist(), strict=True))
    told = replace(told, contexts=contexts)
    if len(texts) < ENOUGH_TEXTS:
        return told
    parts: Counter[str] = Counter()
    uses = dict(zip(texts.words, uses_of(texts).tolist(), strict=True))
    for word, count in uses.items():
        if word.isalpha():
            for part in spellings(word):
                parts[part] += count
    return replace(told, spellings=parts, uses={word: uses[word] for word in words})


def _habits(
    known: Mapping[int, Wording],
    pairs: Iterable[Candidate],
    found: Mapping[tuple[int, int], tuple[int, ...]],
) -> frozenset[Confusion]:
    """Confusions of letters that pairs show which can be told from the same fact without them."""
    slips = set()
    for i, j, places in pairs:
        for at, side in zip(places, found.get((i, j), ()), strict=False):
            words = known[i].form.tokens[at], known[j].form.tokens[at]
            slips.add(words if side == 1 else words[::-1])
    return habits(slips)


def _told(
    known: Mapping[int, Wording], pairs: Sequence[Candidate], evidence: Evidence
) -> tuple[dict[tuple[int, int], tuple[int, ...]], Contrasts]:
    """Pairs that say the same, and the contrasts of words with the habits that these pairs show."""
    contrasts = Contrasts(evidence)
    found = verified(known, pairs, contrasts)
    habits = _habits(known, pairs, found)
    if not habits:
        return found, contrasts
    contrasts = contrasts.with_habits(habits)
    habitual = {words for words, contrast in contrasts.items() if contrast and any(contrast.habitual)}
    anew = [
        (i, j, places)
        for i, j, places in pairs
        if any((known[i].form.tokens[at], known[j].form.tokens[at]) in habitual for at in places)
    ]
    for i, j, _ in anew:
        found.pop((i, j), None)
    return found | verified(known, anew, contrasts), contrasts


def _agrees(
    at: int,
    members: Sequence[int],
    known: Mapping[int, Wording],
    pairs: Mapping[tuple[int, int], tuple[int, ...]],
    contrasts: Contrasts,
) -> bool:
    """Whether a text says the same as all members of a cluster, the first of which has the fewest slips.

    A text that merely has slips where the first member has words says what that member says, and so do the others.
    """
    first = members[0]
    if first < at:
        sides = pairs.get((first, at))
    else:
        mirrored = pairs.get((at, first))
        sides = mirrored and tuple([3 - side for side in mirrored])
    sides = sides or odd_sides(known[first], known[at], contrasts, SLIPS_IN_A_CLUSTER)
    if sides is None:
        return False
    return 1 not in sides or all(
        odd_sides(known[at], known[member], contrasts, SLIPS_IN_A_CLUSTER) is not None for member in members[1:CHECKED]
    )


def verified(
    known: Mapping[int, Wording], pairs: Iterable[Candidate], contrasts: Contrasts
) -> dict[tuple[int, int], tuple[int, ...]]:
    """Those of some pairs that say the same, with the side (1 or 2) that has the slip at each place of difference."""
    found = {}
    for i, j, places in pairs:
        sides = odd_sides_at(known[i], known[j], places, contrasts)
        if sides is not None:
            found[i, j] = sides
    return found


def clusters_of(
    known: Mapping[int, Wording], pairs: Mapping[tuple[int, int], tuple[int, ...]], contrasts: Contrasts, count: int
) -> Partition:
    """Clusters of verified pairs: no text joins one that it does not agree with wholly.

    The texts with the fewest slips come first, so that a cluster grows around the text that was meant.

    Args:
        known: The wordings of the pairs by their number.
        pairs: As ``verified`` finds them.
        contrasts: What is known of words.
        count: How many wordings there are in all.
    """
    joined = Partition(count)
    order, near = _in_order(known, pairs)
    leaders = list(range(len(order)))
    members: dict[int, list[int]] = {}
    for rank, others in groupby(near, key=itemgetter(0)):
        at = order[rank]
        for leader in dict.fromkeys([leaders[other] for _, other in others]):
            cluster = members.setdefault(leader, [order[leader]])
            if _agrees(at, cluster, known, pairs, contrasts):
                leaders[rank] = leader
                cluster.append(at)
                joined.join(order[leader], at)
                break
    return joined


def _in_order(
    known: Mapping[int, Wording], pairs: Mapping[tuple[int, int], tuple[int, ...]]
) -> tuple[list[int], Iterable[tuple[int, int]]]:
    """The texts of some pairs, those with the fewest slips first; and the pairs as ranks there, the later one first."""
    texts, ends = np.unique(np.array(list(pairs), np.int64), return_inverse=True)
    ends = ends.reshape(-1, 2)
    near = np.bincount(ends.ravel(), minlength=len(texts))
    slips = np.zeros(len(texts))
    for side, column in enumerate(ends.T, 1):
        slips += np.bincount(column, [sides.count(side) for sides in pairs.values()], len(texts))
    copies = np.array([known[text].copies for text in texts.tolist()], np.int64)
    order = np.lexsort((texts, -near, -copies, slips / np.maximum(near, 1)))
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    later, earlier = ranks[ends].max(axis=1), ranks[ends].min(axis=1)
    found = np.lexsort((earlier, later))
    return texts[order].tolist(), zip(later[found].tolist(), earlier[found].tolist(), strict=True)


def _differing(texts: Sequences, pairs: Sequence[Candidate]) -> Numbers:
    """The words in which the texts of some pairs differ."""
    sizes = np.fromiter((len(places) for *_, places in pairs), np.int64, len(pairs))
    places = np.fromiter(chain.from_iterable(places for *_, places in pairs), np.int64, sizes.sum())
    sides = (np.fromiter((pair[side] for pair in pairs), np.int64, len(pairs)) for side in (0, 1))
    return distinct(np.concatenate([texts.ids[np.repeat(texts.starts[side], sizes) + places] for side in sides]))


def same_wording(
    known: Known,
    vocabularies: tuple[Vocabulary, ...] = (),
    attested: Mapping[str, int] = _NOTHING,
    likely: tuple[Vocabulary, ...] = (),
) -> Partition:
    """Sets of wordings that differ by slips alone, as indices into ``known``.

    Args:
        known: The wordings.
        vocabularies: As for ``evidence.Evidence``.
        attested: As for ``cluster``.
        likely: As for ``evidence.Evidence``.
    """
    few = known.chosen(np.arange(len(known))) if len(known) <= FEW else {}
    pairs = few_pairs([wording.form for wording in few.values()]) if few else None
    texts = known.sequences if pairs is None else None
    if texts is not None:
        pairs = candidate_pairs(texts)
    joined = Partition(len(known))
    if pairs:
        texts = texts or known.sequences
        alike = few or known.chosen(np.array(sorted({side for i, j, _ in pairs for side in (i, j)})))
        told = Evidence({}, vocabularies, likely, spoken=spoken_in, attested=attested, unlike=different_terms)
        found, contrasts = _told(alike, pairs, _evidence(texts, _differing(texts, pairs), told))
        joined = clusters_of(alike, found, contrasts, len(known))
    for one, other in left_open(known, tuple(few.values())):
        joined.join(one, other)
    return joined
