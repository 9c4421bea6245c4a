"""Values belong to what they stand beside, not to another entry that reads today what this one read yesterday."""

from collections.abc import Callable, Sequence

import pytest

from scrape_clean import CleanedPage, clean, compare
from scrape_clean.compare import Change

Comment = tuple[str, str, int]
Event = tuple[str, str, str]

COMMENTS: Sequence[Comment] = (
    ("Ada", "Is there power on the pontoon?", 9),
    ("Bo", "At every second berth.", 8),
    ("Cy", "Showers are closed.", 5),
    ("Di", "Thanks!", 5),
    ("Ed", "It costs 3 crowns a night.", 4),
)
AGES = {
    "lines": "<div class=c><div>{0}</div><div>{2} days ago</div><p>{1}</p></div>",
    "age first": "<article><p>{2} days ago</p><p>{1}</p></article>",
    "cards": "<article><h3>{0}</h3><p>{2} days ago</p><p>{1}</p></article>",
    "definitions": "<dl><dt>{0}</dt><dd>{2} days ago</dd><dd>{1}</dd></dl>",
}
EVENTS = {
    "cards": "<article><h3>{0}</h3><p>{1}</p><p>{2}</p></article>",
    "lines": "<div class=e><div>{1}</div><div>{0}</div><div>{2}</div></div>",
    "title first": "<div class=e><div>{0}</div><div>{1}</div><div>{2}</div></div>",
    "definitions": "<dl><dt>{1}</dt><dd>{0}. {2}</dd></dl>",
}
NAMES = ("Low tide walk", "Boat yard open", "Shanty evening", "Flea market", "Herring days")
TEXTS = ("Meet at the pier.", "Twelve places are free.", "Bring a voice.", "On the square.", "All around the quay.")
DATES = {
    "time": [f"{day} March 2031, {hour}:00" for day, hour in ((3, 10), (9, 14), (14, 20), (21, 9), (25, 11))],
    "day": [f"{day} March 2031" for day in (3, 9, 14, 21, 25)],
    "figures": [f"{day}.03.2031" for day in ("03", "09", "14", "21", "25")],
    "span": [f"{day} March 2031, 10:00 to {18 + at}:00" for at, day in enumerate((3, 9, 14, 21, 25))],
}


def page(form: str, entries: Sequence[tuple[object, ...]]) -> CleanedPage:
    """Entries of one design below a sentence."""
    body = "".join(form.format(*entry) for entry in entries)
    return clean(
        f"<html lang=en><main><h1>Port of Senn</h1><p>What goes on in the port, day by day.</p>{body}</main>",
        media_type="text/html",
    )


def told(form: str, before: Sequence[tuple[object, ...]], after: Sequence[tuple[object, ...]]) -> list[Change]:
    """Changes of facts."""
    return [change for change in compare(page(form, before), page(form, after)).changes if change.substantive]


def texts(changes: Sequence[Change]) -> set[tuple[str | None, str | None]]:
    """What each said before and says after."""
    sides = ((one.before, one.after) for one in changes)
    return {(old.text if old else None, new.text if new else None) for old, new in sides}


def older(comments: Sequence[Comment], days: int = 1) -> list[Comment]:
    """The same some days later."""
    return [(who, text, age + days) for who, text, age in comments]


@pytest.mark.parametrize("form", AGES.values(), ids=AGES)
def test_each_comment_has_its_own_age(form: str) -> None:
    """Although the one behind it reads what it read the night before, and two are of one day."""
    changes = told(form, COMMENTS, older(COMMENTS))
    assert texts(changes) == {(f"{age} days ago", f"{age + 1} days ago") for age in (9, 8, 5, 4)}
    assert {(one.type, one.moved) for one in changes} == {("changed", False)}


@pytest.mark.parametrize("form", AGES.values(), ids=AGES)
def test_a_comment_that_comes_or_goes_has_its_age_with_it(form: str) -> None:
    """The new one reads what another one read, and what an old one read is not its own."""
    after = [("Flo", "The key is at the kiosk.", 4), *older(COMMENTS[1:])]
    changes = told(form, COMMENTS, after)
    assert {(one.before.text, one.after.text) for one in changes if one.type == "changed"} == {  # type: ignore[union-attr]
        (f"{age} days ago", f"{age + 1} days ago") for age in (8, 5, 4)
    }
    gone = {one.before.text for one in changes if one.type == "removed" and one.before}
    come = {one.after.text for one in changes if one.type == "added" and one.after}
    assert {"9 days ago", "Is there power on the pontoon?"} <= gone <= {"9 days ago", COMMENTS[0][1], "Ada"}
    assert {"4 days ago", "The key is at the kiosk."} <= come <= {"4 days ago", "The key is at the kiosk.", "Flo"}


def test_an_edited_comment_keeps_its_age() -> None:
    """What stands beside an age may be known by its likeness alone."""
    after = [*older(COMMENTS[:4]), ("Ed", "It costs 4 crowns a night.", 5)]
    for form in ("<article><p>{2} days ago</p><p>{1}</p></article>", AGES["lines"]):
        found = texts(told(form, COMMENTS, after))
        assert ("4 days ago", "5 days ago") in found
        assert ("It costs 3 crowns a night.", "It costs 4 crowns a night.") in found
        assert len(found) == 5


@pytest.mark.parametrize("dates", DATES.values(), ids=DATES)
@pytest.mark.parametrize("form", EVENTS.values(), ids=EVENTS)
def test_a_calendar_that_moves_on_postpones_nothing(form: str, dates: Sequence[str]) -> None:
    """The date of what is over goes, and that of what is new comes; no record is both."""
    events = list(zip(NAMES, dates, TEXTS, strict=True))
    before, after = page(form, events[:4]), page(form, events[1:])
    changes = [one for one in compare(before, after).changes if one.substantive]
    assert {one.type for one in changes} == {"added", "removed"}
    assert (dates[0], None) in texts(changes)
    assert (None, dates[4]) in texts(changes)
    (old,) = (one.id for one in before.records if one.text == dates[0])
    assert old not in {one.id for one in compare(before, after).base.records}


@pytest.mark.parametrize("form", EVENTS.values(), ids=EVENTS)
def test_a_date_that_was_edited_is_one_change(form: str) -> None:
    """Whether its event has other words, too, or not."""
    events = list(zip(NAMES, DATES["time"], TEXTS, strict=True))
    for text in (TEXTS[2], "Bring your voice."):
        edited = [*events[:2], (NAMES[2], "15 March 2031, 19:30", text), *events[3:]]
        changes = told(form, events, edited)
        assert ("14 March 2031, 20:00", "15 March 2031, 19:30") in texts(changes)
        assert {one.type for one in changes} == {"changed"}


PRICES = "<div class=r><div>{}</div><div>{} euros</div></div>"


@pytest.mark.parametrize("form", [PRICES, "<dl><dt>{}</dt><dd>{} euros</dd></dl>", "<h3>{}</h3><p>{} euros</p>"])
def test_prices_that_rise_are_those_of_their_rows(form: str) -> None:
    """Although one rises to what another one was."""
    before, after = [("Adults", 8), ("Pupils", 6), ("Dogs", 2)], [("Adults", 9), ("Pupils", 8), ("Dogs", 2)]
    assert texts(told(form, before, after)) == {("8 euros", "9 euros"), ("6 euros", "8 euros")}


def test_a_value_that_stands_elsewhere_all_the_same_is_no_new_one() -> None:
    """One of three that read the same was edited; and where nothing took its place, a value moved."""
    before = [("Adults", 8), ("Pupils", 8), ("Guests", 8), ("Dogs", 2)]
    (found,) = texts(told(PRICES, before, [("Adults", 9), *before[1:]]))
    assert found in {("8 euros", "9 euros"), (None, "9 euros")}
    rows = [("Adults", "8 euros"), ("Pupils", "free"), ("Dogs", "no entry")]
    form = "<div class=r><div>{}</div><div>{}</div></div>"
    (moved, *_) = told(form, rows, [("Adults", "free"), ("Pupils", "8 euros"), rows[2]])
    assert moved.substantive


@pytest.mark.parametrize(
    ("form", "told_as"),
    [
        ("<dl><dt>{}</dt><dd>{}</dd></dl>", {("Yoga", "Pilates")}),
        ("<div class=r><div>{}</div><div>{}</div></div>", {("Yoga", "Pilates")}),
    ],
)
def test_what_stands_at_a_time_may_be_another(form: str, told_as: set[tuple[str, str]]) -> None:
    """The hour is what it is said of."""
    before = [("10:00", "Yoga"), ("11:00", "Boxing for all"), ("12:00", "Rest")]
    assert texts(told(form, before, [("10:00", "Pilates"), *before[1:]])) == told_as


def test_a_weekday_keeps_its_hours() -> None:
    """Whatever hours another day had."""
    days = ("Monday", "Tuesday", "Wednesday")
    form = "<div class=r><div>{}</div><div>{}</div></div>"
    hours = ("9-17", "9-18", "9-19"), ("9-18", "9-19", "9-20")
    before, after = (list(zip(days, several, strict=True)) for several in hours)
    assert texts(told(form, before, after)) == {("9-17", "9-18"), ("9-18", "9-19"), ("9-19", "9-20")}


@pytest.mark.parametrize("turn", [lambda *two: two, lambda *two: two[::-1]])
def test_the_nights_may_change_places(turn: Callable[..., tuple[CleanedPage, CleanedPage]]) -> None:
    """Who is who does not depend on which night came first."""
    one, other = turn(page(AGES["lines"], COMMENTS), page(AGES["lines"], older(COMMENTS)))
    assert {change.type for change in compare(one, other).changes} == {"changed"}
