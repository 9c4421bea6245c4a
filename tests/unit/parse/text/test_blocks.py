"""Plain text into blocks, told as tables: what stands there, and what is made of it."""

import pytest

from scrape_clean.model import Cell
from scrape_clean.parse.text import parse_text

CASES = {
    "three lone lines nest, and the same words come back to their level": (
        (
            "Our Work\n\nShips and Harbours\n\nShips of the North\n\nWe know ships:\n\n"
            "  • old ones\n\n  • new ones\n\n\nShips of the North\n\nWe know ships:\n\n  • old ones\n"
        ),
        [
            "# Our Work",
            "## Ships and Harbours",
            "### Ships of the North",
            "We know ships:",
            "• old ones",
            "• new ones",
            "### Ships of the North",
            "We know ships:",
            "• old ones",
        ],
    ),
    "underlines make levels in the order they appear": (
        "College\n=======\n\nAbout\n-----\nWe teach.\n\nCourses\n-------\nMany.\n\nOther\n=====\nEnd.\n",
        ["# College", "## About", "We teach.", "## Courses", "Many.", "# Other", "End."],
    ),
    "capitals need no blank line below": (
        "YEARLY REPORT\n\nOUR SHIPS\nThey sail, and they come home.\n\nOUR MONEY\nIt was spent.\n",
        ["# YEARLY REPORT", "## OUR SHIPS", "They sail, and they come home.", "## OUR MONEY", "It was spent."],
    ),
    "numbered titles with text between them are headings": (
        "1. Scope\n\nBoats.\n\n1.1 Small boats\n\nThey float.\n\n1.2 Large boats\n\nToo.\n\n2. Terms\n\nWords.\n",
        [
            "# 1. Scope",
            "Boats.",
            "## 1.1 Small boats",
            "They float.",
            "## 1.2 Large boats",
            "Too.",
            "# 2. Terms",
            "Words.",
        ],
    ),
    "no margin breaks a title off before a line much longer than it": (
        (
            "Partners of the harbour school in the north\nThe school has had a boat since 1987, and a second one since "
            "2004, built in its yard.\no Lessons begin in May\no They end in October\n"
        ),
        [
            "Partners of the harbour school in the north",
            "The school has had a boat since 1987, and a second one since 2004, built in its yard.",
            "o Lessons begin in May",
            "o They end in October",
        ],
    ),
    "a margin may break a sentence off before a capital": (
        "Die Schule hat seit dem Jahr 1987 ein eigenes\nBoot und seit dem Jahr 2004 ein zweites dazu.\n\nMehr nicht.\n",
        ["Die Schule hat seit dem Jahr 1987 ein eigenes Boot und seit dem Jahr 2004 ein zweites dazu.", "Mehr nicht."],
    ),
    "short numbered lists between paragraphs stay lists": (
        "We sell fruit:\n\n1. Apples\n\n2. Pears\n\nWe grow it.\n\n1. Apples\n\n2. Pears\n\nWe like it.\n",
        ["We sell fruit:", "1. Apples", "2. Pears", "We grow it.", "1. Apples", "2. Pears", "We like it."],
    ),
    "a numbered title may have its number on a line of its own": (
        "1.\nScope\n\nBoats.\n\n2.\nTerms\n\nWords.\n",
        ["# 1. Scope", "Boats.", "# 2. Terms", "Words."],
    ),
    "a heading may be wrapped": (
        (
            "Ships and Harbours of the North and\nthe Islands beyond\n\nThe ships of the north sail in summer\n"
            "and in winter, when the harbours are\nfree of ice and the nights are long.\n"
        ),
        [
            "# Ships and Harbours of the North and the Islands beyond",
            (
                "The ships of the north sail in summer and in winter, when the harbours are free of ice and "
                "the nights are long."
            ),
        ],
    ),
    "one numbered line alone is an item": (
        "We agreed on this.\n\n1.1 Item of the list\n\nWe meet again in May.\n",
        ["We agreed on this.", "1.1 Item of the list", "We meet again in May."],
    ),
    "no heading: at the end, a date, a price, a sentence, begun small": (
        "Text of it.\n\n12 May 2024\n\n€ 45\n\nthe small one\n\nThis is done.\n\nHe wrote it\n\nMore.\n\nRead more\n",
        [
            "Text of it.",
            "12 May 2024",
            "€ 45",
            "the small one",
            "This is done.",
            "He wrote it",
            "More.",
            "Read more",
        ],
    ),
    "more short lines than there are levels are no headings": (
        "Home\n\nNews\n\nShop\n\nJobs\n\nMaps\n\nFood\n\nBeds\n\nHere the text begins.\n",
        ["Home", "News", "Shop", "Jobs", "Maps", "Food", "# Beds", "Here the text begins."],
    ),
    "bullets nest by indentation": (
        "- one\n  - two\n\t- two more\n        - three\n- one again\n",
        ["- one", "> - two", "> > - two more", "> > > - three", "- one again"],
    ),
    "bullets nest by style where indentation is lost": (
        "1. one\na) sub\nb) other\n2. two\n• x\n◦ y\n• z\n3. three\n",
        ["1. one", "> a) sub", "> b) other", "2. two", "> • x", "> > ◦ y", "> • z", "3. three"],
    ),
    "wrapped lines go on, hanging or not, and after a blank line when set in": (
        (
            "• a long line that was wrapped\n  with a hanging indent\n• another one that was wrapped\nwithout one\n"
            "• last\n\n  with a second part\n"
        ),
        [
            "• a long line that was wrapped with a hanging indent",
            "• another one that was wrapped without one",
            "• last with a second part",
        ],
    ),
    "a paragraph follows a list at the margin": (
        "- Apples\n- Pears\nOrder them by telephone.\n",
        ["- Apples", "- Pears", "Order them by telephone."],
    ),
    "a marker in the middle of a wrapped sentence is none": (
        (
            "The plan, as shown in the long table\n2. was never carried out because the\n"
            "board said no to it in the year 2019\n– 2020 and so it was left to the next\nboard.\n"
        ),
        [
            (
                "The plan, as shown in the long table 2. was never carried out because the board "
                "said no to it in the year 2019 – 2020 and so it was left to the next board."
            )
        ],
    ),
    "a few wrapped lines wrap no list of longer ones": (
        (
            "- The crew told the harbour master that they had seen a light on the far side of the bay, and then --\n"
            "- The pilot said that nobody had been on the water that night but the two boats of the rescue service\n"
            "- The keeper of the lighthouse wrote down the time at which the light went out, and drew a small map\n\n"
            "All of this was printed in the paper of the town on a\n"
            "Monday morning, and a week later it was printed again\nin the paper of the county.\n"
        ),
        [
            "- The crew told the harbour master that they had seen a light on the far side of the bay, and then --",
            "- The pilot said that nobody had been on the water that night but the two boats of the rescue service",
            "- The keeper of the lighthouse wrote down the time at which the light went out, and drew a small map",
            (
                "All of this was printed in the paper of the town on a Monday morning, "
                "and a week later it was printed again in the paper of the county."
            ),
        ],
    ),
    "neighbours lend their marker": (
        "- 10 °C by day\n- 5 °C at night\n- wind\n\nA. Apples\nB. Berries\nC. elegans\n",
        ["- 10 °C by day", "- 5 °C at night", "- wind", "A. Apples", "B. Berries", "C. elegans"],
    ),
    "any word numbers a list when the next number follows": (
        "Reasoning 1: it is cheap\nReasoning 2: it is near\n\nFormula 1: the race is on again.\n",
        ["Reasoning 1: it is cheap", "Reasoning 2: it is near", "Formula 1: the race is on again."],
    ),
    "i after h is a letter": ("h. eight\ni. nine\nj. ten\n", ["h. eight", "i. nine", "j. ten"]),
    "dashes without a space, when there are two": ("-One thing\n-Two things\n", ["- One thing", "- Two things"]),
    "speech is no list": (
        "— Where do you sail?\n— Home.\n— So do I!\n",
        ["— Where do you sail?", "— Home.", "— So do I!"],
    ),
    "a marker alone on its line": ("•\nFirst thing\n•\nSecond thing\n", ["• First thing", "• Second thing"]),
    "hyphens and ideographs join without a space": (
        "It is a well-\nknown and long-\nand short-term plan.\n\n这是第一段文字，内容很长，\n换行继续。\n",
        ["It is a well-known and long- and short-term plan.", "这是第一段文字，内容很长，换行继续。"],
    ),
    "a sentence broken behind a small word goes on": (
        "The museum shows many works of\nLeonardo and others.\n\n- With the help of the\nHarbour Office\n- Free\n",
        [
            "The museum shows many works of Leonardo and others.",
            "- With the help of the Harbour Office",
            "- Free",
        ],
    ),
    "the next item of a list goes not on behind its and": (
        "You must give others a copy; and\nYou must say what you changed.\n",
        ["You must give others a copy; and", "You must say what you changed."],
    ),
    "rules and white space are swallowed": ("-----\n\nText.\n\n* * *\n\nMore.\n____\n", ["Text.", "More."]),
    "nothing but a rule is a paragraph": ("  ***  \n", ["***"]),
    "nothing at all": (" \t\r\n\u00a0\n", []),
}


def told(text: str) -> list[str]:
    """Blocks as lines: # per level, > per level of nesting, the marker before the text."""
    lines = []
    for block in parse_text(text).blocks:
        marker = f"{block.marker} " if block.marker else ""
        lines.append("#" * block.level + " " * bool(block.level) + "> " * (block.depth - 1) + marker + block.text)
    return lines


@pytest.mark.parametrize("name", CASES)
def test_blocks(name: str) -> None:
    """Each text gives the blocks told, with LF as with CRLF and CR."""
    text, wanted = CASES[name]
    for line_end in ("\n", "\r\n", "\r"):
        assert told(text.replace("\n", line_end)) == wanted


def test_kinds() -> None:
    """A numbered line alone is a bullet and speech is a paragraph: the table above does not tell them apart."""
    assert [b.kind for b in parse_text("Agreed.\n\n1.1 Item of it\n\nWe meet.").blocks] == [
        "paragraph",
        "bullet",
        "paragraph",
    ]
    assert {b.kind for b in parse_text("Trait 1: it is cheap\nTrait 2: it is near").blocks} == {"bullet"}
    assert {b.kind for b in parse_text("— Why?\n— Because.").blocks} == {"paragraph"}
    assert {b.kind for b in parse_text("A. Mensah is director").blocks} == {"paragraph"}


def test_item_without_its_glyph() -> None:
    """A short line set in from the paragraph above is an item whose bullet was lost on the way."""
    block = parse_text("We agreed on this.\n\n  Item of the list\n\nWe meet again.\n").blocks[1]
    assert (block.kind, block.depth, block.marker, block.text) == ("bullet", 1, None, "Item of the list")


@pytest.mark.parametrize(
    "text",
    [
        "Port\tDepth\nKiel\t11\nOslo\t12\n",
        "| Port | Depth |\n|------|------:|\n| Kiel | 11 |\n| Oslo | 12 |\n",
        "Port | Depth\n-----|------\nKiel | 11\nOslo | 12\n",
        (
            "+------+-------+\n| Port | Depth |\n+======+=======+\n| Kiel | 11    |\n"
            "+------+-------+\n| Oslo | 12    |\n+------+-------+\n"
        ),
        "┌──────┬───────┐\n│ Port │ Depth │\n├──────┼───────┤\n│ Kiel │ 11    │\n│ Oslo │ 12    │\n└──────┴───────┘\n",
    ],
)
def test_tables(text: str) -> None:
    """However a table is drawn, a row is a block, and its cells know their headers."""
    blocks = parse_text(f"Before it.\n\n{text}\nAfter it.").blocks[1:-1]
    assert [(b.kind, b.text) for b in blocks] == [
        ("table_header", "Port | Depth"),
        ("table_row", "Kiel | 11"),
        ("table_row", "Oslo | 12"),
    ]
    assert blocks[2].cells == (Cell("Port", "Oslo"), Cell("Depth", "12"))


def test_row_of_several_lines() -> None:
    """In a grid, the lines between two rules are one row."""
    text = "+---+---+\n| a | b |\n+===+===+\n| x | 1 |\n| y |   |\n+---+---+\n| z | 2 |\n+---+---+\n"
    assert [b.text for b in parse_text(text).blocks] == ["a | b", "x y | 1", "z | 2"]


def test_table_without_header() -> None:
    """When nothing tells the first row from the others, it is a row like them."""
    assert [b.kind for b in parse_text("red\tsea\nblue\tsky\n").blocks] == ["table_row", "table_row"]


@pytest.mark.parametrize("text", ["Home | News | Shop\n", "- either | or\n- this | that\n", "•\tone\n•\ttwo\n"])
def test_no_table(text: str) -> None:
    """A menu, bullets with a pipe in them, and tabs after bullets are no rows."""
    assert all(block.kind in ("paragraph", "bullet") for block in parse_text(text).blocks)


def test_fields() -> None:
    """Lines of label and value, together or with data in them, are fields."""
    blocks = parse_text("Harbour: Kiel\nOpen: Monday to Friday\n\nText is here.\n\nFee: free\n").blocks
    assert [(b.kind, b.text) for b in blocks] == [
        ("field", "Harbour: Kiel"),
        ("field", "Open: Monday to Friday"),
        ("paragraph", "Text is here."),
        ("field", "Fee: free"),
    ]
    assert blocks[1].cells == (Cell("Open", "Monday to Friday"),)


@pytest.mark.parametrize(
    "text",
    ["Note: the office stays closed all through the month of August.", "See https://port.example", "At 12:30 we eat"],
)
def test_no_field(text: str) -> None:
    """A sentence with a colon, an address or a time is a paragraph."""
    assert [b.kind for b in parse_text(text).blocks] == ["paragraph"]


def test_tiles() -> None:
    """White space and rules between blocks belong to the block before, and at the start to the first."""
    text = "\n\n  One.\n\n----\n\n  - Two\n\n"
    document = parse_text(text, url="https://port.example/")
    assert [text[b.start : b.end] for b in document.blocks] == ["\n\n  One.\n\n----\n\n  ", "- Two\n\n"]
    assert (document.text, document.media_type, document.url) == (text, "text/plain", "https://port.example/")
