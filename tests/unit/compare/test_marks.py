"""Pictures before items and in texts: one in the place of another is a change, in all places a redesign."""

import pytest

from scrape_clean import CleanedPage, clean, compare
from scrape_clean.compare.text.edits import text_edits

CHANGED = [
    ("🟢 Ridge lift", "🔴 Ridge lift", ("mark", "🟢", "🔴")),
    ("🚲 15 minutes from the station", "🚌 15 minutes from the station", ("mark", "🚲", "🚌")),
    ("✅ Ridge lift", "🚫 Ridge lift", ("mark", "✅", "🚫")),
    ("↑ Level 4.1", "↓ Level 4.1", ("mark", "↑", "↓")),
    ("(월) 10:00–17:00", "(화) 10:00–17:00", ("word", "월", "화")),
    ("㈱山田商店", "㈲山田商店", ("word", "㈱", "㈲")),
    ("⽉曜⽇ 9時", "⽕曜⽇ 9時", ("word", "⽉", "⽕")),
    ("Opens Sunday 5 May 2031 ☀️ at 9", "Opens Sunday 5 May 2031 🌧️ at 9", ("symbol", "☀", "🌧")),
]
"""An item on two nights, and its edit."""
SAME = [
    ("🚲 15 minutes from the station", "15 minutes from the station"),
    ("▪ Ham and eggs", "● Ham and eggs"),
    ("✈ Ham and eggs", "➤ Ham and eggs"),
    ("☎ 040 123 456", "☎️ 040 123 456"),
    ("✅ Ridge lift", "✓ Ridge lift"),
    ("✓ Ridge lift", "Ridge lift"),
    ("Contains ⚠ nuts", "Contains nuts"),
]
SIGNS = [
    ("Berlin → Hamburg", "Berlin ← Hamburg"),
    ("Language: 🇬🇧", "Language: 🇩🇪"),
    ("Toilets ♀", "Toilets ♂"),
    ("Sunday: ☀️", "Sunday: 🌧️"),
    ("Soup 🌱 of the day", "Soup 🌶️ of the day"),
    ("Level 4.1 ↑", "Level 4.1 ↓"),
    ("Level 4.1 ↗", "Level 4.1 ↘"),
    ("Course: C# for beginners", "Course: C for beginners"),
    ("Prelude in F#", "Prelude in F"),
    ("E♭ major", "E major"),
    ("A rope of 6′", "A rope of 6″"),
    ("A rope of 5' 12\"", "A rope of 5\" 12'"),
    ("広さは100㎡です", "広さは100㎢です"),
]
ADORNED = [
    ("Berlin → Hamburg", "Berlin ➔ Hamburg"),
    ("Read more →", "Read more ↗"),
    ("🎉 Party tonight", "Party tonight 🎊"),
    ("Toilets ♀️ upstairs", "Toilets ♀ upstairs"),
    ("Installation #", "Installation"),
    ("A rope of 6' here", "A rope of 6′ here"),
    ('Shown in "Area 51" now', "Shown in “Area 51” now"),
    ('Shown in "Area 51" now', "Shown in Area 51 now"),
    ("㈱山田商店", "(株)山田商店"),
    ("広さは100㎡です", "広さは100m2です"),
]


def night(*items: str, element: str = "li") -> CleanedPage:
    """A page of some items."""
    lines = "".join(f"<{element}>{item}</{element}>" for item in ("Ways to the yard", *items, "Ways back home"))
    return clean(f"<h1>Ways</h1><p>All there is to say of them.</p>{lines}", media_type="text/html")


def told(before: CleanedPage, after: CleanedPage) -> list[tuple[str, str, str]]:
    """Substantive edits."""
    return [
        (edit.kind, edit.before.text, edit.after.text)
        for change in compare(before, after).changes
        for edit in change.edits
        if edit.substantive
    ]


@pytest.mark.parametrize("element", ["li", "p"])
@pytest.mark.parametrize(("before", "after", "edit"), CHANGED, ids=str)
def test_another_picture_before_an_item_is_a_change(
    before: str, after: str, edit: tuple[str, str, str], element: str
) -> None:
    """Or another letter, or another word that is one character."""
    assert told(night(before, element=element), night(after, element=element)) == [edit]


@pytest.mark.parametrize(("before", "after"), SAME, ids=str)
def test_a_picture_that_comes_or_goes_changes_nothing(before: str, after: str) -> None:
    """Nor do other bullets, or another form of a picture."""
    for pages in ((night(before), night(after)), (night(after), night(before))):
        assert not any(change.substantive for change in compare(*pages).changes)


@pytest.mark.parametrize(("one", "other"), SIGNS, ids=str)
def test_a_sign_in_the_place_of_another_changes_a_text(one: str, other: str) -> None:
    """And the sharp behind a letter, also where none stood."""
    for texts in ((one, other), (other, one)):
        assert any(edit.substantive for edit in text_edits(*texts))


@pytest.mark.parametrize(("one", "other"), ADORNED, ids=str)
def test_signs_that_adorn_a_text_change_nothing(one: str, other: str) -> None:
    """What points to more, what came or went, or merely looks otherwise."""
    for texts in ((one, other), (other, one)):
        assert not any(edit.substantive for edit in text_edits(*texts))


@pytest.mark.parametrize("form", ["{sign} All of the {name}", "All {sign} of the {name}"])
def test_a_picture_that_became_another_everywhere_is_a_redesign(form: str) -> None:
    """Unless the two are two states of one, or one item has kept it."""
    names = ("harbour", "yard", "old pier")

    def nights(before: str, after: str) -> list[tuple[str, str, str]]:
        pages = [night(*(form.format(sign=sign, name=name) for sign, name in zip(signs, names, strict=True)))
                 for signs in (before, after)]  # fmt: skip
        return told(*pages)

    kind = "mark" if form.startswith("{sign}") else "symbol"
    assert nights("✈✈✈", "🚀🚀🚀") == []
    assert nights("🟢🟢🟢", "🔴🔴🔴") == [(kind, "🟢", "🔴")] * 3
    assert nights("✈✈✈", "🚀✈🚀") == [(kind, "✈", "🚀")] * 2


def test_a_redesign_of_pictures_in_texts_is_told_as_one_of_punctuation() -> None:
    """What a reader sees is not what it was, though nothing is flagged."""
    before, after = (night(*(f"All {sign} of the {name}" for name in ("harbour", "yard", "pier"))) for sign in "✈🚀")
    told = [(one.substantive, [edit.kind for edit in one.edits]) for one in compare(before, after).changes]
    assert told == [(False, ["punctuation"])] * 3


def test_an_item_that_stands_a_second_time_moves_nothing() -> None:
    """It is where it was, and at the end as well."""
    items = ("🟢 Ridge lift", "Chair lift")
    assert compare(night(*items), night(*items, items[0])).changes == ()
    assert compare(night(*items, items[0]), night(*items)).changes == ()


def test_items_that_say_the_same_are_known_by_their_pictures() -> None:
    """Whatever their order is."""
    flags = [night("🇬🇧 Tour at ten", f"{flag} Tour at ten") for flag in ("🇩🇪", "🇫🇷")]
    assert told(*flags) == [("mark", "🇩🇪", "🇫🇷")]
    turned = night("🇩🇪 Tour at ten", "🇬🇧 Tour at ten")
    assert not any(change.substantive for change in compare(flags[0], turned).changes)
    (gone,) = compare(flags[0], night("🇬🇧 Tour at ten")).changes
    assert (gone.type, gone.before and gone.before.marker) == ("removed", "🇩🇪")
