"""What the tests that start processes share."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]
"""``command("clean", "-", stdin=b"...")`` runs ``scrape-clean`` in an empty folder."""


def end_of(child: int, killed_after: float | None = None) -> int:
    """Wait for a child; its exit code. After some seconds it is killed if it has not ended by itself."""
    if killed_after is not None:
        end = time.monotonic() + killed_after
        while time.monotonic() < end:
            died, status = os.waitpid(child, os.WNOHANG)
            if died:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.005)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run_code(code: str, *arguments: object) -> list[str]:
    """Run a program in a process of its own, for what belongs to a process: its memory, its limits; what it prints."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=1800)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
