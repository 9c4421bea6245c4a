"""Changed texts cut down, and marked on two lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages import page
from scrape_clean.compare import Change, compare
from scrape_clean.views.pieces import Piece, pieces, sides
from scrape_clean.views.short import begun, cut, headline, shortened

WORDS = st.lists(
    st.sampled_from("ferry quay nine ten leaves harbour the a old 12 14 boat".split()), min_size=3, max_size=25
)


def change_of(before: str, after: str) -> Change:
    """The only change of a page of a few bullets."""
    rest = ["Something else that stays", "One more line that stays"]
    (change,) = compare(page({"A": [before, *rest]}), page({"A": [after, *rest]})).changes
    return change


@given(WORDS, st.integers(0, 24), st.lists(st.sampled_from(["boat", "tram", "15"]), max_size=3))
@settings(max_examples=40, deadline=None)
def test_both_sides_give_the_texts_back(words: list[str], at: int, put: list[str]) -> None:
    """Whatever was edited, and in whatever form it is shown."""
    found = compare(
        page({"A": [" ".join(words), "x y"]}), page({"A": [" ".join(words[:at] + put + words[at + 2 :]), "x y"]})
    )
    for change in found.changes:
        for side, record in zip(sides(change) or (), (change.before, change.after), strict=False):
            assert record
            assert "".join(piece.text for piece in side) == record.text
        shown = "".join(piece.text for piece in pieces(change) if piece.mark != "dropped")
        record = change.after or change.before
        assert record
        assert shown.replace(" ", "") == record.text.replace(" ", "")
        assert len(headline(change, 60)) <= 60


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Open from 9:30 on Sundays", "Open from 10:00 on Sundays", "Open from [9:30 → 10:00] on Sundays"),
        ("Ink is allowed here today", "Ink is not allowed here today", "Ink is [+not] allowed here today"),
        ("Ink is not allowed here today", "Ink is allowed here today", "Ink is [−not] allowed here today"),
        ("☐ Bring a lamp along", "☑ Bring a lamp along", "Bring a lamp along (mark ☐ → ☑)"),
        (f"{'long ' * 60}9 boats", f"{'long ' * 60}8 boats", "… long long long long [9 → 8] boats"),
    ],
)
def test_headline(before: str, after: str, told: str) -> None:
    """Words before and after in one line."""
    assert headline(change_of(before, after)) == told


def test_two_lines_where_much_differs() -> None:
    """One where little does."""
    before = "Adults pay 20 euros a year for borrowing books and games at the main desk"
    after = "Families pay 35 euros a quarter for borrowing maps and toys at any desk"
    both = sides(change_of(before, after))
    assert both
    assert [piece.text for piece in both[0] if piece.mark == "dropped"][:3] == ["Adults", "20", "year"]
    assert [piece.text for piece in both[1] if piece.mark == "added"][:3] == ["Families", "35", "quarter"]
    assert sides(change_of(before, before.replace("20", "35"))) is None


@pytest.mark.parametrize(
    ("text", "size", "kept"),
    [
        ("short", 5, "short"),
        ("The ferry leaves at nine", 14, "The ferry …"),
        ("The ferry leaves at nine", 11, "The ferry …"),
        ("a" * 30, 10, "aaaaaaaa …"),
        ("e\u0301" * 10, 9, "e\u0301" * 3 + " …"),
        ("👩\u200d🚀" * 5, 7, "👩\u200d🚀 …"),
        ("港口渡輪每四十分鐘一班", 8, "港口渡輪每四 …"),
    ],
)
def test_cut(text: str, size: int, kept: str) -> None:
    """At words, else between characters as a reader sees them; never longer than asked for."""
    assert cut(text, size) == kept
    assert len(kept) <= size


def test_what_stayed_is_cut_down_and_what_changed_is_not() -> None:
    """Beside an edit a few words stay."""
    far = "word " * 100
    found = shortened([Piece(far, "same"), Piece("9", "dropped"), Piece("8", "added"), Piece(f" {far}", "same")], 20)
    assert [piece.text for piece in found] == ["… word word word word ", "9", "8", " word word word …"]
    between = shortened([Piece("9", "dropped"), Piece(f" {far}", "same"), Piece("8", "added")], 20)
    assert between[1].text == " word word word … word word word word "
    many = [Piece("9", "dropped"), Piece(" a ", "same")] * 500
    assert len(shortened(many)) == 151
    assert shortened(many)[-1].text == " …"
    long = [Piece("9" * 1000, "dropped"), Piece("8" * 1000, "added")] * 50
    assert shortened(long) == (*long[:12], Piece(" …", "same"))
    assert begun(long, 1500) == (Piece(" …", "same"),)
    assert shortened([Piece("x" * 5000, "same")])[0].text == "x" * 1198 + " …"
