"""The same facts in other elements: rows that became definitions, cards, lists, lines, and back."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrape_clean import CleanedPage, Options, clean, compare
from scrape_clean.compare import Change, Comparison
from scrape_clean.compare.pairing.regroup import MOST_PLACES

Rows = Sequence[tuple[str, str]]
HOURS: Rows = (
    ("Monday", "9-17"),
    ("Tuesday", "9-17"),
    ("Wednesday", "10-18"),
    ("Thursday", "9-17"),
    ("Friday", "9-13"),
    ("Saturday", "closed"),
)
STAFF = (("Dr Anna Weber", "12", "+49 30 123 45 67"), ("Bert Long", "14", "+49 30 123 45 68"))


def each(form: str, around: str = "{}") -> Callable[[Sequence[Sequence[str]]], str]:
    """A design: every row in some form, and all of them in an element."""
    return lambda rows: around.format("".join(form.format(*row) for row in rows))


DESIGNS = {
    "table": each("<tr><td>{}</td><td>{}</td></tr>", "<table>{}</table>"),
    "row headers": each("<tr><th>{}</th><td>{}</td></tr>", "<table>{}</table>"),
    "definitions": each("<dt>{}</dt><dd>{}</dd>", "<dl>{}</dl>"),
    "list": each("<li>{}: {}</li>", "<ul>{}</ul>"),
    "nested": each("<li>{}<ul><li>{}</li></ul></li>", "<ul>{}</ul>"),
    "divs": each("<div class=row><div>{}</div><div>{}</div></div>", "<div>{}</div>"),
    "spans": each("<div><span>{}</span> <span>{}</span></div>", "<div>{}</div>"),
    "lines": each("{}: {}<br>", "<p>{}</p>"),
    "cards": each("<section><h3>{}</h3><p>{}</p></section>"),
}
PEOPLE = {
    "table": each(
        "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
        "<table><tr><th>Name</th><th>Room</th><th>Phone</th></tr>{}</table>",
    ),
    "labelled cards": each("<div><h3>{}</h3><p>Room: {}</p><p>Phone: {}</p></div>"),
    "definitions": each("<div><h3>{}</h3><dl><dt>Room</dt><dd>{}</dd><dt>Phone</dt><dd>{}</dd></dl></div>"),
    "list": each("<li>{}, Room: {}, Phone: {}</li>", "<ul>{}</ul>"),
}


def page(body: str, before: CleanedPage | None = None) -> CleanedPage:
    """A page with something between a paragraph and a list, as the job cleans it on the night after another one."""
    html = (
        "<html lang=en><title>Visit</title><body><main><h1>Visit</h1><p>The museum stands at the harbour and can be "
        f"reached by tram in ten minutes.</p>{body}<h2>Tickets</h2><ul><li>Adults pay 8 euros at the desk</li>"
        "<li>Children under six go in free</li></ul></main></body></html>"
    )
    return clean(html, media_type="text/html", options=Options(before=before))


def night(before: str, after: str) -> Comparison:
    """Two nights of a page."""
    old = page(before)
    return compare(old, page(after, old))


def told(found: Comparison) -> list[Change]:
    """What is flagged."""
    assert found.suspect is None
    return [one for one in found.changes if one.substantive]


@pytest.mark.parametrize("after", DESIGNS)
@pytest.mark.parametrize("before", DESIGNS)
def test_another_design_flags_nothing_but_what_was_edited(before: str, after: str) -> None:
    """All facts are the same ones; then one value is another one; then two days have each other's."""
    old = DESIGNS[before](HOURS)
    assert told(night(old, DESIGNS[after](HOURS))) == []
    edited = [*HOURS[:2], ("Wednesday", "10-19"), *HOURS[3:]]
    (change,) = told(night(old, DESIGNS[after](edited)))
    assert change.type == "changed"
    assert [(edit.kind, edit.before.text, edit.after.text) for edit in change.edits if edit.substantive] == [
        ("number", "18", "19")
    ]
    swapped = [*HOURS[:4], ("Friday", "closed"), ("Saturday", "9-13")]
    assert told(night(old, DESIGNS[after](swapped)))


@pytest.mark.parametrize("after", PEOPLE)
@pytest.mark.parametrize("before", PEOPLE)
def test_the_headers_of_a_table_become_labels(before: str, after: str) -> None:
    """Each stood once above its column, and stands now before each value."""
    assert told(night(PEOPLE[before](STAFF), PEOPLE[after](STAFF))) == []
    edited = [STAFF[0], (STAFF[1][0], "15", STAFF[1][2])]
    assert told(night(PEOPLE[before](STAFF), PEOPLE[after](edited)))


CREW = (
    ("Ada Brook", "Keeper", "60 1201", "Room 12"),
    ("Tom Rill", "Master", "60 1202", "Room 3"),
    ("Mia Ness", "Events", "60 1203", "Room 7"),
    ("Jan Holm", "Press", "60 1204", "Room 9"),
)
CREW_TABLE = each(
    "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
    "<table><tr><th>Name</th><th>Role</th><th>Phone</th><th>Room</th></tr>{}</table>",
)
CREW_CARDS = {
    "none": "<h3>{}</h3><p>{}</p><p>{}</p><p>{}</p>",
    "one": "<h3>{}</h3><p>{}</p><p>Phone: {}</p><p>{}</p>",
    "two": "<h3>{}</h3><p>Role: {}</p><p>Phone: {}</p><p>{}</p>",
    "term": "<h3>{}</h3><p>{}</p><dl><dt>Phone</dt><dd>{}</dd></dl><p>{}</p>",
}


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (2, 3, 0, 1)])
@pytest.mark.parametrize("card", CREW_CARDS)
def test_labels_may_stand_before_some_of_the_cells(card: str, order: Sequence[int]) -> None:
    """Rows are told as what they are, an edited one among them, although others come first; and their header went."""
    edited = [(*row[:3], "Room 10") if row[0] == "Jan Holm" else row for row in (CREW[at] for at in order)]
    changes = told(night(CREW_TABLE(CREW), each(CREW_CARDS[card])(edited)))
    assert sorted((one.type, one.after.text if one.after else "header") for one in changes) == [
        ("changed", "Room 10"),
        ("removed", "header"),
    ]


def test_a_label_stands_before_its_own_cell() -> None:
    """Two numbers whose labels changed places are two other facts."""
    table = "<table><tr><th>Name</th><th>Phone</th><th>Fax</th></tr>{}</table>"
    rows = [(name, phone, f"70 {at}") for at, (name, _, phone, _) in enumerate(CREW)]
    old = each("<tr><td>{}</td><td>{}</td><td>{}</td></tr>", table)(rows)
    assert told(night(old, each("<h3>{}</h3><p>Phone: {}</p><p>Fax: {}</p>")(rows))) == []
    assert len(told(night(old, each("<h3>{}</h3><p>Fax: {}</p><p>Phone: {}</p>")(rows)))) > len(rows)


def test_an_id_goes_on_in_one_of_the_lines() -> None:
    """The others name the record that they were a part of."""
    old = page(DESIGNS["table"](HOURS))
    new = compare(old, page(DESIGNS["definitions"](HOURS), old))
    rows = {record.id for record in old.records if record.kind == "table_row"}
    assert rows == {record.id for record in new.base.records if record.kind == "definition"}
    assert {one.ancestors[0] for one in new.changes if one.type == "added"} == rows
    assert {edit.kind for one in new.changes for edit in one.edits} == {"layout"}


def test_a_value_that_was_replaced_altogether_is_one_change() -> None:
    """The term beside it, which became the row's first cell, is not told by itself."""
    edited = [*HOURS[:4], ("Friday", "closed"), HOURS[5]]
    (change,) = told(night(DESIGNS["definitions"](HOURS), DESIGNS["table"](edited)))
    assert change.before is not None
    assert change.after is not None
    assert (change.before.text, change.after.text) == ("9-13", "Friday | closed")


def test_a_struck_line_is_no_part_of_a_row_that_stands() -> None:
    """All words are the same, but one of them is cancelled."""
    crossed = DESIGNS["definitions"](HOURS).replace("<dd>10-18</dd>", "<dd><s>10-18</s></dd>")
    assert told(night(DESIGNS["table"](HOURS), crossed))


def test_code_is_not_put_together() -> None:
    """Every character of it counts, line ends too."""
    lines = "".join(f"<li>run step {number}" for number in (1, 2, 3))
    assert told(night("<pre>run step 1\nrun step 2\nrun step 3</pre>", f"<ul>{lines}</ul>"))


def test_a_short_row_of_another_section_is_another_fact() -> None:
    """What the café's row says is not what the museum's said."""
    old, new = DESIGNS["table"]([("Monday", "9-17")]), DESIGNS["definitions"]([("Monday", "9-17")])
    rest = "<p>It shows boats of all times.</p>"
    both = "<h2>Museum</h2>{}" + rest + "<h2>Café</h2><p>Soup and cake are served.</p>{}"
    assert told(night(both.format(old, ""), both.format("", new)))
    assert told(night(both.format(old, ""), both.format(new, ""))) == []


def test_rows_of_the_same_words_go_on_where_each_of_them_stood() -> None:
    """However many there are, and in whatever order their sections stand."""
    rooms = [f"Room {number}" for number in range(MOST_PLACES + 6)]
    old, new = (
        page("".join(f"<h2>{room}</h2>{DESIGNS[form]([('Monday', 'closed')])}" for room in order))
        for form, order in (("table", rooms), ("definitions", rooms[::-1]))
    )
    found = compare(old, new)
    assert told(found) == []
    stood = {record.id: record.section for record in old.records if record.kind == "table_row"}
    goes_on = {record.id: record.section for record in found.base.records if record.id in stood}
    assert goes_on == stood
    assert len(stood) == len(rooms)


WORDS = st.sampled_from(["one", "two", "three", "four", "five", "12", "14", "9", "Room", "free"])
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
ROWS = st.lists(st.tuples(TEXTS, TEXTS), min_size=2, max_size=6, unique_by=lambda row: row[0])


@given(ROWS, st.sampled_from(sorted(DESIGNS)), st.sampled_from(sorted(DESIGNS)), st.data())
def test_no_value_is_lost_in_another_design(rows: Rows, before: str, after: str, data: st.DataObject) -> None:
    """Whatever the words: what a row says now and no row said is told, in each design."""
    at = data.draw(st.integers(0, len(rows) - 1))
    edited = [*rows[:at], (rows[at][0], f"{rows[at][1]} 777"), *rows[at + 1 :]]
    changes = told(night(DESIGNS[before](rows), DESIGNS[after](edited)))
    assert any("777" in one.after.text for one in changes if one.after)


def test_a_record_beside_another_is_no_part_of_it() -> None:
    """Though a line elsewhere was joined to the one above it, and both were edited."""
    page = (
        "# Changes\n\n## Version 5\n\n- These calls now return a text instead of bytes:{0}Boat name\n"
        "- A line for company.\n\n"
        "## Version 2\n\n- #81: the pump in the west basin did not stop on its own.\n"
        "- #102{1}: orphaned handles obtained by opening a berth were left behind every time a guest came.\n"
        "- #111{2}: {3}\n- #120: the crane is heard all over the yard again.\n"
    )
    shorter, longer = (
        f"{one}name and length of a boat are cut or wrong on {other}"
        for one, other in (("", "old screens."), ("the ", "screens of old phones."))
    )
    nights = [
        clean(page.format(*each), media_type="text/markdown")
        for each in (("\n  - ", "", "", shorter), (" ", ", Windows", ", Linux", longer))
    ]
    told = {one.before.text[:4]: one.after.text[:4] for one in compare(*nights).changes if one.before and one.after}
    assert told == {"Thes": "Thes", "#102": "#102", "#111": "#111"}
