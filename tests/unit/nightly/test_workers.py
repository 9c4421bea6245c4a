"""Computing nights here and in other processes."""

from datetime import UTC, datetime

import pytest
from msgspec import Struct

from scrape_clean.history.model import Known, Night, PageId
from scrape_clean.model import Capture
from scrape_clean.nightly import workers
from scrape_clean.nightly.night import Arrival, Rules
from scrape_clean.nightly.workers import Task, nights_of
from scrape_clean.pipeline import Options

SEEN = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)


class Asked(Struct, frozen=True, kw_only=True):
    """A page."""

    settled: Night | None = None
    task: Task | None = None


def asked(number: int) -> Asked:
    """A page with a list."""
    body = f"<h1>Hall {number}</h1><ul><li>Open since 19{number + 10}<li>{number + 2} boats".encode()
    arrival = Arrival(seen=SEEN, capture=Capture(body=body, media_type="text/html"))
    return Asked(task=Task(known=Known(page=PageId(f"hall-{number}")), arrival=arrival, rules=Rules(options=Options())))


def test_processes_give_the_same_nights_in_the_same_order() -> None:
    """However many there are; what is settled needs none."""
    settled = Night(page=PageId("gone"), outcome="gone", seen=SEEN)
    pages = [asked(0), Asked(settled=settled), *map(asked, range(1, 6))]
    alone = list(nights_of(pages, 1))
    assert list(nights_of(pages, 2)) == alone
    assert [night.page.source for _, night in alone] == [
        "hall-0",
        "gone",
        *(f"hall-{number}" for number in range(1, 6)),
    ]


def test_a_fault_of_ours_is_one_page_s_failed_night(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others go on, and the fault is told, not hidden."""

    def broken(*_args: object, **_options: object) -> Night:
        raise TypeError("no such\nthing")

    monkeypatch.setattr(workers, "night_of", broken)
    ((_, night),) = nights_of([asked(1)], 1)
    assert night.outcome == "failed"
    assert night.problem is not None
    assert night.problem.startswith("a fault of scrape-clean itself (TypeError: no such thing)")
