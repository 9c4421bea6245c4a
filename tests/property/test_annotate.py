"""Laws of annotations, for any text."""

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from scrape_clean import annotate
from scrape_clean.records.edtf import is_valid

PIECES = (
    "May 2020|3|1,250|to|from|since|(WHO)|World Health Organization|“A Tide”|'|\"|€5|%|km|–|-|/|.|,|2015|31.12.1999"
    "|in|and|the|teachers|+44 20 7946 0112|a@b.example|https://x.example/|Ghana|Seit|3. Mai|年|5月|令和|三|万|مايو"
    "|12|1990s|BC|:|;|½|two|million|\t|é|İ|ß|Σ|ΟΔΟΣ|last|week|next Monday|years ago|this year|vor|Tagen|today|三日|上周"
).split("|")
pieces = st.lists(st.sampled_from(PIECES), max_size=12)
texts = pieces.map(" ".join) | pieces.map("".join) | st.text(max_size=80)
days = st.none() | st.dates()
languages = st.sampled_from([None, "en", "en-GB", "de", "fr", "zh", "ja", "ar", "ru", "hu", "xx", "th"])


@settings(deadline=None, max_examples=120)
@given(texts, languages, days)
def test_annotations_point_at_the_text_and_nest(text: str, language: str | None, day: date | None) -> None:
    """Offsets give the text back, dates are EDTF, a second time gives the same."""
    found = annotate(text, language=language, date=day)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        if one.kind == "date" and one.value:
            assert is_valid(one.value)
    for first, second in pairwise(found):
        assert (first.start, -first.end) <= (second.start, -second.end)
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            assert other.start >= one.end or other.end <= one.end
    assert annotate(text, language=language, date=day) == found


@settings(deadline=None, max_examples=60)
@given(texts, languages, days)
def test_a_day_gives_relative_dates_their_value_and_changes_nothing_else(
    text: str, language: str | None, day: date | None
) -> None:
    """The same annotations at the same places, whatever the day."""
    without, having = annotate(text, language=language), annotate(text, language=language, date=day)
    assert [structs.replace(one, value=None) if one.role == "relative" else one for one in without] == [
        structs.replace(one, value=None) if one.role == "relative" else one for one in having
    ]


@settings(deadline=None, max_examples=20)
@given(
    st.sampled_from(
        [
            "1",
            "(",
            '"',
            "“",
            "1,",
            "1 ",
            "a(",
            "- ",
            "5/",
            "1.",
            "May ",
            "@",
            "x@",
            "A. ",
            "[(",
            "€1 ",
            "年",
            "two ",
            "Ab ",
        ]
    )
)
def test_long_rows_of_one_thing_are_annotated(piece: str) -> None:
    """Without running out of stack or of numbers: 4,000 characters of digits, brackets, quotes."""
    text = piece * (4_000 // len(piece))
    assert all(one.text == text[one.start : one.end] for one in annotate(text))


def test_a_text_without_end_is_read_in_pieces() -> None:
    """Offsets count from its beginning, and nothing at a cut is taken apart."""
    text = "a bridge since May 2020 " * 10_000
    found = [one for one in annotate(text, language="en") if one.kind == "date"]
    assert len(found) == 10_000
    assert all(one.text == text[one.start : one.end] == "May 2020" for one in found)
