"""What is said of a change beside its words."""

from scrape_clean import CleanedPage, clean, compare
from scrape_clean.views.pieces import notes


def cards(name: str, price: str, visit: str) -> str:
    """Three cards, one of which is edited; their order and their links' visit ids are another one each night."""
    people = [(name, "60 11"), ("Ben Okafor", "60 12"), ("Eun-ji Park", "60 13")]
    body = "".join(f"<h3>{who}</h3><p>Telephone: {number}</p><p>Room of {who}</p>" for who, number in people)
    shop = f'<ul><li><a href="https://port.example/rope?PHPSESSID={visit}">Rope</a>: {price} crowns<li>Lamp oil</ul>'
    return f"<main><h1>Port of Senn</h1><p>Who does what here, and what it costs.</p>{shop}<h2>People</h2>{body}</main>"


def test_notes_tell_what_words_do_not() -> None:
    """Not the visit id of a link, and of a heading no more than what it was and is."""
    before = clean(cards("Anna Keller", "3", "a1b2"), media_type="text/html")
    after = clean(cards("Anna Vogt", "4", "c3d4"), media_type="text/html")
    told = [notes(change) for change in compare(before, after).changes if change.substantive]
    assert told[:2] == [("number",), ("heading Anna Keller \u2192 Anna Vogt",)]


def test_a_split_line_says_where_its_words_are() -> None:
    """And one that was put together."""
    lines = "The walk takes three hours.", "Dogs stay on the lead. Cats stay at home all day."
    split = lines[0], "Dogs stay on the lead.", "Cats stay at home all day."

    def page(items: tuple[str, ...]) -> CleanedPage:
        return clean("<h1>Walks</h1><ul>" + "".join(f"<li>{one}" for one in items) + "</ul>", media_type="text/html")

    for before, after, note in (
        (lines, split, "words of it stand in another line now"),
        (split, lines, "words of it stood in another line"),
    ):
        (change,) = (one for one in compare(page(before), page(after)).changes if one.substantive)
        assert notes(change) == ("word", note)
