"""Words of a page among our own, in Markdown that is sent to channels of every kind.

What stands on a page is data: it makes no link, no heading, no mention of anybody, no line of its own. Some channels
show Markdown as it is written, so no more is escaped than has to be.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import quote

from scrape_clean.compare import Change
from scrape_clean.views.clear import one_line, web_address
from scrape_clean.views.pieces import Piece, pieces
from scrape_clean.views.short import cut

__all__ = ["escaped", "subject", "told_change", "web_link"]

_MARKUP: Final = re.compile(r"([\\`*_\[\]<>~|]|&(?=#?\w+;)|:(?=//)|!(?=\[))")
_MENTION: Final = re.compile(r"(?<!\w)([@＠])(?=\w)")
_ALLOWED: Final = "%/:=&?~#+!$,;'@*"
_WORDS: Final = 120
"""Most characters of one side of an edit."""
_AROUND: Final = 60
"""Characters of what stayed that are shown beside an edit."""
_WHOLE: Final = 240
"""Most characters of a text that came or went."""
_BESIDE_THE_TEXT: Final = ("mark", "heading", "link")


def subject(text: str, size: int = 100) -> str:
    """Plain text on one line of at most so many characters: for titles, subjects and header lines."""
    return cut(one_line(text), size)


def escaped(text: str) -> str:
    """A text on one line that Markdown takes for text, and that mentions nobody."""
    return _MENTION.sub("\\1\u2060", _MARKUP.sub(r"\\\1", one_line(text)))


def web_link(url: str | None) -> str:
    """An address as a link, without a user and password; empty for what is no address of the Web."""
    address = web_address(url)
    return f"<{quote(address, safe=_ALLOWED)}>" if address else ""


def told_change(change: Change) -> str:
    """A change in one line: its type, and its words as **before → after**; of a move also where from."""
    found = pieces(change)
    if all(piece.mark == "same" for piece in found):
        text = escaped(cut("".join(piece.text for piece in found), _WHOLE))
    else:
        text = " ".join("".join(_marked(found)).split())
    beside = [
        f"{edit.kind} {escaped(cut(edit.before.text, _WORDS)) or 'none'} → "
        f"{escaped(cut(edit.after.text, _WORDS)) or 'none'}"
        for edit in change.edits
        if edit.substantive and edit.kind in _BESIDE_THE_TEXT
    ]
    if change.type == "moved" and change.before is not None:
        beside.append(f"from {escaped(cut(' › '.join(change.before.section), _WORDS)) or 'the top'}")
    return f"{change.type}: {text}" + (f" ({'; '.join(beside)})" if beside else "")


def _marked(found: Sequence[Piece]) -> Iterator[str]:
    """Each edit in bold, with a little of what stands beside it."""
    at, last = 0, len(found) - 1
    while at <= last:
        piece = found[at]
        if piece.mark == "same":
            yield _padded(_beside(piece.text, first=at == 0, last=at == last))
        elif piece.mark == "dropped" and at < last and found[at + 1].mark == "added":
            yield f"**{_edit(piece.text)} → {_edit(found[at + 1].text)}**"
            at += 1
        else:
            space = " " if at and not found[at - 1].text[-1:].isspace() else ""  # else the stars would not be bold
            yield f"{space}**{'−' if piece.mark == 'dropped' else '+'} {_edit(piece.text)}**"
        at += 1


def _edit(text: str) -> str:
    return escaped(cut(text.strip(), _WORDS))


def _beside(text: str, *, first: bool, last: bool) -> str:
    """What stayed between two edits, or before the first or after the last one."""
    head, tail = text[:_AROUND], text[-_AROUND:]
    if first:
        return text if len(text) <= _AROUND else f"… {tail}"
    if last:
        return text if len(text) <= _AROUND else f"{head} …"
    return text if len(text) <= 2 * _AROUND else f"{head} … {tail}"


def _padded(text: str) -> str:
    """Escaped, with the space that it begins or ends with."""
    return f"{' ' if text[:1].isspace() else ''}{escaped(text)}{' ' if text[-1:].isspace() else ''}"
