"""XHTML that is XML, written so that a reader of HTML takes it for the same page.

By the rules of HTML ``<script/>`` never ends, and a CDATA section is a comment (HTML standard, section 13.2.5).
"""

from typing import Final
from xml.parsers import expat

__all__ = ["as_html"]

_VOID: Final = frozenset({
    *("area", "base", "basefont", "bgsound", "br", "col", "command", "embed", "frame", "hr", "image", "img", "input"),
    *("keygen", "link", "meta", "param", "source", "track", "wbr"),
})  # fmt: skip
"""Elements that have no end tag in HTML."""
_AS_WRITTEN: Final = frozenset({"script", "style"})
"""Elements in whose text HTML knows no references."""
_OPENING: Final = len(b"<![CDATA[")


class _RefusedError(Exception):
    """The page brings entities of its own."""


class _Edits:
    """What is to be written otherwise, in order of place."""

    def __init__(self, page: bytes) -> None:
        self.found: list[tuple[int, int, bytes]] = []
        self._page = page
        self._open: list[str] = []
        self._empty = False
        """Whether nothing has come since the last start tag."""
        self._section = 0
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartCdataSectionHandler = self._start_section
        parser.EndCdataSectionHandler = self._end_section
        parser.EntityDeclHandler = self._refuse
        parser.DefaultHandler = self._fill  # all else: text, comments, references
        parser.Parse(page, True)  # noqa: FBT003  as the C function has it

    def _start(self, name: str, _attributes: object) -> None:
        self._open.append(name.lower())
        self._empty = True

    def _end(self, name: str) -> None:
        tag, at = self._open.pop(), self._parser.CurrentByteIndex
        if self._empty and self._page.endswith(b"/>", 0, at):
            if tag not in _VOID:
                self.found.append((at - 2, at, f"></{name}>".encode()))
        elif tag in _VOID:
            self.found.append((at, self._page.index(b">", at) + 1, b""))
        self._empty = False

    def _fill(self, _data: str) -> None:
        self._empty = False

    def _start_section(self) -> None:
        self._empty = False
        self._section = self._parser.CurrentByteIndex

    def _end_section(self) -> None:
        start, end = self._section, self._parser.CurrentByteIndex
        if self._open[-1] not in _AS_WRITTEN:
            data = self._page[start + _OPENING : end]
            data = data.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
            self.found.append((start, end + len(b"]]>"), data))

    def _refuse(self, *_: object) -> None:
        raise _RefusedError


def as_html(page: str | bytes) -> str | bytes:
    """A page of the type application/xhtml+xml with end tags where HTML wants them, and without CDATA sections.

    Takes time and memory linear in its length. A page that is no well-formed XML, or that declares entities, comes back
    as it is: browsers refuse it, and read as HTML it says more.

    Args:
        page: The decoded page, or its bytes if they are UTF-8.

    Returns:
        The same text by the rules of HTML; UTF-8 if it is bytes.
    """
    try:
        markup = page if isinstance(page, bytes) else page.encode()
        edits = _Edits(markup).found
    except (expat.ExpatError, _RefusedError, UnicodeEncodeError):
        return page
    parts, done = [], 0
    for start, end, text in edits:
        parts += [markup[done:start], text]
        done = end
    return b"".join((*parts, markup[done:]))
