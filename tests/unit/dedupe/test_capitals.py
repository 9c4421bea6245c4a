"""What capitals leave open is no difference, and what small letters tell is one."""

from itertools import permutations

import pytest

from scrape_clean import clean, cluster, explain
from scrape_clean.compare.text.words import cosmetically_equal

SAME = [
    ("Kız yurdu", "KIZ YURDU"),
    ("Isınma ücreti", "ısınma ücreti"),
    ("Isınma ücreti", "ISINMA ÜCRETİ"),
    ("Öğrenciler yarım öder", "ÖĞRENCILER YARIM ÖDER"),
    ("Πρόγραμμα: είσοδος για όλους", "Πρόγραμμα: είσοδος για ΟΛΟΥΣ"),
    ("Ωράριο βιβλιοθήκης", "ΩΡΑΡΙΟ ΒΙΒΛΙΟΘΗΚΗΣ"),
    ("Προϋπολογισμός", "ΠΡΟΫΠΟΛΟΓΙΣΜΟΣ"),
]
APART = [
    ("Sınır bölgesi haritası", "Sinir bölgesi haritası"),
    ("Yarın kapalı", "Yarin kapalı"),
    ("Ο νόμος της πόλης", "Ο νομός της πόλης"),
    ("Πότε ανοίγει", "Ποτέ ανοίγει"),
    ("Ή το πρωί", "Η το πρωί"),
    ("Ή", "Η"),
    ("İlan tahtası", "ılan tahtası"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_capitals_leave_letters_open(one: str, other: str) -> None:
    """In a collection, across nights, and for people."""
    assert cluster([one, other]) == cluster([other, one]) == [0, 0]
    assert cosmetically_equal(one, other)
    assert explain(one, other) == "same but for case"


@pytest.mark.parametrize(("one", "other"), APART)
def test_small_letters_tell(one: str, other: str) -> None:
    """On a page, too."""
    assert cluster([one, other]) == [0, 1]
    assert not cosmetically_equal(one, other)
    page = clean(f"<ul><li>{one}<li>{other}", media_type="text/html")
    assert [record.text for record in page.records] == [one, other]


def test_capitals_that_two_texts_fit_are_none_of_them() -> None:
    """Whatever comes first."""
    for texts in permutations(("Ο νόμος της πόλης", "Ο νομός της πόλης", "Ο ΝΟΜΟΣ ΤΗΣ ΠΟΛΗΣ")):
        assert cluster(texts) == [0, 1, 2]


def test_months_of_any_spelling_are_months() -> None:
    """The tables have i for ı."""
    assert explain("Toplantı 5 kasım günü", "Toplantı 5 aralık günü") == "different month: kasım / aralık"


def test_capitals_that_one_of_two_texts_is_by_its_letters_do_not_join_them() -> None:
    """An I in capitals is folded to i: the text that has i is the one in small letters."""
    for texts in permutations(("Sınır testi", "Sinir testi", "SINIR TESTİ")):
        groups = dict(zip(texts, cluster(texts), strict=True))
        assert groups["Sınır testi"] != groups["Sinir testi"]
