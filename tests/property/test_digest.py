"""Laws of what people are told: however much changed, and whatever it is made of, it is bounded."""

import re
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from scrape_clean.compare import Change, Edit, Span
from scrape_clean.compare.changes import ChangeType, EditKind
from scrape_clean.history.model import Message, PageId
from scrape_clean.model import Record
from scrape_clean.sinks.digest import digest
from scrape_clean.sinks.wording import told_change
from scrape_clean.views.data import Changes
from telling import START

LONGEST_LINE = 1500
"""600 characters, or a first edit of which every character is escaped, and where it was moved from."""
LONGEST = 10_000
COUNTED = re.compile(r"^and (\d+) (?:more changes? on this page|changes? on \d+ more pages?)$", re.MULTILINE)
WORDS = st.sampled_from(
    ["boat", "9", "*_`[]", "\x07\x07", "@all", "</li>", "港" * 40, "\u202e", "quay " * 60, "[" * 300]
)
part = st.lists(WORDS, max_size=3).map(" ".join)
section = st.lists(part, max_size=4).map(tuple)
kind: st.SearchStrategy[EditKind] = st.sampled_from(["number", "word", "link", "mark", "heading"])


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """A change of any number of edits, one after another with what stayed between them."""
    texts, edits = ["", ""], list[Edit]()
    for kept, *words in draw(st.lists(st.tuples(part, part, part), max_size=12)) * draw(st.integers(1, 9)):
        starts = [len(text) + len(kept) + 1 for text in texts]
        before, after = (Span(at, at + len(said), said) for at, said in zip(starts, words, strict=True))
        edits.append(Edit(draw(kind), before, after, substantive=True))
        texts = [f"{text}{kept} {said} " for text, said in zip(texts, words, strict=True)]
    old, new = (Record(id="a" * 16, kind="bullet", text=text.strip() or "x", section=draw(section)) for text in texts)
    type_ = draw(st.sampled_from(get_args(ChangeType)))
    return Change(
        type=type_,
        id=new.id,
        before=None if type_ == "added" else old,
        after=None if type_ == "removed" else new,
        edits=tuple(edits),
        substantive=True,
    )


@settings(max_examples=100, deadline=None)
@given(changes())
def test_a_line_is_bounded(change: Change) -> None:
    """And is one line."""
    told = told_change(change)
    assert len(told) <= LONGEST_LINE
    assert "\n" not in told


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(changes(), min_size=1, max_size=10), min_size=1, max_size=4), part)
def test_a_digest_is_bounded(pages: list[list[Change]], title: str) -> None:
    """The first page, too; and every change is told or counted."""
    messages = [
        Message(
            id=f"msg_{number}",
            run=3,
            kind="page.changed",
            time=START,
            page=PageId("campus", f"{number}"),
            title=title,
            changes=Changes(changes=tuple(found)),
        )
        for number, found in enumerate(pages)
    ]
    told = digest(messages)
    assert len(told) <= LONGEST
    lines = sum(line.startswith("- ") for line in told.splitlines())
    assert lines + sum(map(int, COUNTED.findall(told))) == sum(map(len, pages))
