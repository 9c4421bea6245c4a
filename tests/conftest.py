"""What all tests share: a switch for the long way round, and no network but where a test is about it."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from pytest_socket import disable_socket, enable_socket, socket_allow_hosts

# How fast a machine is, or how busy, is no matter of the laws: speed belongs in benchmarks.
settings.register_profile("desk", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("desk")
# Where a change is judged, the laws try the same examples each time; at a developer's desk, new ones.
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--every-page``: compare the two HTML readers on every page at hand, not on a few (minutes, as CI does)."""
    parser.addoption("--every-page", action="store_true", help="compare the HTML readers on every page at hand")


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
