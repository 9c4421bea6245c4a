"""What changes every night and says nothing."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from msgspec.structs import replace

from pages import snapshot
from scrape_clean import CleanedPage, Memory, Options, Snapshot, UsageError, Volatile, clean, compare, learn_volatile

SHOPS = ["Boots mended while you wait", "Rope by the yard", "Lamp oil in tins", "Nails by weight", "Tar and pitch"]


def night(number: int, teasers: Sequence[str] = ()) -> Snapshot:
    """A page with a counter, a date, a fact and teasers."""
    return snapshot(
        [
            ("The pier is open to visitors all year", ("Pier",)),
            (f"Seen {18_000 + 37 * number:,} times", ("Pier",)),
            (f"Tide table of {3 + number} March 2031, seen by {number} people", ("Pier",)),
            *((teaser, ("You may also like",)) for teaser in teasers),
        ]
    )


def history(nights: Sequence[Snapshot]) -> list[Snapshot]:
    """The nights with ids carried on."""
    found = [nights[0]]
    for one in nights[1:]:
        found.append(compare(found[-1], one).base)
    return found


def test_a_counter_is_learnt_and_then_silent() -> None:
    """Its other words still count."""
    nights = history([night(number) for number in range(5)])
    assert compare(nights[3], nights[4]).changes
    volatile = learn_volatile(nights)
    assert volatile[0].words == ("seen", "#", "times")
    assert [one.words for one in volatile[1:]] == [("tide", "table", "of", "@", "seen", "by", "#", "people")]
    found = compare(nights[4], night(9), memory=Memory(volatile=volatile))
    assert found.changes == ()
    assert len(found.muted) == 2
    assert [record.id for record in found.base.records] == [record.id for record in nights[0].records]
    texts = [record.text for record in night(9).records]
    other = snapshot([(text.replace("Seen 18,333", "Seen countless"), ("Pier",)) for text in texts])
    assert [one.type for one in compare(nights[4], other, memory=Memory(volatile=volatile)).changes] == ["changed"]


def test_a_text_that_changes_now_and_then_is_not_volatile() -> None:
    """Three nights are too few, and a change every other night is news."""
    assert learn_volatile(history([night(number) for number in range(3)])) == ()
    assert learn_volatile(history([night(number // 2) for number in range(8)])) == ()


def test_teasers_that_come_and_go() -> None:
    """Those that were seen to come back, and their like in the section; news that never comes back is no teaser."""
    turns = [SHOPS[:2], SHOPS[2:4], SHOPS[:2], SHOPS[1:3], SHOPS[:2], SHOPS[2:4]]
    nights = history([night(0, turn) for turn in turns])
    memory = Memory(volatile=learn_volatile(nights))
    assert Volatile(("You may also like",), (None,)) in memory.volatile
    found = compare(nights[-1], night(0, [SHOPS[4], "Chandlery for sale"]), memory=memory)
    assert found.changes == ()
    assert found.muted
    news = [[f"Ship number {number} came in with {number * 7} tons of timber"] for number in range(6)]
    assert learn_volatile([night(0, turn) for turn in news]) == ()


def test_ignore_patterns() -> None:
    """What they match does not count; a record of nothing else is left out; the engine is linear."""
    before, after = night(1), night(2)
    assert len(compare(before, after).changes) == 2
    found = compare(before, after, ignore=[r"[0-9,]+", r"(?i)^tide table"])
    assert found.changes == ()
    assert len(found.muted) == 2
    gone = snapshot([("The pier is open to visitors all year", ("Pier",))])
    assert compare(gone, night(1), ignore=[".*times", ".*people"]).changes == ()
    long = snapshot([("a" * 60_000 + "!", ())])
    assert compare(long, long, ignore=["(a+)+$"]).changes == ()


@pytest.mark.parametrize("pattern", ["(", r"(?=x)", r"(a)\1"])
def test_a_pattern_that_is_none_is_refused(pattern: str) -> None:
    """With the pattern and the reason."""
    with pytest.raises(UsageError, match="ignore pattern"):
        compare(night(1), night(2), ignore=[pattern])


def test_an_element_that_is_ignored_from_tonight_on() -> None:
    """Its records go without an alarm."""
    body = "<main><ul><li>The pier is open</ul><p class=views>Seen 18,000 times by visitors</main>"
    before = clean(body, media_type="text/html")
    after = clean(body, media_type="text/html", options=Options(drop=(".views",)))
    assert [(one.type, one.substantive) for one in compare(before, after).changes] == [("removed", False)]


BERTHS = ("A berth for a night costs 20 crowns.", "Showers are free.", "Dogs are kept on a lead.")


def harbour(heading: str, counter: int = 0, inner: str = "Rules") -> Snapshot:
    """A page whose list stands under a heading, and a counter with it."""
    place = ("Port of Senn", heading)
    return snapshot(
        [
            ("Ask for an appointment by telephone, please.", ("Port of Senn",)),
            *((text, place) for text in BERTHS[:2]),
            *([(f"Seen {counter} times", place)] if counter else []),
            (BERTHS[2], (*place, inner)),
        ]
    )


def remembered(nights: Sequence[Snapshot]) -> Memory:
    """What is known after some nights."""
    return Memory(volatile=learn_volatile(history(nights)))


@pytest.mark.parametrize(
    "heading",
    [
        "Today, {day} November 2026",
        "Open now: {day} berths",
        "{day}. November 2026",
        "Heute, {day}.11.2026, {day} Pl\u00e4tze frei",
        "\u672c\u65e5 2026\u5e7411\u6708{day}\u65e5",
    ],
)
def test_a_heading_that_changes_every_night_is_learnt_and_then_silent(heading: str) -> None:
    """With what stands under it: nothing moved, and a counter there is known as a counter."""
    days = [harbour(heading.format(day=day), 1_000 + day**2) for day in range(20, 26)]
    assert all(compare(one, other).changes for one, other in pairwise(days))
    assert remembered(days[:3]) == Memory()
    memory = remembered(days[:4])
    found = compare(days[3], days[4], memory=memory)
    assert (found.changes, found.sections) == ((), ())
    assert [change.before and change.before.section[1] for change in found.muted] == [heading.format(day=23)]
    assert [record.section for record in found.base.records] == [record.section for record in days[4].records]


def test_the_month_of_a_daily_date_is_no_news() -> None:
    """Of a heading as of a bullet."""
    dates = ["27 November", "28 November", "29 November", "30 November", "1 December"]
    days = [harbour(f"Today, {date} 2026") for date in dates]
    assert compare(days[3], days[4], memory=remembered(days[:4])).changes == ()
    bullets = [snapshot([("A fact", ()), (f"As of {date} 2026, 20 berths", ())]) for date in dates]
    memory = remembered(bullets[:4])
    assert compare(bullets[3], bullets[4], memory=memory).changes == ()
    other = snapshot([("A fact", ()), ("As of 1 December 2026, 21 berths", ())])
    assert len(compare(bullets[3], other, memory=memory).changes) == 1


def test_a_heading_whose_year_changes_once_is_a_fact() -> None:
    """However long the page is known, and whatever else of it changes every night."""
    nights = [harbour("Fees 2025", 1_000 + 7 * night) for night in range(6)]
    found = compare(nights[-1], harbour("Fees 2026", 1_099), memory=remembered(nights))
    assert [(edit.kind, edit.after.text) for change in found.changes for edit in change.edits] == [
        ("heading", "Fees 2026")
    ]


def test_the_other_words_of_a_daily_heading_still_count() -> None:
    """What stands under it, too, and a number that becomes a word."""
    days = [harbour(f"Open now: {day} berths") for day in range(20, 25)]
    memory = remembered(days)
    (change,) = compare(days[-1], harbour("Not open now: 14 berths"), memory=memory).changes
    assert [edit.kind for edit in change.edits] == ["heading"]
    dearer = snapshot(
        [
            (record.text.replace("20 crowns", "21 crowns"), (*record.section[:1], "Open now: 9 berths"))
            for record in days[-1].records
        ]
    )
    found = compare(days[-1], dearer, memory=memory)
    told = [change for change in found.changes if change.type == "changed"]
    assert [edit.after.text for change in told for edit in change.edits] == ["21"]
    assert told[0].after is not None
    assert told[0].after.section == ("Port of Senn", "Open now: 9 berths")


def test_two_headings_that_both_fit_stay_two() -> None:
    """Days of a calendar: which of them is which can be told by their dates alone."""

    def week(first: int) -> Snapshot:
        return snapshot([(f"Tour {day}", (f"{day} March 2031",)) for day in (first, 25)])

    nights = [snapshot([("Tour A", (f"{day} March 2031",)), ("Bells at noon", ("Daily",))]) for day in range(10, 14)]
    memory = remembered(nights)
    assert memory.volatile
    found = compare(week(13), week(14), memory=memory)
    assert {change.after.section for change in found.changes if change.after} == {("14 March 2031",)}


def test_a_record_of_a_number_alone_is_known_by_its_place() -> None:
    """And as a number: a word in its place is news."""

    def page(text: str, below: str = "Open all year") -> CleanedPage:
        body = f"<main><h1>Pier</h1><p>Lamp oil in tins, rope by the yard.</p><ul><li>{text}<li>{below}</ul></main>"
        return clean(body, media_type="text/html")

    nights = [page(str(number)).snapshot() for number in (14, 3, 22, 7, 19)]
    memory = remembered(nights)
    assert [(one.words, one.path is None) for one in memory.volatile] == [(("#",), False)]
    base = history(nights)[-1]
    assert compare(base, page("11"), memory=memory).changes == ()
    assert len(compare(base, page("none"), memory=memory).changes) == 1
    assert len(compare(base, page("11", "Open all day"), memory=memory).changes) == 1


def fact(text: str) -> Snapshot:
    """A page with one text among facts."""
    return snapshot([("The pier is open", ()), (text, ()), ("Rope is sold by the yard", ())])


def test_what_was_edited_and_put_back_is_no_teaser() -> None:
    """A record that lives on in other words neither went nor came back."""
    texts = ["4 people look on", "3 people look on", "3 people look on", "4 people look on", "4 people look on"]
    nights = history([fact(text) for text in texts])
    assert learn_volatile(nights) == ()
    (change,) = compare(nights[-1], fact("5 people look on"), memory=remembered(nights)).changes
    assert change.type == "changed"


def test_a_text_of_which_each_version_came_back_takes_turns() -> None:
    """As one that is tried out on visitors; a third version is news."""
    one, other = "Buy a ticket today and save a crown", "Buy a ticket now and save a crown"
    turns = [fact(text) for text in (one, one, other, one, one, other, other)]
    memory = remembered(turns)
    assert memory.volatile
    assert compare(history(turns)[-1], turns[0], memory=memory).changes == ()
    assert len(compare(turns[0], fact("Buy a ticket now and save two crowns"), memory=memory).changes) > 0
    assert remembered(turns[:5]).volatile == ()


def test_a_date_is_read_in_the_page_s_language() -> None:
    """In German a number before a month has a full stop, at the turn of the month, too."""
    dates = ["Samstag, 28. November", "Sonntag, 29. November", "Montag, 30. November", "Dienstag, 1. Dezember"]
    days = [replace(harbour(f"Heute, {date} 2026"), language="de") for date in ("Freitag, 27. November", *dates)]
    assert compare(days[3], days[4], memory=remembered(days[:4])).changes == ()


def press(night: int, *titles: str) -> Snapshot:
    """News, each with the times that it was read, and a fact."""
    lines = [((f"Read {100 * at + night**2} times", ("News", title))) for at, title in enumerate(titles, 1)]
    facts = [(f"The {title.lower()} costs 3 crowns", ("News", title)) for title in titles]
    return snapshot([line for both in zip(lines, facts, strict=True) for line in both])


def test_what_each_item_has_a_new_one_has_too() -> None:
    """Where most of them are known to have it; a single one is no rule."""
    nights = [press(night, "Rope", "Lamp", "Tar") for night in range(5)]
    memory = remembered(nights)
    assert [one.section for one in memory.volatile if one.below] == [("News",)]
    found = compare(history(nights)[-1], press(5, "Nails", "Rope", "Lamp", "Tar"), memory=memory)
    memory = Memory(volatile=learn_volatile([*history(nights), found.base]))
    assert compare(found.base, press(6, "Nails", "Rope", "Lamp", "Tar"), memory=memory).changes == ()
    assert not [one for one in remembered([press(night, "Rope") for night in range(5)]).volatile if one.below]


@pytest.mark.parametrize("turns", ["abababab", "aabbaaabbb"])
def test_a_text_that_is_only_written_in_other_ways_says_the_same(turns: str) -> None:
    """As when a page is made by now this program, now that: its removal is news."""
    quotes = {
        "a": "Either side may end it with three months' notice",
        "b": "Either side may end it with three months’ notice",
    }
    nights = [fact(quotes[turn]) for turn in turns]
    assert learn_volatile(history(nights)) == ()
    headings = {"a": "Visitors' rules", "b": "VISITORS’ RULES"}
    assert learn_volatile(history([harbour(headings[turn]) for turn in turns])) == ()


def test_a_number_below_zero_is_a_number() -> None:
    """As a temperature on a winter night."""
    nights = [fact(f"Outside it is {degrees} °C") for degrees in (4, 2, 7, 5, -1)]
    assert compare(history(nights)[3], nights[4], memory=remembered(nights[:4])).changes == ()


def test_a_small_counter_is_now_and_then_what_it_was() -> None:
    """As long as it took several values; words that change so often are news."""
    counts = (13, 9, 9, 13, 4, 4, 3)
    assert remembered([fact(f"Berths free: {count}") for count in counts]).volatile
    assert not remembered([fact(f"Berths free: {count}") for count in (12, 12, 9, 9, 7, 7, 4)]).volatile
    words = ("few", "some", "some", "many", "none", "none", "lots")
    assert not remembered([fact(f"There are {word} berths free") for word in words]).volatile


def notices(*texts: str) -> Snapshot:
    """A page of facts with some notices among them."""
    return snapshot([("The pier is open", ()), *((text, ()) for text in texts), ("Rope is sold by the yard", ())])


def test_what_was_missing_for_a_night_is_no_teaser() -> None:
    """When it goes for good, that is news; what goes and comes again and again is none."""
    notice = "Dogs are welcome on the lower deck"
    shown = [notices(notice), notices(), notices(notice), notices(notice), notices(notice)]
    memory = remembered(shown)
    (change,) = compare(history(shown)[-1], notices(), memory=memory).changes
    assert (change.type, change.substantive) == ("removed", True)
    often = [*shown, notices(), notices(notice)]
    assert compare(history(often)[-1], notices(), memory=remembered(often)).changes == ()


def test_what_came_back_for_what_had_come_in_its_place_is_shown_in_turn() -> None:
    """From its first return on, as banners that are tried out on visitors, if there are several of them."""
    one, other = "Become a friend of the pier and save", "Books, lamps and prints from our shop"
    turns = [notices("The mill has a new roof"), notices(one), notices(other), notices(one)]
    found = compare(history(turns)[-1], notices("A third thing to see: seals"), memory=remembered(turns))
    assert [change.type for change in found.changes] == ["added"]


def test_a_counter_below_another_section_is_the_counter_still() -> None:
    """Where sections changed places, what stands at the end of the page stands under another heading."""
    sections = [("Boats are moored at the quay", ("Boats",)), ("Rope is sold by the yard", ("Shops",))]
    nights = history([snapshot([*sections, (f"Visited {7 * number} times", ("Shops",))]) for number in range(5)])
    memory = Memory(volatile=learn_volatile(nights))
    turned = snapshot([*sections[::-1], ("Visited 99 times", ("Boats",))])
    assert not [one for one in compare(nights[4], turned, memory=memory).changes if one.substantive]
    other = snapshot([*sections[::-1], ("Visited 99 ships", ("Boats",))])
    assert [one for one in compare(nights[4], other, memory=memory).changes if one.substantive]


def test_a_banner_above_all_headings_comes_and_goes() -> None:
    """It is the only record that stands in no section, so that without it nothing does."""
    banner = ("Subscribe to our letter and be invited first", ())
    fact = ("The pier is open all year", ("Pier",))
    nights = history([snapshot([banner, fact] if number in (1, 3, 5) else [fact]) for number in range(7)])
    memory = Memory(volatile=learn_volatile(nights))
    assert compare(nights[6], snapshot([banner, fact]), memory=memory).changes == ()


def test_rows_cut_otherwise_and_back_do_not_come_and_go() -> None:
    """A design that was taken back: each row was a record, then two, then one, then two, and says what it said."""
    facts = (("Eva Kern", "Room 12"), ("Tim Haas", "Room 14"), ("Jan Otte", "Room 9"))
    designs = (
        "<table>" + "".join(f"<tr><td>{name}<td>{room}" for name, room in facts) + "</table>",
        "<dl>" + "".join(f"<dt>{name}<dd>{room}" for name, room in facts) + "</dl>",
    )
    pages = [clean(f"<main><h1>Staff</h1>{design}</main>", media_type="text/html") for design in designs]
    nights = history([pages[number % 2].snapshot() for number in range(5)])
    assert learn_volatile(nights) == ()


@pytest.mark.parametrize("missing", [(3,), (3, 5)])
def test_a_list_that_was_not_loaded_still_counts(missing: tuple[int, ...]) -> None:
    """Something else stands in its section, so that the section was there; its items are no teasers."""
    foot = ("© Town of Northmouth", ("Shops",))
    lists = [[] if number in missing else [(text, ("Shops",)) for text in SHOPS[:3]] for number in range(7)]
    nights = history([snapshot([("The pier is open", ("Pier",)), *items, foot]) for items in lists])
    memory = Memory(volatile=learn_volatile(nights))
    edited = [("The pier is open", ("Pier",)), *lists[0][:2], (f"{SHOPS[2]} and thread", ("Shops",)), foot]
    found = compare(nights[6], snapshot(edited), memory=memory)
    assert [one.after.text for one in found.changes if one.substantive and one.after] == [f"{SHOPS[2]} and thread"]


def test_what_is_said_of_lines_that_count_has_no_fact_beside_it() -> None:
    """It is known wherever it stands, unless a line that stays is said of something in the same words."""

    def pier(*rows: tuple[str, str]) -> Snapshot:
        terms = "".join(f"<dt>{line}<dd>{text}" for line, text in rows)
        return clean(f"<main><h1>Pier</h1><dl>{terms}</dl></main>", media_type="text/html").snapshot()

    def days(number: int) -> tuple[str, str]:
        return f"{number} days after the storm", f"{500 + 7 * number} visitors came"

    fare, last = ("Tickets", "The fare is 8 euros"), ("Last year", "512 visitors came")
    nights = history([pier(days(number), fare) for number in range(6)])
    known = Memory(volatile=learn_volatile(nights))
    assert not any(one.substantive for one in compare(nights[-1], pier(fare, days(6)), memory=known).changes)
    nights = history([pier(days(number), last, fare) for number in range(6)])
    known = Memory(volatile=learn_volatile(nights))
    (change,) = compare(nights[-1], pier(days(6), (last[0], "530 visitors came"), fare), memory=known).changes
    assert change.after
    assert change.after.text == "530 visitors came"


@pytest.mark.parametrize("tag", ["th", "td"])
def test_a_tick_that_moves_each_night(tag: str) -> None:
    """It is learnt of its row alone, with headers and without; a tick of another row is a fact."""

    def page(day: int, keys: int = 3) -> Snapshot:
        days = [f"<{tag}>{name}</{tag}>" for name in ("Hall", "Mon", "Tue", "Wed", "Thu", "Fri")]
        rows = [
            "".join(f"<td>{cell}</td>" for cell in (name, *("●" if at == ticked else "" for at in range(5))))
            for name, ticked in (("Sweeping", day % 5), ("Keys", keys), ("Lamps", 4))
        ]
        table = "".join(f"<tr>{row}</tr>" for row in ("".join(days), *rows))
        return clean(
            f"<h1>Plan</h1><p>Who sweeps the hall, and when.</p><table>{table}</table>", media_type="text/html"
        ).snapshot()

    nights = history([page(number) for number in range(6)])
    memory = Memory(volatile=learn_volatile(nights))
    assert compare(nights[-1], page(7)).changes
    assert compare(nights[-1], page(7), memory=memory).changes == ()
    assert [
        change.after and change.after.text for change in compare(nights[-1], page(7, 2), memory=memory).changes
    ] == ["Keys | ●"]


def test_a_tick_that_moves_now_and_then_is_a_fact() -> None:
    """It moved on one night in three."""
    table = "<table><tr><th>Hall<th>Mon<th>Tue</tr><tr><td>Keys{}</tr></table>"
    nights = history(
        [
            clean(table.format("<td>●<td>" if number // 3 % 2 else "<td><td>●"), media_type="text/html").snapshot()
            for number in range(9)
        ]
    )
    assert learn_volatile(nights) == ()
