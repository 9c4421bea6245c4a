"""The language of a short text, for looking words up."""

import pytest

from scrape_clean.dedupe import cluster
from scrape_clean.dedupe.normalization.normal import normal_form
from scrape_clean.dedupe.spelling.languages import language_of
from scrape_clean.dedupe.spelling.lookalikes import look_alike


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The keeper of the lock is on duty", "en"),
        ("Der Schlüssel liegt unter der Matte", "de"),
        ("La clé est sous le tapis avec une lettre", "fr"),
        ("Ключ лежит под ковриком", "ru"),
        ("Ключ лежить під килимком її дому", "ru"),
        ("Το κλειδί", "el"),
        ("معاون مدیر شانزده گواهینامه", "fa"),
        ("تفتح المكتبة البلدية أبوابها", "ar"),
        ("Ludd 42", None),
        ("", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    """By its script or its little words; none rather than a guess."""
    assert language_of(normal_form(text).tokens) == language


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Включить отправку писем для всех новых гостей", "Выключить отправку писем для всех новых гостей"),
        ("Das Gerät mit der Taste am Rand anmelden", "Das Gerät mit der Taste am Rand abmelden"),
    ],
)
def test_two_words_of_the_texts_own_language_are_no_slip(one: str, other: str) -> None:
    """Even when nobody says which language it is: opposites are often a letter apart."""
    assert cluster([one, other]) == [0, 1]


def test_a_slip_in_the_texts_own_language() -> None:
    """A form that is no word of it is one."""
    line = "Der Verein hat eine neue Werkstatt für die Jugend eröffnet"
    assert cluster([line, line.replace("Werkstatt", "Werkstattt")]) == [0, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("modern", "modem"),
        ("pr0gram", "program"),
        ("vvindow", "window"),
        ("clear", "dear"),
        ("capabi1ities", "capabilities"),
    ],
)
def test_look_alikes(one: str, other: str) -> None:
    """Letters and strokes that character recognition confuses."""
    assert look_alike(one, other)


@pytest.mark.parametrize(("one", "other"), [("received", "recieved"), ("won", "lost"), ("form", "from")])
def test_other_letters(one: str, other: str) -> None:
    """A slip of the keyboard is none of the eye."""
    assert not look_alike(one, other)


def test_a_persian_name_may_be_an_arabic_one() -> None:
    """Two names that a list of Arabic tells apart, and a list of Persian does not."""
    one = "معاون مدیر فاطمه {} شانزده گواهینامه به دانش‌آموزان دوره داد"
    assert len(set(cluster([one.format(name) for name in ("حسینی", "حسنی")]))) == 2
