"""Which addresses are wanted."""

from collections.abc import Callable, Sequence

from scrape_clean.arguments import refuse_one_string

__all__ = ["matching"]


def matching(patterns: Sequence[str]) -> Callable[[str], bool]:
    """A test on addresses: equal to one of the patterns, in which ``*`` stands for anything; without patterns, any.

    Only ``*`` is special, since ``?`` and brackets are usual in addresses; ``https://example.org/docs/*`` is a prefix.

    Raises:
        UsageError: One string stands for all patterns.
    """
    refuse_one_string("patterns", patterns)
    pieces = [pattern.split("*") for pattern in patterns]
    return lambda url: not pieces or any(_fits(url, parts) for parts in pieces)


def _fits(url: str, parts: list[str]) -> bool:
    """In linear time: the first place where a piece stands is as good as any later one."""
    first, *middle, last = parts if len(parts) > 1 else [parts[0], ""]
    if len(parts) == 1:
        return url == first
    if not url.startswith(first) or not url.endswith(last):
        return False
    position, end = len(first), len(url) - len(last)
    for piece in middle:
        found = url.find(piece, position, end)
        if found < 0:
            return False
        position = found + len(piece)
    return position <= end
