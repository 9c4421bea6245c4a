"""Whether a nightly job can run here, and what to do where it cannot."""

from collections.abc import Iterator, Sequence

from scrape_clean.doctor.configuration import check_settings
from scrape_clean.doctor.database import check_archive, check_database
from scrape_clean.doctor.findings import Check, Finding, Level
from scrape_clean.doctor.folders import check_disk, check_folders, check_lock
from scrape_clean.doctor.machine import check_browser, check_clock, check_extras, check_programs
from scrape_clean.doctor.network import check_network
from scrape_clean.doctor.remembered import check_kept, check_outbox, check_pages
from scrape_clean.settings import Settings

__all__ = ["CHECKS", "Check", "Finding", "Level", "check_archive", "check_network", "examine"]

CHECKS: tuple[Check, ...] = (
    check_settings,
    check_programs,
    check_extras,
    check_browser,
    check_clock,
    check_folders,
    check_disk,
    check_lock,
    check_database,
    check_pages,
    check_outbox,
    check_kept,
)
"""What is looked at without asking anybody outside; a further check is one more function here."""


def examine(settings: Settings, checks: Sequence[Check] = CHECKS) -> Iterator[Finding]:
    """What every check finds, in their order."""
    for check in checks:
        yield from check(settings)
