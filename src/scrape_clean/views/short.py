"""Changed texts cut down to what one reads at a glance."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from scrape_clean.compare import Change
from scrape_clean.views.graphemes import boundary_after, boundary_before
from scrape_clean.views.pieces import Piece, notes, pieces

__all__ = ["begun", "cut", "headline", "shortened"]

_WHOLE: Final = 1200
"""Characters that are shown of a text that is new, gone or all other words."""
_MOST_PIECES: Final = 150
_MOST_CHARACTERS: Final = 12_000
"""Of all pieces together."""
_WORTH_CUTTING: Final = 60
"""A gap of fewer characters is not worth an ellipsis."""
_ELLIPSIS: Final = " …"


def cut(text: str, size: int) -> str:
    """The text if it has at most so many characters, else its beginning and an ellipsis, in no more than these.

    It is cut at the end of a word if one ends near there, and never within a character as a reader sees it.
    """
    if len(text) <= size:
        return text
    at = max(size - len(_ELLIPSIS), 0)
    space = text.rfind(" ", at - min(size // 3, 40), at + 1)
    if space > 0:
        return text[:space] + _ELLIPSIS
    return text[: boundary_before(text, at)] + _ELLIPSIS


def _ending(text: str, size: int) -> str:
    """At most so many characters from the end, from the beginning of a word if one begins near there."""
    at = len(text) - size
    space = text.find(" ", at - 1, at + min(size // 3, 40))
    if space >= 0:
        return text[space + 1 :]
    return text[boundary_after(text, at) :]


def shortened(found: Sequence[Piece], around: int = 160) -> tuple[Piece, ...]:
    """The pieces, with what stayed cut down to so many characters beside what changed; "…" stands for the rest.

    Of what was dropped or added, and of a text in which nothing is marked, only the end of a very long one is cut. Of
    very many pieces, or very long ones, the first are shown.
    """
    if all(piece.mark == "same" for piece in found):
        return (Piece(cut("".join(piece.text for piece in found), _WHOLE), "same"),)
    if len(found) > _MOST_PIECES:
        return (*shortened(found[:_MOST_PIECES], around), Piece(_ELLIPSIS, "same"))
    last = len(found) - 1
    each = [
        Piece(_middle(piece.text, around if at else 0, around if at < last else 0), "same")
        if piece.mark == "same"
        else Piece(cut(piece.text, _WHOLE), piece.mark)
        for at, piece in enumerate(found)
    ]
    return begun(each, _MOST_CHARACTERS)


def begun(found: Sequence[Piece], size: int) -> tuple[Piece, ...]:
    """The first pieces, of at most so many characters, and "…" for the rest; what was swapped stays together."""
    ends = accumulate(len(piece.text) for piece in found)
    most = sum(end <= size for end in ends)
    if most == len(found):
        return tuple(found)
    if most and found[most - 1].mark == "dropped" and found[most].mark == "added":
        most -= 1
    return (*found[:most], Piece(_ELLIPSIS, "same"))


def _middle(text: str, left: int, right: int) -> str:
    """The text with its middle left out, or its beginning or end where nothing that changed stands beside it."""
    if len(text) <= left + right + _WORTH_CUTTING:
        return text
    start = cut(text, left) if left else _ELLIPSIS[1:]
    return f"{start} {_ending(text, right)}" if right else start


def headline(change: Change, size: int = 120) -> str:
    """A change in one line of at most so many characters, for titles: ``Open from [9:30 → 10:00] on Sundays``."""
    found = shortened(pieces(change), max(size // 5, 8))
    told = "".join(_bracketed(found, max(size // 3, 8)))
    beside = [note for note in notes(change) if "→" in note] if len(found) == 1 else []  # a box, a heading, a link
    return cut(" ".join(f"{told} ({beside[0]})".split()) if beside else " ".join(told.split()), size)


def _bracketed(found: Sequence[Piece], most: int) -> Iterator[str]:
    """What was swapped as ``[before → after]``, what only went or came as ``[−before]`` and ``[+after]``."""
    dropped = ""
    for piece, after in zip(found, (*found[1:], None), strict=True):
        if piece.mark == "same":
            yield piece.text
        elif piece.mark == "dropped" and after is not None and after.mark == "added":
            dropped = piece.text
        elif piece.mark == "dropped":
            yield f"[−{cut(piece.text, most)}]"
        else:
            yield f"[{cut(dropped, most)} → {cut(piece.text, most)}]" if dropped else f"[+{cut(piece.text, most)}]"
            dropped = ""
