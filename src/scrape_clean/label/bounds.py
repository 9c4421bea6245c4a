"""How much it takes for a block to be content: by what it is, where it stands, and what page it stands on."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import inf

from scrape_clean.label.places import ENTRY, FORM, LINKED, OPEN, TABLE, TEXT, TRAIL, VALUE

__all__ = ["BETWEEN", "ENOUGH", "bounds"]

BETWEEN = "text between"
"""Lines that are not mostly link, between two blocks of content."""

ENOUGH = {
    "row": -1.5,
    "row in main": -2.5,
    TABLE: -4.5,
    "bullet": -1.5,
    "bullet in main": -2.25,
    "link": 0.0,
    "link in main": -1.75,
    VALUE: -1.25,
    ENTRY: -3.0,
    TEXT: -0.25,
    BETWEEN: -0.25,
    "sentence": -0.25,
    "heading": -0.25,
    "fact": -0.25,
    "preformatted": -2.5,
    "linked text": 0.25,
    "linked sentence": 0.25,
    "linked heading": 0.25,
    "landmark": 2.5,
    "hidden": 1.25,
    "hidden list": 0.0,
    "hidden list in main": -0.25,
    "control": 0.5,
    FORM: 0.75,
    TRAIL: inf,
}
"""The scores (logarithms of odds) from which on a block is content, by what it is and where it stands.

To lose a bullet is worse than to let a menu in: hence less than even odds will do for text that is shown, less still
for the rows of a table, or of elements side by side, for entries with a link and a date (news, events, notices), for
list items that are no links, which are seldom a menu, and for what stands in a list inside `main` or `article`. What
is mostly links, and stands in no list there, may well be a menu.
What is hidden may be a draft or a dialog; a list without links is more often the panel of a tab or an accordion. A list
in a form is one of options that a script makes a menu of, or of notes on how to fill it in."""
SURE, BEST, YIELDING, HOPELESS = 3.0, 0.07, 0.75, -2.5
"""On three pages in four the best 7 % of the shown text score 3 or more. Where they do not, the network does not know
such pages well (it may be a long listing of short items), and all its scores are too low by much the same: then three
quarters of what is missing is allowed for, down to a bound."""
MOSTLY, CLEAR, CLEAREST = 0.75, 1.5, 3.5
STRICT = {TEXT: 0.75, "linked text": 0.75, "heading": 0.375, "linked heading": 0.375}
"""Where three quarters of the text that passes score well above 1.5, as on the page of an article, the network tells
content from the rest clearly, and what it is unsure of there is a line about the content: who shares it, what else to
read. So much of what is above (up to 3.5) is asked of lines in addition, and half of that of headings;
nothing of lists, rows, entries, facts and sentences, nor of lines between two blocks of content."""
FEW, LENIENT = 30, 4.0
"""The fewer than 30 blocks a page has outside landmarks, the less the network has to go by; the lower a score will do
for what is shown (a menu of a few items in the output is soon seen), the higher it must be for hidden text outside
lists."""
LENIENT_LINKS = 0.3
"""The share of that which is granted to what is mostly links: on a small page, too, that is the menu."""


def bounds(texts: Sequence[tuple[float, int]], hidden: int) -> dict[str, float]:
    """`ENOUGH` for a page, given the scores and lengths of all text in places that are `OPEN`.

    Of that text the likeliest is content, however unlikely. ``hidden`` is the number of hidden blocks: a page of many
    is not small.
    """
    if not texts:
        return ENOUGH
    ranked = sorted(texts, reverse=True)
    lengths = list(accumulate(length for _, length in ranked))
    best = ranked[bisect_left(lengths, BEST * lengths[-1])][0]
    lenient = LENIENT * max(FEW - len(texts) - hidden, 0) / FEW
    allowed = min(YIELDING * max(SURE - best, 0.0), ENOUGH[TEXT] - HOPELESS) + lenient
    allowed = max(allowed, ENOUGH[TEXT] - ranked[0][0])
    passing = bisect_right(ranked, allowed - ENOUGH[TEXT], key=lambda text: -text[0])
    clear = min(max(ranked[bisect_left(lengths, MOSTLY * lengths[passing - 1])][0], CLEAR), CLEAREST) - CLEAR
    withheld = (1 - LENIENT_LINKS) * lenient
    found = (
        ENOUGH
        | {place: ENOUGH[place] - allowed for place in (*OPEN, BETWEEN)}
        | {place: min(ENOUGH[place] - allowed + withheld, ranked[0][0]) for place in LINKED}
        | {"hidden": ENOUGH["hidden"] + lenient}
    )
    return found | {place: found[place] + strict * clear for place, strict in STRICT.items()}
