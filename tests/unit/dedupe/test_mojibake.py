"""UTF-8 read in another encoding is read as it was meant; text that was read right stays."""

import pytest

from scrape_clean.dedupe.mojibake import repaired

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
