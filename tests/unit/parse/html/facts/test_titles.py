"""What a page is called: two places that agree come before one alone."""

import pytest

from scrape_clean.model import Fact
from scrape_clean.parse.html.facts.titles import choose_title


@pytest.mark.parametrize(
    ("declared", "element", "headings", "site", "chosen"),
    [
        (["Boats"], "Boats | Quay", ["Boats"], "Quay", Fact("Boats", "first")),
        (["Boats | Quay", "Boats"], None, ["Boats"], "", Fact("Boats", "second")),
        (["Old boats, new", "Boats"], None, ["Boats"], "", Fact("Boats", "second")),
        (["Boats | Quay"], None, ["Boats ¶"], "", Fact("Boats", "h1")),
        (["Boats and more"], None, ["Boats"], "", Fact("Boats and more", "first")),
        ([], "Boats (a forum of the Quay)", ["Boats"], "", Fact("Boats", "h1")),
        ([], "Boats – Quay", ["Quay"], "", Fact("Boats", "title")),
        (["Quay"], "Boats – The Quay", ["Quay"], "Quay", Fact("Boats – The Quay", "title")),
        (["Boats - QUAY"], None, [], "Quay", Fact("Boats", "first")),
        ([], None, ["One", "Two"], "", Fact("One", "h1")),
        ([], None, ["Quay"], "Quay", None),
        ([], None, [], "", None),
    ],
)
def test_choice(declared: list[str], element: str | None, headings: list[str], site: str, chosen: Fact | None) -> None:
    """The site's name is no page's title, and a word of a title no heading."""
    facts = [Fact(text, place) for text, place in zip(declared, ("first", "second"), strict=False)]
    assert choose_title(facts, element, headings, site) == chosen


def test_a_heading_full_of_signs_takes_linear_time() -> None:
    """Those of links to headings, which are taken off its end; quadratic time would not end here."""
    heading = "#" * 500_000 + "x"
    assert choose_title([], None, [heading], "") == Fact(heading, "h1")
    assert choose_title([], None, [f"{heading} {heading[:-1]}"], "") == Fact(heading, "h1")
