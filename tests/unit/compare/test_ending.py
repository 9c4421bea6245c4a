"""Pages that break off, and pages from whose end something was taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrape_clean import clean, compare
from scrape_clean.compare.ending import Ending, ending_of, missing_end

LINES = tuple(f"Line {number} of the tide table" for number in range(12))


def page(items: int, *, footer: str | None = "Harbour office, imprint, privacy", rest: str = "") -> str:
    """A menu, a list of so many items, and a footer."""
    rows = "".join(
        f"<li>Berth {number} is {10 + number} metres long and has water and power" for number in range(items)
    )
    below = f"<footer><p>{footer}</p><p>Sitemap</p></footer>" if footer else ""
    return (
        f"<nav><a href=/>Start</a> <a href=/b>Berths</a></nav><main><h1>Berths</h1><ul>{rows}{rest}</ul></main>{below}"
    )


def held(before: str, after: str) -> str | None:
    """Why the second page is not trusted."""
    one, other = (clean(html, media_type="text/html") for html in (before, after))
    return compare(one, other).suspect


@pytest.mark.parametrize(("left", "stump"), [(20, ""), (25, "<li>Berth 25 is 3"), (28, "<li>Berth 28 is 38 met")])
def test_a_page_that_breaks_off_is_held(left: int, stump: str) -> None:
    """Between two items, or in the middle of one; little of it may be missing."""
    assert "breaks off" in (held(page(30), page(left, footer=None, rest=stump)) or "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (page(30), page(26)),  # the footer still stands
        (page(30), page(26, footer="Harbour office, imprint, cookies")),  # another one does
        (page(30, footer=None), page(27, footer=None)),  # there never was any
        (page(30), page(30, footer=None)),  # no content is missing
    ],
)
def test_what_was_taken_off_a_page_is_told(before: str, after: str) -> None:
    """Items that are gone are a change, if the page goes on behind them as it did."""
    assert held(before, after) is None


def test_a_page_that_came_twice_and_comes_once_breaks_off_nowhere() -> None:
    """What stands in front of its end as well is not missing, whatever else changed that night."""
    whole = page(30)
    assert held(whole + whole, whole) is None
    assert held(whole + whole, whole.replace("Berth 7 is 17", "Berth 7 is 18")) is None


DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


def test_a_table_of_contents_at_the_end_may_go_with_the_footer() -> None:
    """As in a redesign: it says the headings again. A page that breaks off in front of it is held all the same."""
    sections = [
        f"<h2>{day}</h2><p>On {day} the ferry to the island leaves at {number} and at noon.</p>"
        for number, day in enumerate(DAYS, 7)
    ]
    contents = f"<ul>{''.join(f'<li>{day}</li>' for day in DAYS)}</ul>"
    whole = f"<main><h1>Ferry</h1>{''.join(sections)}{contents}</main><footer><p>Harbour office, imprint</p></footer>"
    assert clean(whole, media_type="text/html").records[-1].text == "Friday"
    rest = f"<main><h1>Ferry</h1>{''.join(sections)}</main>"
    assert held(whole, rest) is None
    assert held(whole, rest.replace("at 11 and at noon", "at 11 and at one")) is None
    for shown in (1, 2, 3, 4):
        assert "breaks off" in (held(whole, f"<main><h1>Ferry</h1>{''.join(sections[:shown])}</main>") or "")
    code = "<pre>open(pier)\nload(cars)\ncount(cars)\nclose(pier)\nleave(pier)\nland(island)</pre>"
    whole = whole.replace("<ul>", f"{code}<ul>")
    assert "breaks off" in (held(whole, whole[: whole.index("\nleave")]) or "")


def test_a_page_whose_lines_repeat_breaks_off_all_the_same() -> None:
    """The other days of a timetable keep the lines of those that are missing, but not their headings."""
    hours = [f"<li>{hour}:00 ferry to the island</li>" for hour in range(7, 19)]

    def table(shown: int, footer: str, left: int = 12) -> str:
        lists = [hours] * (shown - 1) + [hours[:left]]
        days = "".join(f"<h2>{day}</h2><ul>{''.join(lines)}</ul>" for day, lines in zip(DAYS, lists, strict=False))
        return f"<main><h1>Ferry</h1>{days}</main>{footer}"

    whole = table(5, "<footer><p>Harbour office, imprint</p></footer>")
    for shown in (1, 2, 3, 4):
        assert "breaks off" in (held(whole, table(shown, "")) or "")
    for left in (1, 4, 8):
        assert "breaks off" in (held(whole, table(5, "", left)) or "")


@given(st.integers(1, 10), st.integers(0, 5))
def test_the_share_that_is_missing(whole: int, stump: int) -> None:
    """Wherever a page ends, between two lines or within one."""
    cut = LINES[:whole] + ((LINES[whole][:stump],) if stump else ())
    missing = sum(map(len, LINES[whole:])) / sum(map(len, LINES))
    assert missing_end(Ending(LINES, 10), Ending(cut, whole - 1)) == pytest.approx(missing)


@given(st.permutations(LINES), st.integers(0, 11))
def test_a_page_that_only_moved_breaks_off_nowhere(lines: list[str], last: int) -> None:
    """All lines stand there still."""
    assert missing_end(Ending(LINES, last), Ending(tuple(lines), 11)) == 0


def test_lines_are_those_with_text() -> None:
    """Spaces folded; the content ends in the line that holds its last character."""
    assert ending_of("One  two\n\n three\nfour\n", 17) == Ending(("One two", "three", "four"), 1)
    assert ending_of("", 0) == Ending()


def test_records_and_headings_are_known_by_their_lines() -> None:
    """Each by the one that it ends in."""
    ending = ending_of("One\n\ntwo\nthree\n", 14, [(13, "two three")], [(2, "One")])
    assert ending == Ending(("One", "two", "three"), 2, ((2, "two three"),), ((0, "One"),))


@pytest.mark.parametrize(("said", "missing"), [("One", 0), ("Two", 6 / 15)])
def test_what_the_headings_say_is_not_missing(said: str, missing: float) -> None:
    """Only what no heading in front of the place says is."""
    page = Ending(("One", "a b", "a c", "1 x", "end"), 3, ((1, "a b"), (2, "a c"), (3, said)), ((0, "One"),))
    assert missing_end(page, Ending(page.lines[:3], 2)) == pytest.approx(missing)
