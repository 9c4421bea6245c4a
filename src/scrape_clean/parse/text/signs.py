"""Titles with equal signs before them, as AsciiDoc and RDoc write them: "= Boats", "== Small boats"."""

import re
from collections.abc import Sequence

from scrape_clean.parse.text.chunks import Chunk
from scrape_clean.parse.text.lines import Line

__all__ = ["find_signed", "give_signs"]

_SIGNED = re.compile(r"(={1,6})\s+(?=[^\W_])")
_CLOSING = re.compile(r"\s=+\Z")
_FORMULA = re.compile(r"[+*/^<>=|]|\s[-\u2212]\s|[.,;]$")
_ENOUGH = 2
_LONGEST = 120


def find_signed(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that are such titles, by index: at least two at the margin, all below blank lines, and no formulas."""
    signed = {index for index, line in enumerate(lines) if line.body[0] == "=" and _SIGNED.match(line.body)}
    titles = len(signed) >= _ENOUGH and all(_is_title(lines[index]) for index in signed)
    return frozenset(signed) if titles else frozenset()


def _is_title(line: Line) -> bool:
    return not line.indent and line.gap and len(line.body) <= _LONGEST and _FORMULA.search(_title(line.body)) is None


def _title(body: str) -> str:
    return _CLOSING.sub("", _SIGNED.sub("", body, count=1)) if len(body) <= _LONGEST else body


def give_signs(chunks: Sequence[Chunk], starts: frozenset[int]) -> None:
    """Make titles of the chunks that begin at an offset of ``starts``, unless the text underlines its titles."""
    if not starts or any(chunk.underline for chunk in chunks):
        return
    for chunk in chunks:
        if chunk.first.start in starts and chunk.kind == "paragraph":
            sign = _SIGNED.match(chunk.first.body)
            chunk.underline = sign[1] if sign is not None else ""
            chunk.lines = [_title(chunk.first.body)]
