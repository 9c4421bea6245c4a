"""Whether an item is ticked, crossed out or struck through, by its marker."""

import re

__all__ = ["box_of"]

_TICKED = re.compile(r"\[[xX]\]|[✅✓✔☑]")
_CROSSED = re.compile(r"[☒✕✖✗✘❌❎]")
_EMPTY = re.compile(r"\[ ?\]|☐")
_STRUCK = re.compile("~~$")
_BOXES = (("struck", _STRUCK), ("ticked", _TICKED), ("crossed", _CROSSED), ("empty", _EMPTY))


def box_of(marker: str | None) -> str | None:
    """What a marker says of its item; None when it says nothing."""
    return next((name for name, form in _BOXES if form.search(marker or "")), None)
