"""What tells a text that was read in a wrong encoding from one that is right: what stands beside what."""

import re
import unicodedata
from collections import Counter
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

__all__ = ["Run", "fits", "is_odd", "scripts_of"]

_IN_WORDS = "\u2019\u00b4\u2010\u2011\u2012\u2013\u2014\u2026\u00b7\u00ad\u00a0"
"""Apostrophes, hyphens, dashes, dots and what is not seen: they may stand between two letters."""
_BEHIND_WORDS = frozenset(_IN_WORDS + "\u201c\u201d\u2018\u00ab\u00bb\u203a\u2022\u2116©®™°¹²³ªº")
"""What may stand behind a word without a space."""
_BEHIND_CAPITALS = frozenset(
    "\u2018\u2019\u00b4\u201c\u201d\u00ab\u00bb\u203a\u2026\u2013\u2014\u2122\u00ae\u00a0\u00b7\u2022"
)
"""The same of a word that ends in Ã or Â."""
_OPENING = frozenset("\u2018\u201a\u201c\u201e\u00ab\u2039\u00bb\u203a([")
_NO_LETTERS = frozenset("\u02c6\u02c7ƒ")
"""Accents alone, and the sign of the florin: letters by their category."""
_RAISED = frozenset("ªº")
"""No letters of a word, though they have that category."""
_LATIN_1 = frozenset("ÂÃ¬√├┬")
"""What the first byte of what Latin-1 has beyond ASCII looks like, where that is no frequent letter."""
_BOXES = range(0x2500, 0x2580)
_CASED = frozenset(("LATIN", "GREEK", "CYRILLIC", "ARMENIAN"))
"""Scripts of which no word has two."""
_USUAL = re.compile("[\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u1e00-\u1eff]")
"""Latin letters beyond Extended-A that much text has (Vietnamese, Romanian)."""
_IN_UNITS = frozenset("\u00b5\u03bc\u03a9")
"""Greek letters that stand in front of Latin ones, as in micrograms, and behind them."""
_EAST_ASIAN = frozenset(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"))
_LONG = 6
"""Characters that are no accident when their bytes are UTF-8."""
_CHANCE = 2
"""Characters that several encodings may explain, each in its own way."""
_SIGNS = range(0x2000, 0x2C00)
"""Punctuation and symbols: blocks without letters of any language."""
_SIGNS_IN_WORDS = range(0x2000, 0x2150)
"""Those of them that stand behind letters: quotes, dashes, currencies, trade marks."""


class Run(NamedTuple):
    """Characters beyond ASCII in a row, and what stands beside them."""

    before: str
    """The character in front, if any."""
    chars: str
    """Two or more."""
    after: str
    """The character behind, if any."""


@lru_cache(maxsize=1 << 12)
def _script(char: str) -> str:
    """The script of a letter, by its name; none of a character of all scripts."""
    if unicodedata.category(char) not in ("Lu", "Ll", "Lt", "Lo") or char in _RAISED or char in _IN_UNITS:
        return ""
    script = unicodedata.name(char, "").split(" ")[0]
    return "CJK" if script in _EAST_ASIAN else script


def scripts_of(text: str, least: int = 1) -> set[str]:
    """The scripts of which a text has letters, so many at least; those of East Asia are one."""
    counts = Counter(map(_script, text))
    return {script for script, count in counts.items() if script and count >= least}


def _has_hump(text: str) -> bool:
    """Whether a capital follows a small letter."""
    return any(a.islower() and b.isupper() and a not in _RAISED for a, b in pairwise(text))


def _has_lone_capital(text: str) -> bool:
    """Whether a capital beyond ASCII stands inside a word, with a small letter behind it."""
    triples = zip(text, text[1:], text[2:], strict=False)
    return any(
        a.isalpha() and b.isupper() and not b.isascii() and c.islower() and c not in _RAISED for a, b, c in triples
    )


def _mixes_scripts(text: str) -> bool:
    """Whether letters of two scripts stand side by side that do not."""
    return any(_script(a) != _script(b) and _CASED.issuperset((_script(a), _script(b))) for a, b in pairwise(text))


def _has_sign_in_word(text: str) -> bool:
    """Whether a sign stands behind a letter or between two, where none does, or a control character anywhere."""
    open_word = broken = False  # a letter was seen, and nothing but signs since; one of them is none of a word
    for before, char in pairwise(" " + text):
        kind = "Sk" if char in _NO_LETTERS else unicodedata.category(char)
        if kind in ("Cc", "Co"):
            return True
        if kind[0] in "LM":
            if broken and open_word:
                return True
            open_word, broken = True, False
        elif char.isascii():
            open_word = False
        elif kind in ("Sm", "Sk", "So") and char not in _BEHIND_WORDS and before.isalpha():
            return True
        else:
            broken = broken or char not in _IN_WORDS
    return False


def _starts_latin_1(run: Run, meant: str) -> bool:
    """Whether it starts as Latin-1 does when it is misread, and not as a formula, a drawing or right text does.

    Words in capitals may end in Ã or Â, and both may be quoted.
    """
    first, second = run.chars[0], run.chars[1]
    if first not in _LATIN_1 or _script(second) == "GREEK" or (second.isalpha() and not meant[0].isalpha()):
        return False
    if (ord(second) in _BOXES or unicodedata.category(second) == "Sm") and not run.after.islower():
        return False
    may_end = second in _BEHIND_CAPITALS and not run.after.isalpha()
    return not (may_end and (run.before.isupper() or run.before in _OPENING))


def _is_sign(run: Run, meant: str) -> bool:
    """Whether three or four characters that do not follow each other are one sign: a dash, a tick, a smiling face."""
    if len(meant) != 1 or not (ord(meant) in _SIGNS or len(run.chars) > 3):
        return False
    if run.before.isalpha() and ord(meant) not in _SIGNS_IN_WORDS:
        return False
    return not _BEHIND_WORDS.issuperset(run.chars[1:])


def is_odd(run: Run, meant: str) -> bool:
    """Whether a run hardly stands in any text that was read right.

    A quote, a dash or a trade mark beside an accented letter does: ``l’été``, ``«été»``, ``CAFÉ™``.

    Args:
        run: The run.
        meant: What its bytes say in UTF-8.
    """
    whole = "".join(run)
    if _has_hump(whole) or _has_lone_capital(whole) or _has_sign_in_word(whole) or _mixes_scripts(whole):
        return True
    return len(run.chars) >= _LONG or _starts_latin_1(run, meant) or _is_sign(run, meant)


def fits(run: Run, meant: str, around: AbstractSet[str]) -> bool:
    """Whether what a run is said to mean may stand where it does.

    Args:
        run: The run.
        meant: What its bytes say in UTF-8.
        around: Scripts of the other letters of the text; none when there are no others.
    """
    stands = "".join(run)
    doubtful = _is_rare(meant) or unicodedata.category(meant[0])[0] == "M"
    if doubtful and not (_has_hump(stands) or _has_sign_in_word(stands)):
        return False
    if around and not scripts_of(meant) <= around:
        return False
    whole = run.before + meant + run.after
    humped = _has_hump(whole) or _has_lone_capital(whole)
    return not (_mixes_scripts(whole) or (humped and len(meant) <= _CHANCE))


def _is_rare(meant: str) -> bool:
    """Whether it has a Latin letter that few languages write: what was read right often gets one when "repaired"."""
    return any(char > "\u017f" and _script(char) == "LATIN" and not _USUAL.match(char) for char in meant)
