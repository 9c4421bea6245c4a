"""What a status means for a page (RFC 9110, 15)."""

from http import HTTPStatus
from typing import Final

__all__ = ["REDIRECTS", "describe"]

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_HINTS: Final = {
    401: "give its password or token in the source's settings",
    403: "it may want a log-in, or no robots",
    404: "correct or remove its url",
    407: "a proxy stands in between",
    410: "remove its url",
    429: "ask less often: raise delay",
    451: "it is withheld for legal reasons",
}


def describe(status: int) -> str:
    """A status in words, with what can be done about it; the server's own words are not repeated."""
    try:
        phrase = f" {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = ""
    if status in _HINTS:
        hint = f"; {_HINTS[status]}"
    elif status >= 500:
        hint = "; the fault is the server's, try again later"
    else:
        hint = ""
    return f"answers {status}{phrase}{hint}"
