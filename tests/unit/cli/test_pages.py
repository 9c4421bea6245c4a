"""How a command names pages, and says that a name is none."""

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner

from scrape_clean.cli import main


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in an empty folder."""
    monkeypatch.chdir(tmp_path)


def said(*arguments: str) -> tuple[int, str]:
    """Exit code of a command and its one line."""
    done = CliRunner().invoke(main, arguments)
    return done.exit_code, done.output.removeprefix("scrape-clean: ").rstrip("\n")


@pytest.mark.parametrize(
    ("name", "code", "line"),
    [
        ("", 2, "the name of the page is empty"),
        ("ftp://a.example/b", 2, "ftp://a.example/b: only http:// and https:// can be fetched"),
        ("file:///x.html", 2, "file:///x.html: only http:// and https:// can be fetched"),
        ("example.org", 3, "example.org: cannot be read: no such file or directory; did you mean https://example.org?"),
        ("a.html", 3, "a.html: cannot be read: no such file or directory"),
        ("x" * 300, 3, f"{'x' * 300}: cannot be read: file name too long"),
    ],
)
def test_a_name_that_is_none_says_what_was_meant(name: str, code: int, line: str) -> None:
    """In one line."""
    assert said("clean", name) == (code, line)


@pytest.mark.parametrize("network", ["10.0.0.0/33", "10.1.0.0/8", "a b"])
def test_an_allowed_network_that_is_none_is_told(network: str) -> None:
    """As the settings do; before, it was passed over, and the page refused."""
    code, line = said("clean", "http://10.0.0.1/", "--allow", network)
    assert code == 2
    assert line.startswith(f"--allow {network}: ")


@pytest.mark.parametrize("command", [("audit",), ("clean",), ("diff", "a.md")])
def test_a_page_is_named_as_it_was_given(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Packed as it is."""
    (tmp_path / "a.md").write_text("# Boats\n\n- Three\n")
    (tmp_path / "bad.tar.gz").write_bytes(gzip.compress(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"))
    assert said(*command, "bad.tar.gz")[1].startswith("bad.tar.gz: ")


@pytest.mark.parametrize("command", [("run", "--settings"), ("doctor", "--settings"), ("init",)])
def test_a_path_that_cannot_be_looked_at_is_one_line(command: tuple[str, ...]) -> None:
    """Some systems' words for it end in a traceback where a path is only asked for."""
    code, line = said(*command, "x" * 300)
    assert code in {1, 2, 4}
    assert "ile name too long" in line
