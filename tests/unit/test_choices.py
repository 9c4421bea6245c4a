"""The user's own word on a page beats every rule, and is told when it says nothing."""

import pytest

from scrape_clean import Options, UsageError, balance, clean
from scrape_clean.choices import heed
from scrape_clean.model import Block, LabelledBlock

PAGE = """<title>Tours</title><nav>Home</nav><main><h1>Tours</h1><p class="ad note">Book now</p><ul><li>By boat</ul>
<div class=tab hidden><p>By train</p><p hidden>draft</p></div><p class=stars>***</p><button>More</button></main>"""


def texts(keep: tuple[str, ...] = (), drop: tuple[str, ...] = (), *, keep_boilerplate: bool = False) -> list[str]:
    """The texts of the page's records; the ledger adds up whatever is chosen."""
    page = clean(PAGE, media_type="text/html", options=Options(keep=keep, drop=drop, keep_boilerplate=keep_boilerplate))
    assert balance(page).adds_up
    return [record.text for record in page.records]


def test_drop() -> None:
    """What is in the element goes, with the selector as its rule, also where boilerplate is kept."""
    assert {"Book now", "By boat"} <= set(texts())
    assert "Book now" not in texts(drop=(".ad",))
    left = texts(drop=("nav", ".ad"), keep_boilerplate=True)
    assert {"By boat", "***", "More"} <= set(left)
    assert not {"Home", "Book now"} & set(left)
    page = clean(PAGE, media_type="text/html", options=Options(drop=(".ad",)))
    assert [(d.stage, d.rule) for d in page.drops if d.text == "Book now"] == [("label", "drop:.ad")]


def test_keep() -> None:
    """A menu, a button, stars; hidden text of the element itself."""
    assert not {"Home", "More", "***"} & set(texts())
    assert "Home" in texts(keep=("nav",))
    assert {"***", "More"} <= set(texts(keep=(".stars", "button")))
    assert "By train" in texts(keep=(".tab",))


def test_the_innermost_counts_and_keep_before_drop() -> None:
    """Only this part of the page; all but that; an element that both name is kept."""
    assert texts(keep=("ul",), drop=("body",)) == ["By boat"]
    assert "By boat" not in texts(keep=("main",), drop=("li",))
    assert "***" in texts(keep=("main",), drop=("li",))
    assert "Book now" in texts(keep=(".note",), drop=(".ad",))


def test_a_dropped_heading_heads_nothing() -> None:
    """Sections are made of what is left."""
    page = clean(PAGE, media_type="text/html", options=Options(drop=("h1",)))
    assert {record.section for record in page.records} == {()}


def test_what_matches_nothing_is_told() -> None:
    """With its kind, in the order given; in plain text nothing matches."""
    options = Options(keep=(".x", "main"), drop=(".y", "nav"))
    assert clean(PAGE, media_type="text/html", options=options).unmatched == ("keep:.x", "drop:.y")
    assert clean("Home", media_type="text/plain", options=options).unmatched == (
        *("keep:.x", "keep:main", "drop:.y", "drop:nav"),
    )
    assert clean("# Home", media_type="text/markdown", options=Options(drop=("h1", "h2"))).unmatched == ("drop:h2",)


def test_the_title_is_the_pages_whatever_is_dropped() -> None:
    """It is no text of the body."""
    page = clean(PAGE, media_type="text/html", options=Options(drop=("html",)))
    assert (page.title, page.records) == ("Tours", ())
    assert clean(PAGE, media_type="text/html", options=Options(keep=("html",))).title == "Tours"
    assert balance(page).adds_up


@pytest.mark.parametrize("selectors", [("p[",), ("",), (".a", "::"), ".a"])
def test_what_is_no_selector_is_refused(selectors: tuple[str, ...]) -> None:
    """Before any page is read."""
    with pytest.raises(UsageError, match=r"^keep"):
        Options(keep=selectors)


def test_blocks_without_a_choice_and_without_text_stay() -> None:
    """Only what could be a record is relabelled."""
    plain = LabelledBlock(Block("paragraph", 0, 1, "a"), "content", "body")
    empty = LabelledBlock(Block("bullet", 1, 2, "", chosen="keep:li"), "boilerplate", "no-word")
    title = LabelledBlock(Block("metadata", 2, 3, "t", chosen="drop:head"), "boilerplate", "metadata")
    chosen = LabelledBlock(Block("paragraph", 3, 4, "b", chosen="drop:p"), "content", "body")
    assert heed([plain, empty, title]) == (plain, empty, title)
    assert [(item.label, item.rule) for item in heed([chosen])] == [("boilerplate", "drop:p")]
