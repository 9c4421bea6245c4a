"""Records that were split or merged: whose words a record has that is not the same one, edited."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from scrape_clean.compare.text.words import meaning, meaning_key

__all__ = ["Kin", "kin"]

SHARE = 0.7
"""Of a part's words, so many stand in the whole (and not in the whole's own successor)."""
FEWEST_WORDS = 3
COMMON = 32
"""A word that more wholes than this have leads to none of them."""
NEAREST = 3
"""Wholes that are looked at for each part: those that share the most words with it."""


class Kin(Struct, frozen=True):
    """A part that was split off a whole, or merged into it."""

    part: int
    whole: int
    entire: bool
    """Whether all that the part says stands in the whole, word for word and in a row."""


def kin(parts: Mapping[int, str], wholes: Mapping[int, tuple[str, str]], fewest: int = FEWEST_WORDS) -> list[Kin]:
    """For each part the whole that has its words, if there is one.

    Args:
        parts: Texts of records that stand alone on one night.
        wholes: For records of the other night their texts, and the text of each one's partner, empty where it has none.
        fewest: Words that a part has at least; fewer stand anywhere by accident.
    """
    spare = {at: _spare(text, partner) for at, (text, partner) in wholes.items()}
    index: dict[str, list[int]] = defaultdict(list)
    for at, words in spare.items():
        for word in words:
            index[word].append(at)
    found = []
    for part, text in parts.items():
        words = Counter(meaning(text))
        if words.total() < fewest:
            continue
        for whole in _nearest(words, index):
            if (words & spare[whole]).total() >= SHARE * words.total():
                found.append(Kin(part, whole, meaning_key(text) in meaning_key(wholes[whole][0])))
                break
    return found


def _spare(text: str, partner: str) -> Counter[str]:
    """Words that a record has and its partner has not."""
    return Counter(meaning(text)) - Counter(meaning(partner))


def _nearest(words: Iterable[str], index: Mapping[str, Sequence[int]]) -> list[int]:
    tally = Counter(at for word in words if len(index.get(word, ())) <= COMMON for at in index.get(word, ()))
    return [at for at, _ in sorted(tally.items(), key=lambda item: (-item[1], item[0]))[:NEAREST]]
