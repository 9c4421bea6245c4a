"""Habits of confusing letters, learnt from slips that other evidence has decided."""

import pytest

from scrape_clean import cluster
from scrape_clean.dedupe.spelling.confusions import explained, habits

_WORDS = "meter lemon nectar pebble ticket velvet zebra kettle sender member garden winter".split()


def _misread(word: str) -> str:
    return word.replace("e", "c", 1)


def test_what_happens_to_many_words_is_a_habit() -> None:
    """Eight different words show one; the same word any number of times, or seven words, do not."""
    slips = [(_misread(word), word) for word in _WORDS]
    assert habits(slips) == {("c", "e")}
    assert habits(slips[:7]) == frozenset()
    assert habits(slips[:1] * 50) == frozenset()


def test_keys_hit_by_chance_are_no_habit() -> None:
    """Omissions, doubled letters and transpositions replace nothing; a rare replacement is lost among many others."""
    assert habits([("wrod", "word"), ("wrd", "word"), ("worrd", "word")] * 9) == frozenset()
    many = [(f"a{here}{at}", f"a{there}{at}") for at in range(9) for here in "bcdfghjx" for there in "klmnpqrstvwyz"]
    assert habits(many) == frozenset()
    swapped = "receive ceiling deceive conceive perceive neighbour weight freight".split()
    assert habits([(word.replace("ei", "ie"), word) for word in swapped]) == frozenset()


@pytest.mark.parametrize(
    ("odd", "good", "expected"),
    [
        ("rncctlng", "meeting", False),  # the first letter is another one
        ("rneeting", "meeting", False),
        ("agrccrncnt", "agreement", True),
        ("agrccment", "agreement", True),
        ("agreement", "agrccment", False),  # no habit the other way round
        ("agreement", "agreement", False),
        ("agrcement", "agreemant", False),
    ],
)
def test_any_number_of_habits_explains_a_word(odd: str, good: str, *, expected: bool) -> None:
    """A word is explained when nothing but habitual confusions makes it of the other one."""
    assert explained(odd, good, frozenset({("c", "e"), ("rn", "m")})) is expected


def test_a_habit_explains_a_name_that_nothing_else_does() -> None:
    """A misread name alone cannot be told from another name; among misread texts it can. Other letters still count."""
    text = "The {} bridge over the river was opened to trains and walkers alike"
    pair = [text.format("Selkeny"), text.format("Sclkcny")]
    other = text.format("Salkany")
    page = [f"The {word} of the old house was painted again by the owner" for word in _WORDS]
    page += [f"Nobody knew what a {word} was for before that long summer" for word in _WORDS]
    page += [line.replace(word, _misread(word)) for word, line in zip(_WORDS, page, strict=False)]
    assert len(set(cluster(pair))) == 2
    ids = cluster([*pair, other, *page])
    assert ids[0] == ids[1] != ids[2]
