"""The words in the names that authors give their elements."""

import re
from functools import lru_cache

__all__ = ["name_words"]

_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")


@lru_cache(maxsize=8192)
def name_words(tag: str, role: str, names: str) -> tuple[str, ...]:
    """The tag as "<nav", the role as "@navigation", and each word of its names once: "navBar-2" is nav, bar."""
    words = sorted({word.lower() for word in _WORD.findall(names)})
    return (f"<{tag}", f"@{role}", *words) if role else (f"<{tag}", *words)
