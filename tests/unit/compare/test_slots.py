"""What of a text that changes every night is a gap, and what is a word."""

import pytest

from scrape_clean.compare.volatile.slots import Pattern, fits, nightly


@pytest.mark.parametrize(
    ("versions", "pattern"),
    [
        (["1,037 seals, 12 boats", "1,074 seals, 12 boats", "1,111 seals, 13 boats", "1,148 seals, 13 boats"],
         ("#", "seals", "13", "boats")),
        (["Cod | 4.31 | 12", "Cod | 4.52 | 12", "Cod | 4.17 | 10", "Cod | 4.90 | 10"], ("cod", "#", "10")),
        (["Oil 1.51 in stock", "Oil 1.53 few left", "Oil 1.54 in stock", "Oil 1.55 in stock"],
         ("oil", "#", "in", "stock")),
        (["Oil 1.51 (new)", "Oil 1.53", "Oil 1.54", "Oil 1.55", "Oil 1.56"], ("oil", "#")),
        (["7 ships, 31 boats", "4 ships, 30 boats", "9 ships, 28 boats", "3 ships, 33 boats"],
         ("#", "ships", "#", "boats")),
        (["Cod | 4.31 | 12", "Cod | 4.52 | 9", "Cod | 4.17 | 10", "Cod | 4.90 | 14"], ("cod", "#")),
        (["7 km of 9", "8 km of x", "1 km of y", "2 km of 4"], ("#", "km", "of", None)),
        (["Free: 14", "Free: 9", "Free: none", "Free: 12", "Free: 8"], ("free", "#")),
    ],
)  # fmt: skip
def test_a_gap_is_what_itself_changed_on_most_nights(versions: list[str], pattern: Pattern) -> None:
    """What was edited meanwhile beside it is a word, as it reads now."""
    assert nightly(versions) == pattern
    assert fits(versions[-1], pattern)


def test_a_word_among_numbers_is_news() -> None:
    """Though it stood there while the counter was learnt."""
    pattern = nightly(["Free: 14", "Free: 9", "Free: none", "Free: 12", "Free: 8"])
    assert pattern is not None
    assert not fits("Free: none", pattern)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("12 free: 9", ("free", "#")),
        ("Seen 18 times (2)", ("seen", "#", "times")),
        ("Seen 18 times", ("seen", "#")),
        ("Seen in 18", ("seen", "#")),
        ("Free: 1 2 3 4 5 6 7 8 9", ("free", "#")),
        ("Free: 14", ("free",)),
    ],
)
def test_what_stands_where_no_gap_is_does_not_fit(text: str, pattern: Pattern) -> None:
    """A number beside the counter is news, and so is a word in its place; more words than a gap has are a text."""
    assert not fits(text, pattern)


def test_a_gap_alone_is_a_whole_text() -> None:
    """However long."""
    assert fits("One of several long notes that are shown in turn, each of which has a dozen words", (None,))
    assert fits("", (None,))


def test_a_counter_that_is_a_word_on_every_fourth_night_is_still_one() -> None:
    """On more nights, the word is one of two states."""
    often = ["Free: 14", "Free: 9", "Free: none", "Free: 12", "Free: 8", "Free: none", "Free: 7", "Free: 6"]
    assert nightly(often) == ("free", "#")
    assert nightly([*often[:4], "Free: none", *often[5:]]) != ("free", "#")


def test_edits_of_several_places_are_no_counter() -> None:
    """However many there were: an hour that changed, and a word that came and went."""
    versions = ["Thursday 9-19", "Thursday 9-19", "Thursday 9-18", "Thursday (today) 9-18", "Thursday 9-18"]
    assert nightly(versions) is None
