"""Nights, messages and an outbox to test with."""

import re
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import scrape_clean
from pages import LIBRARY, page
from scrape_clean import compare
from scrape_clean.errors import DeliveryError
from scrape_clean.history.model import Known, Message, MessageKind, Night, PageId, Run
from scrape_clean.history.outbox import Wanted
from scrape_clean.views.data import changes_of

__all__ = ["CHANGED", "HOOK", "START", "FakeClock", "Memory", "changed_night", "guide", "message", "outbox", "run_of"]

START = datetime(2026, 5, 1, 3, 0, tzinfo=UTC)
CHANGED: tuple[MessageKind, ...] = ("page.changed",)
HOOK: Wanted = {"hook": ("page.new", "page.changed")}
_MIGRATION = Path(scrape_clean.__file__).parent / "history" / "migrations" / "0002_outbox.sql"


def outbox(path: str | Path = ":memory:") -> sqlite3.Connection:
    """A database that holds an outbox and nothing else."""
    connection = sqlite3.connect(path)
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'messages'").fetchone():
        connection.executescript(_MIGRATION.read_text(encoding="utf-8"))
    return connection


def message(number: int, kind: MessageKind = "page.changed", run: int = 1, time: datetime = START) -> Message:
    """A small one."""
    return Message(id=f"msg_{number:04}", run=run, kind=kind, time=time, page=PageId("campus", f"{number}"))


def guide(language: str, word: str) -> str:
    """The example of docs/notifications.md that holds a word."""
    text = (Path(__file__).parents[1] / "docs" / "notifications.md").read_text(encoding="utf-8")
    (found,) = [code for code in re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL) if word in code]
    return str(found)


def run_of(night: int) -> Run:
    """The job of a night, counted from 1."""
    return Run(id=night, started=START + timedelta(days=night - 1), version="0")


def changed_night(
    key: str = "", before: dict[str, list[str]] | None = None, after: dict[str, list[str]] | None = None
) -> tuple[Night, Known]:
    """A night on which a seat count, or whatever is given, is edited; and what was known before it."""
    old = page(before or LIBRARY)
    edited = {name: [item.replace("48 seats", "52 seats") for item in items] for name, items in LIBRARY.items()}
    new = page(after or edited)
    found = compare(old, new)
    place = PageId("library", key)
    flagged = any(change.substantive for change in found.changes)
    night = Night(
        page=place,
        outcome="changed" if flagged else "unchanged",
        url="https://library.example/rooms",
        seen=START,
        last=new,
        changes=changes_of(found),
        upserted=tuple(change.after for change in found.changes if change.after),
    )
    return night, Known(page=place, last=old)


class FakeClock:
    """Time that passes only when somebody sleeps, or is made to."""

    def __init__(self, now: datetime = START) -> None:
        """Begin at a time of day."""
        self._now = now
        self._passed = 0.0

    def now(self) -> datetime:
        """The time of day."""
        return self._now

    def monotonic(self) -> float:
        """Seconds slept so far."""
        return self._passed

    def sleep(self, seconds: float) -> None:
        """At once."""
        self._passed += seconds
        self._now += timedelta(seconds=seconds)

    def set(self, now: datetime) -> None:
        """Let the time of day jump."""
        self._now = now


class Memory:
    """A sink that keeps what it takes, and fails when it is told to: one answer a try, then it takes all."""

    def __init__(self, answers: Sequence[Exception | None] = ()) -> None:
        """Hold what to raise, try by try."""
        self.answers = list(answers)
        self.tried: list[str] = []
        self.taken: list[str] = []

    def deliver(self, message: Message) -> None:
        """Take it, or not."""
        self.tried.append(message.id)
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        self.taken.append(message.id)

    def fail(self, times: int, *, retryable: bool = True, retry_after: float | None = None) -> None:
        """Fail some times from now on."""
        self.answers += [DeliveryError("answers 503", retryable=retryable, retry_after=retry_after)] * times
