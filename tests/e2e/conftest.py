"""The real command, as a user starts it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from forks import Forks
from processes import Command


@pytest.fixture(scope="module", autouse=True)
def _quick_nights(loaded_workers: None) -> None:
    """Nights in the process of a test start no interpreter for the pages' sake; those of the command do."""


@pytest.fixture
def interpreter(tmp_path: Path) -> Command:
    """Run ``scrape-clean`` in an empty folder; stdout and stderr are pipes, as in cron, or descriptors to be closed."""

    def call(
        *arguments: str, stdin: bytes = b"", out: int = subprocess.PIPE, err: int = subprocess.PIPE
    ) -> "subprocess.CompletedProcess[bytes]":
        line = [sys.executable, "-m", "scrape_clean", *arguments]
        done = subprocess.run(line, cwd=tmp_path, input=stdin, stdout=out, stderr=err, check=False, timeout=120)
        for stream in (out, err):
            if stream != subprocess.PIPE:
                os.close(stream)
        return subprocess.CompletedProcess(arguments, done.returncode, done.stdout or b"", done.stderr or b"")

    return call


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks | None]:
    """What has loaded the command, where there are forks."""
    if not hasattr(os, "fork"):
        yield None
        return
    one = Forks()
    yield one
    one.close()


@pytest.fixture
def command(tmp_path: Path, forks: Forks | None, interpreter: Command) -> Command:
    """As ``interpreter``, without the time that it takes to load the command."""
    return partial(forks.call, tmp_path) if forks else interpreter
