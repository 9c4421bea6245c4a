"""The words in the names that authors give their elements."""

import re
from functools import lru_cache

__all__ = ["name_words"]

_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")


def name_words(tag: str, role: str, names: str) -> list[str]:
    """The tag as "<nav", the role as "@navigation", and each word of its names once: "navBar-2" is nav, bar."""
    words: dict[str, None] = {f"<{tag}": None}
    if role:
        words[f"@{role}"] = None
    for name in names.split():
        for word in _words_of(name):
            words[word] = None
    return list(words)


@lru_cache(maxsize=1 << 15)
def _words_of(name: str) -> tuple[str, ...]:
    """The words of one name; most names stand on many elements and pages."""
    return tuple([word.lower() for word in _WORD.findall(name)])
