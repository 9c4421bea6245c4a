"""Text that a browser does not show is kept apart, with the rule that hides it."""

from collections.abc import Callable

import pytest

from scrape_clean.model import Document
from scrape_clean.parse.html import parse_html

Parse = Callable[..., Document]


@pytest.mark.parametrize(
    ("markup", "rule"),
    [
        ("<div hidden>a", "hidden"),
        ("<div hidden=hidden>a", "hidden"),
        ("<div style='Color: red;DISPLAY : none !important'>a", "display-none"),
        ("<div style='visibility:hidden'>a", "visibility-hidden"),
        ("<i aria-hidden=True>a</i>", "aria-hidden"),
        ("<body><template><p>a</p></template>", "template"),
        ("<noscript><p>a</noscript>", "noscript"),
        ("<head><noscript>a</noscript>", "noscript"),
        ("<dialog>a</dialog>", "dialog"),
        ("<div popover>a", "popover"),
        ("<iframe><p>a</iframe>", "iframe"),
        ("<frameset><noframes><body>a</noframes>", "noframes"),
        ("<video>a</video>", "video"),
        ("<svg><title>a</title></svg>", "svg-title"),
        ("<svg><desc>a</desc></svg>", "svg-desc"),
        ("<math><annotation>a</annotation></math>", "annotation"),
        ("<div hidden style=display:none>a", "hidden"),
        ("<div hidden><i aria-hidden=true>a", "hidden"),
        ("<div hidden=until-found>a", None),
        ("<div hidden id=S:1f>a", None),
        ("<div hidden id=_R_S:0>a", None),
        ("<div hidden id=S:1-note>a", "hidden"),
        ("<div hidden style=display:none id=S:0>a", "display-none"),
        ("<div aria-hidden=false>a", None),
        ("<figure><figcaption aria-hidden=true>a", None),
        ("<figure><figcaption aria-hidden=true hidden>a", "hidden"),
        ("<figure aria-hidden=true><figcaption>a", "aria-hidden"),
        ("<div style='display:nonesuch; x-display:none'>a", None),
        ("<dialog open>a</dialog>", None),
        ("<details>a</details>", None),
    ],
)
def test_each_rule_has_its_name(parse: Parse, markup: str, rule: str | None) -> None:
    """The outermost rule counts; what a browser's own search can unfold is not hidden."""
    assert [(block.text, block.hidden) for block in parse(markup).blocks] == [("a", rule)]


def test_a_page_in_a_frame_is_shown(parse: Parse) -> None:
    """It parts the text around it; what stands in the frame for old browsers is hidden, as is a frame that is."""
    page = "&lt;script&gt;xx&lt;/script&gt;&lt;h2&gt;Piers&lt;/h2&gt;&lt;ul&gt;&lt;li&gt;Pier 1&lt;/ul&gt;c"
    document = parse(f'<p>a<iframe srcdoc="{page}"><b>old</b></iframe>d</p><iframe hidden srcdoc="e">f</iframe>')
    assert [(block.kind, block.text, block.hidden) for block in document.blocks] == [
        ("paragraph", "a", None),
        ("heading", "Piers", None),
        ("bullet", "Pier 1", None),
        ("paragraph", "c", None),
        ("paragraph", "old", "iframe"),
        ("paragraph", "d", None),
        ("paragraph", "e", "hidden"),
        ("paragraph", "f", "hidden"),
    ]
    assert {block.path for block in document.blocks[1:5]} == {"/html/body/p[1]/iframe[1]"}
    assert document.ignored.scripts == 2


def test_a_frame_in_a_frame_is_left_out(parse: Parse) -> None:
    """Its page is; what stands in it is hidden. An empty one brings none."""
    document = parse("""<iframe srcdoc="a <iframe srcdoc='x'>b</iframe>"></iframe><iframe srcdoc>c</iframe>""")
    blocks = [(block.text, block.hidden) for block in document.blocks]
    assert blocks == [("a", None), ("b", "iframe"), ("c", "iframe")]


def test_shadow_roots_are_shown() -> None:
    """A template with a shadow root mode is the content of its host."""
    assert parse_html("<div><template shadowrootmode=open><p>a</template></div>").blocks[0].hidden is None


def test_hidden_text_does_not_split_a_line(parse: Parse) -> None:
    """It waits until the line is written, and takes no right of the item's."""
    document = parse("<ul><li><i aria-hidden=true>x</i>a<b hidden>y<p>z</p></b>b</ul>c")
    assert [(block.kind, block.text, block.hidden) for block in document.blocks] == [
        ("paragraph", "x", "aria-hidden"),
        ("bullet", "ab", None),
        ("paragraph", "y", "hidden"),
        ("paragraph", "z", "hidden"),
        ("paragraph", "c", None),
    ]


def test_hidden_parts_keep_their_structure(parse: Parse) -> None:
    """Whoever wants a hidden list finds a list."""
    blocks = parse("<div hidden><h2>a</h2><ol><li>b</ol><table><tr><td>c<td>d</table></div>").blocks
    assert [(block.kind, block.text) for block in blocks] == [("heading", "a"), ("bullet", "b"), ("table_row", "c | d")]
    assert {block.hidden for block in blocks} == {"hidden"}


def test_what_is_outside_the_tree_has_its_holders_path(parse: Parse) -> None:
    """No XPath reaches into a template."""
    document = parse("<p>a</p><template><p>b</p></template><div><noscript><p>c</noscript></div>")
    assert [block.path for block in document.blocks[1:]] == ["/html/body/template[1]", "/html/body/div[1]/noscript[1]"]


def test_title_and_scripts_in_hidden_markup_are_not_the_pages(parse: Parse) -> None:
    """They are neither its title nor its text."""
    document = parse("<noscript><title>a</title><script>bb</script></noscript><title>c</title>")
    assert (document.title, document.ignored.scripts) == ("c", 2)
