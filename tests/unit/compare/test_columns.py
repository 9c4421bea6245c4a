"""Values that came to stand in another column of their table, though their row reads the same."""

from collections.abc import Callable, Sequence

import pytest

from scrape_clean import Comparison, Options, clean, compare
from scrape_clean.views.pieces import notes

Table = Sequence[Sequence[str]]

FEES: Table = (
    ("Boat", "Members", "Guests"),
    ("Kayak", "8.00", ""),
    ("Rowing boat", "10.00", "14.00"),
    ("Dinghy", "7.00", "7.00"),
)
TICKED: Table = (("Feature", "Free", "Pro"), ("Export", "\u25cf", ""), ("Import", "\u25cf", "\u25cf"), ("Chat", "", ""))
BEFORE, BEHIND = "Boats can be hired by the hour, from May to September.", "Groups write to the harbour office."


def html(rows: Table, header: str = "th") -> str:
    """A table between two paragraphs."""
    lines = [
        f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in row)}</tr>"
        for row, tag in zip(rows, (header, *("td" for _ in rows[1:])), strict=True)
    ]
    return f"<h1>Fees</h1><p>{BEFORE}</p><table>{''.join(lines)}</table><p>{BEHIND}</p>"


def grouped(rows: Table, spanned: str = "colspan=2") -> str:
    """The same with a header above two others."""
    return html(rows).replace("<tr>", f"<tr><th></th><th>Spring</th><th {spanned}>Autumn</th></tr><tr>", 1)


def markdown(rows: Table) -> str:
    """A table in Markdown."""
    lines = [f"| {' | '.join(row)} |" for row in (rows[0], ["---"] * len(rows[0]), *rows[1:])]
    return "\n".join(("# Fees", "", BEFORE, "", *lines, "", BEHIND, ""))


def pipes(rows: Table) -> str:
    """A table in plain text."""
    lines = [f"| {' | '.join(row)} |" for row in (rows[0], ["-----"] * len(rows[0]), *rows[1:])]
    return "\n".join(("Fees", "", *lines, "", BEHIND, ""))


def tabs(rows: Table) -> str:
    """The same with tabs between the cells."""
    return "\n".join(("Fees", "", *("\t".join(row) for row in rows), "", BEHIND, ""))


WRITTEN = ((html, "text/html"), (markdown, "text/markdown"), (pipes, "text/plain"), (tabs, "text/plain"))
everywhere = pytest.mark.parametrize(("write", "media_type"), WRITTEN, ids=["html", "markdown", "pipes", "tabs"])


def night(old: str, new: str, media_type: str = "text/html") -> Comparison:
    """One night after the other, as the job cleans them."""
    before = clean(old, media_type=media_type)
    found = compare(before, clean(new, media_type=media_type, options=Options(before=before)))
    assert found.suspect is None
    return found


def alarms(found: Comparison) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The text of each change that is flagged, and its edits."""
    return [
        (
            (change.after or change.before).text,  # type: ignore[union-attr]
            [(edit.kind, edit.before.text, edit.after.text) for edit in change.edits if edit.substantive],
        )
        for change in found.changes
        if change.substantive
    ]


def with_row(at: int, *row: str, table: Table = FEES) -> Table:
    """The table with another row."""
    return (*table[:at], row, *table[at + 1 :])


def in_order(table: Table, *columns: int) -> Table:
    """The table with its columns in another order."""
    return [[row[column] for column in columns] for row in table]


@everywhere
def test_a_value_in_another_column_is_a_fact(write: Callable[[Table], str], media_type: str) -> None:
    """Told of its row, with the header that it had and the one that it has."""
    old, new = write(FEES), write(with_row(1, "Kayak", "", "8.00"))
    assert alarms(night(old, new, media_type)) == [("Kayak | 8.00", [("heading", "Members: 8.00", "Guests: 8.00")])]
    assert alarms(night(new, old, media_type)) == [("Kayak | 8.00", [("heading", "Guests: 8.00", "Members: 8.00")])]


def test_it_is_told_with_its_place_and_in_words() -> None:
    """The place is that of the value in its row."""
    (change,) = night(html(FEES), html(with_row(1, "Kayak", "", "8.00"))).changes
    assert change.after
    (edit,) = change.edits
    assert change.after.text[edit.after.start : edit.after.end] == "8.00"
    assert notes(change) == ("heading Members: 8.00 \u2192 Guests: 8.00",)


def test_snapshots_tell_it_too() -> None:
    """They hold the cells."""
    old, new = (clean(html(rows), media_type="text/html") for rows in (FEES, with_row(1, "Kayak", "", "8.00")))
    assert len(alarms(compare(old.snapshot(), new.snapshot()))) == 1


@pytest.mark.parametrize(("old", "new"), [(("\u25cf", ""), ("", "\u25cf")), (("\u25cf", "-"), ("-", "\u25cf"))])
def test_a_dot_is_a_value_and_a_dash_is_none(old: tuple[str, str], new: tuple[str, str]) -> None:
    """In a matrix of what is in which plan."""
    pages = [html(with_row(1, "Export", *cells, table=TICKED)) for cells in (old, new)]
    assert [edits for _, edits in alarms(night(*pages))] == [[("heading", "Free: \u25cf", "Pro: \u25cf")]]
    dashes = [html(with_row(3, "Chat", *cells, table=TICKED)) for cells in (("-", ""), ("", "-"))]
    assert night(*dashes).changes == ()


@everywhere
def test_headers_that_changed_places_are_told_once(write: Callable[[Table], str], media_type: str) -> None:
    """Above values that stayed; a row that stayed where the others followed is told itself."""
    swapped = with_row(0, "Boat", "Guests", "Members")
    ((text, edits),) = alarms(night(write(FEES), write(swapped), media_type))
    assert text == "Boat | Guests | Members"
    assert edits
    followed = night(write(FEES), write(in_order(FEES, 0, 2, 1)), media_type)
    assert {edit.kind for change in followed.changes for edit in change.edits} == {"layout"}
    forgotten = with_row(2, *FEES[2], table=in_order(FEES, 0, 2, 1))
    both = [("heading", "Members: 10.00", "Guests: 10.00"), ("heading", "Guests: 14.00", "Members: 14.00")]
    assert alarms(night(write(FEES), write(forgotten), media_type)) == [("Rowing boat | 10.00 | 14.00", both)]


@everywhere
@pytest.mark.parametrize(
    ("header", "changes"),
    [
        (("Boat", "Club", "Guests"), 1),  # renamed
        (("Boat", "Guests", "Groups"), 1),  # one took the name of another one
        (("Boat", "Members \u25b2", "Guests"), 0),  # sorted by
        (("Boat", "MEMBERS", "Guests"), 0),
    ],
)
def test_another_name_of_a_column_is_told_at_its_header(
    write: Callable[[Table], str], media_type: str, header: tuple[str, ...], changes: int
) -> None:
    """And not of each row again."""
    old, new = write(FEES), write(with_row(0, *header))
    for pages in ((old, new), (new, old)):
        found = night(*pages, media_type)
        assert len(alarms(found)) == changes
        assert all(change.after and change.after.kind == "table_header" for change in found.changes)


@pytest.mark.parametrize("column", [0, 1, 3])
def test_an_empty_column_moves_nothing(column: int) -> None:
    """Wherever it came, or went."""
    wider = [[*row[:column], "", *row[column:]] for row in FEES]
    for write, media_type in WRITTEN[:2]:
        assert night(write(FEES), write(wider), media_type).changes == ()
        assert night(write(wider), write(FEES), media_type).changes == ()


def test_what_is_no_header_on_one_of_the_nights_moves_nothing() -> None:
    """Cells that are no header cells; a second header row; a header that reaches over fewer columns than before."""
    seasons = in_order([(*row, last) for row, last in zip(FEES, ("Pupils", "", "5.00", ""), strict=True)], 0, 1, 2, 3)
    for one, other in (
        (html(FEES), html(FEES, "td")),
        (grouped(seasons), grouped(seasons, "")),
        (grouped(seasons), grouped(seasons).replace("colspan=2", "colspan=3")),
    ):
        assert night(one, other).changes == ()
        assert night(other, one).changes == ()
    assert [text for text, _ in alarms(night(grouped(FEES), html(FEES)))] == ["Spring | Autumn"]
    moved = with_row(1, "Kayak", "", "8.00")
    edits = [("heading", "Spring / Members: 8.00", "Autumn / Guests: 8.00")]
    assert alarms(night(grouped(FEES), grouped(moved))) == [("Kayak | 8.00", edits)]


def test_rows_of_one_text_are_told_apart_by_their_columns() -> None:
    """Which of the two went; in another order, none did."""
    roles = (("Person", "Speaker", "Chair"), ("Ada", "x", ""), ("Ada", "", "x"), ("Tom", "x", "x"))
    one, other = roles[1], roles[2]
    for gone, header in ((one, "Speaker"), (other, "Chair")):
        (change,) = night(html(roles), html([row for row in roles if row is not gone])).changes
        assert (change.type, change.before and change.before.cells[1].header) == ("removed", header)
    assert alarms(night(html(roles), html((roles[0], other, one, roles[3])))) == []


def test_what_is_ignored_may_move() -> None:
    """Only what is left of a row counts."""
    old, new = (clean(html(rows), media_type="text/html") for rows in (FEES, with_row(1, "Kayak", "", "8.00")))
    assert compare(old, new, ignore=[r"8\.00"]).changes == ()


UNHEADED: Table = (("Room", "", "Mon", "Tue"), ("Hall", "", "x", ""), ("Gym", "", "", "x"), ("Pool", "", "x", "x"))


def test_a_value_in_another_column_without_headers() -> None:
    """It is told with what stands on top of its column, or else with the number of that."""
    moved = with_row(1, "Hall", "", "", "x", table=UNHEADED)
    assert alarms(night(html(UNHEADED, "td"), html(moved, "td"))) == [("Hall | x", [("heading", "Mon: x", "Tue: x")])]
    bare, turned = UNHEADED[1:], with_row(1, "Gym", "", "x", table=UNHEADED[1:])
    assert alarms(night(html(bare, "td"), html(turned, "td"))) == [
        ("Gym | x", [("heading", "column 4: x", "column 3: x")])
    ]


@pytest.mark.parametrize("column", [0, 1, 2, 4])
def test_an_empty_column_moves_nothing_without_headers(column: int) -> None:
    """As one for a picture does not, whether it came or went."""
    other = [(*row[:column], "", *row[column:]) for row in UNHEADED]
    for old, new in ((UNHEADED, other), (other, UNHEADED)):
        assert not night(html(old, "td"), html(new, "td")).changes


def test_nothing_is_told_where_no_row_stayed_as_far_to_the_right() -> None:
    """What stands there alone moved with its column."""
    rows = (("Hall", "x", ""), ("Gym", "x", ""))
    assert not night(html(rows, "td"), html([("Hall", "", "x"), ("Gym", "", "x")], "td")).changes
