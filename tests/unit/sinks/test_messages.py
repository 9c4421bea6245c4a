"""What a night has to tell, and when."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from pages import LIBRARY, page
from scrape_clean.history.model import Known, Message, Night, Outcome, PageId
from scrape_clean.history.outbox import due, enqueue
from scrape_clean.sinks.events import event_bytes
from scrape_clean.sinks.messages import PAGES, is_told, messages_of
from telling import START, changed_night, outbox, run_of

PLACE = PageId("library")


def night(outcome: Outcome) -> Night:
    """A night with nothing in it but its outcome."""
    problem = "answers 500" if outcome == "failed" else None
    return Night(page=PLACE, outcome=outcome, seen=START, problem=problem)


def kinds(messages: tuple[Message, ...]) -> list[str]:
    """Of each message."""
    return [message.kind for message in messages]


def test_a_quiet_night_has_nothing_to_tell() -> None:
    """Whatever was there before it."""
    assert messages_of(run_of(2), night("unchanged"), Known(page=PLACE)) == ()


def test_a_change_is_told_with_all_that_a_copy_needs() -> None:
    """The edits, the records, where it was; and none of the noise."""
    found, known = changed_night()
    noisy = replace(found, changes=found.changes and replace(found.changes, muted=found.changes.changes))
    (message,) = messages_of(run_of(2), noisy, known)
    assert (message.kind, message.title, message.url) == ("page.changed", "Town library", found.url)
    assert message.changes == found.changes
    assert message.upserted == found.upserted


def test_other_words_for_the_same_facts_are_for_copies_only() -> None:
    """Cosmetic changes."""
    tidied = {name: [item.replace("; ink", " - ink") for item in items] for name, items in LIBRARY.items()}
    assert kinds(messages_of(run_of(2), *changed_night(after=tidied))) == ["page.updated"]


def test_a_first_night_and_a_last_one() -> None:
    """With the records, and with the title that is known."""
    first = replace(night("new"), last=page(LIBRARY), upserted=page(LIBRARY).records)
    (message,) = messages_of(run_of(1), first, Known(page=PLACE))
    assert (message.kind, len(message.upserted)) == ("page.new", 12)
    (message,) = messages_of(run_of(2), night("gone"), Known(page=PLACE, last=page(LIBRARY), failures=2))
    assert (message.kind, message.title) == ("page.gone", "Town library")


def test_an_error_is_told_when_it_begins_when_it_lasts_and_when_it_is_over() -> None:
    """And on no other night."""
    told = []
    for failures in range(30):
        for message in messages_of(run_of(failures + 1), night("failed"), Known(page=PLACE, failures=failures)):
            assert (message.kind, message.problem) == ("page.failed", "answers 500")
            told.append(message.failures)
    assert told == [1, 3, 7, 14, 21, 28]
    assert [number for number in range(30) if is_told(number)] == told
    assert [number for number in range(40) if is_told(number, 10)] == [1, 10, 14, 21, 28, 35]
    assert len(messages_of(run_of(5), night("failed"), Known(page=PLACE, failures=4), stale_after=5)) == 1
    (message,) = messages_of(run_of(31), night("unchanged"), Known(page=PLACE, failures=30))
    assert (message.kind, message.failures) == ("page.healed", 30)
    assert kinds(messages_of(run_of(31), changed_night()[0], Known(page=PLACE, failures=1))) == [
        "page.healed",
        "page.changed",
    ]


def test_a_page_that_was_out_of_reach_and_now_looks_broken_is_told_of() -> None:
    """It is other news; but not again on the night after."""
    second = Known(page=PLACE, failures=1)
    assert kinds(messages_of(run_of(3), night("suspect"), second)) == ["page.suspect"]
    third = replace(second, failures=4, held=(page(LIBRARY).snapshot(),))
    assert messages_of(run_of(5), night("suspect"), third) == ()


@pytest.mark.parametrize("what", ["run", "page", "kind", "start"])
def test_ids_differ_in_what_they_tell_of(what: str) -> None:
    """And in nothing else."""
    found, known = changed_night()
    run = run_of(2)
    (message,) = messages_of(run, found, known)
    (again,) = messages_of(replace(run, status="done"), replace(found, seen=START + timedelta(hours=1)), known)
    assert again.id == message.id
    others = {
        "run": (replace(run, id=3), found),
        "page": (run, replace(found, page=PageId("library", "x"))),
        "kind": (run, replace(found, outcome="new")),
        "start": (replace(run, started=START), found),
    }
    (other,) = messages_of(*others[what], known)
    assert other.id != message.id


def test_names_that_are_no_unicode_are_told_apart_and_can_be_sent() -> None:
    """As those of some files."""
    places = [PageId("raw", f"caf{letter}.html") for letter in ("\udce9", "\udce8")]
    told = [messages_of(run_of(1), replace(night("failed"), page=place), Known(page=place))[0] for place in places]
    assert told[0].id != told[1].id
    connection = outbox()
    enqueue(connection, told, {"hook": PAGES})
    kept = due(connection, "hook", START)
    assert kept
    assert kept.message.page == PageId("raw", "caf?.html")
    assert event_bytes(kept.message)
