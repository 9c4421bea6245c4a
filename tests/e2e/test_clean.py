"""The commands on one page."""

import io
import json
from pathlib import Path

import jsonschema
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from msgspec import structs

import scrape_clean
from processes import Command
from scrape_clean import clean
from scrape_clean.cli import clean as command_module
from scrape_clean.cli import main
from scrape_clean.pipeline import clean_capture

HTML = (
    b"<title>Tours</title><nav><ul><li><a href=/>Home</a></ul></nav><main><h1>Tours</h1>"
    b"<ul><li>By <a href=boat>boat</a><li>On foot</ul></main>"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A small HTML page."""
    path = tmp_path / "tours.html"
    path.write_bytes(HTML)
    return path


def test_stdout_is_the_canonical_snapshot(interpreter: Command, page: Path) -> None:
    """The command is the library's twin, from a file or a pipe, whatever the seed of hashes is."""
    wanted = clean(HTML, media_type="text/html").canonical()
    done = interpreter("clean", page.name)
    assert (done.returncode, done.stdout, done.stderr) == (0, wanted, b"")
    assert interpreter("clean", "-", stdin=HTML).stdout == wanted


def test_links_are_resolved_against_the_url(command: Command, page: Path) -> None:
    """--url is the page's address."""
    done = command("clean", page.name, "--url", "https://museum.example/visit/", "--format", "jsonl")
    assert json.loads(done.stdout.splitlines()[0])["links"][0]["href"] == "https://museum.example/visit/boat"


def test_every_form(command: Command, page: Path, tmp_path: Path) -> None:
    """Markdown and CSV to read, Parquet to load."""
    assert command("clean", page.name, "--format", "markdown").stdout == b"# Tours\n\n- By boat\n- On foot\n"
    assert command("clean", page.name, "--format", "csv").stdout.startswith(b"id,kind,text,section,position")
    parquet = pq.read_table(io.BytesIO(command("clean", page.name, "--format", "parquet").stdout))
    assert parquet.column("text").to_pylist() == ["By boat", "On foot"]
    done = command("clean", page.name, "--format", "csv", "--out", "tours.csv")
    assert done.stdout == b""
    assert (tmp_path / "tours.csv").read_text("utf-8").count("\n") == 3


def test_relative_dates_are_counted_from_the_date(command: Command, page: Path) -> None:
    """--date gives what is relative a value; it is no part of what a record is."""
    (page.parent / "news.txt").write_text("• The quay reopened last week\n", encoding="utf-8")
    plain, dated = (
        json.loads(command("clean", "news.txt", *more).stdout)["records"][0] for more in ((), ("--date", "2024-05-15"))
    )
    assert [one["value"] for one in plain["annotations"]] == [None]
    assert [one["value"] for one in dated["annotations"]] == ["2024-05-06/2024-05-12"]
    assert plain["id"] == dated["id"]
    table = command("clean", "news.txt", "--date", "2024-05-15", "--format", "csv").stdout
    assert b",2024-05-06/2024-05-12,2024-05-06,2024-05-12,2024\n" in table
    wrong = command("clean", "news.txt", "--date", "15/05/2024")
    assert (wrong.returncode, b"--date" in wrong.stderr) == (2, True)


def test_both_readers_say_the_same(command: Command, page: Path) -> None:
    """beautifulsoup4 is a choice."""
    assert command("clean", page.name, "--reader", "soup").stdout == command("clean", page.name).stdout


def test_boilerplate_on_request(command: Command, page: Path) -> None:
    """--keep-boilerplate keeps the menu."""
    done = command("clean", page.name, "--keep-boilerplate", "--format", "markdown")
    assert b"Home" in done.stdout


def test_the_users_own_word(command: Command, page: Path) -> None:
    """--keep and --drop, as often as wanted; what matches nothing is told and harms nothing."""
    line = ("--format", "markdown", "--keep", "nav", "--drop", "main li:last-child", "--drop", ".gone")
    done = command("clean", page.name, *line)
    assert done.returncode == 0
    assert b"Home" in done.stdout
    assert b"On foot" not in done.stdout
    assert done.stderr.decode().splitlines() == [
        f"scrape-clean: {page.name}: --drop '.gone' matches nothing on this page"
    ]
    audit = command("audit", page.name, "--drop", "main li:last-child").stdout.decode()
    assert "label: drop:main li:last-child" in audit
    assert "the ledger adds up" in audit


def test_a_selector_that_is_none_is_told_before_the_page_is_read(command: Command) -> None:
    """Wrong use, one line."""
    done = command("clean", "nowhere.html", "--keep", "p[")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert b"keep 'p['" in done.stderr


def test_a_page_that_is_filled_in_by_scripts_is_told(command: Command) -> None:
    """Where its text was taken from, or that there is none."""
    text = b"The ferry leaves the north pier every hour. " * 20
    done = command("clean", "-", "--format", "jsonl", stdin=b"<div id=app></div><noscript><p>" + text + b"</noscript>")
    assert (done.returncode, done.stdout.count(b"\n")) == (0, 1)
    assert b"shows next to nothing without scripts; its noscript text was taken" in done.stderr
    done = command("clean", "-", stdin=b"<html><div id=app></div><script>start()</script>")
    assert (done.returncode, len(done.stderr.splitlines())) == (0, 1)
    assert b"save the page from a browser" in done.stderr


def test_audit_adds_up_and_names_what_was_dropped(command: Command, page: Path) -> None:
    """In and out are the same number; --verbose lists each drop."""
    done = command("audit", page.name, "--verbose")
    lines = [line.split() for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0
    assert next(line[-1] for line in lines if line and line[0] == "in") == next(
        line[-1] for line in lines if line and line[0] == "out"
    )
    assert ["drop", "label:", "landmark:navigation", "1", "4"] in lines
    assert "'Home'" in done.stdout.decode()
    assert lines[-1] == ["the", "ledger", "adds", "up"]


def test_audit_fails_if_it_does_not_add_up(monkeypatch: pytest.MonkeyPatch, page: Path) -> None:
    """A page from which a record went missing leaves with 1."""
    monkeypatch.setattr(
        command_module, "clean_capture", lambda *given: structs.replace(clean_capture(*given), records=())
    )
    done = CliRunner().invoke(main, ["audit", str(page)])
    assert done.exit_code == 1
    assert "lost: " in done.output
    assert "the ledger does not add up" in done.output


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("clean", "nowhere.html"), 3),
        (("clean", "."), 3),
        (("clean", "-"), 3),
        (("clean", "tours.html", "--media-type", "application/pdf"), 3),
        (("clean", "tours.html", "--max-bytes", "10"), 3),
        (("clean", "tours.html", "--out", "tours.html/x"), 4),
        (("clean", "tours.html", "--format", "xml"), 2),
        (("clean",), 2),
        (("frobnicate",), 2),
    ],
)
def test_exit_codes(command: Command, page: Path, arguments: tuple[str, ...], code: int) -> None:
    """Each kind of trouble has its documented code, and ours one line."""
    assert page.exists()
    done = command(*arguments)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    if code != 2:
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["records.json", "records.jsonl", "drops.jsonl"])
def test_schemas_are_kept_in_docs_and_hold(command: Command, page: Path, name: str) -> None:
    """What `schema` prints is what docs/ shows, is a valid 2020-12 schema, and every output follows it."""
    printed = command("schema", name).stdout
    kept = Path(__file__).parents[2] / "docs" / "schema" / f"{name}.schema.json"
    assert kept.read_bytes() == printed
    schema = json.loads(printed)
    jsonschema.Draft202012Validator.check_schema(schema)
    (page.parent / "raw").mkdir()
    page.rename(page.parent / "raw" / page.name)
    command("run")
    data = (page.parent / "output" / page.name / name).read_bytes()
    for line in data.splitlines() if name.endswith("l") else [data]:
        jsonschema.validate(json.loads(line), schema, cls=jsonschema.Draft202012Validator)
    assert data


def test_the_schema_refuses_what_is_no_record(command: Command) -> None:
    """A missing field, a further one, a negative offset or a malformed id is found."""
    schema = json.loads(command("schema", "records.json").stdout)
    good = json.loads(clean(HTML, media_type="text/html").canonical())
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid(good)
    for change in ({"id": "x"}, {"position": -1}, {"kind": "menu"}, {"extra": 1}):
        bad = {**good, "records": [{**good["records"][0], **change}]}
        assert not validator.is_valid(bad), change
    del good["records"][0]["text"]
    assert not validator.is_valid(good)


def test_version_and_help(command: Command) -> None:
    """Every command says what it does, with examples."""
    assert command("--version").stdout.decode() == f"scrape-clean {scrape_clean.__version__}\n"
    for arguments in ((), ("run",), ("clean",), ("audit",), ("schema",)):
        help_text = command(*arguments, "--help").stdout.decode()
        assert "  scrape-clean " in help_text


def test_dedupe_writes_a_table_of_clusters(command: Command, tmp_path: Path) -> None:
    """To stdout as CSV, or into a file; the count goes to stderr."""
    table = tmp_path / "t.csv"
    table.write_text("text\nOpen daily\nOpen daily.\nClosed\n")
    done = command("dedupe", str(table))
    assert done.stdout.splitlines()[1:] == [
        b"0,0,Open daily.,punctuation",
        b"1,0,Open daily.,exact",
        b"2,1,Closed,exact",
    ]
    assert b"3 texts, 2 clusters" in done.stderr
    assert command("dedupe", str(table), "-o", str(tmp_path / "out.parquet")).stdout == b""
    assert (tmp_path / "out.parquet").stat().st_size


def test_dedupe_tells_what_it_cannot_do(command: Command, tmp_path: Path) -> None:
    """One line and the exit code of whose fault it is; a wrong ending is refused before any work."""
    table = tmp_path / "t.csv"
    table.write_text("body\nOpen daily\n")
    for arguments, code in (([str(table)], 3), ([str(table), "--column", "body", "-o", "x.doc"], 2), (["gone.csv"], 3)):
        done = command("dedupe", *arguments)
        assert done.returncode == code
        assert len(done.stderr.splitlines()) == 1


def test_why(command: Command) -> None:
    """One line on stdout."""
    assert command("why", "Opened in 2022", "Opened in 2023").stdout == b"different year: 2022 / 2023\n"
