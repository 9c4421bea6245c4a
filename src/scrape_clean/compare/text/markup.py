"""What elements a record stands in, as far as they are those of others like it."""

from scrape_clean.model import Record

__all__ = ["markup_of"]


def markup_of(record: Record) -> tuple[str, int, str]:
    """Its kind, its depth, and its elements without their numbers."""
    path = record.occurrences[0].path if record.occurrences else None
    return record.kind, record.depth, "".join(char for char in path or "" if not char.isdigit())
