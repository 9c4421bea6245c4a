"""What happened to which record."""

import copy

import pytest

from pages import LIBRARY, page, snapshot
from scrape_clean import Change, CleanedPage, Comparison, Options, clean, compare
from scrape_clean.model import Link

Sections = dict[str, list[str]]


def edited(name: str, at: int, old: str, new: str, base: Sections = LIBRARY) -> Sections:
    """The library with one bullet changed."""
    sections = copy.deepcopy(base)
    assert old in sections[name][at]
    sections[name][at] = sections[name][at].replace(old, new)
    return sections


def flags(found: Comparison) -> list[tuple[str, bool, str]]:
    """Type, substance and text of each change."""
    assert found.suspect is None
    return [(one.type, one.substantive, (one.after or one.before).text) for one in found.changes]  # type: ignore[union-attr]


def only(found: Comparison) -> Change:
    """The one change."""
    assert found.suspect is None
    (change,) = found.changes
    return change


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("The hall has 1500 seats.", "The hall has 1600 seats.", "number"),
        ("Version 1.5 of the tide table.", "Version 1.6 of the tide table.", "number"),
        ("Founded in 2022 by pilots.", "Founded in 2023 by pilots.", "date"),
        ("The fair is on 5 May 2031.", "The fair is on 6 May 2031.", "date"),
        ("Open until 3/4/2031 to guests.", "Open until 3/5/2031 to guests.", "date"),
    ],
)
def test_what_is_a_date_is_what_the_annotations_say(old: str, new: str, kind: str) -> None:
    """Four digits may be seats."""
    before, after = (page({"Hall": [text, "Members of the club have keys."]}) for text in (old, new))
    assert [edit.kind for edit in only(compare(before, after)).edits] == [kind]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("48 seats", "52 seats", "number"),
        ("9:30", "10:00", "time"),
        ("opens at", "does not open at", "negation"),
        ("48 seats", "48 seats for Basque readers", "word"),
        ("reading", "raeding", "spelling"),
    ],
)
def test_a_fact_changes(old: str, new: str, kind: str) -> None:
    """One substantive change, with the kind of what differs."""
    change = only(compare(page(LIBRARY), page(edited("Reading room", 0, old, new))))
    assert (change.type, change.substantive) == ("changed", True)
    assert kind in {edit.kind for edit in change.edits}


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("; ink is not", " - ink is not", "punctuation"),
        ("Pencils", "PENCILS", "case"),
        ("Pencils are", "&quot;Pencils&quot; are", "quotes"),
        ("Pencils are", "<b>Pencils</b> are", None),
        ("Pencils are", "Pencils  are", None),
    ],
)
def test_a_cosmetic_edit_is_no_alarm(old: str, new: str, kind: str | None) -> None:
    """It is told as what it is, or, where a reader sees no difference, not at all."""
    found = compare(page(LIBRARY), page(edited("Reading room", 2, old, new)))
    assert [(one.type, one.substantive) for one in found.changes] == ([("changed", False)] if kind else [])
    assert all(kind in {edit.kind for edit in one.edits} for one in found.changes)


def test_edits_name_the_words_and_their_places() -> None:
    """Spans in both texts; an added word has an empty span before."""
    change = only(compare(page(LIBRARY), page(edited("Borrowing", 0, "four books", "up to six books"))))
    assert change.before
    assert change.after
    assert [(edit.before.text, edit.after.text) for edit in change.edits] == [("four", "up to six")]
    edit = change.edits[0]
    assert change.after.text[edit.after.start : edit.after.end] == "up to six"


def test_added_and_removed_among_near_duplicates() -> None:
    """The one that is gone, and the one that is new, not their neighbours."""
    rooms = [f"Room {number} has a projector and a board." for number in (11, 12, 14, 15)]
    before = page({**LIBRARY, "Rooms": rooms})
    assert flags(compare(before, page({**LIBRARY, "Rooms": [rooms[0], *rooms[2:]]}))) == [("removed", True, rooms[1])]
    more = "Room 13 has a projector and a board."
    assert flags(compare(before, page({**LIBRARY, "Rooms": [*rooms[:2], more, *rooms[2:]]}))) == [("added", True, more)]


def test_every_item_of_a_long_list_is_edited() -> None:
    """More pairs than are all compared: each still finds the one that it was."""
    goods = "apples pears plums bread cheese honey candles".split()
    places = "north south east west old new town river hill".split()
    old = [f"The {place} stall {what} sells {what} at the {place} market" for what in goods for place in places]
    new = [text.replace("sells", "offered") + " daily" for text in old]
    changes = compare(page({"Stalls": old}), page({"Stalls": new})).changes
    assert [(one.before and one.before.text, one.after and one.after.text) for one in changes] == list(
        zip(old, new, strict=True)
    )


def test_moved_and_moved_and_changed() -> None:
    """To another section: no alarm; with other words besides: one, that says both."""
    sections = copy.deepcopy(LIBRARY)
    sections["Courses"].insert(1, sections["Borrowing"].pop(2))
    change = only(compare(page(LIBRARY), page(sections)))
    assert (change.type, change.substantive, change.moved) == ("moved", False, True)
    sections["Courses"][1] = sections["Courses"][1].replace("two days", "three days")
    change = only(compare(page(LIBRARY), page(sections)))
    assert (change.type, change.substantive, change.moved) == ("changed", True, True)


@pytest.mark.parametrize(("start", "end"), [(0, 4), (4, 0)])
def test_one_record_moves_and_the_others_stay(start: int, end: int) -> None:
    """As few as can be are told: of five in a row, the one that was put elsewhere."""
    items = [
        "The boat yard opens at nine.",
        "Knots for beginners: six places.",
        "Sail repair costs 40 euros.",
        "Rowing club meets on Fridays.",
        "Harbour tours leave at noon.",
    ]
    other = [item for at, item in enumerate(items) if at != start]
    other.insert(end, items[start])
    assert flags(compare(page({"Tours": items}), page({"Tours": other}))) == [("moved", False, items[start])]


def test_a_renamed_heading_moves_nothing() -> None:
    """It is told as what happened to the section."""
    sections = {("Evening courses" if name == "Courses" else name): items for name, items in LIBRARY.items()}
    found = compare(page(LIBRARY), page(sections))
    assert found.changes == ()
    assert [(one.type, one.before, one.after) for one in found.sections] == [
        ("renamed", ("Town library", "Courses"), ("Town library", "Evening courses"))
    ]


def test_a_cards_heading_belongs_to_its_record() -> None:
    """Where a heading holds a single record, another name is another fact."""
    cards = "<h2>{}</h2><p>Won the prize for early maps of the estuary.</p>"
    cards += "<h2>Ida Roe</h2><p>Won the prize for tide tables.</p>"
    old, new = (clean(cards.format(name), media_type="text/html") for name in ("Tom Vale", "Tim Dale"))
    change = only(compare(old, new))
    assert change.substantive
    assert [edit.kind for edit in change.edits] == ["heading"]


def test_ids_live_through_edits_and_moves() -> None:
    """And a new record never takes an id that another one has."""
    before = page(LIBRARY)
    sections = edited("Borrowing", 0, "four", "five")
    second = compare(before, page(sections)).base
    assert second.records[0].id == before.records[0].id
    sections["Courses"].append(sections["Borrowing"].pop(0))
    third = compare(second, page(sections)).base
    assert third.records[-1].id == before.records[0].id
    sections["Borrowing"].insert(0, LIBRARY["Borrowing"][0])  # the first text of that record comes back as another one
    fourth = compare(third, page(sections)).base
    assert len({record.id for record in fourth.records}) == len(fourth.records)
    assert fourth.records[-1].id == before.records[0].id


def test_a_section_that_stands_there_several_times() -> None:
    """Eight copies, one, eight: nothing to tell, the same ids; one copy edited: one change."""
    once = "<h2>Fees</h2><ul><li>Adults pay nine pounds fifty for a day ticket."
    once += "<li>Pupils pay three pounds in a group of ten.<li>Members come in free on any day of the week.</ul>"
    rest = "<h2>Hours</h2><ul><li>Open daily from ten to five, but not at Christmas.</ul>"
    one, eight = (clean(f"<main>{once * copies}{rest}</main>", media_type="text/html") for copies in (1, 8))
    for old, new in ((one, eight), (eight, one)):
        found = compare(old, new)
        assert (found.changes, found.suspect) == ((), None)
        assert [record.id for record in found.base.records] == [record.id for record in old.records]
    apart = once.replace("three pounds", "four pounds")
    change = only(compare(eight, clean(f"<main>{once * 3}{apart}{once * 4}{rest}</main>", media_type="text/html")))
    assert (change.type, change.substantive) == ("changed", True)
    assert change.ancestors == (eight.records[1].id,)


def test_copies_that_are_told_apart_no_longer() -> None:
    """One of two records is no loss when its words stand under the other one's heading as often."""
    mug = "<ul><li>Bring your own mug.</ul>"
    before, after = (
        clean(f"<h1>Club</h1><h2>Spring</h2>{mug}<h2>{name}</h2>{mug}", media_type="text/html")
        for name in ("Autumn", "Spring")
    )
    found = compare(before, after)
    assert not any(change.substantive for change in found.changes)
    (gone,) = found.muted
    assert (gone.type, gone.before, gone.after) == ("removed", before.records[1], None)
    assert gone.descendants == (found.base.records[0].id,)


def test_of_two_places_that_say_the_same_one_goes() -> None:
    """What is told stood in the place that went, and is no edit of what stays."""
    terms = "<h1>Office</h1><dl>{}<dt>Room<dd>6</dl>"
    nights = (clean(terms.format(first), media_type="text/html") for first in ("<dt>Fee<dd>6", ""))
    assert [(one.type, one.before and one.before.text, one.said_of) for one in compare(*nights).changes] == [
        ("removed", "Fee", None),
        ("removed", "6", "Fee"),
    ]


def test_split_and_merged_records_name_their_kin() -> None:
    """One alarm, which says whose words they are."""
    joined = {**LIBRARY, "Extra": ["Umbrellas stay in the stand by the door; wet coats hang on the hooks behind it."]}
    split = {**LIBRARY, "Extra": ["Umbrellas stay in the stand by the door.", "Wet coats hang on the hooks behind it."]}
    found = compare(page(joined), page(split))
    assert sum(change.substantive for change in found.changes) == 1
    added = next(change for change in found.changes if change.type == "added")
    changed = next(change for change in found.changes if change.type == "changed")
    assert added.ancestors == (changed.id,)
    assert changed.descendants == (added.id,)
    found = compare(page(split), page(joined))
    assert sum(change.substantive for change in found.changes) == 1
    removed = next(change for change in found.changes if change.type == "removed")
    assert removed.descendants == (next(change.id for change in found.changes if change.type == "changed"),)


def test_words_that_became_a_heading_or_boilerplate_are_not_gone() -> None:
    """Told without an alarm."""
    old = clean(
        "<main><p>Scope of these rules<p>They hold for all visitors of the pier.</main>", media_type="text/html"
    )
    new = clean(
        "<main><h2>1. Scope of these rules</h2><p>They hold for all visitors of the pier.</main>",
        media_type="text/html",
    )
    assert flags(compare(old, new)) == [("removed", False, "Scope of these rules")]
    assert flags(compare(new, old)) == [("added", False, "Scope of these rules")]


PIER = ("They hold for all visitors of the pier.", "Boats leave from the far end of it.", "Gulls are not to be fed.")


def test_each_heading_takes_the_place_of_one_line_of_the_same_words() -> None:
    """A single word, too, and as often as it stands there; one line more is gone."""
    places = list(zip(("East", "West", "North"), PIER, strict=True))
    lined = [f"<h2>{name}</h2><p>Details<p>{text}" for name, text in places]
    headed = [f"<h2>{name}</h2><h3>Details</h3><p>{text}" for name, text in places]
    last = f"<h2>{places[2][0]}</h2><p>{places[2][1]}"
    old = clean(f"<main>{''.join(lined)}</main>", media_type="text/html")
    new = clean(f"<main>{headed[0]}{headed[1]}{last}</main>", media_type="text/html")
    told = [one for one in flags(compare(old, new)) if one[0] == "removed"]
    assert sorted(told) == [("removed", False, "Details"), ("removed", False, "Details"), ("removed", True, "Details")]


def test_a_line_that_became_a_heading_was_not_edited_to_another() -> None:
    """The new line has some of its words, and another place."""
    before = "<main><h2>Pier</h2><p>{}<h2>Harbour</h2><p>{}<p>{}</main>"
    after = "<main><h2>Pier</h2><h3>Rules of the pier</h3><p>{}<h2>Harbour</h2><p>{}<p>{}<p>{}</main>"
    old = clean(before.format("Rules of the pier", PIER[0], PIER[1]), media_type="text/html")
    new = clean(after.format(PIER[0], PIER[1], PIER[2], "Rules of the pier and the mole."), media_type="text/html")
    told = flags(compare(old, new))
    assert ("removed", False, "Rules of the pier") in told
    assert ("added", True, "Rules of the pier and the mole.") in told


def test_a_heading_that_lost_its_text_is_not_new() -> None:
    """What stood under it is gone; the heading itself, a record now, stood there all the time."""
    text = "<p>The pier is open to everybody from dawn to dusk.<p>Boats from other harbours pay for each night."
    bare = f"<main><h1>Pier</h1>{text}<h2>News</h2><h2>Staff</h2><h3>Ada Lind</h3><h3>Bo Ek</h3></main>"
    filled = bare.replace("News</h2>", "News</h2><p>The crane is out of order.")
    old, new = (clean(markup, media_type="text/html") for markup in (filled, bare))
    for one, other in ((old, new), (old.snapshot(), new.snapshot()), (old.snapshot(), new)):
        assert flags(compare(one, other)) == [("removed", True, "The crane is out of order."), ("added", False, "News")]


def test_names_that_stand_as_headings_alone() -> None:
    """A person more or less is a fact, whatever the name is set in."""
    markup = "<main><h1>Pier</h1><p>Open all day.<h2>Staff</h2><h3>Ada Lind</h3><h3>Bo Ek</h3></main>"
    old, new = (clean(page, media_type="text/html") for page in (markup, markup.replace("<h3>Bo Ek</h3>", "")))
    assert flags(compare(old, new)) == [("removed", True, "Bo Ek")]
    assert flags(compare(new, old)) == [("added", True, "Bo Ek")]


def test_links() -> None:
    """Another target is told without an alarm; a tracking parameter is known noise."""

    def linked(href: str) -> tuple[Link, ...]:
        return (Link(href, "Timetable", 0, 9),)

    items = [("Timetable of the ferry", ()), ("Fares", ())]
    night = snapshot(items, [linked("https://ferry.example/a?utm_source=x&day=1")])
    other = compare(night, snapshot(items, [linked("https://ferry.example/b?day=1")]))
    assert [(one.type, one.substantive, one.edits[0].kind) for one in other.changes] == [("changed", False, "link")]
    noise = compare(night, snapshot(items, [linked("https://ferry.example/a?day=1&fbclid=77")]))
    assert noise.changes == ()
    assert [one.edits[0].kind for one in noise.muted] == ["tracking"]


def _noted(*notes: int, length: int = 40) -> CleanedPage:
    marks = [f'<sup><a href="#note-{note}">[{note}]</a></sup>' for note in notes]
    text = f"The slide is {length} m long{marks[0]} and was built in 1999.{''.join(marks[1:])}"
    return clean(f"<main><p>{text}<p>Caps are sold at the desk.</main>", media_type="text/html")


@pytest.mark.parametrize("notes", [(2, 3), (1,), (1, 2, 3)])
def test_notes_may_be_numbered_otherwise(notes: tuple[int, ...]) -> None:
    """With each new note all further ones get another number."""
    assert not only(compare(_noted(1, 2), _noted(*notes))).substantive
    assert only(compare(_noted(1, 2), _noted(*notes, length=50))).substantive


def test_raised_notes_may_be_numbered_otherwise() -> None:
    """A raised number right behind a year is no part of it."""
    text = '<p>The slide was built in 1901<sup><a href="#n{0}">{0}</a></sup> by ten men.<p>Caps are sold at the desk.'
    old, new = (clean(text.format(number), media_type="text/html") for number in (1, 12))
    assert not only(compare(old, new)).substantive


@pytest.mark.parametrize(
    "note",
    [
        "In use (Pentium 4) <sup><a href='#n{0}'>{0}</a></sup>",
        "It fell to $35.<sup>{0}</sup> Then it rose.",
        "It fell.<sup><a href='#n{0}'>{0},{1}</a></sup> Then it rose.",
        "<sup><a href='#r{0}'>{0}</a></sup>Sometimes known as that.",
        "<sup><a href='#r{0}'>{0}</a></sup> Sometimes known as that.",
        "<sup>{0}</sup> Sometimes known as that.",
        "It fell.<sup>{0}, {1}</sup> Then it rose.<sup>{0}–{1}</sup> Then it fell.",
    ],
)
def test_marks_of_notes_behind_punctuation_and_at_the_start(note: str) -> None:
    """Their numbers are no fact; all other numbers are."""
    old, new = (clean(f"<p>{note.format(n, n + 1)}<p>Caps are sold here.", media_type="text/html") for n in (4, 5))
    assert not only(compare(old, new)).substantive


@pytest.mark.parametrize(
    "form", ["<sup>{}</sup>See {}", "<sup>{}</sup> See {}", "<sup><a href='#r'>{}</a></sup> At {}"]
)
@pytest.mark.parametrize("names", [["Smith 2019", "Jones for all of it", "what the ministry said"], ["Smith 2019"]])
def test_a_new_note_above_others_is_all_that_is_new(form: str, names: list[str]) -> None:
    """The numbers that count notes are their markers."""
    old, new = (
        clean(
            "<h1>Notes</h1>" + "".join(f"<p>{form.format(*one)}</p>" for one in enumerate(some, 1)),
            media_type="text/html",
        )
        for some in (names, ["the new one", *names])
    )
    assert [one.type for one in compare(old, new).changes if one.substantive] == ["added"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5 m<sup>2</sup> of it", "5 m<sup>3</sup> of it"),
        ("10<sup>6</sup> cells", "10<sup>7</sup> cells"),
        ("<sup>13</sup>C was seen", "<sup>14</sup>C was seen"),
        ("sold for $12.<sup>99</sup> now", "sold for $12.<sup>89</sup> now"),
        ("(x+1)<sup>2</sup> it is", "(x+1)<sup>3</sup> it is"),
        ("Inbox <sup>3</sup> mails", "Inbox <sup>4</sup> mails"),
        ("<sup>12</sup> euros a day", "<sup>13</sup> euros a day"),
    ],
)
def test_raised_numbers_that_are_facts(one: str, other: str) -> None:
    """Measures, powers, isotopes, cents and counts."""
    old, new = (clean(f"<p>{text}<p>Caps are sold here.", media_type="text/html") for text in (one, other))
    assert only(compare(old, new)).substantive


def test_a_number_that_is_a_link_is_no_note() -> None:
    """It stands for itself."""
    text = '<p>See chapter <a href="#c{0}">{0}</a> for the fees.<p>Caps are sold at the desk.'
    old, new = (clean(text.format(number), media_type="text/html") for number in (1, 2))
    assert only(compare(old, new)).substantive


def _masked(key: int, address: str) -> CleanedPage:
    code = bytes([key, *(key ^ letter for letter in address.encode())]).hex()
    mail = f'<a href="/cdn-cgi/l/email-protection#{code}">[email&#160;protected]</a>'
    return clean(f"<ul><li>Write to {mail} for groups.<li>Call us before noon.</ul>", media_type="text/html")


def test_a_masked_mail_address() -> None:
    """Another mask is noise, another address a fact: it is what a browser shows."""
    noise = compare(_masked(74, "desk@pool.example"), _masked(145, "desk@pool.example"))
    assert (noise.changes, [one.edits[0].kind for one in noise.muted]) == ((), ["tracking"])
    assert only(compare(_masked(74, "desk@pool.example"), _masked(145, "info@pool.example"))).substantive


def test_a_link_names_an_item_whose_words_all_changed() -> None:
    """A link that stands once on each night."""
    before = snapshot([("Barograph draws pressure", ()), ("Other", ())], [(Link("https://b.example/", "B", 0, 1),)])
    after = snapshot([("Weather charts for a wall", ()), ("Other", ())], [(Link("https://b.example/", "W", 0, 1),)])
    assert only(compare(before, after)).type == "changed"


@pytest.mark.parametrize("href", ["#map", "https://example.org/health#map"])
def test_a_link_to_a_place_on_the_page_names_no_item(href: str) -> None:
    """Every page may have "map" or "top" once; what stands beside it is another fact."""
    texts = "Dentist: Anna Weber, room 12", "Pharmacy closed until the spring"
    lists = (f'<ul><li>{text} <a href="{href}">map</a><li>Opening hours: nine to five</ul>' for text in texts)
    nights = [clean(f"<h1>T</h1>{one}", media_type="text/html", url="https://example.org/health") for one in lists]
    assert flags(compare(*nights)) == [("removed", True, f"{texts[0]} map"), ("added", True, f"{texts[1]} map")]


def test_ticked_boxes_are_facts() -> None:
    """The text is the same, the mark is not."""
    old, new = (clean(f"- [{mark}] Paint the boat\n- [ ] Mend the net\n", media_type="text/markdown") for mark in " x")
    change = only(compare(old, new))
    assert change.substantive
    assert [edit.kind for edit in change.edits] == ["mark"]


def test_a_box_that_was_ticked_on_a_rendered_list_is_a_fact() -> None:
    """As GitHub renders its task lists."""
    tasks = "<main><ul><li><input type=checkbox disabled{}> Paint the slide.<li>Order towels.</ul></main>"
    old, new = (clean(tasks.format(state), media_type="text/html") for state in ("", " checked"))
    (edit,) = only(compare(old, new)).edits
    assert (edit.kind, edit.substantive, edit.after.text) == ("mark", True, "[x]")


def test_snapshots_are_as_good_as_pages() -> None:
    """What lies in records.json can be compared."""
    new = page(edited("Courses", 1, "nine", "ten"))
    assert flags(compare(page(LIBRARY).snapshot(), new.snapshot())) == flags(compare(page(LIBRARY), new))


def test_columns_in_another_order_are_layout() -> None:
    """The values stand under the same headers; a value under another header is a fact."""

    def table(*rows: str) -> CleanedPage:
        cells = ("".join(f"<t{'d' if at else 'h'}>{cell}" for cell in row.split()) for at, row in enumerate(rows))
        return clean(f"<table>{''.join(f'<tr>{row}' for row in cells)}</table>", media_type="text/html")

    before = table("Who In Out", "Crew 4 5", "Guests 7 9")
    found = compare(before, table("Who Out In", "Crew 5 4", "Guests 9 7"))
    assert [(one.type, one.substantive, one.edits[0].kind) for one in found.changes] == [
        ("changed", False, "layout")
    ] * 3
    assert only(compare(before, table("Who In Out", "Crew 5 4", "Guests 7 9"))).substantive


def test_invisible_characters_are_no_change_of_a_fact() -> None:
    """Soft hyphens and zero-width spaces, whole pages of them."""
    lines = [item for items in LIBRARY.values() for item in items]
    before = snapshot([(line, ()) for line in lines])
    after = snapshot([(line.replace("tt", "t\u00adt").replace("an", "a\u200bn"), ()) for line in lines])
    assert not any(change.substantive for change in compare(before, after).changes)


def test_in_code_every_character_counts() -> None:
    """Case and punctuation are no facts of a sentence, but of a command."""
    old, new = (clean(f"<pre>tar {way} pier.tar</pre><p>Notes", media_type="text/html") for way in ("-C", "-c"))
    assert only(compare(old, new)).substantive


def test_words_within_an_advertisement_that_went_are_news() -> None:
    """A few words of a long text elsewhere are no reason to be silent."""
    frame = "<main><ul><li>The pier is open all year{}</ul></main><aside><p>{}</aside>"
    old = clean(
        frame.format("", "Boots at half price this week in the shop behind the town hall"), media_type="text/html"
    )
    new = clean(
        frame.format("<li>Boots at half price", "Tide clocks, hand made by the harbour"), media_type="text/html"
    )
    assert only(compare(old, new)).substantive


def test_of_lines_that_are_alike_each_stays_under_its_heading() -> None:
    """Although a new one above them happens to have the same figures."""

    def press(*news: tuple[str, int, int]) -> CleanedPage:
        return page({title: [f"{days} days ago, {views} views"] for title, days, views in news})

    before = press(("New wing opened", 3, 1644), ("Many visitors", 5, 1848))
    found = compare(
        before, press(("Log book bought", 3, 1476), ("New wing opened", 4, 1538), ("Many visitors", 6, 1857))
    )
    assert [(change.type, change.after and change.after.section[-1]) for change in found.changes] == [
        ("added", "Log book bought"),
        ("changed", "New wing opened"),
        ("changed", "Many visitors"),
    ]


def test_a_line_that_is_struck_through_is_a_change() -> None:
    """And so is one that is no longer; beside the same line as it was, it is another fact."""

    def events(first: str) -> CleanedPage:
        body = f"<ul><li>{first}<li>Sail repair in the loft<li>Carols on the quay</ul>"
        return clean(f"<main><h1>Events</h1><p>What happens this winter.</p>{body}</main>", media_type="text/html")

    plain, struck = events("Lantern walk at six"), events("<s>Lantern walk at six</s>")
    for one, other in ((plain, struck), (struck, plain)):
        change = only(compare(one, other))
        assert (change.type, change.substantive, [edit.kind for edit in change.edits]) == ("changed", True, ["mark"])
    both = events("Lantern walk at six<li><s>Lantern walk at six</s>")
    assert [record.marker for record in both.records if "Lantern" in record.text] == [None, "~~"]


ACCENTS = (
    "<h1>Übersicht</h1><h2>Öffnung</h2>"
    "<ul><li>Captain Nørgaard since 2020.<li>Müller opens at 9.<li>Été «bon» – 5 €<li>Tea and cakes</ul>"
    "<h2>Café</h2><table><tr><th>Größe<th>Preis<tr><td>Kür<td>5 €</table>"
)


def sent(html: str, encoding: str = "utf-8") -> CleanedPage:
    """A page that a server says is UTF-8."""
    return clean(html.encode(encoding), media_type="text/html", options=Options(charset="utf-8"))


def test_a_night_in_a_wrong_encoding_is_held() -> None:
    """Its characters say nothing: neither of what they were, nor for the night after."""
    found = compare(sent(ACCENTS), sent(ACCENTS.replace("2020", "2021"), "cp1252"))
    assert found.suspect == "4 of its texts cannot be decoded: does the server name a wrong encoding?"
    assert found.base.records == sent(ACCENTS).records


def test_a_page_that_was_in_a_wrong_encoding_flags_nothing_but_what_changed() -> None:
    """Words, short texts, tables and headings that can be read again are no change; a number is."""
    wrong = sent(ACCENTS, "cp1252")
    found = compare(wrong, sent(ACCENTS))
    assert found.suspect is None
    assert not [one for one in found.changes if one.substantive]
    (change,) = (one for one in compare(wrong, sent(ACCENTS.replace("2020", "2021"))).changes if one.substantive)
    assert [(edit.kind, edit.after.text) for edit in change.edits if edit.substantive] == [("date", "2021")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Бассейн открыт ежедневно", "Бассейн закрыт навсегда\ufffd"),
        ("Der Eintritt kostet 5 €.", "Der Eintritt kostet 5 £\ufffd."),
        ("½ Stunde bis zum Meer", "¼\ufffd Stunde bis zum Meer"),
        ("东京分店周一开放", "北京分店周二关闭\ufffd"),
    ],
)
def test_one_broken_character_hides_no_change(one: str, other: str) -> None:
    """What could be decoded counts."""
    rest = "<li>Музей работает по будням<li>Касса в главном здании<li>Tea and cakes</ul>"
    found = compare(sent(f"<h1>A</h1><ul><li>{one}{rest}"), sent(f"<h1>A</h1><ul><li>{other}{rest}"))
    assert found.suspect is None
    assert [one for one in found.changes if one.substantive]


def test_one_broken_character_makes_no_two_records_one() -> None:
    """Moscow does not become Sochi because of the weather."""
    page = "<h1>Города</h1><ul><li>Москва<li>Рига<li>Минск</ul><p>Погода \ufffd сегодня хорошая.</p>"
    found = compare(sent(page), sent(page.replace("Москва", "Сочи")))
    assert {one.type for one in found.changes} == {"added", "removed"}


@pytest.mark.parametrize("unit", ["20 cm.", "5 km.", "20 sq. m.", "8 ft."])
def test_a_power_behind_a_unit_written_short_is_a_fact(unit: str) -> None:
    """The full stop ends no clause there."""
    old, new = (clean(f"<p>It takes {unit}{power} of cloth.<p>Caps.", media_type="text/html") for power in "²³")
    assert only(compare(old, new)).substantive


@pytest.mark.parametrize(
    ("page", "media_type"),
    [
        ("<ul><li>1. FC Werft<li>{}. Liga<li>Spiele</ul>", "text/html"),
        ("1. FC Werft<br>{}. Liga<br>Spiele", "text/html"),
        ("1. FC Werft\n{}. Liga\nSpiele\n", "text/plain"),
    ],
)
def test_an_ordinal_that_counts_no_more_is_a_fact(page: str, media_type: str) -> None:
    """It looked like the second item of a list."""
    old, new = (clean(page.format(number), media_type=media_type) for number in (2, 3))
    change = only(compare(old, new))
    assert change.substantive
    assert [(edit.kind, edit.before.text, edit.after.text) for edit in change.edits] == [("mark", "2.", "3.")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<ol><li>Ropes<li>Sails</ol>", "<ol><li>Ropes<li hidden>Oars<li>Sails</ol>"),
        ("<p>1. Ropes<p>2. Sails<p>3. Knots", "<p>1. Ropes<p hidden>2. Oars<p>3. Sails<p>4. Knots"),
        ("<p>1. Ropes<p>2. Oars<p>3. Sails", "<p>1. Ropes<p>2. Sails"),
    ],
)
def test_numbers_that_count_on_are_no_fact(old: str, new: str) -> None:
    """An item came that is not shown, or went."""
    found = compare(clean(old, media_type="text/html"), clean(new, media_type="text/html"))
    assert not any(edit.kind == "mark" for change in found.changes for edit in change.edits)


def test_a_number_that_nothing_counts_on_from_is_part_of_a_text() -> None:
    """On the night on which the rest of its list is there, it is a number of the list: on neither is that a fact."""
    alone, both = (
        clean(f"<h1>Shop</h1><p>What there is.{more}<p>2. Oars of ash<p>Come in.", media_type="text/html")
        for more in ("", "<p>1. Ropes and tar")
    )
    for nights, other in (((alone, both), "added"), ((both, alone), "removed")):
        found = compare(*nights)
        assert [one.type for one in found.changes if one.substantive] == [other]
        (change,) = [one for one in found.changes if not one.substantive]
        assert {edit.kind for edit in change.edits} == {"layout"}


def test_another_word_in_one_of_several_copies_is_an_edit_of_that_copy() -> None:
    """Both texts are told, though the others still say the same."""
    notes = ["Keys are at the desk."] * 3
    before, after = (page({"Hall": [*notes, "No fires."], "Yard": [*several]}) for several in (notes, notes))
    edited = page({"Hall": [*notes, "No fires."], "Yard": [*notes[:2], "Keys are not at the desk."]})
    assert compare(before, after).changes == ()
    change = only(compare(before, edited))
    assert (change.type, change.substantive) == ("changed", True)
    assert change.before is not None
    assert change.before.text == notes[0]
