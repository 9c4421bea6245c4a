"""The normal form folds away what changes no fact, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrape_clean.dedupe.normalization.normal import _folded_form, _simple_form, is_cut, normal_form

SAME = [
    ("Price – €5", "Price: €5"),
    ("- €5 off", "€5 off"),
    ("Plan A - details", "Plan A: details"),
    ("Plan A - details", "Plan A – details"),
    ("Rated A-", "Rated A−"),
    ("Rated AA– (stable)", "Rated AA− (stable)"),
    ("EU- und Landesrecht", "EU und Landesrecht"),
    ("See HTTPS://Example.org/%C3%A9t", "see https://example.org/%c3%a9t."),
    ("See www.Example.org", "See WWW.example.org"),
    ("EITHER/OR", "Either/or"),
    ("Ab- und Anmeldung", "Ab-und Anmeldung"),
    ("Seit 2019−", "Seit 2019-"),
    ("Discount -€5", "Discount −€5"),
    ("The hall seats forty people.", "the  HALL seats\u00a0forty people"),
    ("Tea & biscuits in the garden", "Tea &amp; biscuits in the garden"),
    ("Say “yes” to the keeper’s offer", 'Say "yes" to the keeper\'s offer'),
    ("Open 2018–2020 to visitors", "Open 2018 - 2020 to visitors"),
    ("A well-kept orchard", "A well—kept orchard"),
    ("An efficient office", "An e\ufb03cient o\ufb03ce"),
    ("Room １２ is free", "Room 12 is free"),
    ("The gar\u00addener waits", "The gar\u200bdener waits"),
    ("• Bring your own boots", "Bring your own boots"),
    ("Bring your own boots ↗", "Bring your own boots →"),
    ("► Bring your own boots", "- Bring your own boots"),
    ("A long coopera-\ntion between towns", "A long cooperation between towns"),
    ("Le café de la gare", "Le cafÃ© de la gare"),
    ("It’s a café", "Itâ€™s a cafÃ©"),
    ("使用Python编程", "使用 Python 编程"),
    ("你好，世界！", "你好,世界!"),
    ("Cafe\u0301 central", "Café central"),
    ("İSTANBUL'DA BULUŞMA", "İstanbul'da buluşma"),
    ("Straße nach Süden", "STRASSE NACH SÜDEN"),
    ("Call &quot;the office&quot; now", 'Call "the office" now'),
]
APART = [
    ("The level of the lake ↑", "The level of the lake ↓"),
    ("The level of the lake ↗", "The level of the lake ↘"),
    ("▲ The level of the lake", "▼ The level of the lake"),
    ("Growth of +3% a year", "Growth of -3% a year"),
    ("Growth of 3% a year", "Growth of −3% a year"),
    ("It costs $5 a day", "It costs €5 a day"),
    ("Discount -€5 for members", "Discount €5 for members"),
    ("Change (−£.50)", "Change (£.50)"),
    ("Rated A- by the agency", "Rated A by the agency"),
    ("Blood group B-", "Blood group B"),
    ("Rating: BBB-", "Rating: BBB"),
    ("Rated AA- (stable)", "Rated AA (stable)"),
    ("Blutgruppe 0-", "Blutgruppe 0"),
    ("Blood group AB−", "Blood group AB"),
    ("0 Rh-", "0 Rh"),
    ("Cl⁻ ions in water", "Cl ions in water"),
    ("SO₄²⁻ in water", "SO₄² in water"),
    ("A-, not A", "A, not A"),
    ("It costs 5 a day", "It costs 5% a day"),
    ("Written in C", "Written in C++"),
    ("Written in C#", "Written in C++"),
    ("Rooms 1 and 23", "Rooms 12 and 3"),
    ("Version 1.5 is out", "Version 15 is out"),
    ("It has 10² parts", "It has 102 parts"),
    ("It rose to 35.⁴", "It rose to 35.4"),
    ("It rose to 35,⁴ then fell", "It rose to 35,4 then fell"),
    ("¹2016 was dry", "12016 was dry"),
    ("Add 1½ cups", "Add 11/2 cups"),
    ("See https://example.org/Ab", "See https://example.org/ab"),
    ("See www.example.org?q=Ab.", "See www.example.org?q=ab."),
    ("See https://example.org/a-b", "See https://example.org/ab"),
    ("Write to (-lee@example.com)", "Write to (-lee@example.sem)"),
    ("Write to jo.lee@example.org", "Write to jolee@example.org"),
    ("Set if x = y here", "Set if x != y here"),
    ("Is it open on Sunday?", "It is open on Sunday"),
    ("Fewer than <5 errors", "More than >5 errors"),
    ("Parking ✗", "Parking"),
    ("El año nuevo", "El ano nuevo"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_key(one: str, other: str) -> None:
    """Texts that differ in form alone have one key."""
    assert normal_form(one).key == normal_form(other).key


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_key(one: str, other: str) -> None:
    """Texts that differ in a fact have two keys, however small the sign."""
    assert normal_form(one).key != normal_form(other).key


def test_text_without_words() -> None:
    """A text of punctuation alone keeps it."""
    assert normal_form("***").key != normal_form("---").key


@pytest.mark.parametrize("text", ["To be continued…", "and so on...", "as (of old...)", "more [...]", "“well…”"])
def test_cut(text: str) -> None:
    """An ellipsis at the end is seen through what closes after it."""
    assert is_cut(text)
    assert not is_cut(text + " and then the end")


@settings(deadline=None, max_examples=400)
@given(
    st.sampled_from(["T", "", "é"]),
    st.lists(
        st.one_of(
            st.sampled_from(
                [*"aB.?'-,;:()[]\" 01|/!_&", "www.", " 12 ", "it's", ". .", "...", " & ", " – ", "mW", "ho"]
            ),
            st.sampled_from([*"éßÃÂâ€àúýÀўёЁайЙșȘʼnıİſĿ’“”–—…\u00ad\u0301"]),
        ),
        max_size=12,
    ),
)
def test_simple_texts_have_the_form_that_any_text_has(start: str, parts: list[str]) -> None:
    """The short way is only shorter."""
    text = start + "".join(parts)
    assert _simple_form(text) in (None, _folded_form(text))


@pytest.mark.parametrize(
    "text",
    ["The crew's boat (for 12 people), since 1998.", 'Why not: "a well-kept" boat [...]', "Öffnung | “l’été” & mer!"],
)
def test_most_texts_are_simple(text: str) -> None:
    """Words, whole numbers and marks that mean nothing."""
    assert _simple_form(text) == _folded_form(text)


@pytest.mark.parametrize("text", ["2-3 boats", "a 2 - 3", "a 2.5", "at 10:30", "a 5% share", "www.example.org", "10²"])
def test_other_texts_are_not_simple(text: str) -> None:
    """Numbers of several parts, addresses, signs, other letters."""
    assert _simple_form(text) is None
