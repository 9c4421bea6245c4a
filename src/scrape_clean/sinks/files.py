"""Results into files: whole or not at all, and under safe names."""

import contextlib
import hashlib
import os
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

from scrape_clean.errors import OutputError

__all__ = ["folder_name", "source_folder", "write_atomic", "write_streamed", "write_streamed_together"]

_T = TypeVar("_T")
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
        _replace([target], lambda streams: streams[0].write(data))
    return True


def write_streamed(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """As ``write_atomic``, for what is too large to be held in memory: ``write`` puts it into a stream."""
    with _told(path):
        _replace([_target(path)], lambda streams: write(streams[0]))


def write_streamed_together(paths: Sequence[Path], write: Callable[[Sequence[BinaryIO]], _T]) -> _T:
    """As ``write_streamed``, for files that belong together: none is replaced before all are safely stored.

    Returns:
        What ``write`` returns.
    """
    with _told(paths[0].parent):
        return _replace([_target(path) for path in paths], write)


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


def _replace(targets: Sequence[Path], write: Callable[[Sequence[BinaryIO]], _T]) -> _T:
    """Write new files beside the targets and put them in place when all are safely stored."""
    temporaries: list[Path] = []
    try:
        with contextlib.ExitStack() as stack:
            streams = []
            for target in targets:
                _make_folder(target.parent)
                temporaries.append(target.with_name(f"{_temporary_prefix(target)}{secrets.token_hex(8)}.tmp"))
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
                descriptor = os.open(temporaries[-1], flags, _mode(target))
                streams.append(stack.enter_context(os.fdopen(descriptor, "wb")))
            result = write(streams)
            for stream in streams:
                stream.flush()
                os.fsync(stream.fileno())
        for temporary, target in zip(temporaries, targets, strict=True):
            temporary.replace(target)
    except BaseException:  # Ctrl-C too leaves nothing behind
        for temporary in temporaries:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        raise
    for folder in sorted({target.parent for target in targets}):
        _sync_folder(folder)
    return result


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
