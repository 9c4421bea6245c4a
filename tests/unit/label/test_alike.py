"""Blocks of one design are judged together."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scrape_clean.label.alike import alike, evened
from scrape_clean.label.features import features
from scrape_clean.label.places import is_linked
from scrape_clean.parse.html import parse_html

CARD = "<div class=card><h3>{0}</h3><ul class=facts><li>{0} berths</ul></div>"


def judged(body: str, scores: dict[str, float]) -> dict[str, float]:
    """The evened score of each text; 0 before where none is given."""
    page = parse_html(f"<body>{body}")
    before = [scores.get(block.text, 0.0) for block in page.blocks]
    after = evened(alike(page, features(page).kind, [is_linked(block) for block in page.blocks]), before)
    return {block.text: score for block, score in zip(page.blocks, after, strict=True)}


def test_one_card_among_many_is_moved_half_way() -> None:
    """Its item and its heading by themselves."""
    body = "".join(CARD.format(name) for name in ("Ashby", "Brent", "Colne", "Dart"))
    found = judged(body, {"Ashby": 4.0, "Brent": 4.0, "Colne": 4.0, "Dart": -4.0, "Dart berths": 2.0})
    assert (found["Dart"], found["Ashby"]) == (-1.0, 3.0)
    assert (found["Dart berths"], found["Ashby berths"]) == (1.25, 0.25)


def test_what_looks_different_stays_as_it_was() -> None:
    """Of another kind, with other names around it, a link, or hidden."""
    items = "<li>Ice</li><li><a href=/>Home</a></li><li hidden>Draft</li>"
    body = f"<ul class=facts>{items}</ul><ul class=menu><li>Login</ul><p>One</p><h2>Two</h2>"
    before = {"Ice": 1.0, "Home": 2.0, "Draft": 3.0, "Login": 4.0, "One": 5.0, "Two": 6.0}
    assert judged(body, before) == before


@given(st.lists(st.integers(-(2**18), 2**18), min_size=1, max_size=40))
def test_the_mean_stays_and_so_does_the_order(grains: list[int]) -> None:
    """Of one list; to within the rounding of one division."""
    page = parse_html("<body><ul>" + "".join(f"<li>Item {number}" for number in range(len(grains))) + "</ul>")
    before = [grain / 2**14 for grain in grains]
    after = evened(alike(page, features(page).kind, [is_linked(block) for block in page.blocks]), before)
    exact = sum(map(Fraction, before)) / len(before)
    assert np.allclose(after, [float((Fraction(score) + exact) / 2) for score in before], rtol=0, atol=1e-12)
    assert np.array_equal(np.argsort(before, kind="stable"), np.argsort(after, kind="stable"))
