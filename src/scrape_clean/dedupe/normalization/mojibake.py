"""Text that was written as UTF-8 and read in another encoding (mojibake), read as it was meant."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from scrape_clean.dedupe.normalization.misread import Run, fits, is_odd, scripts_of

__all__ = ["SUSPECT", "repaired"]

_MISREAD_TWICE = 2
_PROOF = 2
"""Letters of another script than the rest of the text that are no accident."""
_NO_TEXT = frozenset(("Cc", "Cn", "Co", "Cs"))
_WRONG = (
    "cp1252",
    "iso8859-1",
    "iso8859-15",
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
_CONTROLS = {byte: char for byte, char in _AS_1252.items() if byte < 0xA0}
"""Windows' quotes and dashes, where they were taken for control characters (WHATWG, Encoding Standard)."""
_TAIL = _class(_AS_1252, {byte: chr(byte) for byte in _HIGH}, low=0x80, high=0xC0)
_IN_1252 = re.compile(f"[\u00c2-\u00df]{_TAIL}|[\u00e0-\u00ef]{_TAIL}{{2}}|[\u00f0-\u00f4]{_TAIL}{{3}}")

_WESTERN, _ALL = range(3), range(len(_WRONG))
"""Places of encodings in the list: those of western Europe, and all."""
_TABLES = tuple(_read_as(encoding) for encoding in _WRONG)
_BYTES = tuple({char: byte for byte, char in table.items()} for table in _TABLES)
_SUSPECT = re.compile(_class(*_TABLES, low=0xC2, high=0xF5) + _class(*_TABLES, low=0x80, high=0xC0))
_HARD_SPACE = "\u00a0"
"""What the byte A0 is read as. Where white space was folded before, a space is left of it, or nothing at the end."""
_ENDED = "[\u00c2\u00c3](?:[ \r\n]|$)"
SUSPECT = f"{_SUSPECT.pattern}|{_ENDED}"
"""What stands in every text that was read in a wrong encoding, as a pattern."""
_FOLDED = re.compile("(?<=\u00c3)(?: |$)|(?<=[^ ]\u00c2)(?: |$)")
"""A space that the byte may be left of, whatever else stands in the text: behind the first byte of à, say ..."""
_FOLDED_AMONG_OTHERS = re.compile(
    f"{_FOLDED.pattern}|(?<=[\u00c5\u00ce\u00d0\u00d7\u00d9])(?: |$)"
    f"|(?<=[\u00e0-\u00ef])(?= {_TAIL}) |(?<=[\u00e0-\u00ef]{_TAIL})(?: |$)"
)
"""... and where something else is misread: behind those of Š, Π, Р, נ and ٠, and among three bytes."""
_UNFOLDED = re.compile(f"(?:[\u00c2-\u00df]|[\u00e0-\u00ef]{_TAIL}?){_HARD_SPACE}")
_RUN = re.compile("[^\\x00-\\x7f]{2,}")


@lru_cache(maxsize=1 << 14)
def _meant(run: str, table: int) -> str | None:
    """A run of characters as it was meant, when all of it is UTF-8 read in one of the other encodings."""
    byte_of = _BYTES[table]
    try:
        meant = bytes([byte_of[char] for char in run]).decode().translate(_CONTROLS)
    except (KeyError, UnicodeDecodeError):
        return None
    return meant if all(unicodedata.category(char) not in _NO_TEXT for char in meant) else None


def _in_place(match: re.Match[str]) -> Run:
    start, end = match.span()
    return Run(match.string[max(start - 1, 0) : start], match[0], match.string[end : end + 1])


def _fits(run: Run, meant: str, table: int, around: AbstractSet[str]) -> bool:
    """Whether a meaning may stand where its run does; one that was read wrongly twice has another one behind it."""
    return fits(run, _meant(meant, table) or meant, around)


def _explained(text: str, around: AbstractSet[str]) -> str | None:
    """The text as it was meant, when one encoding explains all its runs beyond ASCII, and one of them is odd."""
    runs = set(_RUN.findall(text))
    for table in range(len(_TABLES)):
        meant = {run: said for run in runs if (said := _meant(run, table)) is not None}
        if len(meant) < len(runs):
            continue
        scripts = around and around | scripts_of("".join(meant.values()), _PROOF)
        places = [(_in_place(match), meant[match[0]]) for match in _RUN.finditer(text)]
        if all(_fits(run, said, table, scripts) for run, said in places) and any(is_odd(*place) for place in places):
            return _RUN.sub(lambda match, meant=meant: meant[match[0]], text)  # type: ignore[misc]
    return None


def _readings(run: Run, tables: Iterable[int], around: AbstractSet[str]) -> Iterator[tuple[int, str]]:
    """What a run may mean, by encoding; two letters of another script than those around it are no accident."""
    for table in tables:
        meant = _meant(run.chars, table)
        if meant is not None and _fits(run, meant, table, around and around | scripts_of(meant, _PROOF)):
            yield table, meant


def _run_by_run(text: str, around: AbstractSet[str]) -> str:
    """The text with odd runs as they were meant, and with others that an encoding explains which explains odd ones."""
    proven: set[int] = set()
    for match in _RUN.finditer(text):
        run = _in_place(match)
        reading = next((one for one in _readings(run, _ALL, around) if is_odd(run, one[1])), None)
        if reading is not None:
            proven.add(reading[0])
            around = around and around | scripts_of(reading[1], _PROOF)

    def said(match: re.Match[str], tables: range) -> str:
        run = _in_place(match)
        readings = _readings(run, tables, around)
        return next((meant for table, meant in readings if table in proven or is_odd(run, meant)), run.chars)

    text = _RUN.sub(lambda match: said(match, _ALL), text)
    return _IN_1252.sub(lambda match: said(match, _WESTERN), text)


def _read(text: str) -> str:
    """The text as it was meant, read wrongly once."""
    around = scripts_of(_RUN.sub("", text))
    meant = _explained(text, around)
    return _run_by_run(text, around) if meant is None else meant


def _unfolded(text: str, folded: re.Pattern[str]) -> str:
    """The text as it was meant, if all that may be left of the byte A0 is; else as it stands."""

    def unfold(space: re.Match[str]) -> str:
        behind = text[space.end() : space.end() + 1]
        return f"{_HARD_SPACE} " if behind.isascii() and behind else _HARD_SPACE

    hard = folded.sub(unfold, text)
    if hard == text:
        return text
    meant = _read(hard)
    return text if _UNFOLDED.search(meant) else meant


def repaired(text: str) -> str:
    """The text as it was meant; what may be right as it stands is left alone."""
    for _ in range(_MISREAD_TWICE):
        suspect = _SUSPECT.search(text) is not None
        if not suspect and "\u00c2" not in text and "\u00c3" not in text:  # as most texts are: nothing may be folded
            break
        meant = _unfolded(text, _FOLDED_AMONG_OTHERS if suspect else _FOLDED)
        if meant == text and suspect:
            meant = _read(text)
        if meant == text:
            break
        text = meant
    return text
