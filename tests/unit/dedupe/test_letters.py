"""Letters that are written or encoded in two ways, and units that only their case or a quote tells apart."""

import pytest

from scrape_clean import clean, cluster, compare
from scrape_clean.compare.text.edits import text_edits
from scrape_clean.compare.text.words import cosmetically_equal, meaning_key
from scrape_clean.dedupe.explain import explain
from scrape_clean.dedupe.normalization.letters import one_spelling
from scrape_clean.dedupe.normalization.normal import normal_form
from scrape_clean.dedupe.normalization.terms import different_terms
from scrape_clean.dedupe.spelling.vocabulary import vocabularies_of

SAME = [
    ("Din Brașov și secția", "Din Braşov şi secţia"),
    ("ȘTIRI DIN ȚARĂ", "ŞTIRI DIN ŢARĂ"),
    ("Приём документов, ещё раз", "Прием документов, еще раз"),
    ("کتابخانه شهرداری شیراز", "كتابخانه شهرداري شيراز"),
    ("Hoà giải của phường thuỷ sản", "Hòa giải của phường thủy sản"),
    ("KHOẺ MẠNH, tuỳ ý", "KHỎE MẠNH, tùy ý"),
    ("تفتح المكتبة البلدية", "تفتح المكتبـة البلديـة"),
    ("تفتح المكتبة البلدية", "تُفتَح المكتبةُ البلدية"),
    ("הספרייה העירונית בחיפה", "הספרייה הָעִירוֹנִית בחיפה"),
    ("題名〜副題", "題名～副題"),
    ("Laser of 5 mW", "Laser of 5mW"),
    ("Plant of 5 MW", "plant of 5 mw"),
    ("A disk of 8 GB", "a disk of 8 gb"),
    ("Mb of Alabama", "MB of Alabama"),
    ("A rope of 6' here", "A rope of 6′ here"),
    ("A rope of 5' 12\" here", "A rope of 5′ 12″ here"),
    ('Seen in "Area 51" now', "Seen in Area 51 now"),
    ("Seen in ”Area 51” now", "Seen in Area 51 now"),
    ('"Skiff Pro" with 15" display', "“Skiff Pro” with 15″ display"),
    ("At 49°12'30.5\"N of here", "At 49°12′30.5″N of here"),
    ("The boys' board is 6' long", "The boys’ board is 6′ long"),
    ("The class of '98 used 6' boards", "The class of ’98 used 6′ boards"),
]
APART = [
    ("Лёс чалавека, і год", "Лес чалавека, і год"),
    ("سړی ښه دی", "سړي ښه دی"),
    ("قام علي بالعمل", "قام على بالعمل"),
    ("Quý khách đến", "Qúy khách đến"),
    ("Toàn bộ chương trình", "Tòan bộ chương trình"),
    ("Plant of 5 MW", "Plant of 5 mW"),
    ("A line of 100 Mb/s", "A line of 100 MB/s"),
    ("A line of 10\u00a0Gb", "A line of 10\u00a0GB"),
    ("A disk of 4 Tb", "A disk of 4 TB"),
    ("A rope of 6′", "A rope of 6″"),
    ("A rope of 5' 12\"", "A rope of 5\" 12'"),
    ('A rope of 6" is here', "A rope of 6 is here"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_to_write_are_one(one: str, other: str) -> None:
    """In a page, in a collection and between nights."""
    assert normal_form(one).key == normal_form(other).key
    assert meaning_key(one) == meaning_key(other)
    assert not any(edit.substantive for edit in text_edits(one, other))


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_another_language_tells_apart_stays_apart(one: str, other: str) -> None:
    """Belarusian, Pashto and Arabic letters, syllables of one vowel, units of two sizes."""
    assert normal_form(one).key != normal_form(other).key
    assert not cosmetically_equal(one, other)


@pytest.mark.parametrize("text", [text for pair in (*SAME, *APART) for text in pair])
def test_letters_keep_their_places(text: str) -> None:
    """Spans are those of the text as it stands."""
    assert len(one_spelling(text)) == len(text)
    assert one_spelling(one_spelling(text)) == one_spelling(text)


def test_words_are_known_in_the_spelling_of_a_list() -> None:
    """Lists have Romanian letters with a comma, Persian ones, and Turkish ones with a cedilla."""
    for language, words in (
        ("ro", "secția orașul"),
        ("fa", "شهرداری کتاب"),
        ("tr", "şehir başkan"),
        ("ru", "приём зачёт"),
    ):
        known, _ = vocabularies_of(language)
        assert all(map(known, normal_form(words).tokens)), language


def test_terms_are_known_in_every_spelling() -> None:
    """Tables have one of them."""
    assert different_terms("четвёртый", "сёмы") == different_terms("четвертый", "семы")
    assert different_terms(*normal_form("بیست یازده").tokens) == "number"


def test_a_page_that_changes_its_encoding_says_the_same() -> None:
    """No record comes or goes, no fact changes, and ids go on."""
    page = "<html lang=fa><main><h1>شیراز</h1><ul><li>{}</li><li>تلفن 0711234567</li></ul></main></html>"
    nights = [clean(page.format(text), media_type="text/html") for text in ("شهرداری باز است", "شهرداري باز است")]
    found = compare(*nights)
    assert not any(change.substantive for change in found.changes)
    assert [record.id for record in found.base.records] == [record.id for record in nights[0].records]
    assert cluster(["شهرداری باز است", "شهرداري باز است"]) == [0, 0]
    assert explain("شهرداری باز است", "شهرداري باز است") == "same but for spelling of letters"
