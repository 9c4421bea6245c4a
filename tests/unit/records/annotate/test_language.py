"""The language of a text."""

import pytest

from scrape_clean import clean
from scrape_clean.records.annotate.language import detect

TEXTS = [
    ("en", "The harbour office opens at nine on weekdays."),
    ("de", "Das Hafenamt öffnet werktags um neun Uhr."),
    ("fr", "Le bureau du port ouvre à neuf heures en semaine."),
    ("es", "La oficina del puerto abre a las nueve entre semana."),
    ("pt", "O escritório do porto abre às nove nos dias úteis."),
    ("it", "L'ufficio del porto apre alle nove nei giorni feriali."),
    ("nl", "Het havenkantoor gaat op werkdagen om negen uur open."),
    ("pl", "Biuro portu otwiera się o dziewiątej w dni robocze."),
    ("ru", "Портовая контора открывается в девять по будням."),
    ("ar", "يفتح مكتب الميناء في التاسعة أيام الأسبوع."),
    ("zh", "港务局工作日九点开门。"),
    ("ja", "港湾事務所は平日九時に開きます。"),
    ("ko", "항만 사무소는 평일 아홉 시에 문을 엽니다."),
    ("el", "Το γραφείο του λιμανιού ανοίγει στις εννέα."),
    ("th", "สำนักงานท่าเรือเปิดเก้าโมง"),
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_the_language_of_a_sentence(language: str, text: str) -> None:
    """By its script where that is enough, else by the model."""
    assert detect(text) == language


def test_addresses_and_numbers_say_nothing() -> None:
    """Nor does their language."""
    assert detect("2024-05-06 12:30 +49 30 123") is None
    assert detect("https://www.hafen.example.de/das-ist-ein-weg") is None


def test_a_page_without_a_declaration_gets_the_one_it_is_written_in() -> None:
    """A declared one stands."""
    assert clean("Das Hafenamt öffnet werktags um neun Uhr.", media_type="text/plain").language == "de"
    assert clean('<html lang="en-GB"><p>Das Hafenamt öffnet um neun Uhr.').language == "en-GB"
