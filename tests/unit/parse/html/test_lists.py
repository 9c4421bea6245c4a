"""List items: depth, ordinals, and what else stands in them."""

from collections.abc import Callable

import pytest

from scrape_clean.model import Document
from scrape_clean.parse.html.lists import ordinal

Parse = Callable[..., Document]


def test_nested_lists_keep_each_text_once(parse: Parse) -> None:
    """Text before and after an inner list belongs to the outer item, the second part as a paragraph."""
    blocks = parse("<ul><li><p>a</p><p>b</p><ol><li>c</ol>d<li>e<ul><li>f<menu><li>g</ul></ul>").blocks
    assert [(block.kind, block.depth, block.text) for block in blocks] == [
        ("bullet", 1, "a"),
        ("paragraph", 1, "b"),
        ("bullet", 2, "c"),
        ("paragraph", 1, "d"),
        ("bullet", 1, "e"),
        ("bullet", 2, "f"),
        ("bullet", 3, "g"),
    ]


@pytest.mark.parametrize(
    ("markup", "markers"),
    [
        ("<ul><li>a<li>b</ul>", [None, None]),
        ("<ol><li>a<li>b</ol>", ["1.", "2."]),
        ("<ol start=3 type=a><li>a<li value=7>b<li>c</ol>", ["c.", "g.", "h."]),
        ("<ol reversed type=I><li>a<li>b<li>c</ol>", ["III.", "II.", "I."]),
        ("<ol reversed start=9><li>a<li>b</ol>", ["9.", "8."]),
        ("<ol start=-1><li>a<li>b<li type=i>c</ol>", ["-1.", "0.", "i."]),
        ("<ol start=99999999999999><li value=x>a</ol>", ["1."]),
        ("<ol style='list-style: upper-roman'><li>a<ol><li>b</ol><li>c</ol>", ["I.", "1.", "II."]),
        ("<ol style='list-style-type: \"– \"'><li>a<li style='list-style-type: \"\"'>b</ol>", ["–", None]),
        (
            r"""<ol><li>a<li style="color: red; list-style-type:'[\31 \'\d800]'">b<li>c</ol>""",
            ["1.", "[1'\ufffd]", "3."],
        ),
        ("<li>a", [None]),
    ],
)
def test_ordinals_are_those_a_browser_shows(parse: Parse, markup: str, markers: list[str | None]) -> None:
    """By start, value, type, reversed and the style attribute."""
    assert [block.marker for block in parse(markup).blocks] == markers


@pytest.mark.parametrize(
    ("markup", "markers"),
    [
        ("<li><input type=checkbox disabled checked> a<li><input type=Checkbox disabled=''> b", ["[x]", "[ ]"]),
        ("<li><p><input type=checkbox checked disabled> a</p><p>b</p>", ["[x]"]),
        ("<ol><li><span><input type=checkbox disabled>a</span></ol>", ["[ ]"]),
        ("<li><input type=checkbox checked> a", [None]),
        ("<li><input type=radio disabled checked> a", [None]),
        ("<li>a <input type=checkbox disabled checked> b", [None]),
        ("<p><input type=checkbox disabled checked> a", [None]),
    ],
)
def test_a_box_that_readers_cannot_tick_is_the_marker_of_its_item(
    parse: Parse, markup: str, markers: list[str | None]
) -> None:
    """As task lists are rendered; a box of a form is none, nor is one within a text."""
    blocks = [block for block in parse(markup).blocks if block.text]
    assert [block.marker for block in blocks] == markers
    assert "".join(block.text for block in blocks).replace(" | ", "").replace(" ", "") in ("a", "ab")


@pytest.mark.parametrize(
    ("number", "kind", "written"),
    [
        (26, "a", "z"),
        (27, "A", "AA"),
        (703, "a", "aaa"),
        (4, "i", "iv"),
        (3999, "I", "MMMCMXCIX"),
        (4000, "i", "4000"),
        (0, "a", "0"),
        (5, "", "5"),
    ],
)
def test_ordinal(number: int, kind: str, written: str) -> None:
    """Letters go on after z, and what a kind cannot write is written in digits."""
    assert ordinal(number, kind) == written


def test_a_typed_marker_is_taken_off(parse: Parse) -> None:
    """With the part of a link that stood in it."""
    block = parse("<ul><li><a href=x>• a b</a></ul>").blocks[0]
    assert (block.marker, block.text, block.links[0].start, block.links[0].end) == ("•", "a b", 0, 3)


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<li><h3>a</h3>", [("bullet", "a")]),
        ("<li><h3>a</h3><button>b</button>", [("bullet", "a"), ("control", "b")]),
        ("<li><h3>a</h3><p>b</p><p>c</p>", [("heading", "a"), ("bullet", "b"), ("paragraph", "c")]),
        ("<li><h3>a</h3><ul><li>b</ul>", [("heading", "a"), ("bullet", "b")]),
        ("<li><h3>a</h3><h4>b</h4>", [("heading", "a"), ("heading", "b")]),
    ],
)
def test_a_heading_alone_in_an_item_is_the_item(parse: Parse, markup: str, blocks: list[tuple[str, str]]) -> None:
    """With other text after it, it is a heading."""
    assert [(block.kind, block.text) for block in parse(f"<ul>{markup}</ul>").blocks] == blocks


def test_definition_lists_have_depth(parse: Parse) -> None:
    """A definition stands one deeper than its term."""
    assert [block.depth for block in parse("<dl><dt>a<dd>b<dd><dl><dt>c<dd>d</dl></dl>").blocks] == [1, 2, 3, 4]


def test_a_label_in_words_is_what_the_item_says(parse: Parse) -> None:
    """A typed bullet or number is taken off; "Day 6:" in a list item is no marker, as it is in plain text."""
    blocks = parse(
        "<ul><li>Day 6: Rest</li><li>Step 2. Stir</li><li>2. Stir</li><li>3. Bake</li><li>• Rest</li></ul>"
    ).blocks
    assert [(block.marker, block.text) for block in blocks] == [
        (None, "Day 6: Rest"),
        (None, "Step 2. Stir"),
        ("2.", "Stir"),
        ("3.", "Bake"),
        ("•", "Rest"),
    ]
