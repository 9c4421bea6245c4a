"""Words that look alike in print, as character recognition confuses them.

After the skeletons of Unicode Technical Standard 39: each letter is folded to one that looks like it, then strokes that
run together. Two words with one skeleton look alike; that they are one word needs more evidence.
"""

from functools import lru_cache

__all__ = ["look_alike"]

_LETTERS = str.maketrans("01i5628", "ollsgzb")
"""Of the standard's data: 0 and o; 1, i and l. The other digits as they are written for letters in plain text."""
_STROKES = (("rn", "m"), ("vv", "w"), ("cl", "d"))
"""The first is the standard's; the others are the same thing: strokes side by side that make another letter."""


@lru_cache(maxsize=1 << 14)
def _skeleton(word: str) -> str:
    folded = word.translate(_LETTERS)
    for strokes, letter in _STROKES:
        folded = folded.replace(strokes, letter)
    return folded


def look_alike(a: str, b: str) -> bool:
    """Whether two case-folded words can be taken for one another by their shape: modern and modem, pr0gram."""
    return abs(len(a) - len(b)) * 2 <= len(a) and _skeleton(a) == _skeleton(b)
