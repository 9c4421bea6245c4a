"""Captures from files and from standard input: bytes exactly as they lie there, but for gzip around them."""

import gzip
import io
import os
import re
import stat
import zlib
from pathlib import Path
from typing import BinaryIO, Final

from scrape_clean.errors import InputError
from scrape_clean.model import Capture

__all__ = [
    "DEFAULT_MAX_BYTES",
    "is_warc",
    "list_captures",
    "open_regular",
    "read_capture",
    "read_stdin",
    "unpacked_name",
]

DEFAULT_MAX_BYTES: Final = 64 * 1024 * 1024
"""The largest page read, unpacked; ``--max-bytes`` sets another limit."""

_CHUNK: Final = 1024 * 1024
# A fifo opened so does not wait for a writer; a terminal does not become ours.
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_WARC: Final = re.compile(r".+\.warc(?:\.wet)?(?:\.gz|\.zst)?", re.IGNORECASE | re.DOTALL)
_NO_PAGES: Final = tuple(  # of archives of the web, by their names: they would be read as text
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), what)
    for pattern, what in (
        (
            r".+\.warc\.wat(?:\.gz|\.zst)?",
            "is a WAT file: metadata of a crawl, no pages; take its .warc.gz or .warc.wet.gz",
        ),
        (r".+\.cdxj?(?:\.gz)?", "is an index of a web archive, no page; take the .warc.gz files that it lists"),
        (
            r".+\.arc(?:\.gz)?",
            "is an ARC file, as web archives were before WARC; convert it first (for example with warcio recompress)",
        ),
    )
)


def is_warc(path: Path) -> bool:
    """Whether a file is a WARC file by its name: ``.warc`` or ``.warc.wet``, also with ``.gz`` or ``.zst``."""
    return _WARC.fullmatch(path.name) is not None


def list_captures(folder: Path) -> tuple[Path, ...]:
    """All entries of a folder but the hidden ones, sorted by name.

    Nothing is left out for its ending or kind: what is no page (a picture, a folder) is refused when it is read, and so
    reported and not overlooked.

    Raises:
        InputError: The folder cannot be listed.
    """
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208 - names suffice
    except OSError as error:
        raise InputError(_reason(error), str(folder)) from None
    return tuple(folder / name for name in names)


def read_capture(path: Path, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Capture:
    """Read one file; ``.gz`` is unpacked and taken off the name.

    Args:
        path: A regular file, or a link to one.
        max_bytes: The largest body, in bytes, after unpacking.

    Raises:
        InputError: It is missing, no regular file, unreadable, too large, no sound gzip, or by its name something
            of a web archive that holds no pages or cannot be read. The source is the path.
    """
    source = _printable(str(path))
    for name, what in _NO_PAGES:
        if name.fullmatch(path.name) is not None:
            raise InputError(what, source)
    try:
        with open_regular(path) as stream:
            if os.fstat(stream.fileno()).st_size > max_bytes:  # gzip is never much longer than what is in it
                raise _too_large(max_bytes, source)
            if path.suffix.lower() != ".gz":
                body = _read(stream, max_bytes, source)
            else:
                with gzip.GzipFile(fileobj=stream) as unpacked:
                    body = _read(unpacked, max_bytes, source)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise InputError(f"is no complete gzip file ({_first_line(error)}); fetch it again", source) from None
    except OSError as error:
        raise InputError(_reason(error), source) from None
    return Capture(body=body, source=_printable(unpacked_name(path)))


def unpacked_name(path: Path) -> str:
    """The name of a file without the ending that says how it is packed: ``.gz``, of a WARC file ``.zst``, too."""
    packed = (".gz", ".zst") if is_warc(path) else (".gz",)
    return path.stem if path.suffix.lower() in packed else path.name


def read_stdin(stream: BinaryIO, max_bytes: int = DEFAULT_MAX_BYTES) -> Capture:
    """Read a page from an open binary stream, to its end; its source is ``-``.

    Raises:
        InputError: It is longer than ``max_bytes``, or fails.
    """
    try:
        return Capture(body=_read(stream, max_bytes, "-"), source="-")
    except OSError as error:
        raise InputError(_reason(error), "-") from None


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file, or a link to one, and nothing else.

    Raises:
        InputError: It is missing, unreadable or something else. The source is the path.
    """
    source = _printable(str(path))
    try:
        # Checked before, since opening alone may act, and after, against races.
        _refuse_irregular(os.stat(path).st_mode, source)  # noqa: PTH116 - a path with a NUL is an error here, not False
        stream = os.fdopen(os.open(path, _FLAGS), "rb")
        try:
            _refuse_irregular(os.fstat(stream.fileno()).st_mode, source)
        except InputError:
            stream.close()
            raise
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise InputError(_reason(error), source) from None
    return stream


def _refuse_irregular(mode: int, source: str) -> None:
    if stat.S_ISDIR(mode):
        raise InputError("is a folder, not a page", source)
    if not stat.S_ISREG(mode):
        raise InputError("is no regular file (a pipe, socket or device)", source)


def _read(stream: BinaryIO | gzip.GzipFile, max_bytes: int, source: str) -> bytes:
    """All bytes, but no more than a chunk over the limit is ever held."""
    held = io.BytesIO()
    while chunk := stream.read(min(_CHUNK, max_bytes + 1 - held.tell())):
        held.write(chunk)
        if held.tell() > max_bytes:
            raise _too_large(max_bytes, source)
    return held.getvalue()  # shares the buffer, makes no copy


def _too_large(max_bytes: int, source: str) -> InputError:
    return InputError(f"is larger than {max_bytes:,} bytes; raise the limit with --max-bytes", source)


def _reason(error: OSError | ValueError) -> str:
    """The system's words for an error, in one line."""
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror[0].lower()}{error.strerror[1:]}"
    return f"cannot be read: {_first_line(error)}"


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _printable(name: str) -> str:
    """A file's name as UTF-8 can carry it: bytes of other encodings become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")
