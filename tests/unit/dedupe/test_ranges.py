"""A dash that says "from - to" is told from a list; every other dash is punctuation."""

import gzip
import json
from importlib.resources import files

import pytest

from scrape_clean import clean, cluster, compare
from scrape_clean.compare.text.edits import text_edits
from scrape_clean.compare.text.words import cosmetically_equal, meaning_key
from scrape_clean.dedupe.explain import explain
from scrape_clean.dedupe.normalization.normal import normal_form
from scripts import script

DASHES = ("-", " - ", "–", " – ", "—", "−", "~", " ~ ", "〜", "～", "－")
RANGES = [
    *("Mo|Fr 9-17 Uhr", "Di.|Do. 8 Uhr", "Grades 5|7", "pH 5|7", "12.|15. Juni", "1.|3. Juli", "12. Juni|15. Juli"),
    *("12 June|15 July", "June 12|July 15", "9 Uhr|12 Uhr", "9 am|5 pm", "9am|5pm", "9 a.m.|5 p.m.", "A|K", "A|Z"),
    *("€5|€10", "5 €|10 €", "5%|10%", "the 3rd|5th floor", "le dimanche, 9h|12h", "XIV|XVI веков", "XIVe|XVIe siècle"),
    *("Klassen 5a|7b", "2019|2021", "2019|20", "pp. 215|28", "9:00|17:00", "1,000|5,000 m", "1.5|2.5 kg"),
    *("6月1日|6月5日", "9時|17時です", "午前9時|午後5時", "月|金 9:00", "月曜日|金曜日", "周一|周五", "星期一|星期五"),
    *("월|금", "월요일|금요일", "오전 9시|오후 6시", "第1回|第3回", "segunda-feira|sexta-feira", "Thứ Hai|Thứ Sáu"),
    *("Thứ 2|Thứ 6", "วันจันทร์|วันศุกร์", "จันทร์|ศุกร์", "lunedì|venerdì", "пн|пт", "понеділок|пʼятниця", "sizes S|XL"),
    *("Rooms A1|A5", "יום שני|יום שישי", "دوشنبه|جمعه", "الاثنين|الجمعة", "सोमवार|शुक्रवार", "Mon 9:00|Fri 17:00"),
    *(
        "12 de junio|15 de julio",
        "1990s|2000s",
        "2024-05-01|2024-05-31",
        "mayo|septiembre",
        "Room 2|Room 6",
        "mán.|fös.",
    ),
    *("Mon 9 am|Fri 5 pm", "Samstag 20 Uhr|Sonntag 6 Uhr", "12 de junio|el 15 de julio", "12 juin|le 15 juillet"),
    *("samedi 20 heures|dimanche 6 heures", "пн 9 часов|пт 17 часов", "pon. godz. 9|pt. godz. 17"),
    *("20 heures|6 heures", "9 часов|17 часов", "8 часов|21 час", "1 hour|5 hours"),
]
PUNCTUATION = [
    *("A well|kept orchard", "Köln|Bonn", "Covid|19", "T|Shirt", "e|mail", "Jean|Luc", "mid|May", "so|so", "to|do"),
    *("F|16", "no|one", "x|ray", "東京|大阪", "樹木|日本", "title|subtitle", "题名|副题"),
]
SPACED = [
    *("Plan A|details", "June|5 places left", "Monday|9:00", "12 June|concert", "2019|the year", "Chapter 3|The end"),
    *("in 2019.|15 people", "5 km|9 rooms", "9 am|5 places left", "Lot 5|€10", "Room 5|+49 30 12"),
]


def texts(range_: str) -> list[str]:
    """A range with every dash."""
    return [range_.replace("|", dash) for dash in DASHES]


@pytest.mark.parametrize("range_", RANGES)
def test_a_range_is_no_list(range_: str) -> None:
    """However the dash is written, a page, a collection and the nights take it for one thing; a list is another."""
    assert len({normal_form(text).key for text in texts(range_)}) == 1
    assert len({meaning_key(text) for text in texts(range_)}) == 1
    one = range_.replace("|", "–")
    for mark in (", ", " "):
        other = range_.replace("|", mark)
        assert normal_form(one).key != normal_form(other).key
        assert not cosmetically_equal(one, other)


@pytest.mark.parametrize("pair", PUNCTUATION)
def test_other_dashes_are_punctuation(pair: str) -> None:
    """Hyphens of words and what cannot be told."""
    one, other = pair.replace("|", "-"), pair.replace("|", " ")
    assert normal_form(one).key == normal_form(other).key
    assert meaning_key(one) == meaning_key(other)


@pytest.mark.parametrize("pair", SPACED)
def test_dashes_between_clauses_are_punctuation(pair: str) -> None:
    """They stand for a colon."""
    one, other = pair.replace("|", " – "), pair.replace("|", ": ")
    assert normal_form(one).key == normal_form(other).key
    assert meaning_key(one) == meaning_key(other)


@pytest.mark.parametrize(
    "number",
    [
        *(
            "+44 1632-960118",
            "212-555-1234",
            "555-1234",
            "0221-4710",
            "030-456",
            "01632 960-118",
            "(0221) 4710-123",
            "100-0001",
        ),
        *("978-3-16-148410-0", "12345-6789"),
    ],
)
def test_numbers_of_several_groups_may_be_written_without_dashes(number: str) -> None:
    """Of telephones, books, towns."""
    assert cosmetically_equal(f"Call {number} now", f"Call {number.replace('-', ' ')} now")


def test_a_sign_stays_one() -> None:
    """A minus is no dash of a range, and one may stand behind it."""
    assert normal_form("at -5 degrees").tokens == ("at", "-", "5", "degrees")
    assert normal_form("at -10 – -5 degrees").tokens == ("at", "-", "10", "~", "-", "5", "degrees")
    assert normal_form("about ~5 minutes").tokens == ("about", "~", "5", "minutes")


def test_addresses_keep_their_dashes() -> None:
    """What leads somewhere is left as it is."""
    assert normal_form("see https://example.org/mon-fri/a-z").tokens == ("see", "https://example.org/mon-fri/a-z")
    assert normal_form("write to a-k@example.org").tokens == ("write", "to", "a-k@example.org")


@pytest.mark.parametrize(("open_", "closed"), [("Rector 2019–", "Rector 2019"), ("Rector (2019–)", "Rector (2019)")])
def test_a_range_may_be_open(open_: str, closed: str) -> None:
    """Since 2019, and in 2019."""
    assert cluster([open_, closed, open_.replace("–", "-")]) == [0, 1, 0]
    assert not cosmetically_equal(open_, closed)


def test_both_stay_on_a_page_and_the_change_is_told() -> None:
    """From the page to the report."""
    page = "<html lang=de><main><h1>Haus</h1><ul><li>Offen {}, 9-17 Uhr</li><li>Offen Mo, Fr, 9-17 Uhr</li></ul></main>"
    both = clean(page.format("Mo–Fr"), media_type="text/html")
    assert [record.text for record in both.records] == ["Offen Mo–Fr, 9-17 Uhr", "Offen Mo, Fr, 9-17 Uhr"]
    found = compare(both, clean(page.format("Mo+Fr"), media_type="text/html"))
    assert any(change.substantive for change in found.changes)
    assert explain("Mo–Fr 9–17 Uhr", "Mo, Fr 9–17 Uhr") == "only the first has: -"


def test_by_the_clock_a_range_may_fall() -> None:
    """From ten at night until six; with spaces around it, the dash may stand for a colon."""
    assert not cosmetically_equal("Open 22–6", "Open 22, 6")
    assert meaning_key("Open 22–6") == meaning_key("Open 22-6")
    assert meaning_key("Room 12 – 9 people") == meaning_key("Room 12: 9 people")


def test_a_fraction_is_a_number() -> None:
    """Of one character."""
    assert not cosmetically_equal("½–1 cup of flour", "½, 1 cup of flour")


def test_edits_of_a_range() -> None:
    """Another dash is told as such, and a comma as what it is."""
    assert [(edit.kind, edit.substantive) for edit in text_edits("Mo-Fr", "Mo – Fr")] == [("dashes", False)]
    (edit,) = text_edits("Open Mo-Fr", "Open Mo, Fr")
    assert (edit.kind, edit.before.text, edit.after.text, edit.substantive) == ("symbol", "-", ",", True)


def test_the_calendar_is_what_babel_gives() -> None:
    """A newer Babel needs the script run again."""
    packed = files("scrape_clean.dedupe.normalization").joinpath("calendar.json.gz").read_bytes()
    assert json.loads(gzip.decompress(packed)) == script("terms").calendar(), "run benchmarks/terms.py"
