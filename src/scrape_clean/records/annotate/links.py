"""Addresses: URLs (RFC 3986), e-mail addresses, telephone numbers (E.164)."""

import re
from collections.abc import Iterator
from typing import Final

from babel.core import get_global

from scrape_clean.model import Annotation
from scrape_clean.records.annotate.reading import Reading
from scrape_clean.records.annotate.words import lexicon_of
from scrape_clean.records.annotate.words.regions import region_of

__all__ = ["addresses", "phones"]

_EMAIL: Final = re.compile(
    r"(?<![\w.!#$%&*+/=?^`{|}~-])(?:[\w!#$%&*+/=?^`{|}~-]{1,64}\.){0,8}[\w!#$%&*+/=?^`{|}~-]{1,64}"
    r"@(?:[^\W_](?:[\w-]{0,62}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w@-])",
    re.ASCII,
)
"""As in HTML's form fields, with a dot inside the host."""
_URL: Final = re.compile(
    r"(?<![\w@/.-])(?P<scheme>(?:https?|ftps?|sftp|wss?|gopher|git|svn|irc)://(?:[^\s/?#@<>\"]{1,64}@)?)?"
    r"(?P<host>(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}(?P<top>[^\W\d_]{2,24}|xn--[\w-]{2,59})"
    r"|\d{1,3}(?:\.\d{1,3}){3}|localhost)"
    r"(?P<port>:\d{1,5})?"
    r"(?P<rest>[/?#][!#-;=?-_a-~\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u201b\u2020-\u2038\u203b-\u2e7f]{0,2000})?(?![\w@])",
    re.IGNORECASE,
)
"""A URL with its scheme (RFC 3986), or a host that may be one, and what follows it up to a sign that no URL has."""
_HAS_HOST: Final = re.compile(r"\.(?<=\w\.)\w")
_HAS_NUMBER: Final = re.compile(r"\d.?\d.?\d.?\d.?\d")
_HAS_ASCII_NUMBER: Final = re.compile("[0-9].?[0-9].?[0-9].?[0-9].?[0-9]")
"""The same where there are no other digits, and found faster."""
_GENERIC: Final = frozenset(
    (
        "com org net edu gov mil int info biz name museum coop aero jobs mobi travel cat tel asia post app dev online "
        "site store shop blog tech cloud page wiki news media art design agency solutions academy school foundation "
        "example eu"
    ).split()
)
"""Top-level domains besides those of countries that are taken for one without a scheme or www."""
_WORDS: Final = frozenset("am as at be by do in is it la me my no or so to us".split())
_COUNTRIES: Final = frozenset(code.lower() for code in get_global("territory_currencies")) | {"uk"}
"""Top-level domains of countries; those that are words too count with a path only: "the end.it was"."""
_DENSE: Final = re.compile("[\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
"""Letters and punctuation of scripts that write no space before or behind an address."""
_TRAILING: Final = ".,;:!?'\"*_~“”‘’«»…\\([{"
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}
_BRACKET: Final = re.compile(r"[()\[\]{}]")
_CLOSING: Final = re.compile(r"[)\]}]")
_HIDDEN_AT: Final = re.compile(r"[\[({<] ?(?:at|ät|@|a|arroba) ?[\])}>] ?$", re.IGNORECASE)
"""What stands for @ in an e-mail address that programs shall not find; what is behind it is no site."""
_LONGEST_AT: Final = 12
_INTERNATIONAL: Final = re.compile(
    r"(?<![\w+])(?:\+|(?<!\d[ \u00a0\u202f./-])(?<![A-Z][A-Z]\d\d[ \u00a0][A-Z]{4}[ \u00a0])00(?=[1-9]))"
    r"[ (]{0,2}\d(?:[ \u00a0().\-–/]{0,3}\d){5,17}"
)
"""Two zeros within a row of digits, as an IBAN is (ISO 13616), are no prefix."""
_NATIONAL: Final = re.compile(r"(?<![\w+])(?<!\d[.,/:-])\(?0?\d(?:(?:[ \u00a0().\-–/]{0,2}| / )\d){5,13}(?![\w])")
_CUT: Final = re.compile(r" ?/ ?| [-–] ")
"""Between a number and another one, or its last digits: "020 7946 3000/3001"."""
_NORTH_AMERICAN: Final = re.compile(
    r"(?<![\w+.,/:-])(?:1[-. ])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[-.])[2-9]\d\d[-.]\d{4}(?![\w-]|[./]\w)"
)
"""Three, three and four digits (the North American Numbering Plan), as hardly anything else is written."""
_NORTH_AMERICAN_END: Final = re.compile(r"[2-9]\d\d[-.]\d{4}")
"""Its last seven digits, looked for first, as `re` finds what begins with a digit fastest."""
_CUE: Final = re.compile(
    r"(?:t[eé]l[eé](?:f|ph)[^\W\d_]{0,10}|phone|fax|handy|hotline|helpline"
    r"|(?<![^\W\d_])(?:t[eé]l|mob|mobile?|mobiel|móvil|cell|celular|cellulare|portable|natel|gsm|whatsapp|call|ring|dial|puh|tlf)"
    r"|тел|телефон|факс|电话|電話|هاتف|τηλ)"
    r"(?: (?:number|no|nr|nummer)\b)?(?:\W{0,2}\([^()\d]{1,20}\)|\.? [^\W\d_]{2,6}(?=\.))?\W{0,4}$",
    re.IGNORECASE,
)
"""A word for a telephone with what tells it from another one: "Tel (office):", "tel. kom."."""
_BANDS: Final = frozenset("380 410 450 480 710 750 810 850 900 1800 1900".split())
"""MHz in which GSM is sent (3GPP TS 45.005)."""
_AND: Final = re.compile(r" ?[/,;|&+]? |/| (?P<word>[^\W\d_]{1,6}) ")
"""Between two numbers behind one such word: "call ... or ..."."""
_TRUNK_ZERO: Final = re.compile(r"\(0\)")
_CALLING_CODE: Final = re.compile(
    r"1|7|2(?:0|7|[1-689]\d)|3(?:[0-469]|[578]\d)|4(?:[013-9]|2\d)|5(?:[1-8]|[09]\d)|6(?:[0-6]|[7-9]\d)"
    r"|8(?:[1246]|[03578]\d)|9(?:[0-58]|[679]\d)"
)
"""The country codes of ITU-T E.164, as far as their number of digits goes."""
_SHORTEST, _LONGEST, _OF_CODE_1 = 8, 15, 11
"""Digits with the country's code."""
_REACH: Final = 48
_ONE_PLAN: Final = frozenset((None, "US", "CA", "PR"))


def addresses(reading: Reading) -> Iterator[Annotation]:
    """URLs (value: with scheme) and e-mail addresses."""
    text = reading.text
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield Annotation("email", match.start(), match.end(), match[0], match[0])
    if ("." in text and _HAS_HOST.search(text)) or "://" in text:
        # A letter of a script without spaces ends an address; a space in its place lets the pattern see that.
        seen, at = text if text.isascii() else _DENSE.sub(" ", text), 0
        while (found := _URL.search(seen, at)) is not None:
            start, at = found.span()
            if found["scheme"] or (_is_site(found) and not _is_behind_at(text, start)):
                closed = _closed(found[0], text[start - 1 : start])
                at = start + len(closed)
                written = closed.rstrip(_TRAILING)
                value = written if found["scheme"] else f"http://{written}"
                yield Annotation("url", start, start + len(written), written, value)


def _is_behind_at(text: str, start: int) -> bool:
    return _HIDDEN_AT.search(text, max(0, start - _LONGEST_AT), start) is not None


def _is_site(match: re.Match[str]) -> bool:
    """Whether a host without scheme is meant as an address: "example.org", but not "node.js" or "e.g.this"."""
    host, top = match["host"], (match["top"] or "").lower()
    if host.lower().startswith("www."):
        return host.count(".") > 1
    if host != host.lower() or len(host.partition(".")[0]) < 2 or host[0].isdigit():
        return False
    return top in _GENERIC or (top in _COUNTRIES and (top not in _WORDS or bool(match["rest"])))


def _closed(written: str, before: str) -> str:
    """An address up to a quote or bracket that closes one opened before it: "[docs](https://example.org/a)[1]"."""
    if before == "'" and (end := written.find("'")) > 0:
        written = written[:end]
    if not _CLOSING.search(written):
        return written
    opened = dict.fromkeys(_PAIRS.values(), 0)
    for match in _BRACKET.finditer(written):
        opening = _PAIRS.get(match[0], match[0])
        opened[opening] += 1 if match[0] in opened else -1
        if opened[opening] < 0:
            return written[: match.start()]
    return written


def phones(reading: Reading, tag: str | None) -> Iterator[Annotation]:
    """Telephone numbers: international ones anywhere, national ones behind a cue where the page's region is known.

    North American ones need no cue, and are looked for where no other region is known.
    """
    text = reading.text
    if "+" in text or "00" in text:
        yield from filter(None, (_international(text, match) for match in _INTERNATIONAL.finditer(text)))
    if (_HAS_ASCII_NUMBER if text.isascii() else _HAS_NUMBER).search(text):
        yield from filter(None, _national(reading, region_of(tag)))


def _national(reading: Reading, region: str | None) -> Iterator[Annotation | None]:
    text = reading.text
    if region in _ONE_PLAN and _NORTH_AMERICAN_END.search(text):
        for match in _NORTH_AMERICAN.finditer(text):
            yield _phone(text, match.start(), match[0], region or "US")
    end = None
    if region is None:
        return
    for match in _NATIONAL.finditer(text):
        start = match.start()
        if _CUE.search(text, max(0, start - _REACH), start) or (end and _is_joined(reading, end, start)):
            found = _first_valid(text, match, region)
            end = found.end if found else None
            yield found


def _is_joined(reading: Reading, end: int, start: int) -> bool:
    """Whether no more than a mark, or a word for "and" or "or", stands between two numbers: "... RCS ..." is none."""
    between = _AND.fullmatch(reading.lower, end, start)
    if between is None or between["word"] is None:
        return between is not None
    return lexicon_of(reading.language).words.get(between["word"], ("", 0))[0] == "&"


def _first_valid(text: str, match: re.Match[str], region: str) -> Annotation | None:
    """A row of digits as a telephone number, else what stands before its last slash or dash; none has two slashes."""
    if _are_numbers(match[0], region):
        return None
    ends = [match.end(), *(match.start() + cut.start() for cut in reversed([*_CUT.finditer(match[0])]))]
    rows = (text[match.start() : end] for end in ends)
    found = (_phone(text, match.start(), written, region) for written in rows if written.count("/") < 2)
    return next(filter(None, found), None)


def _are_numbers(written: str, region: str) -> bool:
    """Whether a row is years or the bands of a network: "Handy 2023 2024", "GSM 850 900 1800 1900".

    Of years only where numbers begin with a zero, as they do not in Hong Kong.
    """
    groups = written.split()
    if _BANDS.issuperset(groups):
        return True
    if not all(len(group) == 4 and group.startswith(("19", "20")) for group in groups):
        return False
    import phonenumbers  # noqa: PLC0415  loads the numbering plans of the world

    plan = phonenumbers.PhoneMetadata.metadata_for_region(region)
    return plan is not None and plan.national_prefix == "0"


def _international(text: str, match: re.Match[str]) -> Annotation | None:
    """A number with its country's code, as E.164: the digits, without the zero that callers from abroad leave out.

    Where that zero is not in brackets the numbering plans have to say whether it belongs to the number.
    """
    written = match[0]
    digits = "".join(str(int(one)) for one in _TRUNK_ZERO.sub("", written) if one.isdecimal())
    digits = digits.removeprefix("00") if not written.startswith("+") else digits
    if not (code := _CALLING_CODE.match(digits)):
        return None
    if digits[code.end()] == "0":
        return _phone(text, match.start(), written, None)
    least = _OF_CODE_1 if code[0] == "1" else _SHORTEST
    if not least <= len(digits) <= (_OF_CODE_1 if code[0] == "1" else _LONGEST):
        return None
    return Annotation("phone", match.start(), match.end(), written, f"+{digits}")


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
