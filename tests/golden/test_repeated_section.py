"""A page whose section is repeated eight times, in every shape it comes in."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from scrape_clean import CleanedPage, balance, clean
from shapes import Shape, as_html, as_markdown, as_text, read_shape, with_edit, wrapped

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "raw" / "harbour-skills-centre.txt"
OTHERS = sorted((ROOT.parent / "shared" / "seed").glob("*.txt"))  # a page kept outside the project, where there is one
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@pytest.fixture(params=[SAMPLE, *OTHERS], ids=lambda path: path.stem[:12])
def shape(request: pytest.FixtureRequest) -> Shape:
    """The page, taken to pieces."""
    return read_shape(request.param.read_text(encoding="utf-8"))


def check(page: CleanedPage, shape: Shape, repeats: int | None = None) -> None:
    """The page's bullets and its lead, once each, every copy an occurrence at the same section path, nothing lost."""
    wanted = [("paragraph", shape.lead), *(("bullet", bullet) for bullet in shape.bullets)]
    assert [(record.kind, record.text) for record in page.records] == wanted
    for record in page.records:
        assert record.section == shape.path
        assert {place.section for place in record.occurrences} == {shape.path}
        assert len(record.occurrences) == (repeats or shape.copies)
    assert page.drops == ()
    assert balance(page).adds_up


@pytest.mark.parametrize(
    "vary",
    [
        as_text,
        lambda shape: as_text(shape).replace("\n", "\r\n"),
        lambda shape: as_text(shape, indent="\N{NO-BREAK SPACE}" * 3),
        lambda shape: as_text(shape, indent="\N{IDEOGRAPHIC SPACE}"),
        lambda shape: as_text(shape, indent="\t"),
        lambda shape: as_text(shape, indent=""),
        lambda shape: as_text(shape, lambda _: "-"),
        lambda shape: as_text(shape, lambda _: "*"),
        lambda shape: as_text(shape, lambda _: "➢"),
        lambda shape: as_text(shape, lambda _: "–"),
        lambda shape: as_text(shape, lambda number: f"{number}."),
        lambda shape: as_text(shape, lambda number: f"({chr(96 + number)})"),
        lambda shape: as_text(shape, lambda number: f"{ROMAN[number - 1]})"),
        lambda shape: wrapped(as_text(shape)),
        lambda shape: wrapped(as_text(shape), hanging="    "),
        lambda shape: re.sub(r"\n\n(?=  •)", "\n", as_text(shape)),
    ],
    ids=[
        "as it is",
        "crlf",
        "nbsp",
        "full-width indent",
        "tab",
        "no indent",
        "dash",
        "star",
        "arrow",
        "en dash",
        "numbers",
        "letters",
        "roman",
        "wrapped",
        "wrapped, hanging",
        "no blank lines",
    ],
)
def test_plain_text(shape: Shape, vary: Callable[[Shape], str]) -> None:
    """Line ends, indents, markers and wrapping are no part of what the page says."""
    check(clean(vary(shape).encode(), media_type="text/plain"), shape)


def test_html_twin(shape: Shape) -> None:
    """Markup says the same, with either reader."""
    check(clean(as_html(shape), media_type="text/html"), shape)


def test_markdown_twin(shape: Shape) -> None:
    """So does Markdown."""
    check(clean(as_markdown(shape), media_type="text/markdown"), shape)


def long_word(shape: Shape) -> str:
    """A long word in small letters of some bullet."""
    words: list[str] = re.findall(r"\b[a-z]{9,}\b", " ".join(shape.bullets))
    return max(words, key=len)


@pytest.mark.parametrize(
    "slip",
    [
        lambda word: word[:4] + word[5] + word[4] + word[6:],
        lambda word: word[:5] + word[6:],
        lambda word: word[:5] + word[4] + word[5:],
        lambda word: word[:5] + "x" + word[6:],
    ],
    ids=["swapped", "dropped", "doubled", "mistyped"],
)
@pytest.mark.parametrize(
    ("form", "media_type"), [(as_text, "text/plain"), (as_html, "text/html"), (as_markdown, "text/markdown")]
)
def test_a_typo_in_one_copy_is_no_new_fact(
    shape: Shape, slip: Callable[[str], str], form: Callable[[Shape], str], media_type: str
) -> None:
    """A slip of the keyboard becomes an occurrence of the right spelling, wherever it stands."""
    word = long_word(shape)
    for copy in (0, 3, shape.copies - 1):
        check(clean(with_edit(form(shape), word, slip(word), copy), media_type=media_type), shape)


@pytest.mark.parametrize("copy", [0, 3, 7])
def test_a_changed_year_in_one_copy_is_one_more_bullet(shape: Shape, copy: int) -> None:
    """Everything around it merges; the year does not."""
    year = re.findall(r"\bIn (20\d\d)\b", " ".join(shape.bullets))[-1]
    bullet = next(b for b in shape.bullets if f"In {year}" in b)
    edited = bullet.replace(year, "2017", 1)
    page = clean(with_edit(as_text(shape), bullet, edited, copy), media_type="text/plain")
    texts = [record.text for record in page.records if record.kind == "bullet"]
    assert sorted(texts) == sorted([*shape.bullets, edited])
    counts = {record.text: len(record.occurrences) for record in page.records}
    assert (counts[edited], counts[bullet]) == (1, shape.copies - 1)
    assert {count for text, count in counts.items() if text not in (edited, bullet)} == {shape.copies}
    assert {record.section for record in page.records} == {shape.path}
    assert balance(page).adds_up


@pytest.mark.parametrize("cut", [0.35, 0.5, 0.65])
def test_a_copy_cut_off_in_the_middle_adds_nothing(shape: Shape, cut: float) -> None:
    """The last copy breaks off inside a bullet: no new record, and the stump is reported."""
    text = as_text(shape).rstrip()
    start = text.rindex(shape.bullets[4])
    text = text[: start + int(cut * len(shape.bullets[4]))].rstrip()
    page = clean(text, media_type="text/plain")
    assert [record.text for record in page.records if record.kind == "bullet"] == list(shape.bullets)
    counts = [len(record.occurrences) for record in page.records if record.kind == "bullet"]
    assert counts == [shape.copies] * 4 + [shape.copies - 1] * (len(shape.bullets) - 4)
    assert [drop.rule for drop in page.drops] == ["truncated"]
    assert balance(page).adds_up


@pytest.mark.parametrize(
    ("word", "other", "more"),
    [
        ("with", "wtih", 0),  # short, but no word, and outvoted
        ("Emission", "Ecission", 0),  # a letter far away on the keyboard, but no word, and outvoted
        ("Quiet", "Quite", 1),  # two words
        ("MHSC", "MSHC", 1),  # two codes
        ("council", "counsel", 1),  # two words
    ],
)
def test_what_counts_as_a_slip(word: str, other: str, more: int) -> None:
    """Eight copies, one of which has another word: a slip where it is no word at all, else another fact."""
    shape = read_shape(SAMPLE.read_text(encoding="utf-8"))
    bullet = next(bullet for bullet in shape.bullets if re.search(rf"\b{word}\b", bullet))
    edited = re.sub(rf"\b{word}\b", other, bullet, count=1)
    page = clean(with_edit(as_text(shape), bullet, edited), media_type="text/plain")
    assert len([record for record in page.records if record.kind == "bullet"]) == len(shape.bullets) + more
