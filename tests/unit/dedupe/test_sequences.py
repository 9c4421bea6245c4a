"""Texts as numbers."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scrape_clean.dedupe.normalization.normal import Form
from scrape_clean.dedupe.normalization.sequences import RunningSums, distinct, sequences_of


def test_texts_are_laid_out_one_after_the_other() -> None:
    """Each token has the number of its word; a text may be empty."""
    texts = sequences_of([Form("ab", ("a", "b"), ()), Form("", (), ()), Form("ba7", ("b", "a", "7"), ("7",))])
    assert (texts.words, texts.ids.tolist(), texts.starts.tolist()) == (["a", "b", "7"], [0, 1, 1, 0, 2], [0, 2, 2, 5])
    assert texts.lengths().tolist() == [2, 0, 3]
    assert texts.plain.tolist() == [True, True, False]
    places, starts = texts.gathered(np.array([2, 1, 0]))
    assert (places.tolist(), starts.tolist()) == ([2, 3, 4, 0, 1], [0, 3, 3, 5])


@given(st.lists(st.integers(0, 3), max_size=30))
def test_equal_spans_have_equal_hashes(ids: list[int]) -> None:
    """Wherever they stand, and others have others."""
    spans = [(start, end) for start in range(len(ids) + 1) for end in range(start, len(ids) + 1)]
    starts, ends = (np.array(side) for side in zip(*spans, strict=True))
    hashes = RunningSums(np.array(ids, np.int32)).hashes(starts, ends).tolist()
    assert len({(one, tuple(ids[start:end])) for one, (start, end) in zip(hashes, spans, strict=True)}) == len(
        set(hashes)
    )
    assert len({tuple(ids[start:end]) for start, end in spans}) == len(set(hashes))


@given(st.lists(st.integers(-5, 5)))
def test_each_number_once(numbers: list[int]) -> None:
    """In their order."""
    assert distinct(np.array(numbers, np.int64)).tolist() == sorted(set(numbers))
