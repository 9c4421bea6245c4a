"""List markers: what stands before an item and is no part of what it says.

Markers are found by what their characters are in Unicode (numeric values, scripts, dashes, pictures, private-use
glyphs of symbol fonts) and by the shape of what follows them, not from a list of markers.
"""

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

from scrape_clean.parse.cues import LEGAL_LABELS, PART_LABELS, starts_with_unit
from scrape_clean.parse.glyphs import bullet_style, enclosed_family, glyph_kind, is_enclosed
from scrape_clean.parse.items import is_bullet_item, is_number, is_ordinal_item, is_titled, opening_of
from scrape_clean.parse.ordinals import ROMAN_VALUES, read_ordinal

__all__ = ["Marker", "find_marker", "letter_reading", "read_marker"]


class Marker(Struct, frozen=True):
    """The marker at the start of a line."""

    text: str
    """As a reader sees it: "•", "(a)", "1.", "- [x]", "Step 2:"."""
    end: int
    """Offset in the line at which the item's content begins."""
    style: str
    """Equal for the markers of one list: the bullet's character, or the ordinal's shape with its first member
    ("1.", "(a)", "A.", "i)", "一、", "1.1")."""
    ordinal: int | None = None
    """Its number in the list, from 1; None for bullets."""


_GAP = r"[\s\u200b-\u200f\u2060\ufeff]"
_SPACES = re.compile(rf"{_GAP}*")
_WORD = re.compile(r"[^\W_]")
_OPEN, _CLOSE = r"(\[（［【〔〖{⦅﹙", r")\]）］】〕〗}⦆﹚"
_MARKS = r"\.\)|\)\.|\.[-–]|[°º]\)|\s\)|[.)\]）．:：/、，,°ºª-]"
_BRACKETED = re.compile(rf"[{_OPEN}]\s?([^\W_]{{1,7}}(?:\.[^\W_]{{1,3}}){{0,5}})\s?[{_CLOSE}][.:．：]?")
_SUFFIXED = re.compile(rf"(\d{{1,4}}[a-z]?|[A-Za-z]\d{{1,2}}|[^\W\d_]{{1,7}})({_MARKS})")
_DOTTED = re.compile(r"((?:\d{1,3}|[A-Za-z])(?:\.\d{1,3}){1,6})(\.\)|\.?[-–]|[.)．）:、]?)(?![^\W_])")
_LABEL = re.compile(
    r"([^\W\d_]{1,14})([.°º]?\s?)(\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?|[IVXL]{1,6}|[A-Z])(\s?[.:：)–—-]|)(?=\s)"
)
_LABELLED = re.compile(r"[^\W\d_]{1,14}+(?:[.°º]?\s?\d|\s(?:[IVXL]+|[A-Z])\s?[.:：)–—-]|\s?[.．)）:：、])")
_LETTER_BULLETS = "oØüq"  # what the bullets of symbol fonts turn into when the font is lost
_LETTERS, _SMALL = "a-zA-ZÀ-ÖØ-öø-ɏЀ-џ", "a-zß-öø-ÿа-џ"
_SAYING = ",;!?\"“„‘'’&(+|/–—-"
_TEXT = re.compile(
    rf"[{_LETTERS}]{{3,}}+(?:\Z|[{_SAYING}]| (?:[A-Z]?[{_SMALL}]|[{_SAYING}]|[0-9]++(?:[,%]|\Z)|[0-9]{{4}}"
    r"|[A-Z]{2,}+(?!\s?[.:：)–—-])))"
    rf"|(?![{_LETTER_BULLETS}] )[{_LETTERS}]{{1,2}}+(?:\Z|['’]| [A-Z]?[{_SMALL}])"
    rf"|[0-9]+(?:[,:/-][0-9]|%| [{_LETTERS}(&]|\Z)|[\"“”„'‘’«$€£©®|=]|[{_LETTERS}]{{8,}}+:|https?:"
)
"""What most lines begin with, and no marker does: words, numbers that say something, quotations."""
_SIGN = re.compile(r"([№§#])\s?(\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?)([.:)]?)(?=\s)")
_COUNTED = re.compile(r"([第제])\s?(\d{1,4}|[^\W\d_]{1,6}?)\s?([^\W\d_])(?=[\s（(、：:．.]|$)[、：:．.]?")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]{1,3}(?![⁰¹²³⁴-⁹])(?=[\s\w\"'($\u00a3\u00ab\u2018\u201c\u201e\u20ac])")
"""The number of a note."""
_CHECKBOX = re.compile(r"[\[(]([ \u00a0xX✓✔✗✘vV_-]?)\](?=\s)")
_KEYCAP = re.compile(r"(\d)\ufe0f?\u20e3")
_PICTURE = re.compile(
    r"[\U0001f1e6-\U0001f1ff]{2}|.[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?(?:\u200d.[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?){0,4}"
)
_REPEATED = re.compile(r"\*{1,4}|-{1,3}|\+|>{1,2}|~|.")
_HEAD = 80
"""Characters of a line that may be its marker."""
_ABBREVIATED = 3
"""Letters of the longest abbreviation for article or number."""


def find_marker(line: str) -> Marker | None:
    """The marker that begins a line, or None when the line is text throughout.

    Args:
        line: Without leading white space. Only the outermost marker is taken: "- 1) go" has the marker "-".

    A number, initial or dash that belongs to the sentence ("1.5 million", "A. Mensah is", "- 5 °C", "1. Mai 2024",
    "— Oui, dit-il") is no marker. Neighbouring lines may know better: see ``read_marker``.
    """
    if _TEXT.match(line):
        return None
    return _find_short(line) if len(line) <= _HEAD else _find(line, loose=False)


def read_marker(line: str) -> Marker | None:
    """What the marker would be if the neighbouring lines show that the line is an item, whatever follows it."""
    return _find(line, loose=True)


def letter_reading(marker: Marker) -> Marker | None:
    """A marker read as roman ("i.", "v)", "X.") read as a letter of the alphabet instead, as between "h." and "j."."""
    letter = marker.text.strip("().[]（）:- ")
    if len(letter) != 1 or marker.ordinal is None or letter.lower() not in ROMAN_VALUES:
        return None
    style = marker.style.replace("I" if letter.isupper() else "i", "A" if letter.isupper() else "a", 1)
    return Marker(marker.text, marker.end, style, ord(letter.lower()) - 96)


@lru_cache(maxsize=1024)
def _find_short(line: str) -> Marker | None:
    """A page is asked for most of its lines twice, and says many of them more than once."""
    return _find(line, loose=False)


def _find(line: str, *, loose: bool) -> Marker | None:
    start = line[:_HEAD]
    head = start.lstrip("\u200b\u200e\u200f\u2060\ufeff")
    if not head or (head[:3].isalpha() and head[0] not in "第제" and not _LABELLED.match(head)):
        return None  # most lines are words
    skipped = len(start) - len(head)
    marker = _alnum(head, line, loose=loose) if head[0].isalnum() else _sign(head, line, loose=loose)
    if marker is None:
        return None
    space = _SPACES.match(line, skipped + marker.end)
    end = space.end() if space is not None else skipped + marker.end
    if _WORD.search(line, end) is None:
        return None
    return Marker(marker.text, end, marker.style, marker.ordinal)


def _alnum(head: str, line: str, *, loose: bool) -> Marker | None:
    """Markers that begin with a letter or a number; offsets in ``head``."""
    first = head[0]
    if first in _LETTER_BULLETS and head[1:2].isspace():
        rest = head[1:].lstrip()
        return Marker(first, 1, first) if loose or opening_of(rest) == "upper" else None
    if (keycap := _KEYCAP.match(head)) is not None:
        return Marker(keycap[0], keycap.end(), "①", int(keycap[1]))
    if first in "第제" and (counted := _COUNTED.match(head)) is not None:
        return _counted(counted)
    if (raised := _RAISED.match(head)) is not None:
        return Marker(raised[0], raised.end(), "¹", int(unicodedata.normalize("NFKC", raised[0])))
    if not first.isalpha() and not first.isdecimal() and (enclosed := _enclosed(head)) is not None:
        return enclosed
    return _dotted(head, loose=loose) or _suffixed(head, loose=loose) or _label(head, line, loose=loose) or _bare(head)


def _counted(match: re.Match[str]) -> Marker | None:
    value = read_ordinal(match[2])
    if value is None or value[0] not in "1一":
        return None
    return Marker(match[0].rstrip(), match.end(), f"{match[1]}{value[0]}{match[3]}", value[1])


def _dotted(head: str, *, loose: bool) -> Marker | None:
    """Ordinals of several levels: "1.1", "1.2.3.", "A.4"."""
    match = _DOTTED.match(head)
    if match is None:
        return None
    parts, rest = match[1].split("."), head[match.end() :].lstrip()
    marker = Marker(match[0], match.end(), ".".join("1" if p.isdecimal() else p and "A" for p in parts), int(parts[-1]))
    if loose:
        return marker
    numbers = [p for p in parts if p.isdecimal()]
    if not head[match.end() : match.end() + 1].isspace() or any(len(p) > 2 or p[0] == "0" for p in numbers):
        return None
    date = len(numbers) == 3 and int(numbers[0]) <= 31 and int(numbers[1]) <= 12 and int(numbers[2]) >= 20
    opening = opening_of(rest)
    if date or opening in ("digit", "other") or (len(parts) == 2 and opening == "lower" and not match[2]):
        return None
    return None if starts_with_unit(rest) and len(parts) == 2 else marker


def _suffixed(head: str, *, loose: bool) -> Marker | None:
    """An ordinal and the mark that closes it: "1.", "a)", "iv.", "一、", "1º"."""
    match = _SUFFIXED.match(head)
    if match is None:
        return None
    token, mark, value = match[1], match[2], read_ordinal(match[1])
    if value is None:
        return None
    after = head[match.end() :]
    rest = after.lstrip()
    marker = Marker(match[0], match.end(), value[0] + mark.strip(), value[1])
    spaced = not after or after[0].isspace() or mark in "、．）："
    tight = opening_of(after) in ("uncased", "upper") and mark in (".", ")", ".)") and token.isdecimal()
    tight = tight or (
        not token.isascii() and not token.isdecimal() and mark in ".)-" and opening_of(after) == "uncased"
    )
    if not (spaced or tight) or mark in "，," or (mark == ":" and not token.isdecimal() and len(token) == 1):
        return None
    return marker if loose or is_ordinal_item(token, mark.strip(), rest) else None


def _label(head: str, line: str, *, loose: bool) -> Marker | None:
    """A word and its number: "Step 1:", "Article 1.", "Art. 1"."""
    match = _LABEL.match(head)
    if match is None:
        return None
    word, mark, rest = match[1].casefold(), match[4].strip(), head[match.end() :].lstrip()
    value = read_ordinal(match[3].split(".")[-1])
    if value is None or not _is_apart(word, match[2], match[3], mark):
        return None
    marker = Marker(match[0].rstrip(), match.end(), f"{word} {value[0]}{mark}", value[1])
    if word in PART_LABELS and (mark or (word in LEGAL_LABELS and (loose or is_titled(rest)))):
        return marker if opening_of(rest) != "digit" or mark in (":", "：") else None
    phrase = (
        loose and match[3].isdecimal() and mark in (":", "：") and opening_of(rest) in ("upper", "uncased", "lower")
    )
    words = line[match.end() : match.end() + 200].split(None, 3)
    return marker if phrase and not match[1][0].islower() and len(words) >= 3 else None


def _is_apart(word: str, joint: str, number: str, mark: str) -> bool:
    """Whether a word and its number are two: not in "NC Programs", "N95 Masks", "St A Hospital", "No I Did".

    A letter that follows without anything between is part of the word, and an abbreviation without its full stop or
    degree sign is a word or an initial as well. "N.B.", "N. V. Lind" and "Ch.B." are initials throughout.
    """
    if not number[0].isdecimal() and (len(word) == 1 or (joint == "." and len(word) < _ABBREVIATED)):
        return False
    if joint.strip():
        return True
    if len(word) == 1 or not (joint or number[0].isdecimal()):
        return False
    return len(word) > _ABBREVIATED or number[0].isdecimal() or bool(mark)


def _bare(head: str) -> Marker | None:
    """An ordinal with nothing but space after it: "ア ", "一 ", "Ⅱ "."""
    token, _, rest = head.partition(" ") if " " in head else head.partition("\u3000")
    if not rest or len(token) > 3 or token.isascii():
        return None
    kana = len(token) == 1 and "\u30a1" <= token <= "\u30fa"
    numeral = all(unicodedata.category(c) in ("Nl", "Lo") and unicodedata.numeric(c, -1) > 0 for c in token)
    value = read_ordinal(token)
    if value is None or not (kana or numeral):
        return None
    return Marker(token, len(token), value[0], value[1])


def _sign(head: str, line: str, *, loose: bool) -> Marker | None:
    """Markers that begin with a bullet, a bracket or another sign; offsets in ``head``."""
    if head[0] in "([（［【〔〖{⦅﹙":
        return _bracketed(head)
    if (match := _SIGN.match(head)) is not None:
        value = int(re.split(r"\D", match[2].rstrip("abcdefghijklmnopqrstuvwxyz"))[-1])
        marker = Marker(match[0], match.end(), f"{match[1]}1{match[3]}", value)
        return marker if loose or match[3] or is_titled(head[match.end() :].lstrip()) else None
    if head[0] == "§":
        return Marker("§", 1, "§") if head[1:2].isspace() and opening_of(head[1:].lstrip()) == "upper" else None
    return _enclosed(head) or _bullet(head, line, loose=loose)


def _bracketed(head: str) -> Marker | None:
    if (box := _CHECKBOX.match(head)) is not None and box[0][0] == "[":
        return Marker(box[0], box.end(), "☐")
    match = _BRACKETED.match(head)
    if match is None:
        return None
    token, after = match[1], head[match.end() :]
    value = read_ordinal(token.split(".")[-1])
    if value is None or (token.isdecimal() and len(token) > 3) or (token[0].isalpha() and token[-1].isdecimal()):
        return None
    wide = match[0][0] in "（［【〔〖｛" or not token.isascii()
    tight = opening_of(after) == "uncased" or ((token.isdecimal() or wide) and opening_of(after) in ("upper", "other"))
    if not (after[:1].isspace() or (tight and after[:1] not in "-–,.;:/")):
        return None
    rest = after.lstrip()
    if (
        is_number(rest)
        or (len(token) == 3 and rest[:1].isdecimal())
        or (token.casefold() == "c" and rest[:4].isdecimal())
    ):
        return None  # a telephone number; a copyright
    shape = ".".join(["1"] * token.count(".") + [value[0]])
    return Marker(match[0], match.end(), match[0].replace(token, shape, 1), value[1])


def _bullet(head: str, line: str, *, loose: bool) -> Marker | None:
    """Dashes, dots, pictures and private-use glyphs."""
    first = head[0]
    kind = glyph_kind(first)
    if kind is None:
        return None
    match = (_PICTURE if kind == "picture" else _REPEATED).match(head)
    text = match[0] if match else first
    after = head[len(text) :]
    rest = after.lstrip()
    if not (after[:1].isspace() or after[:1] in ("\u200b", "\ufeff")):
        if (
            kind == "dash"
            or first.isascii()
            or first in "»›\ufffd"
            or not (after[:1].isalnum() or after[:1] in "\"“„'‘([" or opening_of(after[:1]) == "uncased")
        ):
            return None
    elif (box := _CHECKBOX.match(rest)) is not None:
        spaces = len(after) - len(rest)
        return Marker(f"{text}{after[:spaces]}{box[0]}", len(text) + spaces + box.end(), f"{first}[]")
    if not loose and not is_bullet_item(kind, text, rest, line):
        return None
    return Marker(text, len(text), bullet_style(first, text))


def _enclosed(head: str) -> Marker | None:
    """Numbers and letters that come in a circle, in brackets or with their full stop as one character."""
    first = head[0]
    if first.isascii() or not is_enclosed(first):
        return None
    after = head[1:2]
    if after in ("、", ".", "．", ")"):
        after, length = head[2:3], 2
    else:
        length = 1
    if not (after == "\ufe0f" or after.isspace() or after.isalnum() or after in tuple('“"「『（(《')):
        return None
    plain = "".join(c for c in unicodedata.normalize("NFKC", first) if c.isalnum())
    value = read_ordinal(plain) if plain and plain != first else None
    number = int(unicodedata.numeric(first, 0))
    if value is None and not number:
        return None  # "㈱" is a company, "㊊" a Monday
    return Marker(head[:length], length, enclosed_family(first), value[1] if value else number)
