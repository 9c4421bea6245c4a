"""Pages that show next to nothing until scripts have run."""

import json

import pytest

from scrape_clean import balance, clean
from scrape_clean.model import Document
from scrape_clean.page import CleanedPage
from scrape_clean.parse.html import parse_html

SENTENCE = "The ferry leaves the north pier every hour from six in the morning until ten at night. "
LONG = SENTENCE * 8  # about 700 characters
NOTE = "You need to enable JavaScript to run this app. "


def parse(markup: str) -> Document:
    """By both readers, which agree; the blocks tile the text."""
    document = parse_html(markup)
    assert document == parse_html(markup, reader="soup")
    assert "".join(document.text[block.start : block.end] for block in document.blocks) == document.text
    return document


def cleaned(markup: str) -> CleanedPage:
    """With a ledger that adds up."""
    page = clean(markup, media_type="text/html")
    assert balance(page).adds_up
    return page


def script(value: object) -> str:
    """A page's JSON-LD."""
    return f"<script type='application/ld+json'>{json.dumps(value)}</script>"


@pytest.mark.parametrize(
    ("body", "revealed"),
    [
        (f"<div id=app></div><noscript><h1>Ferries</h1><p>{LONG}</noscript>", "noscript"),
        (f"<p>Loading</p><noscript><p>{LONG}</noscript>", "noscript"),
        (f"<div id=app></div><noscript>{NOTE}</noscript><script>x</script>", "nothing"),
        (f"<p>{LONG}</p><noscript><p>{LONG * 9}</noscript>", None),
        (f"<p>{SENTENCE * 3}</p><noscript><p>{LONG}</noscript>", None),
        (f"<div style='visibility:hidden'><p>{LONG * 2}</div>", "concealed"),
        (f"<div hidden><p>{LONG * 2}</div><p>Loading</p>", "concealed"),
        (f"<p>{SENTENCE * 2}</p><div hidden><p>{LONG * 2}</div>", None),
        (f"<dialog><p>{LONG * 2}</dialog>", None),
        (f"<template><p>{LONG * 2}</template>", None),
        ("<p>Short</p>", None),
        ("<script>start()</script><div id=app></div>", "nothing"),
        ("<div id=app></div>", None),
        (f"<script>start({json.dumps(LONG)})</script>", "nothing"),
    ],
)
def test_what_makes_a_shell(body: str, revealed: str | None) -> None:
    """Next to nothing shown, and much more elsewhere; a note that asks for scripts is not enough."""
    document = parse(body) if "<template" not in body else parse_html(body)
    assert document.revealed == revealed
    hidden = {block.hidden for block in document.blocks if len(block.text) > 300}
    assert (None in hidden) == (revealed in ("noscript", "concealed") or body.startswith(f"<p>{LONG}"))


def test_noscript_text_goes_through_the_rules_as_any_other() -> None:
    """Its menu is a menu, its list a list."""
    page = cleaned(
        f"<div id=app></div><noscript><nav>Home</nav><h1>Ferries</h1><ul><li>{SENTENCE}<li>{LONG}</ul></noscript>"
    )
    assert [(record.kind, record.section) for record in page.records] == [("bullet", ("Ferries",))] * 2
    assert [drop.rule for drop in page.drops] == ["landmark:navigation"]
    assert page.revealed == "noscript"


JOB = {
    "@type": "JobPosting",
    "title": "Deck hand",
    "datePosted": "2024-05-01",
    "hiringOrganization": {"@type": "Organization", "name": "Ferry Line", "description": "A line of ferries. " * 20},
    "description": "<p>You will help on deck &amp; quay.</p><ul><li>Tie the ropes<li>Count the life vests</ul>"
    "<p>The season runs from April to October, with two days off in every week of it.</p>",
}


def test_markup_in_json_ld_is_read_as_such() -> None:
    """With its lists, under the name of the thing; not what is said of others."""
    page = cleaned(f"<title>Jobs</title>{script(JOB)}<div id=app></div>")
    assert [(record.kind, record.text, record.section) for record in page.records] == [
        ("paragraph", "You will help on deck & quay.", ("Deck hand",)),
        ("bullet", "Tie the ropes", ("Deck hand",)),
        ("bullet", "Count the life vests", ("Deck hand",)),
        ("paragraph", "The season runs from April to October, with two days off in every week of it.", ("Deck hand",)),
    ]
    assert page.revealed == "json-ld"
    assert page.metadata.published is not None


def test_questions_lists_and_steps() -> None:
    """A question heads its answer; entries of lists are bullets; each thing once, however often it is referred to."""
    faq = {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": "May I bring a dog?",
                "acceptedAnswer": {"@type": "Answer", "text": "Yes, on a lead."},
            },
            {
                "@type": "Question",
                "name": "Is there a café?",
                "acceptedAnswer": {"@type": "Answer", "text": "On the upper deck."},
            },
        ],
    }
    stops = {
        "@type": "ItemList",
        "name": "Stops",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "item": {"@id": "#n", "@type": "Place", "name": "North pier"}},
            {"@type": "ListItem", "position": 2, "name": "South pier"},
            "West pier",
            {"@id": "#n"},
        ],
    }
    soup = {"@type": "Recipe", "name": "Pier soup", "recipeIngredient": ["2 onions", "1 fish"],
            "recipeInstructions": [{"@type": "HowToStep", "text": "Chop the onions."}, "Add the fish."]}  # fmt: skip
    crumbs = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "Home"}]}
    page = cleaned(script({"@graph": [crumbs, faq, stops, soup]}))
    assert [(record.kind, record.text, record.section) for record in page.records] == [
        ("paragraph", "Yes, on a lead.", ("May I bring a dog?",)),
        ("paragraph", "On the upper deck.", ("Is there a café?",)),
        ("bullet", "North pier", ("Stops",)),
        ("bullet", "South pier", ("Stops",)),
        ("bullet", "West pier", ("Stops",)),
        ("bullet", "2 onions", ("Pier soup",)),
        ("bullet", "1 fish", ("Pier soup",)),
        ("paragraph", "Chop the onions.", ("Pier soup",)),
        ("bullet", "Add the fish.", ("Pier soup",)),
    ]


def test_both_readers_take_the_same_from_json_ld() -> None:
    """And the blocks tile the text with the page's own."""
    document = parse(f"<p>Loading</p>{script(JOB)}<p hidden>x</p>")
    assert [block.chosen for block in document.blocks] == [None, None, *["revealed:json-ld"] * 5]
    assert all(block.path is None for block in document.blocks[2:])
    for block in document.blocks[2:]:
        around = document.containers[block.container]
        while around.parent >= 0:
            around = document.containers[around.parent]
        assert around.tag == "script"


def test_json_ld_of_an_ordinary_page_stays_a_script() -> None:
    """What the page shows itself is not counted twice."""
    page = cleaned(f"<p>{LONG}</p>{script(JOB)}")
    assert (page.revealed, len(page.records)) == (None, 1)
    assert "Tie the ropes" not in page.text


@pytest.mark.parametrize(
    "value",
    [
        {"@type": "WebSite", "name": "Quay", "description": LONG},
        {"@type": "Article", "headline": LONG},
        {"@type": "Article", "headline": "A", "description": 7, "articleBody": {"x": LONG}},
        {"@type": "Article", "sku": LONG, "image": LONG},
    ],
)
def test_what_is_no_text_of_the_page(value: object) -> None:
    """The site's own description, a name alone, and what is not written to be read."""
    page = cleaned(script(value))
    assert (page.revealed, page.records) == ("nothing", ())


def test_nodes_that_hold_each_other_come_to_an_end() -> None:
    """A comment on a comment on itself."""
    loop = {"@id": "#a", "@type": "Comment", "text": LONG, "comment": [{"@id": "#a"}]}
    deep: dict[str, object] = {"@type": "Comment", "text": SENTENCE}
    for _ in range(30):
        deep = {"@type": "Comment", "text": SENTENCE, "comment": deep}
    page = cleaned(script([loop, deep]))
    assert len(page.records) == 2
