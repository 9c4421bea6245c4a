"""The distinct wordings of texts: one for all that differ in no word at all, in the order of their keys."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol, TypeAlias

from msgspec.structs import replace

from scrape_clean.arguments import refuse_one_string
from scrape_clean.dedupe.normalization.normal import Form, normal_form
from scrape_clean.dedupe.normalization.sequences import Numbers, Sequences, sequences_of
from scrape_clean.dedupe.spelling.evidence import Wording

__all__ = [
    "Known",
    "Listed",
    "Ways",
    "add_to",
    "attested_words",
    "chosen_cuts",
    "plainest",
    "several_cuts",
    "uses_among",
    "with_cut",
    "wordings",
]

Ways: TypeAlias = dict[str, dict[tuple[str, ...], Wording]]
"""For keys whose texts are cut into words in several ways ("web site", "website"), a wording for each way."""


def plainest(text: str) -> tuple[bool, str]:
    """By what the text of a wording is chosen: capitals leave letters open, and stand for it if nothing else does."""
    return text.isupper(), text


def add_to(before: Wording | None, form: Form, text: str, ways: Ways) -> Wording:
    """The wording of a key with one more text that has it."""
    if before is None:
        return Wording(form, text)
    if form.tokens != before.form.tokens or form.key in ways:
        several = ways.setdefault(form.key, {before.form.tokens: before})
        known = several.get(form.tokens)
        several[form.tokens] = Wording(form, text if known is None else min(text, known.text, key=plainest))
    form = before.form if before.form.cut == (before.form.cut and form.cut) else replace(before.form, cut=False)
    return Wording(form, min(text, before.text, key=plainest), before.copies + 1)


def several_cuts(ways: Ways) -> frozenset[str]:
    """The words on whose use it depends how such keys are cut."""
    return frozenset(token for several in ways.values() for tokens in several for token in tokens)


def chosen_cuts(ways: Ways, uses: Mapping[str, int]) -> dict[str, Wording]:
    """Of the ways to cut each key the one whose rarest word is the commonest; none is broken or run together.

    Of equals the one of fewest words.
    """
    return {
        key: min(
            several.values(),
            key=lambda way: (
                -min(uses[token] for token in way.form.tokens),
                len(way.form.tokens),
                way.form.tokens,
                way.text,
            ),
        )
        for key, several in ways.items()
    }


def with_cut(wording: Wording, best: Wording) -> Wording:
    """A wording, cut into words as the best way to do so."""
    return replace(wording, form=replace(best.form, cut=wording.form.cut), text=best.text)


def uses_among(words: frozenset[str], known: Iterable[Wording], ways: Ways) -> Counter[str]:
    """How many wordings have each of some words, those that are cut in several ways left out; each use counts."""
    return Counter(
        token
        for wording in known
        if not words.isdisjoint(wording.form.tokens) and wording.form.key not in ways
        for token in wording.form.tokens
        if token in words
    )


def wordings(texts: Sequence[str], forms: Sequence[Form]) -> list[Wording]:
    """The distinct wordings of some texts, and how many texts have each."""
    found: dict[str, Wording] = {}
    ways: Ways = {}
    for text, form in zip(texts, forms, strict=True):
        found[form.key] = add_to(found.get(form.key), form, text, ways)
    if ways:
        best = chosen_cuts(ways, uses_among(several_cuts(ways), found.values(), ways))
        found |= {key: with_cut(found[key], way) for key, way in best.items()}
    return [found[key] for key in sorted(found)]


class Known(Protocol):
    """Distinct wordings in the order of their keys."""

    @property
    def sequences(self) -> Sequences:
        """Their tokens as numbers."""

    def __len__(self) -> int:
        """How many there are."""

    def chosen(self, places: Numbers) -> dict[int, Wording]:
        """Some of them by their places."""


class Listed(Known):
    """Some wordings, one by one."""

    def __init__(self, known: Sequence[Wording]) -> None:
        """Of wordings in the order of their keys."""
        self._known = known

    @property
    def sequences(self) -> Sequences:
        """Their tokens as numbers."""
        return sequences_of(wording.form for wording in self._known)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._known)

    def chosen(self, places: Numbers) -> dict[int, Wording]:
        """Some of them by their places."""
        return {at: self._known[at] for at in places.tolist()}


def attested_words(texts: Iterable[str]) -> Mapping[str, int]:
    """In how many distinct texts each word stands; a table that ``cluster`` takes as evidence from earlier texts.

    Tables of several collections are added up word by word.

    Raises:
        UsageError: All texts are one string.
    """
    refuse_one_string("texts", texts)
    return MappingProxyType(
        Counter(token for text in dict.fromkeys(texts) for token in frozenset(normal_form(text).tokens))
    )
