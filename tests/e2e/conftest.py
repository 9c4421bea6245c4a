"""The real command, as a user starts it."""

import subprocess
import sys
from pathlib import Path

import pytest

from processes import Command


@pytest.fixture(scope="module", autouse=True)
def _quick_nights(loaded_workers: None) -> None:
    """Nights in the process of a test start no interpreter for the pages' sake; those of the command do."""


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Run ``scrape-clean`` in an empty folder; stdout and stderr are pipes, as in cron."""

    def call(*arguments: str, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        line = [sys.executable, "-m", "scrape_clean", *arguments]
        return subprocess.run(line, cwd=tmp_path, input=stdin, capture_output=True, check=False, timeout=120)

    return call
