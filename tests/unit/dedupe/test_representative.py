"""Of texts that say the same one stands for all, on a page as in a table."""

import pytest

from scrape_clean import clean
from scrape_clean.dedupe.clustering.representative import representative


@pytest.mark.parametrize(
    ("best", "other"),
    [
        ("Read the whole report", "Read the whole report\u2026"),
        ("Caf\u00e9 open all day", "Caf\u00c3\u00a9 open all day"),
        ("The crews received new boats", "The crews recieved new boats"),
        ("Open all day", "OPEN ALL DAY"),
        ("Open all day", "open all day."),
        ("Open all day.", "Open all day"),
    ],
)
def test_a_page_and_a_table_choose_the_same_text(best: str, other: str) -> None:
    """Whichever comes first; but the most frequent one before all that."""
    for texts, chosen in (((best, other), best), ((other, best), best), ((best, other, other), other)):
        assert representative({text: texts.count(text) for text in texts}, "en") == chosen
        (record,) = clean("\n".join(f"- {text}" for text in texts), media_type="text/plain").records
        assert record.text == chosen
