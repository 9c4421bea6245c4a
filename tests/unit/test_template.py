"""A site's template: learnt from several of its pages, and not from several nights of one."""

from scrape_clean import CleanedPage, Options, clean, template_of

NOTICE = "The harbour office is closed on public holidays and on the day of the regatta."


def page(name: str, *facts: str) -> CleanedPage:
    """A page of a site that writes a notice under every text."""
    body = f"<h1>{name}</h1>" + "".join(f"<p>{fact}</p>" for fact in facts) + f"<p>{NOTICE}</p>"
    return clean(body, url=f"https://harbour.example/{name}", media_type="text/html")


PAGES = [
    page("berths", "There are 40 berths for guests.", "Book a day ahead."),
    page("crane", "The crane lifts boats of up to 20 tonnes."),
    page("fuel", "Diesel is sold at the western quay from 8 to 18."),
]


def test_what_stands_on_most_pages() -> None:
    """The notice is the template; no fact of a single page is."""
    assert template_of(PAGES) == {NOTICE}


def test_it_makes_the_notice_a_drop() -> None:
    """Given to `clean`, it takes the notice out and says so."""
    cleaned = clean(
        f"<h1>Ice</h1><p>There is no ice in the harbour this week.</p><p>{NOTICE}</p>",
        media_type="text/html",
        options=Options(template=template_of(PAGES)),
    )
    assert [record.text for record in cleaned.records] == ["There is no ice in the harbour this week."]
    assert [(drop.text, drop.rule) for drop in cleaned.drops] == [(NOTICE, "template")]


def test_it_holds_whatever_the_night_before_is_given_as() -> None:
    """The page itself, or what is kept of it."""
    for before in (PAGES[1], PAGES[1].snapshot()):
        options = Options(template=template_of(PAGES), before=before)
        cleaned = clean(f"<h1>Ice</h1><p>There is no ice this week.</p><p>{NOTICE}</p>", options=options)
        assert [drop.rule for drop in cleaned.drops if drop.text == NOTICE] == ["template"]


def test_nights_of_one_page_are_one_page() -> None:
    """What a page says every night is its content."""
    assert template_of([*PAGES[:1] * 5, PAGES[1]]) == frozenset()
    extra = "".join(f"<p>Fact number {n} of the page, which stays.</p>" for n in range(30))
    nights = [clean(f"<h1>Log</h1>{extra}<p>Depth {n} m</p>", media_type="text/html") for n in range(4)]
    assert template_of(nights) == frozenset()


def test_order_does_not_matter() -> None:
    """The template follows from the set of pages."""
    assert template_of(reversed(PAGES)) == template_of(PAGES)
