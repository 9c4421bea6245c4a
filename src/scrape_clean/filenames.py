"""Names of what is written: our own files, and folders of sources and pages, which every file system takes."""

import hashlib
import os
import re
import unicodedata
from pathlib import Path
from typing import Final

__all__ = [
    "ATOM",
    "CHANGES",
    "DROPS",
    "HISTORY",
    "JSON",
    "MANIFESTS",
    "OWN",
    "RECORDS",
    "RECORD_LINES",
    "REPORT",
    "SETTINGS",
    "TABLES",
    "folder_name",
    "source_folder",
]

SETTINGS: Final = "scrape-clean.toml"
HISTORY: Final = "history.db"
REPORT: Final = "report.html"
ATOM: Final = "feed.atom"
JSON: Final = "feed.json"
TABLES: Final = "tables"
MANIFESTS: Final = "runs"
RECORDS: Final = "records.json"
RECORD_LINES: Final = "records.jsonl"
CHANGES: Final = "changes.json"
DROPS: Final = "drops.jsonl"
OWN: Final = frozenset({HISTORY, REPORT, ATOM, JSON, TABLES, MANIFESTS, RECORDS, RECORD_LINES, CHANGES, DROPS})
"""What stands in the output folder or in a source's beside the folders that others name. Those that begin with a dot,
as locks do, need no place here: no such folder does."""

_LONGEST: Final = 120  # bytes in UTF-8; file systems take 255, and other suffixes want room
_DIGITS: Final = 16  # hex digits of a hash: 64 bits
_UNSAFE: Final = re.compile(
    r'[\x00-\x1f<>:"/\\|?*\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+'
)
_RESERVED: Final = re.compile(  # devices (https://learn.microsoft.com/windows/win32/fileio/naming-a-file), ours, hashed
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:[ .].*)?"
    rf"|{'|'.join(map(re.escape, sorted(OWN)))}|{re.escape(HISTORY)}-.*|.*~[0-9a-f]{{{_DIGITS}}}",
    re.IGNORECASE | re.DOTALL,
)


def folder_name(source: str) -> str:
    """A name for a source's folder that every file system takes and that no other source gets.

    A plain name without capitals stays as it is ("campus.html"). Any other is made safe and gets a hash of the whole:
    with capitals too, since "A" and "a" are one folder on some systems.
    """
    safe = _UNSAFE.sub("_", unicodedata.normalize("NFC", source)).strip(" .").lstrip("-~")  # no option, no home
    if safe == source == source.casefold() and not _RESERVED.fullmatch(source) and 0 < len(source.encode()) <= _LONGEST:
        return source
    digest = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    short = safe.encode()[:_LONGEST].decode("utf-8", "ignore")
    return f"{'_' if _RESERVED.fullmatch(short) else ''}{short}~{digest}"


def source_folder(output: Path, source: str) -> Path:
    """Where a source's files lie: always directly in the output folder.

    Its name is UTF-8 on the disk, whatever encoding the system has for names of files.
    """
    return output / os.fsdecode(folder_name(source).encode("utf-8", "surrogateescape"))
