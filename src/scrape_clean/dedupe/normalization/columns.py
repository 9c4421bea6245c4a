"""The normal forms of many texts at once, in columns: what ``normal`` does text by text, many times as fast."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from msgspec import Struct

from scrape_clean.dedupe.normalization.grades import MAYBE_GRADED
from scrape_clean.dedupe.normalization.letters import MAYBE_UNIT
from scrape_clean.dedupe.normalization.mojibake import SUSPECT
from scrape_clean.dedupe.normalization.normal import (
    END_MARKS,
    FRONT_MARKS,
    MOST_END_MARKS,
    NO_POINT,
    Form,
    folded,
    is_cut,
    normal_form,
    readable,
    wordless_key,
)
from scrape_clean.dedupe.normalization.ranges import MAYBE_RANGE
from scrape_clean.dedupe.normalization.scanner import needs_more, scan
from scrape_clean.dedupe.normalization.sequences import Flags, Hashes, Numbers, Sequences, ending
from scrape_clean.dedupe.normalization.tokens import facts_of

__all__ = ["Forms", "forms_in_columns"]

AT_ONCE = 4096
"""Texts read at once: what is worked on stays in the processor's cache."""
MOST_CHARACTERS = 1 << 22
"""Fewer are read at once where they are longer than this together."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = r"[\t-\r\x1c-\x20]"
_STEPS = (
    (rf"{_SPACE}{{2}}|[\t-\r\x1c-\x1f]", rf"{_SPACE}+", " "),
    ("^ | $", "^ | $", ""),
    (rf"^{FRONT_MARKS} ", rf"^(?:{FRONT_MARKS} ){{1,2}}", " "),
    (f" {END_MARKS}$", rf"(?: {END_MARKS}){{1,{MOST_END_MARKS}}}$", ""),
)
"""What is taken off canonical texts: where it is found, what of it, and what stands there instead."""
_REWRITTEN = rf"&|-[ \t]*\r?\n|(?:^|[^{NO_POINT}])\.[0-9]|{MAYBE_RANGE}|{MAYBE_GRADED}|{MAYBE_UNIT}"
"""What texts of ASCII have in which more is to be folded than capitals: references, words broken between lines,
decimals without a zero, dashes that say "from - to" or end a grade, units that only case or a quote tells apart."""
_MAYBE_CUT = (
    "(?:[\u2025\u2026\u22ef]|\\.\\.|\\. \\.)"
    "[ .\u2025\u2026\u22ef)\\]}\"'\u201d\u2019\u00bb\u203a\u2192\\s\\pZ\u0085\\x1c-\\x1f]*$"
)
"""What is found in all texts that ``is_cut``, and in some others."""


class Forms(Struct, frozen=True):
    """The normal forms of some texts, in their order."""

    words: list[str]
    """The distinct tokens."""
    ids: npt.NDArray[np.int32]
    """Tokens, as indices into ``words``."""
    starts: Numbers
    """Where those of each text start among them ..."""
    ends: Numbers
    """... and end."""
    hashes: Hashes
    """A hash of the tokens of each text."""
    keys: pa.ChunkedArray
    cut: Flags

    def tokens(self, at: int) -> tuple[str, ...]:
        """The tokens of one text."""
        return tuple([self.words[number] for number in self.ids[self.starts[at] : self.ends[at]].tolist()])

    def form(self, at: int) -> Form:
        """The form of one text."""
        tokens = self.tokens(at)
        return Form(self.keys[at].as_py(), tokens, facts_of(tokens), bool(self.cut[at]))

    def ending(self, words: Collection[str]) -> Numbers:
        """The texts that end with one of some words."""
        return ending(self.words, self.ids, self.starts, self.ends, words)

    def taken(self, texts: Numbers) -> Sequences:
        """The token sequences of some texts."""
        return _taken(self.words, self.ids, self.starts[texts], self.ends[texts])

    def replaced(self, forms: Mapping[int, Form]) -> "Forms":
        """The same with other forms at some places."""
        if not forms:
            return self
        places = sorted(forms)
        starts, ends, hashes, cut = self.starts.copy(), self.ends.copy(), self.hashes.copy(), self.cut.copy()
        words, new = list(self.words), list[int]()
        known: dict[str, int] = {}
        for at in places:
            tokens = forms[at].tokens
            if tokens == self.tokens(at)[: len(tokens)]:
                ends[at] = starts[at] + len(tokens)
                continue
            known = known or {word: number for number, word in enumerate(words)}
            starts[at] = len(self.ids) + len(new)
            new += [known.setdefault(token, len(known)) for token in tokens]
            ends[at] = len(self.ids) + len(new)
        words += list(known)[len(words) :]
        ids = np.concatenate((self.ids, np.array(new, np.int32))) if new else self.ids
        hashes[places] = _taken(words, ids, starts[places], ends[places]).hashes()
        cut[places] = [forms[at].cut for at in places]
        mask = np.zeros(len(starts), np.bool_)
        mask[places] = True
        keys = pc.replace_with_mask(self.keys, pa.array(mask), pa.array([forms[at].key for at in places], pa.string()))
        return Forms(words, ids, starts, ends, hashes, keys, cut)


def _taken(words: list[str], ids: npt.NDArray[np.int32], starts: Numbers, ends: Numbers) -> Sequences:
    """Some spans of tokens, one behind the other."""
    sizes = ends - starts
    bounds = np.concatenate(([0], np.cumsum(sizes)))
    found = np.empty(bounds[-1], np.int32)
    for low in range(0, len(starts), AT_ONCE):
        some = slice(low, low + AT_ONCE)
        first, last = bounds[low], bounds[min(low + AT_ONCE, len(starts))]
        found[first:last] = ids[np.arange(first, last) + np.repeat(starts[some] - bounds[:-1][some], sizes[some])]
    return Sequences(words, found, bounds)


def _bare(texts: pa.StringArray) -> pa.StringArray:
    """Canonical texts with single spaces, and without marks in front or behind."""
    for wanted, pattern, instead in _STEPS:
        found = pc.match_substring_regex(texts, wanted)
        if pc.any(found).as_py():
            mended = pc.replace_substring_regex(texts.filter(found), pattern, instead)
            texts = pc.replace_with_mask(texts, found, mended)
    return texts


def _encoded(texts: Sequence[str]) -> pa.StringArray:
    """A column of texts; of lone surrogates a noncharacter, which is folded as they are and no misread one either."""
    try:
        return pa.array(texts, pa.string())
    except UnicodeEncodeError:
        return pa.array([_SURROGATE.sub("\ufdd0", text) for text in texts], pa.string())


def _folded(texts: pa.StringArray) -> tuple[pa.StringArray, Flags]:
    """Texts as they were meant and folded, but for capitals of ASCII; and which of them are cut off."""
    plain = pc.and_not(pc.string_is_ascii(texts), pc.match_substring_regex(texts, _REWRITTEN))
    suspect = pc.match_substring_regex(texts, f"&|{SUSPECT}").to_numpy(zero_copy_only=False)
    maybe = pc.or_(pc.match_substring_regex(texts, _MAYBE_CUT), pa.array(suspect))
    cut: Flags = maybe.to_numpy(zero_copy_only=False).copy()
    others = np.flatnonzero(~plain.to_numpy(zero_copy_only=False))
    meant = dict(zip(others.tolist(), texts.take(pa.array(others)).to_pylist(), strict=True))
    for at in np.flatnonzero(suspect).tolist():
        meant[at] = readable(meant[at])
    for at in np.flatnonzero(cut).tolist():
        cut[at] = is_cut(meant[at] if at in meant else texts[at].as_py())
    found = pa.array([folded(text) for text in meant.values()], pa.string())
    return pc.replace_with_mask(texts, pc.invert(plain), found), cut


def _columns(texts: Sequence[str]) -> tuple[pa.DictionaryArray, Numbers, pa.StringArray, Flags]:
    """Tokens, where each text starts among them, keys, and what is cut off, of some thousand texts."""
    said, cut = _folded(_encoded(texts))
    bare = _bare(said)
    alone = needs_more(bare)
    apart = np.flatnonzero(alone).tolist()
    if apart:
        tokens = [" ".join(normal_form(texts[at]).tokens) for at in apart]
        bare = pc.replace_with_mask(bare, pa.array(alone), pa.array(tokens, pa.string()))
    found = scan(bare, apart)
    keys = found.keys
    wordless = np.diff(found.starts) == 0
    if wordless.any():
        cut &= ~wordless
        written = [wordless_key(texts[at]) for at in np.flatnonzero(wordless).tolist()]
        keys = pc.replace_with_mask(keys, pa.array(wordless), pa.array(written, pa.string()))
    return found.tokens.dictionary_encode(), found.starts, keys, cut


def _portions(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Some thousand texts at a time, fewer of long ones; one portion at least."""
    start = characters = 0
    for end, text in enumerate(texts, 1):
        characters += len(text)
        if end - start == AT_ONCE or characters > MOST_CHARACTERS:
            yield texts[start:end]
            start, characters = end, 0
    if start < len(texts) or not texts:
        yield texts[start:]


def forms_in_columns(texts: Sequence[str]) -> Forms:
    """The normal forms of texts; the same as ``normal_form`` finds for each."""
    parts = [_columns(some) for some in _portions(texts)]
    tokens = pa.chunked_array([part[0] for part in parts]).unify_dictionaries()
    ids = np.concatenate([chunk.indices.to_numpy() for chunk in tokens.chunks])
    words = tokens.chunk(0).dictionary.to_pylist()
    before = np.cumsum([0] + [len(part[0]) for part in parts])
    starts = np.concatenate([part[1][:-1] + at for part, at in zip(parts, before, strict=False)] + [before[-1:]])
    hashes = Sequences(words, ids, starts).hashes()
    keys = pa.chunked_array([part[2] for part in parts])
    cut = np.concatenate([part[3] for part in parts])
    return Forms(words, ids, starts[:-1], starts[1:], hashes, keys, cut)
