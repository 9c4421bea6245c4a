"""Markdown: the same blocks as its HTML twin, and nothing lost on the way."""

import re
import sys

import pytest

from scrape_clean import clean, compare
from scrape_clean.model import Document, Fact, Metadata
from scrape_clean.parse.html import parse_html
from scrape_clean.parse.markdown import parse_markdown
from scrape_clean.parse.selectors import Reader

TWINS = [
    ("# One\n\n## Two ##\n\nThree\n=====\n", "<h1>One</h1><h2>Two</h2><h1>Three</h1>"),
    ("A line\nthat goes on\nand on.\n\nNext.", "<p>A line that goes on and on.</p><p>Next.</p>"),
    ("- a\n- b\n  - c\n  - d\n- e", "<ul><li>a</li><li>b<ul><li>c</li><li>d</li></ul></li><li>e</li></ul>"),
    ("- a\n\n- b\n\n  more", "<ul><li><p>a</p></li><li><p>b</p><p>more</p></li></ul>"),
    ("3. c\n4. d", '<ol start="3"><li>c</li><li>d</li></ol>'),
    ("> said\n> so\n", "<blockquote><p>said so</p></blockquote>"),
    ("```py\nx = 1\n\ny\n```\n", "<pre><code>x = 1\n\ny\n</code></pre>"),
    ("    kept  as is\n", "<pre><code>kept  as is\n</code></pre>"),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"),
    ("Term\n: what it is\n", "<dl><dt>Term</dt><dd>what it is</dd></dl>"),
    ("**bold** _it_ ~~no~~ `code` &amp; \\*", "<p><b>bold</b> <i>it</i> <s>no</s> <code>code</code> &amp; *</p>"),
    ("see [the page](/p 'Title')", '<p>see <a href="/p">the page</a></p>'),
    ("<div>raw <b>html</b></div>\n\nand text", "<div>raw <b>html</b></div><p>and text</p>"),
]


def seen(document: Document) -> list[tuple[object, ...]]:
    """What a reader sees of each block."""
    return [(b.kind, b.text, b.level, b.depth, b.marker, b.links, b.cells) for b in document.blocks if b.text]


def bullets(text: str) -> list[tuple[str | None, str]]:
    """Marker and text of each bullet."""
    return [(block.marker, block.text) for block in parse_markdown(text).blocks if block.kind == "bullet"]


@pytest.mark.parametrize(("markdown", "html"), TWINS)
@pytest.mark.parametrize("reader", ["lexbor", "soup"])
def test_markdown_and_html_twins_give_the_same_blocks(markdown: str, html: str, reader: Reader) -> None:
    """Whoever reads the HTML."""
    url = "https://example.org/a/"
    assert seen(parse_markdown(markdown, url=url, reader=reader)) == seen(parse_html(html, url=url, reader=reader))


def test_the_document_says_what_it_is() -> None:
    """Spans partition the text; there are no paths into HTML that nobody has."""
    document = parse_markdown("---\ntitle: T\n---\n# One\n\n- two\n", url="https://example.org/")
    assert document.media_type == "text/markdown"
    assert "".join(document.text[b.start : b.end] for b in document.blocks) == document.text
    assert [b.start for b in document.blocks] == [0, *(b.end for b in document.blocks[:-1])]
    assert all(block.path is None for block in document.blocks)


def test_facts_of_the_front_matter() -> None:
    """Scalars of one line only, before those of the page; what is no date or language is left out."""
    front = (
        "---\ntitle: 'Boats: new'\nauthor: Ida Moor # editor\ndate: 2024-05-01 09:30\nlastmod: soon\nlang: de_AT\n"
        "description: >\n  folded\ncanonical_url: https://quay.example/boats\nTAGS: [a, b]\nauthors:\n  - Tom\n---\n"
    )
    metadata = parse_markdown(front + "# New boats\n\n<a rel=author>Tom Reed</a>\n").metadata
    assert metadata == Metadata(
        title=Fact("Boats: new", "front-matter:title"),
        authors=(Fact("Ida Moor", "front-matter:author"),),
        language=Fact("de-AT", "front-matter:lang"),
        published=Fact("2024-05-01T09:30", "front-matter:date"),
        canonical_url=Fact("https://quay.example/boats", "front-matter:canonical_url"),
    )
    assert parse_markdown("# New boats\n").metadata == Metadata(title=Fact("New boats", "h1"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_facts_of_front_matter_in_toml(end: str) -> None:
    """As Hugo has it; what stands in tables and lists is none."""
    front = (
        "+++\n# new\ntitle = 'Boats: new'\nAuthor = \"Ida Moor\"\ndate = 2024-05-01T09:30:00Z\ndraft = false\n"
        "tags = [\n  'a',\n]\n\n[params]\ndescription = 'inner'\n+++\n"
    )
    document = parse_markdown((front + "Body.\n").replace("\n", end))
    assert document.title == "Boats: new"
    assert document.metadata == Metadata(
        title=Fact("Boats: new", "front-matter:title"),
        authors=(Fact("Ida Moor", "front-matter:author"),),
        published=Fact("2024-05-01T09:30:00+00:00", "front-matter:date"),
    )
    assert [block.text for block in document.blocks if block.kind == "metadata"][1] == "title = 'Boats: new'"
    assert [block.text for block in document.blocks if block.kind == "paragraph"] == ["Body."]


def test_front_matter_is_metadata_a_block_a_line() -> None:
    """Its title and language become the page's."""
    front = "---\ntitle: \"A: b\"\nlang: de-AT\n# comment\ntags:\n  - x\n  - 'y z'\n\ndescription: >\n  folded\n---\n"
    document = parse_markdown(front + "Body.\n")
    assert (document.title, document.language) == ("A: b", "de-AT")
    meta = [block.text for block in document.blocks if block.kind == "metadata"]
    assert meta == [
        *('title: "A: b"', "lang: de-AT", "# comment", "tags:", "- x", "- 'y z'", "description: >", "folded"),
    ]
    assert [block.text for block in document.blocks if block.kind == "paragraph"] == ["Body."]


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA line of prose\n\n---\n\nmore",
        "---\nnever: closed\n\nmore",
        "text\n\n---\na: b\n---\n",
        "----\na: b\n----\n",
        "---\n- one fact about boats\n- two: facts\n---\n\nmore",
        "---\n# One\n\n- two facts\n---\n",
        "+++\nnever = 'closed'\n\nmore",
        "+++\nA line of prose\n+++\n",
        f"+++\na = {'[' * 5000}\n+++\n",
    ],
)
def test_a_thematic_break_is_no_front_matter(text: str) -> None:
    """Only YAML that begins the page and ends."""
    document = parse_markdown(text)
    assert "metadata" not in {block.kind for block in document.blocks}
    assert set(re.findall(r"\w+", text)) <= set(re.findall(r"\w+", document.text))


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_change_nothing(end: str) -> None:
    """Neither in the front matter nor in the body: those of Windows, and those of old (CommonMark, 2.1)."""
    text = "---\ntitle: T\n---\n# One\n\n- two\n- three\n\n• four\n• five\n"
    assert seen(parse_markdown(text.replace("\n", end))) == seen(parse_markdown(text))
    empty = "---\n---\na: b\n---\n"
    assert seen(parse_markdown(empty.replace("\n", end))) == seen(parse_markdown(empty))


def test_task_lists_keep_their_boxes() -> None:
    """As the markers that they are."""
    assert bullets("- [x] done\n- [ ] not yet\n") == [("[x]", "done"), ("[ ]", "not yet")]


@pytest.mark.parametrize(
    "lines",
    [
        ["3. Mai: Konzert", "10. Mai: Konzert", "17. Juni: Fest"],
        ["3. Mai: Konzert", "4. Mai: Konzert"],
        ["1887. The crane is built.", "1912. The second crane."],
        ["15. Jahrestagung des Vereins"],
        ["3. Workshop on knots", "7. Workshop on sails"],
    ],
    ids=lambda lines: lines[-1],
)
@pytest.mark.parametrize("write", ["{}\n", "{}\n\n", "- {}\n", "> {}\n>\n", "1. {}\n"])
def test_a_number_that_says_something_of_its_line_is_text(write: str, lines: list[str]) -> None:
    """CommonMark takes each for an item and counts on from the first: 10 May would be 4 May."""
    told = [
        f"{marker} {text}" if marker and not write.startswith("1") else text
        for marker, text in bullets("".join(map(write.format, lines)))
    ]
    assert told == lines


@pytest.mark.parametrize("numbers", [(1, 1, 1), (0, 0, 0), (1, 2, 4), (3, 4, 5), (1, 2, 2, 3)])
def test_a_list_that_nobody_numbered_anew_is_one(numbers: tuple[int, ...]) -> None:
    """With the markers that renderers give it."""
    text = "".join(f"{number}. item {at}\n" for at, number in enumerate(numbers))
    assert bullets(text) == [(f"{numbers[0] + at}.", f"item {at}") for at in range(len(numbers))]


def test_lists_of_one_item_that_go_on_are_items() -> None:
    """As where code between them is not indented; what counts down keeps its numbers."""
    assert bullets("1. Go\n\n```\nx\n```\n\n2. Come\n\n```\ny\n```\n\n3. Stay\n") == [
        ("1.", "Go"),
        ("2.", "Come"),
        ("3.", "Stay"),
    ]
    assert bullets("3. c\n2. b\n1. a\n") == [("3.", "c"), ("2.", "b"), ("1.", "a")]
    assert bullets("- Foo\n  1. Bar\n- Baz\n  1. Qux\n") == [(None, "Foo"), ("1.", "Bar"), (None, "Baz"), ("1.", "Qux")]
    assert bullets("3. ![a](b)\n9. # Top\n\n7. [ ] Paint\n")[-1] == ("[ ]", "Paint")


@pytest.mark.parametrize("write", ["{}. Mai: Konzert\n17. Juni: Fest\n", "- {}. Mai: Konzert\n- 17. Juni: Fest\n"])
def test_another_day_is_a_change(write: str) -> None:
    """Of the date that it is a part of."""
    (change,) = compare(*(clean(write.format(day), media_type="text/markdown") for day in (10, 12))).changes
    assert [(edit.kind, edit.before.text, edit.after.text) for edit in change.edits] == [("date", "10", "12")]


@pytest.mark.parametrize("start", ["- [ ] ", "- • ", "• ", "2. ", "- "])
def test_a_task_that_is_struck_out_is_a_change(start: str) -> None:
    """Whatever stands before it."""
    pages = [
        clean(f"# Tasks\n\n1. Sweep\n\n---\n\n{start}{words}\n", media_type="text/markdown")
        for words in ("Paint the boat shed", "~~Paint the boat shed~~")
    ]
    assert [[edit.kind for edit in change.edits] for change in compare(*pages).changes] == [["mark"]]


def test_typographic_bullets_are_bullets() -> None:
    """Though to CommonMark they are lines of a paragraph."""
    assert bullets("• one\n• two\n• three\n") == [("•", "one"), ("•", "two"), ("•", "three")]
    assert bullets("(a) one\n(b) two\n(c) three\n") == [("(a)", "one"), ("(b)", "two"), ("(c)", "three")]


def test_wrapped_paragraphs_stay_whole() -> None:
    """Also where a line begins with a dash, a quote, a number or an initial."""
    text = (
        "It was founded in\n1986. It grew by\n– nearly – half in\n“three” years\n(or four) under\nA. Mensah and more.\n"
    )
    (block,) = parse_markdown(text).blocks
    assert block.kind == "paragraph"
    assert block.text == " ".join(text.split())


def test_footnotes_stay_where_they_are_written_and_none_is_lost() -> None:
    """Referred to or not, once or twice defined."""
    notes = "[^1]: first *note*\n[^b]: second\n\n    goes on\n[^c]: never used\n[^c]: used less\n[^d]:\n    - x\n"
    text = f"One[^1] two[^b].\n\n{notes}"
    document = parse_markdown(text)
    for words in ("One[1] two[b].", "first note", "second", "goes on", "never used", "used less", "x"):
        assert words in " ".join(document.text.split()), words
    assert bullets(text)[0] == ("[1]", "first note")


@pytest.mark.parametrize(("old", "new"), [("3", "9"), ("3", "note"), ("old-note", "new note'\"></a>;")])
@pytest.mark.parametrize("note", ["Town archive, file 7.", "Without VAT."])
def test_another_label_of_a_note_is_no_fact(old: str, new: str, note: str) -> None:
    """Nor where it is the only one: renderers number them anew."""
    pages = [
        clean(
            f"# The crane\n\nMoved to quay 3 in 1950[^{label}] at last.\n\n[^{label}]: {note}\n",
            media_type="text/markdown",
        )
        for label in (old, new.replace(" ", ""))
    ]
    assert [change for change in compare(*pages).changes if change.substantive] == []
    assert [page.records[-1].marker for page in pages] == [f"[{label}]" for label in (old, new.replace(" ", ""))]


def test_another_note_is_a_change() -> None:
    """What it says."""
    pages = [clean(f"Moved in 1950.[^1]\n\n[^1]: File {n}.\n", media_type="text/markdown") for n in (7, 8)]
    assert [change.substantive for change in compare(*pages).changes] == [True]


def test_the_label_of_a_note_without_words_is_text() -> None:
    """And none is a style."""
    text = "[^1]: ![x](y)\n\n[^display:none]: seen\n"
    assert bullets(text) == [(None, "[1]"), ("[display:none]", "seen")]


def test_surplus_cells_of_a_row_are_kept() -> None:
    """GitHub ignores them; the words would be lost."""
    for prefix in ("", "> "):
        rows = ["| a | b |", "|---|---|", r"| 1 | 2\|2 | 3 | *four* |", "5", "6 | 7 | 8"]
        document = parse_markdown("".join(f"{prefix}{row}\n" for row in rows))
        found = [block.text for block in document.blocks if block.kind == "table_row"]
        assert found[0] == "1 | 2|2 | 3 | four"
        assert found[-1] == "6 | 7 | 8"


def test_stray_tags_do_not_swallow_the_page() -> None:
    """GitHub's tag filter, within lines and where an element is never closed; a whole script stays one."""
    text = "Use <title> or <script>\nhere.\n\n<div><textarea>\n\nafter\n\n<script>\nhidden()\n</script>\n\nend"
    document = parse_markdown(text)
    visible = " ".join(block.text for block in document.blocks if block.kind == "paragraph")
    assert "Use <title> or <script> here." in visible
    assert "after" in visible
    assert "end" in visible
    assert "hidden()" not in document.text
    assert document.ignored.scripts > 0


@pytest.mark.parametrize("unit", ["> ", "- ", "1. ", "> - ", "[^a]: ", "  "])
def test_no_depth_loses_text(unit: str) -> None:
    """A word at each of many levels, each on its own line, and all levels in one line."""
    lines = "\n".join(f"{unit * level}{'- ' if unit == '  ' else ''}w{level}" for level in range(150))
    line = "".join(f"{unit}w{level} " if level % 50 == 0 else unit for level in range(3 * sys.getrecursionlimit()))
    for text in (lines, line):
        assert re.findall(r"\bw\d+", parse_markdown(text).text) == re.findall(r"\bw\d+", text)


def test_an_empty_page_has_no_bullets() -> None:
    """Nor does one of markup alone."""
    for text in ("\n", "---\n", "[a]: b\n", "# \n", "-\n"):
        assert all(not block.text for block in parse_markdown(text).blocks)
