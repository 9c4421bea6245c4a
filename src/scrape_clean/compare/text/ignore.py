"""What a user wants to be left out of the comparison: patterns, in a regular language, matched in linear time."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from scrape_clean.arguments import refuse_one_string
from scrape_clean.errors import UsageError

if TYPE_CHECKING:
    import re2

__all__ = ["without"]


def without(patterns: Sequence[str]) -> Callable[[str], str]:
    """A function that takes what some patterns match off a text; nothing is left of a text without a letter or digit.

    Args:
        patterns: Regular expressions in RE2's syntax (https://github.com/google/re2/wiki/Syntax): the usual one without
            backreferences and look-around, whose matching takes linear time whatever the pattern.

    Raises:
        UsageError: A pattern is no such expression, or one string stands for all.
    """
    refuse_one_string("ignore", patterns)
    if not patterns:
        return str
    compiled = [_compiled(pattern) for pattern in patterns]

    def rest_of(text: str) -> str:
        rest = text
        for pattern in compiled:
            rest = pattern.sub(" ", rest)
        rest = " ".join(rest.split())
        return rest if any(map(str.isalnum, rest)) else ""

    return rest_of


def _compiled(pattern: str) -> "re2._Regexp":
    import re2  # noqa: PLC0415  only where there are patterns

    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as problem:
        reason = problem.args[0].decode() if isinstance(problem.args[0], bytes) else str(problem.args[0])
        raise UsageError(f"ignore pattern {pattern!r}: {reason}; see the syntax of RE2") from None
