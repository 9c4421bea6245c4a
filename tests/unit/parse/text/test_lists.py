"""Lists without markers stay lists, one item a line, and what was broken at a margin or at will is put together."""

import textwrap

import pytest

from scrape_clean import clean, compare
from scrape_clean.parse.text import parse_text

LISTS = {
    "words": "apples\npears\nplums\ncherries",
    "hosts": "alpha.example\nbeta.example\ngamma.example\ndelta-with-a-long-name.example",
    "hosts of one length": "node-20-1.eu-west.example\nnode-20-2.eu-west.example\nnode-20-3.eu-west.example",
    "requirements": "numpy==1.26.4\npandas==2.1.0\nrequests-toolbelt==1.0.0.post1\nurllib3==2.0.7",
    "people, some of whom write themselves small": "Ada Lind\nbo.holm\nCarl Mo\ndina93\nEva Sand",
    "people with addresses": (
        "Ada Lind <ada.lind@example.com>\nCarl Mo <carl.mo@example.com>\nEva Sand <eva.sand@example.com>"
    ),
    "two people with long addresses": (
        "Christopher Lindholm <christopher.lindholm@example.com>\nfelix <felix.sandberg@mail.example.org>"
    ),
    "addresses": "ada@example.com\nbo.holm@example.org\ncarl@mail.example.net",
    "paths": "src/harbour/Crane.java\nsrc/harbour/quay/Ship.java\nsrc/test/x.java",
    "telephones": "ada lind 555-0101\nbo holm 555-0102\ncarl mo 555-0103",
    "a shopping list": "2 cups of flour\n3 eggs\nsome sugar\na pinch of salt\nbutter for the pan",
    "headlines": (
        "Harbour of Kiel opens new pier for large ships\nOslo builds a second lighthouse on an island\n"
        "Fishers of Bergen vote for a new net\nTurku closes its old dock after ninety years of service"
    ),
    "headlines in Russian": (
        "Порт Киля открывает новый причал для больших судов\nОсло строит второй маяк на острове Валер\n"
        "Рыбаки Бергена голосуют за новую сеть\nТурку закрывает старый док после девяноста лет работы"
    ),
    "headlines in Chinese": "基尔港为大型船只开放了新的码头\n奥斯陆在岛上建造第二座灯塔\n图尔库关闭旧船坞",
    "holders of rights": (
        "Copyright (C) 2004 Ada Lind <ada@example.com>\nCopyright (C) 2009, 2010 C. Mo <c.mo@example.com>\n"
        "Copyright (C) 2005-2010 Eva Sand, Harbour Works of the North\nCopyright (C) 2012 Bo Holm"
    ),
    "an address": "Ada Lind\nc/o Bo Holm\n12 Harbour Street\nKiel",
    "what was said in a few words": "the pier is open.\nthe crane is broken.\nthe office is closed.",
    "a sentence that announces them": "These hosts are down since this morning:\nalpha.example\nbeta.example",
    "a sentence, and a list set in": "These hosts are down since this morning:\n  alpha.example\n  beta.example",
}

PROSE = {
    "English": (
        "The harbour opens at nine in the morning and closes when the last boat has come home, which in summer may be "
        "as late as eleven. Visitors who want to see the crane at work should ask the harbour master, who knows when "
        "the next ship with timber is due."
    ),
    "without capitals": (
        "the harbour opens at nine in the morning and closes when the last boat has come home, which in summer may be "
        "as late as eleven. visitors who want to see the crane at work should ask the harbour master."
    ),
    "German": (
        "Der Hafen öffnet um neun Uhr morgens und schließt, wenn das letzte Boot nach Hause gekommen ist, was im "
        "Sommer auch einmal elf Uhr werden kann. Besucher fragen am besten den Hafenmeister, der weiß, wann das "
        "nächste Schiff kommt."
    ),
    "Russian": (
        "Порт открывается в девять часов утра и закрывается, когда последняя лодка вернулась домой, а летом это "
        "бывает и в одиннадцать. Посетители могут спросить начальника порта, который знает, когда придёт судно."
    ),
    "with addresses in it": (
        "The plans are kept at https://harbour.example/plans/2024/pier-and-crane.html and may be read by all who ask "
        "Ada Lind <ada.lind@harbour.example> for them, or see version 2.1.0 in plans/current/pier.txt instead."
    ),
}
HINDI = "बंदरगाह सुबह नौ बजे खुलता है और तब बंद होता है जब आख़िरी नाव घर लौट आती है, जो गर्मियों में ग्यारह बजे तक हो सकता है।"
CHINESE = (
    "港口早上九点开门，最后一艘船回来之后才关门，夏天有时要到晚上十一点。想看起重机工作的客人，可以去问港务长，"
    "他知道下一艘运木材的船什么时候到。星期天办公室不开门，但是码头对所有人开放，大家都可以去那里散步或者钓鱼。"
)


def count(text: str) -> int:
    """How many blocks a text makes below a heading."""
    return len(parse_text(f"Notes of the week\n\n{text}\n").blocks) - 1


def ragged(text: str) -> str:
    """The text in lines that its writer broke where he liked."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > 64 - 7 * (len(lines) % 3):
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


@pytest.mark.parametrize("name", LISTS)
def test_lists(name: str) -> None:
    """A line is an item, with an empty line above the list or not."""
    assert count(LISTS[name]) == len(LISTS[name].splitlines())


@pytest.mark.parametrize("name", PROSE)
@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("indents", [("", ""), ("- ", "  "), ("- ", ""), ("", "    "), ("   ", "")])
def test_wrapped_text(name: str, width: int, indents: tuple[str, str]) -> None:
    """Text that was wrapped is one block, at any width, as an item, hanging, or with its first line set in."""
    first, others = indents
    wrapped = textwrap.wrap(
        PROSE[name],
        width,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
    assert count("\n".join(wrapped)) == 1


@pytest.mark.parametrize("name", ["English", "without capitals", "Russian"])
def test_ragged_text(name: str) -> None:
    """So is text whose lines were ended by hand, by words that go on in lower case."""
    assert count(ragged(PROSE[name])) == 1


@pytest.mark.parametrize("width", [30, 38])
def test_text_without_cases(width: int) -> None:
    """And text in scripts without cases, or without spaces as well."""
    assert count("\n".join(CHINESE[i : i + width] for i in range(0, len(CHINESE), width))) == 1
    assert count(textwrap.fill(HINDI, width * 2)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ships and Harbours of the North and\nthe Islands beyond",
        "Boats and Ships\nand Harbours",
        "Ada Lind,\nbo.holm,\nCarl Mo",
        "Files: crane.c\n       pier.c",
    ],
)
def test_joined(text: str) -> None:
    """A conjunction, a comma and the value of a field go on, however short the lines are."""
    assert count(text) == 1


def test_a_guest_more_is_one_change() -> None:
    """A line that is put into a list touches no other."""
    before = "Guests this week\n\nAda Lind\nbo.holm\nCarl Mo\ndina93\nEva Sand\n"
    pages = [clean(text, media_type="text/plain") for text in (before, before.replace("bo.", "Agnes Ro\nbo."))]
    assert [record.text for record in pages[0].records] == ["Ada Lind", "bo.holm", "Carl Mo", "dina93", "Eva Sand"]
    (change,) = compare(*pages).changes
    assert (change.type, change.after and change.after.text) == ("added", "Agnes Ro")


def test_initials_at_the_start_of_wrapped_text() -> None:
    """A paragraph that begins with "N.B." is one record, wrapped or not."""
    said = "N.B. The counter is on by default mainly because most guests ask for it on their first visit to us."
    for width in (50, 80, 200):
        (block,) = parse_text("\n".join(textwrap.wrap(said, width))).blocks
        assert (block.kind, block.marker, block.text) == ("paragraph", None, said)
