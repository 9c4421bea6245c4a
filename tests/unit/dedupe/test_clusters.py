"""Clusters: the same in any order, without drift, near linear."""

import time
from collections.abc import Callable

import pytest

from scrape_clean.dedupe import cluster

PLAIN = "The museum received a generous grant for the restoration of its northern wing"


def test_ids_by_first_appearance() -> None:
    """Ids count from 0 in the order in which clusters appear."""
    assert cluster(["b", "a", "B", "c", "a."]) == [0, 1, 0, 2, 1]
    assert cluster([]) == []


def test_no_drift() -> None:
    """A text between two others joins one of them at most, when the two differ in a fact."""
    left = PLAIN.replace("generous", "marital")
    right = PLAIN.replace("generous", "martial")
    middle = PLAIN.replace("generous", "martiall")
    ids = cluster([left, middle, right], (lambda word: word in {"marital", "martial"},))
    assert ids[0] != ids[2]


def test_moved_clause() -> None:
    """A clause moved to the other end changes no fact."""
    ids = cluster(
        [
            "When the river rises, the ferry moves to the upper landing stage",
            "The ferry moves to the upper landing stage when the river rises",
        ]
    )
    assert ids == [0, 0]


def test_cut_text() -> None:
    """A text cut off with an ellipsis joins the only one that goes on so, and none of two."""
    teaser = "The new bridge across the lake will be op…"
    one = "The new bridge across the lake will be opened in 2031"
    other = "The new bridge across the lake will be opened in 2032"
    assert cluster([teaser, one]) == [0, 0]
    assert cluster([teaser, one, other]) == [0, 1, 2]
    assert cluster([teaser.replace("…", ""), one]) == [0, 1]


def test_negation_is_no_continuation() -> None:
    """A text that merely ends with an ellipsis is not continued by its own negation."""
    assert cluster(["She said what she and her sister did...", "She said what she and her sister did not..."]) == [0, 1]


def test_appended_words() -> None:
    """Words set off behind many texts that also stand without them are no part of these, in any language."""
    lines = [f"The {animal} sleeps through the winter." for animal in ("bear", "bat", "snail", "frog", "hedgehog")]
    tails = [f"{line} Lue lisää" for line in lines]
    assert cluster(lines + tails) == [0, 1, 2, 3, 4] * 2
    assert len(set(cluster(lines[:2] + tails[:2]))) == 4
    facts = [line.replace(".", " not.") for line in lines]
    assert len(set(cluster(lines + facts))) == 10


@pytest.mark.parametrize(
    "make",
    [
        lambda n: f"Common words stand here before and after item {n} on every single line of it",
        lambda n: f"one and the same line of text, letter by letter, over and over {'!' * (n % 7)}",
        lambda n: f"the word {'abcdefghij'[n % 10] * (n // 10 % 50 + 5)} stands in a frame that never changes",
        lambda n: "x " * (n % 300),
    ],
)
def test_near_linear(make: Callable[[int], str]) -> None:
    """Boilerplate that thousands of texts share costs no more than any other text."""

    def seconds(count: int) -> float:
        texts = [make(n) for n in range(count)]
        start = time.process_time()
        cluster(texts)
        return time.process_time() - start

    assert seconds(4000) < 6 * max(seconds(1000), 0.05)
