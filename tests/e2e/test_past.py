"""Questions about earlier nights, asked with the real command."""

import json
import sqlite3
import subprocess
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from nights import CAMPUS, MENU, night_of, page_of, play, start_of
from processes import Command
from scrape_clean.cli import main
from scrape_clean.compare import learn_volatile
from scrape_clean.history import History
from scrape_clean.history.model import PageId
from scrape_clean.model import Snapshot

Ask = Callable[..., "subprocess.CompletedProcess[bytes]"]
DEARER = ("Soup of the day for 4 euros", *MENU[1:])


@pytest.fixture(autouse=True)
def history(tmp_path: Path) -> Path:
    """Six nights of a page: its price rises, it fails, a bullet goes, it is empty. Then two pages of another source."""
    path = tmp_path / "output" / "history.db"
    shown: tuple[Sequence[str] | None, ...]
    shown = (MENU, DEARER, None, DEARER[:3], (f"{DEARER[0]}.", *DEARER[1:3]), [])
    with History.open(path) as past:
        for bullets in shown:
            play(past, bullets)
        for key in ("a.html", "b.html"):
            play(past, MENU, PageId("files", key))
    return path


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """As ``command``, but in this process: starting one takes longer than all that these commands do."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> "subprocess.CompletedProcess[bytes]":
        done = CliRunner().invoke(main, arguments, prog_name="scrape-clean")
        return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout_bytes, done.stderr_bytes)

    return call


def test_changes_since_a_night(ask: Ask) -> None:
    """At a glance: night, page, section, bullet, and the words that differ."""
    done = ask("changes", "--since", "2026-03-02")
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.decode() == (
        "night 2 (2026-03-02 02:30 UTC): campus https://canteen.example/menu\n"
        "Canteen\n"
        "  ~ Soup of the day for [-3-]{+4+} euros  (number)\n"
        "\n"
        "night 4 (2026-03-04 02:30 UTC): campus https://canteen.example/menu\n"
        "Canteen\n"
        "  - Tea from the garden\n"
    )
    assert ask("changes", "--since", "3").stdout in done.stdout
    assert ask("changes", "--since", "2026-03-02T02:31").stdout == ask("changes", "--since", "3").stdout
    assert b"punctuation" in ask("changes", "--since", "5", "--all").stdout


def test_changes_as_data(ask: Ask) -> None:
    """A stable id, where and when, and the change as in changes.json."""
    lines = ask("changes", "--since", "1", "--format", "jsonl").stdout.splitlines()
    found = [json.loads(line) for line in lines]
    assert [(one["run"], one["source"], one["page"], one["change"]["type"]) for one in found] == [
        (2, "campus", "", "changed"),
        (4, "campus", "", "removed"),
    ]
    assert found[0]["time"] == "2026-03-02T02:30:00Z"
    assert len({one["id"] for one in found}) == 2
    assert json.loads(ask("changes", "--since", "1", "--format", "json").stdout) == found
    assert json.loads(ask("changes", "--since", "1", "--limit", "1", "--format", "json").stdout) == found[1:]
    assert json.loads(ask("changes", "--since", "1", "--source", "files", "--format", "json").stdout) == []


def test_nothing_was_flagged(ask: Ask) -> None:
    """The last night alone, if no other is named; that is no failure."""
    done = ask("changes")
    told = b"scrape-clean: nothing was flagged; the last is night 8 (2026-03-08 02:30 UTC)\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", told)
    assert ask("changes", "--since", "99").stderr == told


def test_a_bullet_through_time(ask: Ask) -> None:
    """From its first night to its last one, on every page."""
    records = page_of(MENU).records
    told = ask("history", records[0].id).stdout.decode()
    assert told == (
        "campus\n"
        "  night 1 (2026-03-01 02:30 UTC)  + Soup of the day for 3 euros\n"
        "  night 2 (2026-03-02 02:30 UTC)  ~ Soup of the day for [-3-]{+4+} euros  (number)\n"
        "  night 5 (2026-03-05 02:30 UTC)  ~ Soup of the day for 4 euros{+.+}  (cosmetic: punctuation)\n"
        "files a.html\n"
        "  night 7 (2026-03-07 02:30 UTC)  + Soup of the day for 3 euros\n"
        "files b.html\n"
        "  night 8 (2026-03-08 02:30 UTC)  + Soup of the day for 3 euros\n"
    )
    assert "  night 4 (2026-03-04 02:30 UTC)  - Tea from the garden\n" in ask("history", records[3].id).stdout.decode()
    data = json.loads(ask("history", records[0].id, "--format", "json").stdout)
    assert [(one["from"]["run"], one["to"] and one["to"]["run"]) for one in data["versions"]] == [
        (1, 2), (2, 5), (5, None), (7, None), (8, None),
    ]  # fmt: skip
    assert [one["change"]["substantive"] for one in data["changes"]] == [True, False]


def test_a_muted_change_is_no_addition(ask: Ask, history: Path) -> None:
    """A counter that is known by now goes on: nothing is flagged, and nothing is new."""
    counter, nights = PageId("counter"), list[Snapshot]()
    with History.open(history) as past:
        for number in range(9, 17):
            run, _ = past.begin_run(start_of(number), "1.0")
            night = night_of(past, number, (f"{1000 + 37 * number} guests have been here so far", *MENU), counter)
            past.store(run, replace(night, volatile=learn_volatile(nights)))
            past.finish_run(run, start_of(number))
            now = past.current(counter)
            assert now
            nights.append(now)
    (found,) = {night.records[0].id for night in nights}
    lines = ask("history", found).stdout.decode().splitlines()[1:]
    assert [line.partition(")  ")[2][0] for line in lines] == ["+", *"~~~~~~~"]
    assert lines[-1].endswith("UTC)  ~ 1592 guests have been here so far")


def test_a_page_on_any_night(ask: Ask, history: Path) -> None:
    """As JSON byte for byte what records.json was; in other forms as `clean` prints them."""
    with History.read(history) as past:
        for night in range(1, 7):
            assert ask("show", "campus", "--at", str(night)).stdout == past.bytes_at(CAMPUS, night)
        assert ask("show", "campus").stdout == past.current_bytes(CAMPUS)
    assert ask("show", "campus", "--at", "2026-03-01", "--format", "markdown").stdout.decode() == (
        "# Canteen\n\n" + "".join(f"- {text}\n" for text in MENU)
    )
    assert ask("show", "files", "--page", "b.html", "--format", "csv").stdout.count(b"Soup") == 1


def test_the_ends_of_the_calendar_are_days_like_others(ask: Ask) -> None:
    """Also where they lie beyond it in UTC."""
    for late in ("9999-12-31", "9999-12-31T23:59-05:00"):
        assert ask("show", "campus", "--at", late).stdout == ask("show", "campus").stdout
        assert ask("changes", "--since", late).returncode == 0
    for early in ("0001-01-01", "0001-01-01T00:00+05:00"):
        assert ask("changes", "--since", early).stdout == ask("changes", "--since", "1").stdout
        done = ask("show", "campus", "--at", early)
        assert (done.returncode, done.stderr.startswith(b"scrape-clean: no such night")) == (2, True)


def test_a_night_that_was_not_good_is_told(ask: Ask) -> None:
    """What is shown is the last good one."""
    assert (
        b"was failed in night 3 (2026-03-03 02:30 UTC): HTTP 500; the last good night"
        in ask("show", "campus", "--at", "3").stderr
    )
    assert b"campus: was suspect in night 6" in ask("show", "campus").stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("changes", "--source", "nowhere"), "no source 'nowhere' in the history; it has campus, files"),
        (("changes", "--since", "tomorrow"), "'tomorrow' is no night: give a run's number"),
        (("changes", "--since", "2026-02-31"), "'2026-02-31' is no night"),
        (("history", "aaaaaaaaaaaaaaaa"), "no record has ever had the id aaaaaaaaaaaaaaaa; ids are in records.json"),
        (("history", "SOUP of the"), "; these say it: "),
        (("history", "SOUP of the"), " (Soup of the day for 3 euros)"),
        (("show", "files"), "files has several pages; choose one with --page: a.html, b.html"),
        (("show", "files", "--page", "c.html"), "files has no page 'c.html'; choose one with --page: a.html, b.html"),
        (("show", "campus", "--at", "99"), "no such night; the history has nights 1 to 8, the first on 2026-03-01"),
        (("show", "campus", "--at", "2025-01-01"), "no such night"),
        (("show", "files", "--page", "b.html", "--at", "7"), "files b.html: had no good night yet after night 7"),
        (("backup", "output"), "output: is a folder"),
        (("backup", "output/history.db"), "is the history itself"),
    ],
)
def test_wrong_use(ask: Ask, arguments: tuple[str, ...], told: str) -> None:
    """One line, exit code 2, nothing on stdout."""
    done = ask(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr.decode()


def test_words_name_a_record_once(ask: Ask) -> None:
    """Though it stands on several pages."""
    assert ask("history", "SOUP of the").stderr.count(b"(Soup of the day for 3 euros)") == 1


def test_a_history_that_cannot_be_used(ask: Ask, history: Path) -> None:
    """Exit code 7, and how to go on."""
    assert ask("changes", "--output", "elsewhere").returncode == 7
    with closing(sqlite3.connect(history)) as connection:
        connection.execute("PRAGMA user_version = 77")
    done = ask("show", "campus")
    assert (done.returncode, done.stdout) == (7, b"")
    assert b"newer version" in done.stderr
    history.write_bytes(b"garbage" * 999)
    done = ask("changes")
    assert done.returncode == 7
    assert b"cp BACKUP output/history.db" in done.stderr


def test_a_backup(ask: Ask, tmp_path: Path) -> None:
    """It is counted and read back, and can be asked like the history itself."""
    missing = ask("backup", "backups/history.db")
    assert (missing.returncode, b"its folder is not there" in missing.stderr) == (2, True)
    (tmp_path / "backups").mkdir()
    done = ask("backup", "backups/history.db")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"8 nights of 3 pages, read back and sound" in done.stderr
    assert ask("changes", "--output", "backups", "--since", "1").stdout == ask("changes", "--since", "1").stdout
    assert (tmp_path / "backups" / "history.db").exists()


def test_questions_while_a_run_writes(command: Command, history: Path) -> None:
    """A transaction is open: what was committed before it is told at once."""
    with closing(sqlite3.connect(history, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM change")
        assert command("changes", "--since", "2").stdout.count(b"night") == 2
        assert command("backup", "b.db").returncode == 0
        writer.execute("ROLLBACK")
