"""Everything that was received, kept in WARC files for as long as wanted."""

from scrape_clean.archive.files import Archived, Place, Provenance, Written
from scrape_clean.archive.read import read_archived, verify
from scrape_clean.archive.retention import Filed, Retention, delete_archived, expired
from scrape_clean.archive.write import write_exchanges

__all__ = [
    "Archived",
    "Filed",
    "Place",
    "Provenance",
    "Retention",
    "Written",
    "delete_archived",
    "expired",
    "read_archived",
    "verify",
    "write_exchanges",
]
