"""Where a text may be cut."""

from itertools import accumulate

import pytest

from scrape_clean.compare import Change, Edit, Span
from scrape_clean.model import Record
from scrape_clean.sinks.wording import told_change
from scrape_clean.views.graphemes import boundary_after, boundary_before
from scrape_clean.views.short import cut

TEXTS = {
    "Thai": "ห้|อ|ง|ส|มุ|ด|เ|ปิ|ด|ทุ|ก|วั|น|น้ำ|ที่",
    "Khmer": "ប|ណ្ណា|ល័|យ|បើ|ក|រា|ល់|ថ្ងៃ",
    "Hindi": "पु|स्त|का|ल|य|हिं|दी|क्षि|त्र",
    "Tamil": "நூ|ல|க|ம்| |தி|ற|ந்து",
    "Korean, one by one": "\u1112\u1161\u11ab|\u1100\u1173\u11af|\uac00",
    "flags": "🇩🇪|🇫🇷|🇮🇹|a|🇪🇸|🇵🇱|🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "skin tones": "👍🏽|👋🏾|🙏🏻|👍",
    "families": "👨\u200d👩\u200d👧\u200d👦|👩🏽\u200d🚀|❤\ufe0f|1\ufe0f\u20e3",
    "Latin": "e\u0301|o\u0308\u0304|n|\r|港|口",
}


@pytest.mark.parametrize("parted", TEXTS.values(), ids=TEXTS)
def test_no_text_is_cut_within_a_character(parted: str) -> None:
    """As a reader sees it; and at every other place it may be."""
    text = parted.replace("|", "")
    ends = [0, *accumulate(map(len, parted.split("|")))]
    for at in range(len(text) + 1):
        assert boundary_before(text, at) == max(end for end in ends if end <= at)
        assert boundary_after(text, at) == min(end for end in ends if end >= at)
    long = text * 20
    repeated = {number * len(text) + end for number in range(20) for end in ends}
    for size in range(10, 100):
        assert len(cut(long, size).removesuffix(" …").rstrip()) in repeated | {end - 1 for end in repeated}


@pytest.mark.parametrize("script", ["Thai", "Khmer", "Hindi", "flags", "skin tones", "families"])
def test_what_stands_beside_an_edit_is_whole(script: str) -> None:
    """In what people are told."""
    kept = TEXTS[script].replace("|", "") * 30
    before, after = (Record(id="a" * 16, kind="bullet", text=f"{kept}{number}{kept}") for number in (3, 4))
    dropped, added = (Span(len(kept), len(kept) + 1, number) for number in "34")
    edit = Edit("number", dropped, added, substantive=True)
    told = told_change(Change(type="changed", id="a" * 16, before=before, after=after, edits=(edit,), substantive=True))
    head, _, tail = told.removeprefix("changed: … ").removesuffix(" …").partition("**3 → 4**")
    head, tail = head.rstrip(), tail.lstrip()
    assert kept.endswith(head)
    assert kept.startswith(tail)
    assert min(len(head), len(tail)) > 45
    assert boundary_after(kept, len(kept) - len(head)) == len(kept) - len(head)
    assert boundary_before(kept, len(tail)) == len(tail)
