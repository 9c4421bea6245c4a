"""Words of a page among our own, in Markdown that is sent to channels of every kind.

What stands on a page is data: it makes no link, no heading, no mention of anybody, no line of its own. Some channels
show Markdown as it is written, so no more is escaped than has to be.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final
from urllib.parse import quote

from scrape_clean.compare import Change
from scrape_clean.views.clear import clear, one_line, web_address
from scrape_clean.views.graphemes import boundary_after, boundary_before
from scrape_clean.views.markdown import joined
from scrape_clean.views.pieces import Piece, pieces
from scrape_clean.views.short import cut

__all__ = ["escaped", "subject", "told_change", "unmentioned", "web_link"]

_MARKUP: Final = re.compile(r"([\\`*_\[\]<>~|]|&(?=#?\w+;)|:(?=//)|!(?=\[))")
_MENTION: Final = re.compile(r"(?<!\w)[@＠](?=\w)|<(?=[@!#]|users/)")
"""As Discord, Slack, Google Chat and their like have them."""
_LINK: Final = re.compile(r"\](?=\()|:(?=//)")
_ALLOWED: Final = "%/:=&?~#+!$,;'@*"
_WORDS: Final = 120
"""Most characters of one side of an edit."""
_AROUND: Final = 60
"""Characters of what stayed that are shown beside an edit."""
_WHOLE: Final = 240
"""Most characters of a text that came or went."""
_MOST_EDITS: Final = 8
"""Edits of a change that are told."""
_MOST_CHARACTERS: Final = 600
"""Of what is told of a change; its first edit is told whatever it takes."""
_LONGEST_ADDRESS: Final = 1000
"""A longer one is left out: cut, it would lead elsewhere."""
_BESIDE_THE_TEXT: Final = ("mark", "heading", "link")


def subject(text: str, size: int = 100) -> str:
    """Plain text on one line of at most so many characters: for titles, subjects and header lines."""
    return cut(one_line(text), size)


def unmentioned(text: str) -> str:
    """A title that mentions nobody and links nowhere, also where chats read it as markup; it looks the same."""
    return _LINK.sub(_apart, _MENTION.sub(_apart, text))


def escaped(text: str) -> str:
    """A text on one line that Markdown takes for text, and that mentions nobody."""
    return _MENTION.sub(_apart, _MARKUP.sub(r"\\\1", one_line(text)))


def _apart(found: re.Match[str]) -> str:
    """What was found, with a word joiner behind it: nobody sees it, and no chat reads on."""
    return f"{found[0]}\u2060"


def web_link(url: str | None) -> str:
    """An address as a link, without a user and password; empty for what is no address of the Web, or is very long."""
    address = quote(web_address(url) or "", safe=_ALLOWED)
    return f"<{address}>" if 0 < len(address) <= _LONGEST_ADDRESS else ""


def told_change(change: Change) -> str:
    """A change in one line: its type, and its words as **before → after**; of a move also where from.

    It is bounded, and counts the edits that it leaves out.
    """
    found = pieces(change)
    if all(piece.mark == "same" for piece in found):
        texts = [[(_words("".join(piece.text for piece in found), _WHOLE), "")]]
    else:
        texts = list(_edits(found))
    beside = [
        f"{edit.kind} {_words(edit.before.text) or 'none'} → {_words(edit.after.text) or 'none'}"
        for edit in change.edits
        if edit.substantive and edit.kind in _BESIDE_THE_TEXT
    ]
    shown = _first([*map(joined, texts), *beside])
    more = len(texts) + len(beside) - len(shown)
    text, notes = " ".join(joined(chain(*texts[: len(shown)])).split()), shown[len(texts) :]
    if change.type == "moved" and change.before is not None:
        notes.append(f"from {_words(' › '.join(change.before.section)) or 'the top'}")
    told = f"{change.type}: {text}" + (f" ({'; '.join(notes)})" if notes else "")
    return f"{told} … and {more:,} more edit{'s' if more > 1 else ''}" if more else told


def _first(edits: Sequence[str]) -> list[str]:
    """As many as are told, at least one."""
    shown = list(edits[:1])
    for edit in edits[1:_MOST_EDITS]:
        if len(edit) + sum(map(len, shown)) > _MOST_CHARACTERS:
            break
        shown.append(edit)
    return shown


def _edits(found: Sequence[Piece]) -> Iterator[list[tuple[str, str]]]:
    """Each edit in bold, with a little of what stands before it; the last one with what comes after, too."""
    at, last = 0, len(found) - 1
    told: list[tuple[str, str]] = []
    edits = [place for place, piece in enumerate(found) if piece.mark != "same"]
    while at <= last:
        piece = found[at]
        if piece.mark == "same":
            told.append((_padded(_beside(clear(piece.text), first=at == 0, last=at == last)), ""))
        elif piece.mark == "dropped" and at < last and found[at + 1].mark == "added":
            told.append((f"{_words(piece.text)} → {_words(found[at + 1].text)}", "**"))
            at += 1
        else:
            told.append((f"{'−' if piece.mark == 'dropped' else '+'} {_words(piece.text)}", "**"))
        at += 1
        if piece.mark != "same" and at <= edits[-1]:
            yield told
            told = []
    yield told


def _words(text: str, size: int = _WORDS) -> str:
    return escaped(subject(text, size))


def _beside(text: str, *, first: bool, last: bool) -> str:
    """What stayed between two edits, or before the first or after the last one."""
    head, tail = text[: boundary_before(text, _AROUND)], text[boundary_after(text, max(len(text) - _AROUND, 0)) :]
    if first:
        return text if len(text) <= _AROUND else f"… {tail}"
    if last:
        return text if len(text) <= _AROUND else f"{head} …"
    return text if len(text) <= 2 * _AROUND else f"{head} … {tail}"


def _padded(text: str) -> str:
    """Escaped, with the space that it begins or ends with."""
    return f"{' ' if text[:1].isspace() else ''}{escaped(text)}{' ' if text[-1:].isspace() else ''}"
