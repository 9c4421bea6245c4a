"""Standard Webhooks signatures, so that a receiver knows who sent a message, and that it is not an old one sent again.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from scrape_clean.secret import Secret

__all__ = ["key_of", "key_problem", "signed"]

_PREFIX: Final = "whsec_"
_SIZES: Final = range(24, 65)
"""Bytes of a key, by the standard."""


def key_problem(text: str) -> str | None:
    """What is wrong with a signing key, in words that do not show it; None if nothing is."""
    try:
        key = base64.b64decode(text.removeprefix(_PREFIX), validate=True)
    except ValueError:
        return f"is no signing key: it should be {_PREFIX} and base64"
    if not text.startswith(_PREFIX):
        return f"is no signing key: it should begin with {_PREFIX}"
    if len(key) not in _SIZES:
        return f"is no signing key: it should be {_PREFIX} and base64 of {_SIZES[0]} to {_SIZES[-1]} random bytes"
    return None


def key_of(secret: Secret) -> bytes:
    """The key that a secret spells.

    Raises:
        ValueError: It spells none; the error does not show it.
    """
    problem = key_problem(secret.value)
    if problem:
        raise ValueError(problem)
    return base64.b64decode(secret.value.removeprefix(_PREFIX))


def signed(identity: str, body: bytes, keys: Iterable[bytes], now: datetime) -> tuple[tuple[str, str], ...]:
    """The headers of a signed message.

    Args:
        identity: The message's id: the same on every try.
        body: What is sent.
        keys: One signature for each, so that a key can be changed while receivers still know the old one. Without any
            there is no signature.
        now: When this try is made; receivers refuse what is minutes old.
    """
    stamp = str(int(now.timestamp()))
    content = b".".join((identity.encode(), stamp.encode(), body))
    signatures = [f"v1,{base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()}" for key in keys]
    headers = [("webhook-id", identity), ("webhook-timestamp", stamp)]
    return (*headers, ("webhook-signature", " ".join(signatures))) if signatures else tuple(headers)
