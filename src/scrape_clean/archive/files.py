"""The vocabulary of the archive."""

from pathlib import Path, PurePosixPath

from msgspec import Struct

__all__ = ["Archived", "Place", "Provenance", "Written", "archive_path"]


class Archived(Struct, frozen=True, kw_only=True):
    """One WARC file as it was written, so that a cut or garbled one is noticed."""

    path: str
    """Relative to the archive's folder, with ``/``."""
    records: int
    """WARC records in it."""
    bytes: int
    digest: str
    """``sha256:`` and hex digits, of the whole file."""


class Place(Struct, frozen=True):
    """Where the body of a capture lies."""

    archived: Archived
    record: str
    """WARC-Record-ID of the record that holds it, without angle brackets."""


class Provenance(Struct, frozen=True, kw_only=True):
    """What a file of the archive says of its making."""

    software: str
    """Name and version."""
    run: int
    source: str
    page: str = ""
    """Which of the source's pages; empty for the one page of a source that has one."""


class Written(Struct, frozen=True, kw_only=True):
    """What came of archiving a visit."""

    archived: Archived
    record: str | None
    """WARC-Record-ID of the record that holds the body; None if the file only says that the page has not changed."""


def archive_path(folder: Path, path: str) -> Path:
    """A file of the archive.

    Raises:
        ValueError: The path leads out of the folder.
    """
    parts = PurePosixPath(path).parts
    if not parts or parts[0] == "/" or ".." in parts:
        raise ValueError(f"{path!r} does not lie in the archive")
    return folder.joinpath(*parts)
