"""The work of a comparison grows as the records of a page do, whatever happened to them."""

import datetime as dt
import random
import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import TYPE_CHECKING, TypeAlias

import pytest

from pages import snapshot
from scrape_clean import CleanedPage, Snapshot, clean, compare, learn_volatile
from scrape_clean.compare import Memory, Volatile

if TYPE_CHECKING:
    from _typeshed import TraceFunction

Work: TypeAlias = Callable[[], object]

FEW, MANY = 70, 280
MOST_TIMES = 4.6
"""So much more work may four times the records be: what grows as n log n, not what grows as the square, 16 times."""


def steps(work: Work) -> int:
    """Lines that some work runs through in stage 6, each turn of a comprehension too; other processes change none."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> "TraceFunction | None":
        nonlocal count
        if not frame.f_globals["__name__"].startswith("scrape_clean.compare"):
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def texts(number: int, words: int = 12, seed: int = 1) -> list[str]:
    """Texts of random words; each word stands in as many of few texts as of many."""
    dice = random.Random(seed)  # noqa: S311  not for secrets
    return [
        " ".join([*(f"w{dice.randrange(5 * number)}" for _ in range(words)), f"{seed}x{at}"]) for at in range(number)
    ]


def night(lines: Sequence[str], section: str = "Section {}", size: int = 50) -> Snapshot:
    """A page of bullets, so many in each section."""
    return snapshot([(line, (section.format(at // size),)) for at, line in enumerate(lines)])


def page(body: str) -> CleanedPage:
    """A page of HTML."""
    return clean(f"<html lang=en><title>Visit</title><main><h1>Visit</h1>{body}</main>", media_type="text/html")


def split_in_parts(number: int) -> Work:
    """Each bullet became five."""
    parts = [" ".join(line.split()[at : at + 3]) for line in texts(number, 14) for at in range(0, 15, 3)]
    whole = [" ".join(parts[at : at + 5]) for at in range(0, len(parts), 5)]
    before, after = night(whole), night(parts, size=250)
    return lambda: compare(before, after)


def rows_to_lists(number: int) -> Work:
    """Tables that begin alike became lists, each in a section of its own."""
    before, after = (
        page("".join(f"<h2>Place {at}</h2>{form.format(at)}" for at in range(number)))
        for form in (
            "<table><tr><td>Thing<td>Fee<td>{} euros</table>",
            "<ul><li>Thing<li>Fee<li>{} euros</ul>",
        )
    )
    return lambda: compare(before, after)


def equal_rows_to_lists(number: int) -> Work:
    """All of them say the same, and under other headings than before."""
    before, after = (
        page("".join(f"<h2>{name} {at}</h2>{body}" for at in range(number)))
        for name, body in (
            ("Place", "<table><tr><td>Thing<td>Fee at the desk<td>5 euros</table>"),
            ("Room", "<ul><li>Thing<li>Fee at the desk<li>5 euros</ul>"),
        )
    )
    return lambda: compare(before, after)


def rows_edited(number: int) -> Work:
    """A table became definitions, and all but its first row were edited."""
    names, values = texts(number, 3), (texts(number, 6, seed) for seed in (2, 3))
    old, new = ([f"{value} seats" for value in side] for side in values)
    before, after = (
        page(around.format("".join(form.format(*row) for row in zip(names, (old[0], *side[1:]), strict=True))))
        for around, form, side in (
            ("<table>{}</table>", "<tr><td>{}<td>{}", old),
            ("<dl>{}</dl>", "<dt>{}<dd>{}", new),
        )
    )
    return lambda: compare(before, after)


def copied_and_edited(number: int) -> Work:
    """The page keeps what it said, word for word, and most of it was edited above."""
    old, new = texts(number), texts(number, seed=2)
    kept = [(line, ("Before",)) for line in old]
    now = [(line, ("Now",)) for line in (*old[:20], *new[20:])]
    before, after = snapshot([(line, ("Now",)) for line in old]), snapshot([*now, *kept])
    return lambda: compare(before, after)


def other_texts_every_night(number: int) -> Work:
    """What is learnt from nights of which no two have a text in common."""
    nights = [night(texts(number, seed=seed), size=number) for seed in range(4)]
    return lambda: learn_volatile(nights)


def sections_that_come_back(number: int) -> Work:
    """What is learnt where small sections show now these texts, now those."""
    nights = [night(texts(number, 2, seed=seed % 2), size=2) for seed in range(6)]
    return lambda: learn_volatile(nights)


def calendar(number: int) -> Work:
    """Rows that are known to change and differ in their date alone."""
    days = [dt.date(2031, 1, 1) + dt.timedelta(days=at) for at in range(number)]
    known = tuple(
        Volatile(("Section 0",), ("free", "seats", "on", f"@{day.day} {day:%B %Y}".lower(), "#", "left"))
        for day in days
    )
    before, after = (
        night([f"Free seats on {day.day} {day:%B %Y}: {left} left" for day in days], size=number) for left in (31, 32)
    )
    assert not compare(before, after, memory=Memory(volatile=known)).changes
    return lambda: compare(before, after, memory=Memory(volatile=known))


def ages(number: int) -> Work:
    """Each comment is a day older, and reads what the one behind it read; all stand below one line, or in cards."""
    names = texts(number, 5)
    before, after = (
        page(
            "".join(f"<div><p>{at + late} days ago</p><p>{name}</p></div>" for at, name in enumerate(names))
            + "<ul><li>All<ul>"
            + "".join(f"<li>{name} too<li>{2 * at + 5 * late} euros" for at, name in enumerate(names))
            + "</ul></ul>"
        )
        for late in (0, 1)
    )
    return lambda: compare(before, after)


WORKS = (
    split_in_parts,
    rows_to_lists,
    equal_rows_to_lists,
    rows_edited,
    copied_and_edited,
    other_texts_every_night,
    sections_that_come_back,
    calendar,
    ages,
)


@pytest.mark.parametrize("work", WORKS)
def test_four_times_the_records_are_about_four_times_the_work(work: Callable[[int], Work]) -> None:
    """Not sixteen times."""
    few, many = (steps(work(number)) for number in (FEW, MANY))
    assert many < MOST_TIMES * few
