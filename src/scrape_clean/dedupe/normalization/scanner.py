"""The tokens of many canonical texts at once, read off their bytes: what ``tokens`` finds text by text, but faster.

A byte belongs to a token, and begins one, by the bytes beside it. What needs more than that (addresses, Hangul beside
other letters) is left to ``tokens``: ``needs_more`` says which texts these are.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from msgspec import Struct

from scrape_clean.dedupe.normalization.sequences import Flags, Numbers

__all__ = ["Cut", "needs_more", "scan"]

Bytes: TypeAlias = npt.NDArray[np.uint8]

_HANGUL = r"\x{ac00}-\x{d7a3}"
_BEYOND = r"\x{80}-\x{10ffff}"
_IN_WORDS = r"0-9A-Za-z'`_\x{80}-\x{abff}\x{d7a4}-\x{10ffff}"
_NEEDS_MORE = (
    rf"(?i:https?://|www\.)|[\w.+\-{_BEYOND}]@[\w\-{_BEYOND}]"  # addresses, whole
    rf"|[{_HANGUL}][{_IN_WORDS}]|[{_IN_WORDS}][{_HANGUL}]"  # Hangul, apart from Latin beside it
    rf"|[{_BEYOND}]!|![{_BEYOND}]"  # not, in code: is it a letter that stands beside it?
    r"|-[\x{20a0}-\x{20cf}\x{a2}-\x{a5}]"  # a sign before a currency's
)


def _bytes(chars: str) -> Flags:
    """Which bytes stand for some characters of ASCII."""
    return np.isin(np.arange(256), np.frombuffer(chars.encode(), np.uint8))


_DIGIT = _bytes("0123456789")
_LATIN = _bytes("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_LETTER = _LATIN | (np.arange(256) >= 0x80)
"""Letters; beyond ASCII, canonical texts have nothing but letters, marks, and symbols between spaces."""
_SPACE = _bytes(" \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f")
_BEFORE_SIGN = _SPACE | _bytes("([{=:|/")
_WORD = _DIGIT | _LETTER | _bytes("_")
_AFTER_NOT = _WORD | _bytes("=")
_IS_LETTER, _IS_DIGIT, _IS_SYMBOL, _IS_JOINT, _IS_INNER, _IS_DASH, _IS_NOT = map(np.uint8, range(1, 8))
_KIND = np.zeros(256, np.uint8)
"""What each byte may be."""
for _chars, _kind in (
    (_LETTER, _IS_LETTER),
    (_DIGIT, _IS_DIGIT),
    (_bytes("$%+=<>#@&^~?"), _IS_SYMBOL),
    (_bytes("'`_"), _IS_JOINT),
    (_bytes(".,:/"), _IS_INNER),
    (_bytes("-"), _IS_DASH),
    (_bytes("!"), _IS_NOT),
):
    _KIND[_chars] = _kind
_LOWER = np.arange(256, dtype=np.uint8)
_LOWER[ord("A") : ord("Z") + 1] += 32
_LOWER[ord("`")] = ord("'")
_END = 3
"""Spaces behind each text, so that no byte has a neighbour in another one."""


class Cut(Struct, frozen=True):
    """The tokens of some texts, one text after the other."""

    tokens: pa.StringArray
    starts: Numbers
    """Where each text starts among the tokens; the last one is the end."""
    keys: pa.StringArray
    """The tokens of each text run together, but a space between two digits: ``1 23`` is not ``12 3``."""


def needs_more(texts: pa.StringArray) -> Flags:
    """Which texts cannot be read by looking at the bytes beside each."""
    flags: Flags = pc.match_substring_regex(texts, _NEEDS_MORE).to_numpy(zero_copy_only=False)
    return flags


def _joined(texts: pa.StringArray, end: str) -> tuple[Bytes, Numbers]:
    """The bytes of all texts, each with something behind it, and where each starts."""
    ended = pc.binary_join_element_wise(texts, "", end)
    _, offsets, data = ended.buffers()
    starts = np.frombuffer(offsets, np.int32)[ended.offset : ended.offset + len(ended) + 1].astype(np.int64)
    return np.frombuffer(data or b"", np.uint8)[starts[0] : starts[-1]], starts - starts[0]


def _strings(data: Bytes, offsets: npt.NDArray[np.signedinteger]) -> pa.StringArray:
    buffers = [None, pa.py_buffer(offsets.astype(np.int32)), pa.py_buffer(data)]
    return pa.Array.from_buffers(pa.string(), len(offsets) - 1, buffers)


def _cut_at(data: Bytes, rows: Numbers, kept: Flags, begins: Flags) -> Cut:
    """Cut bytes into tokens.

    Args:
        data: The bytes of all texts.
        rows: Where each text starts among them; the last one is the end.
        kept: Which bytes belong to tokens.
        begins: Which of these begin one.
    """
    places = np.zeros(len(data) + 1, np.int32)
    np.cumsum(kept, out=places[1:])
    words = _LOWER[data[kept]]
    heads = np.flatnonzero(begins)
    first = places[heads]
    starts = np.searchsorted(heads, rows)
    key_rows = places[rows]
    inside = np.ones(len(words) + 1, np.bool_)
    inside[key_rows] = False
    gaps = first[inside[first] & _DIGIT[words[first]]]
    gaps = gaps[_DIGIT[words[gaps - 1]]]
    keys = _strings(words, key_rows)
    if len(gaps):
        keys = _strings(np.insert(words, gaps, 32), key_rows + np.searchsorted(gaps, key_rows))
    return Cut(_strings(words, np.append(first, len(words))), starts, keys)


def scan(texts: pa.StringArray, apart: Sequence[int] = ()) -> Cut:
    """The tokens of canonical texts that need nothing more; letters of ASCII may be capitals.

    Args:
        texts: Some thousand; what is worked on then stays in the processor's cache.
        apart: Which of them are tokens already, with a space between each two.
    """
    data, rows = _joined(texts, " " * _END)
    padded = np.concatenate((np.full(_END, 32, np.uint8), data))  # the text before the first
    kept, begins = (flags[_END:] for flags in _marked(padded))
    for row in apart:
        text = slice(rows[row], rows[row + 1])
        kept[text] = data[text] != 32
        begins[text] = kept[text] & np.concatenate(([True], ~kept[text][:-1]))
    return _cut_at(data, rows, kept, begins)


def _marked(data: Bytes) -> tuple[Flags, Flags]:
    """Which bytes belong to tokens, and which begin one. The bytes begin and end with spaces."""
    kind = _KIND[data]
    letter, digit = kind == _IS_LETTER, kind == _IS_DIGIT
    kept = letter | digit
    meant = _dashes(data, np.flatnonzero(kind == _IS_DASH)), _negations(data, np.flatnonzero(kind == _IS_NOT))
    symbols = np.concatenate((np.flatnonzero(kind == _IS_SYMBOL), *meant))
    digits = np.flatnonzero(digit)
    first = digits[~digit[digits - 1]]
    # A run of digits belongs to a word if a letter stands before it.
    sizes = np.diff(np.append(np.searchsorted(digits, first), len(digits)))
    in_word = np.zeros(len(data), np.bool_)
    in_word[digits] = np.repeat(letter[first - 1], sizes)
    word = letter | in_word
    joints = np.flatnonzero(kind == _IS_JOINT)
    joints = joints[word[joints - 1] & letter[joints + 1]]
    inner = np.flatnonzero(kind == _IS_INNER)
    inner = inner[digit[inner - 1] & ~in_word[inner - 1] & digit[inner + 1]]
    kept[joints] = kept[inner] = True
    begins = kept.copy()
    begins[1:] &= ~kept[:-1]
    behind = digits[~in_word[digits] & letter[digits + 1]] + 1
    begins[behind] = True
    kept[symbols] = begins[symbols] = True
    after = symbols + 1
    begins[after] = kept[after]
    return kept, begins


def _dashes(data: Bytes, at: Numbers) -> Numbers:
    """Which dashes mean something: from - to, a minus."""
    before, behind = data[at - 1], data[at + 1]
    left = np.where(before == 32, data[at - 2], before)
    right = np.where(behind == 32, data[at + 2], behind)
    means = _DIGIT[left] & _DIGIT[right]
    amount = _DIGIT[behind] | (behind == ord("$")) | ((behind == ord(".")) & _DIGIT[data[at + 2]])
    means |= _BEFORE_SIGN[before] & amount
    return at[means]


def _negations(data: Bytes, at: Numbers) -> Numbers:
    """Which exclamation marks mean not, in code."""
    return at[~_WORD[data[at - 1]] & _AFTER_NOT[data[at + 1]]]
