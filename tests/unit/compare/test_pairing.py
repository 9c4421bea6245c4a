"""Which record is which, where much of the page changed at once."""

import pytest

from scrape_clean import CleanedPage, clean, compare


def test_another_title_moves_nothing_below_it() -> None:
    """What each section says in the same words is still said of the same things."""
    names = ("alpha", "beta", "gamma", "delta")

    def page(title: str, last: str) -> CleanedPage:
        parts = [f"## {name}\n\n- Said of {name} alone, in words of its own\n- Default: false\n" for name in names]
        parts[0] = parts[0].replace("Default: false", last)
        return clean(f"# {title}\n\nAll options.\n\n" + "\n".join(parts), media_type="text/markdown")

    told = compare(page("Tool", "Default: false"), page("Tool 2.0", "Default: true on a terminal")).changes
    sections = {(one.before or one.after).section[-1] for one in told if one.substantive}  # type: ignore[union-attr]
    assert sections == {"alpha"}


@pytest.mark.parametrize("turned", [False, True])
def test_a_few_words_that_join_the_line_beside_them_are_no_news(*, turned: bool) -> None:
    """In front or behind; elsewhere on the page few words are an accident."""
    line, part, other = (
        "Fixed a bug in the crane that let the load swing.",
        "References: #174",
        "Other lines stand here.",
    )
    joined = f"<p>{line} {part}</p>" if not turned else f"<p>{part} {line}</p>"
    apart = f"<p>{line}</p><p>{part}</p>" if not turned else f"<p>{part}</p><p>{line}</p>"
    pages = [clean(f"<h1>Notes</h1>{each}<p>{other}</p>", media_type="text/html") for each in (apart, joined)]
    for before, after in (pages, pages[::-1]):
        alone = [one for one in compare(before, after).changes if one.type != "changed"]
        assert [(one.substantive, (one.before or one.after).text) for one in alone] == [(False, part)]  # type: ignore[union-attr]


def test_a_row_is_known_by_its_first_cell() -> None:
    """Wherever it stands now, and whatever all its other cells say."""

    def table(*rows: tuple[str, str]) -> CleanedPage:
        lines = "".join(f"<tr><td>{day}<td>{hours}" for day, hours in rows)
        return clean(f"<h1>T</h1><table><tr><th>Day<th>Hours{lines}</table>", media_type="text/html")

    stay = ("Tuesday", "10-18"), ("Wednesday", "closed")
    moved = "Monday", "by appointment with the secretary only"
    (change,) = compare(table(("Monday", "9-17"), *stay), table(*stay, moved)).changes
    assert change.before is not None
    assert change.after is not None
    assert (change.before.text, change.after.text) == ("Monday | 9-17", " | ".join(moved))


def test_lines_that_were_misread_on_one_night_are_the_same_lines() -> None:
    """In any script, and whatever white space made of their bytes; nothing came or went."""
    lines = ("Расписание работы музея", "Вход для детей бесплатно", "Кафе открыто до вечера", "Русский зал закрыт")

    def night(*texts: str) -> CleanedPage:
        return clean("<ul>" + "".join(f"<li>{text}" for text in texts), media_type="text/html")

    def as_windows_1252(byte: int) -> str:
        return bytes([byte]).decode("cp1252", "ignore") or chr(byte)

    misread = ["".join(map(as_windows_1252, line.encode())) for line in lines]
    for before, after in (lines, (*misread[:1], *lines[1:])), ((*misread[:3], lines[3]), lines):
        told = compare(night(*before), night(*after))
        assert [(one.type, one.substantive) for one in told.changes] == [("changed", False)] * len(told.changes)
        assert told.changes
        assert told.suspect is None


def test_a_short_line_that_went_elsewhere_and_grew_is_one_change() -> None:
    """What was added to it is told, wherever it stands now."""
    rule, *others = (
        "Rules of the pier",
        "They hold for all visitors of the pier.",
        "Boats leave from the far end of it.",
    )
    pages = [
        clean(f"<main><h2>Pier</h2>{pier}<h2>Harbour</h2>{harbour}</main>", media_type="text/html")
        for pier, harbour in (
            (f"<p>{rule}", f"<p>{others[0]}<p>{others[1]}"),
            (f"<p>{others[0]}", f"<p>{others[1]}<p>Gulls are not to be fed.<p>{rule} and the mole."),
        )
    ]
    told = [(one.type, [edit.after.text for edit in one.edits]) for one in compare(*pages).changes if one.substantive]
    assert told == [("added", []), ("changed", ["and the mole."])]


def test_a_label_of_another_word_is_the_label_still() -> None:
    """It stands where it stood, though the one in front of it is gone."""
    pages = [clean(f"<h1>Office</h1><dl>{rows}</dl>", media_type="text/html")
             for rows in ("<dt>Fee<dd>6<dt>Room<dd>6", "<dt>Gas room<dd>6")]  # fmt: skip
    told = [(one.type, one.moved, (one.before or one.after).text) for one in compare(*pages).changes]  # type: ignore[union-attr]
    assert ("changed", False, "Room") in told
    assert all(kind == "removed" for kind, _, text in told if text != "Room")
