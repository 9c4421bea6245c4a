"""Bytes to text by the WHATWG Encoding and HTML standards, with every replacement counted.

The order: a byte order mark; the zero bytes of UTF-16; the sender's charset; for HTML the charset that the page
declares; UTF-8; guessing. In one place this is kinder than a browser: a body that is valid UTF-8 throughout and is not
plain ASCII is read as UTF-8 whatever was declared. A browser would obey and show "cafÃ©"; text of another encoding is
practically never valid UTF-8 by accident, so obeying only loses the text.
"""

import codecs
import re
from functools import lru_cache
from typing import Final

import webencodings
from msgspec import Struct

__all__ = ["Decoded", "decode", "scrub", "utf_16_by_zeros"]

_MARKS: Final = (  # the two longer ones first: UTF-32 is none of the standard's, but NULs between letters help nobody
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)
_PRESCAN: Final = 4096  # bytes: the standard asks for 1024, browsers look further
_SAMPLE: Final = 16384  # bytes shown to the guesser, however large the page
_CONTEXT: Final = 40  # ASCII bytes before a stretch that is shown to the guesser

_COMMENT: Final = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_XML: Final = re.compile(rb"\A\s*<\?[^>]*>")
_MENTIONED: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([^\s"'>;/?]*)""")
_LANGUAGE: Final = re.compile(rb"<html\b[^>]{0,512}?\blang\s*=\s*[\"']?([a-zA-Z]{2,3})", re.IGNORECASE)
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_RUNS: Final = re.compile(rb"[\x80-\xff]{2,}")
_MIXED: Final = re.compile(rb"[A-Za-z][\x80-\xff]")
_BREAK: Final = re.compile(rb"[<>\r\n\t ]")  # no multi-byte encoding of the web uses these as a second byte
_ISO_2022_JP: Final = re.compile(rb"\x1b\$[@B]")
_WIDE: Final = re.compile(r"[^\x00-\u07ff]")  # quicker to compile than what it leaves
_EUC_JP: Final = "scrape_clean.euc_jp"
_SURROGATE: Final = re.compile("[\ud800-\udfff]")

_CHINESE_JAPANESE_KOREAN: Final = frozenset({"gbk", "gb18030", "big5", "euc-jp", "shift_jis", "iso-2022-jp", "euc-kr"})
_MULTI_BYTE: Final = ("gb18030", "big5", "euc_jp", "shift_jis", "cp949")
_OTHER_SCRIPTS: Final = (
    *_MULTI_BYTE,
    *("cp1251", "koi8_r", "koi8_u", "cp1253", "cp1255", "cp1256", "cp874", "iso8859_5", "iso8859_7", "cp866"),
)
_CENTRAL: Final = ("cp1250", "iso8859_2")
_CYRILLIC: Final = ("cp1251", "koi8_r", "iso8859_5", "cp866")
_BY_LANGUAGE: Final[dict[str, tuple[str, ...]]] = {  # after the HTML standard's table of defaults by locale
    **dict.fromkeys(("cs", "hu", "pl", "sk", "sl", "hr", "bs", "ro", "sq"), _CENTRAL),
    **dict.fromkeys(("ru", "bg", "be", "mk", "sr", "kk", "ky", "tg", "tt", "mn"), _CYRILLIC),
    **dict.fromkeys(("et", "lt", "lv"), ("cp1257",)),
    **dict.fromkeys(("tr", "az", "ku"), ("cp1254",)),
    **dict.fromkeys(("ar", "fa", "ur"), ("cp1256",)),
    "el": ("cp1253", "iso8859_7"),
    "he": ("cp1255",),
    "ja": ("shift_jis", "euc_jp"),
    "ko": ("cp949",),
    "th": ("cp874",),
    "uk": ("cp1251", "koi8_u", "iso8859_5"),
    "vi": ("cp1258",),
    "zh": ("gb18030", "big5"),
}
_LABELS: Final = {"cp949": "euc-kr", "cp874": "windows-874", "cp866": "ibm866"}
_FIXES: Final[dict[str, dict[int, str]]] = {  # where the standard's index has more than Python's table
    "koi8-u": {0xAE: "\u045e", 0xBE: "\u040e"},
    "windows-1255": {0xCA: "\u05ba"},
}


class Decoded(Struct, frozen=True):
    """A page's text and how it was read."""

    text: str
    """Without byte order mark and without lone surrogates."""
    charset: str
    """The Encoding Standard's name, lower case."""
    replaced: int
    """How many malformed sequences became U+FFFD; a U+FFFD that the page itself holds is not counted."""
    as_is: bool = False
    """Whether the bytes are this text in UTF-8 already."""


def decode(body: bytes, *, charset: str | None = None, html: bool = False) -> Decoded:
    """Decode a page.

    Args:
        body: The bytes as received, content codings taken off.
        charset: The sender's label; one that the Encoding Standard does not know is ignored.
        html: Whether to look for a meta element or an XML declaration.

    Sources: https://encoding.spec.whatwg.org/ and
    https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _as(body[len(mark) :], name)
    if utf_16 := utf_16_by_zeros(body):
        return _as(body, utf_16)
    text = _as_utf_8(body)
    declared = _known(charset) or (_declared_in(body, is_utf_8=text is not None) if html else None)
    if text is None:
        return _as(body, declared or _guess(body, html=html))
    if body.isascii() and declared != "iso-2022-jp" and not _ISO_2022_JP.search(body):
        name = declared if declared and not declared.startswith("utf-16") else "utf-8"
        return Decoded(text, name, 0, as_is=True)
    if declared in _CHINESE_JAPANESE_KOREAN and not _WIDE.search(text):
        return _as(body, declared)  # a few pairs of bytes are words in both; real UTF-8 here has longer sequences
    if declared is None and text.isascii() and not (japanese := _as(body, "iso-2022-jp")).replaced:
        return japanese
    return Decoded(text, "utf-8", 0, as_is=True)


def scrub(text: str) -> tuple[str, int]:
    """Make text that was never bytes fit for UTF-8.

    Surrogates that form a pair are joined, lone ones become U+FFFD, and a leading byte order mark goes.

    Returns:
        The text and how many surrogates were replaced.
    """
    text = text.removeprefix("\ufeff")
    if text.isascii() or not _SURROGATE.search(text):
        return text, 0
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole, whole.count("\ufffd") - text.count("\ufffd")


def utf_16_by_zeros(body: bytes) -> str | None:
    """UTF-16 without a mark, by its zero bytes: in Latin text nearly every other byte is one, in no other encoding."""
    head = body[:_PRESCAN]
    pairs = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if pairs < 2 or max(even, odd) * 10 < pairs * 7 or min(even, odd) * 20 > max(even, odd):
        return None
    return "utf-16le" if odd > even else "utf-16be"


def _known(label: str | None) -> str | None:
    """The standard's name for a label; None for unknown ones and for those that it maps to "replacement".

    A browser shows the latter as one U+FFFD against attacks on scripts; here that would only lose the page.
    """
    encoding = webencodings.lookup(label) if label and label.isascii() else None
    return encoding.name if encoding and encoding.name != "replacement" else None


def _declared_in(body: bytes, *, is_utf_8: bool) -> str | None:
    """What a page says of itself: its meta element, else its XML declaration."""
    head = body[:_PRESCAN]
    mentioned = _MENTIONED.findall(head.lower())
    if is_utf_8 and {b"utf-8", b"utf8"}.issuperset(mentioned) and b"\x1b" not in body:
        return "utf-8"  # whatever of it is a declaration
    from bs4.dammit import EncodingDetector  # noqa: PLC0415  for the pages that are no plain UTF-8

    visible = _COMMENT.sub(b"", head)
    meta = _known(EncodingDetector.find_declared_encoding(_XML.sub(b"", visible), is_html=True))
    name = meta or _known(EncodingDetector.find_declared_encoding(visible))
    if name in {"utf-16le", "utf-16be"}:
        return "utf-8"  # it could not have been read as ASCII otherwise
    return "windows-1252" if name == "x-user-defined" else name


def _as_utf_8(body: bytes) -> str | None:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _as(body: bytes, name: str) -> Decoded:
    """Decode as an encoding given by its name in the standard, or as UTF-32."""
    if name in {"gbk", "gb18030"}:
        codec = "gb18030"
    elif name.startswith("utf-32"):
        codec = name
    else:
        encoding = webencodings.lookup(name)
        codec = encoding.codec_info.name
        table = _table(name, codec)
        if table:
            text = codecs.charmap_decode(body, "replace", table)[0]
            return Decoded(text, name, text.count("\ufffd"))
        if name == "x-user-defined":
            return Decoded(encoding.codec_info.decode(body, "replace")[0], name, 0)
    text = body.decode(codec, _EUC_JP if name == "euc-jp" else "replace")
    replaced = text.count("\ufffd")
    if replaced:  # those that stand in the page encoded survive "ignore"
        replaced -= body.decode(codec, "ignore").count("\ufffd")
    return Decoded(text, name, replaced)


def _euc_jp_extensions(error: UnicodeError) -> tuple[str, int]:
    """Error handler: NEC's and IBM's rows (①, ㈱, №), which the standard's EUC-JP has and Python's lacks.

    The same rows stand in Shift_JIS, where Python has them.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = error.object[error.start : error.start + 2]
    if len(pair) == 2 and min(pair) > 0xA0:
        row, cell = pair[0] - 0xA1, pair[1] - 0xA1
        lead = (row >> 1) + (0x81 if row < 62 else 0xC1)
        trail = cell + (0x9F if row & 1 else 0x41 if cell > 62 else 0x40)
        character = bytes((lead, trail)).decode("cp932", "replace")
        if len(character) == 1 and character != "\ufffd" and not "\ue000" <= character <= "\uf8ff":
            return character, error.start + 2
    return "\ufffd", error.end


codecs.register_error(_EUC_JP, _euc_jp_extensions)


@lru_cache(maxsize=64)
def _table(name: str, codec: str) -> str | None:
    """The 256 characters of a single-byte encoding, None for all others.

    Python leaves some of 0x80 to 0x9F undefined that the standard maps to control characters.
    """
    if not name.startswith(("windows-", "iso-8859-", "koi8-", "ibm", "mac", "x-mac-")):
        return None
    characters = [bytes([byte]).decode(codec, "replace") for byte in range(256)]
    for byte in range(0x80, 0xA0):
        if characters[byte] == "\ufffd":
            characters[byte] = chr(byte)
    for byte, character in _FIXES.get(name, {}).items():
        characters[byte] = character
    return "".join(characters)


def _guess(body: bytes, *, html: bool) -> str:
    """The likeliest encoding of a body that declares none and is not valid UTF-8; the same on every machine.

    UnicodeDammit would ask whichever detector is installed; this asks charset-normalizer, on a bounded sample. Where
    few bytes above 0x7F touch, the script is Latin, and there the detector takes Spanish for Polish; the Encoding
    Standard's own fallback does better.
    """
    text = body.decode("utf-8", "replace")
    malformed = text.count("\ufffd") - body.count(b"\xef\xbf\xbd")
    if len(body) - len(text) > 4 * malformed:  # bytes in sequences that are well-formed outweigh the malformed
        return "utf-8"
    del text
    language = _LANGUAGE.search(body, 0, _PRESCAN) if html else None
    candidates = _BY_LANGUAGE.get(language[1].decode("ascii").lower()) if language else None
    sample = _sample(body)
    if candidates is None:
        touching = sum(len(run) for run in _RUNS.findall(sample))
        if touching * 2 < len(_HIGH.findall(sample)):
            return "windows-1252"
        candidates = _OTHER_SCRIPTS
    import charset_normalizer  # noqa: PLC0415  for the page that declares nothing and is no UTF-8

    best = charset_normalizer.from_bytes(sample, cp_isolation=list(candidates), preemptive_behaviour=False).best()
    if candidates is not _OTHER_SCRIPTS:
        return _standard_name(best.encoding if best else candidates[0])
    if best is None or (
        best.encoding not in _MULTI_BYTE and len(_MIXED.findall(sample)) * 4 > len(_RUNS.findall(sample))
    ):
        return "windows-1252"  # a word does not go on from Latin letters to those of another script
    return _standard_name(best.encoding)


def _standard_name(codec: str) -> str:
    """The Encoding Standard's name of one of the codecs above."""
    for label in (_LABELS.get(codec, codec), codec.replace("_", "-"), codec.replace("iso8859_", "iso-8859-")):
        if encoding := webencodings.lookup(label):
            return str(encoding.name)
    raise AssertionError(codec)


def _sample(body: bytes) -> bytes:
    """The stretches with bytes above 0x7F, so that scripts and markup do not hide them."""
    pieces: list[bytes] = []
    size = end = 0
    while size < _SAMPLE and (high := _HIGH.search(body, end)):
        first = high.start()
        start = max(end, first - _CONTEXT)
        stop = _BREAK.search(body, first, first + _SAMPLE - size)
        end = stop.start() if stop else min(len(body), first + _SAMPLE - size)
        pieces.append(body[start:end])
        size += end - start + 1
    return b"\n".join(pieces)
