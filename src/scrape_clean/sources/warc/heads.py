"""Heads of HTTP messages as they lie in archives: standard or not (RFC 9112, 2 and 5)."""

import re
from collections.abc import Mapping
from email.message import Message
from typing import Final

from msgspec import Struct

__all__ = ["LONGEST_HEAD", "Head", "content_type", "read_head"]

LONGEST_HEAD: Final = 256 * 1024  # bytes; servers and browsers stop long before
_STATUS: Final = re.compile(rb"HTTP/[0-9.]{1,9}[ \t]+([0-9]{3})(?![0-9])")
_END: Final = re.compile(rb"\r?\n\r?\n")
_LINE_END: Final = re.compile(rb"\r?\n")


class Head(Struct, frozen=True):
    """Status line and fields of a response."""

    status: int
    fields: Mapping[str, str]
    """Values by name in lower case; those of one name joined by commas, as the standard lets them be."""
    length: int
    """Bytes, the empty line included."""


def read_head(block: bytes) -> Head | None:
    """The head that a block begins with; None if it is no HTTP response."""
    status = _STATUS.match(block)
    if status is None:
        return None
    end = _END.search(block, 0, LONGEST_HEAD)
    stop, length = (end.start(), end.end()) if end else (min(len(block), LONGEST_HEAD),) * 2
    fields: dict[str, str] = {}
    name = ""
    for line in _LINE_END.split(block[:stop])[1:]:
        text = line.decode("latin-1")
        if text[:1] in {" ", "\t"}:  # folded, as long ago
            fields[name] = f"{fields.get(name, '')} {text.strip()}"
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        fields[name] = f"{fields[name]}, {value.strip()}" if name in fields else value.strip()
    return Head(int(status[1]), fields, length)


def content_type(field: str | None) -> tuple[str | None, str | None]:
    """Media type, in lower case and without parameters, and charset of a Content-Type field."""
    first = " ".join((field or "").split()).partition(",")[0]
    message = Message()
    message["Content-Type"] = first
    charset = message.get_param("charset")
    label = charset.strip() if isinstance(charset, str) else ""
    return first.partition(";")[0].strip().lower() or None, label or None
