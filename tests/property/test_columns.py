"""What is found in the bytes of many texts at once is what is found text by text."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scrape_clean.dedupe.clustering.collection import grouped
from scrape_clean.dedupe.clustering.wordings import wordings
from scrape_clean.dedupe.normalization import columns
from scrape_clean.dedupe.normalization.columns import forms_in_columns
from scrape_clean.dedupe.normalization.normal import normal_form

PIECES = st.sampled_from(
    [
        *"aZ1 9-.,:/'`_!=?$%+&@#*|\\[](){}<>\"\n\t\r~^;\x00\x07\x1c",
        *"é’“”–—…⋯€£¥→•►✗한글字か½²₂ß\u0301ा\u200b\u00a0\u3000\ue000ѐΣςİıﬁ１٣",
        *("\ud800", "\udfff", "www.", "http://", "a.b@c.de", "...", " . .", " - ", "-5", "a-", "A- ", "!=", " 1", "km"),
        *("https://a.Z/Q%C3", "WWW.", "bb-", " 0-", " ab- ", "Cl⁻"),
        *("ёșیك", "hoà", "ى", "і", "ۍ", "\u064f", "ـ", "5 mW", "Mb", "\uff5e", "6'", '6"', "7′", "↓", " ▼"),
        *(" .5", "Mo", "Fri", "mai", "12.", "5%", "XIV", "9h", "月", "～", "〜", "−", "--", "2019–", "a–k", "A1", "am"),
        *(
            "&amp;",
            "&nbsp;",
            "&",
            "cafÃ©",
            "â€™",
            "0x1",
            "RFC9309",
            "v1.2.3",
            "10km",
            "12:30",
            "co-\nop",
            "-€5",
            "word",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@settings(max_examples=600)
@given(st.lists(TEXTS, max_size=6), st.integers(1, 4))
@example(["1 23", "12 3", "x1 2", "- - - a", "→ →", "+ ", "9 → → → → → → → → →"], 3)
@example(["Mo-Fr, 12.\t-\t15. Juni", "Mo ~ Fr (2019-)", "5% --10%", "well-kept", "9:00~17:00", "A\n-\nK"], 2)
@example(["5 mW", "5\tMb/s", "x5Gb", "5 MW é", "ё і", "ё"], 2)
@example(["é’’\ud800"], 1)
def test_forms(texts: Sequence[str], at_once: int) -> None:
    """Whatever the texts hold, and however many of them are read at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "AT_ONCE", at_once)
        patch.setattr(columns, "MOST_CHARACTERS", 4 * at_once)
        found = forms_in_columns(texts)
    for at, text in enumerate(texts):
        assert found.form(at) == normal_form(text), text


@settings(max_examples=200)
@given(
    st.lists(st.one_of(TEXTS, st.sampled_from(["web site", "website", "the web", "a site", "website..."])), max_size=9)
)
def test_wordings(texts: list[str]) -> None:
    """The same keys in the same order, tokens, cuts and texts; and each text has the place of its own."""
    distinct = list(dict.fromkeys(texts))
    known, places = grouped(distinct, forms_in_columns(distinct))
    wanted = wordings(distinct, [normal_form(text) for text in distinct])
    assert [(one.form, one.text) for one in known] == [(one.form, one.text) for one in wanted]
    assert [wanted[at].form.key for at in places] == [normal_form(text).key for text in distinct]


@settings(max_examples=200)
@given(st.lists(TEXTS, min_size=1, max_size=6), st.data())
def test_some_forms_are_replaced(texts: list[str], data: st.DataObject) -> None:
    """By a beginning of themselves, or by another form."""
    found = forms_in_columns(texts)
    others = {}
    for at in data.draw(st.sets(st.integers(0, len(texts) - 1))):
        others[at] = normal_form(data.draw(st.one_of(st.sampled_from(texts), TEXTS)))
    changed = found.replaced(others)
    wanted = [others.get(at, normal_form(text)) for at, text in enumerate(texts)]
    assert [changed.form(at) for at in range(len(texts))] == wanted
    same = [found.hashes[at] == changed.hashes[at] for at in others]
    assert same == [normal_form(texts[at]).tokens == form.tokens for at, form in others.items()]
