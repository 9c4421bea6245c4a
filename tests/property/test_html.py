"""Laws of the HTML parser, on tag soup: nothing is lost, and both readers give the same."""

import re
from html.parser import HTMLParser

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scrape_clean.parse.fold import fold
from scrape_clean.parse.html import parse_html
from scrape_clean.parse.selectors import Selectors

# Not among them is what html5lib is too old for: select with elements inside, dialog, search, template, ruby's rb and
# rtc, HTML tags inside svg, misnested figcaption, summary and main.
TAGS = (
    *("div", "p", "span", "b", "i", "a", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th"),
    *("thead", "tbody", "caption", "section", "blockquote", "pre", "button", "label", "details", "form"),
    *("title", "noscript", "textarea", "address", "figure", "font", "nobr", "center"),
    *("sup", "sub", "ins", "del", "s", "time"),
)
VOID = ("br", "hr", "img", "wbr", "input", "br/", "col")
ATTRIBUTES = (
    *("hidden", 'hidden="until-found"', 'style="color:red; display: none"', "style='visibility:hidden'", "open"),
    *('aria-hidden="true"', 'class="a b"', "id=x", 'href="/y?z=1"', 'href="http://["', "colspan=2", "rowspan=3"),
    *('role="presentation"', "role=heading", "role=listitem", "start=7", "reversed", "value=3", "type=a", "class"),
)
WORDS = (
    "3",
    "alpha",
    "Beta gamma",
    "•",
    "- item",
    "1. item",
    "Name: value",
    "é",
    "e\u0301",
    "\u0301",
    "\u1112\u1161",
    "각",
)
SPACES = (" ", "\n\t", "\u00a0", "\u3000", "&nbsp;", "\f", "")
BROKEN = (
    "<",
    "<!-- note -->",
    "<!-- unfinished",
    "</",
    "&amp",
    "&#0;",
    "<p",
    "<![CDATA[x]]>",
    "<svg><title>icon</title><text>x</text><![CDATA[y]]></svg>",
    "<?pi ?>",
    "\0",
    "]]>",
    "</br>",
)

# html5lib puts what closes a p that was moved out of a table back into the table; the standard moves it out, too.
P_IN_TABLE = re.compile(r"<table(?:(?!<t[dh]\b|<caption|</table).)*<p", re.DOTALL)

starts = st.builds(
    lambda tag, attributes: f"<{' '.join((tag, *attributes))}>",
    st.sampled_from(TAGS + VOID),
    st.lists(st.sampled_from(ATTRIBUTES), max_size=2),
)
ends = st.sampled_from(TAGS).map("</{}>".format)
texts = st.builds("".join, st.lists(st.sampled_from(WORDS + SPACES), min_size=1, max_size=4))
soup = st.lists(starts | ends | texts | starts | texts | st.sampled_from(BROKEN), max_size=40).map("".join)

choices = st.sampled_from(
    ("div", "p", "span", "ul", "li", "td", "tr", "table", "h2", "a", ".a", "[hidden]", "body", "b")
)


def _bare(text: str) -> str:
    return "".join(text.split())


def _level(text: str) -> str:
    """What is raised or lowered depends on what stands before it."""
    return _bare(text).translate(str.maketrans("³₃", "33"))


@settings(max_examples=150, deadline=None)
@given(soup)
def test_both_readers_give_the_same_blocks(markup: str) -> None:
    """The fast reader is checked against the one that follows the standard step by step."""
    assume(not P_IN_TABLE.search(markup))
    assert parse_html(markup, url="http://a.example/b") == parse_html(markup, url="http://a.example/b", reader="soup")


words = st.sampled_from(("1", "2", "3", "def", "}", "\n", "  ", "a\n", "<br>", "<i></i>"))
lines = st.recursive(
    words,
    lambda inner: st.builds(
        lambda tag, attributes, parts: f"<{tag}{attributes}>{''.join(parts)}</{tag}>",
        st.sampled_from(("div", "div", "span", "code", "sup", "i")),
        st.sampled_from(("", "", " class=ln", " hidden", " style='display:block'", " style='user-select:none'")),
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)
rows = st.builds(
    "<tr>{0}<td data-line-number=1>{1}</td>{0}<td>{2}</td></tr>".format, st.sampled_from(("", "\n")), words, lines
)
code = (
    st.lists(lines, max_size=5).map(lambda parts: f"<pre><b></b>{''.join(parts)}</pre>")
    | st.lists(lines, max_size=5).map(lambda parts: f"<pre><ol><li>{'<li>'.join(parts)}</ol></pre>")
    | st.lists(rows, max_size=4).map(lambda parts: f"<table>{''.join(parts)}</table>")
    | st.lists(rows, max_size=4).map(lambda parts: f"<pre><table>{''.join(parts)}</table></pre>")
)


@settings(max_examples=200, deadline=None)
@given(code)
def test_both_readers_give_the_same_code(markup: str) -> None:
    """Lines with elements of their own, and numbers in them."""
    assert parse_html(markup) == parse_html(markup, reader="soup")


@settings(max_examples=80, deadline=None)
@given(soup, st.lists(choices, max_size=2), st.lists(choices, max_size=2))
def test_a_choice_moves_text_and_loses_none(markup: str, keep: list[str], drop: list[str]) -> None:
    """Both readers agree, the blocks tile the text, and it has the same characters in it as without a choice."""
    assume(not P_IN_TABLE.search(markup))
    selectors = Selectors(tuple(keep), tuple(drop))
    document = parse_html(markup, selectors=selectors)
    assert document == parse_html(markup, selectors=selectors, reader="soup")
    assert "".join(document.text[block.start : block.end] for block in document.blocks) == document.text
    assert sorted(_level(document.text)) == sorted(_level(parse_html(markup).text))
    assert {block.chosen for block in document.blocks} - {None, *selectors.choices()} == set()
    assert not {block.chosen for block in document.blocks} & set(document.unmatched)


@settings(max_examples=200, deadline=None)
@given(soup | st.text())
def test_the_blocks_tile_the_text(markup: str) -> None:
    """Each block begins where the one before it ends, and the last ends the text."""
    document = parse_html(markup)
    place = 0
    for block in document.blocks:
        assert block.start == place < block.end
        place = block.end
    assert place == len(document.text)


@settings(max_examples=200, deadline=None)
@given(soup)
def test_blocks_say_what_the_page_says(markup: str) -> None:
    """A block's folded text is its part of the document's text, less its marker; links and cells lie within it."""
    document = parse_html(markup, url="http://a.example/")
    for block in document.blocks:
        whole = _bare(fold(document.text[block.start : block.end]))
        said = (
            _bare(block.text)
            if not block.cells or block.kind == "field"
            else _bare("".join(c.text for c in block.cells))
        )
        assert whole.endswith(said)
        assert block.kind == "bullet" or whole == said
        assert block.kind == "preformatted" or block.text == fold(block.text)
        for link in block.links:
            assert block.text[link.start : link.end] == link.text == link.text.strip() != ""
        assert -1 < block.container < len(document.containers)


class _Texts(HTMLParser):
    """What stands between well-formed tags."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


INNER = ("div", "span", "b", "ul", "ol", "li", "section", "blockquote", "h3", "td", "details", "summary")


def _element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, attributes, parts: f"<{' '.join((tag, *attributes))}>{''.join(parts)}</{tag}>",
        st.sampled_from(INNER),
        st.lists(st.sampled_from(ATTRIBUTES), max_size=1),
        st.lists(inside, max_size=4),
    )


trees = st.recursive(st.integers(0, 99999).map(" w{} ".format) | st.just("<br>"), _element, max_leaves=25)


@settings(max_examples=150, deadline=None)
@given(trees)
def test_no_text_is_lost_or_said_twice(markup: str) -> None:
    """Every word of a page is in its text once, visible or hidden."""
    reference = _Texts()
    reference.feed(markup)
    reference.close()
    assert sorted(parse_html(markup).text.split()) == sorted("".join(reference.words).split())
