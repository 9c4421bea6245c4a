"""Rows and cards of divs keep their values, on pages without landmarks or names, in any language."""

import pytest

from scrape_clean import clean

STAFF = (
    ("Prof. Dr. Eva Kern", "Raum 1.12", "+49 551 39 1001"),
    ("Dr. Jan Otte", "Raum 2.03", "+49 551 39 1002"),
    ("Dr. Lena Vogt", "Raum 2.04", "+49 551 39 1003"),
    ("Prof. Dr. Tim Haas", "Raum 3.20", "+49 551 39 1004"),
)
PRICES = (
    ("Montag", "geschlossen"),
    ("Dienstag", "7-20 Uhr"),
    ("Mittwoch", "7-20 Uhr"),
    ("Donnerstag", "7-22 Uhr"),
    ("Erwachsene", "5,50 €"),
    ("Kinder bis 14 Jahre", "3,00 €"),
    ("Familien", "14,00 €"),
    ("Sauna", "16,00 €"),
)
MENU = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Start", "Besuch", "Preise", "Kontakt"))
ITEMS = (
    "<h2>Förderung</h2><ul><li>Sonderforschungsbereich Gletscher, 2021-2029</li>"
    "<li>Graduiertenkolleg Grundwasser mit 14 Promovierenden</li><li>EU-Projekt DEEP mit 2,4 Millionen Euro</li></ul>"
)
FOOT = "© 2026 Stadt Nordheim. Alle Rechte vorbehalten."


def texts(rows: str) -> list[str]:
    """What a page without landmarks says, headings too."""
    found = clean(
        f"<html lang=de><title>Nordheim</title><body><div id=top><ul>{MENU}</ul></div><div>Start &gt; Nordheim</div>"
        "<div><h1>Nordheim</h1><div>Hier steht, was es in Nordheim gibt und wer dafür zuständig ist.</div>"
        f"<div><h2>Liste</h2>{rows}</div><div>{ITEMS}</div></div><div>{FOOT}</div></body></html>",
        media_type="text/html",
    )
    return [*(heading.text for heading in found.headings), *(record.text for record in found.records)]


@pytest.mark.parametrize(
    "form",
    [
        "<div class=person><div class=name>{}</div><div class=info>{}</div><div class=tel>{}</div></div>",
        "<article class=card_a1f3><h3>{}</h3><p>{}</p><p>{}</p></article>",
    ],
)
def test_people_in_cards_are_content(form: str) -> None:
    """Names, rooms and telephones are short and stand in nothing but divs."""
    found = texts("".join(form.format(*one) for one in STAFF))
    assert {value for one in STAFF for value in one} <= set(found)


def test_prices_in_rows_are_content() -> None:
    """As in the rows of a table."""
    found = texts(
        "".join(f"<div class=row><div class=l>{name}</div><div class=r>{price}</div></div>" for name, price in PRICES)
    )
    assert {value for one in PRICES for value in one} <= set(found)


def test_cards_of_links_are_none() -> None:
    """A menu may be made of rows, too."""
    links = ("Wetter", "Verkehr", "Wohnen", "Arbeit")
    found = texts("".join(f'<div><div><a href="/{one}">{one}</a></div><div>mehr</div></div>' for one in links))
    assert not {*links} & {*found}


@pytest.mark.parametrize("sign", ["&gt;", "/", "»"])
def test_the_way_to_a_page_is_no_content(sign: str) -> None:
    """Links to what is above it, and its own name, which is its heading."""
    trail = (
        f'<div><a href="/">Start</a> {sign} <a href="/b">Besuch</a> {sign} Bad Nordheim an der Leine und Umgebung</div>'
    )
    page = clean(
        f"<html lang=de><title>Bad</title><body><div><ul>{MENU}</ul></div>{trail}<div>"
        "<h1>Bad Nordheim an der Leine und Umgebung</h1><div>Hier steht, was es in Nordheim alles zu sehen gibt.</div>"
        f"<div>{ITEMS}</div></div></body></html>",
        media_type="text/html",
    )
    assert not [one for one in page.records if "Start" in one.text]
