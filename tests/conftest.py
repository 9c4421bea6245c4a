"""What all tests share: a switch for the long way round, and no network but where a test is about it."""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings
from pytest_socket import disable_socket, enable_socket, socket_allow_hosts

from scrape_clean.cli import main
from scrape_clean.nightly import workers

# How fast a machine is, or how busy, is no matter of the laws: speed belongs in benchmarks.
settings.register_profile("desk", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("desk")
# Where a change is judged, the laws try the same examples each time; at a developer's desk, new ones.
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


_LONG: Final = frozenset({"test_showing.py", "test_browser.py", "test_workers.py", "test_growth.py"})
"""Files outside of e2e that start processes or count steps."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--every-page``: compare the two HTML readers on every page at hand, not on a few (minutes, as CI does)."""
    parser.addoption("--every-page", action="store_true", help="compare the HTML readers on every page at hand")


def pytest_configure(config: pytest.Config) -> None:
    """Where Python keeps no bytecode, every process would compile all anew: keep it where pytest keeps its own."""
    keeps_some = config.pluginmanager.has_plugin("cacheprovider")
    if keeps_some and sys.dont_write_bytecode and "PYTHONPYCACHEPREFIX" not in os.environ:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(config.cache.mkdir("bytecode"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long, by file, comes first, so that no process is left with it when the others are done."""
    items.sort(key=lambda item: not ("e2e" in item.path.parts or item.path.name in _LONG))


@pytest.fixture(autouse=True)
def _no_network() -> None:
    """A stage that opens a socket is a bug; loopback between processes is not touched by this."""
    disable_socket(allow_unix_socket=True)


@pytest.fixture
def loopback(_no_network: None) -> Iterator[None]:
    """Real servers on loopback, and nothing beyond."""
    enable_socket()
    socket_allow_hosts(["127.0.0.0/8", "::1"], allow_unix_socket=True)
    yield
    enable_socket()


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """``call("init")`` runs a command in an empty folder; its output holds stderr, too."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, list(arguments), prog_name="scrape-clean")


@pytest.fixture(scope="module")
def loaded_workers() -> Iterator[None]:
    """What computes the pages of a night comes from a process that has loaded it, for tests that are not about that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        yield
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["scrape_clean.nightly.workers", "scrape_clean.parse.html"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "_STARTING", context)
        yield
