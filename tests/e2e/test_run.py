"""The main job, with real files and processes."""

import gzip
import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from processes import Command
from scrape_clean import clean
from scrape_clean.nightly.lock import alone

PAGE = "Opening hours\n\n- Monday to Friday, 9 to 5\n- Monday to Friday, 9 to 5.\n- Closed on Sundays\n"
FILES = ("drops.jsonl", "records.json", "records.jsonl")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with one page of each kind."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "hours.txt").write_text(PAGE, encoding="utf-8")
    (folder / "tours.html").write_text("<h1>Tours</h1><ul><li>By boat<li>On foot</ul><footer>Imprint</footer>", "utf-8")
    (folder / "tools.md").write_text("# Tools\n\n* Saw\n* Drill\n", "utf-8")
    (folder / "old.htm.gz").write_bytes(gzip.compress(b"<p>Stored long ago"))
    return folder


def stored(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for the lock of who is at work."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in shown(folder) if path.is_file()}


def shown(folder: Path) -> list[Path]:
    """All that is below a folder and not hidden."""
    return sorted(path for path in folder.rglob("*") if not path.name.startswith("."))


def test_a_run_writes_three_files_a_page_and_then_nothing_more(interpreter: Command, raw: Path) -> None:
    """The first run stores, the second changes no byte and touches no file, though hashes have another seed."""
    done = interpreter("run")
    assert (done.returncode, done.stdout) == (0, b"")
    output = raw.parent / "output"
    assert [p.name for p in sorted(output.iterdir()) if p.is_dir()] == [
        "hours.txt",
        "old.htm",
        "tools.md",
        "tours.html",
    ]
    assert {p.name for p in shown(output) if p.is_file()} == set(FILES)
    assert (output / "hours.txt" / "records.json").read_bytes() == clean(PAGE, media_type="text/plain").canonical()
    assert done.stderr.decode().splitlines() == ["4 pages cleaned, 7 records, 4 outputs changed"]

    before, times = stored(output), {p: p.stat().st_mtime_ns for p in shown(output)}
    again = interpreter("run")
    assert again.returncode == 0
    assert stored(output) == before
    assert {p: p.stat().st_mtime_ns for p in shown(output)} == times
    assert again.stderr.decode().splitlines() == ["4 pages cleaned, 7 records, 0 outputs changed"]


def test_no_two_files_share_a_folder(command: Command, tmp_path: Path) -> None:
    """The same page packed and not, and names that differ only in bytes that are no UTF-8: each keeps its facts."""
    folder = tmp_path / "raw"
    folder.mkdir()
    names = [b"a.txt", b"a.txt.gz", b"a.txt.gz.gz", b"b.txt.gz", b"b.txt.GZ", b"c.txt.gz", "d\ufffd.txt".encode()]
    if sys.platform == "linux":  # others take no such names
        names += [b"d\xff.txt", b"d\xfe.txt"]
    facts = [f"The gate opened in {1900 + number}" for number in range(len(names))]
    for name, fact in zip(names, facts, strict=True):
        body = f"Gates\n\n- {fact}\n".encode()
        packed = gzip.compress(body) if name.lower().endswith(b".gz") else body
        (folder / os.fsdecode(name)).write_bytes(packed)
    assert command("run").returncode == 0
    output = tmp_path / "output"
    assert len([path for path in output.iterdir() if path.is_dir()]) == len(names)
    assert {"a.txt", "a.txt.gz", "b.txt.gz", "c.txt", "d\ufffd.txt"} < {path.name for path in output.iterdir()}
    told = [json.loads(path.read_bytes())["records"][0]["text"] for path in output.glob("*/records.json")]
    assert sorted(told) == sorted(facts)


@pytest.mark.skipif(sys.platform != "linux", reason="others have one encoding of names")
def test_folders_are_named_the_same_in_every_locale(raw: Path) -> None:
    """Where the system takes names for ASCII, too: the same bytes, and the same sources."""
    for name in ("caf\u00e9.txt", "\u65e5\u672c.md", "\u00c9.html.gz"):
        body = b"Gates\n\n- The gate opened in 1900\n"
        (raw / name).write_bytes(gzip.compress(body) if name.endswith(".gz") else body)
    (raw / os.fsdecode(b"d\xff.txt")).write_bytes(b"Gates\n\n- The gate opened in 1901\n")
    made = []
    for output, locale in (("usual", {}), ("ascii", {"LC_ALL": "C", "PYTHONUTF8": "0"})):
        line = (sys.executable, "-m", "scrape_clean", "run", "--output", output)
        done = subprocess.run(line, cwd=raw.parent, env={**os.environ, **locale}, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        folder = os.fsencode(raw.parent / output)
        made.append({os.path.relpath(path, folder) for path, _, files in os.walk(folder) if files})
    assert made[0] == made[1]
    assert {"caf\u00e9.txt".encode(), "\u65e5\u672c.md".encode()} < made[0]


def test_quiet_is_silent(command: Command, raw: Path) -> None:
    """A job in cron that went well sends no mail."""
    assert raw.is_dir()
    done = command("run", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_line_of_records_jsonl_changes_only_with_its_bullet(interpreter: Command, raw: Path) -> None:
    """So that git diff shows changed bullets: a new bullet on top leaves the lines of the others alone."""
    interpreter("run")
    lines = raw.parent / "output" / "hours.txt" / "records.jsonl"
    before = lines.read_text("utf-8").splitlines()
    (raw / "hours.txt").write_text(PAGE.replace("- Monday", "- Holidays as posted at the gate\n- Monday", 1), "utf-8")
    interpreter("run")
    after = lines.read_text("utf-8").splitlines()
    assert [line for line in after if line in before] == before
    assert len(after) == len(before) + 1


def test_bad_pages_get_a_line_each_and_the_others_go_on(command: Command, raw: Path) -> None:
    """A PDF, a picture, an empty file, a directory, a cut gzip and a dangling link beside four good pages."""
    (raw / "report.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    (raw / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (raw / "disguised.txt").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    (raw / "empty.txt").write_bytes(b"")
    (raw / "folder.html").mkdir()
    (raw / "cut.txt.gz").write_bytes(gzip.compress(PAGE.encode() * 50)[:-20])
    (raw / "gone.md").symlink_to(raw / "nowhere.md")
    done = command("run")
    said = done.stderr.decode().splitlines()
    assert done.returncode == 3
    for name in ("report.pdf", "logo.png", "disguised.txt", "empty.txt", "folder.html", "cut.txt", "gone.md"):
        assert sum(name in line for line in said) == 1, (name, said)
    assert len(said) == 8
    assert said[-1] == "4 pages cleaned, 7 records, 4 outputs changed, 7 failed"
    assert not any("Traceback" in line for line in said)


def test_warc_files_of_other_names_are_no_text(command: Command, raw: Path) -> None:
    """Half downloaded, or a WAT file of Common Crawl: refused with what to do, and never cleaned as a page of text."""
    start = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    (raw / "crawl.warc.part").write_bytes(start)
    (raw / "crawl.gz").write_bytes(gzip.compress(start))
    (raw / "crawl.warc.wat.gz").write_bytes(gzip.compress(start))
    done = command("run")
    *said, last = done.stderr.decode().splitlines()
    assert done.returncode == 3
    assert (
        sum("looks like a WARC file, not text; give it a name that ends in .warc or .warc.gz" in x for x in said) == 2
    )
    assert sum("crawl.warc.wat.gz: is a WAT file: metadata of a crawl, no pages" in line for line in said) == 1
    assert last == "4 pages cleaned, 7 records, 4 outputs changed, 3 failed"


def test_a_page_that_turns_bad_keeps_its_last_good_output(command: Command, raw: Path) -> None:
    """Nothing stored is harmed by a failed night."""
    command("run")
    before = stored(raw.parent / "output")
    (raw / "hours.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    assert command("run").returncode == 3
    assert stored(raw.parent / "output") == before


def test_a_page_over_the_limit_names_the_option(command: Command, raw: Path) -> None:
    """The line says what to do."""
    (raw / "large.txt").write_bytes(b"word " * 1000)
    done = command("run", "--max-bytes", "3000")
    assert done.returncode == 3
    assert "large.txt" in done.stderr.decode()
    assert "--max-bytes" in done.stderr.decode()


def test_broken_encoding_is_reported_and_not_fatal(command: Command, raw: Path) -> None:
    """Undecodable bytes become U+FFFD, are counted, and the output is valid UTF-8 JSON."""
    (raw / "broken.html").write_bytes(b"<meta charset=utf-8><p>Caf\xe9 au lait, 3 \xff cups")
    done = command("run")
    assert done.returncode == 0
    assert "broken.html: 2 undecodable byte sequences replaced (read as utf-8)" in done.stderr.decode()
    record = json.loads((raw.parent / "output" / "broken.html" / "records.json").read_bytes())["records"][0]
    assert record["text"] == "Caf\ufffd au lait, 3 \ufffd cups"


def test_output_that_cannot_be_written(command: Command, raw: Path) -> None:
    """A file in the place of the folder: one line, its own exit code, nothing broken."""
    (raw.parent / "output").write_text("I am a file")
    done = command("run")
    assert done.returncode == 4
    assert done.stderr == b"scrape-clean: output: is no folder; move it away, or name another output\n"
    assert (raw.parent / "output").read_text() == "I am a file"


@pytest.mark.parametrize("prepare", ["missing", "empty"])
def test_nothing_to_clean_says_what_to_do(command: Command, tmp_path: Path, prepare: str) -> None:
    """A folder that is not there, or has no page."""
    if prepare == "empty":
        (tmp_path / "raw").mkdir()
    done = command("run")
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1
    assert "put" in done.stderr.decode()


def test_two_runs_at_once(command: Command, raw: Path) -> None:
    """The second leaves with its own exit code and touches nothing: each would take the other's work for remains."""
    with alone(raw.parent / "output"):
        done = command("run")
    assert done.returncode == 6
    assert b"another process is at work" in done.stderr
    assert stored(raw.parent / "output") == {}
    assert command("run").returncode == 0


@pytest.mark.parametrize("output", ["raw", "raw/out", "out"])
def test_an_output_among_the_pages_is_refused(command: Command, raw: Path, output: str) -> None:
    """By whatever name: the next run would read it, and fail for ever."""
    (raw.parent / "out").symlink_to("raw")
    done = command("run", "--output", output)
    assert done.returncode == 2
    told = f"scrape-clean: --output {output} is in --raw raw, and would be read as pages; name another folder\n"
    assert done.stderr.decode() == told
    assert {path.name for path in raw.iterdir()} == {"hours.txt", "tours.html", "tools.md", "old.htm.gz"}


def test_ctrl_c_leaves_what_was_stored(raw: Path) -> None:
    """Interrupted in the middle of a thousand pages: its own exit code, one line, whole files only."""
    for number in range(1000):
        (raw / f"page{number:04}.txt").write_text(PAGE * 20, encoding="utf-8")
    output = raw.parent / "output"
    # A shell lets what it runs in the background ignore Ctrl-C, and so does all that is started from there.
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    line = [sys.executable, "-c", f"{heeding}; from scrape_clean.cli import main; main(['run'])"]
    with subprocess.Popen(line, cwd=raw.parent, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 60
        while not (output / "page0003.txt" / "records.json").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.decode().splitlines() == ["scrape-clean: interrupted; what was stored before stands"]
    files = [path for path in shown(output) if path.is_file()]
    assert files
    assert {path.name for path in files} == set(FILES)
    assert len(files) < 3 * 1004
    for path in output.rglob("records.json"):
        json.loads(path.read_bytes())


def test_a_terminal_gets_a_table(raw: Path) -> None:
    """On a terminal a person sees each page, its figures, and what changed."""
    leader, follower = pty.openpty()
    line = [sys.executable, "-m", "scrape_clean", "run"]
    environment = {**os.environ, "COLUMNS": "100", "TERM": "xterm"}
    with subprocess.Popen(line, cwd=raw.parent, stderr=follower, stdout=follower, env=environment) as process:
        os.close(follower)
        said = read_all(leader)
        process.wait(timeout=60)
    assert process.returncode == 0
    for word in ("source", "records", "repeats", "dropped", "hours.txt", "tours.html", "written"):
        assert word in said


def read_all(leader: int) -> str:
    """Everything that a program wrote to a pseudo-terminal before it closed it."""
    parts = []
    while select.select([leader], [], [], 60)[0]:
        try:
            part = os.read(leader, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not part:
            break
        parts.append(part)
    os.close(leader)
    return b"".join(parts).decode()
