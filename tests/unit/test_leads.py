"""Rows and cards of divs: what a line is said of."""

import pytest

from scrape_clean import CleanedPage, clean, compare
from scrape_clean.leads import Placed, leads
from scrape_clean.views.html import as_html
from scrape_clean.views.text import as_text

HOURS = {"Monday": "9-17", "Tuesday": "9-17", "Wednesday": "10-18", "Thursday": "9-17", "Friday": "closed"}
ROW = "<div><div>{}</div><div>{}</div></div>"
CARD = "<article><div><b><div>{}</div></b></div><div><p>{}</p></div></article>"


def page(hours: dict[str, str], row: str = ROW) -> CleanedPage:
    """A page of opening hours in rows that are no table."""
    rows = "".join(row.format(*item) for item in hours.items())
    html = f"<main><h1>Opening hours</h1><p>The museum stands at the harbour.</p><div>{rows}</div></main>"
    return clean(html, media_type="text/html")


def placed(*paths: str, leading: bool = True) -> list[Placed]:
    """Lines in some elements."""
    return [Placed(path, 0, leading) for path in paths]


def test_the_first_line_leads_its_row() -> None:
    """Of the innermost of the elements side by side."""
    rows = placed("/main[1]/p[1]", *(f"/main[1]/div[1]/div[{row}]/div[{at}]" for row in (1, 2) for at in (1, 2, 3)))
    assert leads(rows) == [-1, -1, 1, 1, -1, 4, 4]


def test_a_box_around_all_there_is_is_no_row() -> None:
    """Nor is a paragraph that has none of its kind beside it."""
    assert leads(placed("/main[1]/div[1]/p[1]", "/main[1]/div[1]/p[2]", "/main[1]/p[1]")) == [-1] * 3


def test_what_leads_nothing_has_no_followers() -> None:
    """A sentence at the head of a card is not what the next one is said of."""
    cards = [f"/main[1]/div[{row}]/p[{at}]" for row in (1, 2) for at in (1, 2)]
    assert leads(placed(*cards, leading=False)) == [-1] * 4


def test_lines_without_elements_have_none() -> None:
    """Plain text has no rows."""
    assert leads([Placed(None, 0, leads=True)] * 3) == [-1] * 3


@pytest.mark.parametrize("row", [ROW, CARD])
def test_one_value_of_two_rows_is_two_facts(row: str) -> None:
    """Each stays a record of its own, as it does in a table."""
    assert [one.text for one in page(HOURS, row).records][1:] == [text for item in HOURS.items() for text in item]


@pytest.mark.parametrize("row", [ROW, CARD])
@pytest.mark.parametrize("value", ["10-18", "11-19"])
def test_a_row_that_takes_a_value_of_another_row_is_told(row: str, value: str) -> None:
    """The value stood on the page before, in another row, or not: it is one change of that row."""
    found = compare(page(HOURS, row), page(HOURS | {"Tuesday": value}, row))
    told = [(one.type, one.before and one.before.text, one.after and one.after.text) for one in found.changes]
    assert told == [("changed", "9-17", value)]
    assert found.changes[0].substantive


@pytest.mark.parametrize("row", [ROW, CARD])
def test_values_that_changed_rows_are_told(row: str) -> None:
    """Word for word they merely stand in another order, but no row says what it said."""
    found = compare(page(HOURS, row), page(HOURS | {"Wednesday": "closed", "Friday": "10-18"}, row)).changes
    assert {(one.before.text, one.after.text) for one in found if one.before and one.after and one.substantive} == {
        ("10-18", "closed"),
        ("closed", "10-18"),
    }


def test_a_state_that_went_to_another_row_is_a_fact() -> None:
    """Nothing took its place; it is said of something else now."""

    def sale(sold: str) -> CleanedPage:
        cards = "".join(
            f"<div><p>{name} lamp</p><p>Costs {price} euros</p>{'<p>Sold out</p>' if name == sold else ''}</div>"
            for name, price in (("Red", 40), ("Green", 50), ("Blue", 60))
        )
        return clean(f"<main>{cards}</main>", media_type="text/html")

    found = compare(sale("Red"), sale("Blue")).changes
    assert [(one.type, one.after and one.after.text, one.substantive) for one in found] == [("moved", "Sold out", True)]


@pytest.mark.parametrize("row", [ROW, CARD])
def test_rows_in_another_order_are_the_same(row: str) -> None:
    """Each row says what it said."""
    turned = dict(reversed(HOURS.items()))
    assert not [one for one in compare(page(HOURS, row), page(turned, row)).changes if one.substantive]


def test_a_line_put_in_front_of_all_rows_changes_none() -> None:
    """What leads a row is told by the row, not by what comes first on the page."""
    old, new = ("<div>" + "".join(ROW.format(*one) for one in HOURS.items()) + "</div>" for _ in range(2))
    found = compare(clean(f"<main>{old}</main>"), clean(f"<main><p>In summer</p>{new}</main>")).changes
    assert [(one.type, one.after and one.after.text) for one in found] == [("added", "In summer")]


def test_cards_of_one_section_in_another_order_are_the_same() -> None:
    """The name that leads a card is said of nothing outside it, though all of them stand in a box like others."""
    names = ("Dr Anna Weber", "Dr Bert Long", "Dr Carla Diaz", "Dr Deepa Rao")
    cards = [
        f"<div><div>{name}</div><div>Room {at}</div><div>020 7946 010{at}</div></div>" for at, name in enumerate(names)
    ]
    box = "<div><h2>{}</h2>{}</div>"
    rest = box.format("Rules", "<p>Please call before you come.</p><p>Bring your card.</p>")
    old, new = (
        clean(f"<main>{box.format('Doctors', ''.join(several))}{rest}</main>", media_type="text/html")
        for several in (cards, cards[::-1])
    )
    assert not [one for one in compare(old, new).changes if one.substantive]


DEFINITIONS = "<dt>{}</dt><dd>{}</dd>"


@pytest.mark.parametrize("row", [ROW, CARD, f"<dl>{DEFINITIONS}</dl>"])
def test_people_are_told_what_a_value_is_said_of(row: str) -> None:
    """Nobody knows what "10-18" is without its day; in the text itself, and in its edits, nothing is added."""
    found = compare(page(HOURS, row), page(HOURS | {"Wednesday": "10-19"}, row))
    (change,) = found.changes
    assert change.said_of == "Wednesday"
    assert change.after is not None
    assert change.after.text == "10-19"
    assert "Wednesday: 10-[-18-]{+19+}" in as_text(found)
    assert "Wednesday: " in as_html(found)


def test_a_long_text_speaks_for_itself() -> None:
    """A question in front of each answer would make a change hard to read."""
    answer = "Ask at the desk in the hall, which is staffed from {} o'clock on every day of the week."
    old, new = (clean(f"<dl><dt>Where do I pay?<dd>{answer.format(hour)}</dl>") for hour in ("nine", "ten"))
    found = compare(old, new)
    assert found.changes[0].said_of == "Where do I pay?"
    assert "Where do I pay" not in as_text(found)


def test_terms_of_one_section_in_another_order_are_the_same() -> None:
    """The first of them leads none of the others, though the section is a box like others."""
    box = "<section><h2>{}</h2><dl>{}</dl></section>"
    rest = box.format("Fees", "<dt>Card<dd>12 euros<dt>Late return<dd>50 cents a day")
    old, new = (
        clean(
            f"<main>{box.format('Hours', ''.join(f'<dt>{day}<dd>{hours}' for day, hours in items))}{rest}</main>",
            media_type="text/html",
        )
        for items in (HOURS.items(), reversed(HOURS.items()))
    )
    assert not [one for one in compare(old, new).changes if one.substantive]


def test_terms_of_two_cards_are_two() -> None:
    """The rooms of two people are two facts, though both are said of "Room"."""
    card = "<div><p>{}</p><dl><dt>Room</dt><dd>{}</dd></dl></div>"
    staff = {"Eva Kern": "12", "Jan Otte": "12", "Tim Haas": "14"}
    old, new = (
        clean(f"<main>{''.join(card.format(*one) for one in rooms.items())}</main>", media_type="text/html")
        for rooms in (staff, staff | {"Jan Otte": "14"})
    )
    assert [(one.before.text, one.after.text) for one in compare(old, new).changes if one.before and one.after] == [
        ("12", "14")
    ]


@pytest.mark.parametrize("row", [ROW, CARD, f"<dl>{DEFINITIONS}</dl>"])
def test_a_value_of_other_words_is_one_change(row: str) -> None:
    """What took a row's only value's place is that value, edited, though no word of it is the same."""
    found = compare(page(HOURS, row), page(HOURS | {"Friday": "after lunch"}, row)).changes
    assert [(one.type, one.before and one.before.text, one.after and one.after.text) for one in found] == [
        ("changed", "closed", "after lunch")
    ]
