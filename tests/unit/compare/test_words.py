"""Words with their places."""

import pytest

from scrape_clean.compare.text.words import cosmetically_equal, words_of


def test_words_stand_where_the_text_has_them() -> None:
    """Numbers, addresses and words are whole; signs that mean something are told from punctuation."""
    text = "Don’t pay €1,200.50 (or -5 %) before 9:30, see www.example.org/a?b=1."
    words = words_of(text)
    assert all(text[word.start : word.end] == word.text for word in words)
    assert [word.text for word in words if word.means] == [
        "Don’t", "pay", "€", "1,200.50", "or", "-", "5", "%", "before", "9:30", "see", "www.example.org/a?b=1",
    ]  # fmt: skip
    assert [word.text for word in words_of("हिन्दी में 東京") if word.means] == ["हिन्दी", "में", "東", "京"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It’s “free”.", 'it\'s "FREE"'),
        ("Open daily - even Sundays", "Open daily — even Sundays!"),
        ("1,200 seats", "1200 seats"),
        ("e-mail us", "email us"),
        ("Rated AA- by the agency", "Rated AA− by the agency"),
        ("EU- und Landesrecht", "EU und Landesrecht"),
        ("See HTTPS://Example.org/%C3%A9t", "see https://example.org/%c3%a9t."),
        ("caf\u00e9", "cafe\u0301"),
        ("a &amp; b", "a & b"),
        ("Adults | £9.50", "Adults: £9.50"),
        ("6:30\u301c21:00", "6:30\uff5e21:00"),
        ("\u0645\u063a\u0644\u0642", "\u0645\u064f\u063a\u0644\u064e\u0642"),
        ("see https://e.org/a?utm_source=x&day=1", "see https://e.org/a?day=1&utm_source=y"),
        ("1/2 price", "\u00bd price"),
        ("see http://e.org/a", "see https://e.org/a"),
        (".5 l of milk", "0.5 l of milk"),
        ("Routes of 5 km, 12 km", "Routes of 5km, 12km"),
    ],
)
def test_what_changes_no_fact(one: str, other: str) -> None:
    """Case, quotes, dashes, punctuation, Unicode form, references, thousands separators."""
    assert cosmetically_equal(one, other)
    assert cosmetically_equal(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.5 km", "15 km"),
        ("$10", "£10"),
        ("10 %", "10"),
        ("up to -5 degrees", "up to 5 degrees"),
        ("shall not", "shall"),
        ("rooms 1 and 23", "rooms 12 and 3"),
        ("served: ✓", "served: ✗"),
        ("東京", "京東"),
        ("★★★☆ hotel", "★★☆☆ hotel"),
        ("see https://e.org/a?day=1", "see https://e.org/a?day=2"),
        ("see https://e.org/Ab", "see https://e.org/ab"),
        ("16\u00bd tons", "161/2 tons"),
        ("Rated A- by the agency", "Rated A by the agency"),
        ("Blood group (B-)", "Blood group (B)"),
        ("Rated BBB- by the agency", "Rated BBB by the agency"),
        ("Blood group 0−, please", "Blood group 0, please"),
        ("Discount -€5", "Discount €5"),
        ("10⁶ boats", "106 boats"),
        ("12³ boats", "123 boats"),
    ],
)
def test_what_changes_a_fact(one: str, other: str) -> None:
    """Digits, signs, currencies, words and their order."""
    assert not cosmetically_equal(one, other)
