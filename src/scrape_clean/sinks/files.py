"""Results into files: whole or not at all, and under safe names."""

import contextlib
import hashlib
import os
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from scrape_clean.errors import OutputError

__all__ = ["folder_name", "source_folder", "write_atomic", "write_streamed"]

_LONGEST: Final = 120  # bytes in UTF-8; file systems take 255, and other suffixes want room
_DIGITS: Final = 16  # hex digits of a hash: 64 bits
_UNSAFE: Final = re.compile(
    r'[\x00-\x1f<>:"/\\|?*\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+'
)
_RESERVED: Final = re.compile(  # devices (https://learn.microsoft.com/windows/win32/fileio/naming-a-file), ours, hashed
    rf"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:[ .].*)?|history\.db.*|.*~[0-9a-f]{{{_DIGITS}}}",
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
    """Where a source's files lie: always directly in the output folder."""
    return output / folder_name(source)


def write_atomic(path: Path, data: bytes) -> bool:
    """Put bytes into a file so that at any moment it holds all of the old or all of the new ones, even after a crash.

    Missing folders are made. A link stays and what it points to is replaced.

    Returns:
        Whether the file changed: False when it held exactly these bytes already, and then it is not touched.

    Raises:
        OutputError: It cannot be written; what was there before still is.
    """
    with _told(path):
        target = _target(path)
        if _holds(target, data):
            return False
        _replace(target, lambda stream: stream.write(data))
    return True


def write_streamed(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """As ``write_atomic``, for what is too large to be held in memory: ``write`` puts it into a stream."""
    with _told(path):
        _replace(_target(path), write)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Errors as one line that names the path."""
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise OutputError(f"{path}: cannot be written: {reason[:1].lower()}{reason[1:]}") from None


def _target(path: Path) -> Path:
    """The file that a path leads to, with nothing left of a killed run."""
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        kind = "a folder" if target.is_dir() else "no regular file"
        raise OutputError(f"{path}: cannot be written: it is {kind}")
    _sweep(target)
    return target


def _temporary_prefix(target: Path) -> str:
    return f".scrape-clean-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:_DIGITS]}-"


def _sweep(target: Path) -> None:
    """Remove what a killed run left of this file. A run that is still at it fails with an error and tears nothing."""
    with contextlib.suppress(OSError):
        for left in target.parent.glob(f"{_temporary_prefix(target)}*.tmp"):
            left.unlink()


def _holds(target: Path, data: bytes) -> bool:
    try:
        return target.stat().st_size == len(data) and target.read_bytes() == data
    except OSError:
        return False  # missing, or unreadable and about to be replaced


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each one safely stored in the one above."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _replace(target: Path, write: Callable[[BinaryIO], object]) -> None:
    _make_folder(target.parent)
    temporary = target.with_name(f"{_temporary_prefix(target)}{secrets.token_hex(8)}.tmp")
    try:
        descriptor = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _mode(target)
        )
        with os.fdopen(descriptor, "wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except BaseException:  # Ctrl-C too leaves nothing behind
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _mode(target: Path) -> int:
    """Permissions for the new file: the old one's, else what the umask leaves of the usual."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        return 0o666


def _sync_folder(folder: Path) -> None:
    """Make a rename last. Windows has no such thing for folders, nor have some network file systems."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
