"""A writer that is killed at any moment (row 19 of the hostile inputs)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_killed_writers_leave_what_one_would_have_left_that_never_was(tmp_path: Path) -> None:
    """Dozens of kills: no half night, nothing lost, nothing twice, and the file is sound throughout."""
    program = [sys.executable, str(TESTS / "killed_writer.py"), str(tmp_path)]
    done = subprocess.run(program, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("killed ")
