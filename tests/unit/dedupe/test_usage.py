"""How words are used in some texts."""

import numpy as np
import pytest

from scrape_clean.dedupe.normalization.normal import Form
from scrape_clean.dedupe.normalization.sequences import sequences_of
from scrape_clean.dedupe.spelling import usage
from scrape_clean.dedupe.spelling.evidence import CONTEXTS

LINES = ["the boat and the boat", "the crew", "boat"]


def forms_of(*lines: str) -> list[Form]:
    """Forms of lines of plain words."""
    return [Form(line, tuple(line.split()), ()) for line in lines]


@pytest.mark.parametrize("at_once", [1, 2, 1000])
def test_a_word_is_used_once_in_a_text(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often it stands there, and however many tokens are looked at at once."""
    monkeypatch.setattr(usage, "AT_ONCE", at_once)
    texts = sequences_of(forms_of(*LINES, "", "crew"))
    assert dict(zip(texts.words, usage.uses_of(texts).tolist(), strict=True)) == {
        "the": 2,
        "boat": 2,
        "and": 1,
        "crew": 2,
    }


@pytest.mark.parametrize("at_once", [1, 3, 1000])
def test_contexts_are_the_words_beside_it(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """None beyond the text: "the ... and", "the", and alone; each counts once, however often it stands."""
    monkeypatch.setattr(usage, "AT_ONCE", at_once)
    texts = sequences_of(forms_of(*LINES, "so the crew", "the boat and"))
    wanted = [texts.words.index(word) for word in ("boat", "crew", "so")]
    assert usage.contexts_of(texts, np.array(wanted)).tolist() == [3, 1, 1]


@pytest.mark.parametrize("at_once", [100, 1 << 20])
def test_of_many_contexts_no_more_are_counted(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is enough to know that a word is a common one."""
    monkeypatch.setattr(usage, "AT_ONCE", at_once)
    texts = sequences_of(forms_of(*(f"a{at} boat b{at}" for at in range(CONTEXTS + 9))))
    assert usage.contexts_of(texts, np.array([texts.words.index("boat")])).tolist() == [CONTEXTS]
