"""Entries that lead to the page's own headings are left to these."""

import numpy as np
import pytest

from scrape_clean import Options, balance, clean, compare
from scrape_clean.label import labels
from scrape_clean.label.contents import contents
from scrape_clean.parse import parse_string

NAMES = ("Limits", "Stations", "Fees")
TEXTS = "".join(
    f'<h2 id="{name.lower()}">{name}</h2><p>What the harbour says of {name.lower()} holds from May to October.</p>'
    for name in NAMES
)


def entries(*names: str, before: str = "") -> str:
    """A list of links to fragments of the page."""
    return "".join(f'<li><a href="{before}#{name.lower()}">{name}</a></li>' for name in names)


def found(markup: str, url: str | None = None) -> list[str]:
    """The texts of all entries where everything is content."""
    page = parse_string(f"<body>{markup}", media_type="text/html", url=url)
    return [page.blocks[at].text for at in sorted(contents(page, [block.hidden is None for block in page.blocks]))]


@pytest.mark.parametrize("frame", ["<div class=x><ul>{}</ul></div>", "<main><ol>{}</ol></main>", "<ul>{}</ul>"])
def test_entries_are_no_records(frame: str) -> None:
    """Whatever they stand in; the headings say it, and nothing is lost."""
    page = clean(
        f"<h1>Harbour</h1><p>All of it is new.</p>{frame.format(entries(*NAMES))}{TEXTS}", media_type="text/html"
    )
    assert [drop.rule for drop in page.drops if drop.text in NAMES] == ["links"] * 3
    assert {record.text for record in page.records}.isdisjoint(NAMES)
    assert [heading.text for heading in page.headings] == ["Harbour", *NAMES]
    assert balance(page).adds_up


def test_a_heading_renamed_is_told_once() -> None:
    """Not as an item that is gone and one that is new as well."""
    html = f"<h1>Harbour</h1><div class=toc><ul>{entries(*NAMES)}</ul></div>{TEXTS}"
    before = clean(html, media_type="text/html")
    after = clean(html.replace("Limits", "Quotas"), media_type="text/html", options=Options(before=before))
    result = compare(before, after)
    assert [(one.before, one.after) for one in result.sections] == [(("Harbour", "Limits"), ("Harbour", "Quotas"))]
    assert not {"added", "removed"} & {one.type for one in result.changes}


def test_numbers_and_signs_are_no_difference() -> None:
    """A style sheet numbers headings, a script gives them a sign to link to."""
    headings = "<h2>1. Limits</h2><h2>Stations ¶</h2><h2>Fees</h2>"
    assert found(f"<ul>{entries('Limits', '2.1 Stations', 'FEES')}</ul>{headings}") == [
        "Limits",
        "2.1 Stations",
        "FEES",
    ]


@pytest.mark.parametrize("url", ["https://pier.example/tides", "https://pier.example/tides?night=2"])
def test_a_fragment_of_the_page_by_its_address(url: str) -> None:
    """And not one of another page."""
    markup = f"<ul>{entries(*NAMES, before='/tides')}{entries('Fees', before='/fees')}</ul>{TEXTS}"
    assert found(markup, url) == [*NAMES]


def test_without_its_address_the_page_is_the_one_that_the_entries_name() -> None:
    """Renumbered entries would be flagged, one by one."""
    markup = f"<ul>{entries(*NAMES, before='tides.html')}{entries('Fees', before='fees.html')}</ul>{TEXTS}"
    assert found(markup) == [*NAMES]
    assert found(markup, "https://pier.example/moon.html") == []


@pytest.mark.parametrize(
    "markup",
    [
        f"<ul>{entries(*NAMES[:2])}</ul>{TEXTS}",  # too few
        f"<ul>{entries(*NAMES)}</ul>{TEXTS.replace('<h2', '<p').replace('</h2', '</p')}",  # no headings
        f"<ul>{entries(*NAMES)}</ul>{TEXTS.replace('<h2', '<h2 hidden')}",  # none that is content
        f"<ul>{entries(*NAMES[:2], before='/other')}</ul>{TEXTS}",
        f"<ul>{entries(*NAMES[:2], before='/other')}{entries('Fees', 'Fees', before='/fees')}</ul>{TEXTS}",
        f"<ul>{entries(*NAMES, before='/2030')}{entries(*NAMES, before='/2031')}</ul>{TEXTS}",  # which is this page?
        f"<ul>{entries(*NAMES, before='https://pier.example/tides')}</ul>{TEXTS}",
        f"<ul>{entries(*NAMES, before='javascript:go')}</ul>{TEXTS}",
        f"<ul>{entries(*NAMES).replace('</li>', ' in short</li>')}</ul>{TEXTS}",
    ],
)
def test_what_says_more_than_headings_do_stays(markup: str) -> None:
    """Or may do so."""
    assert found(markup) == []


def test_what_others_are_said_of_stays() -> None:
    """The items under it would be said of nothing."""
    items = entries(*NAMES).replace("</li>", "<ul><li>as in 2030</ul></li>", 1)
    terms = "<dl><dt><a href='#fees'>Fees</a><dd>9 crowns</dl>"
    assert found(f"<ul>{items}</ul>{terms}{TEXTS}") == ["Stations", "Fees"]
    nested = f"<ul><li><a href='#limits'>Limits</a><ul>{entries('Stations', 'Fees')}</ul></li></ul>"
    assert found(f"{nested}{TEXTS}") == [*NAMES]


@pytest.mark.parametrize("score", [0.0, 9.0])
def test_a_heading_over_entries_alone_goes_with_them(monkeypatch: pytest.MonkeyPatch, score: float) -> None:
    """However likely; with anything else under it, and over nothing, it stays."""
    monkeypatch.setattr(labels, "scores", lambda page, _: np.full(len(page.own), score))
    toc = f"<div><h2>On this page</h2><nav><ul>{entries(*NAMES)}</ul></nav></div>"
    page = clean(f"<h1>Harbour</h1>{toc}{TEXTS}", media_type="text/html")
    assert [heading.text for heading in page.headings] == ["Harbour", *NAMES]
    page = clean(f"<h1>Harbour</h1>{toc}<p>And more.</p>{TEXTS}<h2>End</h2>", media_type="text/html")
    assert [heading.text for heading in page.headings] == ["Harbour", "On this page", *NAMES]
    assert page.records[-1].text == "End"


@pytest.mark.parametrize("root", ["<article>{}</article>", "{}"])
def test_a_heading_for_the_printed_page_is_no_section(root: str) -> None:
    """The page's own h1 ends it, in whatever element it stands."""
    printed = (
        f"<div class=print><h1>Harbour</h1><div><h2>Contents</h2><nav><ul>{entries(*NAMES)}</ul></nav></div></div>"
    )
    page = clean(f"{printed}{root.format(f'<h1>Harbour</h1><p>All of it is new.</p>{TEXTS}')}", media_type="text/html")
    assert "Contents" not in {name for record in page.records for name in record.section}
