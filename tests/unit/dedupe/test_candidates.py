"""Candidates: near texts are compared, and no key costs more than linear time."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrape_clean.dedupe.clustering import candidates
from scrape_clean.dedupe.clustering.candidates import (
    ALL_PAIRS,
    FEW,
    NEAREST,
    candidate_pairs,
    fact_keys,
    few_pairs,
    groups_of,
    pairs_within,
    segment_keys,
)
from scrape_clean.dedupe.normalization.normal import Form, normal_form
from scrape_clean.dedupe.normalization.sequences import sequences_of

LINE = "the crew repaired the old wooden boat before the winter storms came"
WORDS = ["harbour", "harbor", "harbuor", "ferries", "ferires", "boat", "the", "crew", "crews", "12", "12.5", "$", "at"]


def numbered(count: int) -> list[Form]:
    """Texts of one length that share all words but one."""
    return [Form(str(at), ("the", "crew", f"member{at}", "repaired", "the", "boat"), ()) for at in range(count)]


def forms_of(*texts: str) -> list[Form]:
    """Distinct forms in the order of their keys."""
    forms = {form.key: form for form in map(normal_form, texts)}
    return [forms[key] for key in sorted(forms)]


def test_slips_share_keys() -> None:
    """A text and the same with two slips have two segments in common, in their places."""
    texts = sequences_of(forms_of(LINE, LINE.replace("crew", "crwe").replace("storms", "strms")))
    one, other = segment_keys(texts, np.arange(2))
    assert (one == other).sum() >= 2
    assert len(set(fact_keys(texts).tolist())) == 1


def test_other_facts_have_other_keys() -> None:
    """Numbers, signs and the length, wherever they stand."""
    texts = forms_of(
        "room 12 at 3", "room 3 at 12", "room 12 at 3 pm", "rooms are at home", "room 12 at $", "room + at 3"
    )
    assert len(set(fact_keys(sequences_of(texts)).tolist())) == len(texts)


def test_groups() -> None:
    """Positions with one key, in their order; single ones are left out."""
    members, starts = groups_of(np.array([5, 7, 5, 9, 7, 5], np.uint64))
    assert (members.tolist(), starts.tolist()) == ([0, 2, 5, 1, 4], [0, 3, 5])
    members, starts = groups_of(np.array([], np.uint64))
    assert (members.tolist(), starts.tolist()) == ([], [0])


def listed(members: list[int], starts: list[int], ranks: list[int]) -> list[tuple[int, int]]:
    """Pairs within some groups."""
    found = pairs_within(np.array(members), np.array(starts), np.array(ranks).__getitem__)
    return [pair for one, other in found for pair in zip(one.tolist(), other.tolist(), strict=True)]


def test_small_groups_are_compared_wholly() -> None:
    """All pairs, once each, and none across groups."""
    found = listed([*range(ALL_PAIRS), 20, 21, 30, 31], [0, ALL_PAIRS, ALL_PAIRS + 2, ALL_PAIRS + 4], [])
    assert sorted(found) == [*combinations(range(ALL_PAIRS), 2), (20, 21), (30, 31)]


def test_large_groups_are_compared_with_neighbours_in_two_orders() -> None:
    """So the first is compared with the one that comes next to it when read backward."""
    count = ALL_PAIRS + 4
    ranks = [*range(0, 2 * count, 2)]
    ranks[-1] = 1
    found = listed([*range(count), *range(count, 2 * count)], [0, count, 2 * count], ranks * 2)
    assert (0, count - 1) in found
    assert all((one < count) == (other < count) and one < other for one, other in found)
    assert (0, NEAREST) in found
    assert (0, NEAREST + 1) not in found


def test_a_key_of_100_000_texts_stays_linear() -> None:
    """Boilerplate that many texts share costs each of them a fixed number of comparisons."""
    count = 100_000
    found = pairs_within(np.arange(count), np.array([0, count]), lambda those: those * 7 % count)
    assert sum(len(one) for one, _ in found) <= 2 * NEAREST * count


def test_pairs_come_sorted_with_the_places_where_they_differ() -> None:
    """Each pair once, the smaller index first."""
    forms = forms_of(LINE, LINE.replace("wooden", "woodne"))
    assert candidate_pairs(sequences_of(forms)) == few_pairs(forms) == [(0, 1, (5,))]


def test_a_page_with_much_boilerplate_is_no_few_texts() -> None:
    """Nor are many texts."""
    assert few_pairs(numbered(ALL_PAIRS)) is not None
    assert few_pairs(numbered(ALL_PAIRS + 1)) is None
    assert few_pairs([Form(str(at), ("a",) * at, ()) for at in range(FEW + 1)]) is None


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join), max_size=40))
def test_few_texts_have_the_pairs_that_many_have(texts: list[str]) -> None:
    """One by one or as arrays."""
    forms = forms_of(*texts)
    few = few_pairs(forms)
    assert few is None or few == candidate_pairs(sequences_of(forms))


def test_batches_play_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many texts and pairs are held at once."""
    forms = forms_of(*(f"{a} the {b} 12 {c} {d}" for a, b, c, d in product(WORDS[:8], repeat=4)))
    whole = candidate_pairs(sequences_of(forms))
    assert len(whole) > len(forms) > FEW
    monkeypatch.setattr(candidates, "AT_ONCE", 200)
    assert candidate_pairs(sequences_of(forms)) == whole


def test_words_beyond_46_340_are_told_apart() -> None:
    """The product of two such numbers takes more than 31 bits."""
    many = Form("0", tuple(f"a{at}" for at in range(50_000)), ())
    forms = [many, *forms_of(*(f"the new {word} plan of {at}" for word in WORDS[:5] for at in range(20)))]
    few = few_pairs(forms[1:])
    assert few
    assert candidate_pairs(sequences_of(forms)) == [(i + 1, j + 1, places) for i, j, places in few]
