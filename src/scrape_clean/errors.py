"""What can go wrong, split by whose fault it is.

    ScrapeCleanError
    ├── UsageError      yours: a path, an option; nothing was done
    │   └── SettingsError   what scrape-clean.toml says; every mistake at once
    ├── InputError      the page's: not text, too large, unreadable; other pages go on
    │   └── SourceError     the world's: it cannot be fetched; tried again if that can help
    ├── OutputError     the machine's: a result could not be stored; the earlier one stands
    │   └── HistoryError    history.db is damaged, of a newer version, or locked
    ├── PluginError     a plug-in's: it is not there, cannot be loaded or broke its contract
    ├── DeliveryError   a receiver's: it did not take a message; it stays in the outbox
    └── BusyError       nobody's: another run is at work

A bug is none of these and is never caught.
"""

from collections.abc import Sequence
from typing import ClassVar

__all__ = [
    "BusyError",
    "DeliveryError",
    "HistoryError",
    "InputError",
    "OutputError",
    "PluginError",
    "ScrapeCleanError",
    "SettingsError",
    "SourceError",
    "UsageError",
]


class ScrapeCleanError(Exception):
    """Base of all errors that this package raises on purpose.

    Attributes:
        exit_code: What the command line leaves with when this ends it.
    """

    exit_code: ClassVar[int] = 1


class UsageError(ScrapeCleanError):
    """The command or call cannot be carried out as given."""

    exit_code: ClassVar[int] = 2


class SettingsError(UsageError):
    """The settings cannot be used.

    Attributes:
        mistakes: Each in one line: file, line, what is wrong, what was meant.
    """

    def __init__(self, mistakes: Sequence[str]) -> None:
        """Keep every mistake; one string is one, and is what pickle and copy give."""
        self.mistakes = (mistakes,) if isinstance(mistakes, str) else tuple(mistakes)
        super().__init__("\n".join(self.mistakes))


class InputError(ScrapeCleanError):
    """A page cannot be cleaned.

    Attributes:
        source: The page's name: a path, a url or ``-``; empty when it has none.
        reason: What is wrong and what to do, in one line.
    """

    exit_code: ClassVar[int] = 3

    def __init__(self, reason: str, source: str = "") -> None:
        """Keep the evidence beside the message."""
        super().__init__(f"{source}: {reason}" if source else reason)
        self.reason = reason
        self.source = source


class SourceError(InputError):
    """A page cannot be fetched.

    Attributes:
        retryable: Whether trying again may help: a time-out may pass, a refused address will not.
        retry_after: Seconds to wait that the server asked for; None if it did not.
    """

    def __init__(
        self, reason: str, source: str = "", *, retryable: bool = False, retry_after: float | None = None
    ) -> None:
        """Keep what decides on another try."""
        super().__init__(reason, source)
        self.retryable = retryable
        self.retry_after = retry_after


class OutputError(ScrapeCleanError):
    """A result could not be written."""

    exit_code: ClassVar[int] = 4


class HistoryError(OutputError):
    """The history cannot be used: it is damaged, was written by a newer version, or is locked."""

    exit_code: ClassVar[int] = 7


class DeliveryError(ScrapeCleanError):
    """A receiver did not take a message.

    Attributes:
        retryable: Whether trying again may help.
        retry_after: Seconds to wait that the receiver asked for; None if it did not.
    """

    exit_code: ClassVar[int] = 8

    def __init__(self, reason: str, *, retryable: bool = True, retry_after: float | None = None) -> None:
        """Keep what decides on another try."""
        super().__init__(reason)
        self.retryable = retryable
        self.retry_after = retry_after


class BusyError(ScrapeCleanError):
    """Another run is at work on the same output."""

    exit_code: ClassVar[int] = 6


class PluginError(ScrapeCleanError):
    """Somebody else's code, used as a plug-in, cannot be used or did what it must not."""

    exit_code: ClassVar[int] = 5
