"""A nightly job set up by the real command."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest

from processes import Command
from scrape_clean.settings.schema import settings_schema
from settings_files import GOOD, SECRETS


def test_from_nothing_to_a_job(command: Command, tmp_path: Path) -> None:
    """As a new user does it; in a pipe nothing is asked, and stdout holds data alone."""
    assert command("init").returncode == 0
    added = command("add", "https://example.org/events.html", "--drop", ".advert")
    assert (added.returncode, added.stdout) == (0, b"")
    assert b"`example.org-events` is added" in added.stderr
    well = command("doctor")
    assert (well.returncode, well.stderr) == (0, b"")
    assert all(line[:5] in {b"ok   ", b"warn "} for line in well.stdout.splitlines())
    data = tomllib.loads((tmp_path / "scrape-clean.toml").read_text("utf-8"))
    jsonschema.validate(data, settings_schema())


def test_doctor_names_what_failed_last_night(command: Command, tmp_path: Path) -> None:
    """Not only what has failed for days; and the log for people says where the report is."""
    (tmp_path / "scrape-clean.toml").write_text("")
    assert b"no file matches pages/*.html yet" in command("add", "pages/*.html", "--id", "saved").stderr
    assert command("run", "--log", "text").returncode == 3
    told = command("doctor").stdout.decode()
    assert "warn pages: saved: failed, no good night yet: no file matches" in told
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.html").write_text("<h1>Tours</h1><ul><li>Open in May<li>Closed in June</ul>")
    ran = command("run", "--log", "text")
    assert ran.stderr.decode().splitlines()[-1] == f"report: {Path('output', 'report.html')}"
    assert "ok   pages: all were well on their last night" in command("doctor").stdout.decode()


def test_mistakes_are_told_by_line_and_secrets_by_nobody(command: Command, tmp_path: Path) -> None:
    """With the settings' exit code, or doctor's."""
    text = GOOD.replace("delay = 2", "dealy = 2").replace('{ env = "COOKIE" }', f'"{SECRETS[5]}"')
    (tmp_path / "scrape-clean.toml").write_text(text, "utf-8")
    for arguments, code in ((("doctor",), 1), (("add", "https://example.org"), 2)):
        done = command(*arguments)
        said = (done.stdout + done.stderr).decode()
        assert done.returncode == code
        assert "scrape-clean.toml:7: fetch.dealy: unknown key; did you mean `delay`?" in said
        assert "source.cookie: is written out here" in said
        assert "Traceback" not in said
        assert SECRETS[5] not in said


def test_two_adds_at_once_leave_a_whole_file(tmp_path: Path) -> None:
    """Each writes the file whole; at worst one of them has to be made again."""
    (tmp_path / "scrape-clean.toml").write_text("")
    lines = [[sys.executable, "-m", "scrape_clean", "add", f"https://example.org/{name}"] for name in "ab"]
    running = [subprocess.Popen(line, cwd=tmp_path, stderr=subprocess.DEVNULL) for line in lines]
    codes = [one.wait(timeout=60) for one in running]
    assert 0 in codes
    data = tomllib.loads((tmp_path / "scrape-clean.toml").read_text("utf-8"))
    assert 1 <= len(data["source"]) <= 2


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_to(command: Command, tmp_path: Path) -> None:
    """A word about it, and no half file."""
    (tmp_path / "there").mkdir(mode=0o500)
    assert command("init", "there").returncode == 4
    assert not list((tmp_path / "there").iterdir())
