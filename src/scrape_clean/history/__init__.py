"""Everything that is remembered from night to night, in one SQLite file."""

from scrape_clean.history.database import OutdatedError
from scrape_clean.history.history import Enqueue, History
from scrape_clean.history.runs import When

__all__ = ["Enqueue", "History", "OutdatedError", "When"]
