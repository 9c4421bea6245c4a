"""Media types: what kind of page a body is, and which bodies are no page at all."""

import re
from pathlib import PurePath
from typing import Final

from scrape_clean.errors import InputError
from scrape_clean.parse.decode import utf_16_by_zeros

__all__ = ["page_type", "refuse_binary", "sent_type", "sniff"]

_BY_ENDING: Final = {
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".text": "text/plain",
    ".txt": "text/plain",
    ".markdown": "text/markdown",
    ".md": "text/markdown",
}
_DECLARED: Final = {
    **{media_type: media_type for media_type in _BY_ENDING.values()},
    "text/x-markdown": "text/markdown",
    "text/x-web-markdown": "text/markdown",
}
_UNKNOWN: Final = frozenset(  # the MIME Sniffing Standard's unknown types, and the one that servers send instead
    {"", "*/*", "application/octet-stream", "application/unknown", "unknown/unknown", "binary/octet-stream"}
)

_HEAD: Final = 4096  # bytes looked at for control characters
_SIGNATURES: Final = (
    (re.compile(rb"\s{0,64}%PDF-"), "a PDF", "convert it first (for example with pdftotext)"),
    (re.compile(rb"PK\x03\x04.{0,4092}(?:word/|xl/|ppt/|mimetypeapplication/)", re.DOTALL), "an office document", ""),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "an office document", ""),
    (re.compile(rb"\{\\rtf"), "an RTF document", ""),
    (re.compile(rb"%!PS"), "PostScript", "convert it first (for example with ps2ascii)"),
    (re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"), "a ZIP archive", "unpack it first"),
    (re.compile(rb"WARC/[01]\.[0-9]{1,9}\r?\n"), "a WARC file", "give it a name that ends in .warc or .warc.gz"),
    (
        re.compile(rb"filedesc:\S{1,4000} [0-9.]{1,15} [0-9]{14} "),
        "an ARC file",
        "convert it to WARC first (for example with warcio recompress)",
    ),
    (re.compile(rb" CDX(?: [A-Za-z]){3,}\s"), "an index of a web archive", "take the .warc.gz files that it lists"),
    (re.compile(rb"\x1f\x8b"), "gzip", "unpack it, or give its name the ending .gz"),
    (
        re.compile(rb"7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|\xfd7zXZ\0|BZh[1-9]1AY&SY|\x28\xb5\x2f\xfd"),
        "an archive",
        "unpack it first",
    ),
    (
        re.compile(
            rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|II\x2a\0|MM\0\x2a|\0\0[\x01\x02]\0.\0|BM....\0\0\0\0"
            rb"|....ftyp(?:avif|heic|heix|mif1)",
            re.DOTALL,
        ),
        "an image",
        "",
    ),
    (
        re.compile(
            rb"ID3[\x02-\x04]|OggS\0|fLaC\0|RIFF....(?:WAVE|AVI )|....ftyp|\x1a\x45\xdf\xa3|MThd\0\0\0\x06|FORM....AIFF"
            rb"|\xff[\xfb\xf3\xf2][\x10-\xeb]|FLV\x01|\.snd\0",
            re.DOTALL,
        ),
        "audio or video",
        "",
    ),
    (re.compile(rb"wOF[F2]\0|\0\x01\0\0\0|OTTO\0"), "a font", ""),
    (re.compile(rb"SQLite format 3\0|PAR1.{0,64}\0", re.DOTALL), "a database", ""),
    (
        re.compile(
            rb"\x7fELF|MZ.{0,64}\0|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe|\xfe\xed\xfa[\xce\xcf]|\0asm", re.DOTALL
        ),
        "a program",
        "",
    ),
)
_SENT: Final = {
    "gzip": "unpack it, or have its server declare it (Content-Encoding: gzip)",
    "a WARC file": "save it under a name that ends in .warc or .warc.gz",
}
"""What can be done about a body with an address instead of a name."""
_HEADERS: Final = re.compile(rb"\s{0,64}((?:(?:[!-9;-~]{1,80}:|[ \t]).{0,998}\r?\n){2,})")  # RFC 5322, 2.2
_MIME: Final = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_MULTIPART: Final = re.compile(rb"^Content-Type:[ \t\r\n]*multipart/", re.IGNORECASE | re.MULTILINE)
_CONTROLS: Final = bytes([*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)])  # "binary data bytes" there

_LEADING: Final = re.compile(rb"\s*+")
_XML_DECLARATION: Final = re.compile(rb"<\?xml\b", re.IGNORECASE)
_XHTML: Final = re.compile(rb"<!DOCTYPE\s+html\b|<(?:\w{1,20}:)?html\b", re.IGNORECASE)
_DOCUMENT: Final = re.compile(  # what may stand before a document's first tag is bounded, and ends where it first can
    rb"(?>(?:<!--.{0,1000}?-->|<\?xml\b.{0,200}?\?>)\s*)*+<(?:!DOCTYPE\s+)?html\b", re.IGNORECASE | re.DOTALL
)
_HTML: Final = re.compile(  # the standard's tags, and the others that a saved piece of a page begins with
    rb"<!--|<!DOCTYPE\s+HTML\b|</?(?:html|head|script|iframe|h[1-6]|div|font|table|a|style|title|b|body|br|p"
    rb"|address|article|aside|base|blockquote|center|dd|details|dl|dt|em|fieldset|figure|footer|form|header|hr|i|img"
    rb"|li|link|main|menu|meta|nav|noscript|ol|pre|section|span|strong|summary|tbody|td|template|th|thead|tr|ul)(?=[\s>/])",
    re.IGNORECASE,
)


def page_type(declared: str) -> str | None:
    """The kind of page that a declared media type stands for; None when it says nothing and the body has to.

    Raises:
        InputError: It declares something that is no page.
    """
    essence = declared.partition(";")[0].strip().lower()
    if essence in _UNKNOWN:
        return None
    if essence in _DECLARED:
        return _DECLARED[essence]
    kinds = "text/html, application/xhtml+xml, text/plain and text/markdown"
    raise InputError(f"is declared as {essence[:100]!r}, which cannot be read; {kinds} can")


def sent_type(declared: str | None, body: bytes) -> str | None:
    """The media type of a body that a server sent: a whole HTML document is HTML, although it was sent as plain text.

    Servers call so what they know no type of. Browsers show the markup then, for safety's sake (MIME Sniffing
    Standard, 7.1); whoever reads the page wants the page.
    """
    if declared == "text/plain" and _DOCUMENT.match(_ascii_part(body[:_HEAD]).lstrip()):
        return "text/html"
    return declared


def refuse_binary(body: bytes, *, sent: bool = False) -> None:
    """Let text pass, UTF-16 and text with stray control characters too.

    Args:
        body: Of a file, or as a server sent it.
        sent: Whether a server did: it has no name then that could be given another ending.

    Raises:
        InputError: The body is empty, or is a document, mail, picture, archive or program.
    """
    if not body or body in {b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"}:
        raise InputError("is empty")
    head = body[:_HEAD]
    for signature, kind, advice in _SIGNATURES:
        if signature.match(head):
            told = _SENT.get(kind, advice) if sent else advice
            raise InputError(f"looks like {kind}, not text; {told or 'convert it first'}")
    if _is_mime(head):
        raise InputError("is a page saved as MHTML, or a mail; save it as HTML")
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")) or utf_16_by_zeros(head):
        return
    controls = len(head) - len(head.translate(None, _CONTROLS))
    limit = 0.3 if _is_utf_8(head) else 0.05
    if controls > max(3, limit * len(head)):
        raise InputError("looks like binary data, not text; convert it first")


def sniff(body: bytes, name: str = "") -> str:
    """Media type of a body that nobody declared.

    Args:
        body: The bytes, content codings taken off.
        name: A file's name. A known ending wins over the content of text, and Markdown is known by its ending only.

    Returns:
        ``text/html``, ``application/xhtml+xml``, ``text/plain`` or ``text/markdown``.

    Raises:
        InputError: It is no page.

    Source: https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type.
    """
    refuse_binary(body)
    path = PurePath(name.lower())
    ending = PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix
    if ending in _BY_ENDING:
        return _BY_ENDING[ending]
    head = _ascii_part(body[: 4 * _HEAD])
    start = _LEADING.match(head)
    offset = start.end() if start else 0
    if _XML_DECLARATION.match(head, offset):
        if not _XHTML.search(head, offset):
            raise InputError("is XML, but not XHTML; only pages can be read")
        return "application/xhtml+xml"
    return "text/html" if _HTML.match(head, offset) else "text/plain"


def _is_mime(head: bytes) -> bool:
    """Whether it begins with the header of a message of several parts (RFC 2045, 2046), as MHTML does (RFC 2557)."""
    header = _HEADERS.match(head)
    return bool(header and _MIME.search(header[1]) and _MULTIPART.search(header[1]))


def _is_utf_8(head: bytes) -> bool:
    """Whether all is valid, but for a sequence that the end cuts."""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3 and error.reason == "unexpected end of data"
    return True


def _ascii_part(head: bytes) -> bytes:
    """The start as ASCII, for matching tags in UTF-16 too."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or utf_16_by_zeros(head):
        return head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    return head
