"""Markers: which ones are found, what they are called, and which lines only look as if they had one."""

import pytest

from scrape_clean.parse.markers import Marker, find_marker, letter_reading, read_marker

BULLETS = "•‣◦▪■□●○·∙⁃–—−→➔➢►▶»›✓✔☑☐✗★❖◆▸*+-~>\uf0b7\uf0a7\uf0d8※¬☞✦⇒↳⭐🔹👉✅"

# marker, style, ordinal
ORDINALS = [
    ("1.", "1.", 1),
    ("12.", "1.", 12),
    ("3)", "1)", 3),
    ("1.)", "1.)", 1),
    ("1.-", "1.-", 1),
    ("2:", "1:", 2),
    ("2/", "1/", 2),
    ("2-", "1-", 2),
    ("4º", "1º", 4),
    ("(7)", "(1)", 7),
    ("[2]", "[1]", 2),
    ("{2}", "{1}", 2),
    ("a)", "a)", 1),
    ("c.", "a.", 3),
    ("B.", "A.", 2),
    ("(d)", "(a)", 4),
    ("i.", "i.", 1),
    ("(ii)", "(i)", 2),
    ("iv)", "i)", 4),
    ("XIV.", "I.", 14),
    ("Ⅲ.", "I.", 3),
    ("1.1", "1.1", 1),
    ("2.3.", "1.1", 3),
    ("1.2.3", "1.1.1", 3),
    ("A.4", "A.1", 4),
    ("①", "①", 1),
    ("❷", "①", 2),
    ("⑶", "⑴", 3),
    ("⒋", "⒈", 4),
    ("ⓑ", "circled small", 2),
    ("2\ufe0f\u20e3", "①", 2),
    ("（三）", "（一）", 3),
    ("(二)", "(一)", 2),
    ("十二、", "一、", 12),
    ("2、", "1、", 2),
    ("２．", "1．", 2),
    ("第3条", "第1条", 3),
    ("第二章", "第一章", 2),
    ("제4조", "제1조", 4),
    ("乙、", "甲、", 2),
    ("ア", "KATAKANA a", None),
    ("(ウ)", "(KATAKANA a)", None),
    ("가.", "HANGUL a.", None),
    ("٣.", "1.", 3),
    ("ب-", "ARABIC a-", None),
    ("б)", "CYRILLIC a)", None),
    ("γ)", "GREEK a)", None),
    ("ג.", "HEBREW a.", None),
    ("๒.", "1.", 2),
    ("№ 6", "№1", 6),
    ("§ 7", "§1", 7),
    ("#8", "#1", 8),
    ("Art. 9", "art 1", 9),
    ("Art 9", "art 1", 9),
    ("Art. B", "art A", 2),
    ("Art.IV", "art I", 4),
    ("No.2", "no 1", 2),
    ("N° 3", "n 1", 3),
    ("Step4:", "step 1:", 4),
    ("Article 10.", "article 1.", 10),
    ("Step 2:", "step 1:", 2),
    ("Étape 3 :", "étape 1:", 3),
    ("Phase II:", "phase I:", 2),
    ("Шаг 4:", "шаг 1:", 4),
]

BOXES = [("[ ]", "☐"), ("[x]", "☐"), ("- [ ]", "-[]"), ("- [x]", "-[]"), ("* [X]", "*[]"), ("☑", "☐"), ("✗", "☐")]

WHOLE = [
    "1.5 million people voted",
    "1.5 GHz is enough",
    "2.5 Millionen Menschen",
    "1.250 Besucher kamen",
    "3 online courses",
    "2006 was a dry summer",
    "1984. It was a cold day",
    "(2019) brought change",
    "100th meeting",
    "12:30 Lunch in the yard",
    "3/4 of all boats",
    "24/7 service",
    "+49 40 1234",
    "(3) 4567 890",
    "-5 °C",
    "- 5 °C at night",
    "- 12 degrees by morning",
    "- 12 -",
    "*** Sale ***",
    "*stress* on a word",
    "1. Mai 2024 in Kiel",
    "3. März",
    "5. maj",
    "01.05.2024 Treffen",
    "12. und 13. Juni",
    "A. Mensah is the director",
    "B. Okafor chairs the board",
    "J. S. Bach wrote it",
    "M. Curie won it twice",
    "C. elegans has few cells",
    "St. Mary was built later",
    "No. 5 is alive",
    "i.e. the small one",
    "z. B. heute",
    "v. Chr. gebaut",
    "U.S. exports rose",
    "p. 12 of the book",
    "I am here",
    "a dog barked",
    "o'clock",
    "e)-mail us",
    "(s)he may come",
    "(c) 2024 Harbour College",
    "#hashtag",
    "#1 fan of the band",
    "§ 1 BGB regelt das",
    "Art. 5 Abs. 1 GG schützt",
    "Article 5 of the treaty",
    "NC Licences for visiting crews",
    "NC. Licences for visiting crews",
    "NV Harbour Company",
    "N95 Masks for the crew",
    "N A Fisher and Sons",
    "N.B. The counter is on by default",
    "N. B. The counter is on by default",
    "N.V. Harbour Works",
    "N.Y. Harbour is large",
    "Ch.B. Lind is a surgeon",
    "No I Never Saw It",
    "NoX Readings at the quay",
    "5° Celsius",
    "1º de maio",
    "一、二、三等奖",
    "5- and 10-year plans",
    "½ cup of sugar",
    "★★★★☆ Fine food",
    "© 2024 Harbour College",
    "°C rises",
    "— Bonjour, dit-il.",
    "— Да, — сказал он.",
    "– No, said the captain.",
    "Q: What is it?",
    "Formula 1: the race is on again",
    "(713) 555-0100",
    "II World War",
    "and so on",
    "",
    "-",
    "* * *",
]


@pytest.mark.parametrize("bullet", BULLETS)
def test_bullet(bullet: str) -> None:
    """A bullet and a space are taken off, whatever white space it is."""
    for space in (" ", "\t", "\u00a0", "  ", "\u3000"):
        line = f"{bullet}{space}Item of the list"
        marker = find_marker(line)
        assert marker is not None
        assert (marker.text, line[marker.end :], marker.ordinal) == (bullet, "Item of the list", None)


@pytest.mark.parametrize(("text", "style", "ordinal"), ORDINALS)
def test_ordinal(text: str, style: str, ordinal: int | None) -> None:
    """An ordinal has its list's style and its number in it."""
    assert find_marker(f"{text} Item of the list") == Marker(text, len(text) + 1, style, ordinal)


@pytest.mark.parametrize(("text", "style"), BOXES)
def test_box(text: str, style: str) -> None:
    """A box to tick is part of the marker; ticked or not is one style."""
    assert find_marker(f"{text} Item of the list") == Marker(text, len(text) + 1, style)


@pytest.mark.parametrize(
    "line", ["●项目", "①项目", "一、项目", "（一）项目", "1.项目", "1)Item", "\uf0b7Item", "☞Item"]
)
def test_no_space_needed(line: str) -> None:
    """Where the writer needs no space after a marker, neither do we."""
    marker = find_marker(line)
    assert marker is not None
    assert line[marker.end :] in ("项目", "Item")


def test_a_sentence_that_breaks_off_is_no_frame() -> None:
    """A frame is drawn round a number or a title, not round a long sentence."""
    marker = find_marker("- The pilot said that nobody had been on the water on that night, and then he said --")
    assert marker is not None
    assert marker.style == "-"


@pytest.mark.parametrize("line", WHOLE)
def test_whole(line: str) -> None:
    """A line that only looks like an item has no marker."""
    assert find_marker(line) is None


@pytest.mark.parametrize(
    ("line", "rest"), [("- 1) go", "1) go"), ("• A. Mensah is it", "A. Mensah is it"), ("1. • x", "• x")]
)
def test_outermost_only(line: str, rest: str) -> None:
    """What an item begins with is its own affair."""
    marker = find_marker(line)
    assert marker is not None
    assert line[marker.end :] == rest


def test_read_marker_believes_the_neighbours() -> None:
    """With the list around it known, the marker is read whatever follows."""
    assert read_marker("- 5 °C at night") == Marker("-", 2, "-")
    assert read_marker("C. elegans") == Marker("C.", 3, "A.", 3)
    assert read_marker("and so on") is None


def test_letter_reading() -> None:
    """A roman number of one letter can be read as a letter; others cannot."""
    roman = find_marker("i. Item")
    assert roman is not None
    assert letter_reading(roman) == Marker("i.", 3, "a.", 9)
    longer = find_marker("ii. Item")
    assert longer is not None
    assert letter_reading(longer) is None


def test_end_skips_invisible_characters() -> None:
    """Byte order marks and zero-width spaces around a marker are no content."""
    line = "\ufeff•\u200b Item"
    marker = find_marker(line)
    assert marker is not None
    assert (marker.text, line[marker.end :]) == ("•", "Item")
