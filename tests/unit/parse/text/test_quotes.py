"""Quoted mail in plain text is a quotation, and a list whose bullet is ">" stays a list."""

import textwrap

import pytest

from scrape_clean import Options, balance, clean, compare
from scrape_clean.parse.markdown import parse_markdown
from scrape_clean.parse.text import parse_text

SAID = (
    "could you move my talk to half past seven? I also need a projector and a glass of water. The title is going to be "
    '"A century of steam" and I shall need about forty minutes for it.'
)
MAIL = "Dear Ada,\n\nOla Berg wrote:\n{}\n\nYes, that is fine.\n"


def shown(text: str) -> list[str]:
    """Each block as its kind, depth, marker and text."""
    document = parse_text(text)
    assert "".join(text[b.start : b.end] for b in document.blocks) == text
    return [f"{b.kind} {b.depth} {b.marker or ''}| {b.text}" for b in document.blocks]


def mail(width: int, prefix: str) -> str:
    """The mail that quotes what was said, wrapped at a width."""
    return MAIL.format("\n".join(prefix + line for line in textwrap.wrap(SAID, width)))


@pytest.mark.parametrize("prefix", ["> ", ">", ">> ", "> > ", "  > "])
def test_quotation(prefix: str) -> None:
    """Its marks are no part of its text, however they are written; where it is wrapped again, nothing changes."""
    before = clean(mail(66, prefix), media_type="text/plain")
    after = clean(mail(58, prefix), media_type="text/plain", options=Options(before=before))
    assert [(r.kind, r.depth, r.text) for r in before.records][2] == ("quote", 0, SAID)
    assert balance(before).adds_up
    assert not compare(before, after).changes


QUOTATIONS = {
    "paragraphs, lists and levels in it": (
        (
            "Ola wrote:\n"
            "> > When would you like to begin, and what do you need for the talk in\n> > the red hall?\n> >\n"
            "> At ten.\n>\n> I need:\n> - a projector\n> - a glass of water\n> Fee: 12\n>\n> Best wishes,\n> Ola\n"
        ),
        [
            "paragraph 0 | Ola wrote:",
            "quote 0 | When would you like to begin, and what do you need for the talk in the red hall?",
            "quote 0 | At ten.",
            "quote 0 | I need:",
            "bullet 1 -| a projector",
            "bullet 1 -| a glass of water",
            "quote 0 | Fee: 12",
            "quote 0 | Best wishes, Ola",
        ],
    ),
    "titles and numbers in it head nothing": (
        "Ola wrote:\n> 1. Scope\n>\n> BOATS\n>\n> 2. Terms\n>\n> Words\n> -----\n> are these.\n\nFine.\n",
        [
            "paragraph 0 | Ola wrote:",
            "bullet 1 1.| Scope",
            "quote 0 | BOATS",
            "bullet 1 2.| Terms",
            "quote 0 | Words",
            "quote 0 | are these.",
            "paragraph 0 | Fine.",
        ],
    ),
    "answers between two are no headings": (
        (
            "> When would you like to begin, and what do you need for the talk in\n> the red hall?\n\nHalf past ten\n\n"
            "> And who comes?\nAll of us\n> Good.\n\nThe End\n\nBye.\n"
        ),
        [
            "quote 0 | When would you like to begin, and what do you need for the talk in the red hall?",
            "paragraph 0 | Half past ten",
            "quote 0 | And who comes?",
            "paragraph 0 | All of us",
            "quote 0 | Good.",
            "heading 0 | The End",
            "paragraph 0 | Bye.",
        ],
    ),
    "one line of which is said who wrote it": (
        "On Fri, 27 Feb 2026 at 18:03, Ola Berg wrote:\n> When do we meet?\n\nAt ten.\n",
        [
            "paragraph 0 | On Fri, 27 Feb 2026 at 18:03, Ola Berg wrote:",
            "quote 0 | When do we meet?",
            "paragraph 0 | At ten.",
        ],
    ),
    "in an item": (
        "- Boats:\n  > they are old, and they are made of oak, and nobody has\n  > seen them.\n- Shed\n",
        [
            "bullet 1 -| Boats:",
            "quote 1 | they are old, and they are made of oak, and nobody has seen them.",
            "bullet 1 -| Shed",
        ],
    ),
    "none: items that begin anew": (
        "We have:\n\n> Opening hours of the museum and of the café by the quay\n> Prices for children\n\n> Contact\n",
        [
            "paragraph 0 | We have:",
            "bullet 1 >| Opening hours of the museum and of the café by the quay",
            "bullet 1 >| Prices for children",
            "bullet 1 >| Contact",
        ],
    ),
    "in a script without capitals": (
        "> 来週の講演を七時半に変更していただけますでしょうか。また、\n> 水を一杯ご用意ください。\n",
        ["quote 0 | 来週の講演を七時半に変更していただけますでしょうか。また、水を一杯ご用意ください。"],
    ),
    "none: items the last of which asks": (
        "> Lighthouses of the west coast and its islands\n> Who pays for the boats?\n",
        ["bullet 1 >| Lighthouses of the west coast and its islands", "bullet 1 >| Who pays for the boats?"],
    ),
    "none: items in small letters": (
        "> free entry for children under six\n> reduced price for all students\n> guided tours for groups\n",
        [
            "paragraph 0 | > free entry for children under six",
            "paragraph 0 | > reduced price for all students",
            "paragraph 0 | > guided tours for groups",
        ],
    ),
    "none: an item that goes on without a mark": (
        "> Opening hours of the museum and of the café by the\n  quay\n> Prices\n",
        ["bullet 1 >| Opening hours of the museum and of the café by the quay", "bullet 1 >| Prices"],
    ),
    "none: signs of a sentence, and prompts": (
        "It needs Python\n>= 3.9, and this:\n\n>>> import os\n>>> os.getcwd()\n",
        [
            "paragraph 0 | It needs Python",
            "paragraph 0 | >= 3.9, and this:",
            "paragraph 0 | >>> import os",
            "paragraph 0 | >>> os.getcwd()",
        ],
    ),
}


@pytest.mark.parametrize("case", QUOTATIONS)
def test_quotations(case: str) -> None:
    """What is quoted, and what is not."""
    text, expected = QUOTATIONS[case]
    assert shown(text) == expected


def test_as_markdown() -> None:
    """A quotation gives the blocks that it gives in Markdown."""
    text = MAIL.format(
        "\n> could you move my talk to half past seven? I also\n> need this:\n>\n> * a projector\n> * water\n>\n"
        ">> When would you like to begin?\n"
    )
    plain, marked = ([(b.kind, b.depth, b.text) for b in parse(text).blocks] for parse in (parse_text, parse_markdown))
    assert plain == marked


@pytest.mark.parametrize("separator", ["-- ", "--"])
def test_signature(separator: str) -> None:
    """What separates a signature is no bullet, and its first line no heading."""
    text = f"See you there.\n\n{separator}\nHarbour Museum\nTel. 55 12 34 56\nMail: ada@harbour.example\n"
    assert shown(text) == [
        "paragraph 0 | See you there.",
        "paragraph 0 | Harbour Museum",
        "paragraph 0 | Tel. 55 12 34 56",
        "field 0 | Mail: ada@harbour.example",
    ]
