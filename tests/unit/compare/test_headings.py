"""A heading above a list: another date in it is another fact, another wording is not."""

from collections.abc import Callable

import pytest

from scrape_clean import CleanedPage, Comparison, clean, compare

PAGE = """# Port of Senn

Ask for an appointment by telephone, please, between nine and noon on weekdays.

## {heading}

### Adults

- A berth for a night costs 20 crowns.
- Showers are free.

### Children

- Children under six pay nothing.
- Others pay half.
"""


def compared(one: str, other: str, ignore: tuple[str, ...] = ()) -> Comparison:
    """What is told when a heading is replaced."""
    old, new = (clean(PAGE.format(heading=heading), media_type="text/markdown") for heading in (one, other))
    return compare(old, new, ignore=ignore)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fees 2024", "Fees 2025"),
        ("Fees (2024)", "Fees (2025)"),
        ("3. Fees in May", "3. Fees in June"),
        ("Preise am Montag", "Preise am Dienstag"),
        ("Berths for 20 guests", "Berths for 24 guests"),
        ("Not included", "Included"),
    ],
)
def test_another_value_is_told_once(one: str, other: str) -> None:
    """At the first record below, under whatever further headings it stands."""
    (change,) = compared(one, other).changes
    assert (change.type, change.substantive, change.moved) == ("changed", True, False)
    assert change.after is not None
    assert change.after.text == "A berth for a night costs 20 crowns."
    (edit,) = change.edits
    assert (edit.kind, edit.before.text, edit.after.text) == ("heading", one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fees", "What it costs"),
        ("Fees 2024", "Prices 2024"),
        ("3. Fees", "4. Fees"),
        ("Fees (12)", "Fees (13)"),
        ("Fees", "Fees 2024"),
        ("Unreleased", "1.4.0"),
        ("Fees — 2024", "Fees: 2024"),
    ],
)
def test_another_wording_is_told_in_sections_alone(one: str, other: str) -> None:
    """So is an ordinal or a count, and a date where none was."""
    found = compared(one, other)
    assert found.changes == ()
    assert {change.type for change in found.sections} == {"renamed"}


@pytest.mark.parametrize("rest", ["", "<h2>Rules</h2><ul><li>Be home by ten.<li>No fires.</ul>"])
@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (("Cabins", "Fees 2024"), ("Our cabins", "Fees 2025"), ["Fees 2025"]),
        (("Cabins 2024", "Fees"), ("Cabins 2025", "What it costs"), ["Cabins 2025"]),
        (("Cabins 2024", "Fees 30"), ("Cabins 2025", "Fees 40"), ["Cabins 2025", "Fees 40"]),
        (("Cabins 2024", "Fees 2024"), ("Cabins 2025", "Fees 2025"), ["Cabins 2025", "Fees 2025"]),
        (("Cabins", "Fees"), ("Our cabins", "What it costs"), []),
    ],
)
@pytest.mark.parametrize(
    "lines", ["<ul><li>Cabins are cleaned weekly.<li>Dogs sleep on deck.</ul>", "<p>By the night."]
)
def test_each_of_the_headings_above_that_states_another_fact_is_told_once(
    one: tuple[str, str], other: tuple[str, str], told: list[str], lines: str, rest: str
) -> None:
    """At the first record below all of them, from the top down, and no wording of another one hides it."""
    old, new = (
        clean(f"<main><h1>{top}</h1><h2>{heading}</h2>{lines}{rest}</main>", media_type="text/html")
        for top, heading in (one, other)
    )
    found = [change for change in compare(old, new).changes if change.substantive]
    edits = [edit for change in found for edit in change.edits]
    if lines.startswith("<p>") and one[1] != other[1]:  # the title of a single record is a fact, whatever it says
        told = [*(title for title in told if title != other[1]), other[1]]
    assert sorted(edit.after.text for edit in edits) == sorted(told)
    assert {(change.after or change.before).text for change in found} <= {new.records[0].text}  # type: ignore[union-attr]


def test_titles_of_cards_are_told_when_the_heading_above_them_is_renamed() -> None:
    """They may be another card's tonight; what came from a section that still stands has moved."""

    def page(top: str, *titles: str) -> CleanedPage:
        texts = ("Two bunks and a stove.", "A bed by the window.", "Six bunks in one room.")
        cards = "".join(f"<h2>{title}</h2><p>{text}</p>" for title, text in zip(titles, texts, strict=True))
        return clean(f"<main><h1>{top}</h1>{cards}</main>", media_type="text/html")

    base = page("Cabins", "3 children", "Couples", "Crews")
    (change,) = compare(base, page("Our cabins", "4 children", "Couples", "Crews")).changes
    assert (change.substantive, [edit.after.text for edit in change.edits]) == (True, ["4 children"])
    assert compare(base, page("Our cabins", "3 children", "Couples", "Crews")).changes == ()
    swapped = compare(base, page("Our cabins", "Couples", "3 children", "Crews")).changes
    assert [one.after.text for one in swapped if one.substantive and one.after] == [
        "Two bunks and a stove.",
        "A bed by the window.",
    ]


def test_what_is_to_be_ignored_is_so_in_headings() -> None:
    """The pattern that takes a number off records takes it off headings."""
    assert compared("Week 31 of 52", "Week 32 of 52").changes
    assert compared("Week 31 of 52", "Week 32 of 52", ignore=(r"Week \d+",)).changes == ()


@pytest.mark.parametrize("rest", ["", "<p>Ask the guard for a ticket.</p>"])
def test_a_question_that_unfolds_is_told_at_itself(rest: str) -> None:
    """Not a second time at its answer, whatever differs in it; and the same answers to two questions are two facts."""

    def page(question: str) -> str:
        body = "<main><h1>Ask</h1><p>What visitors ask at the gate, most of all.</p>"
        asked = (question, "Is the pier free?")
        return (
            body + "".join(f"<details><summary>{one}</summary><p>Yes.</p>{rest}</details>" for one in asked) + "</main>"
        )

    base = clean(page("Do you open in 2025?"), media_type="text/html")
    assert [record.section[1:] for record in base.records if record.text == "Yes."] == [
        ("Do you open in 2025?",),
        ("Is the pier free?",),
    ]
    for other in ("Do you open in 2026?", "Will you open at Easter?"):
        (change,) = compare(base, clean(page(other), media_type="text/html")).changes
        assert change.after is not None
        assert (change.type, change.after.kind, change.after.text) == ("changed", "summary", other)


EVENTS = (
    "Choir in the hall",
    "Low tide walk",
    "Flea market",
    "Repair cafe",
    "Herring for all",
    "Film about boats",
    "Yoga",
)


def week(first: int, *words: str, language: str = "en") -> CleanedPage:
    """A day's event under each heading, with words before or behind its date."""
    named = [(at, word.format(f"{first + at} March 2031")) for at, word in enumerate((*words, "{}", "{}"))]
    days = "".join(f"<h3>{name}</h3><p>{EVENTS[first + at]}</p>" for at, name in named)
    body = f"<h1>Port of Senn</h1><p>What goes on in the port, day by day.</p>{days}"
    return clean(f"<html lang={language}><main>{body}</main>", media_type="text/html")


@pytest.mark.parametrize(
    ("today", "tomorrow", "language"),
    [("Today, {}", "Tomorrow, {}", "en"), ("{} (today)", "{} (tomorrow)", "en"), ("Heute, {}", "Morgen, {}", "de")],
)
def test_how_far_off_a_day_is_changes_no_fact(today: str, tomorrow: str, language: str) -> None:
    """The day is the same."""
    before, after = (week(first, today, tomorrow, language=language) for first in (1, 2))
    found = [one for one in compare(before, after).changes if one.substantive]
    assert {one.type for one in found} == {"removed", "added"}
    assert len(found) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("{}", "{}: cancelled"), ("Monday, from {}", "Tuesday, from {}"), ("Today, {}", "Today, 1{}")],
)
def test_what_else_a_day_says_is_a_fact(one: str, other: str) -> None:
    """Other words, a weekday, another day."""
    assert any(change.substantive for change in compare(week(1, one), week(1, other)).changes)


def people(*names: str, notes: int = 0) -> CleanedPage:
    """Cards of people, each with a telephone and a room."""
    cards = "".join(
        f"### {name}\n\n- Telephone: 60 1{at}\n- Room {at + 3}\n" + "- A note\n" * (notes * at)
        for at, name in enumerate(names)
    )
    return clean(f"# Port of Senn\n\nWho does what here.\n\n{cards}", media_type="text/markdown")


def test_the_title_of_a_card_is_a_fact() -> None:
    """Once, however many records the card has; sections that differ in shape have headings, not titles."""
    base = people("Anna Keller", "Ben Okafor", "Eun-ji Park")
    (change,) = compare(base, people("Anna Vogt", "Ben Okafor", "Eun-ji Park")).changes
    assert (change.substantive, [edit.after.text for edit in change.edits]) == (True, ["Anna Vogt"])
    assert compare(base, people("ANNA KELLER", "Ben Okafor", "Eun-ji Park")).changes == ()
    assert compare(base, people("Eun-ji Park", "Ben Okafor", "Anna Keller")).changes
    uneven = people("What it costs", "Rules", "Winter", notes=2)
    assert compare(uneven, people("Fees", "Rules", "Winter", notes=2)).changes == ()
    trimmed = compare(uneven, people("Fees", "Rules", "Winter")).changes
    assert {one.type for one in trimmed} == {"removed"}  # and no title is another: they were none


def test_a_title_of_one_record_is_told_once() -> None:
    """Both as what stands above it and as a heading that states something else."""
    cards = (
        clean(
            "<h1>Port of Senn</h1><p>Which berths there are.</p>"
            + "".join(f"<h3>Berth {at}</h3><p>Telephone: 60 {line}</p>" for line, at in enumerate(berths, 17)),
            media_type="text/html",
        )
        for berths in ((4, 17, 28), (4, 18, 28))
    )
    (change,) = compare(*cards).changes
    assert [(edit.kind, edit.after.text) for edit in change.edits] == [("heading", "Berth 18")]


@pytest.mark.parametrize("write", [str.upper, lambda name: f"{name}:", lambda name: name.replace("ea", "e\u00ada")])
def test_headings_written_otherwise_move_nothing_between_sections_that_are_alike(write: Callable[[str], str]) -> None:
    """What stands in all of them stays in its own, when one more comes in front."""

    def forum(names: list[str]) -> CleanedPage:
        rows = "".join(f"<h2>{name}</h2><ul><li>Last post<li>Threads: 5<li>By a guest</ul>" for name in names)
        return clean(f"<h1>Forum</h1><p>All there is to say of boats.</p>{rows}", media_type="text/html")

    names = ["Sea boats", "Reading", "Beach life", "Tea and cakes", "Weather"]
    found = compare(forum(names), forum(["News", *map(write, names)]))
    assert {(one.type, (one.after or one.before).section) for one in found.changes if one.substantive} == {  # type: ignore[union-attr]
        ("added", ("Forum", "News"))
    }
    assert {one.type for one in found.sections} == {"renamed", "added"}


@pytest.mark.parametrize(
    "number", ["4.{}", "4.{}.", "A.{}", "{}.", "{})", "Chapter {}:", "§ {}", "Art. {}", "Step {}:", "Q{}.", "{}"]
)
def test_numbers_that_headings_count_with_are_no_facts(number: str) -> None:
    """A section that is put in moves those behind it on by one."""
    names = ["Fees", "Berths", "Keys", "Boats", "Dogs"]

    def page(names: list[str]) -> CleanedPage:
        sections = (
            f"<h2>{number.format(at)} {name}</h2><p>All there is to say about {name.lower()} in this house.</p>"
            for at, name in enumerate(names, 1)
        )
        return clean("<h1>Rules of the club</h1>" + "".join(sections), media_type="text/html")

    told = compare(page(names), page([*names[:2], "Guests", *names[2:]])).changes
    assert [(one.type, one.after.text) for one in told if one.substantive and one.after] == [
        ("added", "All there is to say about guests in this house.")
    ]


def sections(number: str, names: tuple[str, ...], lines: int) -> CleanedPage:
    """A page whose headings have numbers in front, each with a few paragraphs."""
    texts = ("All there is to say about {}.", "Nothing on {}.")[:lines]
    body = "".join(
        f"<h2>{number.format(at)}{name}</h2>" + "".join(f"<p>{text.format(name)}</p>" for text in texts)
        for at, name in enumerate(names, 1)
    )
    return clean(f"<h1>Rules of the club</h1>{body}", media_type="text/html")


@pytest.mark.parametrize("lines", [1, 2])
@pytest.mark.parametrize("number", ["4.{} ", "{}. ", "{}) ", "§ {} ", "No. {} ", "Chapter {}: ", "{} "])
def test_headings_that_are_counted_from_tonight_on(number: str, lines: int) -> None:
    """Or no more, say what they said, be they titles of one paragraph each."""
    names = ("Fees", "Berths", "Keys")
    plain, counted = (sections(before, names, lines) for before in ("", number))
    for found in (compare(plain, counted), compare(counted, plain)):
        assert not any(one.substantive for one in found.changes)
        assert len(found.sections) == len(names)
    renamed = sections(number, ("Fees", "Moorings", "Keys"), 1)
    (told,) = (one for one in compare(sections("", names, 1), renamed).changes if "Moorings" in str(one.edits))
    assert told.substantive


@pytest.mark.parametrize(
    ("number", "names"), [("{}. ", ("League",)), ("{} ", ("Adult", "Children")), ("4.{} ", ("Boats", "Cars"))]
)
def test_numbers_that_too_few_headings_have_are_part_of_the_titles(number: str, names: tuple[str, ...]) -> None:
    """The first league, a family's ticket, ranks."""
    for one, other in (("", number), (number, "")):
        told = compare(sections(one, names, 1), sections(other, names, 1)).changes
        assert [change.substantive for change in told] == [True] * len(names)


def lone(heading: str, language: str, records: int) -> CleanedPage:
    """A page of a manual in parts, with one heading."""
    lines = ["The driver for the old gauge was withdrawn.", "Users of the brass gauge should set its zero again."]
    rest = "".join(f"<li>{line}</li>" for line in lines[:records])
    return clean(f"<html lang={language}><main><h1>{heading}</h1><ul>{rest}</ul></main>", media_type="text/html")


@pytest.mark.parametrize("records", [1, 2])
@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("4. Mai: Sommerfest", "5. Mai: Sommerfest", "de"),
        ("4.5. Sommerfest", "5.5. Sommerfest", "de"),
        ("9.30. Doors open", "10.30. Doors open", "en"),
        ("Platform 4: Trains to Senn", "Platform 5: Trains to Senn", "en"),
        ("Room 12. Choir", "Room 14. Choir", "en"),
        ("Gauge 4.3", "Gauge 4.4", "en"),
        ("4.4. Stable", "4.5. Stable", "en"),
        ("4.3.1. Release notes", "4.3.2. Release notes", "en"),
        ("Part 1: sold out", "Part 2: sold out", "en"),
    ],
)
def test_a_number_that_is_what_is_said_is_a_fact(one: str, other: str, language: str, records: int) -> None:
    """A day, a time, a room, a release, which part of several."""
    pages = [lone(heading, language, records) for heading in (one, other)]
    assert any(change.substantive for change in compare(*pages).changes)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("4.3 Fees|4.3.1 Adults", "4.4 Fees|4.4.1 Adults", 0),
        ("4 Fees|4.1 Adults|4.2 Groups", "5 Fees|5.1 Adults|5.2 Groups", 0),
        ("4 Fees|4.1 Adults|4.2 Groups", "5 Fees|5.1 Adults|5.2 Schools 2030", 0),
        ("4 euros|4.5 litres", "5 euros|5.5 litres", 2),
        ("4 euros|4.1 litres|Groups", "5 euros|5.1 litres|Groups", 2),
    ],
)
def test_numbers_of_sections_in_a_section_are_no_facts(one: str, other: str, told: int) -> None:
    """Where all of those inside count on from the first."""
    old, new = (
        clean(
            f"<h1>Guide</h1><h2>{outer}</h2><p>Who pays.</p>"
            + "".join(
                f"<h3>{title}</h3><p>What {at} pay is told here.</p><p>Since {at}.</p>" for at, title in enumerate(rest)
            ),
            media_type="text/html",
        )
        for outer, *rest in (one.split("|"), other.split("|"))
    )
    edits = [edit for change in compare(old, new).changes for edit in change.edits if edit.substantive]
    assert [edit.kind for edit in edits] == ["heading"] * told


def test_a_number_that_nothing_counts_on_from_is_a_fact() -> None:
    """How many berths are free."""
    assert any(one.substantive for one in compared("2 berths are free", "3 berths are free").changes)
    assert any(one.substantive for one in compared("4.2 metres of depth", "4.4 metres of depth").changes)
    assert any(one.substantive for one in compared("1 of 20 berths is free", "0 of 20 berths is free").changes)


def test_bare_numbers_count_from_the_first_or_not_at_all() -> None:
    """Two adults and three children are no sections of a text."""
    old, new = (
        clean(
            f"<h1>Cabins</h1><h2>{at} adults</h2><p>Sleep on deck.</p><h2>{at + 1} children</h2><p>Sleep below.</p>",
            media_type="text/html",
        )
        for at in (2, 3)
    )
    assert len([one for one in compare(old, new).changes if one.substantive]) == 2
