"""What comes and goes."""

from collections.abc import Sequence

import pytest

from pages import snapshot
from scrape_clean import Comparison, Memory, Snapshot, clean, compare, learn_volatile

QUOTES = (
    "A wonderful day! - Family Koch",
    "We will come again. - Rob, Leeds",
    "The guide knew everything. - Class 4b",
    "Best fish rolls in town. - Ines",
    "Worth every cent. - Tom",
)
FACTS = ("Open daily from 9:00 to 17:00.", "Adults pay 8 euros.", "Dogs are welcome on a lead.")


def museum(quote: str, facts: Sequence[str] = FACTS) -> Snapshot:
    """Facts and a quote under one heading."""
    items = "".join(f"<li>{fact}" for fact in facts)
    body = f"<main><h1>Museum</h1><ul>{items}</ul><blockquote><p>{quote}</p></blockquote></main>"
    return clean(body, media_type="text/html").snapshot()


def seen(nights: Sequence[Snapshot]) -> tuple[Snapshot, Memory]:
    """The last of some nights, with ids carried on, and what is known by then."""
    found = [nights[0]]
    for one in nights[1:]:
        found.append(compare(found[-1], one, memory=Memory(volatile=learn_volatile(found))).base)
    return found[-1], Memory(volatile=learn_volatile(found))


def told(found: Comparison) -> list[tuple[str, str]]:
    """Of each change its type and what its record says now, or did."""
    return [(one.type, record.text) for one in found.changes if one.substantive and (record := one.after or one.before)]


def test_a_quote_that_rotates_silences_no_fact_beside_it() -> None:
    """Where facts stand in the same section, it is known by its element."""
    base, memory = seen([museum(QUOTES[at]) for at in (0, 1, 2, 0, 3, 1, 2, 0)])
    assert told(compare(base, museum(QUOTES[4]), memory=memory)) == []
    dearer = (FACTS[0], "Adults pay 9 euros.", FACTS[2])
    assert told(compare(base, museum(QUOTES[4], dearer), memory=memory)) == [("changed", "Adults pay 9 euros.")]
    parking = (*FACTS, "Parking is free.")
    assert told(compare(base, museum(QUOTES[4], parking), memory=memory)) == [("added", "Parking is free.")]
    assert told(compare(base, museum(QUOTES[4], FACTS[:2]), memory=memory)) == [("removed", FACTS[2])]


def test_a_fact_that_comes_to_stand_where_quotes_did_is_still_there() -> None:
    """In one list a new item moves the others on."""

    def listed(*lines: str) -> Snapshot:
        return clean(
            f"<main><h1>Museum</h1><ul><li>{'<li>'.join(lines)}</ul></main>", media_type="text/html"
        ).snapshot()

    base, memory = seen([listed(*FACTS, QUOTES[at]) for at in (0, 1, 2, 0, 3, 1, 2, 0)])
    assert told(compare(base, listed(*FACTS, QUOTES[4]), memory=memory)) == []
    news = told(compare(base, listed("Parking is free.", *FACTS, QUOTES[0]), memory=memory))
    assert news == [("added", "Parking is free.")]


RUNS, STORM = "The ferry runs on schedule today.", "No boats at all, because of the storm."


@pytest.mark.parametrize("section", [("Ferry",), ("Ferry", "Notice")])
def test_two_states_that_follow_each_other_are_no_teasers(section: tuple[str, ...]) -> None:
    """A return is news until there were as many as of anything that comes and goes; another text always is."""

    def ferry(notice: str) -> Snapshot:
        return snapshot([("The crossing takes 25 minutes", ("Ferry",)), (notice, section)])

    states = (RUNS, RUNS, STORM, RUNS, RUNS, STORM)
    base, memory = seen([ferry(state) for state in states])
    assert told(compare(base, ferry(RUNS), memory=memory)) == [("removed", STORM), ("added", RUNS)]
    base, memory = seen([ferry(state) for state in (*states, RUNS, RUNS, STORM)])
    assert told(compare(base, ferry("The pier was swept away"), memory=memory)) == [
        ("added", "The pier was swept away")
    ]


def test_a_text_that_comes_and_goes_under_one_label_is_news_under_another() -> None:
    """What is said of Mondays says nothing of Sundays."""

    def hours(monday: str, sunday: str) -> Snapshot:
        rows = f"<dt>Monday<dd>{monday}<dt>Sunday<dd>{sunday}"
        return clean(f"<main><h1>Hours</h1><dl>{rows}</dl></main>", media_type="text/html").snapshot()

    turns = ("9:00 - 17:00", "closed", "9:00 - 17:00", "closed", "9:00 - 17:00", "closed")
    base, memory = seen([hours(monday, "10:00 - 12:00") for monday in turns])
    assert told(compare(base, hours(turns[0], "10:00 - 12:00"), memory=memory)) == []
    assert told(compare(base, hours("closed", "closed"), memory=memory))


def test_what_is_ignored_is_not_learnt_besides() -> None:
    """The user has said what it is."""
    nights = [snapshot([("Adults pay 12 euros", ()), (f"{500 + 7 * at} passengers so far", ())]) for at in range(5)]
    for ignore in (["[0-9]+ passengers"], [".* so far"]):
        last = [nights[0]]
        for one in nights[1:]:
            last.append(compare(last[-1], one, ignore=ignore).base)
        assert learn_volatile(last)
        assert learn_volatile(last, ignore=ignore) == ()


NEWS = (
    *("The ferry sails again from Monday", "A seal was seen in the harbour", "New roof for the boat house"),
    *("Choir looks for two tenors", "Road works near the mill until June", "The library buys a piano"),
    *("Swimmers cross the bay at dawn", "Bakery wins the county prize", "Storm damages the old pier"),
)


def test_news_of_which_a_few_came_back_are_no_teasers() -> None:
    """Most of what went stayed away, so that the next one is told."""
    base, memory = seen([museum(NEWS[at]) for at in (0, 1, 2, 3, 4, 5, 0, 6, 1, 7)])
    assert told(compare(base, museum(NEWS[8]), memory=memory)) == [("removed", NEWS[7]), ("added", NEWS[8])]
