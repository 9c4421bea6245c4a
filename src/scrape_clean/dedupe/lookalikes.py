"""Words that look alike in print, as character recognition confuses them.

After the skeletons of Unicode Technical Standard 39: each letter is folded to one that looks like it, then strokes that
run together. Two words with one skeleton look alike; that they are one word needs more evidence.
"""

from functools import lru_cache

__all__ = ["look_alike"]

_LETTERS = str.maketrans("0125689" + "ijebtqvy", "olzshhg" + "llchfguu")
_STROKES = (("nn", "rm"), ("rn", "m"), ("uu", "w"), ("cl", "d"), ("fl", "h"), ("ll", "h"))


@lru_cache(maxsize=1 << 14)
def _skeleton(word: str) -> str:
    folded = word.translate(_LETTERS)
    for strokes, letter in _STROKES:
        folded = folded.replace(strokes, letter)
    return folded


def look_alike(a: str, b: str) -> bool:
    """Whether two case-folded words can be taken for one another by their shape: modern and modem, pr0gram."""
    return abs(len(a) - len(b)) * 2 <= len(a) and _skeleton(a) == _skeleton(b)
