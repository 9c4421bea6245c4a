"""Text that was written as UTF-8 and read in another encoding (mojibake), read as it was meant."""

import re
from functools import lru_cache

__all__ = ["SUSPECT", "repaired"]

_MISREAD_TWICE = 2
_WRONG = (
    "cp1252",
    "iso8859-1",
    "cp1251",
    "cp1250",
    "iso8859-2",
    "cp1254",
    "mac_roman",
    "cp850",
    "cp437",
    "cp1253",
    "koi8-r",
)
"""Encodings that pages and spreadsheets are wrongly read in, the likeliest first."""
_HIGH = range(0x80, 0x100)


def _read_as(encoding: str) -> dict[int, str]:
    """What each high byte looks like in an encoding; bytes that it leaves undefined read as Latin-1."""
    chars = {byte: bytes([byte]).decode(encoding, "replace") for byte in _HIGH}
    return {byte: chr(byte) if char == "\ufffd" else char for byte, char in chars.items()}


def _class(*tables: dict[int, str], low: int, high: int) -> str:
    return "[" + re.escape("".join(sorted({t[byte] for t in tables for byte in range(low, high)}))) + "]"


_AS_1252 = _read_as("cp1252")
_BYTE_OF = {char: byte for byte, char in _AS_1252.items()} | {chr(byte): byte for byte in _HIGH}
_TAIL = _class(_AS_1252, {byte: chr(byte) for byte in _HIGH}, low=0x80, high=0xC0)
_IN_1252 = re.compile(f"[\u00c2-\u00df]{_TAIL}|[\u00e0-\u00ef]{_TAIL}{{2}}|[\u00f0-\u00f4]{_TAIL}{{3}}")

_TABLES = tuple(_read_as(encoding) for encoding in _WRONG)
_BYTES = tuple({char: byte for byte, char in table.items()} for table in _TABLES)
SUSPECT = _class(*_TABLES, low=0xC2, high=0xF5) + _class(*_TABLES, low=0x80, high=0xC0)
"""What stands in every text that was read in a wrong encoding, as a pattern."""
_SUSPECT = re.compile(SUSPECT)
_RUN = re.compile("[^\\x00-\\x7f]{2,}")


def _from_1252(match: re.Match[str]) -> str:
    try:
        return bytes(_BYTE_OF[char] for char in match[0]).decode()
    except UnicodeDecodeError:
        return match[0]


@lru_cache(maxsize=1 << 14)
def _meant(run: str, table: int) -> str | None:
    """A run of characters as it was meant, when all of it is UTF-8 read in one of the other encodings."""
    byte_of = _BYTES[table]
    try:
        meant = bytes([byte_of[char] for char in run]).decode()
    except (KeyError, UnicodeDecodeError):
        return None
    return meant if all(char.isprintable() or char.isspace() for char in meant) else None


def _explained(text: str) -> str | None:
    """The text as it was meant, when one encoding explains all its runs beyond ASCII."""
    runs = set(_RUN.findall(text))
    for table in range(len(_TABLES)):
        meant = {run: _meant(run, table) for run in runs}
        if None not in meant.values():
            return _RUN.sub(lambda match, meant=meant: meant[match[0]] or "", text)  # type: ignore[misc]
    return None


def _by_run(match: re.Match[str]) -> str:
    return next((m for table in range(len(_TABLES)) if (m := _meant(match[0], table)) is not None), match[0])


def repaired(text: str) -> str:
    """The text as it was meant; one that was read right is hardly ever valid UTF-8 in a wrong encoding."""
    for _ in range(_MISREAD_TWICE):
        if not _SUSPECT.search(text):
            break
        meant = _explained(text)
        text = _RUN.sub(_by_run, _IN_1252.sub(_from_1252, text)) if meant is None else meant
    return text
