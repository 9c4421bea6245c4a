"""What is known of a page beside the page itself."""

from msgspec import Struct

__all__ = ["Known"]


class Known(Struct, frozen=True, kw_only=True):
    """Texts of blocks, from other pages of the site and from an earlier night of this page."""

    template: frozenset[str] = frozenset()
    """What stands on most pages of the site."""
    content: frozenset[str] = frozenset()
    """What was content of this page the night before."""
    headings: frozenset[str] = frozenset()
    """Of that, what was a heading and nothing else: a link that reads like one is likely an entry of a menu."""
    boilerplate: frozenset[str] = frozenset()
    """What was not."""
    both: frozenset[str] = frozenset()
    """What stood there as content and as something else: that says nothing."""
    hidden: frozenset[str] = frozenset()
    """What was not, and what no reader of the page saw."""
    between: frozenset[tuple[str, str]] = frozenset()
    """The texts before and after each text that was content: a new one between them is likely the same, edited."""
