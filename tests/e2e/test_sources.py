"""Pages looked at by hand as the nightly job reads them: `add --check`, `clean --source`, `audit --source`."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pytest_socket import enable_socket

from harbour import page
from loopback import Answer, Page, Site, serving
from scrape_clean.cli import main

Call = Callable[..., Result]
HEAD = '[fetch]\ncontact = "a@b.example"\ndelay = 0\nallow = ["127.0.0.0/8"]\n'
HALL = page("Hall", ["Hall 1 shows 4 boats", "It was mended in 2020"], extra="<div class=ad><p>Buy 3 ropes</p></div>")


@pytest.fixture
def site() -> Iterator[Site]:
    """A hall, and a sitemap that leads to it by way of another one."""
    enable_socket()
    pages: dict[str, Page] = {"/hall": lambda _: Answer(body=HALL)}
    with serving(Site(pages)) as found:
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        index = f'<sitemapindex xmlns="{space}"><sitemap><loc>{found.url}/inner.xml</loc></sitemap></sitemapindex>'
        listed = "".join(f"<url><loc>{found.url}/{name}</loc></url>" for name in ("hall", "missing"))
        inner = f'<urlset xmlns="{space}">{listed}</urlset>'
        for name, body in (("sitemap", index), ("inner", inner)):
            answer = Answer(body=body.encode(), media_type="application/xml")
            pages[f"/{name}.xml"] = lambda _, answer=answer: answer  # type: ignore[misc]
        yield found


def test_add_checks_lists_of_pages_by_their_first(site: Site, call: Call, tmp_path: Path) -> None:
    """How many there are, and what is found on one of them; what lists none is not added."""
    (tmp_path / "scrape-clean.toml").write_text(HEAD)
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "b.html").write_bytes(HALL)
    (tmp_path / "saved" / "a.md").write_text("# Notes\n\n- Open from nine\n")
    listed = call("add", f"{site.url}/sitemap.xml", "--sitemap", "--id", "halls", "--check")
    assert (listed.exit_code, "2 pages listed" in listed.output) == (0, True), listed.output
    assert f"{site.url}/hall: Hall" in listed.output
    files = call("add", "saved/*", "--id", "saved", "--check")
    assert (files.exit_code, "2 pages listed" in files.output) == (0, True), files.output
    assert "the first: Open from nine" in files.output
    assert call("run", "--source", "halls", "--quiet").exit_code == 3  # one of the two is not there
    archives = call("add", "raw/halls/*/*.warc.gz", "--id", "old", "--check")
    assert (archives.exit_code, "1 page in " in archives.output) == (0, True), archives.output
    assert "and 1 more files" in archives.output
    before = (tmp_path / "scrape-clean.toml").read_text()
    none = call("add", "nothing/*.html", "--check")
    assert (none.exit_code, (tmp_path / "scrape-clean.toml").read_text()) == (3, before)


def test_a_page_is_read_as_its_source_is(site: Site, call: Call, tmp_path: Path) -> None:
    """By its address, by no name at all, or from a file; the records are those of the run. Without it, it is told."""
    source = f'[[source]]\nid = "hall"\nurl = "{site.url}/hall"\ndrop = [".ad"]\n'
    (tmp_path / "scrape-clean.toml").write_text(HEAD + source)
    (tmp_path / "hall.html").write_bytes(HALL)
    assert call("run", "--quiet").exit_code == 0
    stored = (tmp_path / "output" / "hall" / "records.json").read_bytes()
    for named in ((f"{site.url}/hall",), ()):
        done = CliRunner().invoke(main, ["clean", *named, "--source", "hall"])
        assert (done.exit_code, done.stdout_bytes) == (0, stored), done.output
    saved = json.loads(CliRunner().invoke(main, ["clean", "hall.html", "--source", "hall"]).stdout)
    assert [record["text"] for record in saved["records"]] == [one["text"] for one in json.loads(stored)["records"]]
    audited = call("audit", "--source", "hall", "--verbose")
    assert (audited.exit_code, "Buy 3 ropes" in audited.output) == (0, True)
    plain = call("clean", f"{site.url}/hall", "--allow", "127.0.0.0/8")
    assert "reads this page as source 'hall': to do the same, --source hall" in plain.output
    assert "Buy 3 ropes" in plain.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--source", "none"), "no source 'none' in scrape-clean.toml; there are: files"),
        (("--source", "files"), "source 'files' is no single page"),
        (("--source", "files", "--keep", "p"), "--keep is not for a page of --source"),
        ((), "Missing argument"),
    ],
)
def test_what_is_meant_must_be_clear(call: Call, tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    """Exit code 2, in one line."""
    (tmp_path / "scrape-clean.toml").write_text('[[source]]\nid = "files"\nfiles = "*.html"\n')
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_bytes(HALL)
    done = call("clean", *arguments)
    assert done.exit_code == 2
    assert told in done.output
