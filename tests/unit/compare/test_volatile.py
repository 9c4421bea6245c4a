"""What changes every night and says nothing."""

from collections.abc import Sequence

import pytest

from pages import snapshot
from scrape_clean import Memory, Options, Snapshot, UsageError, Volatile, clean, compare, learn_volatile

SHOPS = ["Boots mended while you wait", "Rope by the yard", "Lamp oil in tins", "Nails by weight", "Tar and pitch"]


def night(number: int, teasers: Sequence[str] = ()) -> Snapshot:
    """A page with a counter, a date, a fact and teasers."""
    return snapshot(
        [
            ("The pier is open to visitors all year", ("Pier",)),
            (f"Seen {18_000 + 37 * number:,} times", ("Pier",)),
            (f"Tide table of {3 + number} March 2031, seen by {number} people", ("Pier",)),
            *((teaser, ("You may also like",)) for teaser in teasers),
        ]
    )


def history(nights: Sequence[Snapshot]) -> list[Snapshot]:
    """The nights with ids carried on."""
    found = [nights[0]]
    for one in nights[1:]:
        found.append(compare(found[-1], one).base)
    return found


def test_a_counter_is_learnt_and_then_silent() -> None:
    """Its other words still count."""
    nights = history([night(number) for number in range(5)])
    assert compare(nights[3], nights[4]).changes
    volatile = learn_volatile(nights)
    assert volatile[0].words == ("seen", "#", "times")
    assert [one.words for one in volatile[1:]] == [
        ("tide", "table", "of", "#", "march", "2031", "seen", "by", "#", "people")
    ]
    found = compare(nights[4], night(9), memory=Memory(volatile=volatile))
    assert found.changes == ()
    assert len(found.muted) == 2
    assert [record.id for record in found.base.records] == [record.id for record in nights[0].records]
    texts = [record.text for record in night(9).records]
    other = snapshot([(text.replace("Seen 18,333", "Seen countless"), ("Pier",)) for text in texts])
    assert [one.type for one in compare(nights[4], other, memory=Memory(volatile=volatile)).changes] == ["changed"]


def test_a_text_that_changes_now_and_then_is_not_volatile() -> None:
    """Three nights are too few, and a change every other night is news."""
    assert learn_volatile(history([night(number) for number in range(3)])) == ()
    assert learn_volatile(history([night(number // 2) for number in range(8)])) == ()


def test_teasers_that_come_and_go() -> None:
    """Those that were seen to come back, and their like in the section; news that never comes back is no teaser."""
    turns = [SHOPS[:2], SHOPS[2:4], SHOPS[:2], SHOPS[2:4], SHOPS[:2], SHOPS[2:4]]
    nights = history([night(0, turn) for turn in turns])
    memory = Memory(volatile=learn_volatile(nights))
    assert Volatile(("You may also like",), (None,)) in memory.volatile
    found = compare(nights[-1], night(0, [SHOPS[4], "Chandlery for sale"]), memory=memory)
    assert found.changes == ()
    assert found.muted
    news = [[f"Ship number {number} came in with {number * 7} tons of timber"] for number in range(6)]
    assert learn_volatile([night(0, turn) for turn in news]) == ()


def test_ignore_patterns() -> None:
    """What they match does not count; a record of nothing else is left out; the engine is linear."""
    before, after = night(1), night(2)
    assert len(compare(before, after).changes) == 2
    found = compare(before, after, ignore=[r"[0-9,]+", r"(?i)^tide table"])
    assert found.changes == ()
    assert len(found.muted) == 2
    gone = snapshot([("The pier is open to visitors all year", ("Pier",))])
    assert compare(gone, night(1), ignore=[".*times", ".*people"]).changes == ()
    long = snapshot([("a" * 60_000 + "!", ())])
    assert compare(long, long, ignore=["(a+)+$"]).changes == ()


@pytest.mark.parametrize("pattern", ["(", r"(?=x)", r"(a)\1"])
def test_a_pattern_that_is_none_is_refused(pattern: str) -> None:
    """With the pattern and the reason."""
    with pytest.raises(UsageError, match="ignore pattern"):
        compare(night(1), night(2), ignore=[pattern])


def test_an_element_that_is_ignored_from_tonight_on() -> None:
    """Its records go without an alarm."""
    body = "<main><ul><li>The pier is open</ul><p class=views>Seen 18,000 times by visitors</main>"
    before = clean(body, media_type="text/html")
    after = clean(body, media_type="text/html", options=Options(drop=(".views",)))
    assert [(one.type, one.substantive) for one in compare(before, after).changes] == [("removed", False)]
