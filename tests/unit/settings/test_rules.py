"""Other rules have another fingerprint: the user's, and the package's own."""

import shutil
from pathlib import Path

import pytest

from scrape_clean.pipeline import Options
from scrape_clean.secret import Secret
from scrape_clean.settings import rules
from scrape_clean.settings.rules import fingerprint, own_rules


def digest_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The package's own rules, were it there."""
    monkeypatch.setattr(rules, "_PACKAGE", folder)
    own_rules.cache_clear()
    try:
        return own_rules()
    finally:
        own_rules.cache_clear()


def test_a_change_of_what_cleans_pages_is_another_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its version says: a clone is brought up to date under one. Where it lies, and its caches, are none."""
    package = tmp_path / "package"
    shutil.copytree(rules._PACKAGE, package)  # noqa: SLF001  the folder that it looks at
    before = own_rules()
    assert digest_of(package, monkeypatch) == before
    (package / "parse" / "__pycache__").mkdir(exist_ok=True)
    (package / "parse" / "__pycache__" / "sniff.cpython-399.pyc").write_bytes(b"x")
    (package / "cli" / "run.py").write_text("# commands make no records\n", "utf-8")
    assert digest_of(package, monkeypatch) == before
    network = package / "label" / "network.npz"
    network.write_bytes(network.read_bytes() + b"x")
    after = digest_of(package, monkeypatch)
    assert after != before
    assert len({fingerprint(Options(), (), None, [name]) for name in (before, after)}) == 2


def test_what_is_asked_of_a_server_is_a_rule_but_no_secret_is_in_it() -> None:
    """By another language, or with a log-in, it may be another page; a token that is renewed makes none."""

    def of(*headers: tuple[str, str]) -> str:
        return fingerprint(Options(), (), None, (), [(name, Secret(value)) for name, value in headers])

    assert len({of(), of(("Accept-Language", "de")), of(("accept-language", "fr")), of(("Cookie", "a=1"))}) == 4
    assert of(("Cookie", "a=1")) == of(("Cookie", "a=2"))
    assert of(("Accept", "x"), ("Cookie", "y")) == of(("cookie", "y"), ("accept", "x"))
