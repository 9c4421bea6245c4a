"""Ids that are derived from a record's text alone, so that any machine gives the same ones."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from itertools import product

__all__ = ["assign_ids", "further_id"]

_BYTES = 10  # 80 bits, 16 letters: a million records share an id with a chance of one in two trillion
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"  # RFC 4648's base 32, in lower case
_PAIRS = tuple(map("".join, product(_ALPHABET, repeat=2)))
"""How ten bits are written. The standard library's encoder runs in Python, at twice the cost."""
_COSMETIC = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u0060", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}
_IS_COSMETIC = re.compile(f"[{''.join(_COSMETIC)}]")
"""Few of a text's characters are: `re` finds them several times as fast as ``str.translate`` passes over all others."""


def assign_ids(texts: Iterable[tuple[str, tuple[str, ...]]]) -> list[str]:
    """Ids for (text, section) pairs in page order.

    The id hashes the text without what is cosmetic: case, spaces, Unicode form (NFKC), style of quotes and dashes, a
    final full stop. Where records of a page share that text ("Fee: free" under two courses), the first has the plain
    id and each other one an id that hashes its section path too, and its count where even that is shared.
    """
    given: dict[str, int] = {}
    ids = []
    for text, section in texts:
        key = _key(text)
        name = _digest(key)
        if name in given:
            name = _digest("\x1f".join((key, *map(_key, section))))
        count = given.get(name, 0)
        given[name] = count + 1
        ids.append(name if not count else further_id(name, count))
    return ids


def further_id(name: str, count: int) -> str:
    """Another id for what would have the id ``name``, where that one and ``count - 1`` others are taken."""
    return _digest(f"{name}\x1f{count}")


def _key(text: str) -> str:
    if text.isascii():
        folded = text.replace("`", "'").lower()
    else:
        plain = unicodedata.normalize("NFKC", text)
        folded = _IS_COSMETIC.sub(lambda found: _COSMETIC[found[0]], plain).casefold()
    return " ".join(folded.split()).removesuffix(".")


def _digest(text: str) -> str:
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:_BYTES], "big")
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(_BYTES * 8 - 10, -1, -10)])
