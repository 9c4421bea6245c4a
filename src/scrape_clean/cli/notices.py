"""What there is to say of a page that was cleaned, as lines."""

from collections.abc import Iterator, Sequence
from typing import Final

from scrape_clean.ledger import Ledger
from scrape_clean.model import Drop
from scrape_clean.page import CleanedPage

__all__ = ["count", "notices", "show_ledger"]

_REVEALED: Final = {
    "noscript": "its noscript text was taken",
    "concealed": "the text that it hides until they run was taken",
    "json-ld": "the texts in its JSON-LD were taken",
    "nothing": "there is no text in it; save the page from a browser",
}
_SHOWN_FAULTS: Final = 10
_SHOWN_CHARACTERS: Final = 60


def notices(source: str, page: CleanedPage) -> Iterator[str]:
    """What a user should know of a page that was cleaned all the same, a line each."""
    if page.replaced:
        yield f"{source}: {count(page.replaced, 'undecodable byte sequence')} replaced (read as {page.charset})"
    if page.revealed is not None:
        yield f"{source}: shows next to nothing without scripts; {_REVEALED[page.revealed]}"
    for choice in page.unmatched:
        name, _, selector = choice.partition(":")
        yield f"{source}: --{name} {selector!r} matches nothing on this page"
    cut = [drop for drop in page.drops if drop.rule == "truncated"]
    if cut:
        yield f"{source}: {count(len(cut), 'cut-off copy', 'cut-off copies')} left out (see drops.jsonl)"


def show_ledger(ledger: Ledger, drops: Sequence[Drop], *, verbose: bool) -> Iterator[str]:
    """The lines of an audit: what came in, where it went, what is missing, and on request each drop."""
    rows: list[tuple[str, str, str, str]] = [
        (e.outcome, e.rule, f"{e.blocks:,}", f"{e.characters:,}") for e in ledger.entries
    ]
    blocks, characters = sum(e.blocks for e in ledger.entries), sum(e.characters for e in ledger.entries)
    rows.insert(0, ("outcome", "rule", "blocks", "characters"))
    rows += [("out", "", f"{blocks:,}", f"{characters:,}"), ("in", "", "", f"{ledger.characters:,}")]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        line = f"{row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]:>{widths[3]}}"
        yield line.rstrip()
    for fault in ledger.faults[:_SHOWN_FAULTS]:
        yield f"{fault.what}: {fault.start}-{fault.end} {_excerpt(fault.text)}"
    if verbose:
        yield ""
        yield from (f"{drop.stage}: {drop.rule}  {drop.start}-{drop.end}  {_excerpt(drop.text)}" for drop in drops)
    yield "the ledger adds up" if ledger.adds_up else f"the ledger does not add up: {len(ledger.faults)} faults"


def count(number: int, one: str, many: str = "") -> str:
    """A number of things, with their name."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _excerpt(text: str) -> str:
    folded = " ".join(text.split())
    return repr(folded if len(folded) <= _SHOWN_CHARACTERS else folded[: _SHOWN_CHARACTERS - 1] + "…")
