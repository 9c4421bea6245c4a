"""Addresses: URLs and e-mail addresses (linkify-it's rules), telephone numbers (E.164)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from babel import Locale, UnknownLocaleError

from scrape_clean.model import Annotation
from scrape_clean.records.annotate.reading import Reading

if TYPE_CHECKING:
    from linkify_it import LinkifyIt

__all__ = ["addresses", "phones"]

_EMAIL: Final = re.compile(
    r"(?<![\w.!#$%&*+/=?^`{|}~-])(?:[\w!#$%&*+/=?^`{|}~-]{1,64}\.){0,8}[\w!#$%&*+/=?^`{|}~-]{1,64}"
    r"@(?:[^\W_](?:[\w-]{0,62}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w@-])",
    re.ASCII,
)
"""As in HTML's form fields, with a dot inside the host."""
_MAYBE: Final = re.compile(
    r"://|www\.|[a-z0-9]\.(?:com|org|net|edu|gov|int|info|eu|io|[a-z]{2})(?![a-z])", re.IGNORECASE
)
_DENSE: Final = re.compile("[\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
"""Letters and punctuation of scripts that write no space before what follows an address."""
_PIECE: Final = 4096
"""Characters looked at in one go, so that a text of any length takes linear time."""
_INTERNATIONAL: Final = re.compile(r"(?<![\w+])(?:\+|00(?=[1-9]))[ (]{0,2}\d(?:[ \u00a0().\-–/]{0,3}\d){5,17}")
_NATIONAL: Final = re.compile(r"(?<![\w+.,/:-])\(?0?\d(?:[ \u00a0().\-–/]{0,2}\d){5,13}(?![\w])")
_CUE: Final = re.compile(
    r"(?:tel|telephone|telefon|téléphone|teléfono|telefono|telefone|phone|fax|mobile|mobil|móvil|call|ring|dial|helpline|hotline"
    r"|тел|телефон|факс|电话|電話|هاتف|τηλ|puh|tlf)\W{0,4}(?:no\W{1,2}|nr\W{1,2}|:)?$",
    re.IGNORECASE,
)
_REACH: Final = 24


@lru_cache(maxsize=1)
def _linkify() -> "LinkifyIt":
    from linkify_it import LinkifyIt  # noqa: PLC0415  compiles its patterns when first used

    return LinkifyIt(options={"fuzzy_ip": False})


def addresses(reading: Reading) -> Iterator[Annotation]:
    """URLs (value: with scheme) and e-mail addresses."""
    text = reading.text
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield Annotation("email", match.start(), match.end(), match[0], match[0])
    if not _MAYBE.search(text):
        return
    for offset, piece in _pieces(text):
        for found in _linkify().match(_DENSE.sub(" ", piece)) or ():
            start, end = found.index + offset, found.last_index + offset
            if found.schema == "mailto:":
                continue
            if found.schema != "" or _is_site(found.raw):
                yield Annotation("url", start, end, text[start:end], found.url)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text cut at white space into pieces of bounded length that hold whole addresses."""
    start = 0
    while start < len(text):
        end = start + _PIECE
        if end < len(text):
            space = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
            end = space + 1 if space > start else end
        piece = text[start:end]
        if _MAYBE.search(piece):
            yield start, piece
        start = end


def _is_site(written: str) -> bool:
    """Whether a host without scheme is meant as an address: "example.org", but not "node.js" or "e.g.this"."""
    host = written.partition("/")[0]
    return host.lower().startswith("www.") or (host == host.lower() and len(host.partition(".")[0]) > 1)


def phones(reading: Reading, tag: str | None) -> Iterator[Annotation]:
    """Telephone numbers: international ones anywhere, national ones behind a cue where the page's region is known."""
    text = reading.text
    if "+" in text or "00" in text:
        for match in _INTERNATIONAL.finditer(text):
            if annotation := _phone(text, match.start(), match[0], None):
                yield annotation
    if not re.search(r"\d.?\d.?\d.?\d.?\d", text):
        return
    for match in _NATIONAL.finditer(text):
        has_cue = _CUE.search(text, max(0, match.start() - _REACH), match.start()) is not None
        region = _region(tag) if has_cue else None
        if region and (annotation := _phone(text, match.start(), match[0], region)):
            yield annotation


def _phone(text: str, start: int, written: str, region: str | None) -> Annotation | None:
    import phonenumbers  # noqa: PLC0415  loads the numbering plans of the world

    dialled = "+" + written[2:] if region is None and written.startswith("00") else written
    try:
        number = phonenumbers.parse(dialled, region)
    except phonenumbers.NumberParseException:
        return None
    if not (phonenumbers.is_possible_number(number) if region is None else phonenumbers.is_valid_number(number)):
        return None
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Annotation("phone", start, start + len(written), text[start : start + len(written)], value)


@lru_cache(maxsize=256)
def _region(tag: str | None) -> str | None:
    """The country of a language tag: as written, else where most of those who write the language live."""
    if not tag:
        return None
    try:
        locale = Locale.parse(tag, sep="-" if "-" in tag else "_")
    except (UnknownLocaleError, ValueError):
        return None
    if locale.territory:
        return str(locale.territory)
    return _HOME.get(locale.language)


_HOME: Final = {
    "de": "DE", "it": "IT", "pl": "PL", "cs": "CZ", "sk": "SK", "hu": "HU", "ja": "JP", "ko": "KR", "zh": "CN",
    "tr": "TR", "el": "GR", "he": "IL", "da": "DK", "sv": "SE", "nb": "NO", "no": "NO", "fi": "FI", "nl": "NL",
    "ro": "RO", "bg": "BG", "hr": "HR", "uk": "UA", "ru": "RU", "vi": "VN", "th": "TH", "id": "ID", "lt": "LT",
    "lv": "LV", "et": "EE", "sl": "SI", "fr": "FR", "is": "IS",
}  # fmt: skip
"""Languages of which one country has by far the most writers; English, Spanish and Arabic are not among them."""
