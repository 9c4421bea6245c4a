"""What a single line reads as: a part of a sentence, a phrase, or data."""

import re
from typing import Literal, TypeAlias

__all__ = ["Reading", "is_entry", "is_field", "read_line"]

_CLAUSE = 5  # words that make a part of a sentence; names, addresses and commands have fewer
_EDGES = ".,;:!?…()[]{}<>\"'“”„‘’«»‹›*_`¿¡"
_NO_WORD = re.compile(r"[\d@/\\_=<>{}|+~^#$%&*]|[.:,(\[]\S")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uffef]")
"""Thai, Lao, Burmese, Khmer and the scripts of East Asia, in which two letters are a word, more or less."""
_FIELD = re.compile(r"[^\W\d_][^:：.!?;|]{0,39}?\s?(?::(?=\s)|：)\s*(?=\S)")
_ENTRY = re.compile(r":[^\s:`][^:`]{0,39}:(?=\s)")

Reading: TypeAlias = Literal["clause", "phrase", "data"]
"""Of words enough for a part of a sentence; of fewer; with less than half of its letters in words."""


def read_line(body: str) -> Reading:
    """What a line reads as. Addresses, paths, versions, commands, and names with an address behind them are data."""
    words = letters = 0
    for token in body.split():
        word = token.strip(_EDGES)
        if word.isalpha() or (word and _NO_WORD.search(word) is None and any(char.isalpha() for char in word)):
            letters += len(word)
            words += len(word) > 1 or not word.isupper()
            if words == _CLAUSE:
                return "clause"
    if not body.isascii() and len(_UNSPACED.findall(body)) >= 2 * _CLAUSE:
        return "clause"
    return "data" if letters * 2 < len(body) - body.count(" ") else "phrase"


def is_field(body: str) -> bool:
    """Whether a line has the look of "Label: value"."""
    return _FIELD.match(body) is not None


def is_entry(body: str) -> bool:
    """Whether a line has the look of one in a field list of reStructuredText: ":Author: Ada Lind"."""
    return body[0] == ":" and _ENTRY.match(body) is not None
