"""What changed places across sections."""

import pytest

from pages import page
from scrape_clean import CleanedPage, clean, compare
from scrape_clean.compare.pairing.moves import moved
from scrape_clean.model import Record

COURSES = {
    "Aqua jogging": ["A calm class for all ages.", "From €40", "Places free"],
    "Diving": ["Learn to dive to ten metres.", "From €90", "Sold out"],
    "Polo": ["Water polo for teens on Fridays.", "From €60", "Starts in May"],
}


def swapped(at: int, *names: str) -> dict[str, list[str]]:
    """The courses with one line of some given to the next of them."""
    courses = {name: list(lines) for name, lines in COURSES.items()}
    for name, other in zip(names, (*names[1:], names[0]), strict=True):
        courses[other][at] = COURSES[name][at]
    return courses


@pytest.mark.parametrize("names", [("Aqua jogging", "Diving"), ("Aqua jogging", "Diving", "Polo")])
@pytest.mark.parametrize("at", [1, 2])
def test_values_that_changed_places_changed_each_of_them(at: int, names: tuple[str, ...]) -> None:
    """Prices, which are alike, and states, which share no word: no course is what it was."""
    courses = swapped(at, *names)
    found = compare(page(COURSES), page(courses)).changes
    assert {(one.type, one.substantive, one.moved) for one in found} == {("changed", True, False)}
    told = {(one.after.section[-1], one.before.text, one.after.text) for one in found if one.before and one.after}
    assert told == {(name, COURSES[name][at], courses[name][at]) for name in names}


def test_long_texts_that_share_no_words_moved() -> None:
    """They are not one thing's."""
    found = compare(page(COURSES), page(swapped(0, "Aqua jogging", "Polo"))).changes
    assert {(one.type, one.substantive) for one in found} == {("moved", False)}


def test_definitions_belong_to_their_terms() -> None:
    """Swapped, each term has another; a list in another order is the same list."""
    terms = "<dt>Adults</dt><dd>{}</dd><dt>Children</dt><dd>{}</dd>"
    rest = "<dt>Groups</dt><dd>€2 each</dd>"
    old = clean(f"<dl>{terms.format('€5', '€3')}{rest}</dl>", media_type="text/html")
    new = clean(f"<dl>{terms.format('€3', '€5')}{rest}</dl>", media_type="text/html")
    assert [(one.type, one.substantive) for one in compare(old, new).changes] == [("changed", True)] * 2
    turned = clean(f"<dl>{rest}{terms.format('€5', '€3')}</dl>", media_type="text/html")
    assert {one.type for one in compare(old, turned).changes} == {"moved"}


FREE = {name: lines[:1] for name, lines in COURSES.items()}


def _with(name: str, *lines: str, courses: dict[str, list[str]] = FREE) -> dict[str, list[str]]:
    return {**courses, name: [*courses[name], *lines]}


def _without(name: str) -> dict[str, list[str]]:
    return {other: lines for other, lines in FREE.items() if other != name}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (_with("Diving", "Sold out"), _with("Polo", "Sold out")),
        (_with("Diving", "Sold out"), _with("Polo", "Sold out", courses=_without("Diving"))),
        (_with("Polo", "Sold out", courses=_without("Diving")), _with("Diving", "Sold out")),
    ],
)
def test_a_few_words_under_another_heading_state_another_fact(
    before: dict[str, list[str]], after: dict[str, list[str]]
) -> None:
    """Of the course that they left, and of the one that they came to, even if that is new or the other one gone."""
    found = {one.after.text: one for one in compare(page(before), page(after)).changes if one.after}
    assert (found["Sold out"].type, found["Sold out"].substantive) == ("moved", True)


def options(form: str, **values: tuple[str, str]) -> CleanedPage:
    """What each option of a program is set to, and of what type it is."""
    pair = {"ul": "<li>{}: {}", "dl": "<dt>{}<dd>{}", "table": "<tr><th>{}<td>{}"}[form]
    cards = (
        f"<h3>{name}</h3><{form}>{pair.format('Default', value)}{pair.format('Type', kind)}</{form}>"
        f"<p>The command is run for the {name} that are named in the file of the harbour.</p>"
        for name, (value, kind) in values.items()
    )
    return clean("<h1>Options</h1><p>What the harbour can be told.</p>" + "".join(cards), media_type="text/html")


@pytest.mark.parametrize("form", ["ul", "dl", "table"])
def test_a_value_that_was_replaced_did_not_go_to_a_new_section(form: str) -> None:
    """One that happens to say the same is new there; and the other way round, it went."""
    old = options(form, boats=("true", "Boolean"), quays=("false", "Boolean"))
    new = options(form, boats=("true", "Boolean"), quays=("null", "null or Boolean"), bells=("false", "Boolean"))
    for before, after, other in ((old, new, "added"), (new, old, "removed")):
        found = compare(before, after).changes
        changed = [one for one in found if one.type == "changed" and one.substantive]
        assert [one.after.section[-1] for one in changed if one.after] == ["quays", "quays"]
        apart = {(one.type, (one.after or one.before).section[-1]) for one in found if one not in changed}  # type: ignore[union-attr]
        assert {each for each in apart if each[0] != "moved"} == {(other, "bells")}
        assert not any(one.moved and one.substantive for one in found)


def test_a_value_of_another_label_took_no_place() -> None:
    """What guests pay is not what members paid."""
    old = page({"Members": ["Fee: 20"], "Winter": ["All boats are ashore."]})
    new = page({"Members": ["Fee for guests: 8"], "Winter": ["All boats are ashore.", "Fee: 20"]})
    assert {one.type for one in compare(old, new).changes if one.substantive} == {"added", "moved"}


def test_an_entry_that_went_elsewhere_takes_its_values_along() -> None:
    """Although one of them was replaced in its old place: what stood in front of it went with it."""
    entry = ["The north quay", "Depth: 4 metres"]
    old = page({"Quays": [*entry, "All quays are lit."], "Closed": ["These quays are closed."]})
    new = page({"Quays": ["Depth: 6 metres", "All quays are lit."], "Closed": ["These quays are closed.", *entry]})
    told = {(one.after.text, one.type) for one in compare(old, new).changes if one.after}
    assert told == {("Depth: 6 metres", "added"), (entry[0], "moved"), (entry[1], "moved")}


ASIDES = {"Cloth": ["Cloth of silk is light."], "Lines": ["Lines are cut with a hot knife."]}
DRY, FRAY = "Wet cloth is dried in the shade.", "A hot knife keeps the ends from fraying."


def test_the_title_of_an_aside_states_nothing() -> None:
    """One aside went and another one came: these two are told, and no title besides."""
    for title in ("Tip", "Note:", "Hinweis", "Warning"):
        old, new = _with("Cloth", title, DRY, courses=ASIDES), _with("Lines", title, FRAY, courses=ASIDES)
        found = [one for one in compare(page(old), page(new)).changes if one.substantive]
        assert {(one.type, one.before and one.before.text) for one in found} == {("removed", DRY), ("added", None)}
        moved = compare(page(old), page(_with("Lines", title, DRY, courses=ASIDES))).changes
        assert [one.substantive for one in moved] == [title == "Warning", False]
        alone = _with("Cloth", title, courses=ASIDES), _with("Lines", title, courses=ASIDES)
        assert any(one.substantive for one in compare(*map(page, alone)).changes)


MEMBERS = ["Ann Lee", "Bob Ray", "Cid Fox", "Dee Poe"]


@pytest.mark.parametrize(
    "after",
    [
        {"Members": MEMBERS[:2], "Guests": MEMBERS[2:]},
        {"All members": MEMBERS},
    ],
)
def test_a_heading_that_was_put_in_or_renamed_moves_nothing(after: dict[str, list[str]]) -> None:
    """Also of a few words: what stood behind them still does."""
    assert compare(page({"Members": MEMBERS}), page(after)).changes == ()
    assert compare(page(after), page({"Members": MEMBERS})).changes == ()


def test_a_few_words_far_away_are_no_edit() -> None:
    """Another person came to the board than the one who left the club, however alike their names are."""
    board = {"Board": ["The board meets on the first Monday of the month.", "Eve Fox"]}
    before = {"Members": [*MEMBERS, "Ann Marie Lee"], **board}
    after = {"Members": MEMBERS, "Board": [*board["Board"], "Anna Lee"]}
    found = compare(page(before), page(after)).changes
    assert [(one.type, one.substantive) for one in found] == [("removed", True), ("added", True)]


def test_what_went_to_another_section_is_not_in_the_way_of_the_others() -> None:
    """Three went past two that stayed: three moves, and not one more."""

    def records(*lines: tuple[str, str]) -> list[Record]:
        return [Record(id="a" * 16, kind="bullet", text=text, section=(section,)) for text, section in lines]

    before = records(("x", "A"), ("y", "A"), ("z", "A"), ("q", "A"), ("s", "B"), ("t", "B"))
    after = records(("q", "A"), ("s", "B"), ("t", "B"), ("x", "B"), ("y", "B"), ("z", "B"))
    assert moved(before, after, {0: 3, 1: 4, 2: 5, 3: 0, 4: 1, 5: 2}) == {0, 1, 2}
