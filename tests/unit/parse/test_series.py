"""Numbers before lines: those that count are markers, those that say something are text, in every format."""

import pytest

from scrape_clean import clean, compare
from scrape_clean.model import Record
from scrape_clean.parse import parse_string

VALUES = [
    ["4.5 Bedrooms", "3.5 Bathrooms"],
    ["6.5 X-Wide", "7.5 X-Wide", "10.5 X-Wide"],
    ["(1) Tube of grease", "(1) Screwdriver", "(2) Batteries"],
    ["55° Cloudy", "56° Sunny"],
    ["#1 Top rated of all the boats", "Free of charge for every member of the club."],
    ["8ª Quedada de otoño", "9ª Quedada de otoño"],
    ["2º Ana Ruiz", "3º Berta Gil", "4º Carla Sanz"],
    ["г. Москва", "г. Минск"],
    ["¹²C is stable", "¹³C is stable, too", "¹⁴C decays"],
    ["¹³C spectra were seen", "²²Sometimes known as that"],
    ["(3) Chairs", "(4) Tables"],
    ["1.1 Turbo", "1.2 Turbo", "1.3 Turbo"],
    ["1º Volumen", "2º Volumen"],
    ["4.9 On one site", "5.0 On the other"],
    ["15. Jahrestagung des Vereins"],
    ["3. Workshop on knots", "7. Workshop on sails"],
    ["(c) The Boat Yard Ltd."],
    ["II. Weltkrieg"],
    ["1. Semester: 30 credits", "2. Semester: 30 credits", "3. Semester: 28 credits"],
    ["A. Smith", "B. Smith"],
    ["(월) 10:00–17:00", "(화) 10:00–18:00", "(수) 11:00–17:00"],
    ["(주)한국전자", "(유)대한상사"],
    ["จ. 10.00–17.00 น.", "อ. 10.00–18.00 น.", "ศ. 11.00–17.00 น."],
    ["د. كريم منصور", "م. سامي حداد"],
    ["ב. כהן", "ד. לוי"],
    ["(М) бег на 100 м", "(Ж) прыжки в высоту"],
    ["Š. Novák", "Č. Dvořák"],
    ["㈱山田商店", "㈲鈴木商店"],
    ["㊊ 9時から17時まで", "㊋ 10時から17時まで"],
    ["㋃ 入学式の月", "㋄ 連休の月"],
    ["⽉曜⽇ 9時から17時まで", "⽕曜⽇ 10時から17時まで"],
]
"""Numbers that count nothing, or are all that tells one line from the next."""
LISTS = [
    ["1. Lift it", "2. Turn it", "3. Go"],
    ["4. Lift it", "5. Turn it"],
    ["a) Oars", "b) Sails"],
    ["g. Oars", "h. Sails", "i. Ropes"],
    ["(1) Oars", "(2) Sails"],
    ["1º Uno de ellos", "2º Otro de ellos"],
    ["#1 Oars", "#2 Sails"],
    ["1.1 Scope", "1.2 Terms", "2.1 Fees"],
    ["4.4 Scope", "4.5 Terms", "4.6 Fees"],
    ["¹ See the yard", "² Boats of 2016"],
    ["²² Known since then", "²³ If one sails", "²⁴ 2016 figures"],
    ["2.4 Scope", "2.5 Terms"],
    ["(1) Oars", "(2) Sails", "(3) Ropes", "(5) Nets"],
    ["1.1 Scope", "1.2 Terms", "1.3 Fees", "1.3 Fines", "1.4 Dogs", "1.5 Bikes"],
    ["가. 첫째", "나. 둘째", "다. 셋째"],
    ["4. Oars", "3. Sails", "2. Ropes"],
    ["iv. Oars", "v. Sails", "vi. Ropes"],
    ["1. Oars"],
    ["а. Весла", "б. Паруса"],
    ["а) Весла", "б) Паруса", "в) Канаты"],
    ["е) Весла", "є) Паруси", "ж) Канати"],
    ["א. משוטים", "ב. מפרשים", "ג. חבלים"],
    ["(ก) พายเรือ", "(ข) ใบเรือ", "(ค) เชือก"],
    ["(가) 노", "(나) 돛"],
    ["(ㄱ) 노", "(ㄴ) 돛"],
    ["㉮ 노", "㉯ 돛"],
    ["(あ) かい", "(い) ほ"],
    ["イ． かい", "ロ． ほ", "ハ． つな"],
    ["ア かい", "イ ほ", "ウ つな"],
    ["أ) مجاديف", "ب) أشرعة", "ج) حبال"],
    ["أ- مجاديف", "ب- أشرعة", "ت- حبال"],
    ["الف) پارو", "ب) بادبان", "پ) طناب"],
    ["क) चप्पू", "ख) पाल", "ग) रस्सी"],
    ["α) Κουπιά", "β) Πανιά", "γ) Σχοινιά"],
    ["a) Vesla", "b) Plachty", "c) Lana", "č) Kotvy", "d) Bóje"],
    ["① かい", "② ほ", "③ つな"],
    ["㈠ かい", "㈡ ほ", "㈢ つな"],
]


def bullets(lines: list[str]) -> str:
    """As a list of HTML."""
    return (
        "<h1>Boats</h1><p>All there is to say of them.</p><ul>" + "".join(f"<li>{one}</li>" for one in lines) + "</ul>"
    )


def paragraphs(lines: list[str]) -> str:
    """As paragraphs of HTML."""
    return "<h1>Boats</h1><p>All there is to say of them.</p>" + "".join(f"<p>{one}</p>" for one in lines)


def breaks(lines: list[str]) -> str:
    """As lines of one paragraph of HTML."""
    return f"<h1>Boats</h1><p>All there is to say of them.</p><p>{'<br>'.join(lines)}</p>"


def found(html: str) -> list[Record]:
    """The records below the first."""
    return list(clean(html, media_type="text/html").records[1:])


@pytest.mark.parametrize("lines", VALUES, ids=lambda lines: lines[0])
@pytest.mark.parametrize("write", [bullets, paragraphs])
def test_a_number_that_does_not_count_is_text(write: object, lines: list[str]) -> None:
    """A size, how many there are, a temperature, a rank, a part of a name."""
    assert [(one.marker, one.text) for one in found(write(lines))] == [(None, line) for line in lines]  # type: ignore[operator]


@pytest.mark.parametrize("lines", LISTS, ids=lambda lines: lines[0])
@pytest.mark.parametrize("write", [bullets, paragraphs, breaks])
def test_numbers_that_go_on_count(write: object, lines: list[str]) -> None:
    """They are the markers of a list."""
    told = [(one.kind, f"{one.marker} {one.text}") for one in found(write(lines))]  # type: ignore[operator]
    assert told == [("bullet", line) for line in lines]


def test_a_list_may_be_interrupted_and_stand_in_boxes() -> None:
    """What counts on in elements of the same names is one list."""
    html = "".join(f"<div><p>{n}. Point {word}</p><p>All about it.</p></div>" for n, word in enumerate("xyz", 1))
    told = found(f"<h1>Boats</h1><p>All there is to say.</p>{html}")
    assert [one.marker for one in told if one.text.startswith("Point")] == ["1.", "2.", "3."]


@pytest.mark.parametrize("lines", VALUES, ids=lambda lines: lines[0])
def test_plain_text_keeps_values_too(lines: list[str]) -> None:
    """Line by line; a lone number may be all that makes an item of one."""
    page = clean("All there is to say.\n\n" + "\n\n".join(lines) + "\n\nThe end of it.", media_type="text/plain")
    kept = [one.text for one in page.records]
    lone = lines if len(lines) == 1 else [line for line in lines if line.startswith(("#1", "3. W", "7. W"))]
    assert [line for line in lines if line not in kept] == lone


def test_a_size_that_changes_is_told_and_two_sizes_are_two_facts() -> None:
    """Never merged, never silent."""
    before, after = (found(bullets([f"{size} X-Wide", "7.5 X-Wide", "(1) Bolt"])) for size in ("6.5", "9.5"))
    assert len(before) == 3
    pages = [clean(bullets([f"{size} X-Wide", "7.5 X-Wide"]), media_type="text/html") for size in ("6.5", "9.5")]
    (change,) = compare(*pages).changes
    assert [(edit.kind, edit.before.text, edit.after.text) for edit in change.edits] == [("number", "6.5", "9.5")]
    assert after[0].text == "9.5 X-Wide"


def test_an_amount_that_changes_is_told() -> None:
    """Also where the amounts count on by chance on one night."""
    pages = [
        clean(bullets(["(1) Tube of grease", f"({number}) Batteries", "(3) Screws"]), media_type="text/html")
        for number in (2, 4)
    ]
    assert [
        (edit.kind, edit.before.text, edit.after.text)
        for change in compare(*pages).changes
        for edit in change.edits
        if edit.substantive
    ] == [("number", "", "(4)")]


def test_items_of_several_lines_are_counted_by_their_place() -> None:
    """A first line that is a number is the marker if it is that of the item's place."""
    rows = [("1.", "Oars"), ("2.", "Sails"), ("4.5", "Metres of rope")]
    items = "".join(f"<li><div>{number}</div><div>{name}</div></li>" for number, name in rows)
    told = [
        (one.marker, one.text) for one in found(f"<h1>Boats</h1><p>All there is to say of them.</p><ul>{items}</ul>")
    ]
    assert told == [("1.", "Oars"), ("2.", "Sails"), (None, "4.5 | Metres of rope")]


def test_a_letter_is_that_of_an_item_only_at_its_place() -> None:
    """Others say something of it, as of the day."""
    rows = [("가.", "노"), ("나.", "돛"), ("(화)", "줄")]
    items = "".join(f"<li><div>{letter}</div><div>{name}</div></li>" for letter, name in rows)
    told = found(f"<h1>Boats</h1><p>All there is to say of them.</p><ul>{items}</ul>")
    assert [(one.marker, one.text) for one in told] == [("가.", "노"), ("나.", "돛"), (None, "(화) | 줄")]


def test_a_list_that_shrinks_to_one_item_flags_what_is_gone_and_no_number() -> None:
    """Its last item is counted no more, and says what it said."""
    whole = ["2.1 Oars of ash", "2.2 Sails of flax"]
    pages = [clean(bullets(lines), media_type="text/html") for lines in (whole, whole[1:], whole)]
    for before, after, kind in ((pages[0], pages[1], "removed"), (pages[1], pages[2], "added")):
        (change,) = (one for one in compare(before, after).changes if one.substantive)
        assert (change.type, (change.before or change.after).text) == (kind, "Oars of ash")  # type: ignore[union-attr]


def test_chapters_may_end_alike() -> None:
    """As long as most of what is counted differs."""
    lines = ["1.1 Begin", "1.2 Clone", "1.3 Summary", "2.1 Branch", "2.2 Merge", "2.3 Summary"]
    document = parse_string(bullets(lines), media_type="text/html")
    assert [f"{block.marker} {block.text}" for block in document.blocks[2:]] == lines


def test_steps_may_be_repeated() -> None:
    """A step that is taken twice makes no facts of the numbers."""
    lines = ["1. Press next", "2. Choose a berth", "3. Press next", "4. Pay"]
    document = parse_string(bullets(lines), media_type="text/html")
    assert [f"{block.marker} {block.text}" for block in document.blocks[2:]] == lines


def test_a_line_whose_number_counts_nothing_is_as_it_stands() -> None:
    """Its spaces, its links, its kind."""
    html = bullets(['<s>1. <a href="/a">Semester</a></s>', '2.<a href="/b">Semester</a>'])
    html += '<p><a href="/c">15. Jahrestagung</a> in Ulm</p><p>12、海の家</p>'
    blocks = parse_string(html, media_type="text/html").blocks[2:]
    told = [(block.kind, block.depth, block.text, block.marker) for block in blocks]
    assert told == [
        ("bullet", 1, "1. Semester", "~~"),
        ("bullet", 1, "2.Semester", None),
        ("paragraph", 0, "15. Jahrestagung in Ulm", None),
        ("paragraph", 0, "12、海の家", None),
    ]
    linked = [block.text[link.start : link.end] for block in blocks for link in block.links]
    assert linked == ["Semester", "Semester", "15. Jahrestagung"]


def test_the_number_of_a_lone_line_that_changes_is_told() -> None:
    """The fifteenth meeting is not the sixteenth."""
    pages = [
        clean(bullets([f"{number}. Jahrestagung des Vereins", "Satzung"]), media_type="text/html")
        for number in (15, 16)
    ]
    (change,) = compare(*pages).changes
    assert [(edit.kind, edit.before.text, edit.after.text) for edit in change.edits] == [("number", "15", "16")]


def test_lines_that_are_apart_by_more_than_their_number_flag_no_number() -> None:
    """They are counted from then on, and no longer when the rest of the list is gone."""
    alike, apart = (
        clean(
            bullets([f"{number}. Semester: {points}" for number, points in enumerate(each, 1)]),
            media_type="text/html",
        )
        for each in ((30, 30), (30, 28))
    )
    for before, after in ((alike, apart), (apart, alike)):
        (change,) = (one for one in compare(before, after).changes if one.substantive)
        assert {edit.kind for edit in change.edits if edit.substantive} == {"number"}
