"""One page in many shapes: the same section eight times over, as scrapers, editors and other formats would give it."""

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Shape:
    """A page whose last section stands there several times, under headings that stand there once."""

    above: tuple[str, ...]
    heading: str
    lead: str
    bullets: tuple[str, ...]
    copies: int

    @property
    def path(self) -> tuple[str, ...]:
        """The section path of every bullet."""
        return (*self.above, self.heading)


def read_shape(text: str) -> Shape:
    """Take a plain-text page of this shape to pieces: headings, then copies of heading, lead and bullets."""
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]
    bullets = list(dict.fromkeys(p.removeprefix("•").strip() for p in paragraphs if p.startswith("•")))
    plain = [p for p in paragraphs if not p.startswith("•")]
    lead = next(p for p in plain if p.endswith(":"))
    heading = plain[plain.index(lead) - 1]
    return Shape(tuple(plain[: plain.index(heading)]), heading, lead, tuple(bullets), plain.count(lead))


def as_text(shape: Shape, marker: Callable[[int], str] = lambda _: "•", indent: str = "  ") -> str:
    """The page as plain text; ``marker`` gives the marker of the n-th bullet of a copy."""
    copy = [shape.heading, shape.lead]
    copy += [f"{indent}{marker(number)} {bullet}" for number, bullet in enumerate(shape.bullets, start=1)]
    return "\n\n".join([*shape.above, *["\n\n".join(copy) + "\n\n"] * shape.copies])


def wrapped(text: str, width: int = 60, hanging: str = "") -> str:
    """Every line broken at a width, as a mail program or a text browser does."""
    return "\n".join(
        "\n".join(textwrap.wrap(line, width, subsequent_indent=hanging, break_on_hyphens=False))
        if line.strip()
        else line
        for line in text.split("\n")
    )


def as_html(shape: Shape) -> str:
    """The page's HTML twin."""
    heads = "".join(f"<h{n}>{escape(text)}</h{n}>\n" for n, text in enumerate(shape.above, start=1))
    items = "".join(f"<li>{escape(bullet)}</li>\n" for bullet in shape.bullets)
    level = len(shape.above) + 1
    copy = f"<h{level}>{escape(shape.heading)}</h{level}>\n<p>{escape(shape.lead)}</p>\n<ul>\n{items}</ul>\n"
    return f"<!doctype html><html><body><main>{heads}{copy * shape.copies}</main></body></html>"


def as_markdown(shape: Shape) -> str:
    """The page's Markdown twin."""
    heads = "".join(f"{'#' * n} {text}\n\n" for n, text in enumerate(shape.above, start=1))
    items = "".join(f"- {bullet}\n" for bullet in shape.bullets)
    return heads + f"{'#' * (len(shape.above) + 1)} {shape.heading}\n\n{shape.lead}\n\n{items}\n" * shape.copies


def with_edit(text: str, old: str, new: str, copy: int = 3) -> str:
    """The page with one phrase changed in one of its copies (counted from 0)."""
    parts = text.split(old)
    assert len(parts) > copy + 1, f"{old!r} does not stand in copy {copy}"
    return old.join(parts[: copy + 1]) + new + old.join(parts[copy + 1 :])
