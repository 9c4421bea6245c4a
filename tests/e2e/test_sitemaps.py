"""Sources that are sitemaps, night by night, with the real command: parts that fail, and nights after them."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pytest_socket import enable_socket

from harbour import page
from loopback import Answer, Page, Site, serving
from scrape_clean.cli import main

SETTINGS = """
[fetch]
contact = "a@b.example"
delay = 0
attempts = 1
allow = ["127.0.0.0/8"]

[[source]]
id = "m"
sitemap = "{url}/sitemap.xml?key=SECRET"
"""
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
HALLS = ("a1", "b1", "b2", "b3", "b4", "b5")


@pytest.fixture
def site() -> Iterator[Site]:
    """Six halls, each with a boat more every night, in two sitemaps of an index; on the second night one fails."""
    enable_socket()
    pages: dict[str, Page] = {f"/{name}": _hall(name) for name in HALLS}
    with serving(Site(pages)) as found:
        parts = {f"/{part}.xml?key=SECRET": [name for name in HALLS if name.startswith(part)] for part in "ab"}
        index = "".join(f"<sitemap><loc>{found.url}{part}</loc></sitemap>" for part in parts)
        pages["/sitemap.xml?key=SECRET"] = _listing(f'<sitemapindex xmlns="{SPACE}">{index}</sitemapindex>')
        for part, names in parts.items():
            urls = "".join(f"<url><loc>{found.url}/{name}</loc></url>" for name in names)
            pages[part] = _listing(f'<urlset xmlns="{SPACE}">{urls}</urlset>', broken_on=2 if "b.xml" in part else 0)
        yield found


def _hall(name: str) -> Page:
    return lambda night: Answer(body=page(f"Hall {name}", [f"It shows {night + 3} boats", "It was mended in 2020"]))


def _listing(body: str, broken_on: int = 0) -> Page:
    good = Answer(body=body.encode(), media_type="application/xml")
    return lambda night: Answer(status=500) if night == broken_on else good


class Night:
    """What a run leaves and says."""

    def __init__(self, folder: Path, site: Site, number: int) -> None:
        """Run it."""
        site.night = number
        done = CliRunner().invoke(
            main, ["run", "--log", "json", "--quiet"] if number == 2 else ["run", "--log", "json"]
        )
        self.exit_code, self.log = done.exit_code, done.stderr
        self.lines: list[dict[str, Any]] = [json.loads(line) for line in done.stderr.splitlines()]
        self.manifest = json.loads((folder / "output" / "runs" / f"{number:06}.json").read_bytes())
        self.report = (folder / "output" / "report.html").read_text("utf-8")
        self.asked = {path for night, path, _ in site.asked if night == number}
        self.doctor = CliRunner().invoke(main, ["doctor"]).output
        self.pages = (folder / "output" / "tables" / "pages.csv").read_text("utf-8")


@pytest.fixture
def night(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Night]:
    """A night's run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scrape-clean.toml").write_text(SETTINGS.format(url=site.url), "utf-8")
    return lambda number: Night(tmp_path, site, number)


def test_pages_of_a_part_that_fails_are_looked_at_and_the_source_has_failed(night: Callable[[int], Night]) -> None:
    """Nothing is quiet about it: log, exit code, report and doctor say which part, and nothing goes unwatched."""
    first = night(1)
    assert (first.exit_code, first.manifest["outcomes"]) == (0, {"new": 6})
    bad = night(2)
    assert bad.asked >= {f"/{name}" for name in HALLS}
    assert (bad.exit_code, bad.manifest["outcomes"]) == (3, {"changed": 6, "failed": 1})
    (told,) = bad.lines
    assert (told["source"], told["outcome"], "page" in told) == ("m", "failed", False)
    part = r"a part of it cannot be read: http://127\.0\.0\.1:\d+/b\.xml\?\.\.\.: answers 500"
    for where in (told["message"], bad.report, bad.doctor.replace("\n", " ")):
        assert re.search(part, where), where
    assert "A quiet night" not in bad.report
    assert "SECRET" not in first.log + bad.log + bad.report + json.dumps(bad.manifest)


def test_a_source_that_has_its_pages_again_is_well_and_not_gone(night: Callable[[int], Night]) -> None:
    """It is told as unchanged once; then there is no trace of it among the pages, as it is none."""
    night(1)
    night(2)
    well = night(3)
    assert (well.exit_code, well.manifest["outcomes"]) == (0, {"changed": 6, "unchanged": 1})
    assert [one["page"] for one in well.manifest["pages"] if one["outcome"] == "unchanged"] == [""]
    assert "m: its pages can be listed again" in [line.get("message") for line in well.lines]
    assert "gone" not in well.log
    assert "no longer listed" not in well.report
    assert "all were well on their last night" in well.doctor
    after = night(4)
    assert after.manifest["outcomes"] == {"changed": 6}
    assert [line for line in after.pages.splitlines() if line.startswith("m,,")] == []
    assert "listed again" not in after.log
    assert "all were well on their last night" in after.doctor


def test_what_is_excluded_is_not_asked_for_while_a_part_cannot_be_read(
    night: Callable[[int], Night], tmp_path: Path
) -> None:
    """The settings are the user's word; pages that no list has tonight are held to it, too."""
    night(1)
    settings = tmp_path / "scrape-clean.toml"
    settings.write_text(settings.read_text("utf-8") + 'exclude = ["*/b2"]\n', "utf-8")
    bad = night(2)
    assert bad.asked & {f"/{name}" for name in HALLS} == {f"/{name}" for name in HALLS if name != "b2"}
    assert bad.manifest["outcomes"] == {"changed": 5, "failed": 1, "gone": 1}
