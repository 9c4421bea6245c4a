"""Stage 5: one sequence of bytes for one value, by RFC 8785 (JSON Canonicalization Scheme).

orjson and msgspec write the bytes. They agree with RFC 8785 on strings and on integers up to 2^53 - 1; keys are put
into UTF-16 order here, and floats are refused, since their spelling is where serialisers differ (decimals travel as
strings).
"""

from typing import Final, TypeVar

import msgspec
import orjson
from msgspec import Struct

from scrape_clean.errors import InputError
from scrape_clean.model import Drop, Record, Snapshot

__all__ = ["LEFT_OUT_OF_LINES", "drop_lines", "dumps", "load_snapshot", "loads", "record_lines", "snapshot_bytes"]

_T = TypeVar("_T")
LEFT_OUT_OF_LINES: dict[type, tuple[str, ...]] = {Record: ("position", "occurrences")}
"""Fields that ``records.jsonl`` leaves out: numbers that shift whenever a word is added further up, so that
``git diff`` would show every line instead of the changed bullets."""
_ORDERED = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_FORMAT: Final = Snapshot().format
_SNAPSHOTS = msgspec.json.Encoder(order="sorted")


def dumps(value: object) -> bytes:
    """The RFC 8785 bytes of any JSON value or of a type of this package.

    Raises:
        TypeError: The value holds a float, a key that is no string, or something JSON has no form for.
        ValueError: An integer beyond 2^53 - 1, or a string with a lone surrogate.
    """
    plain = _ordered(msgspec.to_builtins(value) if isinstance(value, Struct) else value)
    try:
        return orjson.dumps(plain, option=orjson.OPT_STRICT_INTEGER)
    except orjson.JSONEncodeError as problem:
        raise ValueError(str(problem)) from None


def loads(data: bytes | str, kind: type[_T]) -> _T:
    """Read a value of a type of this package back; the inverse of `dumps`.

    Raises:
        InputError: Not JSON, or not of that type.
    """
    try:
        return msgspec.json.decode(data, type=kind, strict=True)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise InputError(f"is no {kind.__name__.lower()}: {problem}") from None


def snapshot_bytes(snapshot: Snapshot) -> bytes:
    """``records.json``: as `dumps`, but with ASCII keys and no floats nothing need be checked."""
    return _SNAPSHOTS.encode(snapshot)


def load_snapshot(data: bytes | str) -> Snapshot:
    """Read ``records.json``.

    Raises:
        InputError: It is something else, even if it is JSON, or of another format.
    """
    try:
        head = loads(data, _Head)
        if head.format == _FORMAT:
            return loads(data, Snapshot)
    except InputError as problem:
        what = problem.reason.partition(": ")[2]
        raise InputError(f"is no snapshot: {what}; name a records.json") from None
    raise InputError(f"is of format {head.format}; this version reads {_FORMAT}")


class _Head(Struct, frozen=True):
    """What every snapshot has, whatever else it says."""

    format: int
    records: msgspec.Raw


def record_lines(records: tuple[Record, ...]) -> bytes:
    """``records.jsonl``: a line for what each record says; where it stands is left out (`LEFT_OUT_OF_LINES`)."""
    return b"".join(map(_line, records))


def drop_lines(drops: tuple[Drop, ...]) -> bytes:
    """``drops.jsonl``: a line for everything removed, and why."""
    return b"".join(map(_line, drops))


def _line(value: Struct) -> bytes:
    plain = msgspec.to_builtins(value)
    for name in LEFT_OUT_OF_LINES.get(type(value), ()):
        del plain[name]
    return orjson.dumps(plain, option=_ORDERED) + b"\n"


def _ordered(value: object) -> object:
    """The value with the keys of every object in the order of their UTF-16 code units (RFC 8785, section 3.2.3)."""
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("a key of a JSON object must be a string")
        names = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return {name: _ordered(value[name]) for name in names}
    if isinstance(value, list | tuple):
        return [_ordered(item) for item in value]
    if isinstance(value, float):
        raise TypeError("canonical JSON has no floats here: pass a decimal as a string")
    if value is None or isinstance(value, str | bool | int):
        return value
    raise TypeError(f"JSON has no form for {type(value).__name__}")
