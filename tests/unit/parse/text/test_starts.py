"""Lists of one fact a line are one record a line, however alike the lines are in length; prose is one paragraph."""

import textwrap

import pytest

from scrape_clean import clean, compare
from scrape_clean.parse.text import parse_text

LISTS = {
    "dates": (
        "19.02.2026 Oak and pine in boat building\n16.01.2026 The last steam crane is painted\n"
        "8.12.2025 Knots for beginners, second course"
    ),
    "two dates": "2026-02-19 Oak and pine in boat building\n2026-01-16 The last steam crane is painted",
    "dates of events in lower case": (
        "19.02.2026 oak and pine in boat building\n16.01.2026 the last steam crane is painted\n"
        "08.12.2025 knots for beginners, second course"
    ),
    "times with a dot": (
        "8.00 Oak and pine in boats (Ada Lind), Shed 3\n9.30 The last steam crane (Bo Holm), Quay 2\n"
        "11.00 Knots for all of you (Eva Sand), Shed 3"
    ),
    "hours": (
        "09:00-09:30 Registration at the gate of the harbour\n09:30-10:30 Welcome, and a tour of all the sheds\n"
        "10:30-12:00 Who pays for the boats of the town?"
    ),
    "years": "1937: The lighthouse is moved to the quay\n1917: The boat shed burns down at night",
    "years of titles": (
        "1937 The lighthouse is moved to the quay\n1917 The boat shed burns down at night\n"
        "1912 The second crane on the new quay"
    ),
    "a log": (
        "2026-03-02 02:30:11,749 ERROR clean: harbour/fees 34 records of old\n"
        "2026-03-02 02:30:36,101 WARN fetch: harbour/news 503, retry in 30 s"
    ),
    "a log of the system": (
        "Mar  2 02:56:50 harbour sshd[8921]: Connection closed by 10.0.0.3\n"
        "Mar 12 02:46:17 harbour sshd[6476]: Accepted publickey for one\n"
        "Mar  2 02:31:59 harbour sshd[12]: session opened for user bo"
    ),
    "buses": (
        "Bus 23 to the fortress, every 5 minutes\nTram 4 to the fish market, every 12 minutes\n"
        "Bus 1 to the quay, every 30 minutes"
    ),
    "phrases in lower case": (
        "free entry for children under 6\nreduced price for students with a card\nguided tours for members of the club"
    ),
    "books": (
        "Lind, A. (2005). Who pays for the boats? Bergen: Harbour Press.\n"
        "Holm, B. (1972). A century of steam. Bergen: Harbour Press.\n"
        "Sand, E. (1991). Knots for beginners. Bergen: Harbour Press."
    ),
    "sentences": (
        "Ada Lind repaired the lighthouse in 1948.\nBo Holm opened the boat shed in 1974.\n"
        "Eva Sand painted the old crane in 1991."
    ),
    "an address": (
        "Department of Marine Engineering\nQuay Street 12, 12345 Harbourton\nWeb: https://www.harbour.example/\n"
        "Contact: Ada Lind (secretary)\nOpening hours: Mon-Fri 9-17"
    ),
    "a table of actions": (
        "Per     Order new rope                          25 Feb\n"
        "Eva     Collect the old keys                    17 Mar\n"
        "Ida     Ask three roofers for offers            23 Feb"
    ),
    "a table of numbers": (
        " 9  Motor boat          10  23   79\n10  Children            19  19  151\n11  Sailing dinghy      21   6   22"
    ),
    "a menu": ("Tomato soup with fresh basil 6.50\nGarlic bread with old cheese 4.20\nOnion rings with a hot dip 5.00"),
    "a menu with currencies": "Fish of the day with lemon butter 18,90 €\nStew of the house with red cabbage 9 €",
    "a menu in capitals": "TOMATO SOUP WITH BASIL $6.50\nGARLIC BREAD WITH CHEESE $4.00\nONION RINGS $5.00",
    "a menu without cents": "Entry for grown-ups on all days of the week 12.--\nEntry for children and for pupils 6.--",
    "a menu whose prices are words": (
        "Tomato soup with fresh basil   four pounds\nGarlic bread with old cheese    two pounds\n"
        "Onion rings with a hot dip   three pounds"
    ),
    "a glossary": (
        "Anchor - a heavy thing that holds a ship\nBallast - weight that keeps a ship upright\n"
        "Capstan - a drum that winds heavy ropes"
    ),
    "a glossary in lower case": (
        "abaft – toward the stern of the ship, behind\nabeam – at right angles to the keel, beside\n"
        "adrift – loose, not on moorings or a towline"
    ),
    "prices": "Life jacket                66.50 EUR\nTent                      188.50 EUR",
}

PROSE = {
    "dates": (
        "Seit dem 26.10.2020 ist der Hafen offen. Vom 28.10.1991 bis zum 21.07.2013 fuhren Boote nach Oslo, und am "
        "11.09.2008 kam der Kran. Am 09.01.2022 schloss der Schuppen, bis er am 20.03.2024 wieder aufging. Vom "
        "26.01.1992 an und bis 23.12.1992 war er rot."
    ),
    "times and prices": (
        "On weekdays the boats leave from 8:30 to 17:52, on Sundays from 10:41 to 14:52, and for members from 9:20 to "
        "19:39. The fee is 12.50 Euro for guests, 10.50 Euro for members, 5.50 Euro for pupils and 20.00 Euro for a "
        "family, from 1.30 Euro for each of the bags."
    ),
    "years": (
        "The crane of 1887 was painted in 1912, sold in 1937 and bought again in 1950. In 1958 and 1961 the shed was "
        "moved, see Chapter 12 and Chapter 13 of the book, and Table 4 of Volume 2. In 1990 came 240 boats and 12 "
        "ships, in 1991 came 260 boats and 14 ships."
    ),
    "labels": (
        "Das Museum steht am Hafen, und der Verein Hafenfreunde schreibt in der Zeitung Werft und Kai: Das Boot wird "
        "gebaut, so sagte es die Stadt Seehausen: Ja, wir bitten alle um Hilfe, und wer ein altes Holzboot hat, das "
        "er nicht mehr braucht, melde sich."
    ),
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("above", ["", "The museum is open all year round, on all days of the week but Monday.\n\n"])
def test_lists(name: str, above: str) -> None:
    """Each line is a block."""
    lines = [" ".join(line.split()) for line in LISTS[name].split("\n")]
    blocks = parse_text(f"{above}{LISTS[name]}\n").blocks[-len(lines) :]
    assert [block.text for block in blocks] == lines
    assert all(block.kind != "heading" for block in blocks)


@pytest.mark.parametrize("name", PROSE)
@pytest.mark.parametrize("width", range(40, 92, 4))
def test_prose_with_numbers(name: str, width: int) -> None:
    """A wrapped paragraph is one block, though several of its lines begin with numbers."""
    (block,) = parse_text(textwrap.fill(PROSE[name], width, break_on_hyphens=False)).blocks
    assert block.text == PROSE[name]


def test_dishes_with_a_line_more() -> None:
    """What is said of a dish below its price goes with it."""
    dishes = [
        "Pizza of the house 7.50 with tomato sauce, cheese and basil",
        "Pizza with mushrooms 8.50 with tomato sauce, cheese and garlic",
        "Pizza with salami 8.90 with tomato sauce, cheese and olives",
    ]
    text = "\n".join(dishes).replace("0 with", "0\nwith")
    assert [block.text for block in parse_text(text).blocks][-2:] == dishes[-2:]


def test_a_glossary_whose_lines_go_on() -> None:
    """A term begins a line, what it means may take two."""
    text = (
        "Anchor - a heavy thing that\nholds a ship in its place\nBallast - weight that keeps\n"
        "a ship upright in the sea\nCapstan - a drum that winds\nheavy ropes and chains"
    )
    assert [block.text.split()[0] for block in parse_text(text).blocks] == ["Anchor", "Ballast", "Capstan"]


def test_sentences_that_end_at_the_margin() -> None:
    """Three of them are one paragraph where others were wrapped at the same margin."""
    said = (
        "The designers are responsible for the elements of each of the apps.\n"
        "The designers make sure that the app is efficient, and good to use.\n"
        "The phase involves user flows, navigation, accessibility and so on."
    )
    others = textwrap.fill(" ".join(PROSE.values()), 68, break_on_hyphens=False)
    assert len(parse_text(f"{said}\n\n{others}\n").blocks) == 2


def test_justified_text() -> None:
    """Two spaces that fill a justified line are no column."""
    text = (
        "The harbour  opens at  nine in the  morning and closes  when the\n"
        "last boat  has come home,  which in  summer may be  as late  as\n"
        "eleven."
    )
    assert len(parse_text(text).blocks) == 1


def test_one_line_more_is_one_change() -> None:
    """A dated line that is put in front is added, and two that change places say nothing new."""
    lines = LISTS["dates"].split("\n")
    pages = [
        clean("Harbour news\n\n" + "\n".join(some) + "\n", media_type="text/plain")
        for some in (lines[1:], lines, [lines[1], lines[0], lines[2]])
    ]
    assert [change.type for change in compare(pages[0], pages[1]).changes] == ["added"]
    assert not any(change.substantive for change in compare(pages[1], pages[2]).changes)
