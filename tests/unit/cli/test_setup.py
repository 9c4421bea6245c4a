"""``init``, ``add``, ``doctor`` and ``schedule``, in this process."""

import base64
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from scrape_clean.errors import SourceError
from scrape_clean.model import Capture
from scrape_clean.settings import Files, Ours, Sitemap, UrlFilter, Warcs, WebPage, load
from scrape_clean.sources.visits import Fetched, Visit
from settings_files import GOOD, SECRETS

Call = Callable[..., Result]
FILE = Path("scrape-clean.toml")


class Site:
    """Answers every visit with one page or problem."""

    def __init__(self, page: bytes = b"", problem: SourceError | None = None) -> None:
        """What comes of each visit."""
        self.page = page
        self.problem = problem
        self.visits: list[Visit] = []

    def fetch(self, visits: Iterable[Visit]) -> Iterator[Fetched]:
        """One outcome a visit."""
        for visit in visits:
            self.visits.append(visit)
            capture = None if self.problem else Capture(body=self.page, url=visit.url, media_type="text/html")
            yield Fetched(visit=visit, capture=capture, problem=self.problem, seconds=0.25)


def test_init_makes_a_job_that_is_right(call: Call, tmp_path: Path) -> None:
    """The file passes, the folders are there, and nothing was asked."""
    done = call("init")
    assert done.exit_code == 0
    settings = load(tmp_path / FILE)
    assert (settings.sources, settings.warnings) == ((), ())
    assert settings.raw.is_dir()
    assert settings.output.is_dir()


def test_init_never_overwrites(call: Call) -> None:
    """Neither the file nor what is in the folders."""
    FILE.write_text("# mine\n")
    done = call("init", "--contact", "me@example.org")
    assert (done.exit_code, FILE.read_text()) == (0, "# mine\n")
    assert "is there already and stays as it is" in done.output


def test_init_names_what_stands_in_a_folders_place(call: Call) -> None:
    """In one line, as of what cannot be written."""
    Path("raw").touch()
    done = call("init", "--contact", "me@example.org")
    assert done.exit_code == 4
    assert done.output.splitlines()[-1] == "scrape-clean: raw: cannot be made: File exists"


def test_init_elsewhere_with_a_contact(call: Call, tmp_path: Path) -> None:
    """It goes into the User-Agent of every source."""
    assert call("init", "watched", "--contact", "me@example.org").exit_code == 0
    call("add", "https://example.org", "--settings", "watched/scrape-clean.toml")
    (source,) = load(tmp_path / "watched" / FILE).sources
    assert source.policy.user_agent.endswith("(+me@example.org)")
    refused = call("init", "other", "--contact", "me")
    assert (refused.exit_code, Path("other").exists()) == (2, False)
    assert "--contact should be an e-mail address" in refused.output


def test_every_commented_example_of_the_first_file_is_right(call: Call, tmp_path: Path) -> None:
    """Taking the comment signs off gives settings, so that nobody copies a mistake."""
    call("init")
    lines = FILE.read_text("utf-8").split("\n")
    start = next(number for number, line in enumerate(lines) if line == "# [[source]]")
    examples = [line.removeprefix("# ") for line in lines[start:] if " = " in line or line.startswith("# [")]
    FILE.write_text("\n".join([*lines[:start], *examples]))
    Path("events.password").write_text("x")
    key = "whsec_" + base64.b64encode(bytes(32)).decode()
    environ = {"EVENTS_KEY": "x", "NOTIFY_URL": "json://x", "HOOK_SECRET": key, "HEARTBEAT_URL": "https://x.org"}
    settings = load(tmp_path / FILE, environ=environ)
    assert [source.id for source in settings.sources] == ["events", "news", "saved", "crawl"]
    assert (len(settings.notify), len(settings.sinks)) == (1, 1)
    for line in lines[:start]:  # the single keys above
        if line.startswith("# ") and " = " in line:
            assert line.removeprefix("# ").partition(" ")[0] in {"contact", "allow", "keep_days", "keep_captures"}


def test_add_keeps_all_that_was_there(call: Call, tmp_path: Path) -> None:
    """Comments, order, line ends, a byte order mark, permissions."""
    before = b"\xef\xbb\xbf# mine\r\n[fetch] # politely\r\ndelay = 2"
    FILE.write_bytes(before)
    FILE.chmod(0o640)
    assert (
        call("add", "https://example.org/a b".replace(" ", "%20"), "--drop", ".ads", "--drop", 'a[x="y"]').exit_code
        == 0
    )
    after = FILE.read_bytes()
    assert after.startswith(before)
    assert after[len(before) :] == (
        b'\r\n\r\n[[source]]\r\nid = "example.org-a-b"\r\nurl = "https://example.org/a%20b"\r\n'
        b'drop = [".ads", "a[x=\\"y\\"]"]\r\n'
    )
    if os.name != "nt":
        assert stat.S_IMODE(FILE.stat().st_mode) == 0o640
    (source,) = load(tmp_path / FILE).sources
    assert source.options.drop == (".ads", 'a[x="y"]')


def test_add_takes_every_kind_of_place(call: Call, tmp_path: Path) -> None:
    """Told apart by what they look like; ids are readable and each its own."""
    call("init")
    for arguments in (
        ("https://www.example.org/events/2024.html",),
        ("https://example.org/events/2024.php",),
        ("https://example.org/sitemap.xml", "--sitemap", "--id", "site"),
        ("pages/*.html",),
        ("crawl/*.warc.gz",),
        ("notes.html", "--id", "notes"),
        ("crawl/*.warc.zst", "--id", "packed"),
        ("crawl.warc.zst", "--id", "one"),
        ("texts/*.warc.wet.gz", "--id", "texts"),
        ("https://caf\u00e9.example/caf%C3%A9", "--render", "--wait-for", "#list", "--ignore", r"\d+ visitors"),
    ):
        done = call("add", *arguments)
        assert done.exit_code == 0, done.output
    sources = load(tmp_path / FILE).sources
    assert [source.id for source in sources] == [
        *(
            "example.org-events-2024",
            "example.org-events-2024-2",
            "site",
            "pages",
            "crawl",
            "notes",
            "packed",
            "one",
            "texts",
            "caf\u00e9.example-caf\u00e9",
        ),
    ]
    ours = Ours(str(tmp_path / "output"), str(tmp_path / "raw"))
    assert [source.place for source in sources[:5]] == [
        WebPage("https://www.example.org/events/2024.html"),
        WebPage("https://example.org/events/2024.php"),
        Sitemap("https://example.org/sitemap.xml", UrlFilter(), 10_000),
        Files("pages/*.html", 10_000, str(tmp_path), ours),
        Warcs("crawl/*.warc.gz", UrlFilter(), 10_000, str(tmp_path), ours),
    ]
    assert sources[5].place == Files("notes.html", 10_000, str(tmp_path), ours)
    assert [source.place for source in sources[6:9]] == [
        Warcs(place, UrlFilter(), 10_000, str(tmp_path), ours)
        for place in ("crawl/*.warc.zst", "crawl.warc.zst", "texts/*.warc.wet.gz")
    ]
    assert sources[9].ignore == (r"\d+ visitors",)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("localhost:8000/x.html",), "url: should begin with http:// or https://"),
        (("example.org/x",), "url: has no scheme; did you mean `https://example.org/x`?"),
        (("example.org/x.html",), "url: has no scheme; did you mean `https://example.org/x.html`?"),
        (("https://[::1",), "url: is no address: Invalid IPv6 URL"),
        (("ftp://example.org",), "url: should begin with http:// or https://"),
        (("https://me:hunter2@example.org",), "url: holds a user or password"),
        (("https://example.org", "--id", "../x"), "id: should be 1 to 100 letters"),
        (("https://example.org/a", "--id", "OLD"), "source `old` is there already; give another --id"),
        (("https://example.org/a", "--id", "old"), "source `old` is there already; give another --id"),
        (("",), "the address is empty"),
        (("https://example.org/old",), "`old` has this url already"),
        (("https://example.org", "--keep", "("), "keep: is no CSS selector"),
        (("https://example.org", "--ignore", "("), "ignore: is no regular expression"),
        (("https://example.org", "--wait-for", "p"), "wait_for: needs `render = true`"),
        (("x\x00y",), "is no path"),
        (("x\udcff",), "what is to be added is no valid UTF-8"),
    ],
)
def test_add_refuses_and_changes_nothing(call: Call, arguments: tuple[str, ...], told: str) -> None:
    """Exit code 2, one line a mistake."""
    before = '[[source]]\nid = "old"\nurl = "https://example.org/old"\n'
    FILE.write_text(before)
    done = call("add", *arguments)
    assert (done.exit_code, FILE.read_text()) == (2, before)
    assert told in done.output
    assert "hunter2" not in done.output
    assert list(Path().iterdir()) == [FILE]


def test_add_needs_a_sound_file(call: Call) -> None:
    """One with mistakes is not made longer, and one that is not there is not made."""
    missing = call("add", "https://example.org")
    assert (missing.exit_code, "`scrape-clean init` makes one" in missing.output) == (2, True)
    FILE.write_text("dealy = 2\n")
    broken = call("add", "https://example.org")
    assert (broken.exit_code, FILE.read_text()) == (2, "dealy = 2\n")
    FILE.write_text("source = []\n")
    closed = call("add", "https://example.org")
    assert (closed.exit_code, FILE.read_text()) == (2, "source = []\n")
    assert "is no TOML" in closed.output


def test_add_does_not_undo_what_somebody_else_writes(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was changed since it was read stays as it is now."""

    class Slow(Site):
        def fetch(self, visits: Iterable[Visit]) -> Iterator[Fetched]:
            FILE.write_text("# theirs\n")
            return super().fetch(visits)

    FILE.write_text("# mine\n")
    monkeypatch.setattr("scrape_clean.sources.http.HttpFetcher", lambda: Slow(b"<p>x"))
    done = call("add", "https://example.org", "--check")
    assert (done.exit_code, FILE.read_text()) == (2, "# theirs\n")
    assert "was changed by somebody else just now; add it again" in done.output


def test_add_asks_for_no_secret(call: Call) -> None:
    """Those of other sources are set where the job runs, not where it is written."""
    FILE.write_text('[[source]]\nid = "x"\nurl = "https://a.org"\ncookie = { env = "SURELY_UNSET" }\n')
    assert call("add", "https://b.org").exit_code == 0


def test_add_checks_a_page(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found on it, and which selector finds nothing; a page that cannot be fetched is not added."""
    site = Site(b"<title>Tours</title><h1>Tours</h1><ul><li>By boat, from May<li>On foot</ul>")
    monkeypatch.setattr("scrape_clean.sources.http.HttpFetcher", lambda: site)
    FILE.write_text("")
    done = call("add", "https://example.org/tours", "--check", "--keep", ".none")
    assert done.exit_code == 0
    assert "https://example.org/tours: Tours" in done.output
    assert "2 records, 2 of them bullets" in done.output
    assert "the first: By boat, from May" in done.output
    assert "keep .none matches nothing on this page" in done.output
    assert [visit.url for visit in site.visits] == ["https://example.org/tours"]
    before = FILE.read_text()
    site.problem = SourceError("answers 404", "https://example.org/none")
    failed = call("add", "https://example.org/none", "--check")
    assert (failed.exit_code, FILE.read_text()) == (3, before)
    assert "answers 404; nothing was added" in failed.output


def test_doctor_finds_a_new_job_well(call: Call) -> None:
    """Every line says what was looked at."""
    call("init", "--contact", "me@example.org")
    call("add", "https://example.org/")
    done = call("doctor")
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert {line[:5] for line in lines} == {"ok   "}
    assert [line[5:].partition(":")[0] for line in lines] == [
        *("settings", "programs", "clock", "raw", "output", "disk", "lock", "history"),
    ]


def test_doctor_without_settings_looks_at_the_rest(call: Call) -> None:
    """A run cleans what is in raw then."""
    done = call("doctor")
    assert done.exit_code == 0
    assert done.output.startswith("warn settings: there is no scrape-clean.toml here: a run cleans the pages in raw; ")
    assert call("doctor", "--settings", "other.toml").exit_code == 1


def test_doctor_tells_every_mistake_and_no_secret(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """And leaves with 1."""
    FILE.write_text(GOOD.replace("delay = 2", "dealy = 2").replace('env = "XKEY"', 'env = "SURELY_UNSET"'))
    done = call("doctor")
    assert done.exit_code == 1
    assert "fail settings: scrape-clean.toml:7: fetch.dealy: unknown key" in done.output
    assert "SURELY_UNSET is not set" in done.output
    for name, value in zip(("XKEY", "HOOK", "COOKIE", "MAIL"), SECRETS, strict=False):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HEART", f"https://x.org/{SECRETS[3]}")
    FILE.write_text(GOOD)
    Path("password.txt").write_text(SECRETS[4])
    told = call("doctor")
    assert "4 sources, 1 sink, 1 channel" in told.output
    assert not [secret for secret in SECRETS if secret in told.output]


def test_doctor_asks_the_network_when_told_to(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """One request a host, once; what does not answer fails."""
    site = Site(b"<p>x")
    monkeypatch.setattr("scrape_clean.sources.http.HttpFetcher", lambda: site)
    monkeypatch.setattr("scrape_clean.doctor.machine.find_chromium", lambda: "/bin/chromium")
    call("init", "--contact", "me@example.org")
    for url in ("https://a.org/1", "https://a.org/2", "https://b.org/"):
        call("add", url)
    FILE.write_text(FILE.read_text() + "render = true\n")
    done = call("doctor", "--network")
    assert done.exit_code == 0
    assert [visit.rendering for visit in site.visits] == [None, None]
    assert "ok   network: a.org answers in 0.2 s" in done.output
    assert [(visit.url, visit.policy.attempts) for visit in site.visits] == [
        ("https://a.org/1", 1),
        ("https://b.org/", 1),
    ]
    site.problem = SourceError("is not known to the name servers", "https://a.org/1")
    failed = call("doctor", "--network")
    assert failed.exit_code == 1
    assert "fail network: a.org is not known to the name servers; see the url of `a.org-1`" in failed.output


def test_schedule_prints_or_writes(call: Call) -> None:
    """For this folder, this Python and this time."""
    assert call("schedule", "cron").exit_code == 2
    call("init")
    printed = call("schedule", "cron", "--at", "4:05")
    assert "\n5 4 * * * cd " in printed.output
    assert call("schedule", "systemd", "--out", "units").exit_code == 0
    assert sorted(path.name for path in Path("units").iterdir()) == ["scrape-clean.service", "scrape-clean.timer"]
    for wrong in ("24:00", "2:5", "noon", "02:30:00"):
        assert call("schedule", "cron", "--at", wrong).exit_code == 2


@pytest.mark.parametrize("fault", [KeyError("getpwuid(): uid not found: 4711"), OSError("No username set")])
def test_schedule_takes_the_number_of_a_user_without_a_name(
    call: Call, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    """As in a container; Python 3.13 raises another error than those before it."""

    def unnamed() -> str:
        raise fault

    call("init")
    monkeypatch.setattr("getpass.getuser", unnamed)
    for scheduler in ("cron", "systemd", "kubernetes"):
        assert call("schedule", scheduler).exit_code == 0
    assert f"User={os.getuid()}\n" in call("schedule", "systemd").output


def test_doctor_needs_no_home(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user may have none: then no browser is there, which is told."""

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    FILE.write_text('[[source]]\nid = "x"\nurl = "https://a.org"\nrender = true\n')
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.delenv("PLAYWRIGHT_BROWSERS_PATH", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    done = call("doctor")
    assert done.exit_code == 1
    assert "fail browser: there is no Chromium" in done.output


@pytest.mark.skipif(os.name == "nt", reason="a folder in use cannot be deleted there")
@pytest.mark.parametrize("command", ["doctor", "replay", "deliver"])
def test_a_folder_that_is_gone_is_told(call: Call, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """Not our fault, and no traceback."""
    Path("gone").mkdir()
    monkeypatch.chdir("gone")
    Path("../gone").rmdir()
    done = call(command)
    assert (done.exit_code, done.output) == (
        2,
        "scrape-clean: the folder that this runs in is no longer there; change to another\n",
    )


def test_names_reach_the_terminal_without_control_characters(call: Call) -> None:
    """In an error's one line, in doctor's; mistakes in the settings keep a line each."""
    FILE.write_text("a = 1\nb = 2\n")
    assert len(call("run").output.splitlines()) == 2
    bad = call("clean", "a\x1b]0;x\x07\nb.html")
    assert (bad.exit_code, len(bad.output.splitlines())) == (3, 1)
    assert "a\ufffd]0;x\ufffd\ufffdb.html" in bad.output
    FILE.write_text('output = "a\\u001bb"\n')
    assert "\x1b" not in call("doctor").output
