"""Values as they lie in the database: JSON or canonical bytes, compressed by zstd (RFC 8878), told apart if garbled.

A text that has only changed a little since an earlier one is compressed with that one as its dictionary, so that what
is stored is little more than the difference.
"""

from typing import Final, TypeVar

import msgspec
import zstandard

from scrape_clean.model import Annotation

__all__ = ["GarbledError", "decoded", "pack", "packed", "unpack", "unpacked"]

_T = TypeVar("_T")
_LEVEL: Final = 9
"""A difference takes 28% less room than at level 3 for 0.4 ms more a page; level 15 saves 12% more at twenty times the
time. Below 9, pages of several MB no longer find what they share with their base."""
_LARGE: Final = 1 << 20
"""Bytes from which on matches over a long distance are searched for, too."""
_WINDOW: Final = 1 << 31
"""Whatever was written is read."""
_ANNOTATION: Final = frozenset(Annotation.__struct_fields__)
"""What tells an annotation from other objects."""


class GarbledError(Exception):
    """Stored bytes are not what was written: their checksum or form is wrong."""


def pack(data: bytes, base: bytes | None = None) -> bytes:
    """Compress, with a checksum; ``base`` is needed again to unpack."""
    if base is None:
        return bytes(zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(data))
    size = len(data) + len(base)
    settings = zstandard.ZstdCompressionParameters.from_level(
        _LEVEL,
        source_size=len(data),
        dict_size=len(base),
        window_log=min(max(size.bit_length(), zstandard.WINDOWLOG_MIN), zstandard.WINDOWLOG_MAX),
        enable_ldm=size > _LARGE,
        write_checksum=1,
    )
    return bytes(zstandard.ZstdCompressor(compression_params=settings, dict_data=_dictionary(base)).compress(data))


def unpack(data: bytes, base: bytes | None = None) -> bytes:
    """The bytes that were packed.

    Raises:
        GarbledError: They are no longer to be had.
    """
    shared = None if base is None else _dictionary(base)
    try:
        return bytes(zstandard.ZstdDecompressor(dict_data=shared, max_window_size=_WINDOW).decompress(data))
    except zstandard.ZstdError as problem:
        raise GarbledError(str(problem)) from None


def packed(value: object) -> bytes:
    """A value as compressed JSON."""
    return pack(msgspec.json.encode(value))


def unpacked(data: bytes, kind: type[_T]) -> _T:
    """A value of one type; fields that a later version added have their defaults.

    Raises:
        GarbledError: The bytes are no such value.
    """
    return decoded(unpack(data), kind)


def decoded(data: bytes | str, kind: type[_T]) -> _T:
    """A value of one type from its JSON, otherwise as `unpacked`."""
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as problem:
        return _mended(data, kind, problem)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise GarbledError(str(problem)) from None


def _mended(data: bytes | str, kind: type[_T], problem: Exception) -> _T:
    """A value of which annotations hold what is no text, as annotators of the user's own once could: read as its text.

    The bytes stay as they are, until a replay derives the nights anew.
    """
    try:
        return msgspec.convert(_with_texts(msgspec.json.decode(data)), kind)
    except msgspec.DecodeError:
        raise GarbledError(str(problem)) from None


def _with_texts(value: object) -> object:
    """JSON in which the value and role of every annotation are text or null."""
    if isinstance(value, list):
        return [_with_texts(one) for one in value]
    if isinstance(value, dict):
        texts = {name: _text(value[name]) for name in ("value", "role")} if value.keys() == _ANNOTATION else {}
        return {name: _with_texts(one) for name, one in value.items()} | texts
    return value


def _text(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else msgspec.json.encode(value).decode()


def _dictionary(base: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
