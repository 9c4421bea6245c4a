"""References to sections that count on: what is said stays the same as long as they lead to the same one."""

import pytest

from scrape_clean import CleanedPage, clean, compare

NAMES = ("Gates", "Water", "Rates", "Fees")


def manual(names: tuple[str, ...], text: str, number: str = "44.{}") -> CleanedPage:
    """Numbered sections, and a text in front that may refer to them by {name}."""
    numbers = {name.lower(): number.format(at) for at, name in enumerate(names, 1)}
    sections = "".join(
        f"<h2 id={name.lower()}>{number.format(at)}. {name}</h2><p>All there is to say of {name.lower()} here.</p>"
        for at, name in enumerate(names, 1)
    )
    text = text.format(**numbers)
    return clean(f"<h1>Locks</h1><p>{text}</p>{sections}", media_type="text/html")


def told(one: CleanedPage, other: CleanedPage) -> list[str]:
    """What is flagged of the text in front."""
    found = compare(one, other).changes
    return [edit.kind for change in found for edit in change.edits if edit.substantive]


BOATS = ("Gates", "Boats", *NAMES[1:])
RATES = "How many may pass is told in section <a href='#rates'>{rates}</a>, with the reasons."

BARE = "How many may pass is told in section {rates}, with the reasons."


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (RATES, "44.{}"),
        (RATES, "A.{}"),
        ("See sections <a href='#water'>{water}</a> and <a href='#rates'>{rates}</a>, and the table.", "44.{}"),
        ("How many may pass is told in <a href='#rates'>{rates}</a>, with the reasons.", "Chapter {}"),
        ("It is told in <a href='#rates'>section {rates}, Rates</a>, and nowhere else.", "4.{}"),
    ],
)
def test_a_reference_that_counts_on_with_its_section_is_no_fact(text: str, number: str) -> None:
    """Nor does it hide what else changed in the text."""
    assert told(manual(NAMES, text, number), manual(BOATS, text, number)) == []
    assert told(
        manual(NAMES, text + " It costs 4 crowns.", number), manual(BOATS, text + " It costs 5 crowns.", number)
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (RATES, RATES.replace("#rates", "#fees")),
        (RATES, RATES.replace("{rates}", "{fees}")),
        (RATES, RATES.replace("{rates}", "44.9")),
        (BARE, BARE),
        (RATES.replace("#rates", "other.html"), RATES.replace("#rates", "other.html")),
    ],
)
def test_a_reference_that_leads_elsewhere_is_a_fact(one: str, other: str) -> None:
    """To another place, to another section, to none; and a number that is no link may be a measure."""
    assert told(manual(NAMES, one), manual(BOATS, other))


def test_a_count_is_no_reference() -> None:
    """Although a section was moved on by one at the same time."""
    text = "Readers wrote <a href='#rates'>{rates}</a> of their own notes on this page."
    assert told(manual(NAMES, text, "{}"), manual(BOATS, text, "{}"))
