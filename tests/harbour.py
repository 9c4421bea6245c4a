"""Thirty nights of a site, and what a night's job must flag of them: exactly what was edited."""

from collections.abc import Iterator
from itertools import pairwise

from loopback import Answer, Page

__all__ = ["EDITS", "LAST", "PAGES", "RENAMED", "TOURS", "flagged_by_hand", "page"]

LAST = 30
"""Nights are numbered from 1 to this one."""

TOURS = (
    "The lighthouse opens at nine from May to September",
    "Tours of the old pier start every full hour",
    "The boat yard shows 12 wooden boats from 1987",
    "Children under six go in without a ticket",
    "Dogs may come along on a short lead",
    "The tide mill grinds flour on the first Sunday of the month",
    "A ticket for the museum costs 8 euros",
    "The last ferry back leaves at half past six",
    "School classes book two weeks ahead",
    "The café in the customs house closes on Mondays",
    "Blind visitors may touch the models of the ships",
    "Wheelchairs can be borrowed at the gate",
)

EDITS: dict[int, dict[str, str | None]] = {
    3: {TOURS[2]: TOURS[2].replace("1987", "1978")},
    9: {"": "A model of the harbour in 1850 stands in the hall"},
    12: {TOURS[5]: None},
    14: {TOURS[6]: TOURS[6].replace("8", "9")},
    20: {TOURS[8]: TOURS[8].replace("two weeks", "three weeks")},  # on a night on which the server answers 500
    22: {TOURS[9]: TOURS[9].replace("Mondays", "Tuesdays"), "": "The café serves soup"},
    27: {TOURS[10]: None, "": "In winter the mill stands still"},
}
"""By night: what a bullet becomes (None: it goes), and under the empty text what comes at the end."""

COUNTED = 4
"""Nights until the counter of the news is known for what it is: from then on it is silent."""

RENAMED = "/visit/tours"
"""Where the tours have moved to on night 24."""


def tours_on(night: int) -> list[str]:
    """The bullets of the page of tours as they are meant, without what goes wrong on the way."""
    bullets = list(TOURS)
    for number in sorted(EDITS):
        if number > night:
            break
        for old, new in EDITS[number].items():
            if not old and new:
                bullets.append(new)
            elif new is None:
                bullets.remove(old)
            else:
                bullets[bullets.index(old)] = new
    return bullets


def page(title: str, bullets: list[str], extra: str = "") -> bytes:
    """A page with a menu, a list and a footer."""
    items = "".join(f"<li>{bullet}</li>" for bullet in bullets)
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title></head><body>"
        "<nav><ul><li><a href=/>Home</a></li><li><a href=/tours>Tours</a></li></ul></nav>"
        f"<main><h1>{title}</h1><p>The harbour museum of a small town shows boats, a mill and a lighthouse.</p>"
        f"<h2>Good to know</h2><ul>{items}</ul>{extra}</main>"
        "<footer><p>Harbour museum, Quay 1</p></footer></body></html>"
    ).encode()


def _tours(night: int) -> Answer:
    """The page of tours with all that happens to a page in a month."""
    bullets = tours_on(night)
    whole = Answer(body=page("Tours", bullets))
    special = {
        5: Answer(body=page("Tours", bullets[6:] + bullets[:6])),  # another order
        7: Answer(body=page("Tours", [f"{text}." for text in bullets])),  # full stops
        8: Answer(body=page("Tours", [f"<b>{text}</b>" for text in bullets])),  # other mark-up
        13: Answer(body=page("Sign in", ["Forgotten your password?"])),
        15: Answer(body=page("Tours", bullets), cut=True, validators=False),
        16: Answer(status=500, body=b"<h1>Something went wrong</h1>", validators=False),
        17: Answer(status=404, body=b"<h1>Not found</h1>", validators=False),
        18: Answer(body=page("We will be back soon", ["Maintenance until noon"])),
        19: Answer(body=page("Tours", bullets), slow=2.5),
        20: Answer(status=500, body=b"", validators=False),
        21: Answer(body=page("Tours", bullets[:3])),  # half of it
    }
    if night >= 24:
        return Answer(status=301, location=RENAMED, validators=False)
    return special.get(night, whole)


def _moved(night: int) -> Answer:
    return Answer(body=page("Tours", tours_on(night)))


def _prices(night: int) -> Answer:
    """A page that hardly ever changes, so that most nights are a 304."""
    price = 8 if night < 10 else 9 if night < 20 else 11
    return Answer(body=page("Prices", [f"Adults pay {price} euros", "Children pay nothing", "Groups pay half of it"]))


def _news(night: int) -> Answer:
    """A page with a counter that changes every night, and a fact that changes once."""
    year = 2024 if night < 25 else 2026
    bullets = ["The pier is open again", f"The mill was mended in {year}", "Volunteers are looked for"]
    return Answer(body=page("News", bullets, extra=f"<p>This page was read {4_000 + 37 * night} times</p>"))


def _robots(night: int) -> Answer:
    """For two nights nobody is let in."""
    rule = "Disallow: /prices" if night in {11, 12} else "Disallow: /private"
    return Answer(body=f"User-agent: *\n{rule}\n".encode(), media_type="text/plain", validators=False)


PAGES: dict[str, Page] = {
    "/tours": _tours,
    RENAMED: _moved,
    "/prices": _prices,
    "/news": _news,
    "/robots.txt": _robots,
}


def flagged_by_hand() -> Iterator[tuple[int, str, str, str, str]]:
    """What is to be flagged: night, source, type, text before, text after; in no order within a night.

    An edit is flagged on the first night on which the page can be trusted: that of night 20 on night 22.
    """
    seen_on = {20: 22}
    for night, edits in EDITS.items():
        for old, new in edits.items():
            kind = "added" if not old else "removed" if new is None else "changed"
            yield seen_on.get(night, night), "tours", kind, old, new or ""
    for night, (before, after) in {10: (8, 9), 20: (9, 11)}.items():
        yield night, "prices", "changed", f"Adults pay {before} euros", f"Adults pay {after} euros"
    yield 25, "news", "changed", "The mill was mended in 2024", "The mill was mended in 2026"
    for before, after in pairwise(range(1, COUNTED + 1)):
        texts = [f"This page was read {4_000 + 37 * number} times" for number in (before, after)]
        yield after, "news", "changed", texts[0], texts[1]
