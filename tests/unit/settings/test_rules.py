"""Other rules have another fingerprint: the user's, and the package's own."""

import shutil
from pathlib import Path

import pytest

from scrape_clean.pipeline import Options
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
