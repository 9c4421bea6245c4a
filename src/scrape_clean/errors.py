"""What can go wrong, split by whose fault it is.

    ScrapeCleanError
    ├── UsageError      yours: a path, an option; nothing was done
    ├── InputError      the page's: not text, too large, unreadable; other pages go on
    ├── PluginError     a plug-in's: it is not there, cannot be loaded or broke its contract
    └── OutputError     the machine's: a result could not be stored; the earlier one stands

A bug is none of these and is never caught.
"""

from typing import ClassVar

__all__ = ["InputError", "OutputError", "PluginError", "ScrapeCleanError", "UsageError"]


class ScrapeCleanError(Exception):
    """Base of all errors that this package raises on purpose.

    Attributes:
        exit_code: What the command line leaves with when this ends it.
    """

    exit_code: ClassVar[int] = 1


class UsageError(ScrapeCleanError):
    """The command or call cannot be carried out as given."""

    exit_code: ClassVar[int] = 2


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


class OutputError(ScrapeCleanError):
    """A result could not be written."""

    exit_code: ClassVar[int] = 4


class PluginError(ScrapeCleanError):
    """Somebody else's code, used as a plug-in, cannot be used or did what it must not."""

    exit_code: ClassVar[int] = 5
