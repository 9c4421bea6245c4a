"""The user's own word on HTML: who reads it, and CSS selectors of what to keep or drop, whatever the rules say."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal, Protocol, TypeAlias

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from scrape_clean.arguments import refuse_one_string
from scrape_clean.errors import UsageError

__all__ = ["CHOICE", "NO_SELECTORS", "Markable", "Reader", "Selectors", "mark"]

Reader: TypeAlias = Literal["lexbor", "soup"]
"""``lexbor`` (selectolax) is fast; ``soup`` (Beautiful Soup over html5lib) is slow, pure Python, and gives the same."""


CHOICE: Final = "/choice"
"""The attribute that marks a chosen element; no page can write one of this name, as a slash ends names in HTML."""
_LONGEST: Final = 1_000  # characters of a selector
_VALUES: Final = re.compile(r"""\\.|"[^"]*"|'[^']*'|\[[^\]]*\]""", re.DOTALL)
"""What may hold any sign without meaning it."""
_PSEUDO: Final = re.compile(r":([a-z-]+)", re.IGNORECASE)
_COMMON: Final = frozenset(
    {
        *("first-child", "last-child", "only-child", "nth-child", "nth-last-child", "first-of-type", "last-of-type"),
        *("only-of-type", "nth-of-type", "nth-last-of-type", "not", "is", "where", "has", "root"),
    }
)
"""Pseudo-classes that both readers understand, and alike on every page tried. What depends on a user (``:hover``) or on
a form's state says nothing of a page at rest; ``:empty`` and namespaces they read differently."""
_NAMESPACE: Final = re.compile(r"\[\s*[\w*-]*\|(?!=)")
_NESTED: Final = re.compile(r":has\([^()]*:[a-z-]+\(", re.IGNORECASE)
"""Lexbor finds nothing, or the wrong elements, for a function inside ``:has()``."""


class Selectors(Struct, frozen=True):
    """Which elements a user wants, and which not."""

    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Let only selectors through that both readers understand.

        Raises:
            UsageError: One is none.
        """
        for name, selectors in (("keep", self.keep), ("drop", self.drop)):
            refuse_one_string(name, selectors)
            for selector in selectors:
                if problem := _problem(selector):
                    raise UsageError(f"{name} {selector!r}: {problem}")

    def choices(self) -> tuple[str, ...]:
        """All of them, in the order that they were given."""
        return (*(f"keep:{selector}" for selector in self.keep), *(f"drop:{selector}" for selector in self.drop))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Each selector with its choice, ``keep:...`` or ``drop:...``, the weakest first.

        Of two that match the same element the later one here counts: to keep is stronger than to drop, since a lost
        bullet is worse than a menu; among equals the first that was given.
        """
        for name, selectors in (("drop", self.drop), ("keep", self.keep)):
            yield from ((selector, f"{name}:{selector}") for selector in reversed(selectors))


NO_SELECTORS: Final = Selectors()


class Markable(Protocol):
    """A parsed page whose elements can be marked."""

    def mark(self, selector: str, choice: str, /) -> bool:
        """Give all elements that a selector matches the attribute `CHOICE`; False if there are none."""


def mark(page: Markable, selectors: Selectors) -> tuple[str, ...]:
    """Mark the chosen elements of a page; returns the choices that match nothing, in the order that they were given."""
    return tuple([choice for selector, choice in selectors if not page.mark(selector, choice)][::-1])


@lru_cache(maxsize=256)
def _problem(selector: str) -> str | None:
    """Why a selector cannot be used, in one line."""
    import soupsieve  # noqa: PLC0415  slow to load, with Beautiful Soup; seldom wanted

    if not selector.strip() or len(selector) > _LONGEST:
        return f"is no CSS selector: give 1 to {_LONGEST:,} characters, as in 'main .notes'"
    bare = _VALUES.sub("", selector)
    unknown = [name for name in _PSEUDO.findall(bare) if name.lower() not in _COMMON]
    if unknown:
        return f"cannot be used: ':{unknown[0]}' is not among {', '.join(sorted(_COMMON))}"
    if "|" in bare or _NAMESPACE.search(selector):
        return "cannot be used: namespaces ('|') are not supported; write the element's name alone"
    if _NESTED.search(bare):
        return "cannot be used: :has() may not hold another function; name the element inside it by class or tag"
    try:
        soupsieve.compile(selector)
    except soupsieve.SelectorSyntaxError as error:
        return f"is no CSS selector: {' '.join(str(error).splitlines()[0].split()).rstrip('.')}"
    except NotImplementedError as error:
        return f"cannot be used: {error}"
    try:
        LexborHTMLParser(b"<p>").css(selector)
    except (SelectolaxError, UnicodeEncodeError):
        return "cannot be used: the HTML reader does not know this form of selector; write it in a simpler way"
    return None
