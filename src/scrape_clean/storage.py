"""Files written whole or not at all: at any moment, even after a crash, one holds all of the old or all of the new."""

import contextlib
import errno
import functools
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from scrape_clean.errors import OutputError

__all__ = ["is_there", "remove", "stands", "sync_folder", "write_atomic", "write_streamed", "write_together"]

_DIGITS: Final = 16  # hex digits of a hash: 64 bits


def is_there(path: Path) -> bool:
    """Whether something is seen at a path; to choose by, and for what is to be written.

    False where the system does not let us look (a folder that may not be searched, a name that is too long): writing
    tells why. For what is to be read, `stands`.
    """
    return os.path.exists(path)  # noqa: PTH110  Path's own raises errors before Python 3.14


def stands(path: Path) -> bool:
    """Whether something is at a path, or may be; for what is to be read.

    True where the system does not let us look: reading tells why. For what is to be written, `is_there`.
    """
    try:
        return path.exists()
    except OSError:
        return True


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
        sync_folder(target.parent)
    return True


def write_together(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """As ``write_atomic`` for the files of one folder, one after the other; the folder is brought to the disk once.

    Returns:
        The names of those that changed, in the order given.

    Raises:
        OutputError: One cannot be written: those before it are, and what was there of it and of the others still is.
    """
    changed: list[str] = []
    renamed_in: set[Path] = set()
    try:
        for name, data in files.items():
            with _told(folder / name):
                target = _target(folder / name)
                if not _holds(target, data):
                    _replace(target, functools.partial(_put, data))
                    renamed_in.add(target.parent)  # which is another folder if the name is a link
                    changed.append(name)
    finally:
        with _told(folder):
            for parent in renamed_in:
                sync_folder(parent)
    return tuple(changed)


def write_streamed(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """As ``write_atomic``, for what is too large to be held in memory: ``write`` puts it into a stream."""
    with _told(path):
        target = _target(path)
        _replace(target, write)
        sync_folder(target.parent)


def remove(path: Path) -> None:
    """Delete a file, for good even after a crash; one that is not there is no error.

    Raises:
        OutputError: It cannot be deleted.
    """
    with _told(path, "deleted"):
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)


@contextlib.contextmanager
def _told(path: Path, what: str = "written") -> Iterator[None]:
    """Errors as one line that names the path."""
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise OutputError(f"{path}: cannot be {what}: {reason[:1].lower()}{reason[1:]}") from None


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
    try:
        folder.mkdir(exist_ok=True)
    except FileExistsError:  # a file, or a link that leads nowhere or in a circle
        raise NotADirectoryError(errno.ENOTDIR, f"{folder} is no folder; move it away") from None
    sync_folder(folder.parent)


def _put(data: bytes, stream: BinaryIO) -> None:
    stream.write(data)


def _replace(target: Path, write: Callable[[BinaryIO], object]) -> None:
    """Give a file other content; that its name lasts is left to whoever syncs its folder."""
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


def _mode(target: Path) -> int:
    """Permissions for the new file: the old one's, else what the umask leaves of the usual."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        return 0o666


def sync_folder(folder: Path) -> None:
    """Make a rename last. Windows has no such thing for folders, nor have some network file systems."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
