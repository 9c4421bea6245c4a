"""Pictures before items: two of them make two facts of the same words, one before all is an adornment."""

import pytest

from scrape_clean import clean

PAIRS = [
    ("🇬🇧", "🇩🇪"),
    ("🚲", "🚌"),
    ("🟢", "🔴"),
    ("♂", "♀"),
    ("☀", "🌧"),
    ("🥇", "🥈"),
    ("🔒", "🔓"),
    ("↑", "↓"),
    ("▲", "▼"),
    ("☎", "📠"),
    ("🅰", "🅱"),
    ("✅", "🚫"),
    ("(월)", "(화)"),
    ("(М)", "(Ж)"),
    ("د.", "م."),
    ("จ.", "อ."),
    ("ב.", "ד."),
    ("㈱", "㈲"),
    ("㊊", "㊋"),
]
"""Markers of two items that say the same."""
BULLETS = [("•", "●"), ("▪", "●"), ("-", "–"), ("■", "◆"), ("➤", "►"), ("✅", "✓"), ("🔹", "🔸"), ("✈", "•")]


def told(*items: str, element: str = "li") -> list[tuple[str | None, str, int]]:
    """Marker, text and count of the records below the first, of a page of some items."""
    lines = "".join(f"<{element}>{item}</{element}>" for item in items)
    html = f"<h1>Ways to the yard</h1><p>All there is to say of them.</p>{lines}"
    records = clean(html, media_type="text/html").records[1:]
    return [(record.marker, record.text, len(record.occurrences)) for record in records]


def sections(*signs: str) -> list[tuple[str | None, int]]:
    """Marker and count of the records of a list that is printed several times, each with a sign before its items."""
    names = ("harbour", "yard", "old pier")
    lists = (
        "<ul>" + "".join(f"<li>{sign} All about the {name} of our town</li>" for name in names) + "</ul>"
        for sign in signs
    )
    html = "".join(f"<h2>Where to go</h2>{items}" for items in lists)
    return [(one.marker, len(one.occurrences)) for one in clean(html, media_type="text/html").records]


@pytest.mark.parametrize("element", ["li", "p"])
@pytest.mark.parametrize(("one", "other"), PAIRS, ids=str)
def test_the_same_words_behind_other_pictures_are_two_facts(one: str, other: str, element: str) -> None:
    """Both signs are in the output, before the text or in it."""
    first, second = told(f"{one} Tour of the yard", f"{other} Tour of the yard", element=element)
    assert (first[2], second[2]) == (1, 1)
    assert f"{first[0] or ''}{first[1]}".startswith(one)
    assert f"{second[0] or ''}{second[1]}".startswith(other)


@pytest.mark.parametrize(("one", "other"), BULLETS, ids=str)
def test_bullets_are_one_however_they_look(one: str, other: str) -> None:
    """Also a picture and a plain bullet."""
    ((_, text, count),) = told(f"{one} Tour of the yard", f"{other} Tour of the yard")
    assert (text, count) == ("Tour of the yard", 2)


def test_what_has_no_picture_is_like_the_first_that_has_one() -> None:
    """Whose picture is told."""
    items = ("Tour of the yard", "🇬🇧 Tour of the yard", "🇩🇪 Tour of the yard", "🇩🇪 Tour of the yard")
    assert told(*items) == [("🇬🇧", "Tour of the yard", 2), ("🇩🇪", "Tour of the yard", 2)]


@pytest.mark.parametrize("other", ["✈", "★", "➤", ""])
def test_a_picture_that_a_whole_list_has_adorns_it(other: str) -> None:
    """Its copy may have another one, or none."""
    assert sections("✈", other) == [("✈", 2)] * 3
    assert [count for _, count in sections(other, "✈")] == [2] * 3


def test_two_states_adorn_nothing() -> None:
    """All lifts are open in the morning, and closed in the evening."""
    assert sections("🟢", "🔴") == [("🟢", 1)] * 3 + [("🔴", 1)] * 3


def test_what_stands_below_two_facts_is_two_facts() -> None:
    """The price of either tour."""
    html = "".join(f"<li>{sign} Tour of the yard<ul><li>9 crowns</li></ul></li>" for sign in ("🇬🇧", "🇩🇪"))
    records = clean(f"<h1>Tours</h1><ul>{html}</ul>", media_type="text/html").records
    assert [record.text for record in records] == ["Tour of the yard", "9 crowns"] * 2


def test_headings_that_differ_in_a_letter_are_two() -> None:
    """A Tuesday that says what the Monday says is told."""
    boats = (f"The boat {name * 4} is open to everybody who wants to come along with us" for name in "abcde")
    lines = "".join(f"<li>{boat}</li>" for boat in boats)
    html = "<h1>Boats</h1>" + "".join(f"<h2>({day}) 시설 안내</h2><ul>{lines}</ul>" for day in "월화")
    records = clean(html, media_type="text/html").records
    assert [(record.text, len(record.occurrences)) for record in records[4:]][1:] == [("(화) 시설 안내", 1)]
    assert [len(record.occurrences) for record in records[:5]] == [2] * 5
