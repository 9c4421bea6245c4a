"""Entries of a listing, which have a link and a date each."""

import pytest

from scrape_clean import clean

TITLES = ("Quay bridge closed to carts", "New hours at the tide office", "Offices closed all week", "East quay hearing")
DAYS = ("April 1, 2031", "September 11, 2031", "25.12.2031", "2032-01-09")


def menu(*names: str) -> str:
    """Links in elements side by side."""
    return "<div class=nav>" + "".join(f"<div class=item><a href=/{name}>{name}</a></div>" for name in names) + "</div>"


def front_page(days: tuple[str, ...], head: str = "") -> str:
    """A county's, without a landmark: a menu, a column of links, a welcome, and news: links with their dates."""
    news = "".join(
        f"<div class=news><h4><a href=/news/{title}>{title}</a></h4><p><a href=/news/{title}>{day}</a></p></div>"
        for title, day in zip(TITLES, days, strict=True)
    )
    return (
        f"<html><head><title>Estuary County</title>{head}</head><body>"
        f"{menu('Home', 'How do I?', 'Council', 'Departments', 'Courts', 'Online services', 'Contact us')}"
        f"<div class=wrap>{menu('Assessor', 'Coroner', 'Roads', 'Planning', 'Purchasing', 'Veterans', 'Solid waste')}"
        "<div class=mid><h1>Welcome</h1><p>Thank you for visiting our website. Estuary County is one of the fastest "
        "growing counties on the coast, and its ports, schools and parks are open to all who live here.</p></div>"
        f"<div class=r><h3><a href=/news>Newswire</a></h3>{news}</div></div>"
        f"<div class=foot>{menu('Quick links', 'Car tags', 'Downloads', 'Employment', 'Land records')}</div>"
    )


def said(html: str) -> set[str]:
    """All records of a page, and the headings above them."""
    records = clean(html, media_type="text/html").records
    return {record.text for record in records} | {heading for record in records for heading in record.section}


def test_news_on_a_front_page_stay() -> None:
    """Titles and dates; the menus around them, which look the same but for the dates, do not."""
    found = said(front_page(DAYS))
    assert {*TITLES, *DAYS} <= found
    assert {*TITLES[:3]} <= said(front_page((*DAYS[:3], "soon")))
    assert not {"Council", "Assessor", "Car tags"} & found


@pytest.mark.parametrize(
    ("days", "head"),
    [
        (("more", "more", "more", "more"), ""),
        (DAYS, '<meta property="article:published_time" content="2031-03-05T08:00:00Z">'),
    ],
)
def test_links_without_dates_and_other_articles_need_more(days: tuple[str, ...], head: str) -> None:
    """Two lines with links are a menu as well; and beside an article they lead to others."""
    assert not {*TITLES} & said(front_page(days, head))


def test_a_few_dates_among_many_links_make_no_entries() -> None:
    """Most of what looks the same has to have one."""
    others = "".join(
        f"<div class=news><h4><a href=/topic/{name}>{name}</a></h4><p><a href=/topic/{name}>more</a></p></div>"
        for name in ("Harbour dues", "Fishing rights", "Moorings", "Boat sales", "Lost property")
    )
    assert not {*TITLES[:3]} & said(front_page((*DAYS[:3], "more")).replace("<h3>", f"{others}<h3>"))


def test_dates_that_stand_elsewhere_make_no_entries() -> None:
    """Nor do names beside dates: those are of remarks."""
    history = "<p>Founded in 1901.</p><p>The town hall was built in 1950.</p><p>The quay is from 1977.</p>"
    assert not {*TITLES} & said(front_page(("more",) * 4).replace("<h1>", f"{history}<h1>"))
    remarks = front_page(DAYS)
    names = "Anna", "Jonas", "Berit", "Carl"
    for title, name in zip(TITLES, names, strict=True):
        remarks = remarks.replace(f">{title}<", f">{name}<")
    assert not {*names} & said(remarks)
