"""Rows of data, and tables that only lay out the page."""

from collections.abc import Callable

import pytest

from scrape_clean.model import Cell, Document
from scrape_clean.parse.html import parse_html

Parse = Callable[..., Document]


def test_rows_know_their_headers(parse: Parse) -> None:
    """From the first row of header cells; empty cells are left out, row headers stay cells."""
    blocks = parse(
        "<table><caption>Fees</caption><tr><th>Course<th>Fee<th>Room</tr>"
        "<tr><th>Dance<td><a href=x>5 €</a><td>1<tr><td>Song<td><td>2</table>"
    ).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("caption", "Fees"),
        ("table_header", "Course | Fee | Room"),
        ("table_row", "Dance | 5 € | 1"),
        ("table_row", "Song | 2"),
    ]
    assert blocks[2].cells == (Cell("Course", "Dance"), Cell("Fee", "5 €"), Cell("Room", "1"))
    assert blocks[3].cells == (Cell("Course", "Song"), Cell("Room", "2"))
    assert (blocks[2].links[0].start, blocks[2].links[0].end) == (8, 11)


def test_roles_make_headers(parse: Parse) -> None:
    """As WAI-ARIA has them, where all cells are `td`."""
    blocks = parse(
        "<table><tr><td role=columnheader>Course<td role=columnheader>Fee</tr><tr><td>Dance<td>5 €</tr></table>"
    ).blocks
    assert [block.kind for block in blocks] == ["table_header", "table_row"]
    assert blocks[1].cells == (Cell("Course", "Dance"), Cell("Fee", "5 €"))


def test_spans_shift_and_join_headers(parse: Parse) -> None:
    """A header over several columns stands before those below it; a cell over several rows moves the next ones."""
    blocks = parse(
        "<table><thead><tr><th rowspan=2>Who<th colspan=2>2020<tr><th>May<th>June</thead>"
        "<tr><td rowspan=2>Ann<td>1<td>2<tr><td>3<td>4</table>"
    ).blocks
    assert blocks[2].cells == (Cell("Who", "Ann"), Cell("2020 / May", "1"), Cell("2020 / June", "2"))
    assert blocks[3].cells == (Cell("2020 / May", "3"), Cell("2020 / June", "4"))


@pytest.mark.parametrize(
    "markup",
    [
        "<table role=presentation><tr><td>a<td>b</table>",
        "<table><tr><td>a<tr><td>b</table>",
        "<table><tr><td><p>a<p>b<td></table>",
        "<table><tr><td><div>a</div><td><table><tr><td>b</table></table>",
        "<table><tr><th>H<td><h2>a</h2>b</table>",
    ],
)
def test_layout_is_no_data(parse: Parse, markup: str) -> None:
    """What stands in the cells is parsed as everywhere else."""
    blocks = parse(markup).blocks
    assert [block.text for block in blocks][-2:] == ["a", "b"]
    assert not {"table_row", "table_header"} & {block.kind for block in blocks}


def test_a_list_in_a_cell_is_a_list(parse: Parse) -> None:
    """Its row is taken apart, the others stay."""
    blocks = parse("<table><tr><th>A<th>B<tr><td>1<td>2<tr><td>3<td><ul><li>4<li>5</ul></table>").blocks
    assert [(block.kind, block.text) for block in blocks[1:]] == [
        ("table_row", "1 | 2"),
        ("paragraph", "3"),
        ("bullet", "4"),
        ("bullet", "5"),
    ]


def test_blocks_in_a_data_cell_part_words(parse: Parse) -> None:
    """Two divs in one cell are two words, not one."""
    assert parse("<table><tr><th>A<td><div>1</div><div>2</div></table>").blocks[0].text == "A | 1 2"


def test_a_cell_of_line_breaks_is_empty(parse: Parse) -> None:
    """As editors leave it behind."""
    document = parse("<table><tr><td>Pier<td><br><br></td><td>9.00</table>")
    assert [block.text for block in document.blocks] == ["Pier | 9.00"]


def test_hidden_cells_leave_the_row(parse: Parse) -> None:
    """Their text stands behind it, and the visible cells move up."""
    blocks = parse("<table><tr><th>A<th>B<tr><td hidden>x<td>1<td>2 <i hidden>y</i></table>").blocks
    assert blocks[1].cells == (Cell("A", "1"), Cell("B", "2"))
    assert [(block.text, block.hidden) for block in blocks[2:]] == [("x", "hidden"), ("y", "hidden")]


def test_a_text_too_long_is_no_header() -> None:
    """It would be repeated in every row."""
    assert parse_html(f"<table><tr><th>{'a' * 300}<th>b<tr><td>1<td>2</table>").blocks[1].cells[0].header == ""


def test_rows_are_planned_table_by_table(parse: Parse) -> None:
    """What a row is depends on its own table: inside another one, in a template, before and after."""
    kinds = [
        block.kind
        for block in parse(
            "<table><tr><th>A<th>B<tr><td>1<td>2</table><p>between</p>"
            "<table><tr><td><h2>Layout</h2><td><table><tr><th>C<th>D<tr><td>3<td>4</table></table>"
            "<table></table><table><tr><td>5<td>6</table>"
        ).blocks
    ]
    data = ["table_header", "table_row"]
    assert kinds == [*data, "paragraph", "heading", *data, "table_row"]


def test_a_table_in_a_link_keeps_the_link(parse: Parse) -> None:
    """Cells with nothing but a text in them included."""
    (row,) = parse("<a href=/fees><table><tr><td>Dance<td>5 <b>€</b></table></a>").blocks
    assert [(link.href, link.text) for link in row.links] == [("/fees", "Dance"), ("/fees", "5 €")]


def test_a_row_without_headers_keeps_its_columns(parse: Parse) -> None:
    """An empty cell before another one is told, so that a value has a place; below headers these tell it."""
    rows = parse("<table><tr><td>Hall<td><td>x<td></tr></table>").blocks
    assert [[cell.text for cell in row.cells] for row in rows] == [["Hall", "", "x"]]
    assert [row.text for row in rows] == ["Hall | x"]
    (_, row) = parse("<table><tr><th>Room<th>Mon<th>Tue</tr><tr><td>Hall<td><td>x</tr></table>").blocks
    assert [cell.text for cell in row.cells] == ["Hall", "x"]
