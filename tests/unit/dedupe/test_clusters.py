"""Clusters: the same in any order, without drift."""

import pytest

from scrape_clean.dedupe import attested_words, cluster

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
    ids = cluster([left, middle, right])
    assert ids[0] != ids[2]
    assert ids[1] in (ids[0], ids[2])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (None, ("united", "untied")),
        (None, ("county", "country")),
        ("de", ("Schichten", "Schlichten")),
        ("fr-FR", ("poisson", "poison")),
        ("tr", ("satılan", "sayılan")),  # folded, they have no dotless i
        ("tr", ("BAKANININ", "BAŞKANININ")),
        ("el", ("διαφθοράς", "διαφοράς")),  # nor these a final sigma
    ],
)
def test_two_words_of_the_language_are_no_slip(language: str | None, words: tuple[str, str]) -> None:
    """However alike they are and however little the texts themselves say of them."""
    texts = [PLAIN.replace("generous", word) for word in words]
    assert cluster(texts, language=language) == [0, 1]


def test_a_word_of_no_language_is_a_slip_of_one() -> None:
    """With nothing else to go by."""
    assert cluster([PLAIN, PLAIN.replace("received", "recieved")]) == [0, 0]


def test_moved_clause() -> None:
    """A clause moved to the other end changes no fact."""
    ids = cluster(
        [
            "When the river rises, the ferry moves to the upper landing stage",
            "The ferry moves to the upper landing stage when the river rises",
        ]
    )
    assert ids == [0, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Monday to Wednesday closed, Thursday to Sunday open", "Open Monday to Wednesday, closed Thursday to Sunday"),
        ("Room 4 Smith, Room 5 Jones, Room 6 Brown", "Smith Room 5, Jones Room 6, Brown Room 4"),
        ("Room 4, Mr Smith, Room 5, Mr Jones, Room 6", "Mr Smith, Room 5, Mr Jones, Room 6, Room 4"),
        (
            "Closed, Monday to Wednesday, open, Thursday to Sunday",
            "Monday to Wednesday, open, Thursday to Sunday, closed",
        ),
        ("月曜休館、火曜開館、水曜休館、木曜開館", "開館月曜、休館火曜、開館水曜、休館木曜"),
        ("วันจันทร์ปิด วันอังคารเปิด", "เปิดวันจันทร์ ปิดวันอังคาร"),
        ("The dog of the lock keeper bites the cat", "Bites the cat the dog of the lock keeper"),
    ],
)
def test_words_moved_without_a_clause(one: str, other: str) -> None:
    """The same words in a circle say something else where what moves is no clause, or one of a list in pairs."""
    assert cluster([one, other]) == [0, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dann bleiben wir alle daheim, wenn es regnet", "Wenn es regnet, dann bleiben wir alle daheim"),
        ("Did you ask them how the ferry runs at night?", "At night?, Did you ask them how the ferry runs"),
        ("When it rains&#44; we all stay in the house", "We all stay in the house when it rains"),
        ("雨が降る日には、家の中で遊びます", "家の中で遊びます、雨が降る日には"),
        ("We stay, all day long, in the house when it rains", "When it rains, we stay, all day long, in the house"),
    ],
)
def test_moved_clauses_end_at_marks(one: str, other: str) -> None:
    """In one of the two texts at least, whatever the mark and however it is written."""
    assert cluster([one, other]) == [0, 0]


def test_cut_text() -> None:
    """A text cut off with an ellipsis joins the only one that goes on so, and none of two."""
    teaser = "The new bridge across the lake will be op…"
    one = "The new bridge across the lake will be opened in 2031"
    other = "The new bridge across the lake will be opened in 2032"
    assert cluster([teaser, one]) == [0, 0]
    assert cluster([teaser, one, other]) == [0, 1, 2]
    assert cluster([teaser.replace("…", "⋯"), one]) == [0, 0]
    assert cluster([teaser.replace("…", ""), one]) == [0, 1]


def test_few_words_with_an_ellipsis_are_no_beginning() -> None:
    """Many a text goes on so."""
    assert cluster(["Brian: Oh, come on...", "Brian: Oh, come on, you know that I am just teasing you."]) == [0, 1]


def test_negation_is_no_continuation() -> None:
    """A text that merely ends with an ellipsis is not continued by its own negation."""
    assert cluster(["She said what she and her sister did...", "She said what she and her sister did not..."]) == [0, 1]


def test_words_that_end_many_texts_are_not_appended() -> None:
    """Some of these stand without them by chance; nothing was appended."""
    stems = [f"Jo: That is {how}." for how in ("good", "right", "true", "fine", "odd", "new")]
    answers = [f"{stem} Indeed." for stem in stems]
    others = [f"Jo: I have heard of {at} boats. Indeed." for at in range(60)]
    assert len(set(cluster([*stems, *answers]))) == len(stems)
    assert len(set(cluster([*stems, *answers, *others]))) == len(stems) + len(answers) + len(others)


def test_appended_words() -> None:
    """Words set off behind many texts that also stand without them are no part of these, in any language."""
    lines = [f"The {animal} sleeps through the winter." for animal in ("bear", "bat", "snail", "frog", "hedgehog")]
    tails = [f"{line} Lue lisää" for line in lines]
    assert cluster(lines + tails) == [0, 1, 2, 3, 4] * 2
    assert len(set(cluster(lines[:2] + tails[:2]))) == 4
    teaser = f"{lines[4][:-8]}… Lue lisää"
    assert cluster([*lines, *tails, teaser]) == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 4]
    facts = [line.replace(".", " not.") for line in lines]
    assert len(set(cluster(lines + facts))) == 10


def test_the_dash_of_a_range_ends_no_clause() -> None:
    """It is a token, and what stands behind it goes with it."""
    texts = [
        "From Mo – Fr the desk in the hall is open, at the weekend the café sells tickets",
        "At the weekend the café sells tickets, from Mo – Fr the desk in the hall is open",
    ]
    assert cluster(texts) == [0, 0]


def test_what_was_seen_before_is_evidence() -> None:
    """A word that stands in earlier texts is no slip; one that many of them have for it makes a slip of another."""
    texts = [
        "The old mill at Wennholt opens for visitors in spring",
        "The old mill at Wenholt opens for visitors in spring",
    ]
    seen = attested_words([f"The road to Wennholt is closed, part {part}" for part in "abcdefghijkl"])
    both = attested_words([f"The road to {name} is closed" for name in ("Wennholt", "Wenholt")])
    assert len(set(cluster(texts))) == 2
    assert len(set(cluster(texts, attested=seen))) == 1
    assert len(set(cluster(texts, attested=both))) == 2


def test_slips_may_add_up_in_a_cluster() -> None:
    """Two more than in a text that has two already: that one shows whose they are."""
    plain = "The keeper of the old lighthouse opens the small museum beside the tower on every Sunday of the summer"
    two = plain.replace("keeper", "keepper").replace("lighthouse", "lihgthouse")
    four = two.replace("museum", "musuem").replace("Sunday", "Suunday")
    assert cluster([plain, two, four]) == [0, 0, 0]
    assert cluster([plain, four]) == [0, 1]
