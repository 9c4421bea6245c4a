"""UTF-8 read in another encoding is read as it was meant; text that was read right stays."""

import pytest

from scrape_clean import cluster
from scrape_clean.dedupe.normalization.mojibake import repaired

LINE = "It’s a café – naïve"


@pytest.mark.parametrize("encoding", ["cp1252", "iso8859-1", "cp1251", "cp1250", "mac_roman", "cp850", "cp1254"])
def test_misread_once(encoding: str) -> None:
    """In any of the encodings that pages and spreadsheets are wrongly read in."""
    assert repaired(LINE.encode().decode(encoding)) == LINE


def test_misread_twice() -> None:
    """Two wrong readings on top of each other."""
    assert repaired("naïve".encode().decode("cp1252").encode().decode("cp1252")) == "naïve"


@pytest.mark.parametrize(
    "text",
    ["ПРИЁМ ГОСТЕЙ", "«А» и «Б»", "Привет — мир", "СССР»", "Élan déjà vu", "Łódź i Gdańsk", "naïve Übung", "你好"],
)
def test_text_that_was_read_right(text: str) -> None:
    """Is hardly ever valid UTF-8 in a wrong encoding."""
    assert repaired(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("l’été", "l’école", "Bourse d’équipiers", "c’è", "“é uma casa”", "Dunkin’™", "«\u00a0l’été\u00a0»", "été…”"),
        *("MUSÍŠ", "nížšie", "její", "KSIĘŻYC", "JIHOAFRICKÝ»", "„Spaß“", "weiß’", "HYVÄ”", "AMANHÃ…", "CASĂ”"),
        *("её", "Установить её снова", "Ці люди", "дії", "Группа В»", "CAFÉ™", "PELÉ´S", "É²", "√π", "2√π ≈ 3,5"),
        *("Başlangıç", "├── é", "a·é", "FELENSÍ’s", "ÀGBÁYÉ”"),
    ],
)
def test_quotes_and_signs_beside_accented_letters(text: str) -> None:
    """Are no misread text, though their bytes in some other encoding are UTF-8."""
    assert repaired(text) == text
    assert repaired(f"Read {text} again") == f"Read {text} again"


def test_a_curly_quote_is_one() -> None:
    """Beside an accented letter as well."""
    assert len(set(cluster(["Ouvert l'été de 9 h à 17 h", "Ouvert l’été de 9 h à 17 h"]))) == 1
    assert len(set(cluster(["MUSÍŠ TO VIDĚT", "musíš to vidět"]))) == 1


@pytest.mark.parametrize(
    ("misread", "meant"),
    [
        ("cafÃ©", "café"),
        ("voilÃ\u00a0", "voilà"),
        ("Ã© uma casa", "é uma casa"),
        ("PÃ³ ou PÃ©", "Pó ou Pé"),
        ("donÂ\u0092t", "don’t"),
        ("ESPAÃ‘A", "ESPAÑA"),
        ("KÃ–LN", "KÖLN"),
        ("GrÃ¶Ã\u009fe", "Größe"),
        ("Â© 2015 Walt Disney WorldÂ®", "© 2015 Walt Disney World®"),
        ("Lire la suite Â»", "Lire la suite »"),
        ("9 V/Âµs, 1820 Î¼g", "9 V/µs, 1820 μg"),
        ("one â€“ two", "one – two"),
        ("âœ“ done ðŸ˜€", "✓ done 😀"),
        ("caf√©", "café"),
        ("Est√° dispon√≠vel: √© uma", "Está disponível: é uma"),
        ("caf├⌐", "café"),
        ("cafГ©", "café"),
        ("BeitrÃ€ge", "Beiträge"),
        ("NÃŒtzliche Links", "Nützliche Links"),
        ("viá»‡t", "việt"),
        ("Learn ä¸\u00adæ–‡ today", "Learn 中文 today"),
        ("«\u00a0cafÃ©\u00a0» d’été", "«\u00a0café\u00a0» d’été"),
    ],
)
def test_one_word_is_enough(misread: str, meant: str) -> None:
    """Where what stands in it hardly stands in any text that was read right."""
    assert repaired(misread) == meant


@pytest.mark.parametrize(
    "meant",
    [
        *("La città offre corsi gratuiti", "Novit\u00e0", "Aberto \u00e0 quarta-feira", "The tower is 45\u00a0m high"),
        *("Расписание работы", "ΠΑΙΔΙΚΟ Πρόγραμμα", "Šachový kroužek", "נפתחה ההרשמה", "कक्षा ठीक है", "日本語の頁"),
    ],
)
def test_a_hard_space_that_was_folded_away(meant: str) -> None:
    """The byte A0 is one in Latin-1, and on a page white space is folded before texts are compared."""
    misread = meant.encode().decode("latin-1")
    assert "\u00a0" in misread
    assert cluster([meant, " ".join(misread.replace("\u00a0", " ").split(" "))]) == [0, 0]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "IRMÃ MARIA",
            "AMANHÃ",
            "MAÇÃ e PERA",
            "A, Ă, Â și B",
            "Â este o literă",
            "5 × 3 = 15",
            "Å i Lofoten",
            "Fuß am",
        ),
        *("OÙ TROUVER", "È aperto", "È già aperto", "«\u00a0été » et", "Ð is a letter, as Ø is", "CAFÉ de Paris"),
    ],
)
def test_a_space_behind_a_letter_is_none(text: str) -> None:
    """Where nothing else tells that the letter is a byte."""
    assert repaired(text) == text
