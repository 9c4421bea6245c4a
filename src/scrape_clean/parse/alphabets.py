"""The orders in which letters of other alphabets than the Latin one count: (가) (나) (다), а) б) в), イ ロ ハ.

Orders are those of CSS Counter Styles Level 3 and of the W3C's Ready-made Counter Styles; where a script has none
there, its letters in the order of Unicode.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from scrape_clean.parse.ordinals import ALEF

__all__ = ["letter_of", "place_of", "places_of"]


def _letters(first: int, last: int) -> str:
    """The letters from one code point to another, without those that are another letter with a mark."""
    chars = map(chr, range(first, last + 1))
    return "".join(char for char in chars if char.isalpha() and len(unicodedata.normalize("NFD", char)) == 1)


_INDIC = range(0x900, 0xD80, 0x80)
"""Blocks of the scripts of India that are laid out alike: vowels, then consonants."""
_ORDERS: Final = (
    "абвгдежзиклмнопрстуфхцчшщэюя",  # Russian, as lists are lettered
    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "абвгдежзийклмнопрстуфхцчшщъьюя",  # Bulgarian
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",  # Ukrainian
    "абвгдеєжзиіклмнопрстуфхцчшщюя",
    "абвгдеёжзійклмнопрстуўфхцчшыьэюя",  # Belarusian
    "абвгдђежзијклљмнњопрстћуфхцчџш",  # Serbian
    "абвгдѓежзѕијклљмнњопрстќуфхцчџш",  # Macedonian
    "αβγδεζηθικλμνξοπρστυφχψω",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",  # Persian
    "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
    "กขฃคฅฆงจ",
    "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮ",
    "가나다라마바사아자차카타파하",
    "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "ᄀᄂᄃᄅᄆᄇᄉᄋᄌᄎᄏᄐᄑᄒ",
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん",
    "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす",
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン",
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
    "ሀለሐመሠረሰቀበተኀነአከወዐዘየደገጠጰጸፀፈፐ",
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "აბგდევზჱთიკლმნჲოპჟრსტჳუფქღყშჩცძწჭხჴჯჰჵ",
    _letters(0x561, 0x586),  # Armenian
    _letters(0x0F40, 0x0F68),  # Tibetan
    _letters(0x1000, 0x1020),  # Burmese
    _letters(0x1780, 0x17A2),  # Khmer
    *(_letters(block + 0x05, block + 0x14) for block in _INDIC),
    *(_letters(block + 0x15, block + 0x39) for block in _INDIC),
    _letters(0x0D9A, 0x0DC6),  # Sinhala
)
_AFTER: Final = {"ć": (3, 2), "đ": (4, 1), "ı": (8, 1), "ł": (12, 1)}
"""Latin letters that stand elsewhere than right behind the one that they are written with."""
_ONE_LETTER = re.compile(r"[\W\d_]*([^\W\d_])[\W\d_]*")
_NOWHERE = 1000


@lru_cache(maxsize=4096)
def letter_of(marker: str) -> str | None:
    """The letter beyond ASCII that a marker has, in lower case; None where it has none, or more."""
    plain = "" if marker.isascii() else unicodedata.normalize("NFKC", marker)
    found = _ONE_LETTER.fullmatch(plain.replace(ALEF, ALEF[0]))
    return None if found is None or found[1].isascii() else found[1].lower()


def place_of(letter: str) -> tuple[int, ...]:
    """The place of a letter by itself, from 1; a Latin one with a mark stands behind the one without: č is (3, 1)."""
    base = unicodedata.normalize("NFD", letter)[0]
    if letter in _AFTER or "a" <= base <= "z":
        return _AFTER.get(letter) or (ord(base) - 96, 1)
    return places_of(letter)[0]


def places_of(letters: Sequence[str]) -> list[tuple[int, ...]]:
    """The places of letters in the order in which the most of them go on from one to the next, from 1.

    What that order lacks stands near nothing.
    """
    orders = [order for order in _ORDERS if any(letter in order for letter in letters)]
    best = max(orders, key=lambda order: _steps(order, letters), default="")
    return [(best.find(letter) + 1 or _NOWHERE + 2 * ord(letter),) for letter in letters]


def _steps(order: str, letters: Sequence[str]) -> tuple[int, int]:
    """How often letters go on in an order, and how many begin it."""
    at = [order.find(letter) for letter in letters]
    return sum(0 <= one == other - 1 for one, other in pairwise(at)), at.count(0)
