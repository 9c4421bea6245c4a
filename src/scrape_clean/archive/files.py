"""The vocabulary of the archive."""

from msgspec import Struct

__all__ = ["Archived"]


class Archived(Struct, frozen=True, kw_only=True):
    """One WARC file as it was written, so that a cut or garbled one is noticed."""

    path: str
    """Relative to the archive's folder, with ``/``."""
    records: int
    """WARC records in it."""
    bytes: int
    digest: str
    """``sha256:`` and hex digits, of the whole file."""
