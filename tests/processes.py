"""What the tests that start processes share."""

import os
import subprocess
import sys
from collections.abc import Callable

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]
"""``command("clean", "-", stdin=b"...")`` runs ``scrape-clean`` in an empty folder."""


def run_code(code: str, *arguments: object) -> list[str]:
    """Run a program in a process of its own, for what belongs to a process: its memory, its limits; what it prints."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.splitlines()
