"""Broken pages and other pages are held; real changes are not."""

import copy

import pytest

from pages import LIBRARY, page
from scrape_clean import CleanedPage, Memory, clean, compare

GOOD = page(LIBRARY)

FRENCH = {
    "Emprunter": [
        "Les membres gardent quatre livres pendant trois semaines.",
        "Les films et les jeux sont rendus après sept jours.",
        "Un rappel est envoyé deux jours avant la fin du prêt.",
        "Les objets perdus sont facturés au prix du neuf.",
    ],
    "Salle de lecture": [
        "La salle de lecture a 48 places et ouvre à 9 h 30.",
        "Les cartes et les manuscrits se lisent à la grande table.",
        "Les crayons sont permis, l'encre ne l'est pas.",
        "Les photos sans flash ne coûtent rien depuis 2019.",
    ],
    "Cours": [
        "Chaque jeudi une bénévole aide à remplir les impôts.",
        "Le cours de reliure a de la place pour neuf personnes.",
        "Les enfants apprennent les échecs à la cave le samedi.",
        "On peut apprendre le basque, le gallois et le romanche.",
    ],
}


def bare(body: str, title: str) -> CleanedPage:
    """A page without any of the usual parts."""
    return clean(f"<title>{title}</title><body>{body}</body>", media_type="text/html")


BROKEN = {
    "error": bare("<h1>502</h1><p>Zła brama. Spróbuj ponownie później.", "502"),
    "login": bare(
        "<h1>Anmelden</h1><form><label>Name<input></label><button>Los</button></form><p>Konto anlegen", "Anmelden"
    ),
    "challenge": bare("<p>Подтвердите, что вы человек.<div class=box></div>", "Проверка"),
    "maintenance": page({"": ["We are back at noon."]}, title="Back soon"),
    "not found in the usual frame": page(
        {"Oops": ["The page has gone.", "Go to the start page."]}, title="Nothing here"
    ),
    "blank": clean("", media_type="text/html"),
    "no content": bare("", "Town library"),
    "half loaded": page({**dict(list(LIBRARY.items())[:1]), "Reading room": [], "Courses": []}),
    "first third": page(dict(list(LIBRARY.items())[:1])),
    "another language, declared": page(FRENCH, title="Bibliothèque", language="fr"),
    "another language, same title": page(FRENCH),
    "another page": page(
        {
            "Founders": [
                "In 1887 a sailmaker left his house to the town for a school of navigation.",
                "Two fires and one flood destroyed most of what his widow had collected.",
                "The tower was rebuilt with bricks from a brewery across the bay.",
            ],
            "Trustees": [
                "Imogen Farr repairs clocks and keeps the minutes of every meeting.",
                "Tobias Wren has walked round the whole coast with a sketch book.",
                "Nobody has volunteered for the post of treasurer, which stays vacant.",
            ],
        },
        title="History of the house",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_nothing_is_flagged_and_the_base_stays(name: str) -> None:
    """The reason is told, what would have been flagged is kept apart, and the good night is compared with again."""
    found = compare(GOOD, BROKEN[name])
    assert found.suspect
    assert "\n" not in found.suspect
    assert (found.changes, found.muted, found.sections) == ((), (), ())
    assert found.base == GOOD.snapshot()
    assert compare(found.base, GOOD).changes == ()


def test_a_page_cut_off_in_the_middle_of_a_text() -> None:
    """Even when little is missing."""
    whole = "".join(f"<p>{line}" for lines in LIBRARY.values() for line in lines)
    cut = whole[: whole.index("Basque") - 9]
    assert "breaks off" in (compare(*(clean(text, media_type="text/html") for text in (whole, cut))).suspect or "")


def test_headings_that_lost_their_text() -> None:
    """They are records now; whether the page itself is at hand or its snapshot, they are what stands there bare."""
    part = page({**dict(list(LIBRARY.items())[:2]), "Courses": []})
    for night in (part, part.snapshot()):
        found = compare(GOOD, night)
        assert found.suspect is not None
        assert found.suspect.startswith("headings stand there without their text")


def test_what_is_real_is_flagged_at_once() -> None:
    """A section withdrawn, the last one too; every item edited; a list that shows other items under the same title."""
    for name in LIBRARY:
        fewer = {other: items for other, items in LIBRARY.items() if other != name}
        found = compare(GOOD, page(fewer))
        assert found.suspect is None
        assert [change.type for change in found.changes] == ["removed"] * 4
    bumped = {name: [f"{item[:-1]} (2031)." for item in items] for name, items in LIBRARY.items()}
    found = compare(GOOD, page(bumped))
    assert [change.type for change in found.changes] == ["changed"] * 12
    news = copy.deepcopy(LIBRARY)
    for name, items in BROKEN_NEWS.items():
        news[name] = items
    found = compare(GOOD, page(news))
    assert found.suspect is None
    assert {change.type for change in found.changes} == {"added", "removed"}


EVENTS = [
    "Choir evening on 5 May in the town hall",
    "Flea market on 9 May in the harbour square",
    "Book fair on 12 May in the library",
    "Open day on 20 May at the fire station",
    "Chess cup on 22 May in the school",
    "Harvest supper on 3 June in the barn",
]


@pytest.mark.parametrize(("before", "after"), [(6, 4), (6, 3), (3, 1), (2, 1)])
@pytest.mark.parametrize("at_end", [True, False])
def test_a_few_items_may_leave_a_short_list(before: int, after: int, at_end: bool) -> None:  # noqa: FBT001
    """Two of six, or one of two, are a third or half of the page and still what happens to lists."""
    listed = EVENTS[:before]
    kept = listed[:after] if at_end else listed[before - after :]
    found = compare(page({"Events": listed}), page({"Events": kept}))
    assert found.suspect is None
    assert [change.type for change in found.changes] == ["removed"] * (before - after)


def test_a_few_words_of_an_error_are_no_short_list() -> None:
    """Something new stands there instead."""
    assert compare(page({"Events": EVENTS[:3]}), page({"Events": ["Please try again later."]})).suspect


def test_a_guess_at_the_language_of_a_few_words_holds_nothing() -> None:
    """A name or two are in any language."""
    old = clean("<ul><li>Heute offen<li>Sauna geschlossen</ul>", media_type="text/html")
    new = clean("<ul><li>Heute offen</ul>", media_type="text/html")
    assert compare(old, new).suspect is None
    yard = "The yard is open in the summer and the café is open in the evening."
    sale = "Winter sale starts now: half price on everything!", "Order online today, delivered tomorrow morning."
    both = {"Yard": [yard, "The boats are in the shed and the key is in the office."]}, {"Yard": [*sale]}
    assert compare(*map(page, both)).suspect is None


@pytest.mark.parametrize("left", [7, 6, 4])
def test_a_page_without_its_second_half(left: int) -> None:
    """Several sections end at once: more than a section taken off; also where little is left."""
    lines = [(name, item) for name, items in LIBRARY.items() for item in items][:left]
    kept = {name: [item for other, item in lines if other == name] for name in dict.fromkeys(name for name, _ in lines)}
    assert (compare(GOOD, page(kept)).suspect or "").startswith("the end of the page is missing")


def test_items_off_a_short_list_whose_rest_is_still_loading() -> None:
    """Three of six may be taken off, but not for a stump of a line."""
    loading = [*EVENTS[:3], "Loading"]
    assert (compare(page({"Events": EVENTS}), page({"Events": loading})).suspect or "").startswith(
        "the end of the page"
    )


def test_a_section_below_a_single_notice_may_go() -> None:
    """It is the one thing that went, though all else is one record."""
    notice = (
        "The library is closed for repairs from the first of May until the cellar is dry and all shelves stand again."
    )
    both = {"Notice": [notice], "Lent": [event[:20] for event in EVENTS[:4]]}
    found = compare(page(both), page({"Notice": [notice]}))
    assert found.suspect is None
    assert [change.type for change in found.changes] == ["removed"] * 4


def at_address(sections: dict[str, list[str]], url: str | None, title: str = "Town library") -> CleanedPage:
    """A page that was found somewhere; with no title, it has no heading either."""
    head = f"<title>{title}</title><h1>{title}</h1>" if title else ""
    parts = "".join(f"<h2>{name}</h2><p>{'<p>'.join(items)}" for name, items in sections.items())
    parts = parts if title else "".join(f"<p>{'<p>'.join(items)}" for items in sections.values())
    return clean(f"<html lang=en>{head}<main>{parts}</main>", media_type="text/html", url=url)


@pytest.mark.parametrize(
    ("urls", "title", "why"),
    [
        (("https://a.example/news", "https://a.example/news"), "Town library", None),
        (("https://a.example/news", "https://a.example/old"), "Town library", "its address is another"),
        (("https://a.example/news", None), "Town library", None),
        ((None, "https://a.example/news"), "Town library", None),
        ((None, None), "", "it has no title to be known by"),
    ],
)
def test_what_speaks_against_new_content(urls: tuple[str | None, str | None], title: str, why: str | None) -> None:
    """Another address does, and no title at all; an address that is not known says nothing."""
    found = compare(at_address(LIBRARY, urls[0], title), at_address(BROKEN_NEWS, urls[1], title))
    assert (found.suspect is None) is (why is None)
    assert (why or "") in (found.suspect or "")


def test_a_plain_list_in_place_of_another_is_held() -> None:
    """It has neither a title nor sections nor a template to be known by."""
    lists = ("\n".join(f"- {item}" for item in several["Courses"]) for several in (LIBRARY, BROKEN_NEWS))
    found = compare(*(clean(text, media_type="text/markdown") for text in lists))
    assert (found.suspect or "").endswith("it has no title to be known by")


def test_other_sections_in_another_template_are_another_page() -> None:
    """One of the two may be another under the same title."""
    rows = "".join(f"<tr><td>{item[:30]}<td>{item[30:]}" for items in BROKEN_NEWS.values() for item in items)
    for names, held in ((("Borrowing", "Courses"), False), (("Borrowing", "Staff"), True)):
        parts = "".join(f"<h2>{name}</h2><table>{rows}</table>" for name in names).replace(rows, "<p>All.", 1)
        body = f"<html lang=en><title>Town library</title><main><h1>Town library</h1>{parts}</main>"
        found = compare(GOOD, clean(body, media_type="text/html"))
        assert ("its sections are others" in (found.suspect or "")) is held


def test_a_short_page_in_another_language_is_held() -> None:
    """A dozen words tell a language where the page says which one it is."""
    both = [
        "<html lang=en><title>Opening hours</title><main><p>Open every day but Monday.<p>The last boat leaves at noon.",
        "<html lang=de><title>Opening hours</title><main><p>Montags ist alles zu.<p>Das letzte Boot geht um zwei.",
    ]
    found = compare(*(clean(text, media_type="text/html") for text in both))
    assert (found.suspect or "").startswith("the page is in another language (en / de)")


def test_lists_of_names_are_in_no_language() -> None:
    """That the next crew has no junior says as little as any other name."""
    ends = list(zip("aeiou", "xyzvw", strict=True))
    crews = [
        [f"{start}{one} {start}{other}" for start in starts for one, other in ends]
        for starts in (("Bar", "Kel", "Mon", "Tal", "Vin"), ("Gar", "Hol", "Nes", "Por", "Wil"))
    ]
    crews[0][3:5] = [f"{name} junior" for name in crews[0][3:5]]
    found = compare(*(page({"Crew": crew[:13], "Guests": crew[13:]}) for crew in crews))
    assert found.suspect is None
    assert found.changes


BROKEN_NEWS = {
    "Borrowing": [
        "From May on the van stops at the mill and at the school.",
        "The catalogue has been moved to a new server with better search.",
        "Seven readers of the month were drawn and have been told.",
        "In the summer the returns box is emptied at night only.",
    ],
    "Reading room": [
        "The windows on the east side are being painted this week.",
        "A bequest of sea charts is shown in the glass cases.",
        "The clock is right again, for the first time in the decade.",
        "Of the chairs in the corner one has been mended.",
    ],
    "Courses": [
        "The poets of the valley read from their work in the hall.",
        "A talk on lichens is given by the warden of the reserve.",
        "Knitters meet in the attic, and beginners are welcome.",
        "For the quiz on maps there are places for two teams.",
    ],
}


def test_what_stands_is_flagged_after_three_nights() -> None:
    """Not earlier, and only when the same page stood there all the while; an empty page never."""
    other = BROKEN["another page"]
    nights = (other.snapshot(),) * 3
    assert compare(GOOD, other, memory=Memory(held=nights[:2])).suspect
    assert compare(GOOD, other, memory=Memory(held=(*nights[:2], BROKEN["error"].snapshot()))).suspect
    found = compare(GOOD, other, memory=Memory(held=nights))
    assert found.suspect is None
    assert found.changes
    assert found.base.records
    blank = BROKEN["blank"]
    assert compare(GOOD, blank, memory=Memory(held=(blank.snapshot(),) * 9)).suspect


def test_a_first_page_of_nothing_holds_nothing_back() -> None:
    """Whatever comes after an empty base is new."""
    found = compare(BROKEN["blank"], GOOD)
    assert found.suspect is None
    assert {change.type for change in found.changes} == {"added"}


@pytest.mark.parametrize("left", [2, 3, 4])
@pytest.mark.parametrize("footer", [True, False])
def test_a_page_that_ends_before_its_footer_is_cut_off(left: int, footer: bool) -> None:  # noqa: FBT001
    """Two of five items may be taken off a list, but not with all that stood below them."""
    rules = [
        "Identity cards take six weeks.",
        "Permits are asked for in office 14.",
        "The council meets on Thursdays.",
        "Dogs are registered at the town hall.",
        "Waste is collected on Mondays.",
    ]
    foot = "<footer><p>© 2026 Town of Northmouth</p></footer>"

    def town(items: list[str], below: str) -> CleanedPage:
        start = "<nav><a href=/>Home</a></nav><main><h1>Town hall</h1><p>The town hall stands on the market place.</p>"
        return clean(f"{start}<ul>{''.join(f'<li>{one}' for one in items)}</ul></main>{below}", media_type="text/html")

    found = compare(town(rules, foot), town(rules[:left], foot if footer else ""))
    assert (found.suspect is None) is footer
    assert bool(found.changes) is footer


@pytest.mark.parametrize("footer", [True, False])
def test_a_page_that_ends_too_early_is_cut_off_where_its_last_line_was_edited(footer: bool) -> None:  # noqa: FBT001
    """The three last bullets may be taken off, but not with the footer, whatever stands in front of them."""
    boats = [f"Boat {number} was built in {1900 + 3 * number} and carries {number + 8} people" for number in range(20)]
    edited = [*boats[:16], boats[16].replace("24 people", "25 people")]

    def fleet(items: list[str], below: str) -> CleanedPage:
        return clean(f"<main><h1>Fleet</h1><ul><li>{'<li>'.join(items)}</ul></main>{below}", media_type="text/html")

    foot = "<footer><p>\u00a9 2026 Town of Northmouth</p></footer>"
    found = compare(fleet(boats, foot), fleet(edited, foot if footer else ""))
    assert (found.suspect or "").startswith("the page ends too early, without") is not footer
    assert bool(found.changes) is footer


def test_half_of_all_that_may_be_garbled_is() -> None:
    """Texts in ASCII tell nothing, however many these are."""
    plain = [item for items in LIBRARY.values() for item in items]
    nights = (page({"Talks": [*plain, f"Talk by {name}"]}) for name in ("Zoë Müller", "Zo\ufffd M\ufffdller"))
    assert "cannot be decoded" in (compare(*nights).suspect or "")
