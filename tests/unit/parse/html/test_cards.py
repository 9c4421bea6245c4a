"""List items of several lines: one bullet each."""

from collections.abc import Callable

import pytest

from scrape_clean.model import Cell, Document
from scrape_clean.parse.html import parse_html
from scrape_clean.parse.selectors import Reader, Selectors

Parse = Callable[..., Document]

PERSON = "<li class=card><p>Harbour master</p><a href=/a><h4>Ada Lind</h4></a><p>Room <b>12</b></p></li>"


def kinds_of(page: Document) -> list[tuple[str, str]]:
    """What the blocks are, and what they say."""
    return [(block.kind, block.text) for block in page.blocks]


def test_the_lines_of_an_item_are_its_cells(parse: Parse) -> None:
    """The bullet has the item's place, depth and number; the link lies where its words do."""
    block = parse(f"<ol start=7>{PERSON}</ol>").blocks[0]
    assert (block.kind, block.text) == ("bullet", "Harbour master | Ada Lind | Room 12")
    assert block.cells == (Cell("", "Harbour master"), Cell("", "Ada Lind"), Cell("", "Room 12"))
    assert (block.marker, block.depth, block.level, block.path) == ("7.", 1, 0, "/html/body/ol[1]/li[1]")
    (link,) = block.links
    assert block.text[link.start : link.end] == link.text == "Ada Lind"


def test_equal_lines_of_two_items_do_not_make_one(parse: Parse) -> None:
    """Two people with one title are two bullets, each with the title."""
    page = parse(f"<ul>{PERSON}{PERSON.replace('Ada Lind', 'Bo Ek')}</ul>")
    assert [block.text for block in page.blocks] == [
        "Harbour master | Ada Lind | Room 12",
        "Harbour master | Bo Ek | Room 12",
    ]


@pytest.mark.parametrize(
    ("item", "blocks"),
    [
        ("<h3>a</h3><p>b</p><p>c</p>", [("heading", "a"), ("bullet", "b"), ("paragraph", "c")]),
        (
            "<p>a</p><h3>b</h3><p>c</p><h3>d</h3>",
            [("bullet", "a"), ("heading", "b"), ("paragraph", "c"), ("heading", "d")],
        ),
        ("<p>a</p><p>b</p><ul><li>c</ul>", [("bullet", "a"), ("paragraph", "b"), ("bullet", "c")]),
        ("<p>a</p><pre>b</pre>", [("bullet", "a"), ("preformatted", "b")]),
        (
            "a<table><tr><th>b<th>c<tr><td>d<td>e</table>",
            [("bullet", "a"), ("table_header", "b | c"), ("table_row", "d | e")],
        ),
        ("a<blockquote>b</blockquote>", [("bullet", "a"), ("quote", "b")]),
        ("<p>Boats may not anchor here.<p>b", [("bullet", "Boats may not anchor here."), ("paragraph", "b")]),
        ("<p>a<p>1. b<p>2. c", [("bullet", "a"), ("paragraph", "1. b"), ("paragraph", "2. c")]),
        ("<p>停泊禁止。<p>b", [("bullet", "停泊禁止。"), ("paragraph", "b")]),
        ("<p>a" * 11, [("bullet", "a"), *[("paragraph", "a")] * 10]),
    ],
)
def test_other_items_stay_in_parts(parse: Parse, item: str, blocks: list[tuple[str, str]]) -> None:
    """With a heading or a sentence above the rest, or with more in it than lines, it is a small page of its own."""
    assert kinds_of(parse(f"<ul><li>{item}</ul>")) == blocks


@pytest.mark.parametrize(
    ("item", "blocks"),
    [
        ("<p>a<h3>b</h3>", [("bullet", "a | b")]),
        ("<p>Lind Harbour Ltd.<p>b", [("bullet", "Lind Harbour Ltd. | b")]),
        ("<p>Quay<p>Boats may not anchor here.", [("bullet", "Quay | Boats may not anchor here.")]),
        ("<p>a<p>b" * 5, [("bullet", " | ".join(["a", "b"] * 5))]),
        ("<figure><img><figcaption>a</figcaption></figure><p>b", [("bullet", "a | b")]),
        ("<p>a<button>b</button><p>c", [("bullet", "a | c"), ("control", "b")]),
        ("<p hidden>a</p><p>b<p>c", [("bullet", "b | c"), ("paragraph", "a")]),
        ("<div hidden><p>a<p>b</div>", [("bullet", "a | b")]),
    ],
)
def test_what_is_a_line(parse: Parse, item: str, blocks: list[tuple[str, str]]) -> None:
    """Hidden text and controls are none; they come after the bullet that they interrupt."""
    assert kinds_of(parse(f"<ul><li>{item}</ul>")) == blocks


@pytest.mark.parametrize(
    ("item", "marker", "text"),
    [
        ("<p>2.<p>a", "2.", "a"),
        ("<p>(b)<h3>a</h3><p>b", "(b)", "a | b"),
        ("<p>•<p>a", "•", "a"),
        ("<p>2<p>a", "2", "a"),
        ("<p>3<p>a", None, "3 | a"),
        ("<p>Step 2:<p>a", None, "Step 2: | a"),
        ("<p><a href=x>2.</a><p>a", None, "2. | a"),
        ("<p>• b<p>a", "•", "b | a"),
    ],
)
def test_a_line_that_only_counts_is_the_marker(parse: Parse, item: str, marker: str | None, text: str) -> None:
    """Another item before it makes it another number, not another bullet; of digits alone the place has to agree."""
    block = parse(f"<ul><li>x<li>{item}</ul>").blocks[1]
    assert (block.marker, block.text) == (marker, text)
    assert [cell.text for cell in block.cells] == (text.split(" | ") if " | " in text else [])


def test_blocks_tile_the_text_in_any_case(parse: Parse) -> None:
    """With hidden text between the lines, too; the text around keeps its place."""
    page = parse("<p>x<ul><li><p>a<p hidden>b</p><p>c<button>d</button><li>e</ul><p>f")
    assert "".join(page.text[block.start : block.end] for block in page.blocks) == page.text == "x\na\nc\nb\nd\ne\nf\n"


def test_an_item_inside_an_item(parse: Parse) -> None:
    """The inner one is a bullet of its own, the outer one stays in parts."""
    inner = "<ul><li><p>b<p>c</ul>"
    assert kinds_of(parse(f"<ul><li>a{inner}</ul>")) == [("bullet", "a"), ("bullet", "b | c")]


@pytest.mark.parametrize("reader", ["lexbor", "soup"])
def test_what_a_user_drops_is_no_line(reader: Reader) -> None:
    """A part that is kept for its own sake is a block of its own, and so is what stands beside it."""
    markup = "<ul><li><p>a<p class=ad>b</p><p>c</ul>"
    dropped, kept = (
        parse_html(markup, reader=reader, selectors=chosen)
        for chosen in (Selectors(drop=(".ad",)), Selectors((".ad",)))
    )
    assert [(block.text, block.chosen) for block in dropped.blocks] == [("a | c", None), ("b", "drop:.ad")]
    assert [(block.text, block.chosen) for block in kept.blocks] == [("a", None), ("b", "keep:.ad"), ("c", None)]
