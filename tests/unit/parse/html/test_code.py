"""Code that has an element for each line is one text; what merely stands in a ``pre`` is not."""

from collections.abc import Callable

import pytest

from scrape_clean.model import Document

Parse = Callable[..., Document]

NUMBERED = "<td class=n data-line-number={}></td><td class=c>{}</td>"
LINED = {
    "a div for each": "<pre><code><div>a {<br></div><div>  b<br></div><div><br></div><div>}<br></div></code></pre>",
    "without line breaks": "<pre><div>a {</div><div>  b</div><div><span> </span></div><div>}</div></pre>",
    "white space between": "<pre>\n <code>\n <div>a {</div>\n <div>  b</div>\n <div>\n</div><div>}</div></code></pre>",
    "one in another": "<pre><div><div>a {</div><div><div>  b</div></div><div>\n</div></div><div>}</div></pre>",
    "shown as blocks": "<pre><span style='display:block'>a {</span><span style='Display: Block'>  b\n</span>"
    "<span style='display:flex'>\n</span><span style='display:grid'>}</span></pre>",
    "some of them": "<pre>a {\n<div>  b</div><span>\n</span>}</pre>",
    "list items": "<pre class=prettyprint><ol>\n<li>a {</li>\n<li><code>  b</code></li><li></li><li>}</li></ol></pre>",
    "table rows": f"<pre><table>\n<tr>\n{NUMBERED.format(1, 'a {')}\n</tr><tr>{NUMBERED.format(2, '  b')}</tr>"
    f"<tr>{NUMBERED.format(3, chr(10))}</tr><tr>{NUMBERED.format(4, '}')}</tr></table></pre>",
    "a table without pre": f"<table>\n<tr>\n{NUMBERED.format(1, 'a {')}\n</tr><tr>{NUMBERED.format(2, '  b')}</tr>"
    f"<tr>{NUMBERED.format(3, chr(10))}</tr><tr>{NUMBERED.format(4, '}')}</tr></table>",
    "in a cell": "<table><tr><td><pre><div>a {</div><div>  b</div><div>\n</div><div>}</div></pre></table>",
    "pre in pre": "<pre><pre><div>a {</div><div>  b</div><div>\n</div><div>}</div></pre></pre>",
}


@pytest.mark.parametrize("markup", LINED.values(), ids=LINED)
def test_lines_with_elements_of_their_own_are_one_text(parse: Parse, markup: str) -> None:
    """As it reads in a browser, braces and empty lines included."""
    blocks = parse(markup).blocks
    assert [(block.kind, block.text) for block in blocks] == [("preformatted", "a {\n  b\n\n}")]
    assert blocks[0].path is not None
    assert blocks[0].path.endswith(("/pre[1]", "/table[1]"))


PARTS = {
    "headings": ("<pre><div>a</div><h2>b</h2><div>c</div></pre>", ["a", "b", "c"]),
    "paragraphs": ("<pre><p>a</p><div>b</div></pre>", ["a", "b"]),
    "bullets": ("<pre><ul><li>a<li>b</ul></pre>", ["a", "b"]),
    "a list in a text": ("<pre>a<ol><li>b<li>c</ol></pre>", ["a", "b", "c"]),
    "a list in a list": ("<pre><ol><li>a<ol><li>b</ol></ol></pre>", ["a", "b"]),
    "a table of data": ("<pre><table><tr><td>a<td>b<tr><td>c<td>d</table></pre>", ["a | b", "c | d"]),
    "rows of which one has no number": (
        f"<table><tr>{NUMBERED.format(1, 'a')}</tr><tr><td>b</td><td>c</td></tr></table>",
        ["a", "b | c"],
    ),
    "a numbered table with paragraphs": (f"<table><tr>{NUMBERED.format(1, '<p>a<p>b')}</tr></table>", ["a", "b"]),
    "a control": ("<pre><div>a</div><div>b</div><button>copy</button></pre>", ["a\nb", "copy"]),
    "a line that is hidden": ("<pre><div>a</div><div hidden>b</div><div>c</div></pre>", ["a\nc", "b"]),
    "a line break shown as a block": ("<pre><div>a<br style='display:block'>b</div></pre>", ["a\nb"]),
}


@pytest.mark.parametrize(("markup", "texts"), PARTS.values(), ids=PARTS)
def test_other_blocks_in_preformatted_text_stay_apart(parse: Parse, markup: str, texts: list[str]) -> None:
    """Someone left a part of a page in it; controls and hidden lines stand beside the code."""
    assert [block.text for block in parse(markup).blocks] == texts


def test_links_in_lines_keep_their_place(parse: Parse) -> None:
    """Offsets count in the text as it is put together."""
    (block,) = parse("<pre><div>a <a href=/b>bc</a></div>\n<div><a href=/d>d</a></div></pre>").blocks
    assert block.text == "a bc\nd"
    assert [(link.href, link.text, link.start) for link in block.links] == [("/b", "bc", 2), ("/d", "d", 5)]


def test_what_comes_after_is_as_ever(parse: Parse) -> None:
    """Blocks outside of the code are none of its lines."""
    texts = [block.text for block in parse("<pre><div>a<div>b</pre><div>c</div><div>d</div>").blocks]
    assert texts == ["a\nb", "c", "d"]
