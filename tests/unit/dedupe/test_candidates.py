"""Candidates: near texts are compared, and no key costs more than linear time."""

import numpy as np

from scrape_clean.dedupe.candidates import ALL_PAIRS, NEAREST, candidate_pairs, groups_of, keys_of, pairs_within
from scrape_clean.dedupe.normal import Form, normal_form

LINE = "the crew repaired the old wooden boat before the winter storms came"


def numbered(count: int) -> list[Form]:
    """Texts of one length that share all words but one."""
    return [Form(str(at), ("the", "crew", f"member{at}", "repaired", "the", "boat"), ()) for at in range(count)]


def test_slips_share_a_key() -> None:
    """A text and the same with two slips have two segments in common, in their places."""
    one, other = (normal_form(text) for text in (LINE, LINE.replace("crew", "crwe").replace("storms", "strms")))
    assert sum(a == b for a, b in zip(keys_of(one)[1:], keys_of(other)[1:], strict=True)) >= 2
    assert keys_of(one)[0] == keys_of(other)[0]


def test_groups() -> None:
    """Positions with one key, in their order; single ones are left out."""
    assert sorted(groups_of(np.array([5, 7, 5, 9, 7, 5], np.uint64))) == [[0, 2, 5], [1, 4]]
    assert list(groups_of(np.array([], np.uint64))) == []


def test_a_small_group_is_compared_wholly() -> None:
    """All pairs, once each."""
    forms = numbered(ALL_PAIRS)
    assert len(set(pairs_within(range(ALL_PAIRS), forms))) == ALL_PAIRS * (ALL_PAIRS - 1) // 2


def test_a_key_of_100_000_texts_stays_linear() -> None:
    """Boilerplate that many texts share costs each of them a fixed number of comparisons."""
    count = 100_000
    assert sum(1 for _ in pairs_within(range(count), numbered(count))) <= 2 * NEAREST * count


def test_pairs_come_sorted_with_the_places_where_they_differ() -> None:
    """Each pair once, the smaller index first."""
    forms = sorted((normal_form(text) for text in (LINE, LINE.replace("wooden", "woodne"))), key=lambda form: form.key)
    assert candidate_pairs(forms) == [(0, 1, (5,))]
