"""Law of the dashes that say "from - to": what is looked at first decides nothing."""

import re
from collections.abc import Callable
from itertools import chain

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scrape_clean.dedupe.normalization.normal import canonical
from scrape_clean.dedupe.normalization.ranges import CONTEXT, is_range, ranges_in

WORDS = """
Mo Mon Monday Fri, Freitag Mon/Tue (Mon) [Fri] Wed;Thu Dr.Fri 'Mon' «Mo» “Mon” samedi segunda-feira понеділок
Thứ Hai Sáu יום שני جمعه 월요일 月 金曜日 土，日 June Juni junio Fri，Sat 9時 午前 오전 2024-05-01 2019 20
9 9:00 1. -5 １２
Uhr am p.m. heures часов час uur horas godz. ore kg € €5 10% ½ 5½ ² de el the to and XIV XVI A K XL A1 5a 7b 3rd
Room Köln orchard º
""".split()
MARKS = [
    *(" ", " ", " ", " ", " ", " ", ", ", "-", " - ", "–", " – ", "—", " ~ ", "〜", "～", "－", " -", "- "),
    *("     -     ", "\n-\n"),
]
text = st.lists(st.sampled_from(WORDS), min_size=2, max_size=8).flatmap(
    lambda words: st.lists(st.sampled_from(MARKS), min_size=len(words), max_size=len(words)).map(
        lambda marks: "".join(chain.from_iterable(zip(words, marks, strict=True)))
    )
)


def decided(said: str, fold: Callable[[str], str]) -> list[int]:
    """Where a dash stands that is one of a range, by all that stands on both sides."""
    found = []
    for dash in re.finditer("[-–—~〜～－]{1,3}", said):
        left, right = said[max(dash.start() - CONTEXT, 0) : dash.start()], said[dash.end() : dash.end() + CONTEXT]
        sides = (" ".join(fold(side).split()) for side in (left.rstrip(), right))
        if left.strip() and is_range(*sides, spaced=(left[-1:].isspace(), right[:1].isspace())):
            found.append(dash.start())
    return found


@pytest.mark.parametrize("fold", [canonical, str.lower])
@settings(max_examples=300, deadline=None)
@given(said=text)
@example(said="Mo. 9 Uhr – Fr. 17 Uhr")
@example(said="12 de junio - el 15 de julio")
@example(said="samedi 20 heures – dimanche 6 heures")
@example(said="½–1 cup")
@example(said="Room 2     -     Room 6")
@example(said="Mon–“Fri”")
def test_what_is_looked_at_first_decides_nothing(fold: Callable[[str], str], said: str) -> None:
    """Most dashes are passed over for the words beside them alone, and none of those is one of a range."""
    said = said if fold is canonical else canonical(said)
    assert [start for start, end in ranges_in(said, fold)] == decided(said, fold)
