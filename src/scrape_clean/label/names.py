"""The words in the names that authors give their elements."""

import re
from functools import lru_cache
from itertools import chain

__all__ = ["name_words"]

_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")


def name_words(tag: str, role: str, names: str) -> list[str]:
    """The tag as "<nav", the role as "@navigation", and each word of its names once: "navBar-2" is nav, bar."""
    words = dict.fromkeys(chain.from_iterable(map(_words_of, names.split())))
    return [f"<{tag}", f"@{role}", *words] if role else [f"<{tag}", *words]


@lru_cache(maxsize=1 << 15)
def _words_of(name: str) -> tuple[str, ...]:
    """The words of one name; most names stand on many elements and pages."""
    return tuple([word.lower() for word in _WORD.findall(name)])
