"""Digest fields of WARC records: ``algorithm:value``, in whichever base the writer likes (WARC 1.1, 5.8)."""

import base64
import hashlib
from collections.abc import Iterable

__all__ = ["matches"]


def matches(field: str | None, chunks: Iterable[bytes]) -> bool | None:
    """Whether bytes have the digest that a field says; None if it says none that can be computed.

    The chunks are drawn to their end in any case.
    """
    algorithm, _, value = (field or "").strip().partition(":")
    try:
        digest = hashlib.new(algorithm.strip().lower().replace("sha-", "sha"), usedforsecurity=False)
    except ValueError:
        for _ in chunks:
            pass
        return None
    for chunk in chunks:
        digest.update(chunk)
    if not value or not digest.digest_size:  # the latter may have any length, and nobody says which
        return None
    return digest.digest() in _decoded(value.strip(), digest.digest_size)


def _decoded(value: str, size: int) -> list[bytes]:
    """What a value can stand for: in base 16, 32 or 64, with or without padding."""
    bare = value.rstrip("=")
    found = []
    for decode, text in (
        (bytes.fromhex, bare),
        (base64.b32decode, bare.upper() + "=" * (-len(bare) % 8)),
        (base64.urlsafe_b64decode, bare.replace("+", "-").replace("/", "_") + "=" * (-len(bare) % 4)),
    ):
        try:
            decoded = decode(text)
        except ValueError:
            continue
        if len(decoded) == size:
            found.append(decoded)
    return found
