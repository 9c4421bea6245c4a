"""Laws of the whole way from bytes to records."""

import json

import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from scrape_clean import CleanedPage, InputError, balance, clean

TEXT = "the Fee: free open 2022 2023 é “so” \u200b \xa0 \t".split(" ")
MARKUP = "• - * 1. (a) a) 一、 ① # > | ``` <li> <ul> </p> <p> <b> &amp; &lt;".split(" ")
words = st.sampled_from(TEXT + MARKUP)
lines = st.lists(words, min_size=0, max_size=8).map(" ".join)
pages = st.lists(lines, max_size=14).map("\n".join) | st.text(max_size=200)
media_types = st.sampled_from(["text/plain", "text/html", "text/markdown"])


def cleaned(body: bytes | str, media_type: str | None) -> CleanedPage | None:
    """The page, or None where it is rightly refused."""
    try:
        return clean(body, media_type=media_type)
    except InputError as problem:
        if "\n" in str(problem):
            raise
        return None


@settings(deadline=None, max_examples=150)
@given(pages, media_types)
def test_the_ledger_adds_up_for_any_text(body: str, media_type: str) -> None:
    """No character is lost or counted twice, the output is canonical, and a second time it is the same."""
    page = cleaned(body, media_type)
    if page is None:
        return
    assert balance(page).faults == ()
    assert balance(page).adds_up
    data = page.canonical()
    assert data == rfc8785.dumps(json.loads(data))
    again = cleaned(body, media_type)
    assert again is not None
    assert again.canonical() == data


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=300), media_types | st.none())
def test_any_bytes_are_cleaned_or_refused_in_one_line(body: bytes, media_type: str | None) -> None:
    """Nothing but the project's own input error is ever raised, and what comes out is valid UTF-8."""
    page = cleaned(body, media_type)
    if page is not None:
        page.canonical().decode("utf-8", "strict")
        assert balance(page).adds_up


@settings(deadline=None, max_examples=60)
@given(st.lists(lines.filter(str.strip), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_sections_in_another_order_say_the_same(bodies: list[str], random: "object") -> None:
    """Whole sections in another order give the same records, each as often as before."""
    titles = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"]
    parts = [
        f"<h2>{title}</h2><ul><li>{body.replace('<', ' ')}</li></ul>"
        for title, body in zip(titles, bodies, strict=False)
    ]
    parts += parts[:2]
    shuffled = parts.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    def said(order: list[str]) -> list[tuple[tuple[str, ...], str, int]]:
        page = cleaned("".join(order), "text/html")
        assert page is not None
        return sorted((record.section, record.text, len(record.occurrences)) for record in page.records)

    assert said(parts) == said(shuffled)
