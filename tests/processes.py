"""What the tests that start processes share."""

import subprocess
from collections.abc import Callable

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]
"""``command("clean", "-", stdin=b"...")`` runs ``scrape-clean`` in an empty folder."""
