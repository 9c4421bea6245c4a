"""Tests of fetching talk to real servers, on loopback and nowhere else."""

from collections.abc import Iterator

import pytest
from pytest_socket import enable_socket, socket_allow_hosts


@pytest.fixture(autouse=True)
def _loopback(_no_network: None) -> Iterator[None]:
    """Open loopback, which is closed for all other tests."""
    enable_socket()
    socket_allow_hosts(["127.0.0.0/8", "::1"], allow_unix_socket=True)
    yield
    enable_socket()
