"""Small pages for comparing, written as sections of bullets."""

from collections.abc import Iterable, Sequence

from scrape_clean import CleanedPage, Snapshot, clean
from scrape_clean.model import Link, Occurrence, Record
from scrape_clean.records.ids import assign_ids

__all__ = ["LIBRARY", "page", "snapshot"]

Sections = dict[str, list[str]]

LIBRARY: Sections = {
    "Borrowing": [
        "Members may keep four books for three weeks.",
        "Films and games go back after seven days.",
        "A reminder is sent two days before the loan ends.",
        "Lost items are charged at the price of a new copy.",
    ],
    "Reading room": [
        "The reading room has 48 seats and opens at 9:30.",
        "Maps and manuscripts are read at the large table only.",
        "Pencils are allowed; ink is not.",
        "Photographs without flash cost nothing since 2019.",
    ],
    "Courses": [
        "Every Thursday a volunteer helps with tax forms.",
        "The bookbinding course has room for nine people.",
        "Children learn chess in the cellar on rainy Saturdays.",
        "Languages on offer are Basque, Welsh and Romansh.",
    ],
}


def page(sections: Sections, title: str = "Town library", language: str = "en") -> CleanedPage:
    """An HTML page of sections with a bullet list each."""
    body = "".join(
        f"<section><h2>{name}</h2><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul></section>"
        for name, items in sections.items()
    )
    head = f'<html lang="{language}"><head><title>{title}</title></head>'
    return clean(f"{head}<body><main><h1>{title}</h1>{body}</main></body></html>", media_type="text/html")


def snapshot(
    items: Iterable[tuple[str, tuple[str, ...]]], links: Sequence[tuple[Link, ...]] = (), title: str | None = "Page"
) -> Snapshot:
    """A snapshot of bullets, given as texts with their sections."""
    items = list(items)
    names = assign_ids(items)
    return Snapshot(
        title=title,
        records=tuple(
            Record(
                id=name,
                kind="bullet",
                text=text,
                section=section,
                position=at,
                depth=1,
                occurrences=(Occurrence(at * 100, at * 100 + 90, None, section),),
                links=links[at] if at < len(links) else (),
            )
            for at, (name, (text, section)) in enumerate(zip(names, items, strict=True))
        ),
    )
