"""Feeds: valid by their standards, the same for ever, bounded, and harmless."""

import json
from datetime import timedelta

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from feed_rules import atom_faults, json_feed_faults
from pages import LIBRARY, page
from reports import NASTY, RUN, STARTED, compared, flagged, night
from scrape_clean import Record
from scrape_clean.compare import Change
from scrape_clean.history.model import PageId
from scrape_clean.publish import Feed, FlaggedChange, atom_feed, json_feed, report_html

ALL = Feed(began=STARTED - timedelta(days=90))
LIBRARY_FEED = replace(ALL, source="library")
SERVED = replace(LIBRARY_FEED, address="https://feeds.example/library.atom?key=a&b=<c>")


def changes(run_id: int = 31) -> list[FlaggedChange]:
    """The flagged changes of one night."""
    run = replace(RUN, id=run_id, started=STARTED + timedelta(days=run_id - 31))
    return [change for report in night() for change in flagged(run, report)]


@pytest.mark.parametrize("feed", [ALL, LIBRARY_FEED, SERVED])
@pytest.mark.parametrize("count", [0, 1, 9])
def test_feeds_are_valid(feed: Feed, count: int) -> None:
    """With and without an address, with and without entries, whatever stands on the pages."""
    atom, as_json = atom_feed(feed, changes()[:count]), json_feed(feed, changes()[:count])
    assert atom_faults(atom) == []
    assert json_feed_faults(as_json) == []
    parsed = feedparser.parse(atom)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert len(parsed.entries) == count == len(json.loads(as_json)["items"])


def test_an_entry_says_which_page_section_bullet_and_word() -> None:
    """In its title; the whole bullet in its content."""
    parsed = feedparser.parse(atom_feed(ALL, changes()))
    entry = next(one for one in parsed.entries if "52" in one.title)
    assert entry.title == (
        "Town library › Reading room: The reading room has [48 → 52] seats and opens at [9:30 → 10:00]."
    )
    assert "has <del>48</del> <ins>52</ins> seats" in entry.content[0].value
    assert entry.link.startswith("https://library.example/pages/?id=1&lang=en#:~:text=")
    assert [tag.term for tag in entry.tags] == ["changed", "library", "number", "time"]
    item = next(one for one in json.loads(json_feed(ALL, changes()))["items"] if one["id"] == entry.id)
    assert item["title"] == entry.title
    assert item["content_text"].splitlines()[1:] == [
        "- The reading room has 48 seats and opens at 9:30.",
        "+ The reading room has 52 seats and opens at 10:00.",
    ]
    beginnings = [one.title.partition(": ")[2] for one in parsed.entries if one.tags[0].term in ("added", "removed")]
    assert beginnings
    assert all(one.startswith(("added: ", "removed: ")) for one in beginnings)
    assert item["_scrape_clean"]["edits"][0] == {"kind": "number", "before": "48", "after": "52"}


def test_ids_stay_when_nights_and_settings_come() -> None:
    """A change has one id in every feed; a feed has one wherever it lies."""
    tonight, later = (
        feedparser.parse(atom_feed(ALL, changes())),
        feedparser.parse(atom_feed(ALL, [*changes(32), *changes(31)])),
    )
    assert [one.id for one in later.entries[9:]] == [one.id for one in tonight.entries]
    assert len({one.id for one in later.entries}) == 18
    ids = [item["id"] for item in json.loads(json_feed(SERVED, changes()))["items"]]
    assert ids == [one.id for one in tonight.entries]
    assert feedparser.parse(atom_feed(SERVED, [])).feed.id == feedparser.parse(atom_feed(LIBRARY_FEED, [])).feed.id
    assert feedparser.parse(atom_feed(ALL, [])).feed.id != feedparser.parse(atom_feed(LIBRARY_FEED, [])).feed.id
    assert tonight.entries[0].id == "urn:uuid:2fa3ab75-7ec2-5289-8b50-a3c3fbd4ca97"


def test_times_are_the_runs() -> None:
    """A quiet night leaves the bytes as they are."""
    parsed = feedparser.parse(atom_feed(ALL, [*changes(33), *changes(31)]))
    assert parsed.feed.updated == "2026-03-11T02:15:00Z"
    assert {one.updated for one in parsed.entries} == {"2026-03-11T02:15:00Z", "2026-03-09T02:15:00Z"}
    assert feedparser.parse(atom_feed(ALL, [])).feed.updated == "2025-12-09T02:15:00Z"


def test_a_feed_is_bounded() -> None:
    """The newest entries stay; a night that does not fit whole says so; of older ones nothing is told."""
    both = [*changes(32), *changes(31)]
    names = [one.id for one in feedparser.parse(atom_feed(ALL, both, 12)).entries]
    assert names == [one.id for one in feedparser.parse(atom_feed(ALL, both)).entries[:12]]
    cut = feedparser.parse(atom_feed(ALL, iter(both), 5))
    assert [one.id for one in cut.entries[:5]] == names[:5]
    assert cut.entries[5].title == "And more changes in run 32"
    assert atom_faults(atom_feed(ALL, both, 5)) == json_feed_faults(json_feed(ALL, both, 5)) == []
    assert len(json.loads(json_feed(ALL, both, 5))["items"]) == 6


def test_a_long_text_does_not_make_a_long_feed() -> None:
    """It is cut in the entry; the tables have it whole."""
    courses = LIBRARY["Courses"]
    long = {
        **LIBRARY,
        "Courses": courses[1:],
        "Long " * 5000: ["Pottery for everyone " * 5000, courses[0] + " and" * 5000],
    }
    report = compared("library", page(LIBRARY), page(long))
    found = list(flagged(RUN, report))
    assert found
    for write in (atom_feed, json_feed):
        assert len(write(ALL, found)) < 30_000 * len(found)
    assert len(report_html(RUN, [report])) < 50_000


RECORDS = st.builds(
    Record,
    id=st.just("a" * 16),
    kind=st.just("bullet"),
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    section=st.tuples(st.text(st.characters(exclude_categories=["Cs"]), max_size=20)),
)


@given(RECORDS, st.text(max_size=30), st.text(max_size=30), st.sampled_from(["added", "removed"]))
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_a_feed(record: Record, title: str, url: str, kind: str) -> None:
    """Whatever characters a page, its title, its address and its source's name are made of."""
    change = Change(
        type=kind,  # type: ignore[arg-type]
        id=record.id,
        before=record if kind == "removed" else None,
        after=record if kind == "added" else None,
        substantive=True,
    )
    one = FlaggedChange(
        id="f00d",
        run=RUN,
        page=PageId("source"),
        url=f"https://e.org/{url}",
        title=title,
        language=title,
        change=change,
    )
    feed = replace(ALL, source=title, address=f"https://e.org/{url}")
    assert atom_faults(atom_feed(feed, [one])) == []
    assert json_feed_faults(json_feed(feed, [one])) == []
    assert not feedparser.parse(atom_feed(feed, [one])).bozo


def test_a_title_is_one_line() -> None:
    """Line breaks, controls and changes of direction do not get into a header, subject or title."""
    one = replace(changes()[0], title="Hours\r\nBcc: all@example.org\x00\u202e")
    title = feedparser.parse(atom_feed(ALL, [one])).entries[0].title
    assert title.startswith("Hours Bcc: all@example.org[U+0000][U+202E]")
    assert NASTY[-12:] not in title
