"""One night of one page: what is stored and told of it."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from scrape_clean.canonical import record_lines
from scrape_clean.errors import SourceError
from scrape_clean.history.model import Known, PageId, Received
from scrape_clean.model import Capture, Snapshot
from scrape_clean.nightly.night import Arrival, Rules, body_is_known, failed_night, known_after, night_of
from scrape_clean.pipeline import Options
from scrape_clean.records.annotate.own import pattern_of
from scrape_clean.sinks.digest import run_message
from scrape_clean.sinks.messages import messages_of
from telling import run_of

PAGE = PageId("harbour")
RULES = Rules(options=Options(), fingerprint="one")
SEEN = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)
TOURS = [
    "The lighthouse opens at nine from May to September",
    "Tours of the old pier start every full hour",
    "The boat yard shows twelve wooden boats in 2022",
    "Children under six go in without a ticket",
    "Dogs may come along on a short lead",
]


def page_of(*bullets: str, title: str = "Harbour museum") -> bytes:
    """A page with one list."""
    items = "".join(f"<li>{bullet}</li>" for bullet in bullets)
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><ul>{items}</ul></body></html>".encode()


def arrival_of(body: bytes) -> Arrival:
    """What came in."""
    received = Received(
        time=SEEN, url="https://harbour.example/", status=200, digest=f"sha256:{hashlib.sha256(body).hexdigest()}"
    )
    capture = Capture(body=body, source="harbour", url="https://harbour.example/", media_type="text/html")
    return Arrival(seen=SEEN, url="https://harbour.example/", received=received, capture=capture)


@pytest.fixture
def known() -> Known:
    """The page, after its first night."""
    fresh = Known(page=PAGE)
    return known_after(fresh, night_of(fresh, arrival_of(page_of(*TOURS)), RULES))


def test_the_first_night_flags_nothing_and_hands_on_every_record() -> None:
    """All records are new, none of them is a change."""
    night = night_of(Known(page=PAGE), arrival_of(page_of(*TOURS)), RULES)
    assert night.outcome == "new"
    assert [record.text for record in night.upserted] == TOURS
    assert night.changes is not None
    assert night.changes.changes == ()


def test_a_changed_year_is_flagged_and_keeps_its_id(known: Known) -> None:
    """One substantive change; the record is handed on under the id that it had."""
    tours = [tour.replace("2022", "2023") for tour in TOURS]
    night = night_of(known, arrival_of(page_of(*tours)), RULES)
    assert night.outcome == "changed"
    assert night.changes is not None
    assert [(one.type, one.substantive) for one in night.changes.changes] == [("changed", True)]
    assert known.last is not None
    assert [record.id for record in night.upserted] == [known.last.records[2].id]
    assert night.deleted == ()


def test_a_cosmetic_edit_flags_nothing_and_is_stored(known: Known) -> None:
    """The records say the same in other words' clothes: no flag, but copies of them are kept right."""
    tours = [*TOURS[:4], "Dogs may come along on a short lead."]
    night = night_of(known, arrival_of(page_of(*tours)), RULES)
    assert night.outcome == "unchanged"
    assert [record.text for record in night.upserted] == [tours[4]]
    assert night.last is not None


def test_a_removed_record_is_named_by_its_id(known: Known) -> None:
    """Whoever keeps a copy learns what to delete."""
    assert known.last is not None
    gone = known.last.records[3].id
    night = night_of(known, arrival_of(page_of(*TOURS[:3], TOURS[4])), RULES)
    assert (night.outcome, night.deleted, night.upserted) == ("changed", (gone,), ())


def test_a_broken_page_is_held_and_the_base_stays(known: Known) -> None:
    """A login page flags nothing; when the page is back, nothing is flagged either."""
    night = night_of(known, arrival_of(page_of("Please sign in", title="Sign in")), RULES)
    assert night.outcome == "suspect"
    assert night.last is None
    assert night.held is not None
    assert night.problem
    back = night_of(known_after(known, night), arrival_of(page_of(*TOURS)), RULES)
    assert (back.outcome, back.upserted, back.deleted) == ("unchanged", (), ())


def test_what_is_no_page_makes_a_failed_night(known: Known) -> None:
    """A picture in place of the page is no removal of everything."""
    picture = arrival_of(b"\x89PNG\r\n\x1a\n" + bytes(200))
    night = night_of(known, replace(picture, capture=Capture(body=b"\x89PNG\r\n\x1a\n" + bytes(200))), RULES)
    assert (night.outcome, night.last, night.upserted, night.deleted) == ("failed", None, (), ())
    assert night.problem


def test_a_page_that_could_not_be_fetched_keeps_everything(known: Known) -> None:
    """The night says why, and nothing else."""
    night = failed_night(known, Arrival(seen=SEEN), SourceError("the server answers 503", "harbour", retryable=True))
    assert (night.outcome, night.problem) == ("failed", "the server answers 503")
    assert (night.last, night.received) == (None, None)


def test_an_unchanged_page_is_not_cleaned(known: Known) -> None:
    """No capture: the server said that nothing changed."""
    night = night_of(known, Arrival(seen=SEEN), RULES)
    assert (night.outcome, night.last, night.received) == ("unchanged", None, known.received)


def test_a_known_body_is_known_only_under_the_same_rules(known: Known) -> None:
    """Other rules may make other records of the same bytes."""
    assert known.received is not None
    assert body_is_known(known, replace(known.received, time=SEEN + timedelta(days=1), etag='"a"'), RULES)
    assert not body_is_known(known, replace(known.received, digest="sha256:other"), RULES)
    assert not body_is_known(known, replace(known.received, charset="koi8-r"), RULES)
    assert not body_is_known(known, known.received, replace(RULES, fingerprint="two"))


def test_what_only_the_rules_changed_is_not_flagged(known: Known) -> None:
    """A selector is new tonight: the last good night is cleaned by it, too, before it is compared."""
    rules = Rules(options=Options(drop=("li:nth-child(4)",)), fingerprint="two")
    tours = [tour.replace("2022", "2023") for tour in TOURS]
    old = arrival_of(page_of(*TOURS)).capture
    night = night_of(known, arrival_of(page_of(*tours)), rules, last_capture=old)
    assert night.changes is not None
    assert [(one.type, one.id) for one in night.changes.changes] == [("changed", night.upserted[0].id)]
    assert known.last is not None
    assert night.last is not None
    assert [one.id for one in night.last.records] == [known.last.records[at].id for at in (0, 1, 2, 4)]
    assert night.deleted == (known.last.records[3].id,)  # who keeps a copy was given it


@pytest.mark.parametrize("edited", [False, True])
def test_copies_follow_other_rules(known: Known, *, edited: bool) -> None:
    """What was handed on is handed on anew as the rules have it now; people are told of what the page changed alone."""
    copy = {record.id: record for record in known.last.records} if known.last else {}
    tours, old = list(TOURS), arrival_of(page_of(*TOURS)).capture
    own = pattern_of({"kind": "people", "pattern": "Children"})
    choices = (
        Options(drop=("li:nth-child(4)",)),
        Options(),
        Options(annotators=(own,)),
        Options(drop=("li:first-child",)),
    )
    for number, options in enumerate(choices):
        tours[2] = TOURS[2].replace("2022", str(2023 + number)) if edited else TOURS[2]
        arrival = arrival_of(page_of(*tours))
        night = night_of(known, arrival, Rules(options=options, fingerprint=f"{number}"), last_capture=old)
        assert night.changes
        assert [change.substantive for change in night.changes.changes] == [True] * edited
        (message,) = messages_of(run_of(number + 2), night, known)
        assert message.kind == ("page.changed" if edited else "page.updated")
        assert (run_message(run_of(number + 2), [message]) is None) is not edited
        copy |= {record.id: record for record in message.upserted}
        copy = {name: record for name, record in copy.items() if name not in message.deleted}
        known, old = known_after(known, night), arrival.capture
        assert known.last
        assert {one.id: record_lines((one,)) for one in known.last.records} == {
            name: record_lines((record,)) for name, record in copy.items()
        }


def test_a_counter_is_flagged_until_it_is_known(known: Known) -> None:
    """After a few nights a number that always changes says nothing any more; a year beside it still does."""
    nights: list[Snapshot] = []
    outcomes = []
    for night_number in range(9):
        year = 2022 if night_number < 8 else 2024
        tours = [*(tour.replace("2022", str(year)) for tour in TOURS), f"This page was read {night_number * 37} times"]
        found = night_of(known, arrival_of(page_of(*tours)), RULES, recent=nights[-10:])
        assert found.last is not None
        outcomes.append([one.after.text for one in found.changes.changes if one.after] if found.changes else [])
        nights.append(found.last.snapshot())
        known = known_after(known, found)
    assert all("read" in text for told in outcomes[:4] for text in told)
    assert outcomes[5:8] == [[], [], []]
    assert outcomes[8] == [TOURS[2].replace("2022", "2024")]


def tabs_page(year: int) -> bytes:
    """A page whose tabs have the words of some of its bullets."""
    names = ("Overview", "Boats", "Reviews")
    tabs = "".join(f"<li><a href=#{name}>{name}</a></li>" for name in names)
    cards = "".join(
        f"<section><h2>{name} of it</h2><ul><li>{name}</li><li>Hall {number} was mended in {year + number}</li></ul>"
        for number, name in enumerate(names)
    )
    return f"<title>Boats</title><nav class=tabs><ul>{tabs}</ul></nav><main><h1>Boats</h1>{cards}</main>".encode()


def test_words_that_stand_in_a_menu_and_in_the_text_stay_in_both() -> None:
    """That they are content in one place makes them none in the other."""
    fresh = Known(page=PAGE)
    known = known_after(fresh, night_of(fresh, arrival_of(tabs_page(2010)), RULES))
    night = night_of(known, arrival_of(tabs_page(2020)), RULES)
    assert night.changes is not None
    assert [(change.type, change.substantive) for change in night.changes.changes] == [("changed", True)] * 3


def test_a_page_that_is_empty_at_first_is_none_yet(known: Known) -> None:
    """It most likely failed to load. The next night is the first, unless the page stays as it is."""
    empty, fresh = arrival_of(b"<html><head><title>Harbour museum</title></head><body></body></html>"), Known(page=PAGE)
    night = night_of(fresh, empty, RULES)
    assert (night.outcome, night.problem, night.last, night.upserted) == ("suspect", "the page is empty", None, ())
    full = night_of(known_after(fresh, night), arrival_of(page_of(*TOURS)), RULES)
    assert (full.outcome, full.last) == ("new", known.last)
    outcomes = []
    for _ in range(4):
        night = night_of(fresh, empty, RULES)
        fresh = known_after(fresh, night)
        outcomes.append(night.outcome)
    assert outcomes == ["suspect", "suspect", "suspect", "new"]
