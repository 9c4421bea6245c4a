"""Labels: each block keeps its place, and the rule that spoke is named."""

import numpy as np
import pytest

from scrape_clean.label import Known, label, labels, unseen
from scrape_clean.model import Document
from scrape_clean.parse import parse_string

MENU = "".join(f'<li><a href="/{name}">{name.title()}</a>' for name in "home news events contact login".split())
FACTS = "".join(
    f"<li>The {place} lock was rebuilt in {year} and takes barges of up to {length} metres.</li>"
    for place, year, length in (("north", 1911, 67), ("south", 1934, 80), ("upper", 1962, 110))
)
PAGE = f"""<html><head><title>Locks of the canal</title></head><body>
<nav class="main-nav"><ul>{MENU}</ul></nav>
<main><article><h1>Locks of the canal</h1>
<p>The canal has three locks, all of them open to traffic between April and October, as long as there is no ice.</p>
<ul>{FACTS}</ul></article></main>
<footer class="site-footer"><ul><li><a href="/imprint">Imprint</a><li><a href="/privacy">Privacy</a></ul></footer>
</body></html>"""


def rules(document: Document, known: Known = Known()) -> dict[str, tuple[str, str]]:  # noqa: B008  it is frozen
    """Label and rule of each text."""
    return {item.block.text: (item.label, item.rule) for item in label(document, known)}


def test_lists_of_facts_stay_and_menus_go() -> None:
    """Both are bullets; what they are made of and where they stand tells them apart."""
    found = rules(parse_string(PAGE, media_type="text/html"))
    assert found["The north lock was rebuilt in 1911 and takes barges of up to 67 metres."] == ("content", "network")
    assert {found[name] for name in ("Home", "News", "Login")} == {("boilerplate", "landmark:navigation")}
    assert found["Imprint"] == ("boilerplate", "landmark:contentinfo")


def test_labels_do_not_hang_on_landmarks_alone() -> None:
    """The same page with nothing but div elements; the rule then says what the text is made of."""
    soup = PAGE
    for tag in ("nav", "main", "article", "footer"):
        soup = soup.replace(f"<{tag}", "<div").replace(f"</{tag}>", "</div>")
    found = rules(parse_string(soup, media_type="text/html"))
    assert found["The upper lock was rebuilt in 1962 and takes barges of up to 110 metres."] == ("content", "network")
    assert found["Home"] == ("boilerplate", "links")


def test_the_template_of_a_site() -> None:
    """What stands on most pages of a site is no content of this one."""
    notice = (
        "The canal has three locks, all of them open to traffic between April and October, as long as there is no ice."
    )
    found = rules(parse_string(PAGE, media_type="text/html"), Known(template=frozenset({notice})))
    assert found[notice] == ("boilerplate", "template")


def test_a_page_of_nothing_but_menus_is_not_lost() -> None:
    """Where no text is content, all of it is."""
    found = rules(parse_string(f"<nav><ul>{MENU}</ul></nav>", media_type="text/html"))
    assert set(found.values()) == {("content", "only-text")}


def test_plain_text_and_markdown_are_content() -> None:
    """There a person wrote every line on purpose."""
    for media_type in ("text/plain", "text/markdown"):
        found = rules(parse_string("# Home\n\n- Log in\n- Read more\n", media_type=media_type))
        assert set(found.values()) == {("content", "body")}


def test_hidden_text_and_metadata_are_named_as_such() -> None:
    """What no reader of the page sees is told apart from boilerplate; every block keeps its place."""
    document = parse_string(
        PAGE.replace("<ul><li>The", "<p hidden>Updated by the web team.</p><p>* * *</p><ul><li>The"),
        media_type="text/html",
    )
    labelled = label(document)
    assert tuple(item.block for item in labelled) == document.blocks
    found = rules(document)
    assert found["Locks of the canal"][1] == "network"
    assert found["Updated by the web team."] == ("boilerplate", "hidden:hidden")
    assert found["* * *"] == ("boilerplate", "no-word")
    assert labelled[0].rule == "metadata"
    assert [rule for rule in ("metadata", "hidden:hidden", "no-word", "network") if unseen(rule)] == [
        "metadata",
        "hidden:hidden",
    ]


def test_a_page_without_blocks() -> None:
    """There is nothing to label."""
    assert label(Document(text="", blocks=(), media_type="text/html")) == ()


def test_labels_stay_from_night_to_night() -> None:
    """What is close to the bound has the label of the night before; what is far from it has not."""
    document = parse_string(PAGE, media_type="text/html")
    first = rules(document)
    content = frozenset(text for text, (label_, _) in first.items() if label_ == "content")
    assert rules(document, Known(content=content, boilerplate=frozenset(first) - content)) == first
    turned = rules(document, Known(content=frozenset(first) - content, boilerplate=content))
    assert [turned[text][0] for text in ("Home", "Imprint")] == ["boilerplate"] * 2
    assert "content" in {label_ for label_, _ in turned.values()}


@pytest.mark.parametrize(("score", "heading"), [(0.49, "boilerplate"), (0.5, "content")])
def test_a_heading_over_boilerplate_needs_more(monkeypatch: pytest.MonkeyPatch, score: float, heading: str) -> None:
    """One with content under it, or with nothing, is taken at the score that will do for any text."""
    page = parse_string(
        "<h1>Locks</h1><h2>Fees</h2><p>Ten crowns.</p><h2>More</h2><ul><li>Home<li>News</ul><h2>Map</h2>",
        media_type="text/html",
    )
    given = {"Ten crowns.": 5.0, "Home": -9.0, "News": -9.0}
    scored = np.array([given.get(block.text, score) for block in page.blocks])
    monkeypatch.setattr(labels, "scores", lambda *_: scored)
    judged = {text: kind for text, (kind, _) in rules(page).items()}
    assert judged["More"] == heading
    assert judged["Locks"] == judged["Fees"] == judged["Map"] == judged["Ten crowns."] == "content"


def test_headings_over_boilerplate_are_better_than_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they are all that may be content, they stay."""
    page = parse_string("<h1>Locks</h1><ul><li>Home<li>News</ul>", media_type="text/html")
    monkeypatch.setattr(labels, "scores", lambda *_: np.array([0.0, -9.0, -9.0]))
    assert [kind for kind, _ in rules(page).values()] == ["content", "boilerplate", "boilerplate"]


@pytest.mark.parametrize("where", ["main", "article", 'div role="main"'])
def test_lists_in_what_authors_call_content_need_less(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """Other text in there does not; nor does a list in a navigation that stands in there."""
    prose = "".join(f"<p>Sentence {n}.</p>" for n in range(40))
    page = parse_string(
        f"<body>{prose}<ul><li>out</ul><{where}><ul><li>in</ul><p>text</p><nav><ul><li>menu</ul></nav></{where[:7]}>",
        media_type="text/html",
    )
    monkeypatch.setattr(
        labels, "scores", lambda *_: np.array([5.0 if "Sentence" in block.text else -1.7 for block in page.blocks])
    )
    judged = {text: kind for text, (kind, _) in rules(page).items()}
    assert judged["in"] == "content"
    assert judged["out"] == judged["text"] == judged["menu"] == "boilerplate"
