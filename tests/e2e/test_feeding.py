"""The recipes of docs/feeding.md, as they stand there, each with its real tool where that is at hand."""

import base64
import http.client
import importlib.util
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from pytest_socket import enable_socket, socket_allow_hosts
from standardwebhooks import Webhook

from nights import CAMPUS, MENU, play
from pages import LIBRARY, page
from reports import RUN, STARTED, edited, flagged, night
from scrape_clean.canonical import drop_lines, dumps, record_lines
from scrape_clean.compare import compare
from scrape_clean.history import History
from scrape_clean.history.model import Message, PageId
from scrape_clean.model import Drop, Record
from scrape_clean.publish import Feed, atom_feed
from scrape_clean.publish.tables import PageRecords, store_tables
from scrape_clean.secret import Secret
from scrape_clean.views.data import changes_of

GUIDE = (Path(__file__).parents[2] / "docs" / "feeding.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^```\w+ (\S+)\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE))
KEY = f"whsec_{base64.b64encode(b'a' * 32).decode()}"


def written(name: str, folder: Path) -> Path:
    """One of the guide's files, in a folder."""
    (folder / name).write_text(BLOCKS[name], encoding="utf-8")
    return folder / name


def messages() -> tuple[Message, Message]:
    """A page's first night, and one on which bullets were edited, added and removed."""
    before, after = page(LIBRARY), edited()
    found = compare(before, after)
    old = {record.id: record for record in before.records}
    new = {record.id: record for record in found.base.records}
    common: dict[str, Any] = {"page": PageId("library"), "url": "https://library.example/", "title": "Town library"}
    upserted = tuple(record for record in new.values() if old.get(record.id) != record)
    return (
        Message(id="msg_1", run=30, kind="page.new", time=STARTED, upserted=before.records, **common),
        Message(
            id="msg_2",
            run=31,
            kind="page.changed",
            time=STARTED,
            changes=changes_of(found),
            upserted=upserted,
            deleted=tuple(old.keys() - new.keys()),
            **common,
        ),
    )


# 1. A webhook


@pytest.fixture
def receiver(tmp_path: Path, _no_network: None) -> "Iterator[tuple[int, subprocess.Popen[str]]]":
    """The guide's receiver, up and listening on the loopback."""
    enable_socket()
    socket_allow_hosts(["127.0.0.1"])
    port = free_port()
    command = [sys.executable, str(written("receiver.py", tmp_path)), str(port)]
    env = {**os.environ, "HOOK_SECRET": KEY}
    with subprocess.Popen(
        command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        deadline = time.monotonic() + 20
        while post(port, b"", {}) is None and time.monotonic() < deadline:
            time.sleep(0.05)
        yield port, process
        process.kill()


def free_port() -> int:
    """One that nobody listens on."""
    import socket  # noqa: PLC0415  only where the network is on

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        number: int = found.getsockname()[1]
        return number


def post(port: int, body: bytes, headers: dict[str, str]) -> int | None:
    """The status that the receiver answers with; None where nobody does."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("POST", "/", body, headers)
        return connection.getresponse().status
    except ConnectionError:
        return None
    finally:
        connection.close()


def test_webhook(receiver: "tuple[int, subprocess.Popen[str]]") -> None:
    """What is signed is told, once, however often it comes; what is not, is refused."""
    port, process = receiver
    message = messages()[1]
    data = {"title": message.title, "changes": msgspec.to_builtins(message.changes)}
    body = dumps({"specversion": "1.0", "id": message.id, "type": "scrape-clean.page.changed", "data": data})
    now = datetime.now(UTC)
    headers = {
        "webhook-id": message.id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(KEY).sign(message.id, now, body.decode()),
    }
    assert post(port, body.replace(b"48 seats", b"49 seats"), headers) == 401
    assert [post(port, body, headers) for _ in range(3)] == [204] * 3
    process.kill()
    assert process.stdout
    lines = process.stdout.read().splitlines()
    assert len(lines) == 5
    assert lines[1] == (
        "Town library: changed: 'The reading room has 48 seats and opens at 9:30.' -> "
        "'The reading room has 52 seats and opens at 10:00.'"
    )


# 2. DuckDB


def test_duckdb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every query of the guide answers what stands in the tables."""
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    store_tables(
        tmp_path / "output" / "tables", RUN, [PageRecords(report=one, records=page(LIBRARY).records) for one in night()]
    )
    monkeypatch.chdir(tmp_path)
    changed, counted, kinds = (
        duckdb.sql(query).fetchall() for query in BLOCKS["tables.sql"].split(";\n") if query.strip()
    )
    assert ("library", "Reading room") in {row[:2] for row in changed}
    assert ("library", "48", "seats", "The reading room has 48 seats and opens at 9:30.") in counted
    assert kinds[0] == ("number", 2)


# 3. PostgreSQL


def postgres_folder() -> Path | None:
    """Where the server's programs are."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    name = shutil.which("initdb") or (str(found[-1]) if found else None)
    return Path(name).parent if name else None


@pytest.fixture
def postgres() -> Iterator[str]:
    """A server of our own on a Unix socket; gone afterwards."""
    programs = postgres_folder()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed")
    if os.geteuid() == 0 and subprocess.run(["id", "postgres"], capture_output=True, check=False).returncode:
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        if user:
            shutil.chown(folder, "postgres", "postgres")
        control = [*user, str(programs / "pg_ctl"), "--pgdata", f"{folder}/data", "--wait"]
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        make = [*user, str(programs / "initdb"), "--pgdata", f"{folder}/data", "--auth=trust", "--username=postgres"]
        subprocess.run(make, check=True, capture_output=True)
        log = ["--log", f"{folder}/log", "--options", options]
        subprocess.run([*control, *log, "start"], check=True, capture_output=True)
        try:
            yield f"host={folder} user=postgres dbname=postgres"
        finally:
            subprocess.run([*control, "--mode=immediate", "stop"], check=True, capture_output=True)


def module_of(path: Path) -> ModuleType:
    """A file of the guide, loaded."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("order", [(0, 0, 1, 1), (1, 0), (0, 1, 0)])
def test_postgresql(tmp_path: Path, request: pytest.FixtureRequest, order: tuple[int, ...]) -> None:
    """The table is a copy of what the page says, also when a message comes twice, or late."""
    psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")
    url: str = request.getfixturevalue("postgres")
    sink = module_of(written("my_sinks.py", tmp_path)).Postgres({"url": Secret(url)})
    with psycopg.connect(url) as database:
        database.execute(BLOCKS["record.sql"])
    for at in order:
        sink.deliver(messages()[at])
    with psycopg.connect(url) as database:
        found = dict(database.execute("SELECT id, data FROM record WHERE data IS NOT NULL").fetchall())
        dated = database.execute(BLOCKS["query.sql"]).fetchall()
    assert found == said_last()
    assert [text[:15] for _, text in dated] == ["Filming and pho"]


def said_last() -> dict[str, object]:
    """Each record that stands after both messages, by its id."""
    base = compare(page(LIBRARY), edited()).base
    return {record.id: json.loads(msgspec.json.encode(record)) for record in base.records}


@pytest.mark.parametrize("order", [(0, 0, 1, 1), (1, 0), (0, 1, 0)])
def test_the_sink_keeps_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: tuple[int, ...]) -> None:
    """The same in SQLite, which has the statements that the guide uses, where there is no PostgreSQL."""

    class Connection(sqlite3.Connection):
        def execute(self, statement: str, given: Any = ()) -> sqlite3.Cursor:  # noqa: ANN401  as sqlite3 has it
            return super().execute(statement.replace("%s", "?"), given)

    psycopg = ModuleType("psycopg")
    psycopg.connect = partial(sqlite3.connect, factory=Connection)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "psycopg", psycopg)
    path = tmp_path / "copy.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute(BLOCKS["record.sql"])
    sink = module_of(written("my_sinks.py", tmp_path)).Postgres({"url": Secret(str(path))})
    for at in order:
        sink.deliver(messages()[at])
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT id, data FROM record WHERE data IS NOT NULL").fetchall()
    assert {name: json.loads(data) for name, data in rows} == said_last()


def test_a_table_that_begins_later(tmp_path: Path) -> None:
    """It gets every record of every page whole, as messages would have brought it: of a page that fails now, too."""
    other, empty = PageId("museum", "2"), PageId("pier")
    with History.open(tmp_path / "history.db") as history:
        play(history, MENU)
        play(history, (*MENU[:2], "Opens at noon on the 3rd of May"))
        play(history, MENU[2:], other)
        play(history, None, other)
        play(history, None, empty)
        wanted = {
            (one.source, one.key): snapshot.records if (snapshot := history.current(one)) else ()
            for one in (CAMPUS, other)
        }
    (tmp_path / "my_sinks.py").write_text(STAND_IN, encoding="utf-8")
    command = [sys.executable, str(written("begin.py", tmp_path)), "history.db"]
    env = {**os.environ, "WAREHOUSE_URL": "taken.jsonl"}
    subprocess.run(command, cwd=tmp_path, env=env, check=True)
    taken = [json.loads(line) for line in (tmp_path / "taken.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {(*place,): msgspec.convert(records, tuple[Record, ...]) for place, records in taken}
    assert found == wanted
    assert all(found.values())


STAND_IN = """
import msgspec


class Postgres:
    def __init__(self, settings):
        self.path = settings["url"].value

    def deliver(self, message):
        place = (message.page.source, message.page.key)
        with open(self.path, "ab") as stream:
            stream.write(msgspec.json.encode((place, message.upserted)) + b"\\n")
"""
"""In place of the guide's sink, which needs a server."""


# 4. A feed reader


def test_feed_reader(tmp_path: Path) -> None:
    """It prints every change once, and the next time only what is new."""
    command = [sys.executable, str(written("reader.py", tmp_path)), "feed.atom"]
    changes = [change for report in night() for change in flagged(RUN, report)]
    printed = []
    for found in (changes[1:], changes, changes):
        (tmp_path / "feed.atom").write_bytes(atom_feed(Feed(began=STARTED), found))
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True, encoding="utf-8")
        printed.append(done.stdout.splitlines())
    assert [len(lines) for lines in printed] == [8, 1, 0]
    assert "Town library › Reading room: The reading room has [48 → 52] seats" in "\n".join(printed[0])


# 5. git


@pytest.mark.skipif(not (shutil.which("git") and shutil.which("jq")), reason="git or jq is not installed")
def test_git(tmp_path: Path) -> None:
    """The diff of a night on which one word changed, below much that did not, shows that word alone."""
    env = {**os.environ, "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}
    env |= {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

    def shell(script: str) -> str:
        done = subprocess.run(
            ["sh", "-eu"], input=script.encode(), cwd=tmp_path, env=env, capture_output=True, check=True
        )
        return done.stdout.decode()

    folder = tmp_path / "output" / "library"
    folder.mkdir(parents=True)
    (folder / "records.json").write_bytes(page(LIBRARY).canonical())
    (folder / "records.jsonl").write_bytes(record_lines(page(LIBRARY).records))
    (folder / "drops.jsonl").write_bytes(drop_lines((Drop("label", "boilerplate", "control", "Search", 0, 6),)))
    shell(BLOCKS["setup.sh"])
    shell(BLOCKS["nightly.sh"] * 2)
    room = [LIBRARY["Reading room"][0].replace("48", "52"), *LIBRARY["Reading room"][1:]]
    after = compare(
        page(LIBRARY), page({"Borrowing": LIBRARY["Borrowing"][::-1], **LIBRARY, "Reading room": room})
    ).base
    (folder / "records.jsonl").write_bytes(record_lines(after.records))
    (folder / "drops.jsonl").write_bytes(drop_lines((Drop("label", "boilerplate", "control", "Menu", 0, 4),)))
    shell(BLOCKS["nightly.sh"] * 2)
    assert shell("git -C output log --format=%s").count("Night of ") == 2
    assert shell("git -C output ls-files").split() == [".gitattributes", ".gitignore", "library/records.jsonl"]
    diff = shell("git -C output log -1 --patch --word-diff")
    assert "Town library > Reading room: The reading room has [-48-]{+52+} seats and opens at 9:30." in diff
    assert diff.count("{+") == 1


def test_settings_of_the_guide_are_toml() -> None:
    """And nothing in them is a secret."""
    import tomllib  # noqa: PLC0415

    found = re.findall(r"^```toml \S+\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    tables = [tomllib.loads(text) for text in found]
    assert [table["sink"][0]["kind"] for table in tables if "sink" in table] == ["webhook", "postgres"]
    assert "whsec_" not in json.dumps(tables)
