"""The time, as something that a test can replace."""

import asyncio
import time
from datetime import UTC, datetime

__all__ = ["Clock"]


class Clock:
    """The machine's time."""

    def now(self) -> datetime:
        """What the calendar says; UTC."""
        return datetime.now(UTC)

    def time(self) -> float:
        """Seconds since some moment; never goes back."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)
