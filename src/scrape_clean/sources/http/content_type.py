"""What Content-Type headers declare (RFC 9110, 8.3)."""

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["charset_of", "media_type_of"]

_WORD: Final = r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,127}"
_MEDIA_TYPE: Final = re.compile(rf"\s*({_WORD}/{_WORD})\s*(?:;|$)")
_CHARSET: Final = re.compile(rf';\s*charset\s*=\s*(?:"({_WORD})"|\'?({_WORD}))', re.IGNORECASE)


def media_type_of(values: Sequence[str]) -> str | None:
    """The type that the last header to name one names, in lower case; None if none does, or ``*/*``."""
    for value in reversed(values):
        if (found := _MEDIA_TYPE.match(value)) and found[1] != "*/*":
            return found[1].lower()
    return None


def charset_of(values: Sequence[str]) -> str | None:
    """The charset of that same header, as declared."""
    for value in reversed(values):
        if _MEDIA_TYPE.match(value):
            found = _CHARSET.search(value)
            return (found[1] or found[2]).strip("'") if found else None
    return None
