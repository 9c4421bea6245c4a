"""The language that a short text seems to be written in: by its script, and by the little words that are everywhere.

Short frequent words identify a language well even in short texts (Grefenstette 1995, "Comparing two language
identification schemes"). Nothing depends on a right answer but which vocabulary is looked into.
"""

import re
from collections import Counter

__all__ = ["language_of"]

_LITTLE_WORDS = {
    "ca": "els amb una per als dels aquest són què més",
    "cs": "je se na že jako pro který nebo jsou při",
    "da": "og det er en af til på ikke med som",
    "de": "der die und das ist nicht ein eine den von mit auf für zu im",
    "en": "the and of to is in that for with on are this it you be",
    "es": "el los las del una por con para que es un al como su en",
    "fi": "ja on ei että se ovat myös kun tai joka",
    "fr": "le les des et une dans pour est sur du au avec un en que",
    "hu": "az és egy hogy nem is van ez meg vagy",
    "id": "yang dan di untuk dengan dari ini pada ke tidak",
    "it": "il di che gli una per del della con un sono nel le dei da",
    "nl": "de het een van en is dat op te voor met niet zijn aan om",
    "pl": "w i z na się do nie jest że od dla lub przez",
    "pt": "os as um uma do da em para com não que dos no por ao",
    "ro": "și în de la cu un o pe care din este sau pentru",
    "sv": "och att det som en på är av för inte med till den",
    "tr": "ve bir bu için ile da de olarak veya daha",
}
_SPOKEN_WITH = {
    word: frozenset(language for language, words in _LITTLE_WORDS.items() if word in words.split())
    for words in _LITTLE_WORDS.values()
    for word in words.split()
}
_SCRIPTS = (
    ("uk", re.compile("[іїєґ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
)
_NOT_ARABIC = re.compile("[پچژگ]")
"""Letters of Persian; one of them is enough, for Arabic has none, and its other letters have one spelling."""


def language_of(tokens: tuple[str, ...]) -> str | None:
    """BCP 47 tag of the language that most tokens speak for; None when none does, or two do equally."""
    text = " ".join(tokens)
    if not text.isascii():
        for language, letters in _SCRIPTS:
            if len(letters.findall(text)) * 2 > len(tokens):
                return "fa" if language == "ar" and _NOT_ARABIC.search(text) else language
    votes = Counter([language for token in tokens if token in _SPOKEN_WITH for language in _SPOKEN_WITH[token]])
    first = votes.most_common(2)
    if not first or (len(first) > 1 and first[0][1] == first[1][1]):
        return None
    return first[0][0]
