"""Computing nights here and in other processes."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from multiprocessing import resource_tracker
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from deadly import Deadly, DeadlyOnce, Endless, broken
from scrape_clean.history.model import Known, Night, PageId
from scrape_clean.model import Capture
from scrape_clean.nightly import workers
from scrape_clean.nightly.night import Arrival, Rules, night_of
from scrape_clean.nightly.workers import Task, _Worker, nights_of
from scrape_clean.pipeline import Options

LONG = 600.0
"""Seconds that no page here takes."""
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


def night_here(one: Asked) -> Night:
    """A page's night, computed by this process."""
    if one.settled:
        return one.settled
    assert one.task
    return night_of(one.task.known, one.task.arrival, one.task.rules)


def test_processes_give_the_same_nights_in_the_same_order() -> None:
    """However many there are; what is settled needs none."""
    settled = Night(page=PageId("gone"), outcome="gone", seen=SEEN)
    pages = [asked(0), Asked(settled=settled), *map(asked, range(1, 6))]
    found = list(nights_of(pages, 2, LONG))
    assert found == [(one, night_here(one)) for one in pages]
    assert [night.page.source for _, night in found] == [
        "hall-0",
        "gone",
        *(f"hall-{number}" for number in range(1, 6)),
    ]


def with_body(one: Asked, body: bytes) -> Asked:
    """A page with another body."""
    assert one.task
    assert one.task.arrival.capture
    capture = replace(one.task.arrival.capture, body=body)
    return Asked(task=replace(one.task, arrival=replace(one.task.arrival, capture=capture)))


def body_of(one: Asked) -> bytes:
    """A page's body."""
    assert one.task
    assert one.task.arrival.capture
    return one.task.arrival.capture.body


class Odd(bytes):
    """Arrives as something that no page is."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """What the receiving process does to have the body."""
        return int, (7,)


def test_a_fault_of_ours_is_one_page_s_failed_night() -> None:
    """The others go on, and the fault is told, not hidden."""
    pages = [with_body(asked(1), Odd(b"")), asked(2)]
    night, other = (night for _, night in nights_of(pages, 1, LONG))
    assert (night.outcome, other.outcome) == ("failed", "new")
    assert night.problem is not None
    assert night.problem.startswith("a fault of scrape-clean itself (TypeError: ")
    assert "\n" not in night.problem


def test_a_fault_of_the_user_s_own_code_is_told_as_such() -> None:
    """By the annotator's name; the night goes on."""
    one = asked(1)
    assert one.task
    rules = replace(one.task.rules, options=replace(one.task.rules.options, annotators=(broken,)))
    ((_, night),) = nights_of([Asked(task=replace(one.task, rules=rules))], 1, LONG)
    assert night.outcome == "failed"
    assert night.problem is not None
    assert night.problem.startswith("annotator broken failed: KeyError: ")


def children(*, deaf: bool = False) -> set[int]:
    """Processes of this one; only those that ignore SIGTERM."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/status"):
        try:
            status = dict(line.split(":\t", 1) for line in path.read_text().splitlines())
        except OSError:
            continue
        ignores = int(status["SigIgn"], 16) >> signal.SIGTERM - 1 & 1
        if int(status["PPid"]) == os.getpid() and status["State"][0] != "Z" and (ignores or not deaf):
            found.add(int(path.parent.name))
    return found


@pytest.mark.skipif(os.name != "posix", reason="kills")
@pytest.mark.parametrize("jobs", [1, 3])
def test_a_page_that_kills_its_process_fails_alone(jobs: int) -> None:
    """All others have the nights they would have had; the guilty one says so, in its place."""
    pages = [asked(number) for number in range(7)]
    sick = [with_body(one, Deadly(body_of(one))) if at in {0, 6} else one for at, one in enumerate(pages)]
    well, found = list(map(night_here, pages)), list(nights_of(sick, jobs, LONG))
    assert [one for one, _ in found] == sick
    for at, ((_, night), wanted) in enumerate(zip(found, well, strict=True)):
        if at in {0, 6}:
            assert (night.outcome, night.page) == ("failed", wanted.page)
            assert night.problem is not None
            assert "killed, most likely because memory ran out" in night.problem
            assert "\n" not in night.problem
        else:
            assert night == wanted


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_that_takes_too_long_fails_alone(jobs: int) -> None:
    """Its process is ended, and what it says tells what to do; what is known of the page stays."""
    pages = [asked(number) for number in range(4)]
    well = list(map(night_here, pages))
    sick = [*pages[:1], with_body(pages[1], Endless(body_of(pages[1]))), *pages[2:]]
    found = list(nights_of(sick, jobs, 5))
    assert [night for _, night in found[:1] + found[2:]] == well[:1] + well[2:]
    late = found[1][1]
    assert (late.outcome, late.page, late.last) == ("failed", well[1].page, None)
    assert late.problem == (
        "reading it took more than 5 seconds, and was broken off; `page_timeout` below [run] allows more"
    )


def test_the_start_of_a_process_is_no_part_of_the_time_of_a_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As on a busy machine, where loading alone takes longer than a page may."""
    (tmp_path / "sitecustomize.py").write_text("import time\n\ntime.sleep(5)\n")
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join([str(tmp_path), *os.environ.get("PYTHONPATH", "").split(os.pathsep)])
    )
    ((_, night),) = nights_of([asked(1)], 1, 5)
    assert (night.outcome, night.problem) == ("new", None)


def test_a_process_that_is_never_ready_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no fault of the page's, and no greater `page_timeout` would help."""
    monkeypatch.setattr(workers, "_READY", 0)
    ((_, night),) = nights_of([asked(1)], 1, LONG)
    assert night.outcome == "failed"
    assert night.problem == (
        "the process that computes it died, and so did another one: it was not ready after 0 seconds"
    )


@pytest.mark.skipif(os.name != "posix", reason="kills")
def test_a_page_whose_process_was_killed_once_is_computed_again(tmp_path: Path) -> None:
    """It may have been another page that took the memory."""
    pages = [asked(number) for number in range(5)]
    body = DeadlyOnce(body_of(pages[2]))
    body.marker = str(tmp_path / "killed")
    found = [night for _, night in nights_of([*pages[:2], with_body(pages[2], body), *pages[3:]], 2, LONG)]
    assert (tmp_path / "killed").exists()
    assert found == list(map(night_here, pages))


@pytest.fixture
def before() -> set[int]:
    """Processes that are there before a test."""
    resource_tracker.ensure_running()
    return children()


NEEDS_PROC = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="looks for processes")


@NEEDS_PROC
def test_processes_leave_stopping_to_who_started_them(before: set[int]) -> None:
    """SIGTERM and SIGINT to all of a group harm no page; and those that are killed while they wait are replaced."""

    def slowly() -> Iterator[Asked]:
        for number in range(12):
            yield asked(number)
            if number == 3:
                end = time.monotonic() + 60
                while len(children(deaf=True) - before) < 2 and time.monotonic() < end:
                    time.sleep(0.05)
            for child in children(deaf=True) - before if number in {3, 8} else ():
                os.kill(child, signal.SIGINT)
                os.kill(child, signal.SIGTERM if number == 3 else signal.SIGKILL)

    found = [night for _, night in nights_of(slowly(), 2, LONG)]
    assert found == [night_here(asked(number)) for number in range(12)]
    assert children() <= before


@NEEDS_PROC
def test_a_process_hears_nothing_from_its_first_moment_on() -> None:
    """While it loads what ignores the signals, Ctrl-C would be a traceback; who starts it goes on to hear them."""
    worker = _Worker()
    try:
        status = Path(f"/proc/{worker._process.pid}/status").read_text()  # noqa: SLF001  no other way to ask it
    finally:
        worker.kill()
    blocked = int(next(line for line in status.splitlines() if line.startswith("SigBlk:")).split()[1], 16)
    assert all(blocked >> number - 1 & 1 for number in (signal.SIGINT, signal.SIGTERM))
    assert not signal.pthread_sigmask(signal.SIG_BLOCK, ()) & {signal.SIGINT, signal.SIGTERM}


@NEEDS_PROC
def test_whoever_wants_no_more_leaves_no_process_behind(before: set[int]) -> None:
    """Whatever they are at."""
    with closing(nights_of(map(asked, range(50)), 2, LONG)) as nights:
        next(nights)
        assert children() > before
    assert children() <= before


@pytest.mark.parametrize("jobs", [1, 2])
def test_whoever_is_told_to_stop_gives_what_is_there_and_draws_no_more(jobs: int) -> None:
    """No page is drawn behind the one in hand, and the nights that are given are in their order."""
    drawn: list[int] = []

    def pages() -> Iterator[Asked]:
        for number in range(20):
            drawn.append(number)
            yield Asked(settled=Night(page=PageId(f"hall-{number}"), outcome="gone", seen=SEEN))

    found = [night.page.source for _, night in nights_of(pages(), jobs, LONG, stopped=lambda: len(drawn) == 3)]
    assert drawn == [0, 1, 2]
    assert found == ["hall-0", "hall-1", "hall-2"]


def test_a_page_that_takes_long_holds_up_no_stop() -> None:
    """What is being computed elsewhere is broken off; it has not been stored, and comes again."""
    known = Known(page=PageId("heavy"))
    heavy = Arrival(seen=SEEN, capture=Capture(body=b"<li>1987 boats" * 100_000, media_type="text/html"))
    pages = [asked(1), Asked(task=Task(known=known, arrival=heavy, rules=Rules(options=Options())))]
    given: list[Night] = []
    for _, night in nights_of(pages, 2, LONG, stopped=lambda: bool(given)):
        given.append(night)
    assert [night.page.source for night in given] == ["hall-1"]
