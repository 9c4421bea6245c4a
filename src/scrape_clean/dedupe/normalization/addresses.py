"""Capitals in web addresses: behind the host they count (RFC 3986, section 6.2.2.1), and nowhere else in a text."""

import re

__all__ = ["as_written", "with_caseless_host", "with_paths_as_written"]

_PATH = re.compile(r"((?i:https?://|\bwww\.)[^\s<>\"'/?#]+)([/?#][^\s<>\"']*)")
_BYTE = re.compile("%[0-9A-Fa-f]{2}")
"""Both ways to write its letters are one."""
_WIDE = {ord("A") + at: 0xFF21 + at for at in range(26)}
"""Full-width capitals stand for those that count: nothing folds them once the rest of a text is folded."""
_NARROW = {wide: capital for capital, wide in _WIDE.items()}


def _counting(path: str) -> str:
    return _BYTE.sub(lambda byte: byte[0].lower(), path)


def with_paths_as_written(text: str) -> str:
    """A folded text in which no later folding touches the capitals that count."""
    if text.islower():
        return text
    return _PATH.sub(lambda address: address[1] + _counting(address[2]).translate(_WIDE), text)


def as_written(token: str) -> str:
    """A token with the capitals that it was written with."""
    return token.translate(_NARROW) if "/" in token else token


def with_caseless_host(address: str) -> str:
    """An address in which only capitals that count are left."""
    parts = _PATH.fullmatch(address)
    return address.casefold() if parts is None else parts[1].casefold() + _counting(parts[2])
