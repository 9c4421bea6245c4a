"""The real command with settings: two at once, told to stop, a full disk, other kinds of sources, secrets."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from pytest_socket import enable_socket

from forks import Forks
from harbour import page
from loopback import Answer, Page, Site, serving
from scrape_clean.canonical import loads
from scrape_clean.history import History
from scrape_clean.views.data import Changes
from servers import Request
from servers import answer as answered
from servers import serving as serving_raw

RULES = '[fetch]\ncontact = "keeper@harbour.example"\ndelay = 0\nattempts = 1\nallow = ["127.0.0.0/8"]\n'
HOOK = '[[sink]]\nid = "hook"\nkind = "webhook"\nurl = "{url}"\ntimeout = 120\nallow = ["127.0.0.0/8"]\n'
HALLS = tuple(range(4))
HEEDING = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); "
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)
FolderAt: TypeAlias = Callable[[Path, str], "Folder"]
RUN = (sys.executable, "-m", "scrape_clean", "run")


def hall(number: int, night: int) -> bytes:
    """A page of which a year changes from night to night."""
    return page(f"Hall {number}", [f"Hall {number} shows {number + 3} boats", f"It was mended in {2020 + night}"])


def answer(number: int, night: int) -> Answer:
    """A hall, as the server has it."""
    return Answer(body=hall(number, night))


def sitemap(url: str, *numbers: int) -> bytes:
    """A sitemap of some halls."""
    listed = "".join(f"<url><loc>{url}/{number}</loc></url>" for number in numbers)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'.encode()


@pytest.fixture
def site() -> Iterator[Site]:
    """Halls by their number."""
    enable_socket()
    pages: dict[str, Page] = {f"/{number}": partial(answer, number) for number in HALLS}
    with serving(Site(pages)) as site:
        site.night = 1
        yield site


class Folder:
    """A folder with settings, and the command in it."""

    def __init__(self, forks: Forks | None, path: Path, settings: str) -> None:
        """Write the settings."""
        self.forks, self.path = forks, path
        path.mkdir(exist_ok=True)
        (path / "scrape-clean.toml").write_text(RULES + settings, encoding="utf-8")

    @contextmanager
    def start(self, stderr: int = subprocess.DEVNULL) -> Iterator["subprocess.Popen[bytes]"]:
        """Begin a run, in a group of its own that heeds Ctrl-C, whatever started the tests; it ends with the block."""
        program = (sys.executable, "-c", HEEDING, *RUN[1:])
        with subprocess.Popen(program, cwd=self.path, stderr=stderr, start_new_session=True) as run:
            try:
                yield run
            finally:
                run.kill()

    def told(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
        """Run to the end; with other variables in an interpreter of its own, which reads some of them."""
        if self.forks and not environment:
            return self.forks.call(self.path, "run", *arguments)
        env = {**os.environ, **environment}
        return subprocess.run((*RUN, *arguments), cwd=self.path, env=env, capture_output=True, check=False, timeout=120)

    def run(self) -> tuple[int, list[dict[str, Any]]]:
        """Run to the end, and give the exit code and the log."""
        done = self.told()
        return done.returncode, [json.loads(line) for line in done.stderr.decode().splitlines() if line[:1] == "{"]

    def flagged(self, source: str) -> list[str]:
        """What the last run flagged of a source, after it."""
        found = loads((self.path / "output" / source / "changes.json").read_bytes(), Changes)
        return [change.after.text if change.after else "" for change in found.changes if change.substantive]


@pytest.fixture(name="folder_at")
def with_forks(forks: Forks | None) -> FolderAt:
    """Folders whose command is loaded already."""
    return partial(Folder, forks)


def wait_for(there: Callable[[], bool]) -> None:
    """Wait until something is so; a minute at most."""
    end = time.monotonic() + 60
    while not there() and time.monotonic() < end:
        time.sleep(0.02)
    assert there()


def sources(site: Site, *numbers: int) -> str:
    """A source a hall."""
    return "".join(f'[[source]]\nid = "hall-{number}"\nurl = "{site.url}/{number}"\n' for number in numbers)


def test_two_runs_at_once_and_a_run_told_to_stop(site: Site, folder_at: FolderAt, tmp_path: Path) -> None:
    """The second leaves with its own exit code; the first, told to stop, waits for no server; the next goes on."""
    site.pages["/1"] = lambda night: Answer(body=hall(1, night), slow=120.0)
    folder = folder_at(tmp_path, sources(site, 0, 1, 2).replace("delay = 0", ""))
    with folder.start() as first:
        records = tmp_path / "output" / "hall-0" / "records.json"
        wait_for(records.exists)
        second = folder.told()
        assert second.returncode == 6
        assert b"another process is at work" in second.stderr
        first.send_signal(signal.SIGTERM)
        assert first.wait(60) == 143
    assert [path for _, path, _ in site.asked if path != "/robots.txt"] == ["/0"]
    part = folder.told("--source", "hall-2")
    assert part.returncode == 2
    assert b"must be resumed first" in part.stderr
    assert not (tmp_path / "output" / "report.html").exists()
    site.pages["/1"] = lambda night: Answer(body=hall(1, night))
    code, log = folder.run()
    assert code == 0
    began = next(entry for entry in log if entry["event"] == "run.began")
    assert (began["run"], began["resumed"]) == (1, True)
    assert [status for _, path, status in site.asked if path == "/0"] == [200]
    assert (tmp_path / "output" / "hall-2" / "records.json").exists()
    assert folder.told("--source", "hall-2").returncode == 0
    report = (tmp_path / "output" / "report.html").read_text()
    assert [report.count(f"{site.url}/{number}") > 0 for number in range(3)] == [True] * 3
    assert report.count("found by run 1, started") == 2


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_slow_sitemap_keeps_nobody_from_stopping(
    site: Site, folder_at: FolderAt, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    """Nothing is known of its pages then, and nothing is stored; the next run goes on."""
    site.pages["/sitemap.xml"] = lambda _: Answer(body=sitemap(site.url, *HALLS), slow=0 if site.night == 2 else 120)
    asked = threading.Event()

    def robots(_night: int) -> Answer:
        asked.set()
        return Answer(status=404)

    site.pages["/robots.txt"] = robots
    folder = folder_at(tmp_path, f'[[source]]\nid = "web"\nsitemap = "{site.url}/sitemap.xml"\n')
    with folder.start() as run:
        assert asked.wait(60)
        run.send_signal(number)
        assert run.wait(60) == code
    site.night = 2
    code, log = folder.run()
    assert code == 0
    assert [entry["outcome"] for entry in log if entry["event"] == "page"] == ["new"] * len(HALLS)
    assert next(entry for entry in log if entry["event"] == "run.began")["run"] == 1


def does(pid: int, what: str, number: signal.Signals) -> bool:
    """Whether a process ignores (``SigIgn``) or catches (``SigCgt``) a signal."""
    status = Path(f"/proc/{pid}/status").read_text()
    return bool(int(re.findall(rf"{what}:\t(\w+)", status)[0], 16) >> number - 1 & 1)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="looks for processes")
def test_a_stop_reaches_all_processes_and_waits_for_no_receiver(
    site: Site, folder_at: FolderAt, tmp_path: Path
) -> None:
    """A service manager signals the whole group: no page fails for it. What a receiver has not taken waits."""
    site.pages["/3"] = lambda night: Answer(body=hall(3, night), slow=0 if night == 2 else 120)
    posted, over = threading.Event(), threading.Event()

    def hang(_request: Request, _connection: object) -> None:
        posted.set()
        over.wait(120)

    with serving_raw(hang) as receiver:
        settings = f"[run]\njobs = 2\n{HOOK.format(url=receiver.url)}{sources(site, *HALLS)}"
        folder = folder_at(tmp_path, settings)
        with folder.start() as run:
            wait_for(lambda: {"/0", "/1", "/2"} <= {path for _, path, _ in site.asked})
            wait_for(lambda: [does(child, "SigIgn", signal.SIGTERM) for child in children(run.pid)] == [True] * 2)
            os.killpg(run.pid, signal.SIGTERM)
            assert run.wait(60) == 143
        site.night = 2
        with folder.start() as run:
            assert posted.wait(60)
            run.send_signal(signal.SIGTERM)
            assert run.wait(60) == 0
        over.set()
    told = json.loads((tmp_path / "output" / "runs" / "000001.json").read_text())
    assert (told["outcomes"], told["resumed"]) == ({"new": 4}, True)
    with History.read(tmp_path / "output" / "history.db") as history:
        assert history.runs()[-1].status == "done"
        with history.view() as connection:
            sql = "SELECT state, attempts, count(*) FROM deliveries GROUP BY state, attempts"
            states = connection.execute(sql).fetchall()
    assert states == [("pending", 0, 4)]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="looks for processes")
def test_a_second_stop_ends_at_once(folder_at: FolderAt, tmp_path: Path) -> None:
    """Here while a page is cleaned that takes long, which one stop lets be finished."""
    folder = folder_at(tmp_path, '[[source]]\nid = "heavy"\nfiles = "*.html"\n')
    (tmp_path / "heavy.html").write_bytes(b"<h1>Boats</h1><ul>" + b"<li>1987 boats" * 100_000)
    with folder.start(subprocess.PIPE) as run:
        assert run.stderr
        assert b"run.began" in run.stderr.readline()
        run.send_signal(signal.SIGTERM)
        wait_for(lambda: not does(run.pid, "SigCgt", signal.SIGTERM))
        assert run.poll() is None
        run.send_signal(signal.SIGTERM)
        assert run.wait(60) == -signal.SIGTERM


def children(of: int) -> list[int]:
    """Processes that a process has started, but for the one that watches over its resources."""
    found = Path(f"/proc/{of}/task").glob("*/children")
    started = [int(child) for path in found for child in path.read_text().split()]
    return [one for one in started if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]


@pytest.mark.skipif(not Path(f"/proc/self/task/{os.getpid()}/children").exists(), reason="looks for processes")
def test_processes_that_compute_may_be_killed(folder_at: FolderAt, tmp_path: Path) -> None:
    """As the system does when memory runs out: the night is the one that it would have been, byte for byte."""
    for name in ("whole", "harmed"):
        folder = folder_at(tmp_path / name, '[run]\njobs = 2\n[[source]]\nid = "halls"\nfiles = "*.html"\n')
        for number in range(8):
            bullets = [f"Case {case} of hall {number} came in {1900 + case}" for case in range(150)]
            (folder.path / f"{number}.html").write_bytes(page(f"Hall {number}", bullets))
        with folder.start() as run:
            end = time.monotonic() + 60
            while name == "harmed" and len(children(run.pid)) < 2 and time.monotonic() < end:
                time.sleep(0.01)
            killed = children(run.pid) if name == "harmed" else []
            for child in killed:
                os.kill(child, signal.SIGKILL)
            assert run.wait(120) == 0
            assert bool(killed) == (name == "harmed")
    one, other = (
        {path.relative_to(halls): path.read_bytes() for path in halls.rglob("*.json*")}
        for halls in (tmp_path / name / "output" / "halls" for name in ("whole", "harmed"))
    )
    assert len(one) > 8
    assert one == other


def test_a_page_that_takes_too_long_fails_and_is_looked_at_again(
    site: Site, folder_at: FolderAt, tmp_path: Path
) -> None:
    """One line says so; what it said stays, and the next night is compared with that."""
    folder = folder_at(tmp_path, sources(site, 0))
    assert folder.run()[0] == 0
    records = (tmp_path / "output" / "hall-0" / "records.json").read_bytes()
    site.night = 2
    hasty = folder_at(tmp_path, "[run]\npage_timeout = 0.001\n" + sources(site, 0))
    code, log = hasty.run()
    (told,) = (entry for entry in log if entry["event"] == "page")
    assert (code, told["outcome"]) == (3, "failed")
    assert told["message"].startswith("reading it took more than 0.001 seconds, and was broken off; `page_timeout`")
    assert (tmp_path / "output" / "hall-0" / "records.json").read_bytes() == records
    folder = folder_at(tmp_path, sources(site, 0))
    assert folder.run()[0] == 0
    assert folder.flagged("hall-0") == ["It was mended in 2022"]


def test_a_source_may_be_a_sitemap_files_or_warc_files(site: Site, folder_at: FolderAt, tmp_path: Path) -> None:
    """Each of their pages has a folder; a page that is no longer listed is gone, not removed."""
    site.pages["/sitemap.xml"] = lambda night: Answer(
        body=sitemap(site.url, *(HALLS if night == 1 else HALLS[:-1])), media_type="application/xml", validators=False
    )
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "notes.txt").write_text("Opening hours\n\n- Open from nine\n- Closed in March 2024\n")
    (tmp_path / "saved" / "more.md").write_text("# More\n\n- A model of 1850\n")
    settings = (
        f'[[source]]\nid = "web"\nsitemap = "{site.url}/sitemap.xml"\n'
        '[[source]]\nid = "saved"\nfiles = "saved/*"\n'
        '[[source]]\nid = "crawl"\nwarc = "crawl/*.warc.gz"\n'
    )
    folder = folder_at(tmp_path, settings.replace('[[source]]\nid = "crawl"\nwarc = "crawl/*.warc.gz"\n', ""))
    assert folder.run()[0] == 0
    (tmp_path / "crawl").mkdir()
    for archived in (tmp_path / "raw").rglob("*.warc.gz"):
        archived.rename(tmp_path / "crawl" / f"{archived.parent.name}.warc.gz")
    folder = folder_at(tmp_path, settings)
    (tmp_path / "saved" / "notes.txt").write_text("Opening hours\n\n- Open from nine\n- Closed in March 2025\n")
    site.night = 2
    code, log = folder.run()
    assert code == 0
    outcomes = {(entry["source"], entry.get("page", "")): entry["outcome"] for entry in log if entry["event"] == "page"}
    assert outcomes["saved", "notes.txt"] == "changed"
    assert outcomes["web", f"{site.url}/3"] == "gone"
    assert [outcomes["web", f"{site.url}/{number}"] for number in HALLS[:-1]] == ["changed"] * 3
    assert [outcomes["crawl", f"{site.url}/{number}"] for number in HALLS] == ["new"] * 4


def test_secrets_are_nowhere(site: Site, folder_at: FolderAt, tmp_path: Path) -> None:
    """A password and a key are sent, and stand in no file and no line."""
    settings = (
        f'[[source]]\nid = "hall"\nurl = "{site.url}/0"\nheaders = {{ "X-Key" = {{ env = "HALL_KEY" }} }}\n'
        'auth = { user = "keeper", password = { env = "HALL_PASSWORD" } }\n'
    )
    folder = folder_at(tmp_path, settings)
    secrets = {"HALL_KEY": "k3y-of-the-hall", "HALL_PASSWORD": "s3sam-open"}
    well = folder.told(**secrets)
    assert well.returncode == 0
    site.pages["/0"] = lambda _: Answer(status=500, body=b"down")
    ill = folder.told(**secrets)
    assert ill.returncode == 3
    told = [well.stdout, well.stderr, ill.stdout, ill.stderr]
    texts = told + [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    for secret in (*secrets.values(), "a2VlcGVyOnMzc2FtLW9wZW4="):
        assert not any(secret.encode() in text for text in texts)


def test_who_cannot_tell_people_still_does_the_night(site: Site, folder_at: FolderAt, tmp_path: Path) -> None:
    """Without apprise: the night is done, it is told clearly that nobody is, and all is sent once it is there."""
    pytest.importorskip("apprise")
    taken: list[str] = []

    def channel(request: Request, _connection: object) -> bytes:
        taken.append(json.loads(request.body)["message"])
        return answered("")

    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "apprise.py").write_text("raise ImportError('not installed')")
    path = {"PYTHONPATH": os.pathsep.join([str(tmp_path / "without"), *sys.path])}
    with serving_raw(channel) as people:
        (tmp_path / "people.txt").write_text(people.url.replace("http", "json", 1))
        url = '{ file = "people.txt" }'
        folder = folder_at(tmp_path, f'[[notify]]\nid = "people"\nurl = {url}\n{sources(site, 0)}')
        assert folder.told("--quiet").returncode == 0
        taken.clear()
        site.night = 2
        done = folder.told("--quiet", **path)
        assert done.returncode == 5
        (line,) = [json.loads(line) for line in done.stderr.splitlines() if b'"trouble"' in line]
        assert "people cannot be used, and its messages wait" in line["message"]
        assert "pip install apprise" in line["message"]
        assert folder.flagged("hall-0") == ["It was mended in 2022"]
        assert not taken
        sent = subprocess.run((*RUN[:-1], "deliver", "--retry"), cwd=tmp_path, capture_output=True, check=False)
        assert sent.returncode == 0, sent.stderr
    (text,) = taken
    assert "2022" in text


def test_a_mistake_in_the_settings_is_told_and_nothing_is_done(folder_at: FolderAt, tmp_path: Path) -> None:
    """All of them, with their lines."""
    folder = folder_at(tmp_path, '[[source]]\nid = "a"\nurll = "https://example.org/"\n[run]\njobs = "two"\n')
    done = folder.told()
    assert done.returncode == 2
    assert b"scrape-clean.toml:8" in done.stderr
    assert b"did you mean `url`" in done.stderr
    assert not (tmp_path / "output").exists()


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a small file system")
def test_a_full_disk_reports_no_success_and_harms_nothing(site: Site, folder_at: FolderAt, tmp_path: Path) -> None:
    """The night does not fit; the one before stands; with room again, it is made up for."""
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1300k", "tmpfs", str(small)], check=False)
    if mounted.returncode:
        pytest.skip("no file system may be mounted here")
    try:
        folder = folder_at(small, sources(site, 0, 1))
        assert folder.run()[0] == 0
        before = (small / "output" / "hall-0" / "records.json").read_bytes()
        site.night = 2
        ballast = small / "ballast"
        free = os.statvfs(small)
        ballast.write_bytes(bytes(free.f_bavail * free.f_frsize))
        code, log = folder.run()
        assert code in {4, 7}
        assert not [entry for entry in log if entry["event"] == "run.ended" and entry["exit_code"] == 0]
        assert (small / "output" / "hall-0" / "records.json").read_bytes() == before
        ballast.unlink()
        code, _ = folder.run()
        assert code == 0
        assert folder.flagged("hall-0") == ["It was mended in 2022"]
    finally:
        subprocess.run(["umount", str(small)], check=True)
