"""Which blocks a page has, of which kind, and where they stand."""

from collections.abc import Callable

import pytest

from scrape_clean.model import Container, Document, Link
from scrape_clean.parse.html import parse_html

Parse = Callable[..., Document]


def _shown(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


KINDS = [
    ("<h1>A</h1><h4>B</h4>", [("heading", "A"), ("heading", "B")]),
    ("a<p>b</p>c<div>d</div>e", [("paragraph", text) for text in "abcde"]),
    ("<p>a <b>b<i>c</b>d</i><wbr>e\u00adf", [("paragraph", "a bcde\u00adf")]),
    ("<p>a<br>b<br><br>c<br> <br/></br>d", [("paragraph", "a b"), ("paragraph", "c"), ("paragraph", "d")]),
    ("<blockquote>a<p>b<ul><li>c</ul></blockquote>", [("quote", "a"), ("quote", "b"), ("bullet", "c")]),
    ("<pre>\n  a\n\n   b  \n</pre>", [("preformatted", "  a\n\n   b")]),
    ("<figure><img><figcaption>a<p>b</figcaption></figure>", [("caption", "a"), ("caption", "b")]),
    ("<fieldset><legend>a</legend>b</fieldset>", [("caption", "a"), ("paragraph", "b")]),
    ("<details><summary>a</summary>b</details>", [("summary", "a"), ("paragraph", "b")]),
    ("<address>a<br>b</address>", [("address", "a b")]),
    (
        "<label>a <input></label><button>b</button><select><option>c<option>d</select><textarea>e</textarea>",
        [("control", text) for text in "abcde"],
    ),
    (
        "<dl><dt>a<dd>b<p>c<dt><button>d</button></dl>",
        [("term", "a"), ("definition", "b"), ("definition", "c"), ("term", "d")],
    ),
    ("<h2><button>a</button></h2><h2><div>b</div><div>c</div></h2>", [("heading", "a"), ("heading", "b c")]),
    ("<h2>a<p>b", [("heading", "a"), ("paragraph", "b")]),
    ("<h2><p>a</h2>", [("heading", "a")]),
    ("<summary><h3>a</h3></summary>", [("heading", "a")]),
    ("<div role=list><div role=listitem>a</div></div>", [("bullet", "a")]),
    ("<ol><li><label>a <b>b</b></label><li>c<label>d</label></ol>", [("bullet", "a b"), ("bullet", "c | d")]),
    ("<ul><li><input type=hidden><label>a</label></ul>", [("bullet", "a")]),
    ("<ul><li><label>a</label><input></ul>", [("control", "a")]),
    ("<ul><li><label for=x>a</label><li><label>b <select></select></label></ul>", [("control", "a"), ("control", "b")]),
    ("<title> a\n b</title><p>c", [("metadata", "a b"), ("paragraph", "c")]),
    (
        "<!doctype html><p>a<table>b<tr>c<td>d<td>e</table>",
        [("paragraph", "a"), ("paragraph", "bc"), ("table_row", "d | e")],
    ),
    ("<ul>a<li>b</ul>", [("paragraph", "a"), ("bullet", "b")]),
    ("<p>a<plaintext><b>b", [("paragraph", "a"), ("preformatted", "<b>b")]),
    ("<svg><text>a</text><text>b</text></svg>", [("paragraph", "a b")]),
]


@pytest.mark.parametrize(("markup", "blocks"), KINDS)
def test_elements_make_blocks_of_their_kind(parse: Parse, markup: str, blocks: list[tuple[str, str]]) -> None:
    """Display and meaning of each element decide, as in the standard."""
    assert _shown(parse(markup)) == blocks


@pytest.mark.parametrize(
    ("markup", "level"), [("<h5>a", 5), ("<p role=heading>a", 2), ("<p role=heading aria-level=4>a", 4)]
)
def test_headings_have_levels(parse: Parse, markup: str, level: int) -> None:
    """The tag gives the level, or aria-level, or 2."""
    assert parse(markup).blocks[0].level == level


def test_the_text_reads_like_the_page(parse: Parse) -> None:
    """A line feed for a br and after each block, a tab between cells, white space folded, blocks tile."""
    document = parse("<p>a  b<br>\nc</p>\n<table><tr><td>d <td>\n</td><td>e<br>f</table><pre>g\n  h</pre>")
    assert document.text == "a b\nc\nd\t\te\nf\ng\n  h\n"
    assert [(block.start, block.end) for block in document.blocks] == [(0, 6), (6, 13), (13, 19)]


def test_the_document_says_what_the_page_declares(parse: Parse) -> None:
    """Title, language, address, and how much was no text."""
    document = parse(
        "<html lang=de-AT><title>a  b</title><style>1</style><script>22</script><!--333-->", "http://a.example/"
    )
    assert (document.title, document.language, document.url) == ("a b", "de-AT", "http://a.example/")
    assert document.media_type == "text/html"
    assert (document.ignored.styles, document.ignored.scripts, document.ignored.comments) == (1, 2, 3)


@pytest.mark.parametrize("markup", ["", " \n", "<", "<!doctype html>", "<p></p><br>", "<title></title>"])
def test_an_empty_page_has_no_blocks(parse: Parse, markup: str) -> None:
    """Nothing to say is no error; a lone angle bracket is text."""
    assert parse(markup).text.strip() == markup.strip("\n ")[:1] * (markup == "<")


def test_paths_select_the_elements(parse: Parse) -> None:
    """Positions count siblings of the same tag, inline ones too."""
    document = parse("<div>a</div><span></span><div><span><ul><li>b<li>c</ul></span></div>d")
    assert [block.path for block in document.blocks] == [
        "/html/body/div[1]",
        "/html/body/div[2]/span[1]/ul[1]/li[1]",
        "/html/body/div[2]/span[1]/ul[1]/li[2]",
        "/html/body",
    ]


def test_deep_paths_stay_short(parse: Parse) -> None:
    """Beyond 64 levels an element is named by its place among all elements."""
    document = parse("<div>" * 70 + "a")
    assert document.blocks[0].path == "(//*)[73]"


def test_containers_are_the_skeleton(parse: Parse) -> None:
    """Only block-level elements with text, each below its parent, with role and names."""
    document = parse("<div></div><MAIN Role=Main class='x  y' id=z><span class=no><p>a</span></MAIN>")
    assert document.containers == (
        Container(-1, "html"),
        Container(0, "body"),
        Container(1, "main", "main", "x y z"),
        Container(2, "p"),
    )
    assert document.blocks[0].container == 3


def test_links_lie_where_their_words_lie(parse: Parse) -> None:
    """Offsets count in the folded text, resolved addresses or those that cannot be."""
    document = parse(
        "<p> x <a href=b> one\n two </a>, <a name=q>no</a> "
        "<a href='http://[bad'>th<b>r</b>ee</a> <a href=' '>no</a><a href=d>  </a>",
        "http://a.example/dir/page",
    )
    assert document.blocks[0].text == "x one two , no three no"
    assert document.blocks[0].links == (
        Link("http://a.example/dir/b", "one two", 2, 9),
        Link("http://[bad", "three", 15, 20),
    )


def test_links_follow_the_base(parse: Parse) -> None:
    """The first base counts, itself relative to the page; without any address links stay as written."""
    markup = "<base target=x><base href=/deep/><base href=/no/><a href=b>c</a>"
    assert parse(markup, "http://a.example/d").blocks[0].links[0].href == "http://a.example/deep/b"
    assert parse("<a href=../b?c#d>e</a>").blocks[0].links[0].href == "../b?c#d"


def test_a_link_around_blocks_is_in_each(parse: Parse) -> None:
    """Cards are often one link."""
    document = parse("<a href=/x><h3>a b</h3><p>c</p></a>")
    assert [(link.href, link.text) for block in document.blocks for link in block.links] == [("/x", "a b"), ("/x", "c")]


def test_links_move_with_composed_characters(parse: Parse) -> None:
    """A mark that melts into the letter before the link does not shift it; nor does one inside."""
    block = parse("<p>e\u0301<a href=x>e\u0301 y</a><a href=z>\u0301o</a>").blocks[0]
    assert block.text == "éé ýo"
    assert [(link.text, link.start, link.end) for link in block.links] == [("é ý", 1, 4), ("o", 4, 5)]


def test_links_in_preformatted_text_keep_their_place(parse: Parse) -> None:
    """Trailing spaces and empty lines that went are counted off."""
    block = parse("<pre>\n\n a  \n<a href=x>b\n c</a></pre>").blocks[0]
    assert block.text == " a\nb\n c"
    assert [(link.text, link.start, link.end) for link in block.links] == [("b\n c", 3, 7)]


def test_half_characters_become_replacement_characters(parse: Parse) -> None:
    """A lone surrogate cannot be encoded by anybody."""
    assert parse("<p>a\ud800b").blocks[0].text == "a\ufffdb"


def test_five_thousand_levels_lose_nothing() -> None:
    """Neither the walk nor the paths recurse."""
    document = parse_html("<div>a" * 5000 + "</div>" * 5000 + "<p>after")
    assert len(document.blocks) == 5001
    assert document.blocks[-1].path == "/html/body/p[1]"


@pytest.mark.parametrize(
    ("markup", "marker"),
    [
        ("<ul><li><s>a <b>b</b></s></ul>", "~~"),
        ("<ol><li><del>a</del> <strike>b</strike></ol>", "1. ~~"),
        ("<p style='color: red; text-decoration: line-through'>a <i>b</i>", "~~"),
        ("<table><tr><th>A<th>B<tr><td><s>a</s><td><s>b</s></table>", "~~"),
        ("<ul><li>☐ <s>Paint it</s></ul>", "☐ ~~"),
        ("<ul><li>[ ] <s>Paint</s> <s>it</s></ul>", "[ ] ~~"),
        ("<p>• <s>Paint it</s>", "• ~~"),
        ("<p>1. <s>Paint it</s>", "1. ~~"),
        ("<p>• Mow<br>• <s>Paint it</s>", "• ~~"),
        ("<p>1. Mow<br>2. <s>Paint it</s>", "2. ~~"),
        ("<p>Mow it all<br><s>Paint it</s>", None),
        ("<ul><li>☐ Soon <s>Paint it</s></ul>", "☐"),
        ("<ul><li>é <s>a</s></ul>", None),
        ("<ul><li><s>a</s> b</ul>", None),
        ("<table><tr><th>A<th>B<tr><td><s>a</s><td>b</table>", None),
        ("<p style='text-decoration: underline'>a", None),
    ],
)
def test_what_is_struck_through_as_a_whole_has_a_marker(parse: Parse, markup: str, marker: str | None) -> None:
    """As Markdown has it, whatever was typed before it; struck through in part, it has its text alone."""
    assert parse(markup).blocks[-1].marker == marker


def test_a_link_with_struck_words_is_one_link(parse: Parse) -> None:
    """And what is struck through is no link by that."""
    (block,) = parse("<p><s>x</s> <a href=/a>a <s>b</s></a> <s>c <a href=/d>d</a></s>").blocks
    assert [(link.text, block.text[link.start : link.end]) for link in block.links] == [("a b", "a b"), ("d", "d")]
