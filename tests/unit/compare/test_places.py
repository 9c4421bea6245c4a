"""What is learnt in one place silences nothing in another."""

from collections.abc import Sequence

import msgspec
import pytest

from pages import snapshot
from scrape_clean import Comparison, Memory, Snapshot, Volatile, clean, compare, learn_volatile

DESIGNS = {
    "definitions": ("<dl>{}</dl>", "<dt>{}<dd>{}"),
    "cards": ("<div>{}</div>", "<div><div>{}</div><div>{}</div></div>"),
    "value first": ("<div>{}</div>", "<div><b>{1}</b><p>{0}</p></div>"),
    "table": ("<table>{}</table>", "<tr><td>{}<td>{}"),
    "headings": ("<div>{}</div>", "<h3>{}</h3><p>{}</p>"),
}


def page(design: str, *rows: tuple[str, str]) -> Snapshot:
    """A page of values with their labels."""
    around, form = DESIGNS[design]
    body = f"<main><h1>Weir</h1><p>All about it.</p>{around.format(''.join(form.format(*row) for row in rows))}</main>"
    return clean(body, media_type="text/html").snapshot()


def seen(nights: Sequence[Snapshot]) -> tuple[Snapshot, Memory]:
    """The last of some nights, with ids carried on, and what is known by then."""
    last = [nights[0]]
    for one in nights[1:]:
        last.append(compare(last[-1], one, memory=Memory(volatile=learn_volatile(last))).base)
    return last[-1], Memory(volatile=learn_volatile(last))


def told(found: Comparison) -> list[tuple[str, list[str]]]:
    """Of each change its type and what its record says now, or did."""
    return [
        (one.type, [edit.after.text for edit in one.edits] or [record.text])
        for one in found.changes
        if one.substantive and (record := one.after or one.before)
    ]


LEVELS = ("4.13 m", "4.96 m", "4.24 m", "4.55 m", "4.71 m")


@pytest.mark.parametrize("design", DESIGNS)
def test_a_counter_silences_no_other_value_of_its_unit(design: str) -> None:
    """It is known by its label; so it is where a row was put in front of it."""
    rows = (("Clearance", "6.50 m"), ("Lock", "85 m"))
    base, memory = seen([page(design, ("Water", level), *rows) for level in LEVELS])
    assert told(compare(base, page(design, ("Water", "4.02 m"), *rows), memory=memory)) == []
    lower = page(design, ("Water", "4.02 m"), ("Clearance", "5.20 m"), rows[1])
    assert told(compare(base, lower, memory=memory)) == [("changed", ["5.20"])]
    more = page(design, ("Depth", "3.10 m"), ("Water", "4.02 m"), *rows)
    assert {kind for kind, _ in told(compare(base, more, memory=memory))} == {"added"}


@pytest.mark.parametrize("design", ["definitions", "cards"])
def test_a_number_alone_is_known_by_its_label(design: str) -> None:
    """A new row in its place is told, and then what becomes of it."""
    nights = [page(design, ("Ships", ships), ("Berths", "14")) for ships in ("51", "39", "69", "83", "12")]
    base, memory = seen(nights)
    more = compare(base, page(design, ("Quays", "5"), ("Ships", "44"), ("Berths", "14")), memory=memory)
    assert [text for _, (text,) in told(more)] == ["Quays", "5"]
    after = page(design, ("Quays", "6"), ("Ships", "45"), ("Berths", "14"))
    assert told(compare(more.base, after, memory=memory)) == [("changed", ["6"])]


def test_two_values_of_one_label_are_told_apart_by_their_elements() -> None:
    """A price of today, and a deposit that stands still."""

    def card(price: str, deposit: str) -> Snapshot:
        return page("definitions", ("Boat", f"{price} €<dd>{deposit} €"), ("Oars", "2 €"))

    base, memory = seen([card(price, "50") for price in ("11", "14", "12", "17", "15")])
    assert told(compare(base, card("13", "50"), memory=memory)) == []
    assert told(compare(base, card("13", "60"), memory=memory)) == [("changed", ["60"])]


@pytest.mark.parametrize("design", ["cards", "headings"])
def test_what_stands_still_beside_counters_is_none(design: str) -> None:
    """Though most items of the list have one; and a new item has one, too, from its second night on."""
    nights = [
        page(design, ("Diesel", f"1.{51 + at} €"), ("Petrol", f"1.{70 - at} €"), ("Car wash", "9.90 €"))
        for at in range(5)
    ]
    base, memory = seen(nights)
    rows, wash = (("Diesel", "1.40 €"), ("Petrol", "1.41 €")), ("Car wash", "9.90 €")
    assert told(compare(base, page(design, *rows, ("Car wash", "11.90 €")), memory=memory)) == [("changed", ["11.90"])]
    more = page(design, *rows, wash, ("Gas", "0.90 €"))
    assert {kind for kind, _ in told(compare(base, more, memory=memory))} == {"added"}
    base, memory = seen([*nights, more])
    assert told(compare(base, page(design, *rows, wash, ("Gas", "0.95 €")), memory=memory)) == []
    base, memory = seen([*nights, more, more])
    assert told(compare(base, page(design, *rows, wash, ("Gas", "0.95 €")), memory=memory)) == [("changed", ["0.95"])]


def test_the_label_of_a_counter_may_be_written_otherwise() -> None:
    """The counter is no news then; the label is."""
    base, memory = seen([page("definitions", ("Water level", level), ("Lock", "85 m")) for level in LEVELS])
    found = compare(base, page("definitions", ("Level of the water", "4.02 m"), ("Lock", "85 m")), memory=memory)
    assert [one.before and one.before.text for one in found.changes if one.substantive] == ["Water level"]


def test_a_counter_below_a_line_that_changes_as_often_is_known_by_its_words() -> None:
    """As below "7 days ago", which is no label."""
    nights = [page("cards", (f"{at} days ago", f"Read {at**2} times"), ("Rope", "New")) for at in range(2, 8)]
    base, memory = seen(nights[:-1])
    assert told(compare(base, nights[-1], memory=memory)) == []


def test_what_was_stored_before_places_were_known_still_holds() -> None:
    """Anywhere in its section."""
    stored = b'[{"section":["Pier"],"words":["seen","#","times"],"path":null,"heading":false,"below":false}]'
    memory = Memory(volatile=msgspec.json.decode(stored, type=tuple[Volatile, ...]))
    before, after = (snapshot([("Open", ("Pier",)), (f"Seen {times} times", ("Pier",))]) for times in (4, 9))
    assert compare(before, after, memory=memory).changes == ()
