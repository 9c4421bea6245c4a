"""What keeps two texts apart, and which slips do not."""

import pytest

from scrape_clean.dedupe import cluster
from scrape_clean.dedupe.clustering.guard import all_comparable, comparable, differing, odd_sides
from scrape_clean.dedupe.normalization.normal import normal_form
from scrape_clean.dedupe.spelling.contrasts import Contrasts
from scrape_clean.dedupe.spelling.evidence import Evidence, Wording

LONG = "The committee {} the new plan for the harbour after a lengthy public debate"


def one_fact(one: str, other: str, *, copies: tuple[int, int] = (1, 1), words: tuple[str, ...] = ()) -> bool:
    """Whether two texts say the same, with a vocabulary of ``words``."""
    a, b = (Wording(normal_form(text), text, n) for text, n in zip((one, other), copies, strict=True))
    return judged(a, b, Evidence({}, (set(words).__contains__,) if words else ()))


def judged(a: Wording, b: Wording, evidence: Evidence) -> bool:
    """Whether two texts say the same, whichever comes first."""
    contrasts = Contrasts(evidence)
    same = odd_sides(a, b, contrasts) is not None
    assert same == (odd_sides(b, a, contrasts) is not None)
    return same


@pytest.mark.parametrize(
    ("one", "other"),
    [("received", "recieved"), ("discussed", "discused"), ("postponed", "postpponed"), ("debated", "debsted")],
)
def test_clear_slip(one: str, other: str) -> None:
    """Transposed, dropped, doubled and neighbouring letters of long words are slips where nothing speaks against it."""
    assert one_fact(LONG.format(one), LONG.format(other))


def test_a_prefix_is_no_slip() -> None:
    """Not of a word that the vocabulary has, when it lacks the one with the prefix."""
    assert not one_fact(LONG.format("anmälde"), LONG.format("avanmälde"), words=("anmälde",))
    assert one_fact(LONG.format("anmälde"), LONG.format("anmmälde"), words=("anmälde",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("adopted", "adapted"),
        ("accepts", "accept"),
        ("accepted", "accepts"),
        ("approved", "disapproved"),
        ("likes", "dislikes"),
        ("will debate", "will not debate"),
        ("won", "lost"),
        ("Robert backed", "Roberto backed"),
        ("form", "from"),
        ("imports", "exports"),
        ("needed", "heeded"),
        ("in June saw", "in July saw"),
        ("en junio vio", "en julio vio"),
        ("counted count_boats", "counted count_goats"),
    ],
)
def test_other_word(one: str, other: str) -> None:
    """Another word is another fact, however near."""
    assert not one_fact(LONG.format(one), LONG.format(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("In 2022 the library opened its second reading room", "In 2023 the library opened its second reading room"),
        ("Phase II of the bridge works starts in the autumn", "Phase III of the bridge works starts in the autumn"),
        ("Version 1.2.3 of the reader fixes the broken index", "Version 1.2.4 of the reader fixes the broken index"),
        ("The second prize goes to the youngest rower here", "The third prize goes to the youngest rower here"),
        ("The pump moves 40 litres of water in each hour", "The pump moves 40 gallons of water in each hour"),
        ("Opens on Tuesday morning for all the neighbours", "Opens on Thursday morning for all the neighbours"),
        ("Course code AB-123 is taught in the old building", "Course code AC-123 is taught in the old building"),
    ],
)
def test_fact(one: str, other: str) -> None:
    """Numbers, ordinals, versions, units, weekdays and codes never slip, not even against many copies."""
    assert not one_fact(one, other, copies=(9, 1))


def test_misread_digit() -> None:
    """A letter read as a digit is no number."""
    assert one_fact(LONG.format("supported"), LONG.format("supp0rted"))


def test_many_copies_against_one() -> None:
    """One odd copy among many is the slip, even for a name; one of two is not."""
    one, other = "A gift by Valentina Brunner", "A gift by Valnetina Brunner"
    assert not one_fact(one, other)
    assert one_fact(one, other, copies=(7, 1))


def test_vocabulary() -> None:
    """A vocabulary tells a slip from a word, both ways."""
    one, other = LONG.format("adopted"), LONG.format("adpoted")
    assert one_fact(one, other, words=("adopted",))
    assert not one_fact(LONG.format("united"), LONG.format("untied"), words=("united", "untied"))


def test_both_attested() -> None:
    """Two forms that both stand elsewhere are two words."""
    one, other = LONG.format("debated"), LONG.format("debsted")
    assert len(set(cluster([one, other]))) == 1
    elsewhere = ["They debated all night", "She debsted it twice"]
    assert len(set(cluster([one, other, *elsewhere]))) == 4
    assert len(set(cluster([one, other, elsewhere[0]]))) == 2


def attested(*words: str, contexts: int = 20) -> Evidence:
    """Words that stand in many other texts."""
    return Evidence(dict.fromkeys(words, contexts + 1), (frozenset().__contains__,))


@pytest.mark.parametrize(
    ("odd", "good", "contexts", "same"),
    [
        ("Stacoxiak", "Stacoviak", 4, True),  # one slip, of no typical shape
        ("Stacoxiak", "Stacoviak", 3, False),  # hardly attested
        ("Staxoviaks", "Stacoviak", 20, False),  # an ending
        ("Bevke", "Betke", 20, False),  # a short name
        ("Stcaovviak", "Stacoviak", 20, True),  # two slips
        ("Stcaovviak", "Stacoviak", 15, False),
        ("Saurdday", "Sunday", 20, False),  # two in a shorter name
    ],
)
def test_slips_well_inside_long_names(odd: str, good: str, contexts: int, *, same: bool) -> None:
    """Names that stand nowhere else, of one that stands in many texts and that no vocabulary has."""
    a, b = (Wording(normal_form(text), text) for text in (LINE.format(odd), LINE.format(good)))
    evidence = attested(good.casefold(), contexts=contexts)
    assert judged(a, b, evidence) is same


LINE = "The committee asked {} to speak about the harbour after a lengthy debate"


@pytest.mark.parametrize(
    ("word", "name", "same"),
    [("Netrform", "Nearform", True), ("Bevkes", "Betkes", False), ("Nearforn", "Nearform", False)],
)
def test_names_in_a_text_with_another_slip(word: str, name: str, *, same: bool) -> None:
    """A slip well inside a long name is one where the text has another."""
    texts = [
        f"The comittee asked {word} to speak at the harbour",
        f"The committee asked {name} to speak at the harbour",
    ]
    a, b = (Wording(normal_form(text), text) for text in texts)
    vocabulary = frozenset(("committee", "asked", "speak", "harbour")).__contains__
    assert judged(a, b, Evidence({}, (vocabulary,))) is same


@pytest.mark.parametrize(
    ("odd", "good", "copies", "contexts", "same"),
    [
        ("Daniela", "Daniel", 1, 0, False),
        ("Karla", "Karl", 1, 0, False),
        ("Daniela", "Daniel", 1, 16, True),
        ("Daniela", "Daniel", 3, 0, True),  # copies outvote it
        ("Danniel", "Daniel", 1, 0, True),
        ("Daniell", "Daniel", 1, 0, True),
    ],
)
def test_names_with_another_end(odd: str, good: str, copies: int, contexts: int, *, same: bool) -> None:
    """Of which nothing else is known, though a vocabulary has one of them: two people."""
    texts = [f"The talk is given by {name} Ward on Thursday afternoon in the library" for name in (odd, good)]
    a, b = (Wording(normal_form(text), text, n) for text, n in zip(texts, (1, copies), strict=True))
    evidence = Evidence({good.lower(): contexts + 1}, (frozenset((good.lower(),)).__contains__,))
    assert judged(a, b, evidence) is same


def test_two_slips_need_that_one_is_not_nearer_to_another_word() -> None:
    """Recieved is received with two letters transposed, and no slip of receives; without that word it is."""
    one, other = LONG.format("recieved"), LONG.format("receives")
    assert not one_fact(one, other, words=("receives", "received"))
    assert one_fact(one, other, words=("receives",))
    assert one_fact(one, LONG.format("received"), words=("receives", "received"))


def test_a_language_that_texts_merely_seem_to_be_in_acquits_and_shows_no_slip() -> None:
    """With "recieved" it has the word; without it, "received" shows nothing."""

    def is_one(*words: str, likely: tuple[str, ...] = ()) -> bool:
        a, b = (Wording(normal_form(text), text) for text in (LONG.format("recieved"), LONG.format("received")))
        vocabularies = (frozenset(words).__contains__,)
        return judged(a, b, Evidence({}, vocabularies, likely=(frozenset(likely).__contains__,)))

    assert is_one("received")
    assert not is_one("received", likely=("recieved",))
    a, b = (Wording(normal_form(text), text) for text in ("The boat landed", "The boat lqnded"))
    nothing = frozenset[str]().__contains__
    assert judged(a, b, Evidence({}, (frozenset(("landed",)).__contains__,)))
    assert not judged(a, b, Evidence({}, (nothing,), likely=(frozenset(("landed",)).__contains__,)))


def test_a_capital_that_all_words_have_makes_no_name() -> None:
    """In the title of a card; in a sentence it does."""
    line = "The keeper of the tower asked for a new {} and a ladder"
    evidence = Evidence({"driver": 41}, (frozenset(("drier", "driver")).__contains__,))

    def is_one(*texts: str) -> bool:
        a, b = (Wording(normal_form(text), text) for text in texts)
        return judged(a, b, evidence)

    odd, good = line.format("drier"), line.format("driver")
    assert is_one(odd, good.title())
    assert is_one(odd.title(), good)
    assert not is_one(odd, line.format("Driver"))


def test_many_pairs_of_words_are_compared_as_one_is() -> None:
    """Words of four letters are long enough, and of one pair one need be."""
    pairs = [("car", "cars"), ("cars", "car"), ("car", "cat"), ("harbour", "harbuor"), ("harbour", "museum")]
    assert all_comparable(pairs) == [comparable(*pair) for pair in pairs] == [True, True, False, True, False]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        (("keepr", "towr", "musum", "harbour"), (1, 5, 9)),
        (("keepr", "towr", "musum", "harbor"), None),  # more than three
        (("keepr", "library", "museum", "harbour"), None),  # one of them is another word
    ],
)
def test_texts_that_may_differ_by_slips(words: tuple[str, ...], places: tuple[int, ...] | None) -> None:
    """Up to three words, all of which may be slips."""
    line = "The {} of the old {} opens the small {} beside the {} on every day of the year"
    one = normal_form(line.format("keeper", "tower", "museum", "harbour"))
    assert differing(one, normal_form(line.format(*words))) == places
