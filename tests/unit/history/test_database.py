"""The file itself: layouts, damage, locks, other programs' files, folders and disks that take nothing."""

import contextlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from nights import CAMPUS, MENU, night_of, page_of, play, start_of
from scrape_clean.errors import HistoryError
from scrape_clean.history import History
from scrape_clean.history.blobs import pack
from scrape_clean.history.database import APPLICATION, refused
from scrape_clean.history.layout import Migration, migrate, migrations
from scrape_clean.history.model import PageId


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A history of three nights."""
    file = tmp_path / "history.db"
    with History.open(file) as history:
        for bullets in (MENU, (*MENU[:3], "Coffee"), MENU):
            play(history, bullets)
    return file


def value(path: Path, sql: str) -> object:
    """One value of a database."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchone()[0]


def test_the_file_says_what_it_is(path: Path) -> None:
    """Application and layout in its header, a row for every step, a log that readers do not wait for."""
    assert value(path, "PRAGMA application_id") == APPLICATION == int.from_bytes(b"SCLN", "big")
    assert value(path, "PRAGMA user_version") == len(migrations())
    assert value(path, "SELECT count(*) FROM migration") == len(migrations())
    assert value(path, "PRAGMA journal_mode") == "wal"


def test_opening_again_changes_nothing(path: Path) -> None:
    """Steps are applied once."""
    before = path.read_bytes()
    with History.open(path):
        pass
    assert path.read_bytes() == before


def steps() -> tuple[Migration, ...]:
    """A layout in three steps."""
    first = Migration(1, "one", "CREATE TABLE a (x); -- a table; of one column\nINSERT INTO a VALUES ('1;');")
    second = Migration(2, "two", "CREATE TABLE b (x);\nINSERT INTO b SELECT x FROM a;")
    return first, second, Migration(3, "three", "ALTER TABLE b ADD COLUMN y;")


def test_steps_are_applied_in_order_and_once() -> None:
    """From wherever a database is."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, steps()[:1])
        migrate(connection, steps())
        migrate(connection, steps())
        assert connection.execute("SELECT x, y FROM b").fetchall() == [("1;", None)]
        assert connection.execute("SELECT number, name FROM migration").fetchall() == [
            (1, "one"),
            (2, "two"),
            (3, "three"),
        ]


def test_a_step_that_fails_leaves_no_trace() -> None:
    """Not even its first statements, nor its number."""
    broken = Migration(2, "two", "CREATE TABLE b (x);\nINSERT INTO nowhere VALUES (1);")
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, (steps()[0], broken))
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'b'").fetchone() == (0,)
        migrate(connection, steps())
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)


def test_the_steps_of_this_version_are_numbered_without_gaps() -> None:
    """0001, 0002 ..."""
    assert [step.number for step in migrations()] == list(range(1, len(migrations()) + 1))


def test_a_newer_layout_is_refused(path: Path) -> None:
    """And left as it is."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
    for opened in (History.open, History.read):
        with pytest.raises(HistoryError, match="newer version of scrape-clean \\(layout 999"):
            opened(path)
    assert value(path, "PRAGMA user_version") == 999


def test_an_older_layout_is_not_read_but_brought_up_to_date(tmp_path: Path) -> None:
    """Reading changes nothing, so it says who does."""
    path = tmp_path / "history.db"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
    with pytest.raises(HistoryError, match="older version"):
        History.read(path)
    with History.open(path):
        pass
    with History.read(path) as history:
        assert history.pages() == ()


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    """Whatever lies there under our name is not touched."""
    path = tmp_path / "history.db"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (x)")
    before = path.read_bytes()
    with pytest.raises(HistoryError, match="another program's"):
        History.open(path)
    assert path.read_bytes() == before


def test_no_history_yet(tmp_path: Path) -> None:
    """Reading does not make one."""
    with pytest.raises(HistoryError, match=r"no history yet; the first `scrape-clean run` by a scrape-clean\.toml"):
        History.read(tmp_path / "history.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("seed", range(8))
def test_overwritten_pages_are_found_at_the_start(path: Path, seed: int) -> None:
    """Random bytes over a page of the file (row 21 of the hostile inputs)."""
    chance = random.Random(seed)  # noqa: S311
    data = bytearray(path.read_bytes())
    size = int.from_bytes(data[16:18], "big")
    at = chance.randrange(0 if seed == 0 else 1, len(data) // size)
    data[at * size : (at + 1) * size] = chance.randbytes(size)
    path.write_bytes(data)
    with pytest.raises(HistoryError) as caught:
        History.open(path)
    assert f"mv {path} {path}.damaged; rm -f {path}-wal {path}-shm; cp BACKUP {path}" in str(caught.value)
    assert caught.value.exit_code == 7
    assert path.read_bytes() == data


@pytest.mark.parametrize("content", [b"", b"\x00" * 4096, b"not a database, but long enough" * 99])
def test_what_is_no_database(tmp_path: Path, content: bytes) -> None:
    """An empty file is a new history, of a first run that was killed at once; anything else is damaged."""
    path = tmp_path / "history.db"
    path.write_bytes(content)
    if content:
        with pytest.raises(HistoryError, match="is damaged"):
            History.open(path)
        assert path.read_bytes() == content
    else:
        with pytest.raises(HistoryError, match="no history yet"):
            History.read(path)
        with History.open(path) as history:
            assert history.runs() == ()


@pytest.mark.parametrize("left", ["runs/000001.json", "history.db-wal"])
def test_an_emptied_file_is_damaged(tmp_path: Path, left: str) -> None:
    """Where a run has ended, or has written to its log, there was a history."""
    path = tmp_path / "history.db"
    path.touch()
    (tmp_path / left).parent.mkdir(exist_ok=True)
    (tmp_path / left).write_text("{}")
    for how in (History.open, History.read):
        with pytest.raises(HistoryError, match=r"is damaged \(it is empty\)"):
            how(path)
    assert path.stat().st_size == 0
    assert (tmp_path / left).read_text() == "{}"


def test_a_folder_of_that_name_is_no_history(tmp_path: Path) -> None:
    """Whether it is asked or written to."""
    (tmp_path / "history.db").mkdir()
    for how in (History.open, History.read):
        with pytest.raises(HistoryError, match=r"history\.db: is a folder, no history"):
            how(tmp_path / "history.db")


def test_a_cut_file_is_found(path: Path) -> None:
    """Half of it."""
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(HistoryError, match=r"is damaged .*; nothing was changed"):
        History.open(path)


def test_a_garbled_blob_is_found_when_it_is_read(path: Path) -> None:
    """The structure of the file is sound; the checksum of the blob is not."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        (blob,) = connection.execute("SELECT data FROM last").fetchone()
        connection.execute("UPDATE last SET data = ?", (blob[:40] + bytes([blob[40] ^ 1]) + blob[41:],))
    with History.open(path) as history, pytest.raises(HistoryError, match=r"is damaged .*; what was stored stands"):
        history.known(CAMPUS)


@pytest.mark.parametrize("page", [CAMPUS, PageId("halls", "a.html")])
def test_a_page_whose_snapshot_is_none_is_named(path: Path, page: PageId) -> None:
    """Wherever it is asked for; the other page is read."""
    with History.open(path) as history:
        play(history, MENU, PageId("halls", "a.html"))
        (other,) = {state.page for state in history.pages()} - {page}
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        number = connection.execute("SELECT id FROM page WHERE source = ?", (page.source,)).fetchone()
        garbled = (pack(b'{"records":3}'), *number)
        connection.execute("UPDATE snapshot SET data = ?, base = NULL WHERE page = ?", garbled)
    with History.open(path) as history:
        for question in (history.current, lambda one: history.at(one, 4), lambda one: history.recent(one, 3)):
            assert question(other)
            with pytest.raises(HistoryError, match=rf"is damaged \({f'{page.source} {page.key}'.strip()}: Expected"):
                question(page)


@pytest.mark.parametrize(
    "garble",
    [
        "UPDATE record SET payload = CAST(x'ff' AS TEXT)",
        "UPDATE record SET payload = '{'",
        "UPDATE page SET volatile = CAST(x'ff' AS TEXT)",
        "UPDATE page SET volatile = '{'",
    ],
)
def test_a_garbled_text_is_found_when_it_is_read(path: Path, garble: str) -> None:
    """No UTF-8, or not what was written; nothing checks it but who reads it."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(garble)
    with History.open(path) as history, pytest.raises(HistoryError, match=r"is damaged .* cp BACKUP"):
        play(history, (*MENU[:3], "Tea with milk"))


def test_the_commands_to_restore_work(path: Path, tmp_path: Path) -> None:
    """As they are printed, in a shell."""
    backup = tmp_path / "it's a backup.db"
    with History.read(path) as history:
        history.backup(backup)
        before = history.current_bytes(CAMPUS)
    path.write_bytes(b"\xff" * 9999)
    with pytest.raises(HistoryError) as caught:
        History.open(path)
    commands = str(caught.value).split("in its place:  ")[1].split("  (without")[0]
    subprocess.run(["sh", "-ec", commands.replace("BACKUP", '"$1"'), "sh", str(backup)], check=True)
    with History.open(path) as history:
        assert history.current_bytes(CAMPUS) == before


def test_a_locked_file_is_waited_for_and_then_told(path: Path) -> None:
    """Another program writes: reading goes on, writing waits and gives up."""
    with History.open(path, patience=0.2) as history, contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert history.current(CAMPUS) is not None
        with pytest.raises(HistoryError, match=r"is locked: .* for 0\.2 s"):
            history.begin_run(start_of(9), "1.0")
        other.rollback()
        run, _ = history.begin_run(start_of(9), "1.0")
        assert run.id == 4


def test_reading_while_a_run_writes(path: Path) -> None:
    """Neither waits for the other, and questions see whole nights only."""
    with History.open(path) as writer, History.read(path) as reader:
        found = reader.changes(1)
        first = next(found)
        play(writer, (*MENU, "Jam"))
        assert {one.run.id for one in (first, *found)} == {2, 3}
        assert {one.run.id for one in reader.changes(4)} == {4}
        with pytest.raises(HistoryError, match="read-only"):
            reader.begin_run(start_of(9), "1.0")


@pytest.fixture
def sealed(path: Path) -> Iterator[Path]:
    """A folder in which nothing can be written."""
    folder = path.parent
    folder.chmod(0o555)
    path.chmod(0o444)
    try:
        if os.access(folder, os.W_OK):
            pytest.skip("this user may write everywhere")
        yield path
    finally:
        folder.chmod(0o755)
        path.chmod(0o644)


def test_a_read_only_folder(sealed: Path) -> None:
    """Questions are answered, a run says what is wrong (row 18)."""
    with History.read(sealed) as history:
        assert history.current(CAMPUS) is not None
    with pytest.raises(HistoryError, match=r"cannot be (opened|written): .* is read-only"):
        History.open(sealed)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A file is in its place."""
    (tmp_path / "output").write_text("")
    with pytest.raises(HistoryError, match="cannot be written"):
        History.open(tmp_path / "output" / "history.db")


@pytest.mark.parametrize(("free", "told"), [(0, "the disk is full"), (1 << 30, "the disk reports an error")])
def test_a_disk_without_any_room_is_called_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, told: str
) -> None:
    """SQLite speaks of an error where there is no room for what processes share."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    problem = sqlite3.OperationalError("disk I/O error")
    problem.sqlite_errorcode = sqlite3.SQLITE_IOERR
    with pytest.raises(HistoryError, match=told), refused(tmp_path / "history.db", 1.0):
        raise problem


def test_a_full_disk_takes_nothing_by_halves(path: Path) -> None:
    """The file may not grow: what was there stays readable, and once there is room the run goes on (row 18)."""
    with History.open(path) as history:
        run, _ = history.begin_run(start_of(4), "1.0")
        night = night_of(history, 4, [f"{number} pieces of cake" for number in range(400)])
        connection = history._database._connection  # noqa: SLF001  no other way to fill a disk without one
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(HistoryError, match=r"the disk is full; .* Nothing was stored by halves"):
            history.store(run, night)
        assert history.stored(run) == set()
        assert history.pages()[0].run == 3
        connection.execute("PRAGMA max_page_count = 1000000")
        assert history.store(run, night)


_BEGIN = """
import sys
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from nights import CAMPUS, play
from scrape_clean.errors import HistoryError
from scrape_clean.history import History
path = Path(sys.argv[1])
"""
_ON_A_SMALL_DISK = """
nights = 0
try:
    with History.open(path) as history:
        while True:
            play(history, [f"{number} pieces of cake for {nights} people" for number in range(100)])
            nights += 1
except HistoryError as problem:
    assert "the disk is full" in str(problem), problem
assert nights > 2, nights
with History.read(path, check=True) as history:
    assert len(history.pages()) == 1 and len(history.captures(history.pages()[0].page)) >= nights
"""


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    """In a small file system of its own, where this machine lets users mount one (row 18)."""
    mounted(f"mount -t tmpfs -o size=1m none {tmp_path}", _ON_A_SMALL_DISK, tmp_path / "history.db")


_TO_A_SMALL_DISK = """
with History.open(path.with_name("large") / "history.db") as history:
    play(history, [f"{number} pieces of cake" for number in range(300)])
    try:
        history.backup(path)
    except HistoryError as problem:
        assert str(problem).startswith(f"{path}: the backup cannot be written: "), problem
    else:
        raise AssertionError("there was room")
assert not list(path.parent.glob(".*"))
"""


def test_a_backup_to_a_disk_that_is_full(tmp_path: Path) -> None:
    """The backup is named, not the history."""
    target, folder = tmp_path / "small", tmp_path / "small" / "large"
    target.mkdir()
    shell = f"mount -t tmpfs -o size=64k none {target} && mkdir {folder} && mount -t tmpfs none {folder}"
    mounted(shell, _TO_A_SMALL_DISK, target / "backup.db")


_ON_A_READ_ONLY_DISK = """
with History.read(path) as history:
    assert history.current(CAMPUS) is not None
try:
    History.open(path)
except HistoryError as problem:
    assert "cannot be opened: its folder is read-only" in str(problem), problem
else:
    raise AssertionError("opened for writing")
"""


def test_a_read_only_disk(path: Path) -> None:
    """Questions are answered from it, a run says what is wrong; for root, too."""
    folder = path.parent / "sealed"
    folder.mkdir()
    shell = f"mount -t tmpfs none {folder} && cp {path} {folder} && mount -o remount,ro {folder}"
    mounted(shell, _ON_A_READ_ONLY_DISK, folder / "history.db")


def mounted(shell: str, program: str, path: Path) -> None:
    """Run a program where a file system of its own is mounted for it alone."""
    if not shutil.which("unshare"):
        pytest.skip("no unshare(1) to mount a file system with")
    inside = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", f'{shell} && exec "$@"', "sh"]
    if subprocess.run([*inside, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets no user mount a file system")
    line = [*inside, sys.executable, "-c", _BEGIN + program, str(path), str(Path(__file__).parents[2])]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr


def test_a_page_of_another_layout_of_records_is_no_new_version(path: Path) -> None:
    """A field that a new version of the package adds to every record splits no life."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE record SET payload = replace(payload, '\"cells\":[],', '')")
    with History.open(path) as history:
        play(history, (*MENU, "Jam"))
        versions, _ = history.life(page_of(MENU).records[0].id)
        assert [(one.start.id, one.end) for one in versions] == [(1, None)]
